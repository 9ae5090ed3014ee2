"""Sheets on screen and on disk: the very bytes that are printed and archived."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.accounts import Right
from desktop.domain.problem import Problem, ProblemError
from desktop.services.disclosure.compiling import ACCOUNTS, ALLOWANCES, PARTY_LIFE
from desktop.services.disclosure.notices import preview
from desktop.services.office import Office

if TYPE_CHECKING:
    from desktop.reports.preview import PageImage, Preview


def kinds() -> tuple[tuple[str, str], ...]:
    """Notices that can be made: template and name."""
    from desktop.reports.template import template

    return tuple((name, template(name).label) for name in (ACCOUNTS, ALLOWANCES, PARTY_LIFE))


class Sheet:
    """An open sheet whose pages are drawn as they are asked for; may be used from any thread."""

    def __init__(self, pages: "Preview") -> None:
        self._pages = pages
        self.sizes = tuple((size.width, size.height) for size in pages.sizes)

    def page(self, number: int, dpi: float) -> "PageImage":
        """A page as it is shown, with the faint place of the seal."""
        return self._pages.page(number, dpi)

    def page_for_print(self, number: int, dpi: float) -> "PageImage":
        """A page as it goes to the printer."""
        return self._pages.page(number, dpi, for_print=True)

    def close(self) -> None:
        """Forget the pages."""
        self._pages.close()


def open_sheet(pdf: bytes) -> Sheet:
    """Open the bytes of a sheet."""
    from desktop.reports.preview import Preview

    return Sheet(Preview(pdf))


def save_sheet(office: Office, notice_id: str, path: Path) -> None:
    """Write the bytes of a sheet to a file; the export is logged.

    Raises:
        ProblemError: DOC-142 the file can't be written, DOC-132, SYS-403.
    """
    office.require(Right.PRINT)
    printed = preview(office, notice_id)
    try:
        path.write_bytes(printed.pdf)
    except OSError as error:
        raise ProblemError(Problem("DOC-142", {"path": str(path)})) from error
    office.log_access("export", "notice", notice_id, purpose="pdf")
