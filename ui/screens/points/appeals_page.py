"""Appeals against entries of points, open ones first, each with its answer (申诉)."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.points_scheme import show_points
from desktop.services.points import appeals
from desktop.services.points.appeals import Appeal
from desktop.words import word
from ui.screens.points.appeal_dialog import AnswerDialog, entry_words
from ui.screens.points.context import PageContext
from ui.screens.points.list_page import ListPage
from ui.widgets.dress import button, label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("PointsAppeals", text)


def _columns(today: str) -> tuple[RowColumn[Appeal], ...]:
    def state(each: Appeal) -> Cell:
        if not each.is_open:
            return Cell(word(each.outcome_label), "ok")
        if each.row.due_on < today:
            return Cell(_tr("逾期未答复"), "overdue")
        return Cell(_tr("待答复"), "soon")

    return (
        RowColumn(TableColumn("state", _tr("情况"), 8, sort_key="state"), state),
        RowColumn(TableColumn("name", _tr("姓名"), 5, sort_key="name"), lambda each: each.owner.name),
        RowColumn(TableColumn("item", _tr("项目"), 10), lambda each: word(each.entry.item)),
        RowColumn(
            TableColumn("points", _tr("分值"), 4, RIGHT),
            lambda each: show_points(each.entry.row.points_x100, signed=True),
        ),
        RowColumn(
            TableColumn("received", _tr("收到"), 6, sort_key="received"), lambda each: each.row.received_on
        ),
        RowColumn(TableColumn("due", _tr("答复期限"), 6, sort_key="due"), lambda each: each.row.due_on),
    )


class AppealsPage(QWidget):
    """The list, and the appeal that is chosen with what was said."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.answer = button(self.tr("答复…"), "primary")
        beside = QWidget()
        self._heading = label("", "heading", wrap=True)
        self._text = label("", wrap=True)
        self._answer_text = label("", "muted", wrap=True)
        inside = QVBoxLayout(beside)
        inside.setContentsMargins(8, 0, 0, 0)
        for each in (self._heading, self._text, self._answer_text):
            inside.addWidget(each)
        inside.addStretch()
        hint = label(self.tr("对某一笔有异议的，在积分明细里选中那一笔登记申诉。"), "muted")
        self.page = ListPage("points_appeals", self.tr("积分申诉"), (hint,), (self.answer,), beside, (3, 2))
        self.table = self.page.table
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        today = context.office.today().isoformat()
        self._model: RowsModel[Appeal] = RowsModel(_columns(today), lambda each: each.row.id, self)
        self.table.show_model(self._model)
        self.table.current_changed.connect(lambda _id: self._show_chosen())
        self.table.row_activated.connect(lambda _id: self.open_answer())
        self.answer.clicked.connect(self.open_answer)

    def load(self) -> None:
        """Read the list anew."""
        office = self._context.office
        self._context.read(lambda: appeals.list_appeals(office), self.show_appeals)

    def show_appeals(self, found: Sequence[Appeal]) -> None:
        """Show the appeals."""
        current = self.table.current_id()
        self._model.set_rows(found)
        self.page.show_rows(exist=bool(found))
        if not found:
            self.page.empty.show_text(self.tr("没有申诉"))
        elif not (current and self.table.select_id(current)):
            self.table.select_id(found[0].row.id)
        self._show_chosen()

    def _chosen(self) -> Appeal | None:
        row = self._model.row_of(self.table.current_id())
        return self._model.row_at(row) if row >= 0 else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.answer.setEnabled(
            chosen is not None and chosen.is_open and self._context.office.may(Right.CONFIRM_POINTS)
        )
        self._heading.setText(chosen.owner.name if chosen else "")
        self._text.setText("" if chosen is None else f"{entry_words(chosen.entry)}\n\n{chosen.row.text}")
        told = ""
        if chosen is not None and not chosen.is_open:
            told = self.tr("{day} 答复（{outcome}）：{answer}").format(
                day=chosen.row.answered_on, outcome=word(chosen.outcome_label), answer=chosen.row.answer
            )
        self._answer_text.setText(told)

    def open_answer(self) -> None:
        """Ask how the chosen appeal is decided."""
        chosen = self._chosen()
        if chosen is None or not self.answer.isEnabled():
            return
        office, appeal_id = self._context.office, chosen.row.id
        dialog = AnswerDialog(chosen, self)
        dialog.submitted.connect(
            lambda outcome, answer, corrected: self._context.write(
                lambda: appeals.answer_appeal(office, appeal_id, outcome, answer, corrected),
                self.tr("已答复申诉。"),
                dialog,
            )
        )
        dialog.open()
