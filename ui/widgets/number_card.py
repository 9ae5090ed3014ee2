"""A big figure with its name; pressing it opens the list that was counted."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import colours, tone_icon
from ui.widgets.dress import label, set_tone


class NumberCard(QPushButton):
    """A figure, what it counts, and a remark; use ``clicked`` to open the list.

    While the figure is unknown a dash stands in its place and the card can't be pressed.
    """

    def __init__(self, title: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("numberCard")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = title
        self._figure = label("—", "number")
        self._remark = label("", "small")
        self._remark_icon = QLabel()
        name = label(title)
        head = QHBoxLayout()
        head.setSpacing(6)
        if icon_name:
            picture = QLabel()
            height = self.fontMetrics().height()
            picture.setPixmap(pixmap(icon_name, colours().muted, height, self.devicePixelRatioF()))
            head.addWidget(picture)
        head.addWidget(name)
        head.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self._remark_icon)
        foot.addWidget(self._remark)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self._figure)
        layout.addLayout(foot)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._remark_icon.hide()
        self.setEnabled(False)
        self.setAccessibleName(title)

    def show_number(self, figure: int | str, remark: str = "", tone: str = "") -> None:
        """Show a figure (counts get thousands marks) and a remark in the colour of its meaning."""
        text = f"{figure:,}" if isinstance(figure, int) else figure
        self._figure.setText(text)
        self._remark.setText(remark)
        set_tone(self._remark, tone)
        set_tone(self._figure, tone if tone in ("overdue", "error") else "")
        self._remark_icon.setVisible(bool(tone))
        if tone:
            height = self._remark.fontMetrics().height()
            tint = getattr(colours(), tone)
            self._remark_icon.setPixmap(pixmap(tone_icon(tone), tint, height, self.devicePixelRatioF()))
        self.setEnabled(True)
        self.setAccessibleName(f"{self._title} {text} {remark}".strip())

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()
