"""The window: wires services and screens together, and nothing else.

    python -m desktop.app [--data DIR] [--login NAME --password-stdin] [--screen KEY]

Nothing is imported here that the first window does not need; a test counts.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from desktop.domain.job import JobHandle
    from desktop.domain.problem import Problem
    from desktop.services.daily_chores import DailyChores
    from desktop.services.office import Office
    from ui.shell.flow import FlowServices, OfficeFlow
    from ui.shell.palette import Hit
    from ui.shell.screen_spec import ScreenSpec
    from ui.shell.status_line import StatusFacts
    from ui.shell.workspace import ShellServices

_EMPTY_AFTER_MS = 400  # then the window comes without a page

ORGANISATION = APPLICATION = "cunqingtong"


def make_application(arguments: Sequence[str] = ()) -> "QApplication":
    """The dressed application with its settings file, language, palette and font."""
    from ui.qt_import import import_qt

    gc.disable()  # what is imported stays; from here on `GuiCollector` decides
    import_qt()  # before anything else asks for PySide6

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from ui.jobs import GuiCollector
    from ui.theme import FUSION, apply_appearance, apply_language, read_appearance

    application = QApplication(["cunqingtong", *FUSION, *arguments])
    application.setOrganizationName(ORGANISATION)
    application.setApplicationName(APPLICATION)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    appearance = read_appearance()
    apply_language(application, appearance.language)
    apply_appearance(application, appearance)
    application.aboutToQuit.connect(GuiCollector(application).stop)
    return application


def make_flow(application: "QApplication", folder: Path | None) -> "OfficeFlow":
    """The window over a data folder, not yet shown; over the one of last time when None, kept up to date."""
    from ui.shell.flow import OfficeFlow
    from ui.shell.main_window import MainWindow

    services = flow_services()
    if folder is None:
        from desktop.vault.data_place import choose_folder, chosen_folder, default_folder

        folder = default_folder()
        services = services._replace(
            keep_folder=choose_folder, is_kept_folder=lambda path: path == chosen_folder()
        )
    return OfficeFlow(application, MainWindow(), folder, services, _screens)


def _screens() -> "tuple[ScreenSpec, ...]":
    from ui.screens.shipped import SCREENS

    return SCREENS


def flow_services() -> "FlowServices":
    """The services behind opening, locking and closing."""
    from ui.screens.opening.opening_services import OpeningServices
    from ui.shell.flow import FlowServices

    return FlowServices(
        opening=OpeningServices,
        shell=shell_services,
        auto_lock_minutes=_auto_lock_minutes,
        restore=_restore,
        go_back=_go_back,
        fill_with_sample=_fill_with_sample,
        before_closing=_back_up_before_closing,
        load=_load_services,
    )


def shell_services(office: "Office") -> "ShellServices":
    """The services of palette, status line and the minute's housekeeping."""
    from ui.shell.workspace import ShellServices

    return ShellServices(
        find_people=partial(_find_people, office),
        read_status=partial(_read_status, office),
        keep_house=_Housekeeping(office),
    )


class _Housekeeping:
    """Makes the backups and proofs that are due, and does the chores of the day."""

    def __init__(self, office: "Office") -> None:
        from desktop.services.backup import BackupSchedule

        self._office = office
        self._schedule = BackupSchedule(office)
        self._chores: DailyChores | None = None

    def __call__(self, job: "JobHandle") -> Sequence["Problem"]:
        if self._chores is None:
            from desktop.services.daily_chores import DailyChores  # late: the window does not wait for it

            self._chores = DailyChores(self._office)
        self._chores.run_due()
        return self._schedule.run_due(job).told


def _load_services() -> None:
    import logging.handlers  # noqa: F401 - imported only

    from desktop.services import backup, opening, settings  # noqa: F401
    from desktop.services.sync import status  # noqa: F401

    opening.load_libraries()


def _auto_lock_minutes(office: "Office") -> int:
    from desktop.services.settings import load_settings

    return load_settings(office).auto_lock_minutes


def _restore(backup: Path, folder: Path, job: "JobHandle") -> None:
    from desktop.services.backup import restore_backup

    restore_backup(backup, folder, job=job)


def _go_back(backup: Path, folder: Path, job: "JobHandle") -> None:
    from desktop.services.backup import restore_backup

    restore_backup(backup, folder, replace=True, job=job)


def _back_up_before_closing(office: "Office", job: "JobHandle") -> None:
    from desktop.domain.accounts import Right
    from desktop.services.backup import Reason, make_backup_if_changed

    if office.may(Right.BACKUP):
        make_backup_if_changed(office, Reason.CLOSE, job)


def _fill_with_sample(office: "Office", job: "JobHandle") -> None:
    from desktop.services.sample_office import fill_empty_office

    fill_empty_office(office, job)


