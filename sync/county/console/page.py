"""Pages: templates, and the headers that keep a page to itself."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from desktop.version import VERSION
from sync.county.clock import local_moment, when
from sync.county.console.freshness import age, clock_words, freshness_of
from sync.county.console.wording import (
    EVENTS,
    detail_text,
    event_name,
    reason_advice,
    reason_name,
    rectification_state,
    rectification_tone,
    state_name,
    stream_name,
    task_moment,
    task_state,
    task_timing,
    task_tone,
)
from sync.county.store.devices import ACTIVE
from sync.county.store.roles import Right

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}

_pages = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("pages")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_pages.filters |= {
    "when": when,
    "local": local_moment,
    "event": event_name,
    "reason": reason_name,
    "advice": reason_advice,
    "detail": detail_text,
    "state": state_name,
    "stream": stream_name,
    "age": age,
    "clock": clock_words,
    "freshness": freshness_of,
    "mending": rectification_state,
    "mending_tone": rectification_tone,
    "task_state": task_state,
    "task_tone": task_tone,
    "task_timing": task_timing,
    "task_moment": task_moment,
}
_pages.globals |= {
    "ACTIVE": ACTIVE,
    "EVENTS": EVENTS,
    "Right": Right,
    # Another release has another address of its style sheet, so that nobody keeps the old one.
    "STYLE": f"/console/style.css?v={VERSION}",
}


def render(template: str, values: Mapping[str, object], status: int = 200) -> Response:
    """A page of a template; every value is escaped."""
    return guard(HTMLResponse(_pages.get_template(template).render(values), status))


def guard(response: Response, *, is_public: bool = False) -> Response:
    """The response with headers against being framed, sniffed, scripted or, unless public, kept."""
    response.headers.update(_HEADERS)
    response.headers["Cache-Control"] = "max-age=3600" if is_public else "no-store"
    return response
