"""Visits to a household and its people, on its card in the register (走访)."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from ui.widgets.dress import button, label, set_tone

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.services.visits.about import HouseholdVisits
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_MOST_VISITS = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisitsPart", text)


def visits_title() -> str:
    """The tab's name."""
    return _tr("走访")


class VisitsPart(QWidget):
    """Reads when it is made: who is visited and when next, the last visits, facts to confirm."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", household_id: str) -> None:
        super().__init__()
        self._office, self._runner, self._shell = office, runner, shell
        self._household_id = household_id
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        # late: a card that is looked at without this tab needs none of it
        from ui.screens.visits.visit_entry import VisitEntry

        self._entry = VisitEntry(self, office, runner, shell)
        self._load()

    def _load(self) -> None:
        from desktop.services.visits.about import household_visits

        self._runner.read(
            lambda job: household_visits(self._office, self._household_id),
            self._show,
            self._shell.show_error,
            owner=self,
        )

    def _show(self, read: "HouseholdVisits") -> None:
        from desktop.words import word
        from ui.screens.visits.visit_words import due_cell, next_words, reason_words

        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        may = self._office.may(Right.EDIT_VISITS)
        for one in read.objects:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            told = "　".join(
                part for part in (one.title, word(one.visit_class.label), reason_words(one)) if part
            )
            row.addWidget(label(told, wrap=True), 1)
            cell = due_cell(one, self._office.today())
            due = label(next_words(one, self._office.today()))
            set_tone(due, cell.tone)
            row.addWidget(due)
            if may:
                log = button(_tr("记走访"), "link")
                log.setAccessibleName(_tr("记走访：{name}").format(name=one.title))
                log.clicked.connect(partial(self._entry.enter, one.kind.value, one.id))
                row.addWidget(log)
            self._layout.addWidget(line)
        for patch in read.patches:
            told = _tr("待确认：{owner} {field} {old} → {new}").format(
                owner=patch.owner, field=word(patch.label), old=patch.old or _tr("没有填"), new=patch.new
            )
            waiting = label(told, wrap=True)
            set_tone(waiting, "soon")
            self._layout.addWidget(waiting)
        if not read.visits:
            self._layout.addWidget(label(_tr("还没有走访过"), "muted"))
        for visit in read.visits[:_MOST_VISITS]:
            parts = (
                visit.at,
                visit.title,
                word(visit.form_label),
                word(visit.outcome_label),
                "、".join(visit.visitors),
                visit.findings,
            )
            self._layout.addWidget(label("　".join(part for part in parts if part), wrap=True))
        if len(read.visits) > _MOST_VISITS:
            more = _tr("还有 {n} 次，见“走访”").format(n=len(read.visits) - _MOST_VISITS)
            self._layout.addWidget(label(more, "muted"))
