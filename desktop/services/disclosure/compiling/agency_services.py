"""The sheet of agency services: cases of the period by item, then errands that were typed for it."""

from db.queries import agency as queries
from desktop.domain.accounts import Right
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import template
from desktop.services.agency.figures import FigureLine, list_counted, read_figures
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered


def compile_agency_services(common: Common) -> Sheet:
    """Items with what was taken in, done, done in time and with one trip.

    Small errands that nobody opens a case for are typed; a typed row takes the place of what is counted.

    Raises:
        ProblemError: SYS-403.

    Source:
        layouts.md 3.25: number by item, on time, satisfaction; never a person.
    """
    common.office.require(Right.READ_NOTICES)
    typed = compile_entered(common, template(common.request.template))
    known = {row.get("item") for row in typed.tables["rows"]}
    view = read_figures(common.office, common.period)
    with common.office.store.reading() as connection:
        behind = list_counted(queries.list_cases(connection), common.period)
    counted = tuple(
        _row(line, behind.get(line.key, ()))
        for line in view.items
        if line.label not in known and (line.figures.received or line.figures.done)
    )
    return Sheet(
        village=typed.village,
        period=typed.period,
        number=typed.number,
        bodies=typed.bodies,
        publication=typed.publication,
        values=typed.values,
        tables={"rows": (*counted, *typed.tables["rows"])},
    )


def _row(line: FigureLine, cases: tuple[str, ...]) -> dict[str, SheetValue]:
    figures = line.figures
    return {
        "item": line.label,
        "received": figures.received,
        "done": figures.done,
        "on_time": figures.on_time.part,
        "once": figures.at_once.text(),
        "satisfied": figures.satisfied.text() if figures.satisfied.whole else "没有评价",
        ORIGIN: " ".join(f"service_case/{case}" for case in cases),
    }
