"""Answers the start page; knows services, not widgets."""

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.accounts import Right
from desktop.services.drafts import DIALOG, SHEET_ROWS, Draft, drop_draft
from desktop.services.register import Figure
from desktop.services.today import read_today
from ui.screens.register.list_filter import to_terms
from ui.shell.screen import ListQuery

if TYPE_CHECKING:
    from desktop.services.numbering import SharedNumbers
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.today.view import TodayScreen
    from ui.screens.visits.visit_entry import VisitEntry
    from ui.shell.shell_api import Shell


class TodayPresenter:
    """Reads everything at once, and opens the list behind each number."""

    def __init__(self, view: "TodayScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._visits: VisitEntry | None = None

    def load(self) -> None:
        """Read the page anew."""
        self._runner.read(
            lambda job: read_today(self._office),
            self._view.show_today,
            self._shell.show_error,
            owner=self._view,
        )

    def open_figure(self, figure: Figure) -> None:
        """Show the people or households that a number counts."""
        query = ListQuery(filters=to_terms(figure.kind, figure.filter), view=figure.kind.value)
        self._shell.open_list("register", query)

    def open_list(self, screen: str, view: str) -> None:
        """Show a view of a screen's list, or one of its tabs."""
        self._shell.open_list(screen, ListQuery(view=view))

    def open_record(self, screen: str, kind: str, record_id: str) -> None:
        """Show one record."""
        self._shell.open_record(screen, kind, record_id)

    def plan_meeting(self, kind: str, holder_id: str) -> None:
        """Plan the meeting of a kind that a branch, a group or the village owes next."""
        self.open_list("obligations", f"plan:{kind}/{holder_id}")

    def open_event(self, event_id: str) -> None:
        """Show one task."""
        self._shell.open_record("events", "event", event_id)

    def open_draft(self, draft: Draft) -> None:
        """Go on with an unfinished form, or show what was typed into a dialog."""
        if draft.form != DIALOG:
            screen = "documents" if draft.form == SHEET_ROWS else "register"
            self.open_record(screen, f"draft:{draft.form}", draft.record_id)
            return
        from ui.dialogs.unfinished import show_unfinished  # late: few ever have one

        show_unfinished(draft, self._view, lambda: self._drop(draft))

    def _drop(self, draft: Draft) -> None:
        self._runner.write(
            lambda job: drop_draft(self._office, draft.form, draft.record_id),
            lambda _: self.load(),
            self._shell.show_error,
        )

    def drop_draft(self, draft: Draft) -> None:
        """Ask, then forget an unfinished form."""

        def drop() -> None:
            self._drop(draft)

        question, detail, yes = self._view.drop_question(draft)
        self._shell.ask(question, detail, yes, drop, danger=True)

    def open_shared(self, shared: "SharedNumbers") -> None:
        """Go to the later of the papers that bear one number."""
        if shared.notice_id:
            self._shell.open_record("documents", "notice", shared.notice_id)
        else:
            self._shell.open_record("certificates", "certificate", shared.certificate_id)

    def may_log_visits(self) -> bool:
        """Whether the user at work may put visits on record."""
        return self._office.may(Right.EDIT_VISITS)

    def today(self) -> date:
        """The day on the office's clock."""
        return self._office.today()

    def find_visit(self) -> None:
        """Ask whom a visit was to, then for the visit, without leaving the page."""
        self._visit_entry().find()

    def log_visit(self, kind: str, target_id: str) -> None:
        """Ask for a visit to somebody who is due."""
        self._visit_entry().enter(kind, target_id)

    def _visit_entry(self) -> "VisitEntry":
        # late: the start page needs none of it to be shown
        from ui.screens.visits.visit_entry import VisitEntry

        # kept: a signal holds no object alive that is no widget
        if self._visits is None:
            self._visits = VisitEntry(self._view, self._office, self._runner, self._shell)
        return self._visits

    def open_screen(self, key: str) -> None:
        """Go to a screen."""
        self._shell.open_screen(key)
