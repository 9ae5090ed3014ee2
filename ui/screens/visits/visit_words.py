"""Columns and words of visits."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.visit_class import MATTER, WELL, class_rules
from desktop.domain.visit_cycle import DueState
from desktop.services.visits.entries import EntryForm, Visit
from desktop.services.visits.objects import VisitObject
from desktop.services.visits.patches import Patch
from desktop.services.visits.walk_lists import WalkList
from desktop.words import word
from ui.widgets.pinyin_initials import initials
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

OUTCOMES = "visit_outcome"


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisitWords", text)


def is_meant(one: VisitObject, text: str) -> bool:
    """Whether a piece of a name, an address or a number means somebody, or the first letters of pinyin."""
    known = (one.title, one.head, one.address, one.number, one.group)
    return any(text in each for each in known) or (
        text.isascii() and any(text.lower() in initials(each) for each in known[:3])
    )


def due_cell(one: VisitObject, today: date) -> Cell:
    """When the next visit is due, in words and colour."""
    due = one.next
    if due.state is DueState.LATE:
        return Cell(_tr("逾期 {n} 天").format(n=due.days_late(today)), tone="overdue")
    if due.state is DueState.TODAY:
        return Cell(_tr("今天到期"), tone="soon")
    if due.state is DueState.SOON:
        return Cell(_tr("还有 {n} 天").format(n=(due.due_on - today).days))
    return Cell(due.due_on.isoformat())


def next_words(one: VisitObject, today: date) -> str:
    """The same in a sentence, where no heading says what the day is."""
    told = due_cell(one, today).text
    return _tr("下次 {day}").format(day=told) if one.next.state is DueState.LATER else told


def reason_words(one: VisitObject) -> str:
    """Why somebody is visited."""
    return "、".join(word(each) for each in one.reasons)


def about_words(start: EntryForm, today: date) -> str:
    """What is known above the form: class, when it is due, what the last visit said."""
    told = [
        _tr("{name}：{why}，{days} 天一次，{due}").format(
            name=one.title,
            why=word(one.visit_class.label),
            days=one.days,
            due=next_words(one, today),
        )
        for one in start.about[:2]
    ]
    if start.about and (least := class_rules()[start.about[0].visit_class].visitors) > 1:
        told.append(_tr("要 {n} 个人一起走访。").format(n=least))
    if start.last:
        told.append(_tr("上次：{text}").format(text=start.last))
    return "\n".join(told)


def object_columns(today: date) -> tuple[RowColumn[VisitObject], ...]:
    """Who is due."""

    def last(one: VisitObject) -> str:
        return one.next.last_on.isoformat() if one.next.last_on else _tr("还没有走过")

    def name(one: VisitObject) -> str:
        return _tr("{name}（外出）").format(name=one.title) if one.is_away else one.title

    return (
        RowColumn(TableColumn("name", _tr("走访谁"), 6, sort_key="name"), name),
        RowColumn(
            TableColumn("due", _tr("下次"), 7, sort_key="due"),
            lambda one: due_cell(one, today),
            lambda one: one.next.due_on,
        ),
        RowColumn(
            TableColumn("class", _tr("类别"), 8, sort_key="class"), lambda one: word(one.visit_class.label)
        ),
        RowColumn(TableColumn("why", _tr("为什么"), 12), reason_words),
        RowColumn(TableColumn("group", _tr("小组"), 4, sort_key="group"), lambda one: one.group),
        RowColumn(TableColumn("address", _tr("住址"), 8), lambda one: one.address),
        RowColumn(TableColumn("last", _tr("上次"), 6, sort_key="last"), last),
        RowColumn(TableColumn("days", _tr("几天一次"), 5, RIGHT), lambda one: str(one.days)),
    )


def visit_columns() -> tuple[RowColumn[Visit], ...]:
    """What was put on record."""

    def outcome(one: Visit) -> Cell:
        tone = {WELL: "ok", MATTER: "soon"}.get(one.row.outcome, "")
        return Cell(word(one.outcome_label), tone=tone)

    return (
        RowColumn(
            TableColumn("at", _tr("时间"), 8, sort_key="at"),
            lambda one: one.at,
            lambda one: one.row.visited_at,
        ),
        RowColumn(TableColumn("name", _tr("走访谁"), 6, sort_key="name"), lambda one: one.title),
        RowColumn(TableColumn("form", _tr("方式"), 5), lambda one: word(one.form_label)),
        RowColumn(TableColumn("outcome", _tr("结果"), 6, sort_key="outcome"), outcome),
        RowColumn(TableColumn("found", _tr("发现和备注"), 20), lambda one: one.findings),
        RowColumn(
            TableColumn("events", _tr("任务"), 4, RIGHT), lambda one: str(len(one.row.event_ids) or "")
        ),
        RowColumn(TableColumn("visitors", _tr("走访人"), 6), lambda one: "、".join(one.visitors)),
    )


def patch_columns() -> tuple[RowColumn[Patch], ...]:
    """Facts that wait."""
    return (
        RowColumn(TableColumn("owner", _tr("谁的"), 6, sort_key="owner"), lambda one: one.owner),
        RowColumn(TableColumn("field", _tr("哪一项"), 9), lambda one: word(one.label)),
        RowColumn(TableColumn("old", _tr("档案里"), 15), lambda one: one.old or _tr("没有填")),
        RowColumn(
            TableColumn("new", _tr("改成"), 15), lambda one: Cell(one.new or _tr("没有填"), icon="edit")
        ),
        RowColumn(TableColumn("day", _tr("走访日期"), 7, sort_key="day"), lambda one: one.visited_on),
    )


def list_columns() -> tuple[RowColumn[WalkList], ...]:
    """Walk lists."""

    def state(one: WalkList) -> Cell:
        if one.row.closed_on:
            return Cell(_tr("{day} 结束").format(day=one.row.closed_on))
        return Cell(_tr("在走"), tone="soon")

    return (
        RowColumn(TableColumn("day", _tr("哪天走"), 7, sort_key="day"), lambda one: one.row.planned_on),
        RowColumn(TableColumn("title", _tr("名称"), 16), lambda one: one.row.title),
        RowColumn(TableColumn("visitors", _tr("走访人"), 10), lambda one: "、".join(one.visitors)),
        RowColumn(
            TableColumn("entered", _tr("已登记"), 6, RIGHT),
            lambda one: _tr("{done} / {all}").format(done=one.entered, all=len(one.lines)),
        ),
        RowColumn(TableColumn("state", _tr("状态"), 8), state),
    )


def hand_columns() -> tuple[RowColumn[VisitObject], ...]:
    """Who was put in by hand."""
    return (
        RowColumn(TableColumn("name", _tr("走访谁"), 8, sort_key="name"), lambda one: one.title),
        RowColumn(TableColumn("class", _tr("类别"), 8), lambda one: word(one.visit_class.label)),
        RowColumn(TableColumn("days", _tr("几天一次"), 5, RIGHT), lambda one: str(one.days)),
        RowColumn(TableColumn("why", _tr("为什么"), 24), reason_words),
        RowColumn(TableColumn("group", _tr("小组"), 8, sort_key="group"), lambda one: one.group),
    )
