"""One project before, during and after its works (工程项目公开)."""

from collections.abc import Sequence

from db.queries import property as queries
from db.queries.property import ProjectEntry, Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.property_ledger import PROJECT, PROJECT_STEP
from desktop.reports.data import ORIGIN, Sheet
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.property_sheet import (
    Ledgers,
    SheetRow,
    ledgers_of,
    origin,
    plain_money,
    property_sheet,
)
from desktop.services.property.projects import CHANGE, PAYMENT, figures_of, stage_of
from desktop.services.property.rules import day, text, whole


def compile_project(common: Common) -> Sheet:
    """The project that the notice is about, with its payments and changes up to the last day of the period.

    Raises:
        ProblemError: FIN-082 no project was chosen, SYS-403.
    """
    common.office.require(Right.READ_FINANCE)
    with ledgers_of(common) as ledgers:
        connection = ledgers.around.connection
        row = queries.find_record(connection, PROJECT, common.request.record_id)
        if row is None:
            raise ProblemError(Problem("FIN-082"))
        steps = [
            step
            for step in queries.list_where(connection, PROJECT_STEP, "project_id", text(row, "id"))
            if (day(step, "done_on") or ledgers.last) <= ledgers.last
        ]
        entries = {
            text(step, "id"): queries.find_entry(connection, text(step, "funds_entry_id")) for step in steps
        }
    payments = [_payment(row, step, entries[text(step, "id")]) for step in steps if step["kind"] == PAYMENT]
    changes = [_change(step) for step in steps if step["kind"] == CHANGE]
    stage = common.request.stage or code_table("project_stage").label(stage_of(row, ledgers.last).value)
    values = _values(row, steps, stage, ledgers)
    about = f"{PROJECT}/{text(row, 'id')}"
    behind = {name: about for name, value in values.items() if value}
    paid = " ".join(str(payment[ORIGIN]) for payment in payments)
    moved = " ".join(f"{PROJECT_STEP}/{text(step, 'id')}" for step in steps if step["kind"] != PAYMENT)
    behind |= {"paid": paid or about, "progress": f"{about} {moved}".strip()}
    return property_sheet(common, {"payments": payments, "changes": changes}, values, behind)


def _values(row: Row, steps: Sequence[Row], stage: str, ledgers: Ledgers) -> dict[str, str]:
    figures = figures_of(steps, ledgers.last)
    tender = text(row, "tender")
    days = whole(row, "planned_days")
    progress = "" if figures.percent is None else f"{figures.percent}%（{figures.percent_on}）"
    warranty = text(row, "warranty_until")

    def known(name: str) -> str:
        """A day of the project, as far as it has come by the last day."""
        value = day(row, name)
        return value.isoformat() if value is not None and value <= ledgers.last else ""

    is_accepted = bool(known("accepted_on"))
    return {
        "project": text(row, "name"),
        "stage": stage,
        "decided_on": known("decided_on"),
        "budget": plain_money(whole(row, "budget_cents")),
        "sources": text(row, "sources"),
        "tender": code_table("project_tender").label(tender) if tender else "",
        "schedule": f"{days}天" if days else "",
        "contractor": text(row, "contractor"),
        "price": plain_money(whole(row, "contract_cents")),
        "began_on": known("begun_on"),
        "progress": progress,
        "paid": plain_money(figures.paid_cents) if figures.paid_cents else "",
        "supervisor": text(row, "supervisor"),
        "quality_group": text(row, "quality_group"),
        "accepted_on": known("accepted_on"),
        "result": text(row, "conclusion") if is_accepted else "",
        "final": plain_money(whole(row, "final_cents")) if is_accepted else "",
        "difference": _difference(row) if is_accepted else "",
        "warranty": f"至{warranty}" if warranty and is_accepted else "",
        "remainder": plain_money(whole(row, "retained_cents")) if is_accepted else "",
    }


def _difference(row: Row) -> str:
    """What the final account adds to the price of the contract or, without one, to the budget; and why."""
    final = whole(row, "final_cents")
    agreed = whole(row, "contract_cents")
    agreed = whole(row, "budget_cents") if agreed is None else agreed
    reason = text(row, "difference_reason")
    if final is None or agreed is None or final == agreed:
        return reason
    amount = f"{'增加' if final > agreed else '减少'}{plain_money(abs(final - agreed))}元"
    return f"{amount}，{reason}" if reason else amount


def _payment(row: Row, step: Row, entry: ProjectEntry | None) -> SheetRow:
    behind = origin((PROJECT_STEP, step))
    if entry is not None:
        behind[ORIGIN] = f"{behind[ORIGIN]} funds_entry/{entry.id}"
    return {
        "on": day(step, "done_on"),
        "purpose": text(step, "text") or (entry.summary if entry is not None else ""),
        "payee": (entry.payee if entry is not None else "") or text(row, "contractor"),
        "amount_cents": whole(step, "amount_cents"),
        **behind,
    }


def _change(step: Row) -> SheetRow:
    what, _, why = text(step, "text").partition("；")
    return {
        "on": day(step, "done_on"),
        "what": what,
        "why": why,
        "amount_cents": whole(step, "amount_cents"),
        **origin((PROJECT_STEP, step)),
    }
