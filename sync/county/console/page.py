"""Pages: templates, and the headers that keep a page to itself."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from sync.county.clock import when
from sync.county.console.wording import event_name, reason_name
from sync.county.store.devices import ACTIVE

_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

_pages = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("pages")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_pages.filters |= {"when": when, "event": event_name, "reason": reason_name}
_pages.globals |= {"ACTIVE": ACTIVE}


def render(template: str, values: Mapping[str, object], status: int = 200) -> Response:
    """A page of a template; every value is escaped."""
    return guard(HTMLResponse(_pages.get_template(template).render(values), status))


def guard(response: Response, *, is_public: bool = False) -> Response:
    """The response with headers against being framed, sniffed, scripted or, unless public, kept."""
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "max-age=3600" if is_public else "no-store"
    return response
