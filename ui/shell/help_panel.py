"""F1: the page that explains the screen in view."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

import resources
from ui.widgets.dress import label, tool_button

GENERAL_PAGE = "keys"


class HelpPanel(QFrame):
    """A page of ``resources/help`` at the right side of the window; Esc closes it."""

    closed = Signal()

    def __init__(self, language: str = "zh_CN", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpPanel")
        self._language = language
        self.page = ""
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setAccessibleName(self.tr("帮助"))
        close = tool_button("close", self.tr("关闭帮助"))
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 0)
        head.addWidget(label(self.tr("帮助"), "heading"))
        head.addStretch()
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.browser, 1)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 22)
        self.browser.document().setDocumentMargin(12)
        close.clicked.connect(self.closed)
        self.browser.anchorClicked.connect(self._on_anchor_clicked)

    def show_page(self, key: str) -> None:
        """Show the page of a screen; a screen without one gets the page of keys."""
        try:
            file = resources.path("help", self._language, f"{key}.md")
        except FileNotFoundError:
            file = resources.path("help", self._language, f"{GENERAL_PAGE}.md")
        self.page = file.stem
        self.browser.setMarkdown(file.read_text(encoding="utf-8"))

    def _on_anchor_clicked(self, link: QUrl) -> None:
        """Links name other pages, such as ``register.md``; nothing leaves the PC."""
        if link.path().endswith(".md"):
            self.show_page(link.path().removesuffix(".md"))
