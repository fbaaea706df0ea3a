"""The API described as OpenAPI 3.1, made of what it is made of."""

from functools import cache

from flask import Flask
from flask_smorest import Api

from tracker.api import PREFIX
from tracker.api.resources import api

SAYS = (
    "What the action tracker would show you on its pages, as data to read. Send a personal token, made on the page of "
    "your account, in the header Authorization. Every list and every action takes as-at, a day. Whatever is made of it "
    "has to bear the marking that comes with it."
)
BEARER = {"type": "http", "scheme": "bearer", "description": "A personal token"}


class Described(Api):
    """Every answer is named; what is not named is a fault."""

    DEFAULT_ERROR_RESPONSE_NAME = None


@cache
def whole() -> dict:
    """The description. An app of its own holds it, so that the tracker's keeps its own words for what goes wrong."""
    described = Described(
        Flask(__name__),
        spec_kwargs={
            "title": "Action tracker",
            "version": PREFIX.rpartition("/")[2],
            "openapi_version": "3.1.0",
            "info": {"description": SAYS},
            "security": [{"token": []}],
        },
    )
    described.spec.components.security_scheme("token", BEARER)
    described.register_blueprint(api)
    return described.spec.to_dict()
