"""The inside of the window over a real office, with the shipped screens."""

from desktop import app
from desktop.services.office import Office
from ui.jobs import JobRunner
from ui.screens.shipped import SCREENS
from ui.shell.workspace import Workspace


def open_workspace(office: Office, runner: JobRunner) -> Workspace:
    """The inside of the window over an office, at the smallest size that is promised to fit."""
    workspace = Workspace.over(office, runner, app.shell_services(office), SCREENS)
    workspace.resize(1093, 614)
    return workspace
