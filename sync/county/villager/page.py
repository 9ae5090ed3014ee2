"""Templates of the villagers' pages, with the headers of all pages of the county."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from desktop.version import VERSION
from sync.county.console.page import guard
from sync.county.villager.form import HONEYPOT, TOKEN

VILLAGERS = "/v"
"""Where these pages are, below the county's address."""

_pages = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("pages")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_pages.globals |= {"STYLE": f"/v/style.css?v={VERSION}", "TOKEN": TOKEN, "HONEYPOT": HONEYPOT}


def render(template: str, values: Mapping[str, object], status: int = 200) -> Response:
    """A page of a template; every value is escaped."""
    return guard(HTMLResponse(_pages.get_template(template).render(values), status))
