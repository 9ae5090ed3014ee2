"""Papers that must work in a power cut, read back from the PDF."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from desktop.domain.accounts import Role
from desktop.domain.mobilisation_rate import MarkKind
from desktop.services.mobilisation import callers, marks, printing, reports, starting
from desktop.services.mobilisation.board import read_board
from desktop.services.mobilisation.marks import NewMark
from desktop.services.mobilisation.starting import NewMobilisation
from desktop.services.patrols import sites
from desktop.services.patrols.sites import NewSite
from tests.support.disclosure import as_role
from tests.support.emergency import EmergencyVillage

STORM = NewMobilisation("03", "1", "台风红色预警，全村转移", "东华镇防汛办")


def words(pdf: bytes) -> str:
    """Everything on the pages without white space, as breaks of lines depend on the columns."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def running(village: EmergencyVillage) -> str:
    made = starting.start(village.at(0), STORM)
    board = read_board(village.at(1), made)
    call = board.calls[0].row.id
    chen = next(line.row.id for line in board.lines if line.head == "陈老伯")
    office = village.at(2)
    marks.add_marks(office, made, [NewMark("mobilisation_call", call, MarkKind.ACKNOWLEDGED, way="phone")])
    school = village.shelters["村小学"]
    marks.add_marks(
        village.at(300),
        made,
        [NewMark("mobilisation_household", chen, MarkKind.MOVED, "3:19", 2, school, reported_by="孙小红")],
    )
    marks.count_heads(village.at(301), made, 1, {school: 2}, "3:41")
    return made


def test_tree_and_door_lists_carry_full_numbers_and_the_way_out(
    village: EmergencyVillage, running: str
) -> None:
    told = words(printing.render_papers(village.at(3), running))
    assert "应急呼叫树" in told and "东片上门清单" in told and "西片上门清单" in told
    assert "10000138001" in told and "10000138006" in told
    assert "避灾点：村小学（中村1号），可住200人" in told
    assert "台风红色预警，全村转移" in told
    assert "周外出（二组）" in told


def test_who_only_looks_on_sees_covered_numbers_and_prints_full_ones(
    village: EmergencyVillage, running: str
) -> None:
    def shown(role: Role) -> set[str]:
        office = as_role(village.at(3), role)
        board, grids = read_board(office, running), callers.list_grid_staff(office)
        called = {each.row.phone for each in board.calls} | {line.caller_phone for line in board.lines}
        homes = [line.household for line in board.lines if line.household is not None]
        theirs = {number for home in homes for _, number in (*home.phones, *home.away)}
        staff = {each.phone for grid in grids for each in (grid.head, *grid.workers) if each is not None}
        return {number for number in called | theirs | staff if number}

    whole = shown(Role.GRID_WORKER)
    assert {"10000138001", "10000138006"} <= whole == shown(Role.CLERK)
    for role in (Role.SUPERVISOR, Role.READER, Role.BOOKKEEPER):
        covered = shown(role)
        assert covered
        assert all("*" in number for number in covered)
    papers = words(printing.render_papers(as_role(village.at(3), Role.SUPERVISOR), running))
    assert "10000138001" in papers


def test_who_needs_help_stands_before_everybody_else_on_the_door_list(
    village: EmergencyVillage, running: str
) -> None:
    told = words(printing.render_papers(village.at(3), running))
    west = told[told.index("西片上门清单") :]
    assert west.index("先转移：要人协助的1户") < west.index("陈老伯") < west.index("孙立新下坪2号")


def test_every_household_stands_once_on_the_door_lists(village: EmergencyVillage, running: str) -> None:
    told = words(printing.render_papers(village.at(3), running))
    doors = told[told.index("上门清单") :]
    for line in read_board(village.at(3), running).lines:
        assert len(re.findall(rf"{line.row.sequence}{line.head}", doors)) == 1


