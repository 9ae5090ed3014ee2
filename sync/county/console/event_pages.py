"""Pages about events: those that villages sent up, what can be done about one, figures of all villages."""

from collections.abc import Mapping

from desktop.domain.code_table import code_table
from desktop.domain.event_state import Step
from desktop.domain.rate import Rate
from sync.county.console.sheet import address_of, square_picture
from sync.county.console.shown import Ask, Shown, Went, require_name
from sync.county.store import escalated_events, letters, villages
from sync.county.store.escalated_events import EscalatedEvent, find_escalated, list_escalated, list_steps
from sync.county.store.event_figures import list_event_figures
from sync.county.villager.page import VILLAGERS

_VIEWS = {"waiting": "等接办", "in_hand": "正在办", "late": "已超期", "done": "办过的", "all": "全部"}


def events(ask: Ask) -> Shown:
    """Every event that lies or lay above a village, what is due first in front."""
    found = list_escalated(ask.county.database)
    names = villages.village_names(ask.county.database)
    view = ask.asked.get("view", "waiting")
    view = view if view in _VIEWS else "waiting"
    return Shown(
        "events.html",
        {
            "events": [_line(each, names, ask.at_ms) for each in found if _is_in(each, view, ask.at_ms)],
            "counts": {name: sum(_is_in(each, name, ask.at_ms) for each in found) for name in _VIEWS},
            "view": view,
            "views": _VIEWS,
        },
    )


def _is_in(event: EscalatedEvent, view: str, now_ms: int) -> bool:
    return {
        "all": True,
        "waiting": event.is_above and event.waits,
        "in_hand": event.is_above and not event.waits,
        "late": event.is_late(now_ms),
        "done": not event.is_above,
    }[view]


def _line(event: EscalatedEvent, names: Mapping[int, str], now_ms: int) -> dict[str, object]:
    return {
        "event": event,
        "village": names.get(event.village_id, ""),
        "late": event.is_late(now_ms),
        "category": _label("event_category", event.category),
        "state": _state(event),
        "level": _label("event_level", str(event.level)),
        "tone": _tone(event, now_ms),
    }


def _label(table: str, code: str) -> str:
    codes = code_table(table)
    return codes.label(code) if code in codes else code


def _state(event: EscalatedEvent) -> str:
    if not event.is_above:
        return _label("event_state", event.state)
    return "等接办" if event.waits else "正在办"


def _tone(event: EscalatedEvent, now_ms: int) -> str:
    if event.is_late(now_ms):
        return "overdue"
    if not event.is_above:
        return "muted"
    return "soon" if event.waits else "ok"


def event(ask: Ask) -> Shown:
    """One event with its history and what can be done now.

    Raises:
        ProblemError: CTY-021 no such village, CTY-220 no such event.
    """
    name = require_name(ask.county, ask.village_id)
    found = find_escalated(ask.county.database, ask.village_id, ask.asked["event"])
    steps = [
        {"step": step, "label": _label("event_step", step.kind)}
        for step in list_steps(ask.county.database, ask.village_id, found.id)
    ]
    values = {
        **_line(found, {ask.village_id: name}, ask.at_ms),
        "village_id": ask.village_id,
        "steps": steps,
        "deeds": {step.value for step in found.deeds},
    }
    return Shown("event.html", values, ask.village_id)


def act(step: Step) -> "_Act":
    """What a form of an event's page does."""
    return _Act(step)


class _Act:
    """One step that the county takes."""

    def __init__(self, step: Step) -> None:
        self._step = step

    def __call__(self, ask: Ask, typed: Mapping[str, str]) -> Went:
        """Take it.

        Raises:
            ProblemError: CTY-220 to CTY-225.
        """
        escalated_events.take_step(
            ask.county,
            ask.village_id,
            ask.asked["event"],
            self._step,
            typed.get("unit", ""),
            typed.get("text", ""),
            ask.at_ms,
            operator=ask.operator.login,
        )
        return Went(f"/villages/{ask.village_id}/events/{ask.asked['event']}", "event_step_taken")


def figures(ask: Ask) -> Shown:
    """What every village has to do and has done."""
    lines = list_event_figures(ask.county.database, ask.at_ms)
    total = {
        "open": sum(each.open for each in lines),
        "late": sum(each.late for each in lines),
        "above": sum(each.above for each in lines),
        "in_time": _sum([each.in_time for each in lines]).text(),
        "in_village": _sum([each.in_village for each in lines]).text(),
    }
    return Shown("event_figures.html", {"lines": lines, "total": total})


def _sum(rates: list[Rate]) -> Rate:
    return Rate(sum(each.part for each in rates), sum(each.whole for each in rates))


def poster(ask: Ask) -> Shown:
    """A poster for the village's wall: the square code that leads to its villagers' pages.

    Raises:
        ProblemError: CTY-021 no such village.
    """
    name = require_name(ask.county, ask.village_id)
    _, code = villages.name_of(ask.county.database, ask.village_id)
    address = f"{address_of(ask.county, ask.address).rstrip('/')}{VILLAGERS}/{code}/"
    values = {
        "village": name,
        "village_id": ask.village_id,
        "address": address,
        "picture": square_picture(address, is_scalable=True),
    }
    return Shown("poster.html", values, ask.village_id)


def village_letters(ask: Ask) -> Shown:
    """Villagers' letters of a village: number, kind and day, nothing of what they say or who wrote them.

    Raises:
        ProblemError: CTY-021 no such village.
    """
    name = require_name(ask.county, ask.village_id)
    _, code = villages.name_of(ask.county.database, ask.village_id)
    found = letters.list_letters(ask.county.database, ask.village_id)
    lines = [
        {
            "number": str(each.fields["number"]),
            "kind": "随手拍" if each.fields["kind"] == "snap" else "村民信箱",
            "received_at": str(each.fields["received_at"]),
            "withdrawn": bool(each.fields.get("withdrawn_at")),
            "hidden": str(each.fields.get("hidden_reason") or ""),
        }
        for each in found
    ]
    values = {"village": name, "village_id": ask.village_id, "lines": lines, "code": code}
    return Shown("letters.html", values, ask.village_id)


def letter(ask: Ask) -> Shown:
    """One letter, to judge whether it is abuse; that somebody looked is in the audit log.

    Raises:
        ProblemError: CTY-021 no such village, CTY-261 no such letter.
    """
    name = require_name(ask.county, ask.village_id)
    found = letters.find_letter(ask.county.database, ask.village_id, ask.asked["number"])
    values = {
        "village": name,
        "village_id": ask.village_id,
        "number": str(found.fields["number"]),
        "title": str(found.fields["title"]),
        "text": str(found.fields.get("text") or ""),
        "place": str(found.fields.get("place") or ""),
        "received_at": str(found.fields["received_at"]),
        "hidden": str(found.fields.get("hidden_reason") or ""),
    }
    return Shown("letter_hide.html", values, ask.village_id)


def hide(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Hide a letter that is abuse.

    Raises:
        ProblemError: CTY-260, CTY-261.
    """
    letters.hide_letter(
        ask.county,
        ask.village_id,
        ask.asked["number"],
        typed.get("reason", ""),
        ask.at_ms,
        operator=ask.operator.login,
    )
    return Went(f"/villages/{ask.village_id}/letters", "letter_hidden")
