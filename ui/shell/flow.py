"""From the data folder to the open office and back: opening, locking, switching, closing.

What only an open office, a trouble or a dialog needs is imported when it comes to that
(docs/decisions/0012-start.md).
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.words import word
from ui.jobs import JobRunner
from ui.kept_setting import keep
from ui.screens.opening.opening_page import EntryPage, OpeningPage
from ui.screens.opening.opening_services import OpeningServices
from ui.screens.opening.unlock_view import UnlockView, UserChoice
from ui.shell.guess_ahead import GuessAhead
from ui.shell.main_window import MainWindow
from ui.shell.preparation import Preparation
from ui.theme import Appearance, apply_appearance, apply_language, keep_appearance, read_appearance

if TYPE_CHECKING:
    from concurrent.futures import Future
    from logging import Logger

    from PySide6.QtWidgets import QDialog

    from desktop.domain.accounts import Role
    from desktop.services.office import Office
    from desktop.vault.inspection import FolderReport, VaultUser
    from ui.screens.opening.wizard_presenter import WizardPresenter
    from ui.screens.opening.wizard_view import Start
    from ui.shell.idle_watcher import IdleWatcher
    from ui.shell.screen_spec import ScreenSpec
    from ui.shell.workspace import ShellServices, Workspace

IMPORT_SCREEN = "import"
_CAN_RESTORE = {"damaged", "newer"}
_CAN_RETRY = {"in_use", "newer"}


_PATIENCE_SECONDS = 5.0


def _log() -> "Logger":
    import logging  # late: before there is an office nothing is logged

    return logging.getLogger(__name__)


def _close_after(office: "Office", left: "frozenset[Future[None]]") -> None:
    """Close an office once nothing writes to it any more; a county that does not answer is not waited for."""
    from concurrent.futures import wait

    wait(left, timeout=_PATIENCE_SECONDS)
    office.close()


def _reasons(problems: "Sequence[Problem]") -> str:
    if not problems:
        return ""
    from desktop import messages

    return "；".join(messages.reason(problem) for problem in problems)


class FlowServices(NamedTuple):
    """What the way in and out needs; made by the composition root.

    Attributes:
        opening: The services over a data folder.
        shell: What the shell asks of an open office.
        auto_lock_minutes: Idle minutes until the window locks, 0 never; reads the register.
        restore: Restores a backup file into an empty folder; None where there is no such service.
        go_back: Puts a backup in the place of the office in a folder, which nobody has open.
        fill_with_sample: Puts the sample village into a new office; None where it is not shipped.
        before_closing: Last work on an office before it closes, such as a backup.
        load: Imports what opening an office takes, in any thread.
        keep_folder: Makes a folder that was chosen here the one to start from.
        is_kept_folder: Whether an office was opened in a folder because it was chosen there.
    """

    opening: Callable[[Path], OpeningServices]
    shell: Callable[["Office"], "ShellServices"]
    auto_lock_minutes: Callable[["Office"], int]
    restore: Callable[[Path, Path, JobHandle], None] | None = None
    go_back: Callable[[Path, Path, JobHandle], None] | None = None
    fill_with_sample: Callable[["Office", JobHandle], None] | None = None
    before_closing: Callable[["Office", JobHandle], None] | None = None
    load: Callable[[], None] = lambda: None
    keep_folder: Callable[[Path], None] = lambda folder: None
    is_kept_folder: Callable[[Path], bool] = lambda folder: False


class _ClosedDialog(NamedTuple):
    """Whose dialog a lock closed, and the draft with its texts, which lie in the register alone."""

    login: str
    draft: str


class OfficeFlow(QObject):
    """Owns the window's page and the open office.

    Locking covers the window at once and closes the office, which wipes its key, as soon as the
    writes under way are stored. Whoever unlocks before that goes on where they were.
    """

    entered = Signal(object)  # the Workspace that is now in front
    waiting = Signal(object)  # the opening page that is now in front

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        folder: Path,
        services: FlowServices,
        screens: Callable[[], "tuple[ScreenSpec, ...]"],
    ) -> None:
        super().__init__()
        self._application = application
        self._window = window
        self._services = services
        self._screens = screens  # asked for behind the first page
        self._opening = services.opening(folder)
        self._chosen_folder: Path | None = None
        self._note = ""  # for the next unlock page
        self._unfinished: tuple[str, tuple[str, str, str]] | None = None  # whose, and what was half typed
        self._closed_dialogs: list[_ClosedDialog] = []
        self._jobs = JobRunner(self)  # for opening; an office brings its own
        self._office: Office | None = None
        self._runner: JobRunner | None = None
        self._workspace: Workspace | None = None
        self._lock_minutes = 0
        self._ahead_of: EntryPage | None = None  # kept while the workspace is shown before there is an office
        self._is_locked = False
        self._is_closing = False
        self._wizard: WizardPresenter | None = None
        self._users: tuple[VaultUser, ...] = ()
        self._village = ""
        self._last_login = str(QSettings().value("shell/login", ""))
        self._preparation = Preparation(self._jobs, self._screens, services.load, self)
        self._guess = GuessAhead(self._jobs, self._begin_guess, self._end_guess, self)
        window.may_close = self._may_close

    @cached_property
    def _idle(self) -> "IdleWatcher":
        """Made with the first office: the unlock page has nothing to lock."""
        from ui.shell.idle_watcher import IdleWatcher

        watcher = IdleWatcher(self)
        watcher.idle.connect(self._on_idle)
        return watcher

    @property
    def window(self) -> MainWindow:
        """The window whose page this is."""
        return self._window

    @property
    def workspace(self) -> "Workspace | None":
        """The workspace of the open office, or None."""
        return self._workspace

    @property
    def office(self) -> "Office | None":
        """The open office, or None."""
        return self._office

    # Opening

    def start(self) -> None:
        """Look at the folder and show what it asks for."""
        self._jobs.read_alone(lambda job: self._opening.inspect(), self._on_inspected, self.show_error)

    def enter_with(self, login: str, password: str) -> None:
        """Open without asking, for benchmarks and pictures; failing shows the unlock page."""
        self._last_login = login
        self._unlock(login, password)

    def _on_inspected(self, report: "FolderReport") -> None:
        self._users = report.users
        self._village = report.village.name if report.village else ""
        state = report.state.value
        if state == "empty" and self._services.is_kept_folder(self._opening.path):
            self._show_folder_gone()
        elif state == "empty":
            self._show_wizard()
        elif state == "ready":
            note, self._note = self._note, ""
            self._show_unlock(_reasons(report.problems) or note)
        else:
            self._show_trouble(
                report.problems, can_retry=state in _CAN_RETRY, can_restore=state in _CAN_RESTORE
            )

    def _show_folder_gone(self) -> None:
        """A disk that is not plugged in must not look like a new office."""
        problem = Problem("VLT-036", {"path": str(self._opening.path)})
        self._show_trouble((problem,), can_retry=True, can_restore=True)

    def _show_trouble(self, problems: "Sequence[Problem]", *, can_retry: bool, can_restore: bool) -> None:
        from ui.screens.opening.trouble_view import TroubleView

        can_restore = can_restore and self._services.restore is not None
        view = TroubleView(problems, can_retry=can_retry, can_restore=can_restore)
        view.retry_requested.connect(self.start)
        view.other_folder_requested.connect(self._choose_folder)
        view.restore_requested.connect(self._choose_backup)
        self._show(view)

    def _show_unlock(self, note: str = "") -> None:
        view = UnlockView(self._village, self._choices(), self._last_login, parent=self._window.room)
        view.unlock_requested.connect(self._unlock)
        view.typed.connect(self._guess.on_typed)
        view.typed.connect(lambda login, _: self._make_workspace(login))
        view.forgotten.connect(self._show_recover)
        view.other_folder_requested.connect(self._choose_folder)
        self._show(view)
        if note:
            view.show_note(note)
        self._preparation.start()

    def _show_recover(self) -> None:
        from ui.screens.opening.recover_view import RecoverView

        view = RecoverView(self._village, self._choices(), self._last_login)
        view.recover_requested.connect(self._recover)
        view.back_requested.connect(self._show_unlock)
        self._show(view)

    def _show_wizard(self) -> None:
        from ui.screens.opening.wizard_presenter import WizardPresenter

        presenter = WizardPresenter(
            self._opening,
            self._jobs,
            self._window,
            fill_with_sample=self._services.fill_with_sample,
        )
        presenter.finished.connect(self._on_wizard_finished)
        presenter.bug.connect(self.show_bug)
        presenter.view.other_folder_requested.connect(self._choose_folder)
        presenter.view.restore_requested.connect(self._choose_backup)
        self._wizard = presenter
        self._show(presenter.view)

    def _on_wizard_finished(self, office: "Office", start: "Start") -> None:
        self._wizard = None
        self._enter(office)
        if start.workbook is not None and self._workspace is not None:
            from ui.shell.screen import ListQuery

            self._workspace.open_list(IMPORT_SCREEN, ListQuery(text=str(start.workbook)))

    def _unlock(self, login: str, password: str) -> None:
        self._last_login = login
        if self._office is not None:
            self._unlock_covered(login, password)
            return
        opening, preparation = self._opening, self._preparation

        def open_office(job: JobHandle) -> "Office":
            office = opening.open(login, password, job)
            preparation.ask_first(office)
            return office

        role = self._role_of(login)
        self._jobs.write(open_office, self._enter, self._on_not_opened, lambda _: self._show_ahead(role))
        preparation.start()
        self._make_workspace(login)
        preparation.hurry()

    def _make_workspace(self, login: str) -> None:
        """Make ready what this user will see, unless an office is open."""
        role = self._role_of(login)
        if role is not None and self._office is None:
            self._preparation.make_workspace(self._village, role, self._window.room)

    def _role_of(self, login: str) -> "Role | None":
        return next((user.role for user in self._users if user.login == login), None)

    def _show_ahead(self, role: "Role | None") -> None:
        """The password was right: show the workspace, empty and deaf, while the register is being read.

        The page in front of it is kept, in case the register does not open after all.
        """
        page = self._window.page()
        workspace = self._preparation.finish(self._village, role) if role is not None else None
        if workspace is not None and isinstance(page, EntryPage):
            self._ahead_of = page
            self._window.keep(page)
            self._window.show_page(workspace)
            workspace.setFocus()

    def _take_back(self) -> None:
        """Show the page again that the workspace was shown ahead of; only after the right password."""
        page, self._ahead_of = self._ahead_of, None
        if page is not None:
            self._preparation.drop()
            self._window.show_page(page)
            self._window.keep(None)
            self._preparation.start()

    def _recover(self, code: str, login: str, password: str) -> None:
        self._last_login = login
        opening = self._opening
        self._jobs.write(lambda job: opening.recover(code, login, password), self._enter, self._on_not_opened)

    def _on_not_opened(self, error: Exception) -> None:
        self._take_back()
        page = self._window.page()
        if isinstance(error, ProblemError) and isinstance(page, EntryPage):
            from desktop import messages

            first = error.problems[0]
            text = messages.join(messages.reason(problem) for problem in error.problems)
            page.show_problem(messages.join((text, messages.advice(first))))
        elif isinstance(page, EntryPage):
            page.show_problem("")
            self.show_error(error)
        else:
            self.start()
            self.show_error(error)

    def _choose_folder(self) -> None:
        from ui.dialogs.files import choose_folder

        choose_folder(self._window, self.tr("数据文件夹"), self._on_folder_chosen)

    def _on_folder_chosen(self, folder: Path) -> None:
        self._opening = self._services.opening(folder)
        self._chosen_folder = folder
        self.start()

    def _keep_chosen_folder(self) -> None:
        """Once an office is open in it: a folder looked into by mistake is not started from."""
        if self._chosen_folder is None:
            return
        try:
            self._services.keep_folder(self._chosen_folder)
        except OSError as error:
            _log().warning("the chosen data folder is not kept: %s", type(error).__name__)
        self._chosen_folder = None

    def _choose_backup(self) -> None:
        from ui.dialogs.files import choose_file

        patterns = self.tr("村情通备份 (*.cqb)")
        choose_file(self._window, self.tr("选择备份"), patterns, self._on_backup_chosen)

    def _on_backup_chosen(self, backup: Path) -> None:
        """A damaged folder is left as it is: the backup goes into a folder of its own."""
        from ui.dialogs.files import choose_folder

        title = self.tr("恢复到哪个空文件夹？")
        choose_folder(self._window, title, partial(self._restore, backup))

    def _restore(self, backup: Path, folder: Path) -> None:
        restore = self._services.restore
        page = self._window.page()
        if restore is None:
            return
        if isinstance(page, OpeningPage):
            page.set_busy(self.tr("正在恢复…"))
        self._jobs.write(
            lambda job: restore(backup, folder, job),
            lambda _: self._on_folder_chosen(folder),
            self._on_not_restored,
        )

    def _on_not_restored(self, error: Exception) -> None:
        page = self._window.page()
        if isinstance(page, OpeningPage):
            page.set_busy("")
        self.show_error(error)

    def _begin_guess(self, login: str, password: str) -> None:
        self._opening.begin_guess(login, password)

    def _end_guess(self) -> None:
        self._opening.end_guess()

    # The open office

    def _enter(self, office: "Office") -> None:
        """Show the workspace of an office that was opened or switched to."""
        from ui.shell.screen_spec import STATUS_AFTER_MS

        self._office = office
        self._ahead_of = None
        self._users = office.vault.users
        self._village = office.vault.village.name
        self._is_locked = False
        keep("shell/login", office.user.login)
        self._keep_chosen_folder()
        self._build_workspace(office)
        QTimer.singleShot(STATUS_AFTER_MS, self, self._read_lock_minutes)
        QTimer.singleShot(STATUS_AFTER_MS, self._guess, self._guess.release)

    def _read_lock_minutes(self) -> None:
        office = self._office
        if office is not None and self._runner is not None:
            read = self._services.auto_lock_minutes
            self._runner.read(lambda job: read(office), self._on_lock_minutes_read, self.show_error)

    def _on_lock_minutes_read(self, minutes: int) -> None:
        self._lock_minutes = minutes
        self._idle.watch(0 if self._is_locked else minutes)

    def _build_workspace(self, office: "Office") -> None:
        from ui.shell.workspace import Workspace

        role = office.user.role
        workspace = self._preparation.take(self._village, role)
        if workspace is None:
            workspace = Workspace(self._village, role, JobRunner(), self._screens())
        self._runner = workspace.runner
        self._runner.setParent(self)
        workspace.open_office(office, self._services.shell(office))
        workspace.lock_requested.connect(self.lock)
        workspace.switch_user_requested.connect(self.switch_user)
        workspace.appearance_requested.connect(self._on_appearance_requested)
        workspace.go_back_requested.connect(self._go_back)
        workspace.records_were_changed.connect(self._read_lock_minutes)
        workspace.office_lost.connect(self._on_office_lost)
        self._workspace = workspace
        self._window.show_page(workspace)
        self._window.keep(None)
        self._window.setWindowTitle(self._title(office.vault.folder.path))
        workspace.start()
        self._take_up(office, workspace)
        self._show_closed_dialogs(office)
        self.entered.emit(workspace)

    def _title(self, folder: Path) -> str:
        """The village, and a folder that was chosen: a restored copy looks like the office itself."""
        if self._services.is_kept_folder(folder):
            text = self.tr("{village} · 村情通 · {folder}")
            return text.format(village=self._village, folder=folder)
        return self.tr("{village} · 村情通").format(village=self._village)

    def _remember_unfinished(self) -> None:
        """Keep all work, and remember where its user was in the middle of a form."""
        office, workspace = self._office, self._workspace
        if office is not None and workspace is not None:
            workspace.keep_work()
            found = workspace.unfinished()
            self._unfinished = None if found is None else (office.user.login, found)

    def _take_up(self, office: "Office", workspace: "Workspace") -> None:
        """Go on with the form that a lock interrupted, if it is the same user."""
        unfinished, self._unfinished = self._unfinished, None
        if unfinished is not None and unfinished[0] == office.user.login:
            workspace.open_record(*unfinished[1])

    def _keep_dialogs(self) -> None:
        """Keep what is half typed in dialogs as drafts, before the lock closes them."""
        office, runner = self._office, self._runner
        if office is None or runner is None:
            return
        from desktop.services.drafts import keep_dialog
        from ui.dialogs.typed_texts import typed_texts

        login = office.user.login

        def keep_one(title: str, texts: dict[str, str], job: JobHandle) -> _ClosedDialog:
            return _ClosedDialog(login, keep_dialog(office, title, texts))

        for dialog in self._open_dialogs():
            texts = typed_texts(dialog)
            if texts:
                keep_it = partial(keep_one, dialog.windowTitle(), texts)
                runner.write(keep_it, self._on_dialog_kept, self.show_error)

    def _on_dialog_kept(self, closed: _ClosedDialog) -> None:
        self._closed_dialogs.append(closed)
        if not self._is_locked and self._office is not None:  # unlocked while other writes were before it
            self._show_closed_dialogs(self._office)

    def _show_closed_dialogs(self, office: "Office") -> None:
        """Show whose texts they are what a lock interrupted; they stay among the drafts until thrown away."""
        closed, self._closed_dialogs = self._closed_dialogs, []
        mine = [each.draft for each in closed if each.login == office.user.login]
        runner = self._runner
        if not mine or runner is None:
            return
        from desktop.services.drafts import DIALOG, Draft, drop_draft, list_drafts
        from ui.dialogs.unfinished import show_unfinished

        def drop(draft: str) -> None:
            runner.write(lambda job: drop_draft(office, DIALOG, draft), lambda _: None, self.show_error)

        def show(found: tuple[Draft, ...]) -> None:
            for each in found:
                if each.record_id in mine:
                    show_unfinished(each, self._window, partial(drop, each.record_id))

        runner.read(lambda job: list_drafts(office, DIALOG), show, self.show_error)

    def lock(self, note: str = "") -> None:
        """Cover the window and close the office as soon as its writes are stored."""
        if self._workspace is None or self._runner is None or self._is_locked:
            return
        self._is_locked = True
        self._idle.watch(0)
        self._keep_dialogs()
        self._close_dialogs()
        self._workspace.sync.cancel()
        self._remember_unfinished()
        self._window.keep(self._workspace)
        self._show_unlock(note)
        # The write lane keeps its order: when this comes back, everything before it is stored.
        self._runner.write(lambda job: None, lambda _: self._on_stored(), self.show_error)

    def _on_stored(self) -> None:
        if self._is_locked:
            self._close_office(lambda: None)

    def _unlock_covered(self, login: str, password: str) -> None:
        """Unlock while a write is still under way: the office is open, the password is checked."""
        from desktop.services.accounts import check_password

        office = self._office
        assert office is not None
        if login != office.user.login:
            jobs = "、".join(self._runner.running_labels()) if self._runner else ""
            self._on_not_opened(ProblemError(Problem("SYS-022", {"jobs": jobs})))
            return
        self._jobs.write(
            lambda job: check_password(office, password),
            lambda _: self._on_covered_unlocked(login, password),
            self._on_not_opened,
        )

    def _on_covered_unlocked(self, login: str, password: str) -> None:
        if self._workspace is None:  # the writes ended meanwhile and the office was closed
            self._unlock(login, password)
            return
        self._is_locked = False
        self._guess.release()
        self._unfinished = None  # it is still on the screen
        self._window.show_page(self._workspace)
        self._window.keep(None)
        self._idle.watch(self._lock_minutes)
        if self._office is not None:
            self._show_closed_dialogs(self._office)

    def switch_user(self) -> None:
        """Let somebody else go on; the work so far is kept as drafts."""
        if self._workspace is None or self._is_locked:
            return
        self._workspace.keep_work()
        self._window.keep(self._workspace)
        others = [user for user in self._users if user.login != self._last_login]
        login = others[0].login if others else self._last_login
        view = UnlockView(self._village, self._choices(), login, is_switch=True, parent=self._window.room)
        view.unlock_requested.connect(self._switch_to)
        view.typed.connect(self._guess.on_typed)
        view.back_requested.connect(self._on_switch_given_up)
        self._show(view)

    def _switch_to(self, login: str, password: str) -> None:
        from desktop.services.accounts import switch_user

        office, runner = self._office, self._runner
        if office is None or runner is None:
            self._unlock(login, password)
            return
        runner.write(lambda job: switch_user(office, login, password), self._on_switched, self._on_not_opened)

    def _on_switched(self, office: "Office") -> None:
        self._last_login = office.user.login
        self._drop_workspace()
        self._enter(office)

    def _on_switch_given_up(self) -> None:
        self._guess.release()
        if self._workspace is not None:
            self._window.show_page(self._workspace)
            self._window.keep(None)

    def _on_idle(self) -> None:
        from desktop import messages

        problem = Problem("SYS-021", {"minutes": str(self._lock_minutes)})
        self.lock(messages.brief(problem))

    def _on_appearance_requested(self, appearance: Appearance) -> None:
        before = read_appearance()
        keep_appearance(appearance)
        if appearance.language != before.language:
            apply_language(self._application, appearance.language)
        apply_appearance(self._application, appearance)
        if appearance._replace(font_percent=before.font_percent) != before and self._office is not None:
            # Icons and texts are made with their widgets, so the widgets are made anew.
            office = self._office
            self._remember_unfinished()
            assert self._runner is not None
            self._runner.write(lambda job: None, lambda _: self._rebuild(office), self.show_error)

    def _rebuild(self, office: "Office") -> None:
        self._drop_workspace()
        self._build_workspace(office)

    def _go_back(self, backup: Path) -> None:
        """Close the office and put a backup in its place; the files in the way are kept aside."""
        go_back, office = self._services.go_back, self._office
        if go_back is None or office is None or self._workspace is None:
            return
        folder = office.vault.folder.path
        self._idle.watch(0)
        self._close_dialogs()
        self._workspace.sync.cancel()
        page = OpeningPage(self.tr("换回备份"), "")
        self._show(page)
        page.set_busy(self.tr("正在换回…"))

        def on_closed() -> None:
            self._jobs.write(lambda job: go_back(backup, folder, job), on_done, on_failed)

        def on_done(_: object) -> None:
            self._note = self.tr("已换回所选的备份。换下来的档案留在数据文件夹里，没有删除。")
            self.start()

        def on_failed(error: Exception) -> None:
            self.start()
            self.show_error(error)

        self._close_office(on_closed)

    # Closing

    def _may_close(self) -> bool:
        if self._office is None:
            self._preparation.drop()
            self._jobs.close(2.0)
            self._guess.close()
            if self._wizard is not None:
                self._wizard.abandon()
            return True
        if self._is_closing:
            return False
        running = self._runner.running_labels() if self._runner else ()
        if running:
            self.show_error(ProblemError(Problem("SYS-020", {"jobs": "、".join(running)})))
            return False
        self._is_closing = True
        if self._workspace is not None:
            self._workspace.keep_work()
        if self._workspace is None or self._is_locked:
            self._leave()  # the lock is closing the office already
            return False
        self._workspace.run_long(
            self.tr("正在备份…"),
            self._last_work,
            lambda _: self._send_last(),
            failed=self._on_last_work_failed,
            writes=True,
            can_cancel=False,
        )
        return False

    def _last_work(self, job: JobHandle) -> None:
        if self._services.before_closing is not None and self._office is not None:
            self._services.before_closing(self._office, job)

    def _on_last_work_failed(self, error: Exception) -> None:
        """A backup that fails must not keep the window open for ever; it is said once."""
        _log().error("last work before closing failed: %s", type(error).__name__)
        self._is_closing = False
        self.show_error(error)
        self._services = self._services._replace(before_closing=None)

    def _send_last(self) -> None:
        if self._workspace is not None and not self._is_locked:
            self._workspace.send_last(self._leave)
        else:
            self._leave()

    def _on_office_lost(self) -> None:
        """The keys are destroyed: nothing can be kept any more; the folder tells what happened."""
        self._idle.watch(0)
        self._close_dialogs()
        self._drop_workspace()
        self._office = None
        self.start()

    def _leave(self) -> None:
        self._close_office(self._close_window)

    def _close_window(self) -> None:
        self._window.close()

    def _close_office(self, then: Callable[[], None]) -> None:
        office = self._office
        left = self._drop_workspace()
        self._office = None
        if office is None:
            then()
            return
        self._jobs.write(lambda job: _close_after(office, left), lambda _: then(), self.show_error)

    def _drop_workspace(self) -> "frozenset[Future[None]]":
        """Let go of the inside of the window; returns conversations that are still under way."""
        left: frozenset[Future[None]] = frozenset()
        if self._workspace is not None:
            self._workspace.close_workspace()
        if self._runner is not None:
            still = self._runner.close()
            left = self._runner.conversations_left
            if still:
                _log().warning("still running: %d jobs", len(still))
            self._runner.deleteLater()
        workspace, self._workspace, self._runner = self._workspace, None, None
        if workspace is not None and self._window.page() is not workspace:
            self._window.keep(None)
        return left

    def close(self) -> None:
        """End at once, for tests and the end of the program: no last work."""
        left = self._drop_workspace()
        self._preparation.drop()
        self._jobs.close(5.0)
        self._guess.close()
        if self._wizard is not None:
            self._wizard.abandon()
        if self._office is not None:
            _close_after(self._office, left)
            self._office = None

    # Messages

    def show_error(self, error: Exception) -> None:
        """Problems as sentences, anything else as a bug."""
        if isinstance(error, ProblemError):
            from ui.shell.problem_dialog import ProblemDialog

            ProblemDialog(error.problems, self._window).open()
        else:
            self.show_bug(error)

    def show_bug(self, error: BaseException) -> None:
        """Say that the program failed, and write where to the log."""
        from ui.shell.problem_dialog import BugDialog

        dialog = BugDialog(error, self._window)
        _log().error("bug shown to the user\n%s", dialog.details)
        dialog.open()

    def _choices(self) -> tuple[UserChoice, ...]:
        return tuple(UserChoice(user.login, word(user.role.label)) for user in self._users)

    def _show(self, page: QWidget) -> None:
        self._guess.release()
        self._window.show_page(page)
        self.waiting.emit(page)

    def _close_dialogs(self) -> None:
        """Nothing of the office may stay in front of the lock."""
        for widget in self._application.topLevelWidgets():
            if widget is not self._window and widget.isVisible():
                widget.close()

    def _open_dialogs(self) -> "list[QDialog]":
        from PySide6.QtWidgets import QDialog

        return [
            widget
            for widget in self._application.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible()
        ]
