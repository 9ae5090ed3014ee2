"""Asks which household joins this one (并户)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.services.household_operations import Merge, Plan
from desktop.services.register_card import HouseholdCard
from ui.screens.register.operation_dialog import OperationDialog, head_name, part_words
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.reference_edit import ReferenceChoice, ReferenceEdit


class MergeDialog(OperationDialog):
    """The household that is closed, found by any of its members; the head of what remains."""

    households_wanted = Signal(str)  # the text that was typed

    def __init__(self, card: HouseholdCard, today: date, parent: QWidget) -> None:
        super().__init__(
            card,
            self.tr("并户：并入{name}户").format(name=card.head_name),
            self.tr(
                "选中的那一户全部并入本户，那一户销户，户编号不再使用；承包地、宅基地和红黑榜仍记在那一户。"
            ),
            self.tr("并户"),
            today,
            parent,
        )
        self.source = ReferenceEdit(self.tr("户主或成员的姓名、拼音、户编号"))
        self.head = CodeCombo(self.member_options(card.members))
        self._present = next((member.id for member in card.members if member.is_head), "")
        self.head.set_code(self._present)
        self.takes_dwellings = QCheckBox(self.tr("住房一起转到本户"))
        add = self.form.add_field
        add("household", self.tr("并入的户"), self.source, required=True, takes_enter=True)
        add("head", self.tr("并户后的户主"), self.head, required=True)
        self.add_day_and_reason()
        add("takes_dwellings", self.tr("住房"), self.takes_dwellings)
        self.source.hits_wanted.connect(self.households_wanted)
        self.source.choice_changed.connect(self._on_source)
        self.source.settled.connect(lambda: self.form.go_on("household"))
        self.head.code_changed.connect(self._on_head)
        self.takes_dwellings.toggled.connect(self.ask_later)
        self.source.setFocus()

    def show_households(self, asked: str, households: Sequence[ReferenceChoice]) -> None:
        """Offer the households that were found for a text."""
        self.source.show_hits(asked, [one for one in households if one.id != self.card.id])

    def _on_source(self) -> None:
        self.plan_view.forget_chosen()
        self.head.set_code(self._present)
        chosen = self.source.choice()
        self.form["household"].show_hint(chosen.detail)
        self.ask_later()

    def _on_head(self) -> None:
        self.plan_view.forget_chosen()
        self.ask_later()

    def is_ready(self) -> bool:
        chosen = self.source.choice()
        return bool(chosen.id) and chosen.id != chosen.name

    def operation(self, on: date) -> Merge:
        head = self.head.code()
        return Merge(
            self.card.id,
            self.source.choice().id,
            on,
            head="" if head == self._present else head,
            reason=self.reason.text().strip(),
            takes_dwellings=self.takes_dwellings.isChecked(),
            relations=self.plan_view.chosen(),
        )

    def titles(self, plan: Plan) -> Sequence[str]:
        self._offer_heads(plan)
        words = {
            "dwelling": self.tr("住房 {n} 处"),
            "homestead": self.tr("宅基地 {n} 处"),
            "land_contract": self.tr("承包合同 {n} 份"),
        }
        parts = dict(plan.parts)
        if self.takes_dwellings.isChecked():
            parts.pop("dwelling", None)
        name = head_name(plan, 0, self.tr("（无户主）"))
        title = self.tr("{name}户　{number}").format(name=name, number=plan.households[0].number)
        closed = self.tr("{name}户销户").format(name=self.source.text())
        stays = self.tr("{parts}留在那一户").format(parts=part_words(parts, words)) if parts else ""
        return ("　·　".join(part for part in (title, closed, stays) if part),)

    def _offer_heads(self, plan: Plan) -> None:
        """Those who join may become the head as well."""
        own = {member.id for member in self.card.members}
        joining = [
            CodeOption(m.person_id, m.name) for m in plan.households[0].members if m.person_id not in own
        ]
        self.head.set_options((*self.member_options(self.card.members), *joining))
