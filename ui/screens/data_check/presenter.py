"""Looks through the register in a lane, shows what contradicts itself, and opens the people concerned."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services import data_check
from desktop.services.data_check import DataCheck, Finding, Kind
from ui.dialogs.files import save_file

if TYPE_CHECKING:
    from desktop.domain.job import JobHandle
    from desktop.services.office import Office
    from ui.jobs import JobRunner, JobTicket
    from ui.screens.data_check.view import DataCheckScreen
    from ui.shell.shell_api import Shell

ALL, ACCEPTED = "all", "accepted"


def _tr(text: str) -> str:
    return QCoreApplication.translate("DataCheckPresenter", text)


class DataCheckPresenter:
    """One look through the register, seen by what the contradictions are about."""

    def __init__(
        self, view: "DataCheckScreen", office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> None:
        self._view, self._office, self._runner, self._shell = view, office, runner, shell
        self._checked: DataCheck | None = None
        self._tab = ALL
        self._chosen: Finding | None = None
        self._ticket: JobTicket | None = None
        self._is_asked_again = False

    def load(self) -> None:
        """Look through the register anew; once more after a look that may have passed what changed."""
        if self._ticket is not None and self._ticket.is_running:
            self._is_asked_again = True
            return
        self._is_asked_again = False
        office = self._office

        def look(job: "JobHandle") -> DataCheck:
            return data_check.check_data(office, job)

        self._view.show_working(is_first=self._checked is None)
        self._ticket = self._runner.read(
            look,
            self._on_checked,
            self._on_failed,
            lambda progress: self._view.show_progress(progress.done, progress.total),
            cancelled=self._on_stopped,
            owner=self._view,
        )

    def load_or_stop(self) -> None:
        """Look through the register anew, or give up the look that is under way."""
        if self._ticket is not None and self._ticket.is_running:
            self.stop()
        else:
            self.load()

    def stop(self) -> None:
        """The screen closes: what is under way is not wanted any more."""
        if self._ticket is not None:
            self._ticket.cancel()

    def _on_failed(self, error: Exception) -> None:
        self._on_stopped()
        self._shell.show_error(error)

    def _on_stopped(self) -> None:
        self._is_asked_again = False
        self._view.show_stopped(is_first=self._checked is None)
        self._show()

    def show_tab(self, tab: str) -> None:
        """Show what is about one thing, all of it, or what was accepted."""
        self._tab = tab
        self._show()

    def choose(self, key: str) -> None:
        """Show a contradiction beside the list."""
        found = () if self._checked is None else self._checked.findings
        self._chosen = next((each for each in found if each.key == key), None)
        if self._chosen is not None:
            self._view.detail.show_finding(self._chosen, may_edit=self._office.may(Right.EDIT_REGISTER))

    def open_chosen(self) -> None:
        """Go to the household of the chosen contradiction, or to its person."""
        chosen = self._chosen
        if chosen is not None and chosen.household_id:
            self._shell.open_household(chosen.household_id)
        elif chosen is not None and chosen.people:
            self._shell.open_person(chosen.people[0][0])

    def accept(self, is_right: bool) -> None:
        """Note that the chosen contradiction is right as it is, or take that back."""
        office, chosen = self._office, self._chosen
        if chosen is None:
            return
        said = _tr("已记为核对无误。") if is_right else _tr("又列为要核对。")

        def done(_: object) -> None:
            self._shell.notify(said)
            if self._checked is not None:
                self._checked = self._checked.with_accepted(chosen.key, is_right=is_right)
                self._show()
            self.load()

        self._runner.write(
            lambda job: data_check.accept(office, chosen.key, is_right=is_right),
            done,
            self._shell.show_error,
            owner=self._view,
        )

    def export(self) -> None:
        """Ask where the workbook goes, and write what is shown."""
        office, shown = self._office, self._shown()
        if not shown or not office.may(Right.EXPORT):
            return

        def write(path: Path) -> None:
            self._shell.run_long(
                _tr("正在写工作簿"),
                lambda job: data_check.export_findings(office, shown, path),
                lambda count: self._shell.notify(
                    _tr("已写好 {name}，{count} 处。").format(name=path.name, count=count)
                ),
            )

        name = _tr("数据体检 {day}.xlsx").format(day=office.today().isoformat())
        save_file(self._view, _tr("导出体检结果"), name, _tr("工作簿 (*.xlsx)"), write)

    def _on_checked(self, checked: DataCheck) -> None:
        self._checked = checked
        self._show()
        if self._is_asked_again:
            self.load()

    def _shown(self) -> tuple[Finding, ...]:
        checked = self._checked
        if checked is None:
            return ()
        if self._tab == ACCEPTED:
            return tuple(each for each in checked.findings if each.is_accepted)
        return tuple(each for each in checked.open if self._tab in (ALL, each.kind.value))

    def _show(self) -> None:
        checked = self._checked
        if checked is None:
            return
        counts = {kind.value: 0 for kind in Kind}
        urgent = set()
        for each in checked.open:
            counts[each.kind.value] += 1
            if each.must_mend:
                urgent |= {each.kind.value, ALL}
        counts[ALL] = len(checked.open)
        counts[ACCEPTED] = len(checked.findings) - len(checked.open)
        self._view.show_counts(counts, urgent)
        self._view.show_checked(checked, self._shown(), self._tab)