def _find_people(office: "Office", text: str, limit: int) -> Sequence["Hit"]:
    from desktop.services.search import find_people
    from ui.shell.palette import Hit

    hits = []
    for found in find_people(office, text, limit):
        name = f"{found.name}（{found.former_name}）" if found.former_name else found.name
        age = f"{found.age} 岁" if found.age else ""
        parts = (found.villager_group, found.relation, found.sex, age, found.masked_id, found.residence)
        hits.append(Hit("person", found.id, name, " · ".join(part for part in parts if part)))
    return hits


def _read_status(office: "Office") -> "StatusFacts":
    from desktop.domain.accounts import Right
    from desktop.services.backup import backup_status
    from desktop.services.mobilisation.reminders import read_emergency
    from desktop.services.sync.status import sync_status
    from ui.shell.status_line import StatusFacts

    backups = backup_status(office)
    newest = backups.newest.made_at if backups.newest else None
    emergency = read_emergency(office) if office.may(Right.READ_MOBILISATION) else None
    return StatusFacts(
        sync_status(office),
        newest,
        backups.proven_at,
        is_proof_failed=bool(backups.proof_problems),
        is_second_late=backups.is_second_late,
        emergency=emergency,
    )


def keep_log(logs: Path) -> None:
    """Write warnings and worse into rotating files of a folder; no personal data goes there."""
    import logging
    from logging.handlers import RotatingFileHandler

    logs.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        logs / "cunqingtong.log", maxBytes=500_000, backupCount=5, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


def _keep_log_once(flow: "OfficeFlow", _: object) -> None:
    """Begin the log with the first open office: before that there may be no folder to write to."""
    import logging

    handlers = logging.getLogger().handlers
    if flow.office is not None and not any(isinstance(each, logging.FileHandler) for each in handlers):
        keep_log(flow.office.vault.folder.logs)


def install_error_hook(flow: "OfficeFlow") -> None:
    """Show what would otherwise vanish in a console nobody sees."""

    def show(kind: type[BaseException], error: BaseException, trace: "TracebackType | None") -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            flow.show_bug(error)

    sys.excepthook = show


def show_with_first_page(flow: "OfficeFlow") -> None:
    """Show the window when its first page is there: to paint it empty before would only take time.

    A folder that answers slowly, such as one on a network, keeps nobody before an empty screen for long.
    """
    from PySide6.QtCore import QCoreApplication, QTimer

    late = QTimer(flow.window)
    late.setSingleShot(True)
    late.timeout.connect(flow.window.show)
    late.start(_EMPTY_AFTER_MS)

    def show(_: object) -> None:
        late.stop()  # or it would bring back a window that was closed meanwhile
        flow.window.show()
        # What was just shown waits to be laid out; done after the first painting it would need a second one.
        QCoreApplication.sendPostedEvents()

    flow.waiting.connect(show)


class Options(NamedTuple):
    """What was said on the command line."""

    data: Path | None = None
    login: str = ""
    password_stdin: bool = False
    screen: str = ""
    screenshot: Path | None = None
    each_view: bool = False


def read_options(arguments: Sequence[str]) -> Options:
    """Read the command line; ends the program with a sentence where it can't be read.

    What an icon on the desktop says is read without the parser: to import that, and to tell it what may
    come, takes longer than to make the first page.
    """
    if not arguments:
        return Options()
    if len(arguments) == 2 and arguments[0] == "--data" and not arguments[1].startswith("-"):
        return Options(Path(arguments[1]))
    from argparse import ArgumentParser

    parser = ArgumentParser(prog="cunqingtong", description="村情通桌面版")
    parser.add_argument("--data", type=Path, help="data folder")
    parser.add_argument("--login", default="", help="sign this user in at once")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from stdin")
    parser.add_argument("--screen", default="", help="key of the screen to open first")
    parser.add_argument("--screenshot", type=Path, help="save pictures of every screen there and end")
    parser.add_argument("--each-view", action="store_true", help="with --screenshot: pages and dialogs too")
    return Options(**vars(parser.parse_args(arguments)))


def main(
    argv: Sequence[str] | None = None, made: "Callable[[OfficeFlow], object]" = lambda flow: None
) -> int:
    """Open the window and run until it closes.

    Args:
        argv: Arguments without the program's name; those of the process when None.
        made: Gets the window's flow before anything is shown; for those who watch it, such as benchmarks.

    Returns:
        The exit code.
    """
    options = read_options(sys.argv[1:] if argv is None else argv)
    password = sys.stdin.readline().rstrip("\r\n") if options.password_stdin else ""
    application = make_application()
    if options.screen:
        from PySide6.QtCore import QSettings

        QSettings().setValue("shell/screen", options.screen)
    flow = make_flow(application, options.data)
    install_error_hook(flow)
    flow.entered.connect(partial(_keep_log_once, flow))
    made(flow)
    if options.screenshot is not None:
        from ui.shots import photograph

        flow.window.show()
        photograph(flow, options.login, password, options.screenshot, each_view=options.each_view)
        flow.close()
        return 0
    if password:
        flow.window.show()
        flow.enter_with(options.login, password)
    else:
        show_with_first_page(flow)
        flow.start()
    code = application.exec()
    flow.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
