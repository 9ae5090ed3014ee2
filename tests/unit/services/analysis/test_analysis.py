"""What people care about: counted from a real register, with nobody's name among the terms."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.domain.analysis import Span, Usual
from desktop.domain.ids import RecordId
from desktop.domain.job import Cancelled
from desktop.domain.problem import ProblemError
from desktop.domain.surprise import Standing
from desktop.services.analysis.counting import (
    UNKNOWN,
    Analysis,
    AnalysisRequest,
    Finding,
    analyse,
    fold_together,
)
from desktop.services.analysis.explaining import list_voices
from desktop.services.analysis.printing import export_analysis, render_analysis
from desktop.services.analysis.terms import TermFinder
from desktop.services.office import Office
from tests.support.offices import make_office

TODAY = datetime(2026, 11, 20, 4, tzinfo=UTC)
NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 20))
NAMES = ("王路灯", "张𬱖", "赵建国")


class Village:
    """The office, and the events about lamps it was given in November."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.lamps: list[str] = []

    def analyse(self, span: Span = NOVEMBER, usual: Usual = Usual.BEFORE) -> Analysis:
        return analyse(self.office, AnalysisRequest(span, usual))


def _fill(village: Village) -> None:
    with village.office.change("edit", "样本") as work:
        homes = [
            work.insert("household", {"household_no": f"H{number}", "villager_group": group})
            for number, group in enumerate(["第一村民小组", "第二村民小组"])
        ]
        for name in NAMES:
            work.insert("person", {"name": name})

        def event(day: date, title: str, category: str, home: RecordId | None = None) -> RecordId:
            facts = {"number": "x", "kind": "event", "title": title, "category": category, "state": "50"}
            made = work.insert("event", facts | {"received_at": f"{day}T02:00:00+00:00"})
            if home:
                link = {"event_id": made, "target_table": "household", "target_id": home}
                work.insert("event_link", link)
            return made

        for number in range(180):
            day = NOVEMBER.first - timedelta(1 + number)
            if number % 9 == 0:
                event(day, "路灯不亮，请修", "0402", homes[0])
            if number % 6 == 0:
                event(day, "垃圾桶满了没有清运", "0302", homes[1])
        for number in range(14):
            day = NOVEMBER.first + timedelta(number)
            village.lamps.append(event(day, f"{NAMES[2]}家门口太阳能路灯坏了", "0402", homes[0]))
        for number in range(3):
            event(NOVEMBER.first + timedelta(number), "垃圾桶又满了", "0302", homes[1])
        event(NOVEMBER.first, "想问低保怎么办", "")
        work.update("event", event(NOVEMBER.first, "路灯坏了，已并到别的事项", "0402"), {"state": "96"})
        visit = {"target_table": "household", "target_id": homes[1], "household_id": homes[1], "form": "home"}
        visit |= {"visitor_ids": "[]", "visited_at": "2026-11-05T01:00:00+00:00"}
        work.insert("visit", visit | {"needs": "村口路灯不亮"})
        work.insert("visit", visit | {"needs": "路灯", "event_ids": json.dumps([village.lamps[0]])})
        work.insert("visit", visit)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory):
    office = replace(make_office(tmp_path_factory.mktemp("analysis") / "office"), clock=lambda: TODAY)
    made = Village(office)
    _fill(made)
    yield made
    office.close()


def test_what_came_up_more_than_usual_stands_first_with_its_records_behind_it(village: Village) -> None:
    told = village.analyse()
    lamps = told.terms[0]
    assert (lamps.label, lamps.told.count, lamps.told.standing) == ("路灯", 15, Standing.MORE)
    # the first record is 175 days old
    assert lamps.told.usual == pytest.approx(20 * 20 / 175)
    behind = list_voices(village.office, told, lamps.key)
    assert {each.id for each in behind if each.table == "event"} == set(village.lamps)
    assert [each.title for each in behind if each.table == "visit"] == ["村口路灯不亮"]


