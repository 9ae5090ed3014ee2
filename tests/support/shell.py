"""A window over a real office, with small screens in place of the shipped ones."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout

from desktop import app
from desktop.domain.accounts import Right
from desktop.services.office import Office
from tests.support.vault import CHEAP
from ui.jobs import JobRunner
from ui.screens.opening.opening_services import OpeningServices
from ui.shell.flow import FlowServices, OfficeFlow
from ui.shell.main_window import MainWindow
from ui.shell.palette import Hit
from ui.shell.screen import Command, ListQuery, Screen
from ui.shell.screen_spec import ScreenSpec
from ui.shell.shell_api import Shell
from ui.shell.workspace import ShellServices


class NoteScreen(Screen):
    """Writes down what the shell asks of it."""

    def __init__(self, office: Office, runner: JobRunner, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.runner = runner
        self.asked: list[object] = []
        self.half_typed: tuple[str, str] | None = None
        self.first = QLineEdit()
        self.second = QPushButton("x")
        layout = QVBoxLayout(self)
        layout.addWidget(self.first)
        layout.addWidget(self.second)

    def show_list(self, query: ListQuery) -> None:
        self.asked.append(query)

    def show_record(self, kind: str, record_id: str) -> None:
        self.asked.append((kind, record_id))

    def refresh(self) -> None:
        self.asked.append("refresh")

    def keep_work(self) -> None:
        self.asked.append("keep")

    def unfinished(self) -> tuple[str, str] | None:
        return self.half_typed

    def close_screen(self) -> None:
        self.asked.append("close")

    def commands(self) -> Sequence[Command]:
        return (Command("新增一户", lambda: self.asked.append("new household")),)


class BrokenScreen(Screen):
    """A screen with a bug."""

    def __init__(self, office: Office, runner: JobRunner, shell: Shell) -> None:
        super().__init__()
        raise ValueError("张三 999901198001011234")


SCREENS = (
    ScreenSpec("today", "今日", "today", "Ctrl+1", "tests.support.shell:NoteScreen"),
    ScreenSpec(
        "register", "民情档案", "register", "Ctrl+2", "tests.support.shell:NoteScreen", Right.READ_REGISTER
    ),
    ScreenSpec("import", "导入", "import", "Ctrl+3", "tests.support.shell:NoteScreen", Right.IMPORT),
    ScreenSpec("broken", "坏的", "alert", "Ctrl+4", "tests.support.shell:BrokenScreen"),
    ScreenSpec("settings", "备份与设置", "settings", "Ctrl+6", "tests.support.shell:NoteScreen", None, True),
)


def find_nobody(text: str, limit: int) -> Sequence[Hit]:
    """A palette search that knows one household."""
    return [Hit("household", "h1", "张三户", "一组 0101")] if text == "zs" else []


def shell_services(office: Office) -> ShellServices:
    """The real services, with a small search."""
    return replace(app.shell_services(office), find_people=find_nobody)


def flow_services(**changed: object) -> FlowServices:
    """The real services, with passwords that cost nothing."""
    services = app.flow_services()._replace(
        opening=lambda path: OpeningServices(path, CHEAP),
        shell=shell_services,
        fill_with_sample=None,
    )
    return services._replace(**changed)  # type: ignore[arg-type]


def make_flow(application: QApplication, folder: Path, **changed: object) -> OfficeFlow:
    """A window over a data folder, shown at the smallest size the program promises to fit."""
    window = MainWindow()
    window.resize(1093, 614)
    flow = OfficeFlow(application, window, folder, flow_services(**changed), lambda: SCREENS)
    window.show()
    return flow
