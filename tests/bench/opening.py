"""Pages and files opened over HTTP: asked again (warm), and after the record has grown (cold), beside the floors."""

from sqlalchemy import create_engine, text

from bench.addresses import API, PAGES, REPORT, STATIC
from bench.floors import NO_RECORD
from bench.taking_turns import Key, Turn, in_turn, timed, together
from bench.visitor import Visitor

AGAIN, WRITTEN = 3, 2  # how often in a round everything is asked again, and what writes is done
AGAIN_304 = Key("A frozen report's PDF, asked again")
API_READ, API_304 = Key("The API's list of actions, read"), Key("The API's list of actions, asked again")
STATIC_FETCHED, STATIC_304 = Key("A style sheet, first fetched"), Key("A style sheet, asked again")


def of_floors(address: str, folder) -> dict:
    """F, Q and C."""
    visitor = Visitor(address)
    return {
        Key("F"): Turn(lambda: visitor.gets("/hello").took),
        Key("Q"): Turn(lambda: visitor.gets("/rows").took),
        Key("C"): Turn(committing(folder)),
    }


def committing(folder):
    """Commits one row durably, each time it is called."""
    engine = create_engine(f"sqlite:///{folder / 'commits.db'}", execution_options={"begin": "IMMEDIATE", **NO_RECORD})
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE rows (number INTEGER PRIMARY KEY, said TEXT)"))
    connection = engine.connect()

    def commit():
        connection.execute(text("INSERT INTO rows (said) VALUES ('The minutes were sent.')"))
        connection.commit()

    return lambda: timed(commit)


def warm_pages(world, pages=PAGES) -> dict:
    return {Key(page.name, "warm"): Turn(_opening(world, page)) for page in pages}


def cold_pages(world, pages=PAGES) -> dict:
    return {Key(page.name, "cold"): Turn(_opening(world, page), before=world.grow) for page in pages}


def _opening(world, page):
    visitor, address = world.visitor(page.who), world.address(page)
    return lambda: visitor.gets(address).took


def files_asked_again(world) -> dict:
    """A frozen report and a file of the look, asked again with their ETag."""
    visitor = world.visitor("executive")
    known = {address: visitor.gets(address).headers["ETag"] for address in (REPORT, STATIC)}
    again = {address: {"If-None-Match": tag} for address, tag in known.items()}
    return {
        AGAIN_304: Turn(lambda: visitor.gets(REPORT, 304, **again[REPORT]).took),
        STATIC_FETCHED: Turn(lambda: visitor.gets(STATIC).took),
        STATIC_304: Turn(lambda: visitor.gets(STATIC, 304, **again[STATIC]).took),
    }


def api_asked_again(world) -> dict:
    """A list of the API, read by a program with a token, and asked again with the ETag that it has then."""
    visitor, token, known = world.visitor("executive"), {"Authorization": f"Bearer {world.token('executive')}"}, {}

    def read():
        answer = visitor.gets(API, **token)
        known["If-None-Match"] = answer.headers["ETag"]
        return answer.took

    return {API_READ: Turn(read), API_304: Turn(lambda: visitor.gets(API, 304, **token, **known).took, before=read)}


def measure(world, floors: dict, rounds: int, pages=PAGES, written: dict | None = None) -> dict:
    """Everything, beside the floors. `written`: what writes, which is done in another world."""
    warm = floors | warm_pages(world, pages) | files_asked_again(world) | api_asked_again(world)
    return _in_rounds([world], warm, floors | cold_pages(world, pages), rounds, floors | (written or {}))


def measure_growth(worlds: dict, rounds: int, pages=PAGES) -> dict:
    """By the number of items, what each page took in each world."""
    warm = {(items, key): turn for items, world in worlds.items() for key, turn in warm_pages(world, pages).items()}
    cold = {(items, key): turn for items, world in worlds.items() for key, turn in cold_pages(world, pages).items()}
    took = _in_rounds(worlds.values(), warm, cold, rounds)
    return {items: {key: each for (of, key), each in took.items() if of == items} for items in worlds}


def _in_rounds(worlds, warm: dict, cold: dict, rounds: int, written: dict | None = None) -> dict:
    """Rounds of: all once without looking at the clock; all again, several times; all after the record has grown; and
    what writes."""
    found = []
    for _ in range(rounds):
        in_turn(warm, 1)
        before = [world.journal_length() for world in worlds]
        found.append(in_turn(warm, AGAIN))
        assert before == [world.journal_length() for world in worlds], "what was asked again wrote in the journal"
        found += [in_turn(cold, 1), in_turn(written or {}, WRITTEN)]
    return together(*found)
