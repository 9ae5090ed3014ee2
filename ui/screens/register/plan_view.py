"""What an operation on households will do, before it is stored: everybody's relation, now and then."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.code_table import code_table
from desktop.domain.relation import HEAD
from desktop.services.household_operations import Plan, PlannedHousehold, PlannedMember
from desktop.words import language, word
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import label, set_tone

_CHOICE_CHARS = 14


class PlanView(QWidget):
    """One block per household; the relations that are told anew can be chosen otherwise."""

    relations_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._combos: dict[str, CodeCombo] = {}
        self._chosen: dict[str, str] = {}
        self._shown: tuple[object, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 10, 0)
        self._layout.setSpacing(6)
        self._blocks = QWidget()
        self._layout.addWidget(self._blocks)
        self._layout.addStretch()

    def chosen(self) -> dict[str, str]:
        """Relations chosen by hand, by person."""
        return dict(self._chosen)

    def forget_chosen(self) -> None:
        """Another head: what was chosen told the relation to the one before."""
        self._chosen.clear()

    def combo(self, person_id: str) -> CodeCombo:
        """The choice of a person's relation."""
        return self._combos[person_id]

    def show_plan(self, plan: Plan, titles: Sequence[str]) -> None:
        """Show a plan under one title per household; what has the keyboard keeps it."""
        shape = (
            tuple(titles),
            tuple(
                (home.id, tuple((m.person_id, _is_choice(m)) for m in home.members))
                for home in plan.households
            ),
        )
        if shape != self._shown:
            self._shown = shape
            self._build(plan.households, titles)
        for home in plan.households:
            for member in home.members:
                if member.person_id in self._combos:
                    combo = self._combos[member.person_id]
                    combo.set_code(member.after)
                    set_tone(combo, "" if member.after else "error")

    def show_nothing(self) -> None:
        """There is no plan yet."""
        self._shown = ()
        self._build((), ())

    def _build(self, households: Sequence[PlannedHousehold], titles: Sequence[str]) -> None:
        self._combos.clear()
        self._blocks.hide()
        self._blocks.deleteLater()
        self._blocks = QWidget()
        self._layout.insertWidget(0, self._blocks)
        blocks = QVBoxLayout(self._blocks)
        blocks.setContentsMargins(0, 0, 0, 0)
        for home, title in zip(households, titles, strict=True):
            blocks.addWidget(label(title, "strong", wrap=True))
            blocks.addLayout(self._members(home))
        self._blocks.show()

    def _members(self, home: PlannedHousehold) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(12, 0, 0, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(4, 1)
        for row, member in enumerate(home.members):
            grid.addWidget(label(member.name), row, 0)
            grid.addWidget(label(relation_word(member.before), "muted"), row, 1)
            grid.addWidget(label("→" if member.is_told_anew else "", "muted"), row, 2)
            if _is_choice(member):
                grid.addWidget(self._choice(member), row, 3)
            else:
                after = relation_word(member.after) if member.is_told_anew else self.tr("不变")
                grid.addWidget(label(after, "strong" if member.is_head else "muted"), row, 3)
        return grid

    def _choice(self, member: PlannedMember) -> CodeCombo:
        table = code_table("relation_to_head")
        combo = CodeCombo(
            tuple(
                CodeOption(entry.code, table.label(entry.code, language()))
                for entry in table.entries
                if entry.code != HEAD
            )
        )
        combo.setAccessibleName(self.tr("{name}与新户主的关系").format(name=member.name))
        line = combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("推算不出，请选"))
        combo.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _CHOICE_CHARS)
        combo.code_changed.connect(partial(self._choose, member.person_id))
        self._combos[member.person_id] = combo
        return combo

    def _choose(self, person_id: str, code: str) -> None:
        if code:
            self._chosen[person_id] = code
        else:
            self._chosen.pop(person_id, None)
        self.relations_chosen.emit()


def _is_choice(member: PlannedMember) -> bool:
    return member.is_told_anew and not member.is_head


def relation_word(code: str) -> str:
    """A relation to the head in the language of the window; "" for none."""
    return word(code_table("relation_to_head").label(code)) if code else ""
