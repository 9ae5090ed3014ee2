"""Pages about orders to mend (整改): all of them, a new one, one with its answer and the verdict."""

from collections.abc import Mapping
from datetime import date

from starlette.responses import Response

from desktop.domain.code_table import code_table
from desktop.domain.duty_name import SCORE, disclosure_duty, duty_label
from desktop.domain.obligation import OWED_BY
from desktop.domain.period import Period
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rectification import ACCEPTED, OPEN, RETURNED, RectificationState, mending_rate
from sync.county.console.evidence import evidence_lines, hand_out, require_judge
from sync.county.console.shown import Ask, Shown, Went, require_name
from sync.county.store import rectification, villages
from sync.county.store.handing_down import find_recipients
from sync.county.store.rectification import NewOrder, Order, today_at

_PERIODS_BACK = 6


def orders(ask: Ask) -> Shown:
    """Every order, those that wait for a verdict first."""
    found = rectification.list_all_orders(ask.county.database)
    names = villages.village_names(ask.county.database)
    today = today_at(ask.at_ms)
    view = ask.asked.get("view", "waiting")
    year = Period.year(today.year)
    return Shown(
        "rectification.html",
        {
            "orders": [_line(each, names, today) for each in found if _is_in(each, view, today)],
            "counts": {name: sum(_is_in(each, name, today) for each in found) for name in _VIEWS},
            "view": view if view in _VIEWS else "waiting",
            "views": _VIEWS,
            "year": today.year,
            "rate": mending_rate([each.facts for each in found], year).text,
        },
    )


_VIEWS = {"waiting": "等核验", "late": "逾期没办", "open": "村里在办", "all": "全部"}


def _is_in(order: Order, view: str, today: date) -> bool:
    if view == "all":
        return True
    if view == "late":
        return order.is_late(today)
    if view == "open":
        return order.state in OPEN
    return order.state is RectificationState.ANSWERED


def _line(order: Order, names: Mapping[int, str], today: date) -> dict[str, object]:
    return {"order": order, "village": names.get(order.village_id, ""), "late": order.is_late(today)}


def issuing(ask: Ask) -> Shown:
    """The form for a new order, perhaps for one village that is named in the address."""
    today = today_at(ask.at_ms)
    meetings = [(code, code_table("meeting_kind").label(code)) for code in OWED_BY]
    items = [(disclosure_duty(each.code), each.label) for each in code_table("disclosure_item").entries]
    return Shown(
        "rectification_new.html",
        {
            "villages": villages.list_villages(ask.county.database),
            "village": ask.asked.get("village", ""),
            "meetings": meetings,
            "items": items,
            "score": SCORE,
            "periods": _periods(today),
        },
    )


def _periods(today: date) -> list[str]:
    """Periods that an order can be about: the latest months, quarters and years."""
    months = today.year * 12 + today.month - 1
    quarters = today.year * 4 + (today.month + 2) // 3 - 1
    found = [Period.quarter(each // 4, each % 4 + 1) for each in range(quarters, quarters - 4, -1)]
    found += [Period.month(each // 12, each % 12 + 1) for each in range(months, months - _PERIODS_BACK, -1)]
    return [each.words() for each in (*found, Period.year(today.year), Period.year(today.year - 1))]


def issue(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Hand an order down to one village or to all.

    Raises:
        ProblemError: DTY-040 to DTY-045, DTY-049 no date, CTY-002 no such village, DTY-050 no village chosen.
    """
    try:
        due_on = date.fromisoformat(typed.get("due_on", ""))
    except ValueError:
        values = {"value": typed.get("due_on", "")}
        raise ProblemError(Problem("DTY-049", values, Place(field="due_on"))) from None
    order = NewOrder(
        typed.get("number", ""),
        typed.get("title", ""),
        typed.get("content", ""),
        typed.get("issuer", ""),
        due_on,
        typed.get("duty", ""),
        typed.get("period", ""),
    )
    if problems := rectification.check_order(order, ask.at_ms):
        raise ProblemError(problems)
    chosen = typed.get("village", "")
    if not chosen:
        raise ProblemError(Problem("DTY-050"))
    for village in find_recipients(ask.county.database, "" if chosen == "all" else chosen):
        rectification.issue_order(
            ask.county, village.village_id, order, ask.at_ms, operator=ask.operator.login
        )
    return Went("/rectification?view=open", "order_issued")


def order(ask: Ask) -> Shown:
    """One order with the village's answer, and what can be done now.

    Raises:
        ProblemError: CTY-021 no such village, DTY-020 no such order.
    """
    village_id = ask.village_id
    name = require_name(ask.county, village_id)
    found = rectification.find_order(ask.county.database, village_id, ask.asked["order"])
    values = {
        "order": found,
        "village": name,
        "village_id": village_id,
        "duty": duty_label(found.duty) if found.duty else "",
        "late": found.is_late(today_at(ask.at_ms)),
        "waits": found.state is RectificationState.ANSWERED,
        "evidence": evidence_lines(ask, found.evidence),
        "open": found.state in OPEN,
        "over": found.state in (RectificationState.VERIFIED, RectificationState.WITHDRAWN),
    }
    return Shown("rectification_order.html", values, village_id)


def evidence(ask: Ask) -> Response:
    """A piece of evidence to take away, counted from 1 as the page lists them; 404 where it is not here.

    Raises:
        ProblemError: CTY-021 no such village, CTY-080 who may not judge orders, DTY-020 no such order.
    """
    require_name(ask.county, ask.village_id)
    require_judge(ask)
    found = rectification.find_order(ask.county.database, ask.village_id, ask.asked["order"])
    return hand_out(ask, found.evidence)


def _back(ask: Ask) -> str:
    return f"/villages/{ask.village_id}/rectification/{ask.asked['order']}"


def accept(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Say that it is mended.

    Raises:
        ProblemError: DTY-020, DTY-034, DTY-041.
    """
    return _decide(ask, ACCEPTED, typed.get("text", ""))


def send_back(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Send the answer back with a reason.

    Raises:
        ProblemError: DTY-020, DTY-034, DTY-035, DTY-041.
    """
    return _decide(ask, RETURNED, typed.get("text", ""))


def _decide(ask: Ask, verdict: str, text: str) -> Went:
    rectification.decide(
        ask.county,
        ask.village_id,
        ask.asked["order"],
        verdict,
        text,
        ask.at_ms,
        operator=ask.operator.login,
    )
    return Went(_back(ask), "verdict_given")


def remind(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Remind the village.

    Raises:
        ProblemError: DTY-020, DTY-046.
    """
    rectification.remind(
        ask.county, ask.village_id, ask.asked["order"], ask.at_ms, operator=ask.operator.login
    )
    return Went(_back(ask), "order_reminded")


def withdraw(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Take the order back with a reason.

    Raises:
        ProblemError: DTY-020, DTY-047, DTY-048.
    """
    rectification.withdraw(
        ask.county,
        ask.village_id,
        ask.asked["order"],
        typed.get("reason", ""),
        ask.at_ms,
        operator=ask.operator.login,
    )
    return Went(_back(ask), "order_withdrawn")
