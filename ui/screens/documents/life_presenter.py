"""Boards, objections and the steps of a notice that ask for more than a reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.disclosure_item import Decision
from desktop.domain.notice_state import NoticeAction
from desktop.domain.problem import Problem
from desktop.services.disclosure import notices, objections, postings
from desktop.services.disclosure.notices import NoticeDetail
from desktop.services.disclosure.objections import Objection
from desktop.services.disclosure.postings import Posting
from desktop.services.disclosure.scope import usual_places
from ui.dialogs.refusal import write_for
from ui.screens.attachments.dialog import AttachmentsDialog
from ui.screens.documents.step_dialogs import (
    AnswerDialog,
    ApproveDialog,
    ConcludeDialog,
    DecideDialog,
    ObjectionDialog,
    PostingDialog,
    StepDialog,
    TakeDownDialog,
)

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.documents.view import DocumentsScreen
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoticeLife", text)


@dataclass(frozen=True, slots=True)
class NoticeLife:
    """A notice with its boards and objections; the latter None without the right to read them.

    ``places`` are the boards it is meant for: those it names, else the usual ones of its item.
    """

    detail: NoticeDetail
    places: tuple[str, ...]
    postings: tuple[Posting, ...]
    objections: tuple[Objection, ...] | None


def read_life(office: "Office", notice_id: str) -> NoticeLife:
    """Read all that stands beside the sheet of a notice.

    Raises:
        ProblemError: DOC-132, SYS-403.
    """
    may_read = office.may(Right.READ_OBJECTIONS)
    detail = notices.get_notice(office, notice_id)
    return NoticeLife(
        detail,
        detail.request.places or usual_places(office, detail.summary.item_code, office.today()),
        postings.list_postings(office, notice_id),
        objections.list_objections(office, notice_id) if may_read else None,
    )


class NoticeLifePresenter:
    """Opens the dialogs of one notice and writes what was typed."""

    def __init__(
        self,
        view: "DocumentsScreen",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        changed: Callable[[], None],
    ) -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._changed = changed
        self._life: NoticeLife | None = None

    def show(self, life: NoticeLife | None) -> None:
        """Take another notice; None for none."""
        self._life = life
        if life is None:
            return
        may_edit = self._office.may(Right.EDIT_OBJECTIONS)
        self._view.boards.show_postings(life.postings)
        if life.objections is None:
            self._view.objections.show_hidden()
        else:
            may_add = may_edit and objections.can_be_objected(life.detail.summary.state)
            self._view.objections.show_objections(life.objections, may_add=may_add, may_edit=may_edit)
        self._view.life.show_life(life.detail)

    def _open(
        self, dialog: StepDialog, write: Callable[[object], Sequence[Problem] | None], done: str
    ) -> None:
        """Open a dialog; what it submits is written, and what is wrong goes back into it."""

        def submit(typed: object) -> None:
            def written(warnings: Sequence[Problem] | None) -> None:
                self._changed()
                told = [messages.reason(each) + messages.advice(each) for each in warnings or ()]
                self._shell.notify("\n".join(told) or done)

            write_for(dialog, self._runner, self._shell, lambda: write(typed), written, in_place=True)

        dialog.submitted.connect(submit)
        dialog.open()

    def post(self) -> None:
        """Ask where sheets were hung."""
        life, office = self._life, self._office
        if life is None or NoticeAction.POST not in life.detail.allowed:
            return
        hanging = {each.place for each in life.postings if each.taken_down_on is None}
        boards = [place for place in life.places if place not in hanging]
        dialog = PostingDialog(boards, office.user.display_name, office.today(), self._view)
        notice_id = life.detail.summary.id

        def write(typed: object) -> Sequence[Problem]:
            assert isinstance(typed, postings.NewPosting)
            return postings.post(office, notice_id, typed)

        self._open(dialog, write, _tr("张贴已登记。"))

    def take_down(self) -> None:
        """Ask which sheets came down."""
        life, office = self._life, self._office
        if life is None or NoticeAction.TAKE_DOWN not in life.detail.allowed:
            return
        hanging = [each for each in life.postings if each.taken_down_on is None]
        if not hanging:
            return
        today = office.today()
        due = frozenset(each.id for each in hanging if each.take_down_on <= today)
        dialog = TakeDownDialog(hanging, due, office.user.display_name, today, self._view)

        def write(typed: object) -> Sequence[Problem]:
            assert isinstance(typed, tuple)
            return postings.take_down(office, *typed)

        self._open(dialog, write, _tr("取下已登记。"))

    def show_photos(self, posting_id: str, place: str) -> None:
        """Show the photographs of a sheet on its board."""
        target = ("notice_posting", posting_id)
        AttachmentsDialog(self._office, self._runner, self._shell, target, place, self._view).open()

    def decide(self) -> None:
        """Ask for the meeting that decided."""
        life, office = self._life, self._office
        if life is None or NoticeAction.DECIDE not in life.detail.allowed:
            return
        body = {
            Decision.COMMITTEES: _tr("村“两委”联席会议"),
            Decision.BRANCH: _tr("支部委员会会议"),
            Decision.ASSEMBLY: _tr("村民会议或者村民代表会议"),
        }.get(life.detail.route.decision, "")
        dialog = DecideDialog(body, office.today(), self._view)
        notice_id = life.detail.summary.id

        def write(typed: object) -> None:
            assert isinstance(typed, tuple)
            notices.decide(office, notice_id, *typed)

        self._open(dialog, write, _tr("审定已登记。"))

    def approve(self) -> None:
        """Ask for the township's document."""
        life, office = self._life, self._office
        if life is None or NoticeAction.APPROVE not in life.detail.allowed:
            return
        dialog = ApproveDialog(office.today(), self._view)
        notice_id = life.detail.summary.id

        def write(typed: object) -> None:
            assert isinstance(typed, tuple)
            notices.approve(office, notice_id, *typed)

        self._open(dialog, write, _tr("上级意见已登记，可以发布了。"))

    def object(self) -> None:
        """Ask for an objection."""
        life, office = self._life, self._office
        may = office.may(Right.EDIT_OBJECTIONS)
        if life is None or not may or not objections.can_be_objected(life.detail.summary.state):
            return
        dialog = ObjectionDialog(office, self._runner, self._view)
        dialog.person.failed.connect(self._shell.show_error)
        notice_id = life.detail.summary.id

        def write(typed: object) -> None:
            assert isinstance(typed, objections.NewObjection)
            objections.add_objection(office, notice_id, typed)

        self._open(dialog, write, _tr("异议已登记，请按期答复。"))

    def answer(self, objection: Objection) -> None:
        """Ask for the answer to an objection."""
        office = self._office
        dialog = AnswerDialog(objection, office.today(), self._view)

        def write(typed: object) -> None:
            assert isinstance(typed, tuple)
            objections.answer_objection(office, objection.id, *typed)

        self._open(dialog, write, _tr("答复已登记。"))

    def conclude(self, objection: Objection) -> None:
        """Ask whether somebody is content."""
        office = self._office
        dialog = ConcludeDialog(objection, office.today(), self._view)

        def write(typed: object) -> None:
            assert isinstance(typed, tuple)
            objections.conclude_objection(office, objection.id, *typed)

        self._open(dialog, write, _tr("处理结果已登记。"))
