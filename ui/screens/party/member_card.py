"""One member's card: what they are, posts, dues, times away, awards, and what can be entered for them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.money import show_money
from desktop.domain.property_ledger import REFERENCES, ledger_fields
from desktop.services.party.card import CardRow, MemberCard
from desktop.words import word
from ui.screens.party.members_model import mark_names, marks_of
from ui.screens.property.table_model import shown_text
from ui.widgets.dress import button, label, line, set_tone, tool_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout

_MOST_ROWS = 6
_WARNED = frozenset(("lost", "arrears", "differs"))


class MemberPanel(QScrollArea):
    """Shows one card; emits what the user wants to do with it."""

    edit_wanted = Signal()
    removal_wanted = Signal()
    person_wanted = Signal(str)  # id in the register
    part_wanted = Signal(str, str)  # ledger, id of the record to change
    part_removed = Signal(str, str)  # ledger, id
    new_part_wanted = Signal(str)  # ledger

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self._may_edit = may_edit
        self.card: MemberCard | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody is chosen."""
        self.card = None
        empty = EmptyState("user")
        empty.show_text(self.tr("没有选中"), self.tr("在左边选一名党员，这里显示他的卡片。"))
        self.setWidget(empty)

    def show_card(self, card: MemberCard) -> None:
        """Show a member with everything on record."""
        self.card = card
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(card.line.name, "heading"))
        layout.addWidget(label(self._headline(card), wrap=True))
        self._add_marks(layout, card)
        layout.addWidget(self._buttons(card))
        layout.addLayout(self._facts(card))
        self._add_dues(layout, card)
        for title, ledger, rows in (
            (self.tr("职务"), "party_post", card.posts),
            (self.tr("流动"), "party_float", card.floats),
            (self.tr("联系记录"), "party_contact", card.contacts),
            (self.tr("表彰"), "party_honour", card.honours),
            (self.tr("处分"), "party_discipline", card.disciplines),
            (self.tr("组织关系转接"), "party_transfer", card.transfers),
        ):
            self._add_part(layout, title, ledger, rows)
        self._add_part(layout, self.tr("民主评议"), "", card.appraisals)
        layout.addStretch()
        self.setWidget(host)

    def _headline(self, card: MemberCard) -> str:
        found = card.line
        years = self.tr("党龄 {years} 年").format(years=found.years) if found.years is not None else ""
        age = self.tr("{age} 岁").format(age=found.age) if found.age else ""
        posts = "、".join(word(post) for post in found.posts)
        parts = (word(found.status), posts, word(found.sex), age, years)
        return "　".join(part for part in parts if part)

    def _add_marks(self, layout: QVBoxLayout, card: MemberCard) -> None:
        names = mark_names()
        marks = marks_of(card.line)
        plain = "、".join(names[mark] for mark in marks if mark not in _WARNED)
        if plain:
            layout.addWidget(label(plain, "muted", wrap=True))
        for mark in marks:
            if mark in _WARNED:
                words = names[mark]
                if mark == "arrears":
                    words = self.tr("欠交党费 {count} 个月").format(count=card.line.arrears)
                warned = label(words, wrap=True)
                is_urgent = mark == "arrears" and card.line.arrears_state in ("urge", "limit")
                set_tone(warned, "overdue" if is_urgent or mark == "lost" else "soon")
                layout.addWidget(warned)

    def _buttons(self, card: MemberCard) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        person = button(self.tr("民情档案"), icon_name="register")
        person.clicked.connect(lambda: self.person_wanted.emit(card.line.person_id))
        if self._may_edit:
            edit = button(self.tr("修改…"), icon_name="edit")
            edit.clicked.connect(self.edit_wanted)
            flow.addWidget(edit)
        flow.addWidget(person)
        if self._may_edit:
            remove = button(self.tr("删除…"), "danger", "trash")
            remove.clicked.connect(self.removal_wanted)
            flow.addWidget(remove)
        return host

    def _facts(self, card: MemberCard) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        shown = [("党支部", card.line.branch), ("党小组", card.line.group)]
        skipped = {"status", "is_in_hardship", "fee_basis", "fee_income_cents", "fee_cents"}
        shown += [
            (field.label, shown_text(field, card.record))
            for field in ledger_fields("party_member")
            if field.form not in REFERENCES and field.name not in skipped
        ]
        for name, text in shown:
            if text:
                row = grid.rowCount()
                named = label(word(name), "muted")
                named.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(named, row, 0)
                grid.addWidget(label(text, wrap=True), row, 1)
        return grid

    def _add_dues(self, layout: QVBoxLayout, card: MemberCard) -> None:
        basis = card.record.cells["fee_basis"]
        if card.fee_cents is not None:
            monthly = self.tr("每月 {amount} 元").format(amount=show_money(card.fee_cents))
        elif card.dues is not None:
            least, most = show_money(card.dues.least_cents), show_money(card.dues.most_cents)
            monthly = (
                self.tr("每月 {amount} 元").format(amount=least)
                if least == most
                else self.tr("每月 {least} 至 {most} 元").format(least=least, most=most)
            )
        else:
            monthly = self.tr("还没有定每月交多少")
        self._add_part(layout, self.tr("党费"), "party_fee", card.fees, f"{word(basis)}　{monthly}".strip())

    def _add_part(
        self, layout: QVBoxLayout, title: str, ledger: str, rows: Sequence[CardRow], note: str = ""
    ) -> None:
        if not rows and not note and not (self._may_edit and ledger):
            return
        layout.addWidget(line())
        head = QHBoxLayout()
        head.addWidget(label(title, "strong"))
        head.addStretch()
        if self._may_edit and ledger:
            add = tool_button("plus", self.tr("登记{title}").format(title=title))
            add.clicked.connect(lambda _=False, wanted=ledger: self.new_part_wanted.emit(wanted))
            head.addWidget(add)
        layout.addLayout(head)
        if note:
            layout.addWidget(label(note, "muted", wrap=True))
        for row in rows[:_MOST_ROWS]:
            layout.addWidget(self._row(row))
        if len(rows) > _MOST_ROWS:
            more = self.tr("还有 {count} 条更早的").format(count=len(rows) - _MOST_ROWS)
            layout.addWidget(label(more, "small"))

    def _row(self, row: CardRow) -> QWidget:
        text = "　".join(part for part in (row.day, word(row.words), word(row.note)) if part)
        if not self._may_edit or row.ledger == "party_appraisal":
            return label(text, wrap=True)
        host = QWidget()
        inside = QHBoxLayout(host)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label(text, wrap=True), 1)
        edit = tool_button("edit", self.tr("修改"))
        edit.clicked.connect(lambda: self.part_wanted.emit(row.ledger, row.id))
        remove = tool_button("trash", self.tr("删除"))
        remove.clicked.connect(lambda: self.part_removed.emit(row.ledger, row.id))
        inside.addWidget(edit)
        inside.addWidget(remove)
        return host
