"""From a figure on a sheet to its entries, as they stood, with what was changed since."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.reports.figure_map import CellPlace, FigureMap
from desktop.services import finance
from desktop.services.disclosure import compiling, notices
from desktop.services.disclosure.explaining import _KINDS, Explanation, explain, read_figures
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import NewEntry
from desktop.services.office import Office
from desktop.services.settings import save_settings
from desktop.vault.blobs import BlobStore
from tests.support.disclosure import REQUEST, as_role, issued, keep_books
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = copy_office(tmp_path)
    keep_books(made)
    yield made
    made.close()


def places(figures: FigureMap) -> Iterator[CellPlace]:
    for page, lines in enumerate(figures.lines):
        for number, line in enumerate(lines):
            for cell in range(len(line.cells)):
                yield CellPlace(page, number, cell)


def cell(figures: FigureMap, label: str, heading: str) -> CellPlace:
    (found,) = (
        place
        for place in places(figures)
        if figures.column(place).heading == heading
        and any(text.startswith(label) for _, _, text in figures.lines[place.page][place.line].cells)
    )
    return found


def at(office: Office, notice: str, label: str, heading: str) -> Explanation:
    figures = read_figures(office, notice)
    return explain(office, notice, figures, cell(figures, label, heading))


def entry_id(office: Office, summary: str) -> str:
    with office.store.reading() as connection:
        (found,) = connection.execute("SELECT id FROM funds_entry WHERE summary = ?", (summary,)).fetchone()
    return str(found)


def test_an_entry_leads_to_its_record(office: Office):
    notice = issued(office)
    told = at(office, notice, "办公电费", "支出")
    assert told.text == "448.24"
    assert [(each.table, each.id) for each in told.records] == [("funds_entry", entry_id(office, "办公电费"))]
    assert told.records[0].title == "记08-001　办公电费"
    assert told.records[0].cents == -44_824
    assert told.cut_off_at


def test_a_total_leads_to_the_entries_it_adds_up_and_to_no_others(office: Office):
    notice = issued(office)
    assert [each.title for each in at(office, notice, "收入合计", "收入").records] == ["记07-001　大塘承包款"]
    spent = at(office, notice, "本期合计", "支出")
    assert [each.title for each in spent.records] == ["记08-001　办公电费"]
    assert spent.total_cents == -44_824


def test_a_balance_leads_to_what_it_began_with_and_everything_up_to_its_line(office: Office):
    notice = issued(office)
    first = at(office, notice, "大塘承包款", "余额")
    assert [each.table for each in first.records] == ["funds_opening", "funds_entry"]
    assert first.total_cents == 1_250_000
    assert "上期结存" in first.formula
    last = at(office, notice, "本期结存", "余额")
    assert last.total_cents == 1_205_176
    assert last.text == "12051.76"


def test_every_figure_in_the_running_columns_is_the_sum_of_what_it_leads_to(office: Office):
    notice = issued(office)
    figures = read_figures(office, notice)
    seen = 0
    for place in places(figures):
        text = figures.text(place)
        if figures.column(place).heading in ("收入", "支出", "余额") and text.replace(".", "").isdigit():
            told = explain(office, notice, figures, place)
            assert told.total_cents is not None
            assert abs(told.total_cents) == round(float(text) * 100), (text, told.line)
            seen += 1
    assert seen >= 10


def test_an_entry_that_was_changed_since_shows_what_it_was_and_who_changed_it(office: Office):
    notice = issued(office)
    with office.change("edit", "改收支") as work:
        work.update(
            "funds_entry", entry_id(office, "办公电费"), {"summary": "水电费", "expense_cents": 50_000}
        )
    told = at(office, notice, "办公电费", "支出")
    (record,) = told.records
    assert record.title == "记08-001　办公电费"
    assert record.cents == -44_824
    changes = {(each.field, each.before, each.after, each.by) for each in record.changes}
    assert changes == {("摘要", "办公电费", "水电费", "王文书"), ("支出", "448.24", "500.00", "王文书")}


def test_an_entry_that_was_deleted_since_is_still_shown_and_marked(office: Office):
    notice = issued(office)
    with office.change("edit", "删收支") as work:
        work.delete("funds_entry", entry_id(office, "办公电费"))
    (record,) = at(office, notice, "办公电费", "支出").records
    assert record.is_gone
    assert record.title == "记08-001　办公电费"
    assert record.changes[0].by == "王文书"


def test_what_was_entered_after_the_issue_is_not_among_the_records(office: Office):
    notice = issued(office)
    finance.add_entries(
        as_role(office, Role.BOOKKEEPER), (NewEntry("2026-09-01", "O04", "邮费", 500, "记09-001"),)
    )
    assert len(at(office, notice, "本期结存", "余额").records) == 3


def test_a_draft_is_explained_by_the_facts_of_now(office: Office):
    notice = notices.make_notice(office, REQUEST)
    finance.add_entries(
        as_role(office, Role.BOOKKEEPER), (NewEntry("2026-09-01", "O04", "邮费", 500, "记09-001"),)
    )
    told = at(office, notice, "支出合计", "支出")
    assert [each.title for each in told.records] == ["记08-001　办公电费", "记09-001　邮费"]
    assert told.cut_off_at == ""


def test_who_may_not_read_the_books_sees_that_there_is_an_entry_and_no_more(office: Office):
    notice = issued(office)
    told = at(as_role(office, Role.GRID_WORKER), notice, "办公电费", "支出")
    assert [(each.is_hidden, each.title, each.cents) for each in told.records] == [(True, "", None)]


def test_a_point_on_the_paper_finds_its_cell_and_a_point_beside_the_table_none(office: Office):
    figures = read_figures(office, issued(office))
    for place in places(figures):
        left, bottom, right, top = figures.box(place)
        assert figures.find(place.page, (left + right) / 2, (bottom + top) / 2) == place
    assert figures.find(0, 5.0, 5.0) is None
    assert figures.find(7, 100.0, 100.0) is None


def test_the_first_number_of_a_page_is_where_the_keyboard_begins(office: Office):
    figures = read_figures(office, issued(office))
    first = figures.first_number(0)
    assert first is not None
    assert re.fullmatch(r"-?[0-9.,]+", figures.text(first))
    earlier = [each for each in places(figures) if (each.page, each.line) < (0, first.line)]
    assert not any(re.fullmatch(r"-?[0-9.,]+", figures.text(each)) for each in earlier)
    assert figures.first_number(7) is None


def test_the_map_that_is_kept_is_the_map_of_the_sheet(office: Office):
    figures = read_figures(office, issued(office))
    again = FigureMap.from_json(figures.to_json())
    assert again == figures
    with pytest.raises(ProblemError) as refused:
        explain(office, notices.list_notices(office)[0].id, figures, CellPlace(0, 99, 0))
    assert refused.value.problems[0].code == "DOC-162"


def test_a_sheet_that_kept_no_map_says_so(office: Office):
    notice = issued(office)
    with office.store.reading() as connection:
        (kept,) = connection.execute("SELECT figures_sha256 FROM notice WHERE id = ?", (notice,)).fetchone()
    BlobStore(office.vault).delete(kept)  # as on another PC, which has the record and not the map
    with pytest.raises(ProblemError) as refused:
        read_figures(office, notice)
    assert refused.value.problems[0].code == "DOC-163"


def told_at(office: Office, notice: str, heading: str) -> list[Explanation]:
    """Everything outside tables of a name that the sheet explains."""
    figures = read_figures(office, notice)
    return [
        explain(office, notice, figures, place)
        for place in places(figures)
        if figures.column(place).heading == heading and len(figures.lines[place.page][place.line].cells) == 1
    ]


def test_a_bar_of_a_chart_leads_to_its_entries(office: Office):
    notice = issued(office, replace(REQUEST, template="accounts_chart"))
    (july,) = told_at(office, notice, "7月　收入")
    assert (july.text, [each.title for each in july.records]) == ("2500.00", ["记07-001　大塘承包款"])
    (spent,) = told_at(office, notice, "8月　支出")
    assert (spent.text, spent.total_cents) == ("448.24", -44_824)


def test_the_days_and_telephones_of_a_sheet_say_where_they_come_from(office: Office):
    save_settings(office, village_office_phone="0571-10000001")
    notice = issued(office)
    (phone,) = told_at(office, notice, "村委会电话")
    assert (phone.text, phone.formula, phone.records) == ("0571-10000001", "“设置”里登记的电话", ())
    assert told_at(office, notice, "公开期间")


def test_a_number_in_a_sentence_leads_to_the_meeting_it_was_taken_from(office: Office):
    with office.change("edit", "开会") as work:
        meeting = work.insert(
            "meeting",
            {
                "title": "村民代表会议",
                "held_on": "2026-08-20",
                "place": "村委会会议室",
                "chair": "李书记",
                "kinds": '["V02"]',
                "due_count": 52,
                "present_count": 47,
            },
        )
    request = NoticeRequest("assembly_decision", "2026-07-01", "2026-09-30", "2026-10-20", item="V02")
    notice = notices.make_notice(office, request)
    (due,) = told_at(office, notice, "应到人数")
    assert due.text == "52"
    assert [(each.table, each.id) for each in due.records] == [("meeting", meeting)]


def test_numbers_in_a_text_that_somebody_typed_are_found_each_by_itself(office: Office):
    text = (
        "一、资金安排\n本次修路共筹资 12,500.00 元，其中村民捐款 8600 元，涉及 35 户。" + "请互相转告。" * 8
    )
    request = NoticeRequest(
        "text_notice",
        "2026-07-01",
        "2026-09-30",
        "2026-10-20",
        values=(("subject", "关于修路的公告"), ("body", text)),
        item="V99",
    )
    figures = read_figures(office, notices.make_notice(office, request))
    told = [figures.text(place) for place in places(figures)]
    for number in ("12,500.00", "8600", "35"):
        assert told.count(number) == 1


def test_records_of_every_table_that_a_sheet_is_made_from_can_be_told():
    folder = Path(compiling.__file__).parent
    named = {
        table
        for file in folder.glob("*.py")
        for table in re.findall(r'f"([a-z_]+)/\{', file.read_text(encoding="utf-8"))
    }
    assert {"funds_entry", "person", "meeting"} <= named
    assert named <= _KINDS.keys()


def test_a_kept_map_is_read_as_it_was_written(office: Office):
    notice = issued(office, replace(REQUEST, template="accounts_chart"))
    figures = read_figures(office, notice)
    assert FigureMap.from_json(figures.to_json()) == figures
