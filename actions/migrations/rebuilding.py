"""Tables as a database holds them, for migrations that SQLite can only make by copying a table."""

from alembic import op
from sqlalchemy import CheckConstraint, MetaData, Table, inspect


def as_it_stands(name: str) -> Table:
    """The table with its CHECKs, which alembic does not read for itself: a copy made without them would lose them."""
    bind = op.get_bind()
    table = Table(name, MetaData(), autoload_with=bind, resolve_fks=False)
    known = {check.name for check in table.constraints if isinstance(check, CheckConstraint)}
    for check in inspect(bind).get_check_constraints(name):
        if check["name"] not in known:
            table.append_constraint(CheckConstraint(check["sqltext"], name=op.f(check["name"])))
    return table
