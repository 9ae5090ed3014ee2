"""Answers the area of attachments; every read and write is a job."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QImage

from desktop.domain.attachment_kind import SUFFIXES, VIDEO_SUFFIX
from desktop.domain.job import JobHandle
from ui.dialogs.files import choose_file, save_file

if TYPE_CHECKING:
    from desktop.services.attachments.records import Attachment
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.attachments.area import AttachmentArea
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("Attachments", text)


class AttachmentPresenter:
    """The attachments of one record."""

    def __init__(
        self,
        view: "AttachmentArea",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        table: str,
        record_id: str,
    ) -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._table, self._record_id = table, record_id
        self._items: tuple[Attachment, ...] = ()

    def load(self) -> None:
        """Read the attachments anew; the timer may ask while the window is being closed."""
        if self._runner.is_closed:
            return

        def work(_job: JobHandle) -> "tuple[Attachment, ...]":
            from desktop.services.attachments import records

            return records.list_attachments(self._office, self._table, self._record_id)

        def show(items: "tuple[Attachment, ...]") -> None:
            self._items = items
            self._view.show_items(items)

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    # Taking in

    def choose(self) -> None:
        """Ask for a file."""
        offered = (*SUFFIXES, VIDEO_SUFFIX) if self._table == "learning_item" else SUFFIXES
        patterns = " ".join(f"*{suffix}" for suffix in offered)
        title, kinds = _tr("选择附件"), _tr("图片和文件 ({patterns})").format(patterns=patterns)
        choose_file(self._view, title, kinds, lambda path: self.add_files([path]))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Take files in, one after the other; the first that can't be taken ends it with its reason."""

        def work(job: JobHandle) -> int:
            from desktop.services.attachments import records

            for path in paths:
                job.check_cancelled()
                source = records.read_source(path)
                records.add_attachment(self._office, self._table, self._record_id, source)
            return len(paths)

        if paths:
            self._add(work)

    def add_image(self, image: QImage) -> None:
        """Take in a picture from the clipboard."""

        def work(_job: JobHandle) -> int:
            from desktop.services.attachments import records

            source = records.Source(_tr("粘贴的图片.png"), _png(image))
            records.add_attachment(self._office, self._table, self._record_id, source)
            return 1

        self._add(work)

    def _add(self, work: Callable[[JobHandle], int]) -> None:
        self._view.show_busy(_tr("正在添加…"))

        def done(count: int) -> None:
            self._shell.notify(_tr("已添加 {n} 个附件").format(n=count))
            self._view.show_busy("")
            self.load()

        def failed(error: Exception) -> None:
            self._view.show_busy("")
            self.load()  # some may have been taken before it
            self._shell.show_error(error)

        self._runner.write(work, done, failed, owner=self._view)

    # Looking

    def open(self, attachment_id: str) -> None:
        """Show a picture or a PDF in the program's own window; other files are saved as a copy."""
        item = self._find(attachment_id)
        if item is None:
            return
        if not item.is_here:
            if not item.is_held and not item.is_wanted:
                self.fetch(attachment_id)
            return
        if not item.is_picture and not item.is_pdf:
            self.ask_copy(attachment_id)
            return
        from ui.screens.attachments.viewer import AttachmentViewer

        viewer = AttachmentViewer(self._office, self._runner, self._shell, self._view)
        pictures = [each for each in self._items if each.is_here and each.is_picture]
        viewer.show_items(pictures if item.is_picture else [item], item)
        viewer.open()

    def ask_copy(self, attachment_id: str) -> None:
        """Ask where a readable copy goes."""

        def work(_job: JobHandle) -> str:
            from desktop.services.attachments import originals

            return originals.proposed_name(self._office, attachment_id)

        def ask(name: str) -> None:
            pattern = _tr("文件 ({patterns})").format(patterns=f"*{Path(name).suffix}")
            save_file(self._view, _tr("保存副本"), name, pattern, partial(self._save, attachment_id))

        self._runner.read(work, ask, self._shell.show_error, owner=self._view)

    def _save(self, attachment_id: str, path: Path) -> None:
        def work(_job: JobHandle) -> None:
            from desktop.services.attachments import originals

            originals.save_copy(self._office, attachment_id, path)

        told = _tr("已保存到 {name}，这次导出已记录").format(name=path.name)
        self._runner.write(work, lambda _: self._shell.notify(told), self._shell.show_error)

    # Originals at the county

    def fetch(self, attachment_id: str) -> None:
        """Have an original fetched, now if the line allows."""

        def work(_job: JobHandle) -> None:
            from desktop.services.attachments import originals

            originals.want_original(self._office, attachment_id)

        def done(_: None) -> None:
            self.load()
            self._shell.sync.ask()

        self._runner.write(work, done, self._shell.show_error, owner=self._view)

    def stop_fetching(self, attachment_id: str) -> None:
        """Leave an original where it is after all."""

        def work(_job: JobHandle) -> None:
            from desktop.services.attachments import originals

            originals.stop_wanting(self._office, attachment_id)

        self._runner.write(work, lambda _: self.load(), self._shell.show_error, owner=self._view)

    # Changing

    def ask_caption(self, attachment_id: str) -> None:
        """Ask what an attachment shows."""
        from ui.screens.attachments.caption_dialog import CaptionDialog

        item = self._find(attachment_id)
        if item is None:
            return
        dialog = CaptionDialog(item.caption, self._view)

        def work(caption: str) -> None:
            from desktop.services.attachments import records

            records.set_caption(self._office, attachment_id, caption)

        def save(caption: str) -> None:
            def done(_: None) -> None:
                dialog.accept()
                self.load()

            self._runner.write(lambda job: work(caption), done, self._shell.show_error, owner=dialog)

        dialog.submitted.connect(save)
        dialog.open()

    def remove(self, attachment_id: str) -> None:
        """Take an attachment away; the note that says so brings it back."""

        def work(_job: JobHandle) -> int:
            from desktop.services.attachments import records

            return records.remove_attachment(self._office, attachment_id)

        def done(change_set: int) -> None:
            self.load()
            self._shell.notify(_tr("已移除附件"), _tr("撤销"), partial(self._bring_back, change_set))

        self._runner.write(work, done, self._shell.show_error, owner=self._view)

    def _bring_back(self, change_set: int) -> None:
        def work(_job: JobHandle) -> None:
            from desktop.services.attachments import records

            records.bring_back(self._office, self._table, change_set)

        self._runner.write(work, lambda _: self._shell.records_changed(), self._shell.show_error)

    def _find(self, attachment_id: str) -> "Attachment | None":
        return next((item for item in self._items if item.id == attachment_id), None)


def _png(image: QImage) -> bytes:
    """The bytes of a picture from the clipboard; called in a lane."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes text
    return bytes(buffer.data().data())
