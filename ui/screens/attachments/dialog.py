"""The attachments of a record that has no page of its own, such as a meeting."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.growing import GrowingDialog
from ui.screens.attachments.area import AttachmentArea
from ui.widgets.dress import button, foot
from ui.widgets.plain_scroll import PlainScroll

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class AttachmentsDialog(GrowingDialog):
    """An area of attachments in a window of its own."""

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        target: tuple[str, str],
        title: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("附件：{title}").format(title=title))
        self.area = AttachmentArea(office, runner, shell, *target)
        host = QWidget()
        host.setProperty("role", "scrolled")
        inside = QVBoxLayout(host)
        inside.addWidget(self.area)
        inside.addStretch()
        scroll = PlainScroll()
        scroll.setWidget(host)
        close = button(self.tr("关闭"), "primary")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot(close))
        height = self.fontMetrics().height()
        self.resize(height * 36, height * 22)
