"""All that waits in one list: what records give, and claims; taken or refused together (待确认)."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.points_quarter import quarter_period
from desktop.domain.points_scheme import Subject, read_points, show_points
from desktop.services.points import waiting
from desktop.services.points.waiting import Waiting
from desktop.words import word
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.points.context import PageContext
from ui.screens.points.list_page import ListPage
from ui.widgets.dress import button, label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("PointsWaiting", text)


def _points(each: Waiting) -> str | Cell:
    if each.points_x100 is not None:
        return show_points(each.points_x100, signed=True)
    span = f"{show_points(each.least_x100)}～{show_points(each.most_x100)}"
    return Cell(span, "soon", _tr("分值要由支部定，确认时填。"))


def _state(each: Waiting) -> str | Cell:
    if each.take_back == waiting.TWICE:
        return Cell(_tr("重复，待冲销"), "overdue", _tr("两台电脑各记了一次，确认就是冲销这一笔。"))
    if each.take_back:
        hint = _tr("会议、实事等记录改过，已经不该有这一笔，确认就是冲销。")
        return Cell(_tr("记录已改，待冲销"), "overdue", hint)
    if each.blocked is not None:
        return Cell(_tr("等别人确认"), "", messages.brief(each.blocked))
    return _tr("记录建议") if each.proposal is not None else _tr("申报")


def _columns() -> tuple[RowColumn[Waiting], ...]:
    return (
        RowColumn(TableColumn("name", _tr("姓名"), 5, sort_key="name"), lambda each: each.name),
        RowColumn(
            TableColumn("subject", _tr("台账"), 4, sort_key="subject"),
            lambda each: _tr("党员") if each.subject is Subject.MEMBER else _tr("家庭"),
        ),
        RowColumn(TableColumn("on", _tr("日期"), 6.5, sort_key="on"), lambda each: each.occurred_on),
        RowColumn(TableColumn("item", _tr("项目"), 12, sort_key="item"), lambda each: word(each.item)),
        RowColumn(
            TableColumn("points", _tr("分值"), 4.5, RIGHT, sort_key="points"),
            _points,
            lambda each: each.points_x100,
        ),
        RowColumn(TableColumn("proof", _tr("依据"), 12), lambda each: each.proof),
        RowColumn(TableColumn("state", _tr("来源"), 9, sort_key="state"), _state),
        RowColumn(TableColumn("by", _tr("登记人"), 5), lambda each: each.recorded_by),
        RowColumn(
            TableColumn("quarter", _tr("记入"), 8, shown=False),
            lambda each: quarter_period(each.quarter).words(),
        ),
    )


class WaitingPage(QWidget):
    """Nothing is typed twice: attendance, deeds, dues and discipline stand here as entries to agree to."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        confirms = context.office.may(Right.CONFIRM_POINTS)
        self.all = button(self.tr("全选"))
        self.refuse = button(self.tr("不予确认…"), "danger")
        words = self.tr("确认选中的") if confirms else self.tr("登记选中的")
        self.confirm = button(words, "primary", "check")
        hint = (
            self.tr("签到、实事、党费、处分已经登记的，按积分办法列在这里，不用再录。")
            if confirms
            else self.tr("按积分办法列出已登记的事；登记后由书记确认。")
        )
        self.page = ListPage(
            "points_waiting",
            self.tr("待确认的积分"),
            (label(hint, "muted"),),
            (self.all, self.refuse, self.confirm),
        )
        self.table = self.page.table
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self._found: dict[str, Waiting] = {}
        self._model: RowsModel[Waiting] = RowsModel(_columns(), lambda each: each.id, self)
        self.table.show_model(self._model)
        self.all.clicked.connect(self.table.selectAll)
        self.confirm.clicked.connect(self.take_chosen)
        self.refuse.clicked.connect(self.ask_refusal)
        self.table.selection_changed.connect(self._show_buttons)
        self.table.row_activated.connect(lambda _id: self._open_origin())
        self._show_buttons()

    def load(self) -> None:
        """Read the list anew."""
        office = self._context.office
        self._context.read(lambda: waiting.list_waiting(office), self.show_waiting)

    def show_waiting(self, found: Sequence[Waiting]) -> None:
        """Show what waits."""
        current = self.table.current_id()
        self._found = {each.id: each for each in found}
        self._model.set_rows(found)
        self.page.show_rows(exist=bool(found))
        if not found:
            self.page.empty.show_text(
                self.tr("没有待确认的积分"),
                self.tr("会议签到、实事、党费登记以后，应记的积分会自动列在这里。"),
            )
        elif not (current and self.table.select_id(current)):
            self.table.select_id(found[0].id)
        self._show_buttons()

    def chosen(self) -> list[Waiting]:
        """What is selected."""
        return [self._found[each] for each in self.table.selected_ids() if each in self._found]

    def _show_buttons(self) -> None:
        office = self._context.office
        free = [each for each in self.chosen() if each.blocked is None]
        refusable = [each for each in free if not each.take_back]
        self.all.setEnabled(bool(self._model.rows))
        self.confirm.setEnabled(bool(free) and office.may(Right.EDIT_POINTS))
        self.refuse.setEnabled(
            any(each.proposal is None for each in refusable)
            or (bool(refusable) and office.may(Right.CONFIRM_POINTS))
        )

    def take_chosen(self) -> None:
        """Confirm what is selected and free; points that are open are asked for first."""
        free = [each for each in self.chosen() if each.blocked is None]
        self._ask_points(free, [each for each in free if each.points_x100 is None], {})

    def _ask_points(self, free: list[Waiting], open_ones: list[Waiting], decided: dict[str, int]) -> None:
        if not open_ones:
            office = self._context.office
            told = self.tr("已处理 {count} 笔积分。").format(count=len(free))
            self._context.write(lambda: waiting.take(office, free, decided), told)
            return
        first, *rest = open_ones
        question = self.tr("{name}，{item}（{proof}）：{least} 到 {most} 分，记多少？").format(
            name=first.name,
            item=word(first.item),
            proof=first.proof,
            least=show_points(first.least_x100),
            most=show_points(first.most_x100),
        )
        dialog = TextDialog(self.tr("定分值"), question, self.tr("确定"), self)

        def go_on(text: str) -> None:
            points = read_points(text)
            if points is None:
                self._context.shell.notify(self.tr("“{text}”不是分值，没有确认。").format(text=text))
                return
            self._ask_points(free, rest, decided | {first.id: points})

        dialog.submitted.connect(go_on)
        dialog.open()

    def ask_refusal(self) -> None:
        """Ask why what is selected does not count."""
        office = self._context.office
        may = office.may(Right.CONFIRM_POINTS)
        free = [
            each
            for each in self.chosen()
            if each.blocked is None and not each.take_back and (may or each.proposal is None)
        ]
        if not free:
            return
        question = self.tr("为什么不予确认？选中的 {count} 笔不计分，理由本人可以看到。").format(
            count=len(free)
        )
        dialog = TextDialog(self.tr("不予确认"), question, self.tr("不予确认"), self, danger=True)
        told = self.tr("{count} 笔不予确认。").format(count=len(free))
        dialog.submitted.connect(
            lambda reason: self._context.write(lambda: waiting.turn_down(office, free, reason), told)
        )
        dialog.open()

    def _open_origin(self) -> None:
        current = self._found.get(self.table.current_id())
        line = current.line if current is not None else None
        if line is not None and line.origin is not None:
            self._context.open_origin(line.origin.table, line.origin.id)
