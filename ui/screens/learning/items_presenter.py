"""Reads learning items and does what is asked about the one in view: read, print, write, withdraw, play."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QImage

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.learning_content import NewLearningItem
from desktop.domain.problem import Problem
from desktop.services.learning import content, study
from desktop.services.learning.content import LearningItem, LearningPage
from desktop.services.learning.study import Studied, TaughtAt
from ui.screens.attachments.making import make_area
from ui.screens.learning.item_dialog import ItemDialog
from ui.screens.learning.items_page import ItemsPage
from ui.screens.learning.page_presenter import LearningPresenter
from ui.screens.learning.reader_dialog import ReaderDialog
from ui.screens.learning.reading_body import ReadingBody
from ui.screens.learning.study_work import StudyWork

if TYPE_CHECKING:
    from desktop.services.attachments.records import Attachment
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningPresenter", text)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The item beside the list."""

    page: LearningPage
    studied: tuple[Studied, ...]
    sessions: tuple[TaughtAt, ...]


class ItemsPresenter(LearningPresenter):
    """Answers to older questions are dropped."""

    def __init__(
        self,
        page: ItemsPage,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        show_record: Callable[[str, str], None],
    ) -> None:
        super().__init__(page, office, runner, shell, show_record)
        self._page = page
        self._current = ""
        self._shown: _Shown | None = None
        self._wanted = ""
        self._study = StudyWork(page, office, runner, shell, show_record, self.load)
        page.make_attachments = self._area
        page.chosen.connect(self.choose)
        page.action_wanted.connect(self.act)
        page.video_wanted.connect(self.play)
        page.fetch_wanted.connect(self.fetch)
        page.study_removed.connect(self._study.take_back)
        page.session_opened.connect(lambda i: shell.open_record("meetings", "meeting", i))
        page.session_removed.connect(lambda i: self._study.unlink(i, self._current))
        page.search.search_requested.connect(lambda _: self.load())

    def load(self) -> None:
        text = self._page.search.text().strip()

        def show(found: tuple[LearningItem, ...]) -> None:
            if text != self._page.search.text().strip():
                return
            self._page.show_items(found)
            if self._wanted:
                self._page.select(self._wanted)
                self._wanted = ""

        self._read(lambda: content.list_items(self._office, text), show)

    def choose(self, item_id: str) -> None:
        """Read one item for the page beside the list."""
        self._current = item_id
        if not item_id:
            return

        def work() -> _Shown:
            page = content.read_item(self._office, item_id)
            studied = study.list_studied(self._office, item_id)
            return _Shown(page, studied, study.list_taught(self._office, item_id))

        def show(found: _Shown) -> None:
            if self._current != item_id:
                return
            self._shown = found
            self._page.show_page(found.page, found.studied, found.sessions, may_edit=self._may_edit())
            pictures = [each for each in found.page.attachments if each.is_picture]
            self.load_pictures(self._page.body, pictures)

        self._read(work, show)

    def show_item(self, item_id: str) -> None:
        """Show one item in the list."""
        self._wanted = item_id
        self.load()

    def load_pictures(self, body: ReadingBody, pictures: "Sequence[Attachment]") -> None:
        """Read the originals of pictures that are here, one after the other, and show each as it comes."""
        office = self._office

        def read(attachment_id: str, _job: JobHandle) -> QImage:
            from desktop.services.attachments import originals

            return QImage.fromData(originals.read_original(office, attachment_id))

        for each in pictures:
            if each.is_here:
                self._runner.read(
                    partial(read, each.id),
                    partial(body.show_picture, each.id),
                    self._shell.show_error,
                    owner=body,
                )

    def act(self, action: str) -> None:
        """Do what a button of the item shown asks for."""
        shown = self._shown
        if shown is None:
            return
        item = shown.page.item
        {
            "read": self._open_reader,
            "print": self._print_item,
            "note": lambda: self._study.note(item.id, ()),
            "session": lambda: self._study.plan_session((item.id,)),
            "link": lambda: self._study.ask_meeting(item),
            "edit": lambda: self._open_item_dialog(shown.page),
            "withdraw": self._ask_withdrawal,
            "publish": lambda: self._write(lambda: content.publish_again(self._office, item.id)),
            "remove": self._ask_removal,
        }[action]()

    def _open_reader(self) -> None:
        if self._shown is not None:
            ReaderDialog(self._shown.page, self.load_pictures, self._page).open()

    def _print_item(self) -> None:
        if self._shown is None or not self._office.may(Right.PRINT):
            return
        item = self._shown.page.item

        def make() -> bytes:
            from desktop.services.learning.printing import render_item

            return render_item(self._office, item.id)

        self._paper(item.title, _tr("大字一页，可以发给不用电脑的人。图片和视频请在电脑上看。"), make)

    def _ask_withdrawal(self) -> None:
        if self._shown is None:
            return
        item = self._shown.page.item
        self._shell.ask(
            _tr("撤下“{title}”？").format(title=item.title),
            _tr("以后不再列入在用内容和“谁还没学”；学习记录保留，可以重新发布。"),
            _tr("撤下"),
            lambda: self._write(lambda: content.withdraw_item(self._office, item.id)),
        )

    def _ask_removal(self) -> None:
        if self._shown is None:
            return
        item = self._shown.page.item
        self._shell.ask(
            _tr("删除“{title}”？").format(title=item.title),
            _tr("没有人学过的才能删除，附件一起删除。可以在操作记录里撤销。"),
            _tr("删除"),
            lambda: self._write(lambda: content.remove_item(self._office, item.id)),
            danger=True,
        )

    def write_item(self, topic: str = "") -> None:
        """Ask for a new item of the village, on a topic if one is named."""
        if self._may_edit():
            self._open_item_dialog(None, topic)

    def _open_item_dialog(self, existing: LearningPage | None, topic: str = "") -> None:
        office = self._office
        dialog = ItemDialog(office.today(), self._page, existing=existing)
        if topic:
            from desktop.domain.code_table import code_table

            dialog.topics.set_codes((code_table("learning_topic").code_of(topic),))

        def work(new: NewLearningItem) -> str:
            if existing is None:
                return content.add_item(office, new)
            content.edit_item(office, existing.item.id, new)
            return existing.item.id

        def saved(item_id: str) -> None:
            if existing is None:
                self._shell.notify(_tr("已发布。图片、视频可以现在添加。"))
            self._show_record("learning_item", item_id)

        dialog.submitted.connect(lambda new: self._store(dialog, lambda: work(new), saved))
        dialog.open()

    def play(self, attachment_id: str) -> None:
        """Have the system's player show a video from a copy that is removed when it has been watched."""

        def work(_job: JobHandle) -> Path:
            from desktop.services.attachments import originals

            return originals.open_copy(self._office, attachment_id)

        def opened(path: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self.drop_copies()
                self._shell.show_problem(Problem("LRN-050"))
                return
            self._shell.ask(
                _tr("正在用播放器播放"),
                _tr("播放用的是临时文件。看完了请关掉播放器，再点“看完了”，临时文件就删除。"),
                _tr("看完了"),
                self.drop_copies,
            )

        self._runner.read(work, opened, self._shell.show_error, owner=self._page)

    def drop_copies(self) -> None:
        """Remove the copies that other programs have shown."""
        from desktop.services.attachments import originals

        originals.drop_copies(self._office)

    def fetch(self, attachment_id: str) -> None:
        """Have a video fetched from the county, now if the line allows."""

        def work(_job: JobHandle) -> None:
            from desktop.services.attachments import originals

            originals.want_original(self._office, attachment_id)

        def done(_: None) -> None:
            self.choose(self._current)
            self._shell.sync.ask()

        self._runner.write(work, done, self._shell.show_error, owner=self._page)

    def _area(self, record_id: str) -> Any:
        locked = self._shown is not None and self._shown.page.item.is_county
        return make_area(self._office, self._runner, self._shell, "learning_item", record_id, locked=locked)
