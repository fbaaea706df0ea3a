"""On PostgreSQL the website's role, made as docs/running.md says, does its work and cannot change a table."""

import re
import secrets

import pytest
from a_board import Board
from board_apps import EXAMPLE_TODAY, _adopt, make_tables, settings
from places import ROOT
from postgres import new_database
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from actions.db import db, wipe_overwritten
from actions.verify import verify
from tracker import create_app

pytestmark = pytest.mark.postgres
PAGE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
STATEMENT = re.compile(r"^((?:CREATE ROLE|REVOKE|GRANT CREATE|ALTER) .*);$", re.MULTILINE)
MAINTAIN = re.compile(r"GRANT MAINTAIN ON[^;]*")


def said(url, *statements):
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for each in statements:
            connection.execute(text(each))
    engine.dispose()


@pytest.fixture
def as_the_page_says(postgres_url):
    """The statements of the page for roles of this test; the addresses of the owner and of the website."""
    tail = secrets.token_hex(4)

    def ours(statement):
        return " ".join(re.sub(r"tracker_(owner|web)", rf"tracker_\1_{tail}", statement).split())

    with new_database(postgres_url) as url:
        said(url, *map(ours, STATEMENT.findall(PAGE)))
        roles = [f"tracker_{name}_{tail}" for name in ("owner", "web")]
        yield url, ours(MAINTAIN.search(PAGE)[0]), [_as(url, role) for role in roles]
        said(url, *(f"DROP OWNED BY {role} CASCADE" for role in roles), *(f"DROP ROLE {role}" for role in roles))


def _as(url, role) -> str:
    return make_url(url).set(username=role, password="...").render_as_string(hide_password=False)


def app_at(url, folder):
    return create_app(settings(url, folder, EXAMPLE_TODAY))


def test_it_adds_to_the_record_sweeps_after_a_redaction_and_changes_no_table(as_the_page_says, tmp_path, recwarn):
    url, maintain, (owner, web) = as_the_page_says
    with app_at(owner, tmp_path).app_context():
        make_tables(example=True)
        db.session.remove()
        db.engine.dispose()
    said(url, maintain)
    with app_at(web, tmp_path).app_context():
        _adopt()
        board = Board()
        board.own("2.16")
        board.says("2.16")
        board.proves("2.16")
        assert [finding for finding in verify() if finding.fault] == []
        before = _swept()
        wipe_overwritten()
        assert _swept() != before
        db.session.rollback()
        with pytest.raises(ProgrammingError, match="must be owner"):
            db.session.execute(text("DROP TRIGGER keep_updates_delete ON updates"))
        db.session.remove()
        db.engine.dispose()


def _swept():
    """Which file holds the words: a full vacuum makes a new one."""
    return db.session.execute(text("SELECT pg_relation_filenode('words')")).scalar()
