"""An event's public text (公开反馈): drafted without names, checked, published, taken back."""

from db.connection import Connection
from db.queries import event_life as queries
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_state import DONE_STATES, Step
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.public_text import Private, PrivateKind, find_private, without_private
from desktop.services.events.standing import find_row
from desktop.services.events.steps import step_label, write_mark
from desktop.services.office import Office
from desktop.services.settings import load_settings

PUBLIC_LENGTH = 300
_CODES = {PrivateKind.NAME: "EVT-050", PrivateKind.NUMBER: "EVT-051", PrivateKind.HOUSE: "EVT-052"}


def _own_numbers(office: Office) -> frozenset[str]:
    """Telephones that may be published: the office's own."""
    settings = load_settings(office)
    phones = (settings.village_office_phone, settings.supervision_phone, settings.town_phone)
    return frozenset("".join(filter(str.isdigit, phone)) for phone in phones if phone)


def _find(connection: Connection, event_id: str, text: str, own: frozenset[str]) -> tuple[Private, ...]:
    names = queries.linked_people(connection, event_id)
    return find_private(text, names, queries.linked_places(connection, event_id), own)


def check_public_text(office: Office, event_id: str, text: str) -> tuple[Problem, ...]:
    """What keeps a text from being read by everybody: EVT-050 to EVT-054, by what was found.

    Raises:
        ProblemError: EVT-001, SYS-403.
    """
    office.require(Right.READ_EVENTS)
    place = Place(field="public_text")
    if not text.strip():
        return (Problem("EVT-053", place=place),)
    if len(text) > PUBLIC_LENGTH:
        return (Problem("EVT-054", {"length": str(PUBLIC_LENGTH)}, place),)
    own = _own_numbers(office)
    with office.store.reading() as connection:
        row = find_row(connection, event_id)
        found = _find(connection, row.id, text, own)
    return tuple(Problem(_CODES[each.kind], {"text": each.shown}, place) for each in found)


def draft_public_text(office: Office, event_id: str) -> str:
    """A text to begin with: what it was about and what came of it, names and numbers put into general words.

    Raises:
        ProblemError: EVT-001, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    own = _own_numbers(office)
    with office.store.reading() as connection:
        row = find_row(connection, event_id)
        if row.public_text:
            return row.public_text
        text = f"反映：{row.title}。"
        if row.result:
            text += f"办理结果：{row.result}"
        return without_private(text, _find(connection, row.id, text, own))[:PUBLIC_LENGTH]


def publish_event(office: Office, event_id: str, text: str) -> None:
    """Make an event's outcome public from today on, in a text of its own; nothing else of it is ever shown.

    Args:
        office: The office at work.
        event_id: A settled event.
        text: What everybody may read.

    Raises:
        ProblemError: EVT-001, EVT-050 to EVT-054 the text, EVT-055 it is not settled, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if problems := check_public_text(office, event_id, text):
        raise ProblemError(problems)
    with office.store.reading() as connection:
        row = find_row(connection, event_id)
    if row.state not in DONE_STATES:
        state = code_table("event_state").label(row.state)
        raise ProblemError(Problem("EVT-055", {"state": state}))
    with office.change("edit", f"{step_label(Step.PUBLISH)}：{row.title}") as work:
        day = row.published_on or office.today().isoformat()
        work.update("event", row.id, {"public_text": text.strip(), "published_on": day})
        write_mark(office, work, row.id, Step.PUBLISH, text.strip(), row.state)


def unpublish_event(office: Office, event_id: str) -> None:
    """Take an event's public text back from what everybody reads; the text is kept.

    Raises:
        ProblemError: EVT-001, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    with office.store.reading() as connection:
        row = find_row(connection, event_id)
    if not row.published_on:
        return
    with office.change("edit", f"撤下公开：{row.title}") as work:
        work.update("event", row.id, {"published_on": None})
        write_mark(office, work, row.id, Step.NOTE, "公开文字已撤下", row.state)
