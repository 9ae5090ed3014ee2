"""The screen 民情分析, worked as a secretary would before the Monday meeting."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.domain.surprise import Standing
from tests.support.desk import Desk
from ui.screens.analysis.view import CATEGORIES, GROUPS, MONTHS, AnalysisScreen
from ui.screens.events.view import EventsScreen


def _fill(desk: Desk) -> None:
    today = desk.office.today()
    with desk.office.change("edit", "样本") as work:
        home = work.insert("household", {"household_no": "H1", "villager_group": "第一村民小组"})
        for number in range(128):
            is_now = number >= 108
            day = today - timedelta(35 + number)
            if is_now:
                day = today - timedelta(number - 108)
            elif number % 10:
                continue
            facts = {"number": f"N{number}", "kind": "event", "title": "路灯坏了", "category": "0402"}
            moment = f"{day}T02:00:00+00:00"
            event = work.insert("event", facts | {"state": "50", "received_at": moment})
            link = {"event_id": event, "target_table": "household", "target_id": home}
            work.insert("event_link", link)


def test_what_stands_out_leads_to_its_events_and_to_paper(desk: Desk, tmp_path: Path) -> None:
    _fill(desk)
    screen = desk.screen("analysis", AnalysisScreen)
    desk.settle()
    lamps = screen.tables["terms"].table_model()
    assert lamps is not None
    assert lamps.rowCount() == 1
    assert screen.behind_title.text() == "路灯：20 件"
    assert screen.voices.table_model().rowCount() == 20
    shown = {lamps.index(0, column).data() for column in range(5)}
    assert {"路灯", "20", "比平时多"} <= shown

    screen.mark_page(CATEGORIES)
    desk.settle()
    assert screen.tables[CATEGORIES].table_model().ids == ("category/04", "category/0402")
    screen.mark_page(GROUPS)
    assert screen.groups.table_model().ids == ("第一村民小组",)
    screen.mark_page(MONTHS)
    assert screen.chart.areas

    screen.mark_page("terms")
    screen.voices.setFocus()
    screen.voices.selectRow(0)
    desk.qtbot.keyClick(screen.voices, Qt.Key.Key_Return)
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), EventsScreen)


def test_days_without_anything_say_so(desk: Desk) -> None:
    screen = desk.screen("analysis", AnalysisScreen)
    desk.settle()
    for key in ("terms", CATEGORIES):
        assert screen.lists[key].currentWidget() is screen.lists[key].empty


def test_a_day_that_is_none_is_said_beside_it(desk: Desk) -> None:
    screen = desk.screen("analysis", AnalysisScreen)
    screen.first.setText("2026-13-01")
    screen.first.editingFinished.emit()
    desk.settle()
    assert "2026-13-01" in screen.problem.text()
    screen.period.setCurrentIndex(0)
    screen.period.activated.emit(0)
    desk.settle()
    assert screen.problem.text() == ""
    assert screen.foot.text().startswith("共 0 件")
    assert not {each.told.standing for each in screen._findings["terms"].rows} - {Standing.TOO_FEW}
