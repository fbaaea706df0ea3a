"""The website: it asks `actions` questions, shows the answers, and passes on what people do. Wiring only."""

from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from actions import files, journal, place
from actions.db import db
from tracker import (
    accounts,
    clock,
    commands,
    config,
    errors,
    guard,
    logs,
    look,
    migrations,
    page,
    pages,
    read_only,
    words,
)
from tracker.accounts import models as accounts_tables  # noqa: F401  (tables belong to the migrations)
from tracker.accounts import single
from tracker.calendars import models as calendars_tables  # noqa: F401
from tracker.importing import models as importing_tables  # noqa: F401
from tracker.links import models as links_tables  # noqa: F401
from tracker.mail import models as mail_tables  # noqa: F401
from tracker.packs import models as packs_tables  # noqa: F401
from tracker.workbook import models as workbook_tables  # noqa: F401

ROOT = Path(__file__).parent.parent
csrf = CSRFProtect()


def create_app(settings: dict | None = None) -> Flask:
    """The application; `settings` stand in for those of the environment (tests)."""
    app = Flask(__name__, template_folder=ROOT / "templates", static_folder=ROOT / "static")
    app.config.update(settings or config.from_environment())
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"hide_parameters": True})
    # A token bound to the session is what proves a form ours; pages with a secret address send no referrer to ask for.
    app.config.setdefault("WTF_CSRF_SSL_STRICT", False)
    db.init_app(app)
    migrations.init_app(app)
    journal.use_key(app.config.get("JOURNAL_KEY"))
    files.use(app.config["EVIDENCE_URL"])
    with app.app_context():
        _settle_in(app)
    _stand_behind(app, app.config.get("PROXIES", 0))
    csrf.init_app(app)
    accounts.manager.init_app(app)
    single.init_app(app)
    for part in (logs, look, words, page, errors, guard, read_only, pages, commands):
        part.init_app(app)
    return app


def _stand_behind(app, proxies):
    """Believe what that many proxies say of whom they speak for; without one, nobody."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)


def _settle_in(app):
    """Know the worked example by its mark; refuse its clock in any other database."""
    app.config["EXAMPLE"] = example = place.is_example()
    if app.config["TODAY"] and not example and place.holds_records():
        raise place.WrongPlace("TRACKER_TODAY is for the worked example alone, and this database is not marked as one.")
    if example and not app.config["TODAY"]:
        app.config["TODAY"] = clock.EXAMPLE_TODAY
    app.config.update(config.cookies(example, app.config["BASE_URL"]))
