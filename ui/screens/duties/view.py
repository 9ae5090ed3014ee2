"""What has to be disclosed, by when, and why: the calendar of duties (公开任务)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.services.disclosure.catalogue import CatalogueEntry
from desktop.services.disclosure.duties import DutyLine
from ui.screens.duties import table_model
from ui.screens.duties.detail import DutyDetailPanel
from ui.screens.duties.presenter import ALL, DutiesPresenter
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button, label, set_tone
from ui.widgets.list_frame import ListFrame
from ui.widgets.rows_model import RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_MONTHS_BACK, _MONTHS_SHOWN = 4, 9


class DutiesScreen(Screen):
    """Nothing that is due is forgotten: what to do next stands first."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.lines = TabStrip(
            ((ALL, self.tr("全部")), *((key, table_model.line_words(key)) for key in ("D", "V", "F")))
        )
        self.catalogue = button(self.tr("公开目录…"), icon_name="documents")
        self.facts = button(self.tr("村情…"), icon_name="village")
        self.terms = button(self.tr("期限…"), icon_name="clock")
        self.make = button(self.tr("制作公开表"), "primary", "plus")
        self.make.setEnabled(office.may(Right.DRAFT_NOTICE))
        self.months = TabStrip(_months(office.today()))
        self.tabs = TabStrip(self._state_names())
        self._hints = QVBoxLayout()
        self._hints.setSpacing(4)
        self._model: RowsModel[DutyLine] = RowsModel(table_model.columns(), lambda line: line.id, self)
        self.table = VirtualTable("duties")
        self.table.setAccessibleName(self.tr("公开任务列表"))
        self.table.show_model(self._model)
        self.detail = DutyDetailPanel()
        above = QWidget()
        inside = QVBoxLayout(above)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(self._hints)
        inside.addWidget(self.months)
        self._frame = ListFrame(
            self.tr("公开任务"),
            (self.facts, self.terms, self.catalogue, self.make),
            self.tabs,
            self.table,
            self.detail,
            picture="calendar",
            shares=(3, 2),
            search=self.lines,
            above=above,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._presenter = DutiesPresenter(self, office, runner, shell)
        self.lines.chosen.connect(self._presenter.show_line)
        self.months.chosen.connect(self._presenter.show_month)
        self.tabs.chosen.connect(self._presenter.show_view)
        self.make.clicked.connect(self._presenter.make)
        self.catalogue.clicked.connect(self._presenter.open_catalogue)
        self.facts.clicked.connect(self._presenter.open_facts)
        self.terms.clicked.connect(self._presenter.open_terms)
        self.table.current_changed.connect(self._presenter.choose)
        self.table.row_activated.connect(self._presenter.do_it)
        self.detail.make_wanted.connect(self._presenter.make_chosen)
        self.detail.notice_wanted.connect(self._presenter.open_notice)
        self.detail.record_wanted.connect(self._presenter.open_record)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._presenter.make)
        self.lines.mark(ALL)
        self.months.mark(ALL)
        self.tabs.mark("todo")
        self._presenter.load()

    def _state_names(self) -> tuple[tuple[str, str], ...]:
        return (
            ("todo", self.tr("要办的")),
            ("late", self.tr("已逾期")),
            ("soon", self.tr("快到期")),
            ("missed", self.tr("已错过")),
            ("future", self.tr("未到期")),
            ("done", self.tr("已公开")),
            (ALL, self.tr("全部")),
        )

    def mark(self, view: str, month: str, line: str) -> None:
        """Show which view, month and line of affairs are chosen."""
        self.tabs.mark(view)
        self.months.mark(month)
        self.lines.mark(line)

    def show_counts(self, views: Mapping[str, int], months: Mapping[str, tuple[int, str]]) -> None:
        """Show how many duties each view holds, and how many of each month are still to be done."""
        tones = {"late": "overdue", "missed": "overdue", "soon": "soon"}
        for key, _ in self._state_names():
            number = views.get(key, 0)
            self.tabs.show_count(key, number, tones.get(key, "") if number else "")
        for key, (number, tone) in months.items():
            self.months.show_count(key, number, tone)

    def month_keys(self) -> tuple[str, ...]:
        """Months that can be chosen, as 2026-10."""
        return tuple(key for key, _ in _months(self._presenter.today()) if key != ALL)

    def show_duties(self, lines: Sequence[DutyLine], view: str) -> None:
        """Show the duties of a view, the one to do next on top."""
        current = self.table.current_id()
        self._model.set_rows(lines)
        self._frame.show_rows(exist=bool(lines))
        if not lines:
            texts = {
                "todo": (self.tr("没有要办的"), self.tr("该公开的都公开了，下一批到期前会出现在这里。")),
                "late": (self.tr("没有逾期的"), ""),
                "missed": (self.tr("没有错过的"), ""),
            }
            self._frame.empty.show_text(*texts.get(view, (self.tr("这里没有公开任务"), "")))
            self.detail.show_nothing()
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(lines[0].id)
        self._presenter.choose(self.table.current_id())

    def show_detail(self, line: DutyLine, entry: CatalogueEntry, *, may_make: bool, opens: bool) -> None:
        """Show one duty beside the list."""
        self.detail.show_duty(line, entry, may_make=may_make, opens=opens)

    def show_hints(self, hints: Sequence[tuple[str, str, Callable[[], None] | None]]) -> None:
        """Show what is worth knowing above the list: a sentence, a button's name, what it does."""
        while (item := self._hints.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for text, name, act in hints:
            host = QWidget()
            row = QHBoxLayout(host)
            row.setContentsMargins(0, 0, 0, 0)
            said = label(text, "muted", wrap=True)
            if act is None:
                set_tone(said, "soon")
            row.addWidget(said, 1)
            if act is not None:
                pressed = button(name, "link")
                pressed.clicked.connect(lambda _=False, do=act: do())
                row.addWidget(pressed)
            self._hints.addWidget(host)

    def show_list(self, query: ListQuery) -> None:
        self._presenter.show_view(query.view or "todo", everything=True)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "duty":
            self._presenter.show_duty(record_id)

    def select_duty(self, duty_id: str) -> bool:
        """Put the cursor on a duty; false when it is not in the list shown."""
        return self.table.select_id(duty_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("catalogue", self._presenter.open_catalogue),
            ("facts", self._presenter.open_facts),
            ("terms", self._presenter.open_terms),
            ("make", self._presenter.make_chosen),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("制作公开表"), self._presenter.make, shortcut="Ctrl+N"),
            Command(self.tr("看公开目录"), self._presenter.open_catalogue),
            Command(self.tr("村情：哪些事项要公开"), self._presenter.open_facts),
            Command(self.tr("公开期限和标准"), self._presenter.open_terms),
        )


def _months(today: date) -> tuple[tuple[str, str], ...]:
    """The months that can be chosen: some back, this one, and those ahead."""
    number = today.year * 12 + today.month - 1
    shown = range(number - _MONTHS_BACK, number - _MONTHS_BACK + _MONTHS_SHOWN)
    return (
        (ALL, table_model.month_words(None)),
        *((f"{each // 12}-{each % 12 + 1:02d}", table_model.month_words(each % 12 + 1)) for each in shown),
    )