def test_terms_of_the_same_texts_are_told_as_one(village: Village) -> None:
    told = village.analyse()
    labels = [each.label for each in told.terms]
    assert "路灯" in labels
    assert "太阳能" not in labels
    lamps = Finding("term/路灯", "路灯", False, told.terms[0].told, (("event", "1"), ("event", "2")))
    dark = replace(lamps, key="term/看不见", label="看不见")
    other = replace(lamps, key="term/垃圾", label="垃圾", records=(("event", "3"),))
    (first, second) = fold_together((dark, lamps, other), lambda term: term != "看不见")
    assert (first.label, first.also) == ("路灯", ("看不见",))
    assert (second.label, second.also) == ("垃圾", ())


def test_kinds_stand_below_their_category_and_one_without_is_told_apart(village: Village) -> None:
    told = village.analyse()
    assert [(each.key, each.told.count) for each in told.categories] == [
        ("category/03", 3),
        ("category/0302", 3),
        ("category/04", 14),
        ("category/0402", 14),
        (f"category/{UNKNOWN}", 2),
    ]
    assert told.count == 19


def test_a_category_that_went_on_as_ever_is_not_called_more_or_less(village: Village) -> None:
    rubbish = village.analyse().finding("category/0302")
    assert rubbish is not None
    assert rubbish.told.standing in (Standing.AS_USUAL, Standing.TOO_FEW)


def test_small_numbers_of_a_group_are_hidden(village: Village) -> None:
    told = village.analyse()
    assert [code for code, _ in told.main] == ["03", "04", UNKNOWN]
    rows = {row.name: (row.counts, row.total) for row in told.groups}
    assert rows["第一村民小组"] == ((0, 14, 0), 14)
    assert rows["第二村民小组"] == ((None, 0, None), None)
    assert rows[UNKNOWN] == ((0, 0, None), None)


def test_months_are_counted_whole_whatever_days_are_looked_at(village: Village) -> None:
    months = {row.month: row.total for row in village.analyse().months}
    assert len(months) == 12
    assert months["2026-11"] == 19
    assert sum(months.values()) == 19 + 20 + 30


def test_without_earlier_years_the_season_has_nothing_to_compare_with(village: Village) -> None:
    told = village.analyse(usual=Usual.SEASON)
    assert told.usual_spans == ()
    assert {each.told.standing for each in told.terms} == {Standing.NO_USUAL}


def test_no_name_of_the_register_is_ever_a_term() -> None:
    finder = TermFinder(NAMES)
    text = "王路灯和张𬱖说，赵建国家水管漏水，老赵、赵大爷、建国都在龙游县"
    assert finder.find(text) & {*NAMES, "建国", "老赵", "赵大爷", "龙游县", "龙游"} == set()
    assert "水管" in finder.find(text)


def test_spellings_of_one_thing_are_one_term() -> None:
    finder = TermFinder(())
    assert finder.find("街灯坏了") & {"街灯", "路灯"} == {"路灯"}
    assert "低保" in finder.find("申请最低生活保障")


@pytest.mark.parametrize(
    ("span", "code"),
    [
        (Span(date(2026, 11, 2), date(2026, 11, 1)), "ANA-001"),
        (Span(date(2000, 1, 1), date(2026, 1, 1)), "ANA-002"),
    ],
)
def test_days_that_are_none_are_refused(village: Village, span: Span, code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        village.analyse(span)
    assert caught.value.problems[0].code == code


def test_the_count_can_be_stopped(village: Village) -> None:
    class Stopped:
        def report(self, done: int, total: int, text: str = "") -> None:
            raise AssertionError("it went on")

        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        analyse(village.office, AnalysisRequest(NOVEMBER), Stopped())


def test_paper_and_workbook_say_the_same_and_name_nobody(village: Village, tmp_path: Path) -> None:
    told = village.analyse()
    pages = PdfReader(BytesIO(render_analysis(village.office, told))).pages
    paper = "".join(page.extract_text() for page in pages).replace("\n", "")
    file = tmp_path / "分析.xlsx"
    assert export_analysis(village.office, told, file) == len(told.categories) + len(told.terms)
    with zipfile.ZipFile(file) as book:
        written = book.read("xl/sharedStrings.xml").decode()
    for said in ("路灯", "比平时多", "没有写到户"):
        assert said in paper
        assert said in written
    assert "垃圾分类" in written
    assert "垃圾分类" not in paper, "too few to say anything of a kind: its category has them"
    for name in NAMES:
        assert name not in paper
        assert name not in written
