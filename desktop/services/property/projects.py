"""Works of the village: stages, payments, changes and progress (工程项目)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Row
from db.store import Work
from desktop.domain.money import show_money
from desktop.domain.problem import Problem
from desktop.domain.project_stage import ProjectStage, project_stage
from desktop.domain.property_ledger import PROJECT, PROJECT_STEP
from desktop.services.property.rules import (
    LedgerRules,
    Standing,
    Surroundings,
    check_not_future,
    check_order,
    day,
    problem,
    text,
    whole,
)

PAYMENT, CHANGE, PROGRESS = "payment", "change", "progress"
_TONES = {ProjectStage.DURING: "soon", ProjectStage.AFTER: "ok"}
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """What the steps of a project come to: paid and changed in fen, progress in percent or None."""

    paid_cents: int
    changed_cents: int
    percent: int | None
    percent_on: str


def figures_of(steps: Sequence[Row], until: date) -> ProjectFigures:
    """What was paid, changed and reached by the end of a day."""
    known = [step for step in steps if (day(step, "done_on") or date.min) <= until]
    looked = [step for step in known if step["kind"] == PROGRESS and step["percent"] is not None]
    latest = max(looked, key=lambda step: text(step, "done_on"), default=None)
    return ProjectFigures(
        paid_cents=sum(whole(step, "amount_cents") or 0 for step in known if step["kind"] == PAYMENT),
        changed_cents=sum(whole(step, "amount_cents") or 0 for step in known if step["kind"] == CHANGE),
        percent=whole(latest, "percent") if latest is not None else None,
        percent_on=text(latest, "done_on") if latest is not None else "",
    )


def stage_of(row: Row, on: date) -> ProjectStage:
    """The stage of a project on a day."""
    return project_stage(
        on,
        begun_on=day(row, "begun_on"),
        accepted_on=day(row, "accepted_on"),
        dropped_on=day(row, "dropped_on"),
    )


def _complete(around: Surroundings, row: Row) -> None:
    """The day of the meeting that decided, and the price of the contract, where they were not typed."""
    if row.get("meeting_id") and not row.get("decided_on"):
        row["decided_on"] = queries.meeting_day(around.connection, text(row, "meeting_id")) or None
    contract = queries.find_record(around.connection, "contract", text(row, "contract_id"))
    if contract is not None:
        if row.get("contract_cents") is None:
            row["contract_cents"] = contract["price_cents"]
        row["contractor"] = row.get("contractor") or contract["counterparty"]


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    problems = check_order(PROJECT, row, "decided_on", "begun_on", "accepted_on", "warranty_until")
    problems += check_not_future(around, PROJECT, row, "decided_on", "begun_on", "accepted_on", "dropped_on")
    return problems + over_budget(around, row) + _overpaid(around, record_id, row)


def over_budget(around: Surroundings, row: Row) -> list[Problem]:
    """FIN-070 (warning) the final account exceeds the budget by more than the rule allows."""
    budget, final = whole(row, "budget_cents"), whole(row, "final_cents")
    percent = around.rule("project.overrun.percent")
    if not budget or final is None or final * _WHOLE <= budget * (_WHOLE + percent):
        return []
    values = {"budget": show_money(budget), "final": show_money(final), "percent": str(percent)}
    return [problem("FIN-070", PROJECT, "final_cents", values, warning=True)]


def _overpaid(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """FIN-069 (warning) more was paid than contracted, agreed changes included."""
    agreed = whole(row, "contract_cents")
    if not record_id or agreed is None:
        return []
    steps = queries.list_where(around.connection, PROJECT_STEP, "project_id", record_id)
    return _paid_problem(steps, around.today, agreed, PROJECT, "contract_cents")


def _paid_problem(steps: Sequence[Row], today: date, agreed: int, ledger: str, field: str) -> list[Problem]:
    figures = figures_of(steps, today)
    if figures.paid_cents <= agreed + figures.changed_cents:
        return []
    values = {"paid": show_money(figures.paid_cents), "agreed": show_money(agreed + figures.changed_cents)}
    return [problem("FIN-069", ledger, field, values, warning=True)]


def _check_step(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """FIN-051 its project is gone, FIN-054 no payment, FIN-071 no percent, FIN-072 and FIN-073 its entry."""
    project = queries.find_record(around.connection, PROJECT, text(row, "project_id"))
    if project is None:
        return [problem("FIN-051", PROJECT_STEP, "project_id")]
    problems = check_not_future(around, PROJECT_STEP, row, "done_on")
    kind, amount, percent = text(row, "kind"), whole(row, "amount_cents"), whole(row, "percent")
    if kind == PAYMENT and (amount or 0) <= 0:
        problems.append(problem("FIN-054", PROJECT_STEP, "amount_cents"))
    if kind == PROGRESS and (percent is None or percent > _WHOLE):
        problems.append(problem("FIN-071", PROJECT_STEP, "percent"))
    problems += _check_entry(around, record_id, row)
    agreed = whole(project, "contract_cents")
    if not problems and kind == PAYMENT and agreed is not None:
        others = queries.list_where(around.connection, PROJECT_STEP, "project_id", text(row, "project_id"))
        steps = [each for each in others if each["id"] != record_id]
        problems += _paid_problem([*steps, row], around.today, agreed, PROJECT_STEP, "amount_cents")
    return problems


def _check_entry(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    entry_id = text(row, "funds_entry_id")
    if not entry_id:
        return []
    entry = queries.find_entry(around.connection, entry_id)
    if entry is None:
        return [problem("FIN-051", PROJECT_STEP, "funds_entry_id")]
    taken = queries.step_of_entry(around.connection, entry_id, record_id)
    if not taken and entry.project_id not in ("", text(row, "project_id")):
        taken = queries.names(around.connection, PROJECT, [entry.project_id]).get(entry.project_id, "")
    if taken:
        return [problem("FIN-072", PROJECT_STEP, "funds_entry_id", {"project": taken})]
    if entry.expense_cents != (whole(row, "amount_cents") or 0):
        values = {"entry": show_money(entry.expense_cents)}
        return [problem("FIN-073", PROJECT_STEP, "amount_cents", values)]
    return []


def _complete_step(around: Surroundings, row: Row) -> None:
    """Amount and day of the entry that proves a payment, where they were not typed."""
    entry = queries.find_entry(around.connection, text(row, "funds_entry_id"))
    if entry is not None and row.get("amount_cents") is None:
        row["amount_cents"] = entry.expense_cents


def standings(around: Surroundings, rows: Sequence[Row]) -> dict[str, Standing]:
    """Stage, payments and progress of projects today, by id."""
    steps: dict[str, list[Row]] = {}
    for step in queries.list_records(around.connection, PROJECT_STEP):
        steps.setdefault(text(step, "project_id"), []).append(step)
    found = {}
    for row in rows:
        stage = stage_of(row, around.today)
        figures = figures_of(steps.get(text(row, "id"), ()), around.today)
        shown = []
        if figures.paid_cents:
            shown.append(("已付款", show_money(figures.paid_cents)))
        if figures.changed_cents:
            shown.append(("变更增减", show_money(figures.changed_cents)))
        if figures.percent is not None:
            shown.append(("形象进度", f"{figures.percent}%（{figures.percent_on}）"))
        found[text(row, "id")] = Standing(stage.value, _TONES.get(stage, ""), tuple(shown))
    return found


def _kept_by(connection: Connection, record_id: str) -> str:
    steps = queries.list_where(connection, PROJECT_STEP, "project_id", record_id)
    if steps:
        return f"{len(steps)} 条付款、变更或进度"
    entries = queries.project_entries(connection, record_id)
    return f"{len(entries)} 笔收支" if entries else ""


RULES = LedgerRules(
    states="project_stage", complete=_complete, check=_check, standings=standings, kept_by=_kept_by
)


def _tie_entry(_around: Surroundings, work: Work, _record_id: str, row: Row) -> None:
    """The entry that proves a payment names the project as well."""
    if row["funds_entry_id"]:
        work.update("funds_entry", text(row, "funds_entry_id"), {"project_id": row["project_id"]})


STEP_RULES = LedgerRules(complete=_complete_step, check=_check_step, after=_tie_entry)
