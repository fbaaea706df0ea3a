"""What people typed in facts that are kept: by the names of its parts, wherever they stand."""

from collections.abc import Callable, Container

TYPED = frozenset(
    "words reason asked options said question answer verdict why help children evidence".split(),
)


def changed(values, names: Container[str], change: Callable):
    """The values, in which each part of one of these names is what `change` makes of it."""
    if isinstance(values, list):
        return [changed(each, names, change) for each in values]
    if not isinstance(values, dict):
        return values
    return {name: change(value) if name in names else changed(value, names, change) for name, value in values.items()}
