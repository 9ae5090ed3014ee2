"""The paper of a layout: sheet, way up, size of type."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.reports.document import SMALLEST_WALL_PT
from desktop.reports.layout_patch import SetPage
from desktop.reports.template import Template
from ui.widgets.dress import label
from ui.widgets.form import Form

_SIZES = (10.5, 11.0, 12.0, 14.0, 16.0, 18.0)
_PAPERS = ("A4", "A3")


class PaperPage(QWidget):
    """Three choices that take effect at once."""

    chosen = Signal(object)  # a SetPage

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form()
        self.paper, self.turn, self.text_size = QComboBox(), QComboBox(), QComboBox()
        for paper in _PAPERS:
            self.paper.addItem(paper, paper)
        for text, across in (
            (self.tr("按列数自动"), None),
            (self.tr("竖放"), False),
            (self.tr("横放"), True),
        ):
            self.turn.addItem(text, across)
        names = {10.5: self.tr("（五号，最小）"), 12.0: self.tr("（小四）"), 14.0: self.tr("（四号）")}
        names |= {16.0: self.tr("（三号，大字）")}
        for size in _SIZES:
            self.text_size.addItem(self.tr("{size} 磅").format(size=f"{size:g}") + names.get(size, ""), size)
        self.form.add_field("paper", self.tr("纸张"), self.paper)
        self.form.add_field("across", self.tr("方向"), self.turn, hint=self.tr("自动：七列以上横放。"))
        self.form.add_field(
            "text_pt", self.tr("表格字号"), self.text_size, hint=self.tr("村民站着看，最好用 12 磅以上。")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(
            label(
                self.tr(
                    "一张纸放不下时，程序自动换大一号的纸。只想让某一份换纸，不用改版式，在那一份上点“纸张…”。"
                ),
                "small",
                wrap=True,
            )
        )
        layout.addStretch(1)
        for box in (self.paper, self.turn, self.text_size):
            box.activated.connect(self._on_activated)

    def show_layout(self, layout: Template, editable: bool) -> None:
        """Show what a layout asks for."""
        self.form.clear_problems()
        self.paper.setCurrentIndex(max(0, self.paper.findData(layout.page.paper.name)))
        self.turn.setCurrentIndex([None, False, True].index(layout.across))
        nearest = min(_SIZES, key=lambda size: abs(size - max(layout.page.text_pt, SMALLEST_WALL_PT)))
        self.text_size.setCurrentIndex(self.text_size.findData(nearest))
        for box in (self.paper, self.turn, self.text_size):
            box.setEnabled(editable)

    def _on_activated(self) -> None:
        self.chosen.emit(
            SetPage(
                str(self.paper.currentData()), self.turn.currentData(), float(self.text_size.currentData())
            )
        )
