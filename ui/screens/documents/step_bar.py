"""How far a notice has come: its way from draft to archive in one line."""

from PySide6.QtWidgets import QWidget

from desktop.domain.notice_state import NoticeRoute, NoticeState
from desktop.services.disclosure.steps import state_label
from desktop.words import word
from ui.widgets.dress import label, set_tone
from ui.widgets.flow_layout import FlowLayout

_SIDEWAYS = (NoticeState.CORRECTED, NoticeState.WITHDRAWN)


class StepBar(QWidget):
    """States passed are quiet, the present one stands out, those to come are faint."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, 6)
        self.setAccessibleName(self.tr("办理进度"))

    def show_state(self, route: NoticeRoute, state: str) -> None:
        """Show a state on its way; one beside the way (corrected, withdrawn) stands at its end."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        states = [each.value for each in route.states]
        if state in _SIDEWAYS:
            states.append(state)
        at = states.index(state) if state in states else 0
        for place, each in enumerate(states):
            text = word(state_label(each))
            if place == at:
                made = label(text, "strong")
                set_tone(made, "overdue" if each in _SIDEWAYS else "soon")
            else:
                made = label(text, "small")
                set_tone(made, "ok" if place < at and state not in _SIDEWAYS else "")
            self._flow.addWidget(made)
            if place + 1 < len(states):
                self._flow.addWidget(label("›", "small"))
        here = word(state_label(state))
        self.setAccessibleDescription(
            self.tr("现在：{state}，第 {place} 步，共 {count} 步").format(
                state=here, place=at + 1, count=len(states)
            )
        )
