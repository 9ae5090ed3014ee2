"""Answers the screen of learning and deeds; knows their services, not widgets' insides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QImage

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.learning_content import NewLearningItem
from desktop.domain.learning_figure import FigureKey
from desktop.domain.problem import Problem, ProblemError
from desktop.services.learning import content, deeds, figures, needs, study
from desktop.services.learning.content import LearningItem, LearningPage
from desktop.services.learning.deeds import Deed, DeedFilter, NewDeed
from desktop.services.learning.figures import FigureRecord, FigureTable
from desktop.services.learning.needs import Survey
from desktop.services.learning.study import Studied, TaughtAt
from desktop.services.meetings.planning import MeetingPlan
from ui.dialogs.files import save_file
from ui.dialogs.refusal import refused_in
from ui.screens.attachments.making import make_area
from ui.screens.events.finding_edit import Found, found_people
from ui.screens.learning.deed_dialog import DeedChoices, DeedDialog
from ui.screens.learning.item_dialog import ItemDialog
from ui.screens.learning.meeting_dialog import MeetingDialog
from ui.screens.learning.reader_dialog import ReaderDialog
from ui.screens.learning.reading_body import ReadingBody
from ui.screens.learning.session_dialog import SessionDialog
from ui.screens.learning.study_dialog import StudyDialog
from ui.screens.register.print_dialog import Paper, PrintDialog

if TYPE_CHECKING:
    from desktop.services.attachments.records import Attachment
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.learning.view import LearningScreen
    from ui.shell.shell_api import Shell

_MEETING_DAYS = 90
_LINK_DAYS = 400
_EVENTS_SHOWN = 50


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningPresenter", text)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The item beside the list."""

    page: LearningPage
    studied: tuple[Studied, ...]
    sessions: tuple[TaughtAt, ...]


