"""One contradiction beside the list: what is wrong, what to do, and where to go for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.data_check import Finding
from ui.screens.data_check.table_model import weight_tone, weight_words
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_scroll import PlainScroll


class FindingPanel(PlainScroll):
    """Shows one contradiction; emits what the user wants to do about it."""

    person_wanted = Signal(str)  # id
    household_wanted = Signal(str)  # id
    accepted = Signal(bool)  # whether it is right as it is

    def __init__(self) -> None:
        super().__init__()
        self.show_nothing()

    def show_nothing(self) -> None:
        """None is chosen."""
        empty = EmptyState("check")
        empty.show_text(self.tr("没有选中问题"), self.tr("在左边选一处，这里说明哪里矛盾、怎么办。"))
        self.setWidget(empty)

    def show_finding(self, finding: Finding, *, may_edit: bool) -> None:
        """Show a contradiction.

        Args:
            finding: The contradiction.
            may_edit: Whether the user may note that it is right.
        """
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(finding.text, "heading", wrap=True))
        weight = label(weight_words(finding))
        set_tone(weight, weight_tone(finding))
        layout.addWidget(weight)
        layout.addWidget(label(finding.advice, wrap=True))
        layout.addWidget(line())
        layout.addWidget(label(self.tr("去看"), "strong"))
        layout.addWidget(self._ways(finding))
        if may_edit:
            layout.addWidget(line())
            layout.addWidget(self._verdict(finding))
        layout.addStretch()
        self.setWidget(host)

    def _ways(self, finding: Finding) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        for person, name in finding.people:
            to_person = button(name or self.tr("（没有姓名）"), icon_name="user")
            to_person.clicked.connect(lambda _=False, wanted=person: self.person_wanted.emit(wanted))
            flow.addWidget(to_person)
        if finding.household_id:
            to_home = button(finding.household, icon_name="home")
            to_home.clicked.connect(lambda: self.household_wanted.emit(finding.household_id))
            flow.addWidget(to_home)
        return host

    def _verdict(self, finding: Finding) -> QWidget:
        host = QWidget()
        inside = QVBoxLayout(host)
        inside.setContentsMargins(0, 0, 0, 0)
        if finding.is_accepted:
            said = self.tr("已有人核对过，情况属实。相关的人或日期再有变动，会重新提示。")
            pressed = button(self.tr("重新核对"), "link")
        else:
            said = self.tr(
                "核对过、确实就是这样的，记为无误，以后不再提示；相关的人或日期再有变动，会重新提示。"
            )
            pressed = button(self.tr("核对无误"), icon_name="check")
        inside.addWidget(label(said, "muted", wrap=True))
        row = FlowLayout()
        row.addWidget(pressed)
        inside.addLayout(row)
        pressed.clicked.connect(lambda: self.accepted.emit(not finding.is_accepted))
        return host
