"""The attachments of one record (附件): thumbnails, adding by button, by dropping and by pasting."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.services.sync.record_names import editing_right
from ui.screens.attachments.presenter import AttachmentPresenter
from ui.screens.attachments.tile import AttachmentTile
from ui.widgets.dress import button, label
from ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from desktop.services.attachments.records import Attachment
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

LOOK_AGAIN_MS = 1_000
"""While an original is on its way, how often its progress is read."""


class AttachmentArea(QWidget):
    """Pictures and files of one record; reads and writes through its own presenter."""

    counted = Signal(int)  # how many there are, as soon as that is known

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        table: str,
        record_id: str,
        *,
        locked: bool = False,
    ) -> None:
        super().__init__()
        self.tiles: list[AttachmentTile] = []
        self._may_edit = not locked and office.may(editing_right(table))
        self._may_export = office.may(Right.EXPORT)
        self.add = button(self.tr("添加附件"), "quiet", "plus")
        self.add.setToolTip(self.tr("图片、PDF、办公文件；也可以拖进来，图片可以按 Ctrl+V 粘贴"))
        self.note = label("", "muted", wrap=True)
        self._flow_host = QWidget()
        self._flow = FlowLayout(self._flow_host, 8)
        head = QHBoxLayout()
        self.title = label(self.tr("附件"), "strong")
        head.addWidget(self.title)
        head.addStretch()
        if self._may_edit:
            head.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.note)
        layout.addWidget(self._flow_host)
        self.setAcceptDrops(self._may_edit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self.presenter = AttachmentPresenter(self, office, runner, shell, table, record_id)
        self._timer.timeout.connect(self.presenter.load)
        self.add.clicked.connect(self.presenter.choose)
        if self._may_edit:
            paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
            paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            paste.activated.connect(self._paste)
        self.presenter.load()

    def show_items(self, items: Sequence["Attachment"]) -> None:
        """Show the attachments there are; nothing moves when nothing has changed."""
        if [tile.item for tile in self.tiles] != list(items) or not items:
            self._make_tiles(items)
        if any(item.is_wanted for item in items):
            self._timer.start()
        self.counted.emit(len(items))

    def show_busy(self, text: str) -> None:
        """Say what is being done; empty for nothing."""
        self.add.setEnabled(not text)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _make_tiles(self, items: Sequence["Attachment"]) -> None:
        for tile in self.tiles:
            self._flow.removeWidget(tile)
            tile.deleteLater()
        self.tiles = [
            AttachmentTile(item, may_edit=self._may_edit, may_export=self._may_export) for item in items
        ]
        presenter = self.presenter
        for tile in self.tiles:
            tile.opened.connect(presenter.open)
            tile.caption_wanted.connect(presenter.ask_caption)
            tile.copy_wanted.connect(presenter.ask_copy)
            tile.fetch_wanted.connect(presenter.fetch)
            tile.fetch_stopped.connect(presenter.stop_fetching)
            tile.removal_wanted.connect(presenter.remove)
            self._flow.addWidget(tile)
        self._flow_host.setVisible(bool(items))
        hint = self.tr("还没有附件。可以把照片拖到这里。") if self._may_edit else self.tr("没有附件。")
        self.show_busy("")
        if not items:
            self.note.setText(hint)
            self.note.show()
        self._flow_host.updateGeometry()

    def _paste(self) -> None:
        board = QGuiApplication.clipboard()
        paths = [Path(url.toLocalFile()) for url in board.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.presenter.add_files(paths)
        elif not board.image().isNull():
            self.presenter.add_image(QImage(board.image()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # The sender of the files waits for this to return; nothing of ours belongs into its time.
        QTimer.singleShot(0, self, partial(self.presenter.add_files, paths))
