"""Asks who leaves a household and opens one of their own (分户)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.services.household_operations import Plan, Split
from desktop.services.register_card import HouseholdCard, Member
from ui.screens.register.operation_dialog import OperationDialog, head_name
from ui.widgets.code_combo import CodeCombo

_ROWS = 5
_ID = Qt.ItemDataRole.UserRole


class SplitDialog(OperationDialog):
    """Members with a tick before those who leave; heads for the new household and, if needed, the old."""

    def __init__(self, card: HouseholdCard, today: date, parent: QWidget) -> None:
        super().__init__(
            card,
            self.tr("分户：{name}户").format(name=card.head_name),
            self.tr(
                "勾选的人另立一户，编下一个户编号。原户的户编号、承包地、宅基地、住房、积分和红黑榜都留在原户；"
                "宅基地另行审批。"
            ),
            self.tr("分户"),
            today,
            parent,
        )
        self.leaving = QListWidget()
        self.leaving.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for member in card.members:
            item = QListWidgetItem(self.member_words(member))
            item.setData(_ID, member.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.leaving.addItem(item)
        row = self.leaving.sizeHintForRow(0)
        self.leaving.setFixedHeight(row * min(len(card.members), _ROWS) + 2 * self.leaving.frameWidth())
        self.head, self.successor = CodeCombo(()), CodeCombo(())
        self._picked: set[CodeCombo] = set()  # heads chosen by hand
        self.address = QLineEdit(card.address)
        add = self.form.add_field
        add("leaving", self.tr("分出的成员"), self.leaving, required=True, hint=self.tr("空格键打勾"))
        add("head", self.tr("新户的户主"), self.head, required=True)
        add("successor", self.tr("原户的新户主"), self.successor, required=True)
        add("address", self.tr("新户地址"), self.address)
        self.add_day_and_reason()
        self.leaving.itemChanged.connect(self._on_ticked)
        self.head.code_changed.connect(lambda: self._on_head(self.head))
        self.successor.code_changed.connect(lambda: self._on_head(self.successor))
        self._offer_heads()
        self.leaving.setCurrentRow(0)
        self.leaving.setFocus()

    def _ticked(self) -> list[Member]:
        items = [self.leaving.item(row) for row in range(self.leaving.count())]
        ids = {item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked}
        return [member for member in self.card.members if member.id in ids]

    def _on_ticked(self) -> None:
        self.plan_view.forget_chosen()
        self._offer_heads()
        self.ask_later()

    def _on_head(self, combo: CodeCombo) -> None:
        self._picked.add(combo)
        self.plan_view.forget_chosen()
        self.ask_later()

    def _offer_heads(self) -> None:
        """The first by the booklet's order is the head, until another is chosen."""
        leaving = self._ticked()
        staying = [member for member in self.card.members if member not in leaving]
        for combo, members in ((self.head, leaving), (self.successor, staying)):
            combo.set_options(self.member_options(members))
            if combo not in self._picked or combo.code() not in {member.id for member in members}:
                combo.set_code(members[0].id if members else "")
        self.form["successor"].set_shown(any(member.is_head for member in leaving) and bool(staying))

    def is_ready(self) -> bool:
        return bool(self._ticked())

    def operation(self, on: date) -> Split:
        leaving = self._ticked()
        return Split(
            self.card.id,
            tuple(member.id for member in leaving),
            self.head.code(),
            on,
            successor=self.successor.code() if any(member.is_head for member in leaving) else "",
            address=self.address.text().strip(),
            reason=self.reason.text().strip(),
            relations=self.plan_view.chosen(),
        )

    def titles(self, plan: Plan) -> Sequence[str]:
        nobody = self.tr("（无户主）")
        new = self.tr("新户：{name}户").format(name=head_name(plan, 0, nobody))
        old = self.tr("原户：{name}户　{number}")
        return new, old.format(name=head_name(plan, 1, nobody), number=plan.households[1].number)
