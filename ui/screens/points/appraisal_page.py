"""The yearly appraisal of members: each one's facts, ballots, grades (民主评议)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.party_appraisal import Remark
from desktop.domain.period import Period
from desktop.domain.points_scheme import show_points
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.party import appraisal
from desktop.services.party.appraisal import MeetingRow, MemberYear
from desktop.words import word
from ui.screens.points.ballots_dialog import BallotsDialog
from ui.screens.points.context import PageContext
from ui.screens.points.list_page import ListPage
from ui.widgets.dress import button, label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("PointsAppraisal", text)


def remark_words(remark: Remark) -> str:
    """What a fact says, in words."""
    return {
        Remark.RECOMMENDED: _tr("可推荐优秀"),
        Remark.ABSENT: _tr("到会少"),
        Remark.OWES: _tr("欠党费"),
        Remark.MEASURE: _tr("受过处理"),
        Remark.NO_DEED: _tr("没有实事"),
    }[remark]


def _remarks(each: MemberYear) -> str | Cell:
    words = "、".join(map(remark_words, each.remarks))
    if each.remarks == (Remark.RECOMMENDED,):
        return Cell(words, "ok")
    return Cell(words, "soon") if words else ""


def _attendance(each: MemberYear) -> str:
    """Present of due: with so few meetings a fraction says more than a rate."""
    return f"{each.facts.present}/{each.facts.due}" if each.facts.due else "—"


def _ballots(each: MemberYear) -> str:
    found = each.appraisal
    return "" if found is None else f"{found.excellent}/{found.good}/{found.fair}/{found.poor}"


def _grade(each: MemberYear) -> str | Cell:
    grade = each.grade
    if grade is None:
        return ""
    tone = {"excellent": "ok", "fair": "soon", "poor": "overdue"}.get(grade.value, "")
    return Cell(word(grade.label), tone)


def _columns() -> tuple[RowColumn[MemberYear], ...]:
    return (
        RowColumn(TableColumn("name", _tr("姓名"), 5, sort_key="name"), lambda each: each.name),
        RowColumn(TableColumn("grade", _tr("等次"), 6, sort_key="grade"), _grade),
        RowColumn(
            TableColumn("attended", _tr("到会/应到"), 6, RIGHT, sort_key="attended"),
            _attendance,
            lambda each: each.facts.present / each.facts.due if each.facts.due else None,
        ),
        RowColumn(
            TableColumn("points", _tr("积分"), 5, RIGHT, sort_key="points"),
            lambda each: show_points(each.facts.points_x100),
            lambda each: each.facts.points_x100,
        ),
        RowColumn(
            TableColumn("deeds", _tr("实事（次）"), 6, RIGHT, sort_key="deeds"),
            lambda each: str(each.facts.deeds),
            lambda each: each.facts.deeds,
        ),
        RowColumn(
            TableColumn("owed", _tr("欠党费（月）"), 7, RIGHT, sort_key="owed"),
            lambda each: str(each.facts.owed_months or ""),
            lambda each: each.facts.owed_months,
        ),
        RowColumn(
            TableColumn("measures", _tr("受处理"), 5, RIGHT, sort_key="measures"),
            lambda each: str(each.facts.measures or ""),
            lambda each: each.facts.measures,
        ),
        RowColumn(TableColumn("remarks", _tr("参考意见"), 16), _remarks),
        RowColumn(TableColumn("ballots", _tr("优/合/基/不（票）"), 9), _ballots),
    )


class AppraisalPage(QWidget):
    """Facts advise, ballots decide, and the branch has the last word within the share of excellent ones."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        office = context.office
        self.year = QComboBox()
        self.year.setAccessibleName(self.tr("年度"))
        today = office.today()
        for year in range(today.year, today.year - 4, -1):
            self.year.addItem(self.tr("{year}年").format(year=year), year)
        # The appraisal of a year is often held in the first months of the next.
        self.year.setCurrentIndex(1 if today.month <= _HELD_UNTIL_MONTH else 0)
        self._told = label("", "muted")
        self.ballots = button(self.tr("登记票数…"), "primary")
        self.ballots.setEnabled(office.may(Right.EDIT_PARTY))
        self.notice = button(self.tr("起草结果通报"))
        self.notice.setEnabled(office.may(Right.DRAFT_NOTICE))
        self.page = ListPage(
            "points_appraisal",
            self.tr("民主评议党员"),
            (self.year, self._told),
            (self.notice, self.ballots),
        )
        self.table = self.page.table
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self._model: RowsModel[MemberYear] = RowsModel(_columns(), lambda each: each.member_id, self)
        self.table.show_model(self._model)
        self.year.activated.connect(lambda _index: self.load())
        self.ballots.clicked.connect(self.open_ballots)
        self.notice.clicked.connect(self.draft_notice)

    def chosen_year(self) -> int:
        """The year that is looked at."""
        return int(self.year.currentData())

    def load(self) -> None:
        """Read the list anew."""
        office, year = self._context.office, self.chosen_year()
        self._context.read(lambda: appraisal.list_member_years(office, year), partial(self._show, year))

    def _show(self, year: int, found: Sequence[MemberYear]) -> None:
        if year != self.chosen_year():
            return
        current = self.table.current_id()
        self._model.set_rows(found)
        self.page.show_rows(exist=bool(found))
        graded = sum(each.grade is not None for each in found)
        self._told.setText(
            self.tr("参加评议 {count} 人，已定等次 {graded} 人").format(count=len(found), graded=graded)
        )
        if not found:
            self.page.empty.show_text(
                self.tr("没有参加评议的党员"),
                self.tr("在“党建”里登记正式党员以后，这里列出每个人一年的情况。"),
            )
        elif not (current and self.table.select_id(current)):
            self.table.select_id(found[0].member_id)

    def open_ballots(self) -> None:
        """Enter the ballots of the meeting that appraised the year."""
        office, year = self._context.office, self.chosen_year()
        if not self.ballots.isEnabled():
            return

        def work() -> tuple[tuple[MemberYear, ...], tuple[MeetingRow, ...], int]:
            return (
                appraisal.list_member_years(office, year),
                appraisal.find_meetings(office, year),
                appraisal.excellent_percent(office, year),
            )

        def show(read: tuple[tuple[MemberYear, ...], tuple[MeetingRow, ...], int]) -> None:
            members, meetings, percent = read
            if not members:
                return
            dialog = BallotsDialog(year, members, meetings, percent, self)
            dialog.submitted.connect(
                lambda meeting, given: self._context.write(
                    lambda: appraisal.save_appraisals(office, year, meeting, given),
                    self.tr("已登记 {count} 人的评议结果。").format(count=len(given)),
                    dialog,
                )
            )
            dialog.open()

        self._context.read(work, show)

    def draft_notice(self) -> None:
        """Draft the sheet of the result from what is on record."""
        from desktop.services.disclosure.notices import make_notice

        context, period = self._context, Period.year(self.chosen_year())
        request = NoticeRequest(
            "party_appraisal",
            period.first.isoformat(),
            period.last.isoformat(),
            context.office.today().isoformat(),
            item="D09",
        )

        def made(notice_id: str) -> None:
            context.shell.records_changed()
            context.shell.open_record("documents", "notice", notice_id)

        context.runner.write(
            lambda _job: make_notice(context.office, request), made, context.shell.show_error
        )


_HELD_UNTIL_MONTH = 4
