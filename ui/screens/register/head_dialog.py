"""Asks who becomes the head of a household, and from which day (户主变更)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.services.household_operations import HeadChange, Plan
from desktop.services.register_card import HouseholdCard
from ui.screens.register.operation_dialog import OperationDialog, head_name
from ui.widgets.code_combo import CodeCombo


class HeadDialog(OperationDialog):
    """The new head among the other members."""

    def __init__(self, card: HouseholdCard, person_id: str, today: date, parent: QWidget) -> None:
        """Make the dialog; ``person_id`` is chosen already, "" for nobody."""
        super().__init__(
            card,
            self.tr("户主变更：{name}户").format(name=card.head_name),
            self.tr("原户主留作成员。各人与户主的关系按登记的亲属关系重新推算，可以改。"),
            self.tr("变更户主"),
            today,
            parent,
        )
        others = [member for member in card.members if not member.is_head]
        self.head = CodeCombo(self.member_options(others))
        self.head.set_code(person_id)
        self.form.add_field("head", self.tr("新户主"), self.head, required=True)
        self.add_day_and_reason()
        self.head.code_changed.connect(self._on_head)
        self.head.setFocus()
        self.ask_later()

    def _on_head(self) -> None:
        self.plan_view.forget_chosen()
        self.ask_later()

    def is_ready(self) -> bool:
        return bool(self.head.code())

    def operation(self, on: date) -> HeadChange:
        return HeadChange(
            self.card.id, self.head.code(), on, self.reason.text().strip(), self.plan_view.chosen()
        )

    def titles(self, plan: Plan) -> Sequence[str]:
        name = head_name(plan, 0, self.tr("（无户主）"))
        number = plan.households[0].number
        return (self.tr("{name}户　{number}").format(name=name, number=number),)
