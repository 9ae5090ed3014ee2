"""The tab of inspections: rounds on the left, the scores of one on the right."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.domain.accounts import Right
from desktop.domain.household_board import RED
from desktop.domain.inspection import SUBJECTS, ItemScheme, points_text
from desktop.services.boards import inspections, proposals, schemes
from desktop.services.boards.entries import add_entries
from desktop.services.boards.households import list_groups
from desktop.services.boards.inspections import AWAY, NewRound, RoundDetail, RoundSummary
from desktop.services.boards.printing import render_walk_list
from desktop.services.boards.proposals import Proposal
from desktop.words import word
from ui.screens.boards.scheme_dialog import SchemeDialog
from ui.screens.boards.score_grid import ScoreModel, ScoreView
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter, people_of
from ui.widgets.code_combo import CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button
from ui.widgets.problem_line import ProblemLine
from ui.widgets.reference_edit import ReferenceChoice
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

OPEN, CLOSED, ALL = "open", "closed", "all"


def _tr(text: str) -> str:
    return QCoreApplication.translate("InspectionsPage", text)


def board_options(*codes: str) -> tuple[CodeOption, ...]:
    """Subjects to choose from; none named gives all."""
    return code_options(SUBJECTS, codes)


def _columns() -> tuple[RowColumn[RoundSummary], ...]:
    return (
        RowColumn(TableColumn("month", _tr("月份"), 4.5, sort_key="month"), lambda one: one.row.month),
        RowColumn(TableColumn("subject", _tr("主题"), 4.5), lambda one: word(one.subject_label)),
        RowColumn(TableColumn("state", _tr("进度"), 6), _progress),
        RowColumn(TableColumn("mean", _tr("得分率"), 4, RIGHT, shown=False), _mean),
        RowColumn(
            TableColumn("groups", _tr("小组"), 6, shown=False),
            lambda one: "、".join(one.row.groups) or _tr("全村"),
        ),
    )


def _progress(one: RoundSummary) -> Cell:
    if one.row.closed_on:
        return Cell(_tr("已结账"), "ok")
    if one.waiting == one.households:
        return Cell(_tr("待检查"))
    if one.waiting:
        return Cell(_tr("还差 {count} 户").format(count=one.waiting), "soon")
    return Cell(_tr("可以结账"), "soon")


def _mean(one: RoundSummary) -> str:
    return "" if one.mean_percent is None else f"{one.mean_percent}%"


class InspectionsPage(ListPage[RoundSummary]):
    """Rounds with their grid of scores."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("安排检查"), "primary", "plus")
        self.items = button(_tr("检查项目…"), icon_name="settings")
        super().__init__(
            "inspections",
            _columns(),
            lambda one: one.row.id,
            ((OPEN, _tr("未结账")), (CLOSED, _tr("已结账")), (ALL, _tr("全部"))),
            (self.items, self.new),
            picture="calendar",
            shares=(3, 7),
        )
        self.table.setAccessibleName(_tr("检查轮次"))
        self.scores: ScoreHost | None = None  # the panel takes it down with what it shows
        presenter = self.presenter = InspectionsPresenter(self, office, runner, shell)
        self.new.setEnabled(presenter.may(Right.EDIT_BOARDS))
        self.items.setEnabled(presenter.may(Right.APPROVE_BOARDS))
        self.new.clicked.connect(presenter.plan)
        self.items.clicked.connect(presenter.edit_items)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: self._type())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(OPEN)

    def grid(self) -> ScoreModel | None:
        """The scores that can be typed, None while no round is shown."""
        return self.scores.view.grid() if self.scores is not None else None

    def show_none(self) -> None:
        """Say that no round is chosen."""
        self.scores = None
        self.panel.show_nothing(_tr("没有选中检查"))

    def _type(self) -> None:
        if self.scores is not None:
            self.scores.view.setFocus()

    def show_round(self, detail: RoundDetail, actions: Sequence[Action], *, keeps_grid: bool = False) -> None:
        """Show a round with its scores; ``keeps_grid`` leaves the grid that is being typed in as it is."""
        summary = detail.summary
        row = summary.row
        inspectors = _tr("检查人：{names}").format(names="、".join(summary.inspectors))
        groups = _tr("范围：{groups}").format(groups="、".join(row.groups) or _tr("全村"))
        walked = _tr("走访日期：{day}").format(day=row.walked_on) if row.walked_on else _tr("还没有走访")
        counts = _tr("{all} 户，有分 {scored} 户，没看到 {missed} 户，还差 {waiting} 户").format(
            all=summary.households,
            scored=summary.scored,
            missed=summary.not_seen,
            waiting=summary.waiting,
        )
        means = "　".join(
            f"{word(item.name)} {points_text(mean)}"
            for item in detail.subject.items
            if (mean := detail.item_means[item.code]) is not None
        )
        lines = [
            Line(" · ".join((inspectors, groups, walked)), "muted"),
            Line(
                " · ".join(
                    part for part in (counts, means and _tr("平均 {means}").format(means=means)) if part
                )
            ),
        ]
        if any(line.aside for line in detail.lines) and not row.closed_on:
            lines.append(Line(_tr("＊ 有检查人要回避，停在户主上看由谁去。"), "small"))
        if row.closed_on:
            told = _tr("{day} 已结账，得分进了家庭积分。").format(day=row.closed_on)
            lines.append(Line(told, "", "ok"))
        title = f"{row.month}　{word(summary.subject_label)}"
        had_focus = keeps_grid and self.scores is not None and self.scores.view.hasFocus()
        if not keeps_grid or self.scores is None:
            self.scores = ScoreHost()
            self.scores.show_round(detail)
            self.scores.row_wanted.connect(self.presenter.keep_row)
        self.panel.show_record(title, lines, actions, self.scores)
        if had_focus:
            self._type()


