"""Answers the screen of notices; knows the disclosure service, not widgets' insides."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.notice_state import NoticeAction
from desktop.domain.problem import Problem, ProblemError
from desktop.services.disclosure import notices, objections, papers, postings, sheets
from desktop.services.disclosure.notices import NoticeDetail, NoticeSummary, Printed
from ui.dialogs.files import choose_folder, save_file
from ui.dialogs.sheet_printing import print_sheet
from ui.screens.documents.aid_dialog import AidDialog
from ui.screens.documents.life_presenter import NoticeLife, NoticeLifePresenter, read_life
from ui.screens.documents.making import ask_for_notice
from ui.screens.documents.meetings_dialog import MeetingsDialog
from ui.screens.documents.rows_dialog import open_rows
from ui.screens.documents.table_model import GROUP_OF, OBJECTED, TO_TAKE_DOWN, fits
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.documents.verify_dialog import VerifyDialog

if TYPE_CHECKING:
    from desktop.services.disclosure.archive import ArchiveReport
    from desktop.services.disclosure.sheets import Sheet
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.documents.view import DocumentsScreen
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentsPresenter", text)


class DocumentsPresenter:
    """One notice at a time; its sheet is drawn off the GUI thread and closed when another comes."""

    def __init__(
        self, view: "DocumentsScreen", office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._state = self._asked = ""
        self._current = ""
        self._detail: NoticeDetail | None = None
        self._sheet: Sheet | None = None
        self._wanted_notice = ""
        self._wanted_rows = ""
        self.life = NoticeLifePresenter(view, office, runner, shell, self._changed)

    def load(self) -> None:
        """Read the list anew."""
        state, asked, office = self._state, self._asked, self._office

        def work(_job: JobHandle) -> tuple[tuple[NoticeSummary, ...], dict[str, frozenset[str]]]:
            down = postings.list_due_down(office, office.today())
            may_read = office.may(Right.READ_OBJECTIONS)
            waiting = objections.list_open_objections(office) if may_read else ()
            return notices.list_notices(office), {
                TO_TAKE_DOWN: frozenset(each.notice_id for each in down),
                OBJECTED: frozenset(each.notice_id for each in waiting),
            }

        def show(read: tuple[tuple[NoticeSummary, ...], dict[str, frozenset[str]]]) -> None:
            if (state, asked) != (self._state, self._asked):
                return
            found, marked = tuple(each for each in read[0] if fits(each, asked)), read[1]
            here = {notice.id for notice in found}
            counts = Counter(GROUP_OF[notice.state] for notice in found)
            counts[""] = len(found)
            counts.update({key: len(ids & here) for key, ids in marked.items()})
            shown = [
                notice
                for notice in found
                if not state or GROUP_OF[notice.state] == state or notice.id in marked.get(state, ())
            ]
            wanted, self._wanted_notice = self._wanted_notice, ""
            self._view.show_notices(shown, state, dict(counts), asked, wanted)

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def show_state(self, state: str) -> None:
        """Show the notices of one group of states, those one has to look after, or all when empty."""
        self._state = state
        self.load()

    def search(self, asked: str) -> None:
        """Show only notices with these words, in whichever group is shown."""
        self.show_list(self._state, asked)

    def show_list(self, state: str, asked: str) -> None:
        """Show the notices of a group with these words."""
        self._state, self._asked = state, asked
        self.load()

    def show_notice(self, notice_id: str, *, fills: bool = False) -> None:
        """Show one notice in the list of all, and what is typed for it if that is wished."""
        self._wanted_notice = notice_id
        self._wanted_rows = notice_id if fills else ""
        self._forget_search()
        self.show_state("")

    def choose(self, notice_id: str) -> None:
        """Read one notice and its sheet."""
        self._current = notice_id
        if not notice_id:
            return
        office = self._office

        def work(job: JobHandle) -> tuple[NoticeLife, Printed | Exception]:
            life = read_life(office, notice_id)
            try:
                return life, notices.preview(office, notice_id, job)
            except ProblemError as error:  # the list entry stays usable when its facts can't be printed
                return life, error

        def show(read: tuple[NoticeLife, Printed | Exception]) -> None:
            if self._current == notice_id:
                self._show(*read)

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def _show(self, life: NoticeLife, printed: Printed | Exception) -> None:
        self._detail = life.detail
        self._view.show_life(life)
        self.life.show(life)
        self._drop_sheet()
        self._view.explain.show_sheet(life.detail.summary.id)
        if isinstance(printed, ProblemError):
            self._view.preview.clear()
            self._view.show_warnings(printed.problems)
        elif isinstance(printed, Printed):
            self._sheet = sheets.open_sheet(printed.pdf)
            self._view.show_warnings(printed.warnings)
            self._view.preview.show_document(
                len(self._sheet.sizes), self._sheet.page, self._sheet.sizes[0][0]
            )
        wanted, self._wanted_rows = self._wanted_rows, ""
        if wanted == life.detail.summary.id and life.detail.can_be_filled:
            self._fill(life.detail)

    def _drop_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None

    def close(self) -> None:
        """The screen goes away."""
        self._drop_sheet()

    # Making

    def make(self) -> None:
        """Ask for a new notice."""
        ask_for_notice(self._office, self._runner, self._shell, self._view, self._on_made)

    def _forget_search(self) -> None:
        """Whatever was searched for must not hide what is shown next."""
        self._asked = ""
        self._view.search.set_text_silently("")

    def _on_made(self, notice_id: str) -> None:
        self._wanted_notice = notice_id
        self._forget_search()
        self._state = ""
        self._shell.records_changed()

    def open_accounts(self) -> None:
        """Go to the entries, accounts and balances."""
        self._shell.open_screen("finance")

    def open_meetings(self) -> None:
        """Look at and enter meetings."""
        if self._office.may(Right.READ_MEETINGS):
            MeetingsDialog(self._office, self._runner, self._shell, self._view).open()

    def open_aid(self) -> None:
        """Look at and enter grants of the minimum living allowance."""
        if self._office.may(Right.READ_AID):
            AidDialog(self._office, self._runner, self._shell, self._view).open()

    def open_layouts(self) -> None:
        """Adapt how sheets look, beginning with that of the notice shown."""
        from ui.screens.layouts.dialog import LayoutsDialog

        shown = self._detail.request.template if self._detail is not None else ""
        LayoutsDialog(self._office, self._runner, self._shell, self._view, shown).open()

    def open_batch(self) -> None:
        """Print several issued sheets at once: those chosen in the list, or those of a quarter."""
        if self._office.may(Right.PRINT):
            from ui.screens.documents.batch_dialog import BatchDialog

            chosen = self._view.table.selected_ids()
            chosen = chosen if len(chosen) > 1 else ()
            BatchDialog(self._office, self._runner, self._shell, self._view, chosen).open()

    def _choose_paper(self, detail: NoticeDetail) -> None:
        from ui.screens.documents.paper_dialog import PaperDialog

        office, notice_id = self._office, detail.summary.id
        dialog = PaperDialog(papers.paper_of(detail.request), self._view)
        dialog.submitted.connect(
            lambda choice: self._run(lambda job: papers.choose_paper(office, notice_id, choice))
        )
        dialog.open()

    # Steps

    def act(self, action: str) -> None:
        """Do what a button says with the notice that is shown."""
        if self._detail is None:
            return
        office, notice_id = self._office, self._detail.summary.id
        plain: dict[str, Callable[[JobHandle], object]] = {
            NoticeAction.REFRESH: lambda job: notices.refresh(office, notice_id),
            NoticeAction.SUBMIT: lambda job: notices.submit(office, notice_id),
            NoticeAction.REVIEW: lambda job: notices.review(office, notice_id),
            NoticeAction.ARCHIVE: lambda job: notices.archive(office, notice_id),
        }
        asked: dict[str, Callable[[], None]] = {
            NoticeAction.DECIDE: self.life.decide,
            NoticeAction.APPROVE: self.life.approve,
            NoticeAction.POST: self.life.post,
            NoticeAction.TAKE_DOWN: self.life.take_down,
        }
        if action in plain:
            self._run(plain[action])
        elif action in asked:
            asked[action]()
        elif action == "issue":
            self._issue(notice_id)
        elif action == "print":
            self.print_chosen()
        elif action == "save":
            self._choose_file()
        elif action == "paper":
            self._choose_paper(self._detail)
        elif action == "fill":
            self._fill(self._detail)
        else:
            self._ask_text(action, notice_id)

    def _run(self, work: Callable[[JobHandle], object]) -> None:
        self._runner.write(work, lambda _result: self._changed(), self._shell.show_error)

    def _changed(self) -> None:
        self._shell.records_changed()

    def _fill(self, detail: NoticeDetail) -> None:
        """Type what the draft says; it then takes the facts anew."""
        office, notice_id = self._office, detail.summary.id
        dialog = open_rows(self._view, office, self._runner, self._shell, detail.request, notice_id)
        dialog.saved.connect(lambda: self._run(lambda job: notices.refresh(office, notice_id)))

    def _issue(self, notice_id: str) -> None:
        self._shell.run_long(
            _tr("正在发布"),
            lambda job: notices.issue(self._office, notice_id, job),
            self._on_issued,
            writes=True,
            steps={"compile": _tr("取数"), "render": _tr("排版"), "gate": _tr("检查有没有泄露个人信息")},
        )

    def _on_issued(self, _printed: Printed) -> None:
        self._shell.notify(_tr("已发布并存档，可以打印张贴了。"))
        self._changed()

    def _ask_text(self, action: str, notice_id: str) -> None:
        office = self._office
        asks = {
            "return": (_tr("退回"), _tr("为什么退回？起草人会看到这句话。"), _tr("退回")),
            "withdraw": (_tr("撤回"), _tr("为什么撤回？编号和存档都会保留。"), _tr("撤回")),
            "correct": (_tr("更正"), _tr("更正了什么？会生成新的一版，旧版留在存档里。"), _tr("更正")),
        }
        works: dict[str, Callable[[str], object]] = {
            "return": lambda text: notices.return_notice(office, notice_id, text),
            "withdraw": lambda text: notices.withdraw(office, notice_id, text),
        }
        title, question, yes = asks[action]
        dialog = TextDialog(title, question, yes, self._view, danger=action == "withdraw")
        if action == "correct":  # work goes on with the new version
            dialog.submitted.connect(
                lambda text: self._runner.write(
                    lambda job: notices.correct(office, notice_id, text),
                    self._on_made,
                    self._shell.show_error,
                )
            )
        else:
            dialog.submitted.connect(lambda text: self._run(lambda job: works[action](text)))
        dialog.open()

    # Printing

    def print_chosen(self) -> None:
        """Print the archived sheet; each print is written down."""
        detail, sheet = self._detail, self._sheet
        if detail is None or sheet is None or "print" not in detail.allowed:
            return
        print_sheet(
            self._view,
            self._runner,
            detail.summary.number,
            sheet,
            partial(self._on_printed, detail.summary.id),
            self._shell.show_error,
        )

    def _on_printed(self, notice_id: str) -> None:
        self._run(lambda job: notices.record_print(self._office, notice_id, 1))

    def _choose_file(self) -> None:
        detail = self._detail
        if detail is None:
            return
        name = f"{detail.summary.title}.pdf"
        save_file(
            self._view, _tr("另存 PDF"), name, _tr("PDF 文件 (*.pdf)"), partial(self._save, detail.summary.id)
        )

    def _save(self, notice_id: str, path: Path) -> None:
        self._shell.run_long(
            _tr("正在保存"),
            lambda job: sheets.save_sheet(self._office, notice_id, path),
            lambda _none: self._shell.notify(_tr("已保存。")),
            writes=True,
        )

    def verify(self) -> None:
        """Ask for a file or a code, and say whether it is an archived sheet."""
        dialog = VerifyDialog(self._office, self._runner, self._view)
        dialog.notice_wanted.connect(self.show_notice)
        dialog.open()

    def archive(self) -> None:
        """Write the archive of a year into a folder."""
        if not self._office.may(Right.PRINT):
            return
        dialog = TextDialog(
            _tr("年度归档"),
            _tr("归档哪一年？按表上的落款日期算。接着选一个文件夹，档案建在里面。"),
            _tr("选文件夹…"),
            self._view,
            text=str(self._office.today().year),
        )
        dialog.submitted.connect(self._choose_archive)
        dialog.open()

    def _choose_archive(self, text: str) -> None:
        if not (text.isascii() and text.isdigit()):
            self._shell.show_problem(Problem("DOC-157", {"year": text}))
            return
        choose_folder(self._view, _tr("档案建在哪里"), partial(self._archive, int(text)))

    def _archive(self, year: int, folder: Path) -> None:
        from desktop.services.disclosure.archive import archive_year  # late: once a year

        self._shell.run_long(
            _tr("正在归档"),
            lambda job: archive_year(self._office, year, folder, job),
            self._archived,
            steps={"collect": _tr("取出存档"), "write": _tr("写文件"), "bind": _tr("装订合订本")},
        )

    def _archived(self, report: "ArchiveReport") -> None:
        if report.problems:
            self._shell.show_problem(ProblemError(report.problems))
            return
        self._shell.notify(
            _tr("已归档 {count} 份，{pages} 页：{folder}").format(
                count=report.notices, pages=report.pages, folder=report.folder.name
            )
        )
