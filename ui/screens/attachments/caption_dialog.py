"""What an attachment shows, in a few words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot
from ui.widgets.form import Form

_MOST = 200


class CaptionDialog(GrowingDialog):
    """One line; Enter saves."""

    submitted = Signal(str)

    def __init__(self, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("附件说明"))
        self.caption = QLineEdit(caption)
        self.caption.setMaxLength(_MOST)
        self.form = Form()
        self.form.add_field("caption", self.tr("说明"), self.caption)
        self.save = button(self.tr("保存"), "primary")
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())
        self.caption.selectAll()

    def _submit(self) -> None:
        self.submitted.emit(self.caption.text().strip())
