"""Members who live elsewhere: who is to be called, since when nobody was reached (流动党员)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.party_float import FLOATING_OUT, ContactState
from desktop.services.party import floating
from desktop.services.party.floating import FloatLine
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.property.record_forms import RecordForms
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_TONES = {
    ContactState.OK: "ok",
    ContactState.SOON: "soon",
    ContactState.OVERDUE: "overdue",
    ContactState.LOST: "error",
}


class FloatingPage(QWidget):
    """A list with the most urgent contact first."""

    member_wanted = Signal(str)

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self._office, self._runner, self._shell = office, runner, shell
        self.may_edit = office.may(Right.EDIT_PARTY)
        self.forms = RecordForms(self, office, runner, shell, self._on_stored)
        self._lines: tuple[FloatLine, ...] = ()
        self.new = button(self.tr("登记流动党员"), "primary", "plus")
        self.call = button(self.tr("登记联系…"), icon_name="phone")
        self.edit = button(self.tr("修改…"), icon_name="edit")
        self.card = button(self.tr("党员卡片"))
        for tool in (self.new, self.call, self.edit):
            tool.setEnabled(self.may_edit)
        self._model: RowsModel[FloatLine] = RowsModel(self._columns(), lambda each: each.id, self)
        self.table = VirtualTable("party_floating")
        self.table.setAccessibleName(self.tr("流动党员"))
        self.table.show_model(self._model)
        self.empty = EmptyState("map")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("流动党员"), "title"))
        head.addStretch()
        for tool in (self.card, self.edit, self.call, self.new):
            head.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)
        self.new.clicked.connect(self.add)
        self.call.clicked.connect(self.ask_contact)
        self.edit.clicked.connect(lambda: self.change(self.table.current_id()))
        self.card.clicked.connect(self._open_card)
        self.table.row_activated.connect(self.change)

    def _columns(self) -> tuple[RowColumn[FloatLine], ...]:
        return (
            RowColumn(TableColumn("name", self.tr("姓名"), 5.5, sort_key="name"), lambda each: each.name),
            RowColumn(
                TableColumn("kind", self.tr("类型"), 4, sort_key="kind"),
                lambda each: word(code_table("party_float_kind").label(each.kind)),
            ),
            RowColumn(
                TableColumn("contact", self.tr("联系"), 13, sort_key="contact"), self._contact, self._due
            ),
            RowColumn(
                TableColumn("left", self.tr("外出日期"), 6, sort_key="left"), lambda each: each.left_on
            ),
            RowColumn(TableColumn("place", self.tr("地点"), 10), lambda each: each.place),
            RowColumn(TableColumn("employer", self.tr("工作单位"), 9), lambda each: each.employer),
            RowColumn(TableColumn("person", self.tr("联系人"), 5.5, sort_key="person"), self._person),
            RowColumn(
                TableColumn("host", self.tr("流入地党组织"), 10, shown=False), lambda each: each.host_branch
            ),
        )

    def _contact(self, each: FloatLine) -> str | Cell:
        if each.contact is None:
            return ""
        words = {
            ContactState.OK: self.tr("{day} 前再联系"),
            ContactState.SOON: self.tr("{day} 前要联系"),
            ContactState.OVERDUE: self.tr("应在 {day} 前联系"),
            ContactState.LOST: self.tr("{last} 起没有联系上"),
        }[each.contact.state]
        text = words.format(day=each.contact.due.isoformat(), last=each.contact.last.isoformat())
        return Cell(text, _TONES[each.contact.state])

    @staticmethod
    def _due(each: FloatLine) -> str:
        return each.contact.due.isoformat() if each.contact is not None else ""

    def _person(self, each: FloatLine) -> str | Cell:
        if each.contact_person or each.contact is None:
            return each.contact_person
        return Cell(self.tr("没有指定"), "soon")

    def load(self) -> None:
        """Read who is away anew."""
        self._runner.read(
            lambda _job: floating.list_floats(self._office),
            self.show_floats,
            self._shell.show_error,
            owner=self,
        )

    def show_floats(self, lines: Sequence[FloatLine]) -> None:
        """Show who is away."""
        self._lines = tuple(lines)
        current = self.table.current_id()
        self._model.set_rows(lines)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        for tool in (self.call, self.edit):
            tool.setEnabled(self.may_edit and bool(lines))
        self.card.setEnabled(bool(lines))
        if not lines:
            self.empty.show_text(
                self.tr("没有流动党员"),
                self.tr("外出六个月以上、没有转组织关系的党员在这里登记，到期提醒联系。"),
            )
        elif not (current and self.table.select_id(current)):
            self.table.select_id(lines[0].id)

    def add(self) -> None:
        """Ask who is away."""
        if self.may_edit:
            self.forms.open_new(floating.FLOAT, {"kind": FLOATING_OUT})

    def change(self, record_id: str) -> None:
        """Change one record."""
        if self.may_edit and record_id:
            self.forms.open_existing(floating.FLOAT, record_id)

    def _chosen(self) -> list[FloatLine]:
        ids = self.table.selected_ids() or (self.table.current_id(),)
        return [each for each in self._lines if each.id in ids]

    def _open_card(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.member_wanted.emit(chosen[0].member_id)

    def ask_contact(self) -> None:
        """Write down that those chosen were called today."""
        chosen = self._chosen()
        if not chosen or not self.may_edit:
            return
        dialog = ContactDialog([each.name for each in chosen], self.window())

        def save(way: str, text: str, reached: bool) -> None:
            def done(count: int) -> None:
                told = self.tr("登记了 {count} 人的联系").format(count=count)
                self._shell.notify(told, self.tr("撤销"), self.forms.undo)
                self._on_stored(floating.CONTACT, "")

            ids = [each.member_id for each in chosen]
            self._runner.write(
                lambda _job: floating.add_contacts(self._office, ids, way, text, reached=reached),
                done,
                self._shell.show_error,
            )

        dialog.agreed.connect(save)
        dialog.open()

    def _on_stored(self, _ledger: str, _record_id: str) -> None:
        self._shell.records_changed()


class ContactDialog(GrowingDialog):
    """How somebody was called, whether they were reached, what they said."""

    agreed = Signal(str, str, bool)  # code of the way, what was said, reached

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("登记联系"))
        ways = code_options("party_contact_way")
        self.way = CodeCombo(ways)
        self.way.set_code(ways[0].code)
        self.text = QLineEdit()
        self.reached = QCheckBox(self.tr("联系上了"))
        self.reached.setChecked(True)
        form = Form(1)
        form.add_field("way", self.tr("联系方式"), self.way)
        form.add_field("text", self.tr("情况"), self.text, hint=self.tr("如 在杭州务工，身体好"))
        form.finished.connect(self._agree)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("登记"), "primary")
        self.save.clicked.connect(self._agree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(
            label(self.tr("今天联系：{names}").format(names="、".join(names)), "strong", wrap=True)
        )
        layout.addWidget(form)
        layout.addWidget(self.reached)
        layout.addLayout(foot(cancel, self.save))
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self.way.code(), self.text.text(), self.reached.isChecked())
