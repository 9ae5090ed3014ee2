"""Answers the screen of matters; knows the matters service, not widgets' insides."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.matter_step import MatterStep
from desktop.domain.problem import Problem
from desktop.services import matter_notices, matter_steps, matters
from desktop.services.matter_steps import NewStep, TopicVotes
from desktop.services.matters import (
    LinkedRow,
    MatterDetail,
    MatterState,
    MatterSummary,
    MeetingRow,
    NewMatter,
)
from desktop.words import word
from ui.dialogs.refusal import write_for
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.matters.detail import MatterRights
from ui.screens.matters.matter_dialog import MatterDialog
from ui.screens.matters.step_dialog import DayTextDialog, StepContext, StepDialog, is_disclosure
from ui.screens.matters.unlinked_dialog import UnlinkedDialog
from ui.screens.register.print_dialog import Paper, PrintDialog

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.matters.view import MattersScreen
    from ui.shell.shell_api import Shell

_OFFERED_DAYS = 400
"""Meetings of how many days back are offered for a step."""

VIEWS = ("running", "gaps", "done", "dropped", "all")


def _tr(text: str) -> str:
    return QCoreApplication.translate("MattersPresenter", text)


def _is_in(view: str, matter: MatterSummary) -> bool:
    if view == "gaps":
        return matter.gaps > 0
    return view == "all" or matter.state is MatterState(view)


class MattersPresenter:
    """One view and one matter at a time; answers to older questions are dropped."""

    def __init__(self, view: "MattersScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._shown = ("running", "")  # view and text
        self._current = ""
        self._detail: MatterDetail | None = None
        self._wanted_matter = ""

    @property
    def rights(self) -> MatterRights:
        """What the user at work may do."""
        office = self._office
        return MatterRights(
            office.may(Right.EDIT_MATTERS), office.may(Right.DRAFT_NOTICE), office.may(Right.PRINT)
        )

    def load(self) -> None:
        """Read the list anew."""
        asked = self._shown
        office = self._office

        def show(found: tuple[MatterSummary, ...]) -> None:
            if asked != self._shown:
                return
            counts = {view: sum(_is_in(view, matter) for matter in found) for view in VIEWS}
            shown = [matter for matter in found if _is_in(asked[0], matter)]
            self._view.show_matters(shown, counts, asked[1])
            if self._wanted_matter:
                self._view.select_matter(self._wanted_matter)
                self._wanted_matter = ""

        self._runner.read(
            lambda job: matters.list_matters(office, asked[1]), show, self._shell.show_error, owner=self._view
        )

    def search(self, text: str) -> None:
        """Find matters by a text among all, or go back to those under way."""
        self.show_view("all" if text else "running", text)

    def show_view(self, view: str, text: str = "") -> None:
        """Show another view."""
        self._shown = (view, text)
        self._view.show_view(view)
        self.load()

    def show_matter(self, matter_id: str) -> None:
        """Show one matter in the list of all."""
        self._wanted_matter = matter_id
        self.show_view("all")

    def choose(self, matter_id: str) -> None:
        """Read one matter for the panel beside the list."""
        self._current = matter_id
        if not matter_id:
            return

        def show(detail: MatterDetail) -> None:
            if self._current == matter_id:
                self._detail = detail
                self._view.show_detail(detail, self.rights)

        self._runner.read(
            lambda job: matters.get_matter(self._office, matter_id),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    # Writing

    def add(self) -> None:
        """Ask for a new matter."""
        if self._office.may(Right.EDIT_MATTERS):
            self._open_matter(None, None)

    def edit(self) -> None:
        """Change the matter that is shown."""
        detail = self._detail
        if detail is None or not self._office.may(Right.EDIT_MATTERS):
            return
        if detail.summary.state is not MatterState.DROPPED:
            self._open_matter(detail, None)

    def _open_matter(self, existing: MatterDetail | None, link: LinkedRow | None) -> None:
        office = self._office
        code = office.vault.village.division_code
        dialog = MatterDialog(office.today(), code, self._view, existing=existing, link=link)

        def work(new: NewMatter) -> str:
            if existing is None:
                return matters.add_matter(office, new, link)
            matters.edit_matter(office, existing.summary.id, new)
            return existing.summary.id

        def save(new: NewMatter) -> None:
            self._store(dialog, lambda: work(new), self._go_to)

        dialog.submitted.connect(save)
        dialog.open()

    def _go_to(self, matter_id: str) -> None:
        self._wanted_matter = matter_id
        self._shell.records_changed()
        self.show_view(self._shown[0] if self._shown[0] in ("running", "all") else "all")

    def _store(
        self,
        dialog: "MatterDialog | StepDialog | DayTextDialog",
        work: Callable[[], Any],
        done: Callable[[Any], None],
    ) -> None:
        """Write what a dialog asks for; it closes when it is stored."""
        write_for(dialog, self._runner, self._shell, work, done)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        def stored(result: Any) -> None:
            self._changed()
            if done is not None:
                done(result)

        self._runner.write(lambda job: work(), stored, self._shell.show_error)

    def _changed(self) -> None:
        self._shell.records_changed()

    def take_step(self, step: MatterStep) -> None:
        """Ask for the meeting of a step, or for the remark of an older disclosure."""
        detail = self._detail
        if detail is None:
            return
        if is_disclosure(step):
            self._ask_remark(detail, step)
            return
        office = self._office
        since = (office.today() - timedelta(days=_OFFERED_DAYS)).isoformat()

        def ask(read: tuple[Sequence[MeetingRow], tuple[int, int], dict[str, TopicVotes]]) -> None:
            code = office.vault.village.division_code
            context = StepContext(read[0], office.today(), code, eligible=read[1], votes=read[2])
            dialog = StepDialog(step, detail, context, self._view)
            dialog.submitted.connect(partial(self._save_step, dialog, detail, step))
            dialog.open()

        def work(
            _job: JobHandle,
        ) -> tuple[Sequence[MeetingRow], tuple[int, int], dict[str, TopicVotes]]:
            found = matter_steps.find_meetings_for(office, step, min(since, detail.summary.opened_on))
            votes = matter_steps.find_topic_votes(office, detail.summary.id)
            return found, matter_steps.count_eligible(office, office.today()), votes

        self._runner.read(work, ask, self._shell.show_error, owner=self._view)

    def _save_step(
        self, dialog: "StepDialog | DayTextDialog", detail: MatterDetail, step: MatterStep, new: NewStep
    ) -> None:
        def done(warnings: tuple[Problem, ...]) -> None:
            told = _tr("已登记：{step}").format(step=word(step.label))
            self._shell.notify("　".join((told, *map(messages.reason, warnings))))
            self._changed()

        self._store(
            dialog, lambda: matter_steps.record_step(self._office, detail.summary.id, step, new), done
        )

    def _ask_remark(self, detail: MatterDetail, step: MatterStep) -> None:
        each = detail.step(step)
        dialog = DayTextDialog(
            word(step.label),
            (_tr("张贴日期"), _tr("贴在哪里，底稿在哪里")),
            self._office.today(),
            self._view,
            day=each.path.fact.done_on.isoformat() if each.path.fact else "",
            text=each.text,
        )
        dialog.submitted.connect(
            lambda day, text: self._save_step(dialog, detail, step, NewStep(day, text=text))
        )
        dialog.open()

    def complete(self) -> None:
        """Ask when the work was done and what came out of it."""
        detail = self._detail
        if detail is None:
            return
        dialog = DayTextDialog(
            _tr("登记实施结果"),
            (_tr("办结日期"), _tr("实施结果")),
            self._office.today(),
            self._view,
            day=detail.completed_on,
            text=detail.result,
        )
        matter_id = detail.summary.id

        def save(day: str, text: str) -> None:
            self._store(
                dialog,
                lambda: matters.complete_matter(self._office, matter_id, day, text),
                lambda _none: self._changed(),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def remove_step(self, step: MatterStep) -> None:
        """Take back what was recorded of a step, after a question."""
        detail = self._detail
        if detail is None:
            return
        matter_id = detail.summary.id
        self._shell.ask(
            _tr("撤销“{step}”的登记？").format(step=word(step.label)),
            _tr("会议记录不动，可以重新登记这一步。"),
            _tr("撤销"),
            lambda: self._run(lambda: matter_steps.remove_step(self._office, matter_id, step)),
            danger=True,
        )

    def drop(self) -> None:
        """Ask why the matter will not be done."""
        detail = self._detail
        if detail is None:
            return
        matter_id = detail.summary.id
        dialog = TextDialog(
            _tr("不办了"),
            _tr("为什么不办？已登记的会议和公告都会保留。"),
            _tr("定为不办"),
            self._view,
            danger=True,
        )
        dialog.submitted.connect(
            lambda text: self._run(lambda: matters.drop_matter(self._office, matter_id, text))
        )
        dialog.open()

    def draft(self, step: MatterStep) -> None:
        """Draft the notice of a disclosure and go to it."""
        detail = self._detail
        if detail is None:
            return
        matter_id = detail.summary.id

        def go(notice_id: str) -> None:
            self._shell.notify(_tr("公告已起草，核对后送审。"))
            self.open_notice(notice_id)

        self._run(lambda: matter_notices.draft_notice(self._office, matter_id, step), go)

    def open_notice(self, notice_id: str) -> None:
        """Show a notice where notices are worked on."""
        self._shell.open_record("documents", "notice", notice_id)

    # Links

    def open_unlinked(self) -> None:
        """Show large contracts, projects and spendings without a matter."""
        office = self._office
        if not (office.may(Right.EDIT_MATTERS) and office.may(Right.READ_FINANCE)):
            return
        since = office.today().replace(month=1, day=1).isoformat()

        def work(_job: JobHandle) -> tuple[tuple[LinkedRow, ...], tuple[MatterSummary, ...]]:
            return matters.list_unlinked(office, since), matters.list_matters(office)

        def show(read: tuple[tuple[LinkedRow, ...], tuple[MatterSummary, ...]]) -> None:
            rows, found = read
            open_ones = [matter for matter in found if matter.state is not MatterState.DROPPED]
            dialog = UnlinkedDialog(rows, open_ones, self._view)
            dialog.new_wanted.connect(partial(self._open_matter, None))
            dialog.link_wanted.connect(self._link)
            dialog.open()

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def _link(self, matter_id: str, record: LinkedRow) -> None:
        self._run(
            lambda: matters.link_record(self._office, matter_id, record),
            lambda _: self.show_matter(matter_id),
        )

    def unlink(self, record: LinkedRow) -> None:
        """Take a link back."""
        self._run(lambda: matters.unlink_record(self._office, record))

    # Paper

    def print_record(self) -> None:
        """Preview the page for the file."""
        self._open_paper(
            _tr("四议两公开六步一览"), _tr("归档用的一页，缺的步骤也写明。打印会记入日志。"), wall=False
        )

    def print_progress(self) -> None:
        """Preview the sheet for the wall."""
        self._open_paper(_tr("四议两公开进度公示"), _tr("贴在公开栏，已查过没有个人号码。"), wall=True)

    def _open_paper(self, name: str, note: str, *, wall: bool) -> None:
        detail = self._detail
        if detail is None:
            return
        office, matter_id = self._office, detail.summary.id

        def make(_full: bool, _job: JobHandle) -> bytes:
            from desktop.services.matter_printing import render_matter_progress, render_matter_record

            return (render_matter_progress if wall else render_matter_record)(office, matter_id)

        paper = Paper(name, name, note, "", False, make)
        PrintDialog(office, self._runner, self._shell, paper, self._view).open()
