"""What the opening screens ask of the services; each call takes long and belongs in a job."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.job import JobHandle
from desktop.domain.village import Village

if TYPE_CHECKING:
    from datetime import date

    from desktop.reports.preview import Preview
    from desktop.services.office import Office
    from desktop.vault.inspection import FolderReport
    from desktop.vault.recovery import RecoverySheet
    from desktop.vault.suite import KdfCost
    from ui.screens.opening.first_user_step import FirstUser


class OpeningServices(NamedTuple):
    """The services over one data folder, imported when first used.

    Attributes:
        path: The data folder.
        cost: What a password guess costs; the shipped one when None, another one in tests.
    """

    path: Path
    cost: "KdfCost | None" = None

    def inspect(self) -> "FolderReport":
        """What can be said about the folder without a password."""
        from desktop.vault.inspection import inspect

        return inspect(self.path)

    def open(self, login: str, password: str, job: JobHandle) -> "Office":
        """Open the office with a password; the job is told when it was right and the register answers."""
        from desktop.services.opening import open_office

        return open_office(self.path, login, password, job=job, cost=self._cost())

    def begin_guess(self, login: str, password: str) -> None:
        """Guess the password as far as it is typed, in a process of its own."""
        from desktop.vault import guess_ahead

        guess_ahead.begin(self.path, login, password)

    def end_guess(self) -> None:
        """Forget what was guessed before anybody pressed Enter."""
        from desktop.vault import guess_ahead

        guess_ahead.end()

    def recover(self, code: str, login: str, new_password: str) -> "Office":
        """Open the office with the recovery sheet and set a password anew."""
        from desktop.services.opening import recover_office

        return recover_office(self.path, code, login, new_password, cost=self._cost())

    def create(self, village: Village, user: "FirstUser") -> "tuple[Office, RecoverySheet]":
        """Make a new office and its recovery sheet."""
        from desktop.services.opening import create_office

        return create_office(
            self.path,
            village,
            user.login,
            user.display_name,
            user.role,
            user.password,
            cost=self._cost(),
        )

    def sheet_pdf(self, sheet: "RecoverySheet", login: str, on: "date") -> bytes:
        """The recovery sheet to print; the bytes hold the code in the clear and are never stored."""
        from desktop.reports.office_sheets import render_recovery_sheet

        return render_recovery_sheet(sheet.village, login, sheet.groups, on)

    def preview(self, pdf: bytes) -> "Preview":
        """An opened document whose pages can be drawn."""
        from desktop.reports.preview import Preview

        return Preview(pdf)

    def keep_backup_folder(self, office: "Office", folder: Path) -> None:
        """Set the second place of backups."""
        from desktop.services.backup import set_second_place

        set_second_place(office, folder)

    def _cost(self) -> "KdfCost":
        from desktop.vault.suite import SHIPPED_COST

        return self.cost or SHIPPED_COST
