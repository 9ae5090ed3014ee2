"""What villagers reported and what came of it: the public texts of a period, with its figures."""

from db.queries import event_life as queries
from db.queries.event_life import PublicRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_figure import EventFigures
from desktop.domain.local_day import local_day
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.services.disclosure.compiling.common import Common
from desktop.services.events.figures import read_figures


def compile_settled_events(common: Common) -> Sheet:
    """The public texts that were published in the period, oldest first; nothing else of an event.

    Raises:
        ProblemError: SYS-403.

    Source:
        domain.md 8.3: the public version is a separate text without names, phones and house numbers;
        domain.md 12: satisfaction is always shown with the rating rate.
    """
    common.office.require(Right.READ_EVENTS)
    period = common.period
    with common.office.store.reading() as connection:
        rows = queries.list_public(connection, period.first.isoformat(), period.last.isoformat())
    figures = read_figures(common.office, period.first, period.last).figures
    values = dict(common.request.values)
    if not values.get("summary"):
        values["summary"] = _summary(figures)
    return Sheet(
        village=common.office.vault.village,
        period=period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication_for("V35"),
        values=values,
        tables={"rows": tuple(_row(row) for row in rows)},
    )


def _summary(figures: EventFigures) -> str:
    return (
        f"本期收到 {len(figures.received)} 件，办结 {len(figures.settled)} 件；"
        f"按时办结率 {figures.settlement_rate.text()}，村内解决率 {figures.in_village_rate.text()}，"
        f"满意率 {figures.satisfaction_rate.text()}（评价率 {figures.rating_rate.text()}）。"
    )


def _row(row: PublicRow) -> dict[str, SheetValue]:
    category = row.category or ""
    return {
        "category": code_table("event_category").label(category) if category else "其他",
        "text": row.public_text,
        "received": local_day(row.received_at),
        "settled": local_day(row.settled_at) if row.settled_at else None,
        ORIGIN: f"event/{row.id}",
    }
