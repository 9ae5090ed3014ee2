"""The score of an office from its own records: by which rule, what was lost, where it is mended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

import resources
from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.list_text import list_text
from desktop.domain.period import Period
from desktop.domain.problem import ProblemError
from desktop.domain.score_rule import Work, default_rule
from desktop.domain.village_score import Colour
from desktop.reports.gate import read_back
from desktop.services.obligations.score import VillageScore, export_score, read_score, render_score
from desktop.services.obligations.score_rules import list_rules, rule_on
from desktop.services.office import Office, User
from sync.protocol.order import score_rule_statement
from sync.protocol.suite import SigningKey
from tests.support.exchange import enrolled_office
from tests.support.offices import make_office
from tests.support.small_county import SmallCounty

TEXT = resources.path("score", "default.toml").read_text(encoding="utf-8")
COUNTY_TEXT = TEXT.replace("2026-1", "县-7").replace("weight = 25", "weight = 60")
QUARTER = Period.quarter(2026, 3)


def at_work(office: Office) -> Office:
    return replace(office, clock=lambda: datetime(2026, 10, 12, 4, tzinfo=UTC))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = at_work(make_office(tmp_path))
    yield made
    made.close()


def put(office: Office, table: str, **values) -> str:
    with office.change("received", "test") as work:
        return str(work.insert(table, values))


def meet(office: Office, kinds: str, on: str) -> str:
    return put(office, "meeting", kinds=list_text(kinds.split()), held_on=on, title="t", state="held")


def event(office: Office, due: str, closed: str | None, state: str = "70") -> str:
    return put(
        office,
        "event",
        number=due,
        title="修路灯",
        received_at="2026-07-01T01:00:00+00:00",
        due_on=due,
        closed_at=closed,
        state=state,
    )


def objection(office: Office, due: str, **values) -> None:
    notice = put(
        office,
        "notice",
        template="text_notice",
        template_version="1",
        title="财务公开表",
        content="[]",
        cut_off_at="2026-07-01T00:00:00+00:00",
        drafted_by="u",
        state="issued",
    )
    put(
        office,
        "objection",
        notice_id=notice,
        channel="10",
        text="x",
        received_on=due,
        answer_due=due,
        **values,
    )


def kind(found: VillageScore, label: str):
    return next(each for each in found.score.kinds if each.kind.label == label)


def test_an_office_with_nothing_on_record_has_no_score(office) -> None:
    found = read_score(office, QUARTER)
    assert (found.score.value, found.score.colour, found.lost) == (None, Colour.NONE, ())


def test_each_kind_of_work_comes_from_its_records(office) -> None:
    meet(office, "P01 P04 P05", "2026-07-05")
    event(office, "2026-08-01", "2026-07-31T20:00:00+00:00")
    event(office, "2026-08-02", None, "50")
    event(office, "2026-08-03", None, "95")
    objection(office, "2026-08-10", answered_on="2026-08-09", satisfied=1, settled_on="2026-08-09")
    objection(office, "2026-08-11", answered_on="2026-08-11", satisfied=0, next_step="30")
    put(
        office,
        "rectification_order",
        number="1",
        title="补牌子",
        issuer="示范县",
        issued_on="2026-08-01",
        due_on="2026-08-20",
        reminder_count=0,
    )
    found = read_score(office, QUARTER)
    told = {each.kind.label: (each.due, each.in_time) for each in found.score.kinds}
    assert told["事项办理"] == (2, 1)
    assert told["异议答复"] == (2, 1)
    assert told["整改"] == (1, 0)
    assert told["主题党日"] == (3, 1)
    assert told["三会一课"][1] == 2
    assert found.score.value is not None
    assert found.in_force.is_default


def test_a_lost_point_leads_to_its_record_or_to_the_duty_that_is_owed(office) -> None:
    meet(office, "P05", "2026-07-05")
    late = event(office, "2026-08-01", "2026-08-05T20:00:00+00:00")
    found = read_score(office, QUARTER)
    assert sum((each.cost for each in found.lost), Fraction(0)) + found.score.value == 1
    by_table = {each.table: each for each in found.lost}
    assert (by_table["event"].record_id, by_table["event"].done_on) == (late, date(2026, 8, 6))
    assert by_table["meeting"].obligation.obligation.kind
    assert by_table["notice"].duty.duty.due_on in (each.due_on for each in found.lost)
    undone = [each.done_on is None for each in found.lost]
    assert undone == sorted(undone, reverse=True)


def test_work_before_the_earliest_day_on_record_costs_nothing(office) -> None:
    meet(office, "P05", "2026-09-10")
    found = read_score(office, QUARTER)
    assert min(each.due_on for each in found.lost) >= date(2026, 9, 10)


def test_an_order_about_a_lost_duty_reminds_and_makes_black_when_its_time_has_passed(office) -> None:
    meet(office, "P05", "2026-07-05")
    assert read_score(office, QUARTER).score.colour is Colour.AMBER
    put(
        office,
        "rectification_order",
        number="1",
        title="评分提醒",
        issuer="示范县",
        issued_on="2026-09-20",
        due_on="2026-10-05",
        duty="score",
        period=QUARTER.words(),
        reminder_count=0,
    )
    assert read_score(office, QUARTER, date(2026, 10, 5)).score.colour is Colour.AMBER
    assert read_score(office, QUARTER).score.colour is Colour.BLACK


def test_the_countys_signed_rule_holds_from_its_day_on(tmp_path: Path) -> None:
    with SmallCounty() as county:
        office = at_work(enrolled_office(tmp_path / "a", county))
        signature = county.key.sign(score_rule_statement(COUNTY_TEXT)).hex()
        values = {"version": "县-7", "valid_from": "2026-01-01", "body": COUNTY_TEXT}
        put(office, "score_rule", **values, signature=signature)
        in_force = rule_on(office, date(2026, 8, 1))
        assert (in_force.rule.version, in_force.is_default) == ("县-7", False)
        assert rule_on(office, date(2025, 12, 31)).is_default
        meet(office, "P05", "2026-07-05")
        assert kind(read_score(office, QUARTER), "三会一课").kind.weight == 60
        office.close()


@pytest.mark.parametrize("fault", ["other key", "other text", "no signature"])
def test_a_rule_that_the_county_did_not_sign_is_not_used_and_said_so(tmp_path: Path, fault: str) -> None:
    with SmallCounty() as county:
        office = at_work(enrolled_office(tmp_path / "a", county))
        key = SigningKey.new() if fault == "other key" else county.key
        signed = score_rule_statement(TEXT if fault == "other text" else COUNTY_TEXT)
        signature = "" if fault == "no signature" else key.sign(signed).hex()
        put(
            office,
            "score_rule",
            version="县-7",
            valid_from="2026-01-01",
            body=COUNTY_TEXT,
            signature=signature,
        )
        assert rule_on(office, date(2026, 8, 1)).is_default
        (known,) = list_rules(office)
        assert (known.rule, known.problem.code) == (None, "DTY-064")
        assert read_score(office, QUARTER).refused == (known,)
        office.close()


def test_a_signed_rule_that_counts_what_must_not_be_counted_is_not_used_either(tmp_path: Path) -> None:
    body = TEXT.replace('label = "事项办理"', 'label = "登录次数"')
    with SmallCounty() as county:
        office = at_work(enrolled_office(tmp_path / "a", county))
        signature = county.key.sign(score_rule_statement(body)).hex()
        put(office, "score_rule", version="坏", valid_from="2026-01-01", body=body, signature=signature)
        (known,) = list_rules(office)
        assert (rule_on(office, date(2026, 8, 1)).is_default, known.problem.code) == (True, "DTY-062")
        office.close()


def test_two_machines_with_the_same_records_reckon_the_same(tmp_path: Path) -> None:
    marks = []
    for name, reverse in (("a", False), ("b", True)):
        office = at_work(make_office(tmp_path / name))
        rows = [("meeting", "m" * 32, "2026-07-05"), ("event", "e" * 32, "2026-08-01")]
        for table, record, day in reversed(rows) if reverse else rows:
            with office.change("received", "test") as work:
                if table == "meeting":
                    fields = {"kinds": list_text(["P05"]), "held_on": day, "title": "t", "state": "held"}
                else:
                    fields = {
                        "number": "1",
                        "title": "t",
                        "received_at": f"{day}T01:00:00+00:00",
                        "due_on": day,
                    }
                work.insert(table, fields, record)
        found = read_score(office, QUARTER)
        marks.append((found.score.value, found.score.mark))
        office.close()
    assert marks[0] == marks[1]


def test_the_page_for_the_township_is_one_page_and_names_no_other_village(office, tmp_path) -> None:
    meet(office, "P05", "2026-07-05")
    pages = read_back(render_score(office, QUARTER))
    assert len(pages) == 1
    text = " ".join(pages[0])
    found = read_score(office, QUARTER)
    assert found.score.mark[:16] in text
    assert "三会一课" in text
    count = export_score(office, tmp_path / "评分.xlsx", "报镇里", QUARTER)
    assert count == len(found.score.kinds) + len(found.lost) + 1


def test_a_reader_sees_the_score_but_exports_nothing(office, tmp_path) -> None:
    reader = replace(office, user=User(UserId("r"), "r", "读者", Role.READER))
    assert read_score(reader, QUARTER).in_force.rule == default_rule()
    with pytest.raises(ProblemError) as raised:
        export_score(reader, tmp_path / "评分.xlsx", "x", QUARTER)
    assert raised.value.problems[0].code == "SYS-403"


def test_only_work_on_record_is_ever_read() -> None:
    """政务移动互联网应用程序规范化管理办法: no log-ins, no reading time (domain.md 0, principle 3)."""
    assert {work.value for work in Work} == {"meeting", "disclosure", "objection", "event", "rectification"}
