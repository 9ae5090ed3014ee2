"""The text of an item on a calm page: headings, paragraphs, lists, pictures, videos to play."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.domain.plain_markup import Block, BlockKind
from ui.widgets.dress import button, label

if TYPE_CHECKING:
    from desktop.services.attachments.records import Attachment

_HEADING_FACTORS = {1: 1.35, 2: 1.2, 3: 1.1}
_MOST_PICTURE = 720


class ReadingBody(QWidget):
    """Shows blocks in a size of letters; what it shows is text and never read as HTML."""

    video_wanted = Signal(str)  # attachment id
    fetch_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._pictures: dict[str, QLabel] = {}
        self.blocks: list[QLabel] = []

    def show_blocks(self, blocks: Sequence[Block], factor: float = 1.0) -> None:
        """Show a text in letters ``factor`` times as large as those of the window."""
        self._clear()
        for each in blocks:
            self._layout.addWidget(self._block(each, factor))
        if not blocks:
            self._layout.addWidget(label(self.tr("没有文字，内容在下面的图片、视频或附件里。"), "muted"))

    def show_files(self, files: Sequence["Attachment"], factor: float = 1.0) -> None:
        """Put pictures and videos below the text; pictures come with `show_picture`."""
        for each in files:
            if each.is_picture:
                self._layout.addWidget(self._picture(each))
            elif each.is_video:
                self._layout.addWidget(self._video(each))
            if each.caption and (each.is_picture or each.is_video):
                self._layout.addWidget(self._sized(label(each.caption, "muted", wrap=True), factor * 0.9))

    def show_picture(self, attachment_id: str, image: QImage) -> None:
        """A picture has been read."""
        place = self._pictures.get(attachment_id)
        if place is None or image.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = int(min(max(self.width(), 240), _MOST_PICTURE) * ratio)
        fitted = image
        if image.width() > room:
            fitted = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(ratio)
        place.setPixmap(QPixmap.fromImage(fitted))
        place.setMinimumHeight(round(fitted.height() / ratio))

    def _block(self, block: Block, factor: float) -> QLabel:
        text = block.text
        if block.kind is BlockKind.BULLET:
            text = f"•　{block.text}"
        elif block.kind is BlockKind.NUMBERED:
            text = f"{block.mark}.　{block.text}"
        made = label(text, "strong" if block.kind is BlockKind.HEADING else "", wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if block.kind is BlockKind.HEADING:
            made.setContentsMargins(0, 8, 0, 0)
        elif block.kind is not BlockKind.PARAGRAPH:
            made.setIndent(self.fontMetrics().height())
        size = factor * (_HEADING_FACTORS[block.level] if block.kind is BlockKind.HEADING else 1.0)
        self.blocks.append(made)
        return self._sized(made, size)

    def _sized(self, made: QLabel, factor: float) -> QLabel:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * factor)
        made.setFont(font)
        return made

    def _picture(self, item: "Attachment") -> QWidget:
        made = QLabel()
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setAccessibleName(self.tr("图片：{name}").format(name=item.name))
        self._pictures[item.id] = made
        small = QPixmap()
        if item.thumbnail and small.loadFromData(item.thumbnail):
            made.setPixmap(small)
        return made

    def _video(self, item: "Attachment") -> QWidget:
        if item.is_here:
            made = button(self.tr("播放视频：{name}").format(name=item.name), icon_name="chevron_right")
            made.clicked.connect(partial(self.video_wanted.emit, item.id))
            return made
        if item.is_wanted:
            return label(self.tr("视频“{name}”等待下载，下次同步时到。").format(name=item.name), "muted")
        text = self.tr("下载视频：{name}（{size} MB）")
        made = button(text.format(name=item.name, size=f"{item.size / 2**20:.1f}"), icon_name="import")
        made.clicked.connect(partial(self.fetch_wanted.emit, item.id))
        return made

    def _clear(self) -> None:
        self._pictures.clear()
        self.blocks.clear()
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
