"""What a notice of somebody on the way into the party says of their conduct (现实表现)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label


class ConductDialog(GrowingDialog):
    """Shows the words of the latest review, to be kept or changed; the notice needs some."""

    agreed = Signal(str)

    def __init__(self, conduct: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("起草公示"))
        self.text = QPlainTextEdit(conduct)
        self.text.setAccessibleName(self.tr("现实表现"))
        self.text.setTabChangesFocus(True)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("起草"), "primary")
        self.save.clicked.connect(self._agree)
        self.text.textChanged.connect(self._on_typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("现实表现"), "strong"))
        layout.addWidget(
            label(
                self.tr("印在公示上，取自最近一次考察，可以改。其他各项按名册和民情档案填好。"),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.text, 1)
        layout.addLayout(foot(cancel, self.save))
        height = self.fontMetrics().height()
        self.resize(height * 32, height * 16)
        self._on_typed()

    def _on_typed(self) -> None:
        self.save.setEnabled(bool(self.text.toPlainText().strip()))

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self.text.toPlainText().strip())
