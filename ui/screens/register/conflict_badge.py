"""Says on a card that the record stands otherwise at the county, and leads to where that is decided."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from ui.theme import colours, tone_icon
from ui.widgets.dress import set_icon, set_tone


class ConflictBadge(QPushButton):
    """A button that takes no room while there is nothing to decide."""

    wanted = Signal(str)  # id of the record

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setProperty("role", "link")
        set_tone(self, "soon")
        set_icon(self, tone_icon("soon"), colours().soon)
        self._record_id = ""
        self.clicked.connect(lambda: self.wanted.emit(self._record_id))
        self.hide()

    def show_count(self, count: int, record_id: str) -> None:
        """Show how many conflicts a record has; 0 hides the badge."""
        self._record_id = record_id
        self.setText(self.tr("和县里有 {n} 处冲突，点这里处理").format(n=count))
        self.setVisible(bool(count))
