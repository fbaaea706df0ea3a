"""The worked example served by gunicorn on SQLite and on PostgreSQL, and people at browsers who visit it."""

from pathlib import Path

import pytest
from looking import Looker
from person import Person
from places import Databases, OnPostgres, OnSqlite
from serving import Served, checked_log

PATIENCE = 30_000
HERE = {"locale": "en-GB", "timezone_id": "Europe/London"}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="session")
def databases(postgres_url):
    """Databases on a PostgreSQL server, dropped when the run ends."""
    made = Databases(postgres_url)
    yield made
    made.drop_all()


@pytest.fixture(scope="session")
def on_sqlite(example_folder, tmp_path_factory):
    return OnSqlite(example_folder, tmp_path_factory.mktemp("sqlite") / "example")


@pytest.fixture(scope="session")
def on_postgres(databases, tmp_path_factory):
    return OnPostgres(databases, tmp_path_factory.mktemp("postgres") / "example")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request):
    return request.param


@pytest.fixture
def room(database):
    """A wide window on one database and a narrow one on the other: a journey is told once on each, and in each."""
    return {"sqlite": WIDE, "postgres": NARROW}[database]


@pytest.fixture
def served(database, request, tmp_path):
    """The example, served, for one journey alone: it may write, and its log is read at the end."""
    running = Served(request.getfixturevalue(f"on_{database}").copy(tmp_path / "place"))
    yield running
    checked_log(running)


@pytest.fixture
def served_on_sqlite(on_sqlite, tmp_path):
    running = Served(on_sqlite.copy(tmp_path / "place"))
    yield running
    checked_log(running)


@pytest.fixture(scope="session")
def to_be_read(on_sqlite, tmp_path_factory):
    """The example, served once for all who only read it."""
    running = Served(on_sqlite.copy(tmp_path_factory.mktemp("read") / "place"))
    yield running
    checked_log(running)


@pytest.fixture
def looker():
    """Looks at every page that anybody comes to; whatever it found is said at the end."""
    looking = Looker()
    yield looking
    looking.insist()


@pytest.fixture(params=[WIDE, NARROW], ids=["1280", "320"])
def size(request):
    return request.param


@pytest.fixture
def visitor(chromium, looker):
    """Somebody at a browser of their own, who signs in if an address is given."""
    contexts = []

    def visit(served, address=None, *, size=WIDE, javascript=True):
        contexts.append(chromium.new_context(viewport=size, java_script_enabled=javascript, **HERE))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        looker.listen(page)
        person = Person(page, served.address, looker, javascript=javascript)
        if address:
            sign_in(person, address, served.place.passwords[address])
        return person

    yield visit
    for each in contexts:
        each.close()


def sign_in(person, address, password):
    """As everybody does it; the page itself is looked at among the pages of test_every_page."""
    person.page.goto(person.address)
    person.is_on("Sign in")
    person.types("E-mail address", address)
    person.types("Password", password)
    person.presses("Sign in")


@pytest.fixture
def paper(tmp_path):
    """Makes a file to attach."""

    def make(name, content=b"Minutes of the meeting on 10 January 2017") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make