class LearningPresenter:
    """Reads the tab in view; answers to older questions are dropped."""

    def __init__(self, view: "LearningScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._current = ""
        self._shown: _Shown | None = None
        self._wanted_item = self._wanted_deed = ""
        self._survey: Survey | None = None
        self._table: FigureTable | None = None
        self._deed_filter: DeedFilter | None = None
        self._items: tuple[LearningItem, ...] = ()
        items, lacking, done, told = view.items, view.needs, view.deeds, view.figures
        items.make_attachments = partial(self._area, "learning_item")
        done.make_attachments = partial(self._area, "deed")
        items.chosen.connect(self.choose)
        items.action_wanted.connect(self.act)
        items.video_wanted.connect(self.play)
        items.fetch_wanted.connect(self.fetch)
        items.study_removed.connect(self.take_back)
        items.session_opened.connect(lambda i: shell.open_record("meetings", "meeting", i))
        items.session_removed.connect(self.unlink)
        items.search.search_requested.connect(lambda _: self.load())
        lacking.session_wanted.connect(self.plan_session)
        lacking.note_wanted.connect(self.note_study)
        lacking.write_wanted.connect(self.write_item)
        lacking.person_opened.connect(shell.open_person)
        lacking.item_opened.connect(self._open_item)
        done.filter_changed.connect(self.load)
        done.edit_wanted.connect(self.edit_deed)
        done.remove_wanted.connect(self.remove_deed)
        done.person_opened.connect(shell.open_person)
        done.event_opened.connect(lambda i: shell.open_record("events", "event", i))
        told.period_changed.connect(lambda *_: self.load())
        told.figure_chosen.connect(self.show_records)
        told.record_opened.connect(self.open_record)
        told.print_wanted.connect(self.print_figures)
        told.export_wanted.connect(self.ask_export)

    @property
    def _may_edit(self) -> bool:
        return self._office.may(Right.EDIT_LEARNING)

    def load(self) -> None:
        """Read the tab in view anew."""
        {
            "content": self._load_items,
            "needs": self._load_needs,
            "deeds": self._load_deeds,
            "figures": self._load_figures,
        }[self._view.tab]()

    # Content

    def _load_items(self) -> None:
        text = self._view.items.search.text().strip()

        def show(found: tuple[LearningItem, ...]) -> None:
            if text != self._view.items.search.text().strip():
                return
            self._items = found
            self._view.items.show_items(found)
            if self._wanted_item:
                self._view.items.select(self._wanted_item)
                self._wanted_item = ""

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
            self._view.items.show_page(found.page, found.studied, found.sessions, may_edit=self._may_edit)
            pictures = [each for each in found.page.attachments if each.is_picture]
            self.load_pictures(self._view.items.body, pictures)

        self._read(work, show)

    def show_item(self, item_id: str) -> None:
        """Show one item in the list."""
        self._wanted_item = item_id
        self.load()

    def _open_item(self, item_id: str) -> None:
        self._view.show_record("learning_item", item_id)

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
            "note": lambda: self.note_study(item.id, ()),
            "session": lambda: self.plan_session((item.id,)),
            "link": lambda: self._ask_meeting(item),
            "edit": lambda: self._open_item_dialog(shown.page),
            "withdraw": self._ask_withdrawal,
            "publish": lambda: self._run(lambda: content.publish_again(self._office, item.id)),
            "remove": self._ask_removal,
        }[action]()

    def _open_reader(self) -> None:
        if self._shown is not None:
            ReaderDialog(self._shown.page, self.load_pictures, self._view).open()

    def _print_item(self) -> None:
        if self._shown is None or not self._office.may(Right.PRINT):
            return
        item = self._shown.page.item

        def make(_full: bool, _job: JobHandle) -> bytes:
            from desktop.services.learning.printing import render_item

            return render_item(self._office, item.id)

        self._open_paper(item.title, _tr("大字一页，可以发给不用电脑的人。图片和视频请在电脑上看。"), make)

    def _ask_withdrawal(self) -> None:
        if self._shown is None:
            return
        item = self._shown.page.item
        self._shell.ask(
            _tr("撤下“{title}”？").format(title=item.title),
            _tr("以后不再列入在用内容和“谁还没学”；学习记录保留，可以重新发布。"),
            _tr("撤下"),
            lambda: self._run(lambda: content.withdraw_item(self._office, item.id)),
        )

    def _ask_removal(self) -> None:
        if self._shown is None:
            return
        item = self._shown.page.item
        self._shell.ask(
            _tr("删除“{title}”？").format(title=item.title),
            _tr("没有人学过的才能删除，附件一起删除。可以在操作记录里撤销。"),
            _tr("删除"),
            lambda: self._run(lambda: content.remove_item(self._office, item.id)),
            danger=True,
        )

    def write_item(self, topic: str = "") -> None:
        """Ask for a new item of the village, on a topic if one is named."""
        if self._may_edit:
            self._open_item_dialog(None, topic)

    def _open_item_dialog(self, existing: LearningPage | None, topic: str = "") -> None:
        office = self._office
        dialog = ItemDialog(office.today(), self._view, existing=existing)
        if topic:
            from desktop.domain.code_table import code_table

            dialog.topics.set_codes((code_table("learning_topic").code_of(topic),))

        def work(new: NewLearningItem) -> str:
            if existing is None:
                return content.add_item(office, new)
            content.edit_item(office, existing.item.id, new)
            return existing.item.id

        def saved(item_id: str) -> None:
            self._wanted_item = item_id
            if existing is None:
                self._shell.notify(_tr("已发布。图片、视频可以现在添加。"))
            self._shell.records_changed()
            self._view.show_tab("content")

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

        self._runner.read(work, opened, self._shell.show_error, owner=self._view)

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

        self._runner.write(work, done, self._shell.show_error, owner=self._view)

    # Study

    def take_back(self, study_id: str) -> None:
        """Take back that somebody studied alone."""
        self._run(lambda: study.take_back_study(self._office, study_id))

    def unlink(self, meeting_id: str) -> None:
        """Take back that a meeting taught the item shown."""
        item_id = self._current
        self._run(lambda: study.unlink_item(self._office, meeting_id, item_id))

    def _ask_meeting(self, item: LearningItem) -> None:
        """Ask at which meeting that was held already the item was taught."""
        office = self._office
        if not office.may(Right.READ_MEETINGS):
            return

        def work() -> tuple[tuple[str, str], ...]:
            from desktop.services import meetings

            today = office.today()
            found = meetings.list_meetings(office, today - timedelta(days=_LINK_DAYS), today)
            return tuple((each.id, f"{each.held_on} {each.title}") for each in reversed(found))

        def ask(found: tuple[tuple[str, str], ...]) -> None:
            dialog = MeetingDialog(item.title, found, self._view)

            def save(meeting_id: str) -> None:
                self._store(
                    dialog,
                    lambda: study.link_items(office, meeting_id, [item.id]),
                    lambda _: self._changed(),
                )

            dialog.submitted.connect(save)
            dialog.open()

        self._read(work, ask)

    def note_study(self, item_id: str, people: Sequence[tuple[str, str]]) -> None:
        """Ask who studied an item alone; without people given those who lack it are listed."""
        if not self._may_edit:
            return
        office = self._office

        def work() -> tuple[LearningPage, tuple[tuple[str, str], ...]]:
            page = content.read_item(office, item_id)
            if people:
                return page, tuple(people)
            told = needs.survey(office)
            lacks = [each.lacks for each in told.items if each.item is not None and each.item.id == item_id]
            return page, tuple((lack.person_id, lack.name) for group in lacks for lack in group)

        def ask(found: tuple[LearningPage, tuple[tuple[str, str], ...]]) -> None:
            page, lacking = found
            dialog = StudyDialog(
                page.item.title, lacking, self._find, self._runner, office.today(), self._view
            )
            dialog.picker.failed.connect(self._shell.show_error)

            def save(ids: Sequence[str], day: str, note: str) -> None:
                self._store(dialog, lambda: study.note_study(office, item_id, ids, day, note), told)

            def told(count: int) -> None:
                self._shell.notify(_tr("已登记 {n} 人").format(n=count))
                self._changed()

            dialog.submitted.connect(save)
            dialog.open()

        self._read(work, ask)

    def plan_session(self, item_ids: Sequence[str]) -> None:
        """Plan a session on items, with everything filled in that is known."""
        if not (self._may_edit and self._office.may(Right.EDIT_MEETINGS)):
            return
        office = self._office
        chosen = tuple(item_ids)

        def work() -> tuple[MeetingPlan, tuple[LearningItem, ...], tuple[tuple[str, str], ...]]:
            items = [item for item in content.list_items(office) if not item.withdrawn_on]
            return study.propose_session(office, chosen), tuple(items), deeds.list_branches(office)

        def ask(found: tuple[MeetingPlan, tuple[LearningItem, ...], tuple[tuple[str, str], ...]]) -> None:
            plan, items, branches = found
            dialog = SessionDialog(plan, items, chosen, branches, office.today(), self._view)

            def save(wanted: MeetingPlan, ids: Sequence[str]) -> None:
                self._store(dialog, lambda: study.plan_session(office, wanted, ids), planned)

            def planned(meeting_id: str) -> None:
                self._shell.notify(
                    _tr("已安排，到会名单在“会议”里"),
                    _tr("打开会议"),
                    lambda: self._shell.open_record("meetings", "meeting", meeting_id),
                )
                self._changed()

            dialog.submitted.connect(save)
            dialog.open()

        self._read(work, ask)

    # Who lacks what

    def _load_needs(self) -> None:
        def show(told: Survey) -> None:
            self._survey = told
            self._view.needs.show_survey(told, may_edit=self._may_edit)

        self._read(lambda: needs.survey(self._office), show)

    def print_needs(self) -> None:
        """Preview the list of who still has to study what."""
        told = self._survey
        if told is None or not self._office.may(Right.PRINT):
            return

        def make(_full: bool, _job: JobHandle) -> bytes:
            from desktop.services.learning.printing import render_lacking

            return render_lacking(self._office, told)

        self._open_paper(_tr("还要学习的人员和内容"), _tr("村里安排学习用，不张贴。打印会记入日志。"), make)

    # Deeds

    def _load_deeds(self) -> None:
        page = self._view.deeds
        year = int(page.year.currentData())
        wanted = DeedFilter(
            f"{year}-01-01",
            f"{year}-12-31",
            str(page.kind.currentData() or ""),
            str(page.branch.currentData() or ""),
            str(page.person.currentData() or ""),
            page.search.text(),
        )
        self._deed_filter = wanted
        office = self._office

        def work() -> tuple[tuple[Deed, ...], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
            people = deeds.people_of_year(office, year)
            return deeds.list_deeds(office, wanted), deeds.list_branches(office), people

        def show(
            found: tuple[tuple[Deed, ...], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]],
        ) -> None:
            if self._deed_filter != wanted:
                return
            page.show_branches(found[1])
            page.show_people(found[2])
            page.show_deeds(found[0], may_edit=self._may_edit)
            if self._wanted_deed:
                page.table.select_id(self._wanted_deed)
                self._wanted_deed = ""

        self._read(work, show)

    def show_deed(self, deed_id: str) -> None:
        """Show one deed in the list of its year."""

        def show(deed: Deed) -> None:
            page = self._view.deeds
            place = page.year.findData(int(deed.done_on[:4]))
            if place >= 0:
                page.year.setCurrentIndex(place)
            page.kind.setCurrentIndex(0)
            page.branch.setCurrentIndex(0)
            page.person.setCurrentIndex(0)
            page.search.set_text_silently("")
            self._wanted_deed = deed_id
            self.load()

        self._read(lambda: deeds.get_deed(self._office, deed_id), show)

    def add_deed(self) -> None:
        """Ask for a new deed."""
        if self._may_edit:
            self._with_choices(lambda choices: self._open_deed(choices, None))

    def edit_deed(self, deed_id: str) -> None:
        """Change a deed of the list."""
        deed = self._view.deeds.deed(deed_id)
        if deed is not None and self._may_edit:
            self._with_choices(lambda choices: self._open_deed(choices, deed))

    def remove_deed(self, deed_id: str) -> None:
        """Remove a deed after a question."""
        deed = self._view.deeds.deed(deed_id)
        if deed is None:
            return
        self._shell.ask(
            _tr("删除“{title}”？").format(title=deed.title),
            _tr("参加人员和照片一起删除。可以在操作记录里撤销。"),
            _tr("删除"),
            lambda: self._run(lambda: deeds.remove_deed(self._office, deed_id)),
            danger=True,
        )

    def _with_choices(self, done: Callable[[DeedChoices], None]) -> None:
        office = self._office

        def work() -> DeedChoices:
            from desktop.services import events, meetings

            today = office.today()
            held: tuple[tuple[str, str], ...] = ()
            if office.may(Right.READ_MEETINGS):
                found = meetings.list_meetings(office, today - timedelta(days=_MEETING_DAYS), today)
                held = tuple((each.id, f"{each.held_on} {each.title}") for each in reversed(found))
            tasks: tuple[tuple[str, str], ...] = ()
            if office.may(Right.READ_EVENTS):
                opened = events.list_events(office, events.EventFilter(view="all"))
                tasks = tuple((each.id, each.title) for each in opened[:_EVENTS_SHOWN])
            return DeedChoices(deeds.list_branches(office), held, tasks)

        self._read(work, done)

    def _open_deed(self, choices: DeedChoices, existing: Deed | None) -> None:
        office = self._office
        dialog = DeedDialog(self._find, self._runner, office.today(), choices, self._view, existing=existing)
        dialog.picker.failed.connect(self._shell.show_error)

        def take_over(meeting_id: str) -> None:
            self._runner.read(
                lambda job: deeds.people_of_meeting(office, meeting_id),
                dialog.add_people,
                self._shell.show_error,
                owner=dialog,
            )

        def work(new: NewDeed) -> str:
            if existing is None:
                return deeds.add_deed(office, new)
            deeds.edit_deed(office, existing.id, new)
            return existing.id

        def saved(deed_id: str) -> None:
            if existing is None:
                self._shell.notify(_tr("已登记。照片可以现在添加。"))
            self._shell.records_changed()
            self._view.show_record("deed", deed_id)

        dialog.meeting_chosen.connect(take_over)
        dialog.submitted.connect(lambda new: self._store(dialog, lambda: work(new), saved))
        dialog.open()

    def print_deeds(self) -> None:
        """Preview the list of deeds as it is filtered."""
        page, wanted = self._view.deeds, self._deed_filter
        if wanted is None or not self._office.may(Right.PRINT):
            return
        chosen = [
            combo.currentText()
            for combo in (page.kind, page.branch, page.person)
            if str(combo.currentData() or "")
        ]
        filtered = "　".join((*chosen, wanted.text)).strip()

        def make(_full: bool, _job: JobHandle) -> bytes:
            from desktop.services.learning.printing import render_deeds

            return render_deeds(self._office, wanted, filtered)

        self._open_paper(_tr("实事清单"), _tr("打印会记入日志；贴到公开栏前请先问参加的人。"), make)

    # Figures

    def _load_figures(self) -> None:
        first, last = asked = self._view.figures.asked()

        def show(told: FigureTable) -> None:
            if self._view.figures.asked() == asked:
                self._table = told
                self._view.figures.show_table(told)

        def failed(error: Exception) -> None:
            self._table = None
            if isinstance(error, ProblemError):
                self._view.figures.show_problem(messages.brief(error.problems[0]))
            else:
                self._shell.show_error(error)

        self._runner.read(
            lambda job: figures.figure_table(self._office, first, last), show, failed, owner=self._view
        )

    def show_records(self, key: str, cumulative: bool) -> None:
        """Show what stands behind a figure."""
        first, last = asked = self._view.figures.asked()

        def show(found: tuple[FigureRecord, ...]) -> None:
            if self._view.figures.asked() == asked and self._view.figures.table.current_id() == key:
                self._view.figures.show_records(found)

        self._read(
            lambda: figures.records_behind(self._office, FigureKey(key), first, last, cumulative=cumulative),
            show,
        )

    def open_record(self, table: str, record_id: str) -> None:
        """Open a record behind a figure where it is kept."""
        if table == "person":
            self._shell.open_person(record_id)
        elif table == "meeting":
            self._shell.open_record("meetings", "meeting", record_id)
        else:
            self._view.show_record(table, record_id)

    def print_figures(self) -> None:
        """Preview the table of figures."""
        table = self._table
        if table is None or not self._office.may(Right.PRINT):
            return

        def make(_full: bool, _job: JobHandle) -> bytes:
            from desktop.services.learning.printing import render_figures

            return render_figures(self._office, table)

        self._open_paper(_tr("学习和实事统计表"), _tr("印出的数字会存档；以后更正的会印成新的版次。"), make)

    def ask_export(self) -> None:
        """Ask where the workbook goes."""
        table = self._table
        if table is None:
            return

        def write(path: Path) -> None:
            self._runner.write(
                lambda job: figures.export_figures(self._office, table, path),
                lambda version: self._shell.notify(
                    _tr("已导出到 {name}，第 {version} 版").format(name=path.name, version=version)
                ),
                self._shell.show_error,
            )

        name = _tr("学习和实事统计 {first} 至 {last}.xlsx").format(first=table.first, last=table.last)
        save_file(self._view, _tr("导出统计"), name, _tr("工作簿 (*.xlsx)"), write)

    # Small help

    def _area(self, table: str, record_id: str) -> Any:
        locked = table == "learning_item" and self._shown is not None and self._shown.page.item.is_county
        return make_area(self._office, self._runner, self._shell, table, record_id, locked=locked)

    def _find(self, text: str) -> Sequence[Found]:
        return found_people(self._office, text)

    def _open_paper(self, name: str, note: str, make: Callable[[bool, JobHandle], bytes]) -> None:
        paper = Paper(name, name, note, "", False, make)
        PrintDialog(self._office, self._runner, self._shell, paper, self._view).open()

    def _read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._runner.read(lambda job: work(), done, self._shell.show_error, owner=self._view)

    def _store(
        self,
        dialog: ItemDialog | StudyDialog | SessionDialog | MeetingDialog | DeedDialog,
        work: Callable[[], Any],
        done: Callable[[Any], None],
    ) -> None:
        """Write what a dialog asks for; it closes when it is stored."""
        dialog.setEnabled(False)

        def stored(result: Any) -> None:
            dialog.accept()
            done(result)

        self._runner.write(lambda job: work(), stored, refused_in(dialog, self._shell))

    def _run(self, work: Callable[[], Any]) -> None:
        self._runner.write(lambda job: work(), lambda _: self._changed(), self._shell.show_error)

    def _changed(self) -> None:
        self._shell.records_changed()
        self.load()
