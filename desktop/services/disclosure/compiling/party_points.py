"""Points of members on paper: what they come to by category (积分晾晒), and what they did (实绩比选)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from db.queries import meetings as meeting_queries
from db.queries import points as queries
from db.queries.points import ItemSum
from desktop.domain.accounts import Right
from desktop.domain.natural_order import natural_key
from desktop.domain.period import day_words
from desktop.domain.points_quarter import quarter_of, quarter_period
from desktop.domain.points_scheme import PointsScheme, Subject, show_points
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import TableTemplate, template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.points.standings import (
    NO_GROUP,
    StandingRow,
    StandingsAsked,
    group_totals,
    read_standings,
    scheme_of_period,
)

_ALL, _BY_POINTS = "全部名单", "按积分"
_DECIDING = frozenset({"P01", "P02", "P06", "P07"})
"""Kinds of meeting by which the branch decides how its points are shown."""

SheetRow = Mapping[str, SheetValue]


def compile_party_points(common: Common) -> Sheet:
    """Totals of the groups and the top of the list, or everybody where the branch decided so.

    Where the ledger has nothing of the year, the rows typed for the sheet stand.

    Raises:
        ProblemError: PTS-050 everybody, or by points, without a meeting of the branch that day; PTS-051 the
            period is not one of whole quarters of a year; SYS-403.
    """
    common.office.require(Right.READ_POINTS)
    typed = compile_entered(common, template(common.request.template))
    asked = _asked(common)
    if asked is None:
        return replace(
            typed, tables=dict(typed.tables) | {"rows": tuple(map(_totalled, typed.tables["rows"]))}
        )
    _check_decision(common, (_ALL, _BY_POINTS))
    with common.office.store.reading() as connection:
        scheme = scheme_of_period(common.office, connection, Subject.MEMBER, asked.period)
        rows = read_standings(common.office, connection, asked)
        year = replace(asked, first=asked.first[:4] + "-Q1")
        so_far = {row.owner.id: row for row in read_standings(common.office, connection, year)}
        origins = queries.list_counting(connection, Subject.MEMBER, asked.first, asked.last)
    given = dict(common.request.values)
    shown = _in_order(_shown(common, rows), by_points=given.get("order") == _BY_POINTS)
    columns = _columns(common)
    many = len({row.owner.branch for row in rows}) > 1
    return replace(
        typed,
        values=_branch_of(common, rows)
        | given
        | {"basis": given.get("basis") or _basis(common, scheme, rows, shown)},
        tables={
            "totals": tuple(
                {
                    "group": _group(each.branch, each.group, many=many),
                    "count": each.count,
                    "total": each.total_x100,
                    "average": each.average_x100,
                }
                for each in group_totals(rows)
            ),
            "rows": tuple(
                _row(row, scheme, columns, so_far[row.owner.id].standing.total_x100)
                | {ORIGIN: " ".join(f"points_entry/{each}" for each in origins.get(row.owner.id, ()))}
                for row in shown
            ),
        },
    )


def compile_party_results(common: Common) -> Sheet:
    """What members did in the categories they are compared by, by group; points under the same ceilings.

    Raises:
        ProblemError: PTS-050, PTS-051, SYS-403.
    """
    common.office.require(Right.READ_POINTS)
    typed = compile_entered(common, template(common.request.template))
    asked = _asked(common)
    if asked is None:
        return typed
    _check_decision(common, (_ALL,))
    with common.office.store.reading() as connection:
        scheme = scheme_of_period(common.office, connection, Subject.MEMBER, asked.period)
        rows = read_standings(common.office, connection, asked)
        sums = queries.sum_items(connection, Subject.MEMBER, asked.first, asked.last)
    results = {each.code for each in scheme.categories if each.is_result}
    done: dict[str, list[ItemSum]] = {}
    for each in sums:
        if each.category in results:
            done.setdefault(each.owner_id, []).append(each)
    points = {row.owner.id: sum(row.standing.counted.get(code, 0) for code in results) for row in rows}
    compared = sorted(
        (row for row in rows if row.owner.id in done), key=lambda row: (-points[row.owner.id], row.owner.name)
    )
    many = len({row.owner.branch for row in rows}) > 1
    groups: dict[str, list[StandingRow]] = {}
    for row in compared:
        groups.setdefault(_group(row.owner.branch, row.owner.group, many=many), []).append(row)
    given = dict(common.request.values)
    everybody = given.get("shown") == _ALL
    shown = [
        row
        for name in sorted(groups, key=natural_key)
        for row in (groups[name] if everybody else groups[name][: _top_count(common, len(groups[name]))])
    ]
    labels = "、".join(each.label for each in scheme.categories if each.is_result)
    basis = f"说明：按《{scheme.name}》第 {scheme.version} 版，比较{labels}各项实绩。"
    return replace(
        typed,
        values=_branch_of(common, rows) | given | {"basis": given.get("basis") or basis},
        tables={
            "rows": tuple(
                {
                    "group": _group(row.owner.branch, row.owner.group, many=many),
                    "name": row.owner.name,
                    "results": "；".join(_deed_words(scheme, each) for each in done[row.owner.id]),
                    "count": sum(each.count for each in done[row.owner.id]),
                    "points": points[row.owner.id],
                    "opinion": None,
                    ORIGIN: " ".join(
                        f"points_entry/{one}" for each in done[row.owner.id] for one in each.ids
                    ),
                }
                for row in shown
            )
        },
    )


def _branch_of(common: Common, rows: Sequence[StandingRow]) -> dict[str, str]:
    """The name of the branch that a notice about it or its group bears; nothing for the whole village."""
    names = {row.owner.branch for row in rows}
    return {"branch": names.pop()} if common.request.record_id and len(names) == 1 else {}


def _group(branch: str, group: str, *, many: bool) -> str:
    """A group as the sheet names it; with its branch where there are several."""
    return "　".join(part for part in (branch if many else "", group or NO_GROUP) if part)


def _asked(common: Common) -> StandingsAsked | None:
    """Which quarters of whom: the notice is about a branch, a party group or all; None without entries."""
    first, last = common.period.first, common.period.last
    quarters = quarter_of(first), quarter_of(last)
    with common.office.store.reading() as connection:
        if not queries.count_in_year(connection, Subject.MEMBER, last.year):
            return None
    whole = (quarter_period(quarters[0]).first, quarter_period(quarters[1]).last)
    if (first, last) != whole or first.year != last.year:
        raise ProblemError(Problem("PTS-051", {"period": common.period.words()}))
    asked, record_id = StandingsAsked(Subject.MEMBER, *quarters), common.request.record_id
    with common.office.store.reading() as connection:
        if queries.is_group(connection, record_id):
            return replace(asked, group_id=record_id)
    return replace(asked, branch_id=record_id)


def _check_decision(common: Common, wider: Sequence[str]) -> None:
    """That the branch met on the day on which it is said to have decided to show more than the default."""
    given = dict(common.request.values)
    if not {given.get("shown"), given.get("order")} & set(wider):
        return
    day = given.get("decided_on", "")
    with common.office.store.reading() as connection:
        held = meeting_queries.list_meetings(connection, "", common.issued_on.isoformat())
    days = {day_words(date.fromisoformat(row.held_on)) for row in held if _DECIDING & set(row.kinds)}
    if day not in days:
        raise ProblemError(Problem("PTS-050", {"day": day}, Place(field="decided_on")))


def _shown(common: Common, rows: Sequence[StandingRow]) -> list[StandingRow]:
    """Who stands on the paper: everybody, or those of the first places who have points, equals with them."""
    if dict(common.request.values).get("shown") == _ALL:
        return list(rows)
    top = _top_count(common, len(rows))
    return [row for row in rows if row.place <= top and row.standing.total_x100 > 0]


def _top_count(common: Common, count: int) -> int:
    percent = get_rule("points.sheet.top.percent", common.issued_on, common.division_code).value
    return -(-count * percent // 100)


def _in_order(rows: list[StandingRow], *, by_points: bool) -> list[StandingRow]:
    return rows if by_points else sorted(rows, key=lambda row: (row.owner.name, row.owner.id))


def _columns(common: Common) -> frozenset[str]:
    return frozenset(
        each.value
        for block in template(common.request.template).blocks
        if isinstance(block, TableTemplate) and block.rows == "rows"
        for each in block.columns
    )


def _row(
    row: StandingRow, scheme: PointsScheme, columns: frozenset[str], year_x100: int
) -> dict[str, SheetValue]:
    counted = row.standing.counted
    beside = [
        f"{scheme.category_label(code)} {show_points(points)}"
        for code, points in counted.items()
        if code not in columns and points
    ]
    return {
        **{each.code: counted.get(each.code) or None for each in scheme.categories if each.code in columns},
        "name": row.owner.name,
        "group": row.owner.group,
        "total": row.standing.total_x100,
        "year": year_x100,
        "note": f"另有{'、'.join(beside)}" if beside else None,
    }


def _totalled(row: SheetRow) -> SheetRow:
    """A typed row with its total, where nobody typed one."""
    if row.get("total") is not None:
        return row
    categories = ("life", "study", "service", "work", "volunteer", "negative")
    return dict(row) | {"total": sum(value for name in categories if isinstance(value := row.get(name), int))}


def _basis(
    common: Common, scheme: PointsScheme, rows: Sequence[StandingRow], shown: Sequence[StandingRow]
) -> str:
    basis = f"说明：积分每年从零起算，按《{scheme.name}》第 {scheme.version} 版计分，超过各类上限的部分不计。"
    if len(shown) == len(rows):
        return basis
    percent = get_rule("points.sheet.top.percent", common.issued_on, common.division_code).value
    share = "三分之一" if percent == _THIRD else f" {percent}%"
    return f"{basis}本表列出积分在前{share}的党员，共 {len(rows)} 人参加积分。"


_THIRD = 33


def _deed_words(scheme: PointsScheme, each: ItemSum) -> str:
    times = f" {each.count} 次" if each.count > 1 else ""
    what = f"（{each.evidence.replace(',', '、')}）" if each.evidence else ""
    return f"{scheme.item_label(each.item)}{times}{what}"