def _is_in(view: str, one: RoundSummary) -> bool:
    return view == ALL or (view == CLOSED) == bool(one.row.closed_on)


class ScoreHost(QWidget):
    """The grid with the line that tells what is wrong in it."""

    row_wanted = Signal(int)  # a row was left and can be stored

    def __init__(self) -> None:
        super().__init__()
        self.view = ScoreView()
        self.view.setAccessibleName(_tr("各户得分"))
        self.problem = ProblemLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.problem)
        self.view.row_left.connect(self.row_wanted)
        self.view.installEventFilter(self)

    def show_round(self, detail: RoundDetail) -> None:
        """Show the scores of a round."""
        self.view.show_model(ScoreModel(detail, self.view))

    def tell(self, text: str) -> None:
        """Say what is wrong; an empty text takes it back."""
        self.problem.show_text(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.tell("")
        return super().eventFilter(watched, event)


class InspectionsPresenter(PagePresenter):
    """Plans rounds, keeps scores row by row, closes."""

    def __init__(self, page: InspectionsPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = OPEN
        self._wanted = ""
        self._detail: RoundDetail | None = None

    def load(self) -> None:
        """Read the rounds anew."""
        asked = self._view

        def show(found: tuple[RoundSummary, ...]) -> None:
            if asked != self._view:
                return
            for view in (OPEN, CLOSED, ALL):
                self._page.tabs.show_count(view, sum(_is_in(view, one) for one in found))
            rows = [one for one in found if _is_in(asked, one)]
            nothing = (_tr("没有检查"), _tr("按 Ctrl+N 安排一轮：选主题和检查人，打印走访单带着走。"))
            current = self._page.show_rows(rows, self._wanted, nothing)
            self._wanted = ""
            self.choose(current)

        self._read(lambda: inspections.list_rounds(self._office), show)

    def show_view(self, view: str) -> None:
        """Show other rounds."""
        self._view = view
        self._page.tabs.mark(view)
        self.load()

    def show_round(self, round_id: str) -> None:
        """Show one round in the list of all."""
        self._wanted = round_id
        self.show_view(ALL)

    def choose(self, round_id: str) -> None:
        """Read one round for the grid."""
        if not round_id:
            self._detail = None
            self._page.show_none()
            return

        def show(detail: RoundDetail) -> None:
            if self._page.table.current_id() == round_id:
                self._detail = detail
                self._page.show_round(detail, self._actions(detail))

        self._read(lambda: inspections.get_round(self._office, round_id), show)

    def _actions(self, detail: RoundDetail) -> list[Action]:
        row, summary = detail.summary.row, detail.summary
        made: list[Action] = []
        if self.may(Right.PRINT) and not row.closed_on:
            made.append(Action(_tr("走访单…"), self.print_list, "", "print"))
        if self.may(Right.EDIT_BOARDS) and not row.closed_on:
            is_ready = not summary.waiting and bool(summary.households)
            made.append(Action(_tr("结账…"), self.close, "primary" if is_ready else ""))
            if any(line.household.is_away and line.percent is None for line in detail.lines):
                made.append(Action(_tr("外出户记为没看到"), self.fill_away))
            made.append(Action(_tr("调整…"), self.change, "", "edit"))
            made.append(Action(_tr("删除"), self.remove, "quiet"))
        if self.may(Right.EDIT_BOARDS) and row.closed_on:
            made.append(Action(_tr("提名上榜…"), self.propose, "primary"))
        if self.may(Right.APPROVE_BOARDS) and row.closed_on:
            made.append(Action(_tr("重开…"), self.reopen, "quiet"))
        return made

    # Planning

    def plan(self) -> None:
        """Ask for a new round, filled in as the next one would be."""
        if not self.may(Right.EDIT_BOARDS):
            return
        office = self._office

        def work() -> tuple[NewRound, tuple[str, ...], tuple[ReferenceChoice, ...]]:
            suggested = inspections.suggest_round(office)
            return suggested, list_groups(office), people_of(office, suggested.inspector_ids)

        def ask(read: tuple[NewRound, tuple[str, ...], tuple[ReferenceChoice, ...]]) -> None:
            suggested, groups, people = read
            self._ask_round("", suggested, groups, people)

        self._read(work, ask)

    def change(self) -> None:
        """Ask for another day, other inspectors or groups."""
        detail = self._detail
        if detail is None:
            return
        row, office = detail.summary.row, self._office
        known = NewRound(
            row.subject, row.month, row.planned_on, row.inspector_ids, row.groups, row.note, row.walked_on
        )

        def work() -> tuple[tuple[str, ...], tuple[ReferenceChoice, ...]]:
            return list_groups(office), people_of(office, row.inspector_ids)

        self._read(work, lambda read: self._ask_round(row.id, known, *read))

    def _ask_round(
        self,
        round_id: str,
        known: NewRound,
        groups: Sequence[str],
        people: Sequence[ReferenceChoice],
    ) -> None:
        dialog = self._dialog(
            _tr("调整检查") if round_id else _tr("安排检查"),
            _tr("保存") if round_id else _tr("安排"),
            _tr("检查人两人一组，可以多选几人：谁家是自家或近亲属家，程序自动换别人去。"),
        )
        subject = dialog.add_code(
            "subject", _tr("主题"), board_options("courtyard", "sorting", "water", "deeds"), known.subject
        )
        subject.setEnabled(not round_id)
        dialog.add_text("month", _tr("月份"), known.month, required=True)
        dialog.add_day("planned_on", _tr("计划日期"), known.planned_on, future=True)
        dialog.add_people("inspectors", _tr("检查人"), people)
        dialog.add_ticks("groups", _tr("小组（不选就是全村）"), [(one, one) for one in groups], known.groups)
        dialog.add_text("note", _tr("备注"), known.note)
        if round_id:
            dialog.add_day("walked_on", _tr("走访日期"), known.walked_on, required=False)

        def save(values: dict[str, str | tuple[str, ...]]) -> None:
            new = NewRound(
                str(values["subject"]),
                str(values["month"]),
                str(values["planned_on"]),
                tuple(values["inspectors"]),
                tuple(values["groups"]),
                str(values["note"]),
                str(values.get("walked_on", "")),
            )

            def work() -> str:
                if round_id:
                    inspections.change_round(self._office, round_id, new)
                    return round_id
                return inspections.plan_round(self._office, new)

            self._store(dialog, work, self._go_to)

        dialog.submitted.connect(save)
        dialog.open()

    def _go_to(self, round_id: str) -> None:
        self._wanted = round_id
        self.show_view(OPEN if self._view == CLOSED else self._view)

    def remove(self) -> None:
        """Take the round out, after a question."""
        detail = self._detail
        if detail is None:
            return
        round_id = detail.summary.row.id
        self._shell.ask(
            _tr("删除这一轮检查？"),
            _tr("已登记的得分一起删除；可以用 Ctrl+Z 恢复。"),
            _tr("删除"),
            lambda: self._write(lambda: inspections.remove_round(self._office, round_id)),
            danger=True,
        )

    def edit_items(self) -> None:
        """Change items and ceilings, as a new version."""
        office = self._office

        def ask(read: tuple[ItemScheme, str]) -> None:
            dialog = SchemeDialog(*read, office.today(), self._page)

            dialog.submitted.connect(
                lambda scheme: self._store(dialog, lambda: schemes.save_scheme(office, scheme), in_place=True)
            )
            dialog.open()

        self._read(lambda: (schemes.current_scheme(office), schemes.next_version(office)), ask)

    # Scores

    def keep_row(self, row: int) -> None:
        """Store a row that was left, when it can be."""
        detail, host, model = self._detail, self._page.scores, self._page.grid()
        if detail is None or host is None or model is None or row >= model.rowCount():
            return
        wrong = next((text for column in model.typed_columns() if (text := model.problem(row, column))), "")
        if wrong:
            head = model.lines[row].household.head
            host.tell(_tr("{head}家还没有保存：{reason}").format(head=head, reason=wrong))
            return
        entry = model.entry(row)
        if entry is None:
            return
        model.keep(row)
        host.tell("")
        round_id = detail.summary.row.id
        walked = self._walked_on(detail)

        def failed(error: Exception) -> None:
            if isValid(model):
                model.put_back(row)
            self._shell.show_error(error)

        self._runner.write(
            lambda job: inspections.save_lines(self._office, round_id, [entry], walked),
            lambda _none: self._recount(round_id),
            failed,
        )

    def _walked_on(self, detail: RoundDetail) -> str:
        """The day it was walked: as noted, else the day planned unless that is to come."""
        row = detail.summary.row
        return row.walked_on or min(row.planned_on, self._office.today().isoformat())

    def _recount(self, round_id: str) -> None:
        """Renew the figures around the grid while nobody types; the grid itself stays as it is."""
        office, page = self._office, self._page

        def show(read: tuple[tuple[RoundSummary, ...], RoundDetail]) -> None:
            found, detail = read
            if page.table.current_id() != round_id or page.scores is None or page.scores.view.is_editing():
                return
            page.table.blockSignals(True)  # the same round stays chosen
            page.show_rows([each for each in found if _is_in(self._view, each)], round_id, ("", ""))
            page.table.blockSignals(False)
            self._detail = detail
            page.show_round(detail, self._actions(detail), keeps_grid=True)

        self._read(lambda: (inspections.list_rounds(office), inspections.get_round(office, round_id)), show)

    def fill_away(self) -> None:
        """Note households that live elsewhere as not seen."""
        model = self._page.grid()
        if model is not None and model.fill_away(AWAY):
            self.keep_all(self.load)

    def keep_all(self, done: "Callable[[], None] | None" = None) -> None:
        """Store every row that is not kept yet, as one action."""
        detail, model = self._detail, self._page.grid()
        if detail is None or model is None:
            return
        rows = [(row, entry) for row in model.touched() if (entry := model.entry(row)) is not None]
        if not rows:
            if done is not None:
                done()
            return
        for row, _ in rows:
            model.keep(row)
        walked = self._walked_on(detail)
        round_id = detail.summary.row.id
        self._runner.write(
            lambda job: inspections.save_lines(self._office, round_id, [entry for _, entry in rows], walked),
            lambda _none: done() if done is not None else None,
            self._shell.show_error,
        )

    # Closing

    def close(self) -> None:
        """Close the round after a question; its scores go into the ledger."""
        detail = self._detail
        if detail is None:
            return
        round_id = detail.summary.row.id

        def go_on() -> None:
            self._shell.run_long(
                _tr("正在结账"),
                lambda job: inspections.close_round(self._office, round_id),
                lambda _none: self._closed(round_id),
                writes=True,
                can_cancel=False,
            )

        self.keep_all(
            lambda: self._shell.ask(
                _tr("这一轮检查结账？"),
                _tr("得分记入家庭积分，以后不能再改；抄错了由书记重开。"),
                _tr("结账"),
                go_on,
            )
        )

    def _closed(self, round_id: str) -> None:
        self._shell.notify(_tr("已结账，得分记入家庭积分。"))
        self._shell.records_changed()
        self.show_round(round_id)

    def reopen(self) -> None:
        """Open a closed round again, with the reason."""
        detail = self._detail
        if detail is None:
            return
        round_id = detail.summary.row.id
        dialog = TextDialog(
            _tr("重开检查"),
            _tr("为什么重开？已记的积分会先冲销，再结账时重新记入。"),
            _tr("重开"),
            self._page,
            danger=True,
        )
        dialog.submitted.connect(
            lambda text: self._write(lambda: inspections.reopen_round(self._office, round_id, text))
        )
        dialog.open()

    def propose(self) -> None:
        """Offer the best and the worst of a closed round for the board."""
        detail = self._detail
        if detail is None:
            return
        round_id = detail.summary.row.id

        def ask(found: tuple[Proposal, ...]) -> None:
            if not found:
                self._shell.notify(_tr("没有可提名的户，或者都已提名。"))
                return
            dialog = self._dialog(
                _tr("提名上榜"),
                _tr("提名"),
                _tr("只是提名：待改进的先告知本户，限期内改好就不上榜；受照顾家庭改为帮扶。"),
            )
            options = [(str(place), _proposal_words(one)) for place, one in enumerate(found)]
            dialog.add_ticks("chosen", _tr("提名的户"), options, [key for key, _ in options])
            dialog.submitted.connect(partial(self._take, dialog, found))
            dialog.open()

        self._read(lambda: proposals.propose(self._office, round_id), ask)

    def _take(
        self, dialog: FieldsDialog, found: Sequence[Proposal], values: dict[str, tuple[str, ...]]
    ) -> None:
        chosen = [found[int(key)].entry for key in values["chosen"]]
        if not chosen:
            dialog.reject()
            return

        def done(ids: tuple[str, ...]) -> None:
            self._shell.notify(_tr("已提名 {count} 户，到“红黑榜”里办理。").format(count=len(ids)))

        self._store(dialog, lambda: add_entries(self._office, chosen), done)

    def print_list(self) -> None:
        """Preview the walking list."""
        detail = self._detail
        if detail is None:
            return
        round_id = detail.summary.row.id
        self._paper(
            _tr("检查走访单"),
            _tr("按小组和门牌的顺序走，分数写在格里，回来照着登记。"),
            lambda: render_walk_list(self._office, round_id),
        )


def _proposal_words(one: Proposal) -> str:
    colour = _tr("红榜") if one.entry.colour == RED else _tr("待改进")
    told = f"{colour}　{one.head}　{one.group}　{one.percent}%"
    return f"{told}　{_tr('改为帮扶')}" if one.protection else told
