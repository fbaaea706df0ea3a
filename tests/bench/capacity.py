"""How far it goes, from what was measured: one host, several, and one database for each board."""

from bench import budgets
from bench.crowd import CLIENTS
from bench.load import A_SECOND, OFFICERS

BOARDS, WORKERS = 150, 2
WORDS = """\
**One host, SQLite.** Readers do not wait for each other; writers do, one after another, each for its commit. A board has
some dozens of officers who save a few times a quarter, so it never comes near that. Two workers of some {held} MB and the
database fit on the smallest machine that can be rented.

**Several hosts, PostgreSQL.** Where one host does not do or must not stand alone: the web hosts hold nothing but what they
worked out, by the record's own head, so that any of them answers anybody. Evidence goes to a store that all of them reach
(`EVIDENCE_URL`).

**Where it breaks first.** Not in reading: a page asks a handful of questions, and what follows from the record is kept with
it. What takes longest is drawing a report, which keeps one thread of one worker busy; requests that come to the same worker
wait for it. What then: more workers. Next comes writing, since the record has one lock: saves queue behind each other and
behind a report that freezes. What then: a faster disk, since each save waits for its commit. Last comes memory, which grows
with the lines that each worker knows of. What then: fewer workers with more threads. A worker that has just started works
everything out once: with tens of thousands of lines its first page takes seconds.

**One database for each board.** {boards} boards are {boards} databases on one PostgreSQL cluster and {boards} small
deployments, with no table shared: nobody's record can leak into another's, and each is backed up, restored, moved and ended
by itself. With two workers each that is {processes} processes of some {held} MB, {all} GB: a few hosts, not one; and as many
connections (`max_connections`), or a pooler that keeps a session's transactions together."""


def told(results) -> str:
    return "\n\n".join(("## How far it goes", *filter(None, (_crowd(results), _load(results), _words(results)))))


def _crowd(results) -> str:
    crowd = results.crowd
    if crowd is None:
        return ""
    return (
        f"{CLIENTS} clients at once, none of whom pauses to read: one worker answers {crowd.a_second:.0f} pages in a second; "
        f"the middle page takes {crowd.took.middle:.0f} ms, one in twenty more than {crowd.took.slow:.0f} ms."
    )


def _load(results) -> str:
    load = results.load_of_last_hour
    if load is None:
        return ""
    ratio, trouble = load.times_idle, len(load.errors)
    met = "held" if ratio <= budgets.SLOWER_UNDER_LOAD and not trouble and not load.lost else "**missed**"
    return (
        f"The last hour of a quarter, for {load.seconds} seconds: {OFFICERS} officers send {A_SECOND:g} update a second, "
        f"the chair reviews, and a report is frozen in the middle (it took {load.froze:.0f} ms). "
        f"{load.sent} were sent; {trouble} errors, {load.lost} acknowledged and not in the record. The slow end of saving "
        f"(95th percentile) was {load.busy.slow:.0f} ms, {ratio:.1f} times that of saving alone ({load.idle.slow:.0f} ms); "
        f"at most {budgets.SLOWER_UNDER_LOAD} times: {met}. The chair's pages: {load.chair.middle:.0f} ms in the middle, "
        f"{load.chair.slow:.0f} ms at the slow end. " + " ".join(load.errors[:3])
    ).strip()


def _words(results) -> str:
    held = max(mb for _, mb in results.memory)
    known = {"boards": BOARDS, "processes": BOARDS * WORKERS, "held": f"{held:.0f}"}
    return WORDS.format(all=f"{BOARDS * WORKERS * held / 1000:.0f}", **known)
