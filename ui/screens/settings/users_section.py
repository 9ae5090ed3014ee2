"""Who may sign in, as what; one's own password; a new recovery sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.accounts import AccountRow
from desktop.words import word
from ui.widgets.dress import button, label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable


class UsersSection(QWidget):
    """The list of users with what a manager may do, and what everyone may do for themselves."""

    add_wanted = Signal()
    reset_wanted = Signal(str)  # login
    identity_wanted = Signal(object)  # AccountRow
    remove_wanted = Signal(str)
    password_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, *, may_manage: bool) -> None:
        super().__init__()
        self._may_manage = may_manage
        self._rows: dict[str, AccountRow] = {}
        self._model: RowsModel[AccountRow] = RowsModel(self._columns(), lambda row: row.user.login, self)
        self.table = VirtualTable("settings.users")
        self.table.setAccessibleName(self.tr("用户列表"))
        self.table.show_model(self._model)
        self.add = button(self.tr("添加用户…"), "primary", "plus")
        self.reset = button(self.tr("改岗位和密码…"))
        self.identity = button(self.tr("姓名和对应的人…"))
        self.remove = button(self.tr("停用…"), "danger")
        own = button(self.tr("改我的密码…"))
        sheet = button(self.tr("重做恢复单…"), icon_name="print")
        self.add.clicked.connect(self.add_wanted)
        own.clicked.connect(self.password_wanted)
        sheet.clicked.connect(self.sheet_wanted)
        self.reset.clicked.connect(lambda: self.reset_wanted.emit(self.table.current_id()))
        self.identity.clicked.connect(lambda: self.identity_wanted.emit(self._rows[self.table.current_id()]))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.table.current_id()))
        self.table.current_changed.connect(self._on_current)
        for pressed in (self.add, sheet):
            pressed.setEnabled(may_manage)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for pressed in (self.add, self.reset, self.identity, self.remove):
            actions.addWidget(pressed)
        actions.addStretch()
        for pressed in (own, sheet):
            actions.addWidget(pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(
            label(self.tr("每个人用自己的用户登录，谁看了什么、改了什么才说得清。"), "muted", wrap=True)
        )
        layout.addWidget(self.table, 1)
        layout.addLayout(actions)
        self._on_current("")

    def _columns(self) -> tuple[RowColumn[AccountRow], ...]:
        return (
            RowColumn(TableColumn("name", self.tr("姓名"), 8), lambda row: row.user.display_name),
            RowColumn(TableColumn("login", self.tr("用户名"), 8), lambda row: row.user.login),
            RowColumn(TableColumn("role", self.tr("岗位"), 6), lambda row: word(row.user.role.label)),
            RowColumn(TableColumn("person", self.tr("档案里的人"), 6), lambda row: row.person),
            RowColumn(TableColumn("state", self.tr("状态"), 8), self._state),
        )

    def _state(self, row: AccountRow) -> Cell:
        if row.is_at_work:
            return Cell(self.tr("正在使用"), "ok")
        return Cell(self.tr("可以登录") if row.can_sign_in else self.tr("已停用"))

    def show_users(self, rows: Sequence[AccountRow]) -> None:
        """Show everyone, those who can sign in first."""
        self._rows = {row.user.login: row for row in rows}
        self._model.set_rows(rows)
        self._on_current(self.table.current_id())

    def _on_current(self, login: str) -> None:
        row = self._rows.get(login)
        other = row is not None and row.can_sign_in and not row.is_at_work and self._may_manage
        self.reset.setEnabled(other)
        self.remove.setEnabled(other)
        self.identity.setEnabled(row is not None and row.can_sign_in and self._may_manage)
