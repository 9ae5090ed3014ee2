"""Opens the form of a round and stores what it says; used wherever a patrol can be entered."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.local_moment import show_moment
from desktop.domain.problem import ProblemError
from desktop.services.patrols import duty, rounds
from desktop.services.patrols.people import named_people
from desktop.services.patrols.rounds import DANGER, NewPatrol, NewRound, Patrol, SiteForm
from ui.dialogs.closed import accept_if_open, unless_closed
from ui.screens.patrols.round_dialog import RoundDialog, RoundStart
from ui.widgets.reference_edit import ReferenceChoice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoundEntry", text)


class RoundEntry:
    """Asks for rounds; ``changed`` is called after each that was stored."""

    def __init__(
        self,
        page: "QWidget",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        changed: Callable[[], None],
    ) -> None:
        self._page, self._office, self._runner, self._shell = page, office, runner, shell
        self._changed = changed

    def enter(self, site_ids: Sequence[str]) -> None:
        """Ask for a round of some sites; who usually goes and the time are filled in."""
        office = self._office
        if not office.may(Right.EDIT_PATROLS) or not site_ids:
            return

        def work() -> tuple[tuple[SiteForm, ...], RoundStart, int]:
            forms = rounds.open_forms(office, site_ids)
            usual = duty.usual_patrollers(office, site_ids)
            people = named_people(office, usual)
            now = show_moment(office.now_text())
            start = RoundStart(
                tuple(ReferenceChoice(one, people[one]) for one in usual if one in people), now
            )
            return forms, start, rounds.jump_percent(office)

        self._runner.read(lambda job: work(), self._ask, self._shell.show_error, owner=self._page)

    def change(self, patrol: Patrol) -> None:
        """Ask for one patrol again to put it right."""
        office, row = self._office, patrol.row

        def work() -> tuple[tuple[SiteForm, ...], RoundStart, int]:
            people = named_people(office, row.patroller_ids)
            start = RoundStart(
                tuple(ReferenceChoice(one, people[one]) for one in row.patroller_ids if one in people),
                patrol.at,
                row.patrollers,
                row.weather,
                NewPatrol(
                    row.site_id,
                    patrol.at,
                    row.result,
                    row.readings,
                    row.signs,
                    row.action,
                    row.reported_to,
                    show_moment(row.reported_at),
                    row.note,
                ),
            )
            return rounds.open_forms(office, (row.site_id,), closed=True), start, rounds.jump_percent(office)

        def ask(read: tuple[tuple[SiteForm, ...], RoundStart, int]) -> None:
            self._ask(read, row.id)

        self._runner.read(lambda job: work(), ask, self._shell.show_error, owner=self._page)

    def _ask(self, read: tuple[tuple[SiteForm, ...], RoundStart, int], patrol_id: str = "") -> None:
        forms, start, share = read
        if not forms:
            return
        office = self._office
        dialog = RoundDialog(
            office,
            self._runner,
            forms,
            start,
            share,
            self._page,
            may_log=office.may(Right.EDIT_EVENTS),
        )

        def store(new: NewRound) -> None:
            dialog.wait(True)

            def work(_job: JobHandle) -> None:
                if patrol_id:
                    rounds.edit_patrol(office, patrol_id, new)
                else:
                    rounds.add_round(office, new)

            refused = unless_closed(dialog, failed, self._shell.show_error)
            self._runner.write(work, lambda _: stored(new), refused)

        def stored(new: NewRound) -> None:
            accept_if_open(dialog)
            danger = sum(each.result == DANGER for each in new.patrols)
            told = _tr("已登记 {n} 个点").format(n=len(new.patrols))
            if danger:
                told += _tr("，其中险情 {n} 个，请马上报告").format(n=danger)
            self._shell.notify(told)
            self._changed()

        def failed(error: Exception) -> None:
            dialog.wait(False)
            if isinstance(error, ProblemError) and any(problem.place for problem in error.problems):
                dialog.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        dialog.submitted.connect(store)
        dialog.open()
