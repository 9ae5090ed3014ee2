"""One certificate beside the list: what was issued, to whom, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.certificates import CertificateSummary
from desktop.words import word
from ui.widgets.dress import button, label, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.moment import show_moment
from ui.widgets.plain_scroll import PlainScroll


class CertificatePanel(PlainScroll):
    """Shows one certificate without what is covered; the sheet itself is opened and logged."""

    sheet_wanted = Signal()
    void_wanted = Signal()
    person_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No certificate is chosen."""
        empty = EmptyState("certificate")
        empty.show_text(self.tr("没有选中证明"), self.tr("在左边选一份，这里显示开给谁、作什么用。"))
        self.setWidget(empty)

    def show_certificate(self, chosen: CertificateSummary) -> None:
        """Show a certificate and the buttons that are possible now."""
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(word(chosen.kind_label), "heading", wrap=True))
        if chosen.is_void:
            told = self.tr("{when} {who} 作废：{reason}").format(
                when=show_moment(chosen.voided_at), who=chosen.voided_by, reason=chosen.void_reason
            )
            void = label(told, wrap=True)
            set_tone(void, "overdue")
            layout.addWidget(void)
        if chosen.is_shared:
            shared = label(
                self.tr("另一台电脑开的一张也是这个编号，校验码不同。请作废后开的一张，重新开具。"), wrap=True
            )
            set_tone(shared, "soon")
            layout.addWidget(shared)
        facts = (
            (self.tr("编号"), chosen.number),
            (self.tr("接收单位"), chosen.recipient),
            (self.tr("用途"), chosen.purpose),
            (self.tr("开具日期"), chosen.issued_on),
            (self.tr("份数"), self.tr("{count} 份").format(count=chosen.copies)),
            (self.tr("开具人"), chosen.issued_by),
            (self.tr("校验码"), chosen.check_code),
        )
        person = button(chosen.person, "link")
        person.clicked.connect(lambda: self.person_wanted.emit(chosen.person_id))
        layout.addWidget(person, 0, Qt.AlignmentFlag.AlignLeft)
        for name, value in facts:
            layout.addWidget(
                label(self.tr("{name}：{value}").format(name=name, value=value), "muted", wrap=True)
            )
        buttons = QWidget()
        flow = FlowLayout(buttons)
        words = self.tr("看存档…") if chosen.is_void else self.tr("看存档、再打印…")
        sheet = button(words, icon_name="eye")
        sheet.clicked.connect(self.sheet_wanted)
        flow.addWidget(sheet)
        if not chosen.is_void:
            void_it = button(self.tr("作废…"), "danger")
            void_it.clicked.connect(self.void_wanted)
            flow.addWidget(void_it)
        layout.addWidget(buttons)
        layout.addWidget(
            label(self.tr("存档有完整的身份证号，每次查看和打印都会记入日志。"), "small", wrap=True)
        )
        layout.addStretch()
        self.setWidget(host)
