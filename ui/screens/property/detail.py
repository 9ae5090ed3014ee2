"""One record of a ledger beside the list: its state and facts, what belongs to it, what it hangs with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.property_ledger import CONTRACT, DEBT_MOVE, LEDGERS, PROJECT, REFERENCES, ledger_fields
from desktop.services.property.records import LedgerRecord
from desktop.services.property.relations import Relation
from desktop.words import word
from ui.screens.property.table_model import shown_text
from ui.widgets.dress import button, label, line, set_tone, tool_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_scroll import PlainScroll

_WITH_ATTACHMENTS = frozenset((CONTRACT, PROJECT))
_OPENED = frozenset(
    ("person", "contract", "asset", "land_resource", "project", "debt", "matter", "party_member", "branch")
)
_TOLD = frozenset((*LEDGERS, "party_discipline", "party_honour"))
"""Ledgers whose records a sheet tells of."""


@dataclass(frozen=True, slots=True)
class RecordParts:
    """A record with what is shown below it."""

    record: LedgerRecord
    children: tuple[LedgerRecord, ...]
    relations: tuple[Relation, ...]


def _tr(text: str) -> str:
    return QCoreApplication.translate("PropertyDetail", text)


def relation_kind(table: str) -> str:
    """The kind of a related record in a word."""
    return {
        "person": _tr("本村人"),
        "contract": _tr("合同"),
        "asset": _tr("资产"),
        "land_resource": _tr("资源"),
        "project": _tr("项目"),
        "matter": _tr("四议两公开"),
        "meeting": _tr("会议"),
        "funds_entry": _tr("收支"),
        "party_member": _tr("党员"),
        "branch": _tr("党支部"),
        "party_group": _tr("党小组"),
        "notice": _tr("公开表"),
    }.get(table, _tr("记录"))


class RecordPanel(PlainScroll):
    """Shows one record; emits what the user wants to do with it."""

    edit_wanted = Signal()
    removal_wanted = Signal()
    child_wanted = Signal(str)  # id of the move or step to change; empty for a new one
    child_removed = Signal(str)
    relation_opened = Signal(str, str)  # table, id
    sheet_wanted = Signal()
    letter_wanted = Signal()
    history_wanted = Signal()
    return_wanted = Signal(bool)  # whether the bank gave a payment back

    def __init__(self, picture: str) -> None:
        super().__init__()
        self._picture = picture
        self.make_attachments: Callable[[str, str], QWidget] | None = None  # table, id
        self.show_nothing()

    def show_nothing(self) -> None:
        """No record is chosen."""
        empty = EmptyState(self._picture)
        empty.show_text(self.tr("没有选中"), self.tr("在左边选一条，这里显示详细情况。"))
        self.setWidget(empty)

    def show_record(self, parts: RecordParts, *, may_edit: bool, may_draft: bool) -> None:
        """Show a record with everything that belongs to it."""
        record = parts.record
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(record.title, "heading", wrap=True))
        standing = "　".join(
            [word(record.state), *(f"{word(name)} {word(value)}" for name, value in record.standing.figures)]
        ).strip()
        if standing:
            state = label(standing, wrap=True)
            set_tone(state, record.standing.tone)
            layout.addWidget(state)
        layout.addWidget(self._buttons(record, may_edit=may_edit, may_draft=may_draft))
        layout.addLayout(self._facts(record))
        if parts.relations:
            layout.addWidget(label(self.tr("相关"), "strong"))
            layout.addWidget(self._relations(parts.relations))
        if record.ledger in ("debt", "project"):
            layout.addWidget(line())
            layout.addLayout(self._children_head(record, may_edit=may_edit))
            self._add_children(layout, parts.children, may_edit=may_edit)
        if self.make_attachments is not None and record.ledger in _WITH_ATTACHMENTS:
            layout.addWidget(line())
            layout.addWidget(self.make_attachments(record.ledger, record.id))
        layout.addStretch()
        self.setWidget(host)

    def _buttons(self, record: LedgerRecord, *, may_edit: bool, may_draft: bool) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        if may_edit:
            edit = button(self.tr("修改…"), icon_name="edit")
            edit.clicked.connect(self.edit_wanted)
            flow.addWidget(edit)
        if may_draft and record.ledger in _TOLD:
            sheet = button(self.tr("起草公开表"), icon_name="documents")
            sheet.clicked.connect(self.sheet_wanted)
            flow.addWidget(sheet)
        if record.ledger == "party_transfer" and record.values["direction"] == "out":
            letter = button(self.tr("打印介绍信"), icon_name="print")
            letter.clicked.connect(self.letter_wanted)
            flow.addWidget(letter)
        changes = button(self.tr("修改记录"), icon_name="history")
        changes.clicked.connect(self.history_wanted)
        flow.addWidget(changes)
        if not may_edit:
            return host
        if record.standing.state in ("paid", "returned"):
            is_back = record.standing.state == "returned"
            words = self.tr("改为已发放") if is_back else self.tr("登记退回")
            back = button(words, icon_name="undo")
            back.clicked.connect(lambda: self.return_wanted.emit(not is_back))
            flow.addWidget(back)
        remove = button(self.tr("删除…"), "danger", "trash")
        remove.clicked.connect(self.removal_wanted)
        flow.addWidget(remove)
        return host

    def _facts(self, record: LedgerRecord) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        section = ""
        for field in ledger_fields(record.ledger):
            text = shown_text(field, record)
            if not text or text == record.title or field.form in REFERENCES:
                continue
            if field.section:
                section = field.section
            row = grid.rowCount()
            if section:
                grid.addWidget(label(word(section), "strong"), row, 0, 1, 2)
                section, row = "", row + 1
            name = label(word(field.label), "muted")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, row, 0)
            grid.addWidget(label(text, wrap=True), row, 1)
        return grid

    def _relations(self, relations: Sequence[Relation]) -> QWidget:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for relation in relations:
            text = self.tr("{kind}：{name}").format(kind=relation_kind(relation.table), name=relation.name)
            if relation.table not in _OPENED:
                layout.addWidget(label(text, "muted", wrap=True))
                continue
            pressed = button(text, "link")
            pressed.clicked.connect(
                lambda _=False, table=relation.table, i=relation.id: self.relation_opened.emit(table, i)
            )
            layout.addWidget(pressed, 0, Qt.AlignmentFlag.AlignLeft)
        return host

    def _children_head(self, record: LedgerRecord, *, may_edit: bool) -> QHBoxLayout:
        head = QHBoxLayout()
        is_debt = record.ledger == "debt"
        head.addWidget(label(self.tr("往来变动") if is_debt else self.tr("付款、变更和进度"), "strong"))
        head.addStretch()
        if may_edit:
            add = button(self.tr("登记变动") if is_debt else self.tr("登记进展"), "quiet", "plus")
            add.clicked.connect(lambda: self.child_wanted.emit(""))
            head.addWidget(add)
        return head

    def _add_children(self, layout: QVBoxLayout, children: Sequence[LedgerRecord], *, may_edit: bool) -> None:
        if not children:
            layout.addWidget(label(self.tr("还没有登记。"), "muted"))
        for child in reversed(children):
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(label(_child_text(child), wrap=True), 1)
            if may_edit:
                edit = tool_button("edit", self.tr("修改"))
                edit.clicked.connect(lambda _=False, i=child.id: self.child_wanted.emit(i))
                remove = tool_button("trash", self.tr("删除"))
                remove.clicked.connect(lambda _=False, i=child.id: self.child_removed.emit(i))
                row.addWidget(edit)
                row.addWidget(remove)
            layout.addLayout(row)


def _child_text(child: LedgerRecord) -> str:
    """A move or step in one line."""
    cells = child.cells
    if child.ledger == DEBT_MOVE:
        parts = [cells["moved_on"], cells["change_cents"], cells["voucher_no"], cells["note"]]
    else:
        percent = f"{cells['percent']}%" if cells["percent"] else ""
        parts = [cells["done_on"], word(cells["kind"]), cells["amount_cents"], percent, cells["text"]]
    return "　".join(part for part in parts if part)
