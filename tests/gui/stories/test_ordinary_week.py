"""An ordinary week in March: what comes to the counter, what the rounds find, what those above want to know.

王文书 is at the PC from Monday to Friday. What one room learns the others know, and nothing is typed twice.
"""

from datetime import date, timedelta
from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop.domain.analysis import Span
from desktop.domain.service_case import CaseState
from desktop.domain.task_order import TaskState
from desktop.services import events
from desktop.services.agency import cases
from desktop.services.analysis.counting import AnalysisRequest, analyse
from desktop.services.events import EventFilter
from desktop.services.patrols import rounds, sites
from desktop.services.patrols.printing import render_patrols
from desktop.services.patrols.rounds import PatrolFilter
from desktop.services.patrols.sites import NewSite
from desktop.services.task_orders.intake import take_in_tasks
from desktop.services.task_orders.orders import list_tasks
from desktop.services.visits.entries import list_visits
from tests.support.desk import CONTROL, Desk
from tests.support.households import fill_with_households
from ui.screens.agency.case_dialog import CaseDialog
from ui.screens.agency.papers_dialog import PapersDialog
from ui.screens.agency.view import CASES, AgencyScreen
from ui.screens.analysis.view import AnalysisScreen
from ui.screens.events.event_dialog import EventDialog
from ui.screens.events.step_dialog import StepDialog
from ui.screens.events.view import EventsScreen
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.patrols.round_dialog import RoundDialog
from ui.screens.patrols.view import DUE, PatrolsScreen
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.report_tables.answer_dialog import AnswerDialog
from ui.screens.report_tables.view import TASKS, ReportTablesScreen
from ui.screens.today.view import TodayScreen
from ui.screens.visits.visit_dialog import FindDialog, VisitDialog
from ui.widgets.reference_edit import ReferenceChoice

MONDAY = date(2026, 3, 9)


