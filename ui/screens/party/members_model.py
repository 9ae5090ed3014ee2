"""Columns of the members' list, and the groups of values it is narrowed by."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.party_membership import Standing
from desktop.services.party.members import MemberLine
from desktop.words import word
from ui.widgets.facet_panel import FacetGroup, FacetValue
from ui.widgets.filter_terms import FilterSet
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

CURRENT, WAY, GONE, ALL = "current", "way", "gone", "all"
_URGENT = ("urge", "limit")


def _tr(text: str) -> str:
    return QCoreApplication.translate("PartyMembers", text)


def in_view(view: str, line: MemberLine) -> bool:
    """Whether somebody belongs to a tab of the list."""
    return {
        CURRENT: line.standing is not Standing.NONE,
        WAY: bool(line.stage),
        GONE: line.is_gone,
        ALL: True,
    }[view]


def _status_cell(line: MemberLine) -> Cell:
    tone = "soon" if line.is_lost else ""
    return Cell(word(line.status), tone)


def _dues_cell(line: MemberLine) -> Cell:
    if not line.arrears:
        return Cell("")
    tone = "overdue" if line.arrears_state in _URGENT else "soon" if line.arrears_state == "warn" else ""
    return Cell(_tr("欠 {count} 个月").format(count=line.arrears), tone)


def marks_of(line: MemberLine) -> tuple[str, ...]:
    """Marks that somebody bears, by their keys."""
    marks = {
        "without_post": line.is_without_post,
        "floating": line.is_floating,
        "lost": line.is_lost,
        "arrears": line.arrears > 0,
        "hardship": line.is_in_hardship,
        "differs": line.register_differs,
    }
    return tuple(key for key, is_borne in marks.items() if is_borne)


def mark_names() -> dict[str, str]:
    """What the marks are called."""
    return {
        "without_post": _tr("无职党员"),
        "floating": _tr("流动党员"),
        "lost": _tr("失联"),
        "arrears": _tr("欠交党费"),
        "hardship": _tr("困难党员"),
        "differs": _tr("档案不一致"),
    }


def _marks_text(line: MemberLine) -> str:
    names = mark_names()
    return "、".join(names[mark] for mark in marks_of(line) if mark != "arrears")


def columns() -> tuple[RowColumn[MemberLine], ...]:
    """Columns in their first order."""
    return (
        RowColumn(
            TableColumn("name", _tr("姓名"), 5.5, sort_key="name"),
            lambda line: line.name,
            lambda line: line.name_key or line.name,
        ),
        RowColumn(TableColumn("status", _tr("状态"), 6, sort_key="status"), _status_cell),
        RowColumn(
            TableColumn("posts", _tr("职务"), 7, sort_key="posts"),
            lambda line: "、".join(word(post) for post in line.posts),
        ),
        RowColumn(TableColumn("group", _tr("党小组"), 6, sort_key="group"), lambda line: line.group),
        RowColumn(
            TableColumn("years", _tr("党龄"), 4, RIGHT, sort_key="years"),
            lambda line: "" if line.years is None else str(line.years),
            lambda line: line.years,
        ),
        RowColumn(
            TableColumn("dues", _tr("党费"), 6.5, sort_key="dues"),
            _dues_cell,
            lambda line: line.arrears or None,
        ),
        RowColumn(TableColumn("marks", _tr("情况"), 9), _marks_text),
        RowColumn(
            TableColumn("sex", _tr("性别"), 3, sort_key="sex", shown=False), lambda line: word(line.sex)
        ),
        RowColumn(
            TableColumn("age", _tr("年龄"), 4, RIGHT, sort_key="age", shown=False), lambda line: line.age
        ),
        RowColumn(
            TableColumn("joined", _tr("入党日期"), 6, sort_key="joined", shown=False),
            lambda line: line.joined_on,
        ),
        RowColumn(
            TableColumn("branch", _tr("支部"), 10, sort_key="branch", shown=False), lambda line: line.branch
        ),
        RowColumn(
            TableColumn("duty", _tr("岗位认领"), 8, sort_key="duty", shown=False), lambda line: line.duty_post
        ),
    )


_VALUES: dict[str, Callable[[MemberLine], tuple[str, ...]]] = {
    "branch": lambda line: (line.branch,),
    "group": lambda line: (line.group,),
    "marks": marks_of,
}


def passes(filters: FilterSet, line: MemberLine) -> bool:
    """Whether somebody is let through: one of the values wanted in each group, none that is excluded."""
    for key, read in _VALUES.items():
        values = read(line)
        wanted = [term.code for term in filters.terms if term.group == key and not term.excluded]
        banned = [term.code for term in filters.terms if term.group == key and term.excluded]
        if wanted and not any(code in values for code in wanted):
            return False
        if any(code in values for code in banned):
            return False
    return True


def facets(lines: Sequence[MemberLine]) -> tuple[FacetGroup, ...]:
    """Groups of values over some lines, each value with its count."""
    names = mark_names()

    def group(key: str, title: str, labels: Callable[[str], str], codes: Sequence[str]) -> FacetGroup:
        values = tuple(
            FacetValue(code, labels(code), sum(code in _VALUES[key](line) for line in lines))
            for code in codes
        )
        return FacetGroup(key, title, values)

    def codes(key: str) -> list[str]:
        return sorted(
            {code for line in lines for code in _VALUES[key](line)}, key=lambda code: (not code, code)
        )

    found = [group("marks", _tr("情况"), lambda code: names[code], tuple(names))]
    for key, title in (("group", _tr("党小组")), ("branch", _tr("党支部"))):
        present = codes(key)
        if len(present) > 1:
            found.append(group(key, title, lambda code: code or _tr("未编"), present))
    return tuple(found)
