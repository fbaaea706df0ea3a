"""What became of the document before: a later profile answers for its predecessor's recommendations."""

from flask import g, render_template

from actions import predecessors, queries
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import paging, pictures
from tracker.guard import document_or_404, requires
from tracker.pages.closing.group import pages


@pages.get("/plan/<document>/before")
@requires(Permission.READ_PLAN)
def before(document):
    found = document_or_404(document)
    earlier = predecessors.of(found, queries.documents(g.day))
    if earlier is None:
        return render_template("closing/none_before.html", document=found)
    rows = predecessors.answered(found, earlier, plan_on(found.in_force_from), plan_on(g.day))
    counted = [each for each in rows if each.then.counted]
    return render_template(
        "closing/before.html",
        document=found,
        earlier=earlier,
        rows=paging.cut(rows),
        counts=pictures.counted(each.then for each in counted),
        total=len(counted),
        undone=[each for each in counted if each.undone],
        repeated=[each for each in counted if each.repeated_by],
    )
