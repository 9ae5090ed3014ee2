"""Pages about mobilisation: orders, sending one, what comes back, the all-clear; disasters in one table."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from desktop.domain.code_table import code_table
from desktop.domain.disaster_report import DisasterFigure, disaster_figures
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rate import Rate
from sync.county.clock import day_of, local_moment
from sync.county.console.download import TableFile
from sync.county.console.shown import Ask, Shown, Went
from sync.county.store import mobilisation_orders, villages
from sync.county.store.disaster_reports import ReportLine, list_reports, total_of
from sync.county.store.handing_down import find_recipients
from sync.county.store.mobilisation_orders import NewMobilisationOrder, VillageResponse


def orders(ask: Ask) -> Shown:
    """Every order, the newest first."""
    found = mobilisation_orders.list_orders(ask.county.database)
    kinds, levels = code_table("disaster_kind"), code_table("alert_level")
    lines = [
        {"order": each, "kind": kinds.label(each.kind), "level": levels.label(each.level)} for each in found
    ]
    return Shown("mobilisation.html", {"lines": lines})


def writing(ask: Ask) -> Shown:
    """The form of a new order."""
    return Shown(
        "mobilisation_new.html",
        {
            "villages": villages.list_villages(ask.county.database),
            "kinds": [(each.code, each.label) for each in code_table("disaster_kind").entries],
            "levels": [(each.code, each.label) for each in code_table("alert_level").entries],
        },
    )


def send(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Send an order to one village, to those ticked, or to all.

    Raises:
        ProblemError: CTY-230 to CTY-234, CTY-002 no such village.
    """
    order = NewMobilisationOrder(
        typed.get("number", ""),
        typed.get("issuer", ""),
        typed.get("kind", ""),
        typed.get("level", ""),
        typed.get("text", ""),
        typed.get("area", ""),
        typed.get("deadline_at", ""),
        typed.get("is_drill") == "yes",
    )
    chosen = typed.get("villages", "").split()
    if not chosen and not typed.get("village"):
        raise ProblemError(Problem("CTY-233"))
    codes = chosen or ["" if typed["village"] == "all" else typed["village"]]
    recipients = [each for code in codes for each in find_recipients(ask.county.database, code)]
    mobilisation_orders.send_order(ask.county, recipients, order, ask.at_ms, operator=ask.operator.login)
    return Went(f"/mobilisation/{mobilisation_orders.order_id_of(order.number)}", "mobilisation_ordered")


def order(ask: Ask) -> Shown:
    """One order with what each village did about it.

    Raises:
        ProblemError: CTY-235 no village has it.
    """
    database = ask.county.database
    found = mobilisation_orders.find_order(database, ask.asked["order"])
    responses = mobilisation_orders.list_responses(database, found.id, ask.at_ms)
    values = {
        "order": found,
        "kind": code_table("disaster_kind").label(found.kind),
        "level": code_table("alert_level").label(found.level),
        "responses": [_response(each) for each in responses],
    }
    return Shown("mobilisation_order.html", values)


def _response(each: VillageResponse) -> dict[str, object]:
    households = each.households
    return {
        "village": each,
        "rates": [
            Rate(point.answered, point.whole).text() if point.is_past else "" for point in each.checkpoints
        ],
        "reached": f"{households.reached}/{households.households}" if households else "",
        "moved": households.people_moved if households else 0,
        "unaccounted": households.people_unaccounted if households else 0,
    }


def clear(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Give the all-clear.

    Raises:
        ProblemError: CTY-230, CTY-234, CTY-235.
    """
    return _end(ask, typed, withdraws=False)


def withdraw(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Withdraw an order that should not have gone out.

    Raises:
        ProblemError: CTY-230, CTY-234, CTY-235.
    """
    return _end(ask, typed, withdraws=True)


def _end(ask: Ask, typed: Mapping[str, str], *, withdraws: bool) -> Went:
    found = mobilisation_orders.find_order(ask.county.database, ask.asked["order"])
    mobilisation_orders.clear_order(
        ask.county,
        found.number,
        typed.get("text", ""),
        ask.at_ms,
        withdraws=withdraws,
        operator=ask.operator.login,
    )
    return Went(f"/mobilisation/{found.id}", "mobilisation_ended")


def disasters(ask: Ask) -> Shown:
    """The newest report of each village on each disaster, with the figures that anybody has."""
    lines = list_reports(ask.county.database)
    total = total_of(lines)
    columns = [each for each in disaster_figures() if total.get(each.code)]
    values = {
        "columns": columns,
        "lines": [
            {**_told(line), "values": [_value(line.figures, each.code) for each in columns], "line": line}
            for line in lines
        ],
        "total": [_value(total, each.code) for each in columns],
    }
    return Shown("disasters.html", values)


def _told(line: ReportLine) -> dict[str, object]:
    return {
        "kind": code_table("disaster_report_kind").label(line.kind),
        "disaster": code_table("disaster_kind").label(line.disaster),
    }


def _value(figures: Mapping[str, int], code: str) -> str:
    figure = next(each for each in disaster_figures() if each.code == code)
    return figure.text(figures[code]) if figures.get(code) else ""


def _table(ask: Ask) -> list[Sequence[object]]:
    """All lines with all figures, headed; for a spreadsheet."""
    figures = disaster_figures()
    head = (
        "区划代码",
        "村名",
        "灾种",
        "开始",
        "报告",
        "第几次",
        "报出",
        *(_heading(each) for each in figures),
    )
    rows: list[Sequence[object]] = [head]
    for line in list_reports(ask.county.database):
        told = _told(line)
        rows.append(
            (
                line.division_code,
                line.name,
                str(told["disaster"]),
                local_moment(line.began_at),
                str(told["kind"]),
                line.report_no,
                local_moment(line.reported_at),
                *(_number(line.figures, each.code, each.decimals) for each in figures),
            )
        )
    return rows


def _heading(figure: DisasterFigure) -> str:
    return f"{figure.label}（{figure.unit}）"


def _number(figures: Mapping[str, int], code: str, decimals: int) -> object:
    value = figures.get(code, 0)
    return value / 10**decimals if decimals else value


def disasters_csv(ask: Ask) -> Response:
    """The table as CSV."""
    return _table_file(ask).as_csv()


def disasters_xlsx(ask: Ask) -> Response:
    """The table as a workbook."""
    return _table_file(ask).as_workbook()


def _table_file(ask: Ask) -> TableFile:
    day = day_of(ask.at_ms).isoformat()
    return TableFile(f"灾情-{day}", f"disasters-{day}", "灾情", [16] * 7, _table(ask))
