"""Figures of the service point over a period: in all, by item, by agent, with the moment they were taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db.queries import agency as queries
from db.queries.agency import CaseRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.period import Period
from desktop.domain.rules import get_rule
from desktop.domain.service_catalogue import Catalogue
from desktop.domain.service_figure import (
    CaseOutcome,
    ServiceFigures,
    count_figures,
    figures_by,
    most_common,
)
from desktop.services.agency.catalogue import catalogue_on
from desktop.services.office import Office

NO_AGENT = ""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """Figures of one item or one agent, by the name people know."""

    key: str
    label: str
    figures: ServiceFigures


@dataclass(frozen=True, slots=True)
class FigureView:
    """Figures of a period; ``row_count`` cases were looked at, ``cut_off_at`` is the UTC moment.

    ``common`` are those of the services done most often, at most ten, which ``common_items`` counts.
    """

    span: Period
    total: ServiceFigures
    common: ServiceFigures
    common_items: int
    items: tuple[FigureLine, ...]
    agents: tuple[FigureLine, ...]
    cut_off_at: str
    row_count: int


def read_figures(office: Office, span: Period) -> FigureView:
    """The figures of a period as the records stand now.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_SERVICES)
    with office.store.reading() as connection:
        catalogue = catalogue_on(connection, span.last)[0]
        rows = queries.list_cases(connection)
        names = {row.id: row.name for row in queries.list_agents(connection)}
    cases = tuple(outcome_of(row, catalogue) for row in rows)
    common = most_common(cases, span)
    labels = {item.code: item.label for item in catalogue.items}
    return FigureView(
        span,
        count_figures(cases, span),
        count_figures((case for case in cases if case.item in common), span),
        len(common),
        tuple(
            FigureLine(key, labels.get(key) or code_table("service_item").label(key), each)
            for key, each in figures_by(cases, span, lambda case: case.item).items()
        ),
        tuple(
            FigureLine(key, names.get(key, ""), each)
            for key, each in figures_by(cases, span, lambda case: case.agent).items()
        ),
        office.now_text(),
        len(rows),
    )


def once_goal(office: Office, span: Period) -> int:
    """What share of the common services shall be done at once, per cent."""
    return get_rule("agency.once.percent", span.last, office.vault.village.division_code).value


def list_counted(rows: Sequence[CaseRow], span: Period) -> dict[str, tuple[str, ...]]:
    """Ids of the cases that were taken in or done in a period, by item."""
    found: dict[str, list[str]] = {}
    first, last = span.first.isoformat(), span.last.isoformat()
    for row in rows:
        opened = datetime.fromisoformat(row.opened_at).astimezone().date().isoformat()
        if first <= opened <= last or first <= row.delivered_on <= last:
            found.setdefault(row.item, []).append(row.id)
    return {item: tuple(ids) for item, ids in found.items()}


def outcome_of(row: CaseRow, catalogue: Catalogue) -> CaseOutcome:
    """What the figures ask of a case."""
    item = catalogue.find(row.item)
    return CaseOutcome(
        row.item,
        row.agent_id or NO_AGENT,
        datetime.fromisoformat(row.opened_at).astimezone().date(),
        row.result,
        _day(row.finished_on),
        _day(row.delivered_on),
        _day(row.due_on),
        row.villager_trips,
        row.agent_trips,
        bool(row.papers_asked_again),
        row.satisfaction,
        item.usual_trips if item else 0,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