class Week:
    """The desk on one day after another."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def day(self, number: int) -> None:
        self.desk.go_to(MONDAY + timedelta(number))

    def done(self) -> None:
        """Wait until every dialog is gone and everything is read."""
        self.desk.until(lambda: not self.desk.dialogs())
        self.desk.settle()

    def titles(self, view: str) -> list[str]:
        return [event.title for event in events.list_events(self.desk.office, EventFilter(view))]

    def start_page(self) -> str:
        screen = self.desk.screen("today", TodayScreen)
        return "\n".join(
            [line.text() for line in screen.findChildren(QLabel)]
            + [link.text() for link in screen.findChildren(QPushButton)]
        )

    def monday(self, person: str) -> None:
        """张建国 comes in: one question is answered at once, one matter needs somebody."""
        desk = self.desk
        screen = desk.screen("events", EventsScreen)
        desk.press(screen.new)
        form = desk.dialog(EventDialog)
        desk.write(form.title_edit, "问医保怎么报销")
        form.on_the_spot.setChecked(True)
        form.outcome.setPlainText("当面讲清楚了")
        form.way.set_code("20")
        desk.press(form.save)
        self.done()
        desk.press(screen.new)
        form = desk.dialog(EventDialog)
        desk.write(form.title_edit, "上坪路灯不亮")
        desk.write(form.reporter.search, "zjg")
        desk.until(form.reporter.hits.isVisible)
        desk.enter(form.reporter.search)
        desk.until(lambda: form.reporter.name() == "张建国")
        desk.press(form.save)
        self.done()
        assert self.titles("open") == ["上坪路灯不亮"]
        assert self.titles("done") == ["问医保怎么报销"]

    def tuesday(self, person: str) -> None:
        """His house papers: two originals stay, with a receipt before he leaves."""
        desk = self.desk
        screen = desk.screen("agency", AgencyScreen)
        screen.show_tab(CASES)
        desk.settle()
        desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
        form = desk.dialog(CaseDialog)
        form.item.set_code("18")
        form.person.set_choice(ReferenceChoice(person, "张建国"))
        form.item.code_changed.emit("18")
        desk.until(form.told.isVisible)
        desk.press(form.yes)
        self.done()
        buttons = screen.page().panel.buttons
        desk.press(buttons["收材料…"])
        desk.press(desk.dialog(PapersDialog).save)
        receipt = desk.dialog(PrintDialog)
        assert receipt.windowTitle() == "原件收据"
        receipt.close()
        self.done()
        desk.press(screen.page().panel.buttons["报送…"])
        desk.press(desk.dialog(FieldsDialog).yes)
        self.done()
        (case,) = cases.list_cases(desk.office, "all")
        assert case.state is CaseState.SUBMITTED

    def wednesday(self) -> None:
        """On the way past 李桂香's door, entered in three clicks; what she asks for is a task."""
        desk = self.desk
        desk.press(desk.screen("today", TodayScreen).log_visit)
        search = desk.dialog(FindDialog)
        desk.write(search.picker.search, "lgx")
        desk.until(search.picker.hits.count)
        desk.enter(search.picker.search)
        form = desk.dialog(VisitDialog)
        form.findings["needs"].text.setPlainText("门口路灯也不亮，夜里不敢出门")
        form.findings["needs"].as_event.setChecked(True)
        desk.qtbot.keyClick(form.outcome, Qt.Key.Key_Return, CONTROL)
        self.done()
        (visit,) = list_visits(desk.office)
        assert visit.title == "李桂香"
        assert len(self.titles("open")) == 2

    def thursday(self) -> None:
        """The round after the rain: one site has a blocked ditch, nobody is in danger."""
        desk = self.desk
        screen = desk.screen("patrols", PatrolsScreen)
        screen.show_tab(DUE)
        desk.settle()
        desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
        form = desk.dialog(RoundDialog)
        form.list.setFocus()
        desk.qtbot.keyClick(form.list, Qt.Key.Key_1)
        desk.press(form.rest)
        desk.qtbot.keyClick(form, Qt.Key.Key_Return, CONTROL)
        self.done()
        span = PatrolFilter(MONDAY.isoformat(), desk.office.today().isoformat())
        (patrol,) = rounds.list_patrols(desk.office, span)
        assert patrol.site == "老鹰岩"
        paper = PdfReader(BytesIO(render_patrols(desk.office, span))).pages[0].extract_text()
        assert "老鹰岩" in paper

    def friday(self) -> None:
        """The county wants a number; the lamps are mended; the secretary asks what people cared about."""
        desk = self.desk
        _give_task(desk)
        assert "核实独居老人人数" in self.start_page()
        tables = desk.screen("report_tables", ReportTablesScreen)
        tables.show_tab(TASKS)
        desk.settle()
        tables.tasks.presenter.answer(tables.tasks.list.table.current_id())
        desk.settle()
        form = desk.dialog(AnswerDialog)
        form.text.setPlainText("逐户核实过")
        number = form.form["quantity"].widget
        assert isinstance(number, QLineEdit)
        desk.write(number, "2")
        form.submit()
        self.done()
        (task,) = list_tasks(desk.office)
        assert task.state is TaskState.ANSWERED

        screen = desk.screen("events", EventsScreen)
        event = next(
            each for each in events.list_events(desk.office, EventFilter("open")) if "上坪" in each.title
        )
        screen.show_record("event", event.id)
        desk.settle()
        settle = next(
            each for each in screen.detail.findChildren(QPushButton) if each.text().startswith("办结")
        )
        desk.press(settle)
        step = desk.dialog(StepDialog)
        step.text.setPlainText("换了灯泡和线")
        desk.press(step.save)
        self.done()
        assert events.get_event(desk.office, event.id).result == "换了灯泡和线"

        analysis = desk.screen("analysis", AnalysisScreen)
        desk.settle()
        told = analyse(desk.office, AnalysisRequest(Span(MONDAY, desk.office.today())))
        assert told.count == 3
        assert {each.label for each in told.categories if each.is_part} >= {"路灯供电"}
        assert analysis.foot.text().startswith("共 3 件")


def _give_task(desk: Desk) -> None:
    due = (desk.office.clock() + timedelta(days=3)).isoformat(timespec="seconds")
    order = {
        "number": "民〔2026〕9号",
        "title": "核实独居老人人数",
        "issuer": "示范县民政局",
        "issued_at": desk.office.now_text(),
        "due_at": due,
        "urgency": "normal",
        "asks": '["quantity"]',
        "quantity_unit": "人",
        "reminder_count": 0,
    }
    with desk.office.change("received", "exchange") as work:
        work.insert("task_order", order)
    take_in_tasks(desk.office)


def test_five_days_at_the_village_office(desk: Desk) -> None:
    week = Week(desk)
    week.day(0)
    village = fill_with_households(desk.office)
    slope = NewSite(
        "老鹰岩",
        "H5",
        warning_signal="敲锣",
        monitor_id=village.people["王海军"],
        households=(village.households["张建国"],),
    )
    sites.add_site(desk.office, slope)
    _close_first_task(desk)
    week.monday(village.people["张建国"])
    week.day(1)
    week.tuesday(village.people["张建国"])
    week.day(2)
    week.wednesday()
    week.day(3)
    week.thursday()
    week.day(4)
    week.friday()


def _close_first_task(desk: Desk) -> None:
    """The households come with a task of their own, which is none of this week's."""
    for event in events.list_events(desk.office, EventFilter("all")):
        with desk.office.change("edit", "收拾") as work:
            work.delete("event", event.id)
