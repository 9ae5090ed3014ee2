"""What members or households come to, by name; one of them beside it (党员积分, 家庭积分)."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QComboBox, QMenu, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.natural_order import natural_key
from desktop.domain.period import Period
from desktop.domain.points_quarter import quarter_of, quarter_period, quarters_of
from desktop.domain.points_scheme import PointsScheme, Subject
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.points import appeals, closings, ledger, standings
from desktop.services.points.closings import MeetingRow, YearState
from desktop.services.points.standings import EntryLine, LedgerRead, OwnerHistory, StandingRow, StandingsAsked
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.points import table_model
from ui.screens.points.appeal_dialog import AppealDialog
from ui.screens.points.claim_dialog import ClaimDialog
from ui.screens.points.closing_dialog import ClosingDialog
from ui.screens.points.context import PageContext
from ui.screens.points.list_page import ListPage
from ui.screens.points.owner_panel import OwnerPanel
from ui.screens.register.print_dialog import Paper, PrintDialog
from ui.widgets.dress import button
from ui.widgets.rows_model import RowsModel

_BRANCH, _GROUP, _VILLAGERS = "branch", "group", "villagers"


class StandingsPage(QWidget):
    """A year or a quarter of one ledger, of everybody or one group."""

    def __init__(self, context: PageContext, subject: Subject) -> None:
        super().__init__()
        self._context, self._subject = context, subject
        office = context.office
        is_member = subject is Subject.MEMBER
        self.year = QComboBox()
        self.year.setAccessibleName(self.tr("年度"))
        self.span = QComboBox()
        self.span.setAccessibleName(self.tr("季度"))
        self.span.addItem(self.tr("全年"), 0)
        for number, words in enumerate(
            (self.tr("一季度"), self.tr("二季度"), self.tr("三季度"), self.tr("四季度")), start=1
        ):
            self.span.addItem(words, number)
        self.group = QComboBox()
        self.group.setAccessibleName(self.tr("党小组") if is_member else self.tr("村民小组"))
        self.group.addItem(self.tr("全部小组"), ("", ""))
        self.claim = button(self.tr("登记积分…"), "primary", "plus")
        self.claim.setEnabled(office.may(Right.EDIT_POINTS))
        self.papers = button(self.tr("公示"))
        self.papers.setEnabled(office.may(Right.DRAFT_NOTICE))
        menu = QMenu(self)
        for template, item, words in self._papers():
            menu.addAction(words, partial(self._draft, template, item))
        self.papers.setMenu(menu)
        self.forms = button(self.tr("申报单…"), icon_name="print")
        self.forms.setEnabled(office.may(Right.PRINT))
        self.forms.setToolTip(self.tr("给选中的人（户）各印一张，本人填写签字后由文书登记"))
        self.forms.clicked.connect(self.open_forms)
        self.closing = button(self.tr("结账…"))
        self.closing.setEnabled(office.may(Right.CONFIRM_POINTS))
        self.panel = OwnerPanel(subject.value)
        self.page = ListPage(
            f"points_{subject.value}",
            self.tr("党员积分") if is_member else self.tr("家庭积分"),
            (self.year, self.span, self.group),
            (self.closing, self.forms, self.papers, self.claim),
            self.panel,
            (5, 4),
        )
        self.table = self.page.table
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self._rows: dict[str, StandingRow] = {}
        self._model: RowsModel[StandingRow] | None = None
        self._codes: tuple[str, ...] = ()
        self._scheme: PointsScheme | None = None
        self._wanted = ""
        self._asked: StandingsAsked | None = None
        self.year.addItem(self.tr("{year}年").format(year=office.today().year), office.today().year)
        for combo in (self.year, self.span, self.group):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.activated.connect(lambda _index: self.load())
        self.table.current_changed.connect(self._choose)
        self.table.row_activated.connect(lambda _id: self.panel.entries.focus_first_row())
        self.claim.clicked.connect(self.open_claim)
        self.closing.clicked.connect(self.open_closing)
        self.panel.origin_wanted.connect(context.open_origin)
        self.panel.reverse_wanted.connect(self._ask_reverse)
        self.panel.appeal_wanted.connect(self._ask_appeal)
        self.panel.print_wanted.connect(self.open_print)

    def _papers(self) -> Sequence[tuple[str, str, str]]:
        if self._subject is Subject.MEMBER:
            return (
                ("party_points", "D10", self.tr("起草党员积分公示")),
                ("party_results", "D10", self.tr("起草党员实绩比选表")),
            )
        return (("points", "V34", self.tr("起草家庭积分及兑换公示")),)

    # Reading

    def asked(self) -> StandingsAsked:
        """What the boxes above the list ask for."""
        quarters = quarters_of(int(self.year.currentData()))
        number = int(self.span.currentData())
        first, last = (quarters[0], quarters[-1]) if not number else (quarters[number - 1],) * 2
        kind, name = self.group.currentData() or ("", "")
        return StandingsAsked(
            self._subject,
            first,
            last,
            branch_id=name if kind == _BRANCH else "",
            group=name if kind == _VILLAGERS else "",
            group_id=name if kind == _GROUP else "",
        )

    def load(self) -> None:
        """Read the list anew."""
        office, asked = self._context.office, self.asked()
        self._asked = asked
        self._context.read(lambda: standings.read_ledger(office, asked), partial(self._show, asked))

    def _show(self, asked: StandingsAsked, read: LedgerRead) -> None:
        if asked != self._asked:
            return
        rows, self._scheme = read.rows, read.scheme
        self._offer_years(read.years)
        if not (asked.group or asked.group_id or asked.branch_id):
            self._offer_groups(rows)
        ordered = sorted(rows, key=lambda row: (row.owner.branch, row.owner.group, row.owner.name))
        self._rows = {row.owner.id: row for row in ordered}
        codes = tuple(each.code for each in self._scheme.categories)
        current = self._wanted or self.table.current_id()
        self._wanted = ""
        if self._model is None or codes != self._codes:
            self._codes = codes
            columns = table_model.standing_columns(self._subject, self._scheme)
            self._model = RowsModel(columns, lambda row: row.owner.id, self)
            self.table.show_model(self._model)
        self._model.set_rows(ordered)
        self.page.show_rows(exist=bool(ordered))
        if not ordered:
            told = (
                self.tr("在“党建”里登记党员以后，这里就有每个人的积分。")
                if self._subject is Subject.MEMBER
                else self.tr("在“民情档案”里有户以后，这里就有每户的积分。")
            )
            self.page.empty.show_text(self.tr("还没有可以积分的对象"), told)
            self.panel.show_nothing()
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(ordered[0].owner.id)
        self._choose(self.table.current_id())

    def _offer_years(self, years: Sequence[int]) -> None:
        chosen = self.year.currentData()
        self.year.clear()
        for year in sorted({*years, chosen}, reverse=True):
            self.year.addItem(self.tr("{year}年").format(year=year), year)
        self.year.setCurrentIndex(max(self.year.findData(chosen), 0))

    def _offer_groups(self, rows: Sequence[StandingRow]) -> None:
        self.group.clear()
        self.group.addItem(self.tr("全部小组"), ("", ""))
        branches = {row.owner.branch_id: row.owner.branch for row in rows if row.owner.branch_id}
        if len(branches) > 1:
            for branch_id, name in branches.items():
                self.group.addItem(name, (_BRANCH, branch_id))
        if self._subject is Subject.HOUSEHOLD:
            for name in sorted({row.owner.group for row in rows if row.owner.group}, key=natural_key):
                self.group.addItem(name, (_VILLAGERS, name))
            return
        groups = {row.owner.group_id: row.owner for row in rows if row.owner.group_id}
        for group_id, owner in sorted(groups.items(), key=lambda each: natural_key(each[1].group)):
            words = f"{owner.branch}　{owner.group}" if len(branches) > 1 else owner.group
            self.group.addItem(words, (_GROUP, group_id))

    def _choose(self, owner_id: str) -> None:
        if not owner_id:
            return
        office, year = self._context.office, int(self.year.currentData())

        def show(found: OwnerHistory) -> None:
            if self.table.current_id() == owner_id:
                self.panel.show_history(
                    found,
                    may_reverse=office.may(Right.CONFIRM_POINTS),
                    may_appeal=office.may(Right.EDIT_POINTS),
                )

        self._context.read(lambda: standings.get_history(office, self._subject, owner_id, year), show)

    def show_owner(self, owner_id: str) -> None:
        """Put the cursor on a member or household, as soon as the list is there."""
        self._wanted = owner_id
        self.load()

    # Writing

    def open_claim(self) -> None:
        """Enter points for those chosen in the list."""
        chosen = [self._rows[each].owner for each in self.table.selected_ids() if each in self._rows]
        if not chosen or self._scheme is None or not self.claim.isEnabled():
            return
        office = self._context.office
        dialog = ClaimDialog(chosen, self._scheme, office.today(), self)
        told = self.tr("已登记 {count} 笔，在“待确认”里等确认。").format(count=len(chosen))
        dialog.submitted.connect(
            lambda entries: self._context.write(lambda: ledger.book(office, entries), told, dialog)
        )
        dialog.open()

    def _ask_reverse(self, line: EntryLine) -> None:
        office = self._context.office
        question = self.tr("为什么冲销“{item}”？原来的一笔和冲销都会留在台账里。").format(item=line.item)
        dialog = TextDialog(self.tr("冲销积分"), question, self.tr("冲销"), self, danger=True)
        dialog.submitted.connect(
            lambda reason: self._context.write(
                lambda: ledger.reverse(office, line.row.id, reason), self.tr("已冲销。")
            )
        )
        dialog.open()

    def _ask_appeal(self, line: EntryLine) -> None:
        office = self._context.office
        dialog = AppealDialog(line, office.today(), self)
        dialog.submitted.connect(
            lambda text, day: self._context.write(
                lambda: appeals.add_appeal(office, line.row.id, text, day),
                self.tr("已登记申诉，在“申诉”里答复。"),
                dialog,
            )
        )
        dialog.open()

    def open_closing(self) -> None:
        """Show how the quarters stand and close what can be."""
        office, subject, year = self._context.office, self._subject, int(self.year.currentData())
        if not self.closing.isEnabled():
            return

        def work() -> tuple[YearState, tuple[MeetingRow, ...], tuple[tuple[str, str], ...]]:
            return (
                closings.year_state(office, subject, year),
                closings.find_closing_meetings(office, subject, year),
                closings.list_closers(office, subject),
            )

        def show(read: tuple[YearState, tuple[MeetingRow, ...], tuple[tuple[str, str], ...]]) -> None:
            dialog = ClosingDialog(*read, self)
            dialog.quarter_wanted.connect(
                lambda quarter: self._context.write(
                    lambda: closings.close_quarter(office, subject, quarter),
                    self.tr("{quarter}已结账。").format(quarter=quarter_period(quarter).words()),
                    dialog,
                )
            )
            dialog.year_wanted.connect(
                lambda meeting, branch: self._context.write(
                    lambda: closings.close_year(office, subject, year, meeting, branch),
                    self.tr("{year}年已办年度结账。").format(year=year),
                    dialog,
                )
            )
            dialog.open()

        self._context.read(work, show)

    # Papers

    def open_print(self) -> None:
        """Preview the chosen one's own sheet, to be handed over and signed."""
        from desktop.services.points.printing import render_own_points

        row = self._rows.get(self.table.current_id())
        if row is None:
            return
        context, year = self._context, int(self.year.currentData())
        name = self.tr("{name}的积分明细").format(name=row.owner.name)
        paper = Paper(
            self.tr("打印积分明细"),
            name,
            self.tr("交本人核对签字。打印会记入日志。"),
            "",
            False,
            lambda _full, _job: render_own_points(context.office, self._subject, row.owner.id, year),
        )
        PrintDialog(context.office, context.runner, context.shell, paper, self).open()

    def open_forms(self) -> None:
        """Preview claims to be filled in by hand, a page for each one chosen."""
        from desktop.services.points.printing import render_claim_forms

        context, ids = self._context, self.table.selected_ids()
        if not ids:
            return
        paper = Paper(
            self.tr("打印积分申报单"),
            self.tr("积分申报单"),
            self.tr("选中的 {count} 个对象各一张，本人填写签字后由文书登记。").format(count=len(ids)),
            "",
            False,
            lambda _full, _job: render_claim_forms(context.office, self._subject, ids),
        )
        PrintDialog(context.office, context.runner, context.shell, paper, self).open()

    def _draft(self, template: str, item: str) -> None:
        from desktop.services.disclosure.notices import make_notice

        context, today = self._context, self._context.office.today()
        period = self._period_of_paper()
        request = NoticeRequest(
            template,
            period.first.isoformat(),
            period.last.isoformat(),
            today.isoformat(),
            item=item,
            record_id=self.asked().branch_id or self.asked().group_id,
        )

        def made(notice_id: str) -> None:
            context.shell.records_changed()
            context.shell.open_record("documents", "notice", notice_id)

        context.runner.write(
            lambda _job: make_notice(context.office, request), made, context.shell.show_error
        )

    def _period_of_paper(self) -> Period:
        """The quarter chosen, else the latest one that is over; a household's sheet is made by month."""
        number = int(self.span.currentData())
        if number:
            return quarter_period(quarters_of(int(self.year.currentData()))[number - 1])
        today = self._context.office.today()
        if self._subject is Subject.HOUSEHOLD:
            before = today.replace(day=1) - timedelta(days=1)
            return Period.month(before.year, before.month)
        before = quarter_period(quarter_of(today)).first - timedelta(days=1)
        return quarter_period(quarter_of(before))
