"""Pictures and PDFs looked at inside the program: nothing readable is written to the disk for it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.job import JobHandle
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, label, tool_button
from ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from desktop.reports.preview import Preview
    from desktop.services.attachments.records import Attachment
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class AttachmentViewer(GrowingDialog):
    """One picture at a time, fitted to the window or in its own size; or the pages of a PDF."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", parent: QWidget) -> None:
        super().__init__(parent)
        self._office, self._runner, self._shell = office, runner, shell
        self._items: list[Attachment] = []
        self._place = 0
        self._preview: Preview | None = None
        self._picture = QPixmap()
        self._fits = True
        self.paper = QLabel()
        self.paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("previewDesk")
        self._scroll.setWidget(self.paper)
        self._scroll.setWidgetResizable(True)
        self.pages = PdfPreview(runner)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.pages)
        self.before = tool_button("chevron_left", self.tr("上一张（←）"))
        self.after = tool_button("chevron_right", self.tr("下一张（→）"))
        self.number = label("", "muted")
        self.about = label("", "muted")
        self.zoom = button(self.tr("原大"))
        close = button(self.tr("关闭"), "primary")
        foot = QHBoxLayout()
        for widget in (self.before, self.number, self.after):
            foot.addWidget(widget)
        foot.addWidget(self.about, 1)
        foot.addWidget(self.zoom)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        height = self.fontMetrics().height()
        self.resize(height * 50, height * 36)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.zoom.clicked.connect(self._toggle_zoom)
        close.clicked.connect(self.accept)
        self.finished.connect(self._close_pages)
        self.pages.render_failed.connect(shell.show_error)

    def show_items(self, items: Sequence["Attachment"], chosen: "Attachment") -> None:
        """Show one of several attachments; the arrows go to the others."""
        self._items = list(items)
        self._show(self._items.index(chosen))

    def step(self, by: int) -> None:
        """Go to the next attachment or the one before."""
        if 0 <= self._place + by < len(self._items):
            self._show(self._place + by)

    def _show(self, place: int) -> None:
        self._place = place
        item = self._items[place]
        self.setWindowTitle(item.name or self.tr("附件"))
        self.number.setText(f"{place + 1} / {len(self._items)}")
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place + 1 < len(self._items))
        for widget in (self.before, self.after, self.number):
            widget.setVisible(len(self._items) > 1)
        self.zoom.setVisible(item.is_picture)
        self.about.setText(item.name)
        if item.is_picture:
            self.paper.setText(self.tr("正在打开…"))
            self._stack.setCurrentWidget(self._scroll)
            work = partial(self._read_picture, item.id)
            self._runner.read(work, partial(self._show_picture, item.id), self._on_failed, owner=self)
        else:
            self._stack.setCurrentWidget(self.pages)
            self._runner.read(
                partial(self._read_pages, item.id), self._show_pages, self._on_failed, owner=self
            )

    def _read_picture(self, attachment_id: str, _job: JobHandle) -> QImage:
        from desktop.services.attachments import originals

        return QImage.fromData(originals.read_original(self._office, attachment_id))

    def _read_pages(self, attachment_id: str, _job: JobHandle) -> "Preview":
        from desktop.services.attachments import originals

        return originals.open_pages(self._office, attachment_id)

    def _show_picture(self, attachment_id: str, image: QImage) -> None:
        if self._items[self._place].id == attachment_id:
            self._picture = QPixmap.fromImage(image)
            self._draw()

    def _show_pages(self, preview: "Preview") -> None:
        self._preview = preview
        first = preview.sizes[0].width if preview.sizes else 595.0
        self.pages.show_document(len(preview.sizes), preview.page, first)

    def _on_failed(self, error: Exception) -> None:
        self.paper.setText("")
        self._shell.show_error(error)

    def _toggle_zoom(self) -> None:
        self._fits = not self._fits
        self.zoom.setText(self.tr("原大") if self._fits else self.tr("适合窗口"))
        self._draw()

    def _draw(self) -> None:
        if self._picture.isNull():
            return
        shown = self._picture
        bars = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self._fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroll.setHorizontalScrollBarPolicy(bars)
        self._scroll.setVerticalScrollBarPolicy(bars)
        room = self._scroll.viewport().size()
        if self._fits and (shown.width() > room.width() or shown.height() > room.height()):
            shown = shown.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        self.paper.setPixmap(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.step(-1)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self.step(1)
        else:
            super().keyPressEvent(event)

    def _close_pages(self) -> None:
        # A page may be being drawn; the document goes with the last who holds it.
        self.pages.clear()
        self._preview = None
