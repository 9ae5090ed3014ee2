"""The window's inside while an office is open: navigation, screens, palette, help, status line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from PySide6.QtCore import QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.accounts import Role, rights_of
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.words import word
from ui.jobs import JobRunner, JobTicket, Progress
from ui.kept_setting import keep
from ui.shell.emergency_banner import EmergencyBanner
from ui.shell.help_panel import GENERAL_PAGE, HelpPanel
from ui.shell.navigation import Navigation
from ui.shell.palette import CommandPalette, Hit, PeopleFinder
from ui.shell.problem_dialog import BugDialog, ProblemDialog, QuestionDialog, log, safe_details
from ui.shell.screen import Command, ListQuery, PreparedScreen, Screen
from ui.shell.screen_spec import STATUS_AFTER_MS, ScreenSpec
from ui.shell.status_line import StatusFacts, StatusLine, StatusReader
from ui.shell.sync_runner import LastRun, SyncOutcome, SyncRunner
from ui.theme import FONT_PERCENTS, Appearance, read_appearance
from ui.widgets.dress import card
from ui.widgets.progress_panel import ProgressPanel

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.screens.register.history_presenter import HistoryPresenter
    from ui.shell.tray import TrayReminder

T = TypeVar("T")

STATUS_EVERY_MS = 60_000
SPARE_AFTER_MS = 1_000
SPARE_EVERY_MS = 50
SYNC_AFTER_MS = 1_500  # the exchange has time; the first screen and the parts made in idle moments have not
_NARROW_BELOW_CHARS = 66  # a window of fewer Chinese characters folds the navigation by itself
_REGISTER = "register"
_BACKUP = "settings"
_SYNC = "sync"
_EMERGENCY = "mobilisation"
_TASKS = "events"
_KEYS_DESTROYED = "SYN-190"


@dataclass(frozen=True, slots=True)
class ShellServices:
    """What the shell itself asks of the office; made by the composition root.

    Attributes:
        find_people: Searches for the palette.
        read_status: Reads what the status line says.
        keep_house: Does what is due, such as the half-hourly backup, and returns what people have to
            know of it; asked every minute, off the GUI thread. None for nothing.
    """

    find_people: PeopleFinder
    read_status: StatusReader
    keep_house: Callable[[JobHandle], Sequence[Problem]] | None = None


class Workspace(QWidget):
    """Implements `ui.shell.shell_api.Shell` for the screens it holds."""

    lock_requested = Signal()
    switch_user_requested = Signal()
    appearance_requested = Signal(object)  # Appearance
    go_back_requested = Signal(object)  # Path of a backup
    office_lost = Signal()  # the county has taken this PC back; the office is closed, its keys are gone
    records_were_changed = Signal()  # a screen stored something
    screen_changed = Signal(str)  # key of the screen in view

    _office: "Office"  # this and the next two since `open_office`
    _services: ShellServices
    sync: SyncRunner

    def __init__(
        self,
        village: str,
        role: Role,
        runner: JobRunner,
        screens: Sequence[ScreenSpec],
        parent: QWidget | None = None,
    ) -> None:
        """Make the empty inside, which knows no more than the unlock page and answers to nothing yet.

        `open_office` fills it and lets it answer.

        Args:
            village: Name that stands over the navigation.
            role: Of the user; screens they may not see are left out.
            runner: The lanes of the office to come.
            screens: All there are.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.village = village
        self.role = role
        self._runner = runner
        rights = rights_of(role)
        self._specs = {spec.key: spec for spec in screens if spec.right is None or spec.right in rights}
        self._quick = {
            spec.key: spec.quick
            for spec in self._specs.values()
            if spec.quick is not None and spec.quick.right in rights
        }
        self._entries: dict[str, Callable[[], None]] = {}  # by screen, made at first use
        self._screens: dict[str, Screen] = {}
        self._prepared: dict[str, PreparedScreen] = {}
        self._current = ""
        self._narrow_wish: bool | None = None
        self._waiting: list[Callable[[], QDialog]] = []
        self.navigation = Navigation(village, tuple(self._specs.values()))
        self.stack = QStackedWidget()
        self.status = StatusLine()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.emergency = EmergencyBanner()
        layout.addWidget(self.emergency)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status)
        self.toast = self.status.toast
        self._status_timer = QTimer(self)
        self._status_timer.setInterval(STATUS_EVERY_MS)
        self._status_timer.timeout.connect(self._on_minute)
        self._house_ticket: JobTicket | None = None
        self._spare_steps: list[Callable[[], object]] = []
        self._spare_timer = QTimer(self)
        self._spare_timer.setInterval(SPARE_EVERY_MS)
        self._spare_timer.timeout.connect(self._use_spare_moment)
        self._has_looked_for_emergency = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # deaf until `open_office`

    @classmethod
    def over(
        cls, office: "Office", runner: JobRunner, services: ShellServices, screens: Sequence[ScreenSpec]
    ) -> Self:
        """The inside over an office, made at once; nothing is read before `start`."""
        made = cls(office.vault.village.name, office.user.role, runner, screens)
        made.open_office(office, services)
        return made

    def prepare_screen(self, key: str) -> PreparedScreen | None:
        """Make the screen that will be shown first, unseen, as far as it needs no office.

        Returns:
            None where there is no such screen, or all of it needs an office.
        """
        if key not in self._specs:
            return None
        self.navigation.show_current(key)
        screen = self._specs[key].prepare(self._runner)
        if screen is not None:
            self._prepared[key] = screen
            self.stack.addWidget(screen)
        return screen

    def open_office(self, office: "Office", services: ShellServices) -> None:
        """Work over an office from now on; called once, nothing is read before `start`.

        Args:
            office: Open, with who is at work, of the role given before.
            services: What the shell itself asks.
        """
        self._office = office
        self._services = services
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.navigation.chosen.connect(self.open_screen)
        self.navigation.narrow_wished.connect(self._on_narrow_wished)
        self.status.user_pressed.connect(self._on_user_pressed)
        self.status.sync_pressed.connect(partial(self.open_screen, _SYNC))
        self.status.backup_pressed.connect(partial(self.open_screen, _BACKUP))
        self.status.help_pressed.connect(self.toggle_help)
        self.emergency.open_wanted.connect(self._open_emergency)
        self.status.show_user(office.user.display_name, word(office.user.role.label))
        self.sync = SyncRunner(office, self._runner, self)
        self.sync.stage_reached.connect(self.status.show_stage)
        self.sync.ended.connect(self._on_synced)
        self.sync.failed.connect(self.show_error)
        self._set_shortcuts()

    @cached_property
    def help(self) -> HelpPanel:
        """The help beside the screen."""
        panel = HelpPanel(parent=self)  # lies over the screen: at 125 % there is no room beside it
        panel.hide()
        panel.closed.connect(self.toggle_help)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.toggle_help)
        return panel

    @cached_property
    def palette_box(self) -> CommandPalette:
        """The box for people and commands."""
        box = CommandPalette(self._services.find_people, self._runner, self)
        box.hit_chosen.connect(self._on_hit_chosen)
        box.closed.connect(self._focus_screen)
        box.failed.connect(self.show_error)
        return box

    @cached_property
    def _overlay(self) -> "_Overlay":
        overlay = _Overlay(self)
        overlay.setGeometry(self.rect())
        return overlay

    def _has(self, part: str) -> bool:
        """Whether a part that is made at first use has been made."""
        return part in self.__dict__

    def start(self) -> None:
        """Open the screen that was in view last (the first one at first) and read the status."""
        kept = str(QSettings().value("shell/screen", ""))
        for key in (kept, *self._specs):
            self.open_screen(key)
            if self._current:
                break
        # The screen's own questions come first, and what the rest needs after those.
        QTimer.singleShot(STATUS_AFTER_MS, self, self._read_first_status)
        QTimer.singleShot(SPARE_AFTER_MS, self, self._load_spare)
        QTimer.singleShot(SYNC_AFTER_MS, self, self.sync.check)
        self._status_timer.start()

    def _read_first_status(self) -> None:
        if not self._runner.is_closed:
            self.read_status()

    def _load_spare(self) -> None:
        if not self._current or self._runner.is_closed:
            return
        screen = self.current_screen()
        modules = screen.spare_modules()

        def load(_job: JobHandle) -> None:
            for module in modules:
                import_module(module)

        def make() -> None:
            self._spare_steps = [
                *screen.spare_steps(),
                lambda: self.palette_box,
                lambda: self.help,
                lambda: self._overlay,
            ]
            self._spare_timer.start()

        # What cannot be imported or made is told when it is used.
        self._runner.read(load, lambda _: make(), lambda _: None, owner=self)

    def _use_spare_moment(self) -> None:
        """Make one more part that will be wanted; never while work is under way."""
        if not self._spare_steps:
            self._spare_timer.stop()
        elif not self._runner.is_busy:
            self._spare_steps.pop(0)()

    def keep_work(self) -> None:
        """Let every screen keep its unsaved input as a draft, at once."""
        for screen in self._screens.values():
            try:
                screen.keep_work()
            except Exception as error:  # one broken screen must keep nobody from locking
                self._note_bug(error)

    def unfinished(self) -> tuple[str, str, str] | None:
        """The screen in view, and what is half typed and kept there as kind and id; None for nothing."""
        try:
            found = self.current_screen().unfinished() if self._current else None
        except Exception as error:  # as in `keep_work`
            self._note_bug(error)
            found = None
        return None if found is None else (self._current, *found)

    def close_workspace(self) -> None:
        """Stop everything: the window closes or locks."""
        self._status_timer.stop()
        self._spare_timer.stop()
        self.sync.cancel()
        for screen in self._screens.values():
            try:
                screen.close_screen()
            except Exception as error:  # as in `keep_work`
                self._note_bug(error)

    @property
    def screen_parent(self) -> QWidget:
        """The stack, which shows one screen at a time."""
        return self.stack

    def current_screen(self) -> Screen:
        """The screen in view."""
        return self._screens[self._current]

    @property
    def runner(self) -> JobRunner:
        """The lanes of this office."""
        return self._runner

    @property
    def is_at_work(self) -> bool:
        """Whether a job is under way or parts are still to be made in idle moments."""
        return self._runner.is_busy or bool(self._spare_steps)

    @property
    def current_key(self) -> str:
        """Key of the screen in view, empty before the first."""
        return self._current

    def send_last(self, then: Callable[[], None]) -> None:
        """Send what waits before the window closes; ``then`` is called when that is over or given up."""

        def go_on() -> None:
            self._overlay.finish()
            then()

        self._overlay.start(self.tr("正在同步…"), self.sync.run_last(go_on), can_cancel=True)

    # What screens may ask (ui.shell.shell_api.Shell)

    def show_error(self, error: Exception) -> None:
        """Show what a job ended with: problems as sentences, anything else as a bug."""
        if isinstance(error, ProblemError):
            self.show_problem(error)
        else:
            self.show_bug(error)

    def show_problem(self, problem: Problem | ProblemError) -> None:
        """Say what is wrong in a dialog."""
        problems = problem.problems if isinstance(problem, ProblemError) else (problem,)
        self._open_dialog(lambda: ProblemDialog(problems, self.window()))

    def show_bug(self, error: BaseException) -> None:
        """Say that the program failed, and write where to the log."""
        log.error("bug shown to the user\n%s", safe_details(error))
        self._open_dialog(lambda: BugDialog(error, self.window()))

    def _note_bug(self, error: BaseException) -> None:
        """Write it to the log where the window is on its way out and nobody is to be asked anything."""
        log.error("bug while leaving\n%s", safe_details(error))

    def notify(self, text: str, action_name: str = "", action: Callable[[], None] | None = None) -> None:
        """Show a short note in the line at the foot."""
        self.toast.show_text(text, action_name, action)

    def ask(
        self, question: str, detail: str, yes: str, on_yes: Callable[[], None], *, danger: bool = False
    ) -> None:
        """Ask before a step."""
        QuestionDialog(question, detail, yes, on_yes, danger=danger, parent=self.window()).open()

    def open_screen(self, key: str) -> None:
        """Bring a screen into view, building it on the first visit; unknown keys do nothing."""
        spec = self._specs.get(key)
        if spec is None:
            return
        if key not in self._screens:
            try:
                screen = self._make_screen(spec)
            except Exception as error:  # one broken screen must not take the others along
                self.show_bug(error)
                if self._current:
                    self.navigation.show_current(self._current)
                return
            self._screens[key] = screen
            screen.emergency_told.connect(self.emergency.yield_to)
            if self.stack.indexOf(screen) < 0:
                self.stack.addWidget(screen)
        else:
            self._screens[key].refresh()
        self._current = key
        self.stack.setCurrentWidget(self._screens[key])
        self.navigation.show_current(key)
        keep("shell/screen", key)
        if self._has("help") and self.help.isVisible():
            self.help.show_page(key)
        self._focus_screen()
        self.screen_changed.emit(key)

    def _make_screen(self, spec: ScreenSpec) -> Screen:
        prepared = self._prepared.pop(spec.key, None)
        if prepared is None:
            return spec.build(self._office, self._runner, self)
        prepared.open_office(self._office, self)
        return prepared

    def open_list(self, screen_key: str, query: ListQuery) -> None:
        """Go to a list and show what is asked for."""
        self.open_screen(screen_key)
        if screen_key in self._screens:
            self._screens[screen_key].show_list(query)

    def open_record(self, screen_key: str, kind: str, record_id: str) -> None:
        """Go to a screen and show one record."""
        self.open_screen(screen_key)
        if screen_key in self._screens:
            self._screens[screen_key].show_record(kind, record_id)

    def open_person(self, person_id: str) -> None:
        """Show a person's household card."""
        self.open_record(_REGISTER, "person", person_id)

    def open_household(self, household_id: str) -> None:
        """Show a household card."""
        self.open_record(_REGISTER, "household", household_id)

    def run_long(
        self,
        title: str,
        work: Callable[[JobHandle], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        writes: bool = False,
        can_cancel: bool = True,
        steps: dict[str, str] | None = None,
    ) -> JobTicket:
        """Run work over the window with progress and cancel."""
        overlay = self._overlay

        def on_done(result: T) -> None:
            overlay.finish()
            done(result)

        def on_failed(error: Exception) -> None:
            overlay.finish()
            (failed or self.show_error)(error)

        def on_cancelled() -> None:
            overlay.finish()
            if cancelled is not None:
                cancelled()
            else:
                self.notify(self.tr("已取消：{title}").format(title=title))

        def on_progress(progress: Progress) -> None:
            overlay.panel.show_progress(progress, (steps or {}).get(progress.text, progress.text))

        run = self._runner.write if writes else self._runner.read
        ticket = run(work, on_done, on_failed, on_progress, cancelled=on_cancelled, owner=self, label=title)
        overlay.start(title, ticket, can_cancel=can_cancel)
        return ticket

    def go_back_to_backup(self, file: Path) -> None:
        """Hand the wish on to whoever can close the office."""
        self.go_back_requested.emit(file)

    def set_appearance(self, appearance: Appearance) -> None:
        """Hand the wish on to whoever owns the window."""
        self.appearance_requested.emit(appearance)

    def records_changed(self) -> None:
        """Read figures and the status line anew."""
        self.records_were_changed.emit()
        self.read_status()
        for key, screen in self._screens.items():
            if key == self._current:
                screen.refresh()

    # The shell's own doings

    def open_palette(self) -> None:
        """Open the box for people and commands."""
        self.palette_box.open_palette(self._commands())

    def enter_quickly(self, key: str) -> None:
        """Open what a screen lets one enter from everywhere."""
        if key not in self._entries:
            self._entries[key] = self._quick[key].make(self, self._office, self._runner, self)
        self._entries[key]()

    def toggle_help(self) -> None:
        """Show the page of the screen in view, or close it."""
        if self.help.isVisible():
            self.help.hide()
            self._focus_screen()
        else:
            self.help.show_page(self._current or GENERAL_PAGE)
            self._place_help()
            self.help.show()
            self.help.raise_()
            self.help.browser.setFocus()

    def read_status(self) -> None:
        """Read the facts of the status line anew."""
        self._runner.read(self._read_status, self._on_status_read, self._on_status_failed, owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        waiting, self._waiting = self._waiting, []
        for make in waiting:
            make().open()

    def _open_dialog(self, make: Callable[[], QDialog]) -> None:
        """Open a dialog, or keep it until the lock in front of the workspace is gone."""
        if self.isVisible() or not self.window().isVisible():
            make().open()
        else:
            self._waiting.append(make)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Nothing here shows that it has the keyboard; Qt would paint everything anew."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As `focusInEvent`."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        return not self._has("_office") or super().focusNextPrevChild(next)  # true: nobody else shall move it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._has("_overlay"):
            self._overlay.setGeometry(self.rect())
        if self._has("help"):
            self._place_help()
        if self._narrow_wish is None:
            room = self.width() // max(1, self.fontMetrics().horizontalAdvance("国"))
            self.navigation.set_narrow(room < _NARROW_BELOW_CHARS)

    @cached_property
    def _reminders(self) -> "TrayReminder":
        from ui.shell.tray import TrayReminder

        made = TrayReminder(self._office, self._runner, self.notify, self)
        made.wanted.connect(self._show_tasks)
        return made

    def _show_tasks(self) -> None:
        """A reminder was pressed: the window comes to the front with what is to be done."""
        window = self.window()
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        if self.isVisible():
            self.open_list(_TASKS, ListQuery(view="open"))

    def _on_minute(self) -> None:
        """Do what is due, one at a time, then read the status anew."""
        self.sync.check()
        self._reminders.check()
        keep_house = self._services.keep_house
        if keep_house is None or (self._house_ticket is not None and self._house_ticket.is_running):
            self.read_status()
            return
        self._house_ticket = self._runner.read(
            keep_house, self._on_house_kept, self._on_house_failed, owner=self
        )

    def _on_house_kept(self, told: Sequence[Problem]) -> None:
        """Say in passing what to look at, such as a second place that could not be reached."""
        if told:
            text = messages.join(messages.sentence(problem) for problem in told)
            self.notify(text, self.tr("看备份"), partial(self.open_screen, _BACKUP))
        self.read_status()

    def _on_house_failed(self, error: Exception) -> None:
        """Say once in passing what did not work; the status line goes on showing its age."""
        if isinstance(error, ProblemError):
            self.notify(messages.sentence(error.problems[0]))
            self.read_status()
        else:
            self.show_bug(error)

    def _place_help(self) -> None:
        width = min(self.help.width(), self.width())
        self.help.setGeometry(self.width() - width, 0, width, self.stack.height())

    def _read_status(self, job: JobHandle) -> StatusFacts:
        return self._services.read_status()

    def _on_status_read(self, facts: StatusFacts) -> None:
        self.status.show_facts(facts)
        self.emergency.show_emergency(facts.emergency)
        running = facts.emergency.running if facts.emergency is not None else ()
        if running and not self._has_looked_for_emergency:
            self.open_screen(_EMERGENCY)  # a restart goes back to what runs
        self._has_looked_for_emergency = True

    def _open_emergency(self, mobilisation_id: str) -> None:
        if mobilisation_id:
            self.open_record(_EMERGENCY, "mobilisation", mobilisation_id)
        else:
            self.open_screen(_EMERGENCY)

    def _on_status_failed(self, error: Exception) -> None:
        """The line keeps what it shows; the next minute tries again."""
        log.warning("status could not be read: %s", type(error).__name__)

    def _commands(self) -> list[Command]:
        screens = [
            Command(
                self.tr("打开：{title}").format(title=spec.shown_title()),
                partial(self.open_screen, spec.key),
                keys=spec.key,
                shortcut=spec.shortcut,
            )
            for spec in self._specs.values()
        ]
        own = [
            Command(self.tr("这一页的帮助"), self.toggle_help, shortcut="F1"),
            Command(self.tr("撤销上一次修改"), self._undo_latest, shortcut="Ctrl+Z"),
            Command(self.tr("恢复撤销的修改"), self._redo_latest, shortcut="Ctrl+Y"),
            Command(self.tr("重新读取"), self._refresh, shortcut="F5"),
            Command(self.tr("锁定"), self.lock_requested.emit, keys="lock", shortcut="Ctrl+L"),
            Command(self.tr("切换用户"), self.switch_user_requested.emit, shortcut="Ctrl+Shift+L"),
            Command(self.tr("字大一点"), partial(self._step_font, 1), shortcut="Ctrl++"),
            Command(self.tr("字小一点"), partial(self._step_font, -1), shortcut="Ctrl+-"),
        ]
        entries = [
            Command(each.shown_title(), partial(self.enter_quickly, key), each.keys, each.shortcut)
            for key, each in self._quick.items()
        ]
        return [*self.current_screen().commands(), *entries, *screens, *own]

    def _set_shortcuts(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.open_palette,
            "F1": self.toggle_help,
            "F5": self._refresh,
            "Ctrl+Z": self._undo_latest,
            "Ctrl+Y": self._redo_latest,
            "Ctrl+L": self.lock_requested.emit,
            "Ctrl+Shift+L": self.switch_user_requested.emit,
            "Ctrl++": partial(self._step_font, 1),
            "Ctrl+=": partial(self._step_font, 1),
            "Ctrl+-": partial(self._step_font, -1),
            "Ctrl+0": partial(self._step_font, 0),
        }
        for spec in self._specs.values():
            keys[spec.shortcut] = partial(self.open_screen, spec.key)
        for screen_key, each in self._quick.items():
            keys[each.shortcut] = partial(self.enter_quickly, screen_key)
        for key, slot in keys.items():
            if key:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.activated.connect(slot)

    def _undo_latest(self) -> None:
        """Take back this user's latest edit, whichever screen made it, also one made before a restart."""
        if self.current_screen().can_take_back():
            self._past.undo_latest()

    def _redo_latest(self) -> None:
        if self.current_screen().can_take_back():
            self._past.redo_latest()

    @property
    def _past(self) -> "HistoryPresenter":
        from ui.screens.register.history_presenter import HistoryPresenter

        return HistoryPresenter(self, self._office, self._runner, self)

    def _step_font(self, step: int) -> None:
        """One step larger or smaller; 0 goes back to 100 percent."""
        kept = read_appearance()
        steps = FONT_PERCENTS if step > 0 else tuple(reversed(FONT_PERCENTS))
        further = [p for p in steps if (p - kept.font_percent) * step > 0]
        percent = further[0] if further else (100 if step == 0 else kept.font_percent)
        if percent != kept.font_percent:
            self.set_appearance(kept._replace(font_percent=percent))
            self.notify(self.tr("字号 {percent}%").format(percent=percent))

    def _refresh(self) -> None:
        self.current_screen().refresh()
        self.read_status()

    def _focus_screen(self) -> None:
        if not self._current:
            return
        screen = self._screens[self._current]
        last: QWidget | None = screen.focusWidget()
        if last is not None:
            last.setFocus()
        else:
            screen.focus_first()

    def _on_hit_chosen(self, hit: Hit) -> None:
        self.open_record(_REGISTER, hit.kind, hit.record_id)

    def _on_narrow_wished(self, narrow: bool) -> None:
        self._narrow_wish = narrow
        self.navigation.set_narrow(narrow)

    def _on_user_pressed(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("锁定\tCtrl+L"), self.lock_requested.emit)
        menu.addAction(self.tr("切换用户\tCtrl+Shift+L"), self.switch_user_requested.emit)
        menu.addAction(self.tr("用户和密码…"), partial(self.open_screen, _BACKUP))
        menu.popup(QPoint(place.x(), place.y() - menu.sizeHint().height()))

    def _on_synced(self, outcome: SyncOutcome) -> None:
        """Tell what people have to know of a run; a line that fails is told by the status line alone."""
        self.sync.watch_network()
        error, report = outcome.error, outcome.report
        if error is not None and error.problems[0].code == _KEYS_DESTROYED:
            self.office_lost.emit()
            return
        if error is not None and outcome.asked:
            self.show_problem(error)
        if report is not None and report.conflicts + report.refused:
            told = self.tr("县里没有收下 {refused} 条，有 {conflicts} 处冲突要您处理")
            text = told.format(refused=report.refused, conflicts=report.conflicts)
            self.notify(text, self.tr("去处理"), partial(self.open_screen, _SYNC))
        elif report is not None and outcome.asked:
            told = self.tr("同步完成：上传 {sent} 条，收到 {received} 条")
            self.notify(told.format(sent=report.sent, received=report.received))
        if report is not None and report.received:
            self.records_changed()
        else:
            self.read_status()
            if self._current == _SYNC:
                self.current_screen().refresh()


class _Overlay(QWidget):
    """Covers the window while a long job runs, with its progress in the middle."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.panel = ProgressPanel()
        self._ticket: JobTicket | LastRun | None = None
        sheet = card()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.addWidget(self.panel)
        sheet.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 30)
        self._sheet = sheet
        layout = QVBoxLayout(self)
        layout.addStretch()
        layout.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(200)
        self._timer.timeout.connect(self._appear)
        self.panel.cancel_requested.connect(self._on_cancel_requested)
        self.hide()

    def start(self, title: str, ticket: JobTicket | LastRun, *, can_cancel: bool) -> None:
        """Take the keyboard at once, show the panel after 200 ms."""
        self._ticket = ticket
        self.panel.start(title, can_cancel=can_cancel)
        self._timer.start()

    def finish(self) -> None:
        self._timer.stop()
        self.panel.finish()
        self.hide()

    def _appear(self) -> None:
        self.setGeometry(self.parentWidget().rect())  # type: ignore[union-attr]
        self.show()
        self.raise_()
        self.panel.show()
        self.panel.setFocus()

    def _on_cancel_requested(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
