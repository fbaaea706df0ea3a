"""Which lines a page shows: by document, priority and owner, as its address says."""

from flask import g, request

from actions import queries
from actions.standing import Plan
from tracker import choosing, lists
from tracker.forms import BaseForm, Select, choice

NAMES = ("document", "priority", "owner")
# For pages whose own address names a document.
OF = "of-"


class NarrowForm(BaseForm):
    """What is shown; it travels in the address."""

    class Meta(BaseForm.Meta):
        csrf = False

    document = Select("Document")
    priority = Select("Priority")
    owner = Select("Owner")


def wanted(prefix="") -> dict:
    """What the address asks for, by name: values of lists.FILTERS."""
    return {name: request.args[prefix + name] for name in NAMES if request.args.get(prefix + name)}


def asked(plan: Plan, form=NarrowForm, prefix=""):
    """The form as the address fills it in, with what there is to choose from."""
    form = form(formdata=request.args, prefix=prefix)
    documents, priorities = plan.kept("documents and priorities", lambda: _adopted(plan.day))
    form.document.choices = [choice("", "All"), *(choice(*each) for each in documents)]
    form.priority.choices = [choice("", "All"), *(choice(*each) for each in priorities)]
    form.owner.choices = [*choosing.agencies(plan, "All"), choice(lists.NOBODY, "No owner")]
    return form


def _adopted(day) -> tuple[list, list]:
    """The documents in force and the priorities of the plan, each with what it is called."""
    known = queries.documents(day)
    newest = queries.plan_in_force(day)
    numbers = queries.priorities(newest.id) if newest else []
    documents = [(each.reference, each.title) for each in known]
    return documents, [(str(each.number), f"{each.number} {each.name}") for each in numbers]


def carried() -> dict:
    """What a link takes along."""
    if "carried" not in g:
        g.carried = {OF + name: value for name, value in wanted(OF).items()}
    return g.carried
