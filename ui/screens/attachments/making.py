"""Makes an area of attachments at first use, so that a screen that has some needs nothing of it before."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.attachments.area import AttachmentArea
    from ui.shell.shell_api import Shell


def make_area(
    office: "Office",
    runner: "JobRunner",
    shell: "Shell",
    table: str,
    record_id: str,
    *,
    locked: bool = False,
) -> "AttachmentArea":
    """The attachments of one record; ``locked`` are those that nobody here may change."""
    from ui.screens.attachments.area import AttachmentArea

    return AttachmentArea(office, runner, shell, table, record_id, locked=locked)
