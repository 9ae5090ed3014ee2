"""Pages about tables that are handed down: posts of work, the catalogue of agency services."""

from collections.abc import Mapping

from desktop.domain.problem import Problem, ProblemError
from sync.county.clock import day_of
from sync.county.console.form import Upload
from sync.county.console.shown import Ask, Shown, Went
from sync.county.store import villages
from sync.county.store.handing_down import Recipient, find_recipients
from sync.county.store.job_posts import COLUMNS, list_posts, push_posts, read_posts
from sync.county.store.service_catalogues import list_catalogues, push_catalogue


def job_posts(ask: Ask) -> Shown:
    """Posts that were handed down, and the form for another table."""
    return Shown(
        "job_posts.html",
        {
            "posts": list_posts(ask.county.database),
            "villages": villages.list_villages(ask.county.database),
            "columns": "、".join(COLUMNS),
            "today": day_of(ask.at_ms).isoformat(),
        },
    )


def push_job_posts(ask: Ask, sent: Upload) -> Went:
    """Hand a table of posts down.

    Raises:
        ProblemError: CTY-240 to CTY-242 and what `check_new_post` finds; CTY-233 no village was chosen.
    """
    lines = read_posts(_file_of(sent), day_of(ask.at_ms))
    push_posts(ask.county, _recipients(ask, sent.typed), lines, ask.at_ms, operator=ask.operator.login)
    return Went("/job-posts", "job_posts_pushed")


def catalogues(ask: Ask) -> Shown:
    """Versions of the catalogue that were handed down, and the form for another one."""
    return Shown(
        "service_catalogues.html",
        {
            "catalogues": list_catalogues(ask.county.database),
            "villages": villages.list_villages(ask.county.database),
        },
    )


def push_services(ask: Ask, sent: Upload) -> Went:
    """Hand a catalogue of agency services down.

    Raises:
        ProblemError: SVC-001 to SVC-003; CTY-233 no village was chosen.
    """
    try:
        text = _file_of(sent).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemError(Problem("CTY-250", {"path": sent.files[0].name})) from error
    push_catalogue(ask.county, _recipients(ask, sent.typed), text, ask.at_ms, operator=ask.operator.login)
    return Went("/service-catalogues", "catalogue_pushed")


def _file_of(sent: Upload) -> bytes:
    if not sent.files:
        raise ProblemError(Problem("CTY-243"))
    return sent.files[0].content


def _recipients(ask: Ask, typed: Mapping[str, str]) -> tuple[Recipient, ...]:
    chosen = typed.get("village", "")
    if not chosen:
        raise ProblemError(Problem("CTY-233"))
    return find_recipients(ask.county.database, "" if chosen == "all" else chosen)