def test_that_full_numbers_were_printed_is_on_record(village: EmergencyVillage, running: str) -> None:
    printing.render_papers(village.at(3), running)
    with village.office.store.reading() as connection:
        (fields,) = connection.execute(
            "SELECT fields FROM access_log WHERE target_table = 'mobilisation' ORDER BY rowid DESC LIMIT 1"
        ).fetchone()
    assert fields == "mobile,household_phone"


def test_a_drill_says_so_on_every_page(village: EmergencyVillage) -> None:
    drill = starting.start(village.at(0), replace(STORM, is_drill=True))
    document = pypdfium2.PdfDocument(printing.render_papers(village.at(1), drill))
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    told = [page for page in pages if page.strip()]
    assert told and all("不是真的险情" in page for page in told)


def test_the_timeline_goes_by_true_times_and_says_what_was_entered_later(
    village: EmergencyVillage, running: str
) -> None:
    told = words(printing.render_timeline(village.at(310), running))
    assert told.index("T+02:00") < told.index("T+09:00") < told.index("T+31:00")
    assert "已转移，2人，到村小学孙小红" in told
    assert "06-2008:10" in told


def test_of_whom_the_same_was_said_in_a_minute_stand_in_one_line(village: EmergencyVillage) -> None:
    made = starting.start(village.at(0), STORM)
    lines = read_board(village.at(1), made).lines
    for minutes, line in ((4.0, lines[0]), (4.5, lines[1]), (5.0, lines[2])):
        told = NewMark("mobilisation_household", line.row.id, MarkKind.TOLD)
        marks.add_marks(village.at(minutes), made, [told])
    told = words(printing.render_timeline(village.at(6), made))
    assert "101张建国户、102王海军户已通知" in told
    assert "T+05:0006-2003:15103赵小兰户已通知" in told


def test_a_mark_put_right_stays_in_the_timeline_as_such(village: EmergencyVillage) -> None:
    made = starting.start(village.at(0), STORM)
    line = read_board(village.at(1), made).lines[0].row.id
    (wrong,) = marks.add_marks(village.at(4), made, [NewMark("mobilisation_household", line, MarkKind.TOLD)])
    marks.void_mark(village.at(5), made, wrong, "打错了人")
    told = words(printing.render_timeline(village.at(6), made))
    assert "已通知（已更正）" in told and "撤销，打错了人" in told


def test_the_summary_gives_rates_states_and_rounds(village: EmergencyVillage, running: str) -> None:
    told = words(printing.render_summary(village.at(310), running))
    assert "5分钟1141/4" in told
    assert "第1轮06-2003:41村小学2人20" in told
    assert "已通知需协助已转移已返回联系不上没有登记合计户0010045人0020057" in told
    assert "还没有解除" in told and "没有找不到的人" in told


def test_a_summary_is_one_page_and_names_sites_of_its_area(village: EmergencyVillage) -> None:
    site = sites.add_site(village.at(0), NewSite("大塘", "H2", households=(village.households["赵小兰"],)))
    drill = starting.start(village.at(0), replace(STORM, groups=("二组",), site_ids=(site,), is_drill=True))
    for number in (1, 2, 3):
        shelters = dict.fromkeys(village.shelters.values(), 1)
        marks.count_heads(village.at(30 * number), drill, number, shelters)
    document = pypdfium2.PdfDocument(printing.render_summary(village.at(100), drill))
    assert len(document) == 1
    document.close()
    assert "范围二组、大塘" in words(printing.render_summary(village.at(100), drill))


def test_a_report_on_paper_says_how_it_went_up(village: EmergencyVillage, running: str) -> None:
    office = village.at(20)
    report_id, _ = reports.write_report(office, reports.suggest_report(office, running))
    assert "未报" in words(printing.render_report(office, report_id))
    reports.mark_reported(office, report_id, "phone", "镇应急办")
    told = words(printing.render_report(office, report_id))
    assert "已报：06-2003:30电话镇应急办" in told
    assert "紧急转移安置人口2人" in told and "受灾人口2人" in told
