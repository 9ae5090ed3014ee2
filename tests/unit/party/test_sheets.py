"""Sheets of party affairs made from the record instead of typed rows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.reports.data import Sheet
from desktop.services.disclosure.compiling import compile_data
from desktop.services.disclosure.notices import get_notice
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office
from desktop.services.party import development, dues
from desktop.services.party.dues import Collected
from desktop.services.property import records
from tests.support.party import add_branch, add_member, add_record
from tests.support.village_copies import copy_office

QUARTER = ("2026-07-01", "2026-09-30", "2026-10-08")


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield replace(made, clock=lambda: datetime(2026, 10, 8, 4, tzinfo=UTC))
    made.close()


def compiled(office: Office, layout: str, days: tuple[str, str, str] = QUARTER, **more: object) -> Sheet:
    data = compile_data(office, replace(NoticeRequest(layout, *days), **more), "1")
    assert isinstance(data, Sheet)
    return data


def add_move(office: Office, branch: str, kind: str, on: str, cents: int, words: str = "") -> None:
    add_record(
        office,
        "party_fee_move",
        branch_id=branch,
        kind=kind,
        moved_on=on,
        amount_cents=cents,
        text=words or None,
    )


def test_the_sheet_of_dues_adds_up_to_what_was_taken_and_is_in_hand(office: Office) -> None:
    branch = add_branch(office)
    one = add_member(office, "王一", branch, fee_basis="1", fee_cents=100)
    two = add_member(office, "李二", branch, fee_basis="1", fee_cents=20)
    early = add_member(office, "赵三", branch, fee_basis="1", fee_cents=20)
    late = add_member(office, "钱四", branch, fee_basis="1", fee_cents=20)
    add_record(
        office, "party_fee_move", branch_id=branch, kind="1", moved_on="2026-01-01", amount_cents=5_000
    )
    dues.collect(office, [Collected(early, "2026-01", "2026-12", 240)], date(2026, 3, 1))
    dues.collect(office, [Collected(one, "2026-07", "2026-09", 300)], date(2026, 7, 15))
    dues.collect(office, [Collected(two, "2026-05", "2026-08", 80)], date(2026, 8, 15))
    add_move(office, branch, "2", "2026-09-01", 400)
    add_move(office, branch, "3", "2026-09-02", 150)
    add_record(
        office,
        "party_fee_move",
        branch_id=branch,
        kind="4",
        moved_on="2026-09-03",
        amount_cents=90,
        text="订报",
    )
    dues.collect(office, [Collected(late, "2026-07", "2026-09", 60)], date(2026, 10, 2))
    sheet = compiled(office, "party_dues")
    rows = {row["name"]: row for row in sheet.tables["rows"]}
    columns = ("first_cents", "second_cents", "third_cents", "other_cents")
    assert [rows["王一"][name] for name in columns] == [100, 100, 100, None]
    assert [rows["李二"][name] for name in columns] == [20, 20, None, 40]
    assert [rows["赵三"][name] for name in columns] == [None] * 4
    assert (rows["赵三"]["note"], rows["钱四"]["note"]) == ("已预交", None)
    assert [(row["use"], row["amount_cents"]) for row in sheet.tables["uses"]] == [
        ("上缴上级", 400),
        ("订报", 90),
    ]
    taken = sum(row[name] or 0 for row in rows.values() for name in columns)  # type: ignore[misc]
    values = sheet.values or {}
    assert (values["opening"], values["paid_up"], values["given_back"]) == ("52.40", "4.00", "1.50")
    assert values["closing"] == f"{(5_240 + taken + 150 - 490) / 100:.2f}"


def test_typed_rows_of_dues_stay_where_nothing_is_on_record(office: Office) -> None:
    add_member(office, "王一", add_branch(office))
    assert compiled(office, "party_dues").tables["rows"] == ()


def test_a_notice_of_a_candidate_fills_itself_and_is_written_down_as_a_step(office: Office) -> None:
    person = add_record(
        office, "person", name="陈一", sex="1", ethnicity="01", birth_date="1998-02-01", political_status="13"
    )
    branch = add_branch(office)
    member = add_record(
        office,
        "party_member",
        person_id=person,
        branch_id=branch,
        stage="3",
        applied_on="2024-01-10",
        activist_on="2024-05-10",
        candidate_on="2026-09-10",
        introducers='["李二","王一"]',
    )
    add_record(
        office, "party_development_step", member_id=member, step="21", done_on="2026-05-10", text="踏实肯干"
    )
    notice_id = development.draft_notice(office, member, development.Step.NOTICE)
    request = get_notice(office, notice_id).request
    assert (request.template, request.record_id) == ("party_candidate", member)
    values = compiled(office, "party_candidate", record_id=member).values or {}
    assert {
        name: values[name] for name in ("name", "sex", "ethnicity", "birth_month", "sponsors", "conduct")
    } == {
        "name": "陈一",
        "sex": "男",
        "ethnicity": "汉族",
        "birth_month": "1998-02",
        "sponsors": "李二、王一",
        "conduct": "踏实肯干",
    }
    (candidate,) = development.list_candidates(office)
    assert [line.notice_id for line in candidate.steps if line.step == "33"] == [notice_id]
    typed = (
        compiled(office, "party_candidate", record_id=member, values=(("conduct", "改过的"),)).values or {}
    )
    assert typed["conduct"] == "改过的"


def test_a_notice_that_would_come_too_early_is_not_even_drafted(office: Office) -> None:
    person = add_record(office, "person", name="陈一", sex="1")
    member = add_record(office, "party_member", person_id=person, stage="1", applied_on="2026-01-10")
    with pytest.raises(Exception, match="PTY-021"):
        development.draft_notice(office, member, development.Step.NOTICE)
    with office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM notice").fetchone()[0] == 0


def test_a_confirmation_names_the_probation(office: Office) -> None:
    add_branch(office)
    member = add_member(office, "陈一", status="2", joined_on="2025-09-20", confirmed_on=None)
    values = compiled(office, "party_confirmation", record_id=member, values=(("kind", "转正"),)).values or {}
    assert values["probation"] == "2025年9月20日至2026年9月20日"


def test_a_measure_of_discipline_is_told_in_words_to_those_it_may_be_told(office: Office) -> None:
    member = add_member(office, "陈一")
    measure = records.save_record(
        office,
        "party_discipline",
        {
            "member_id": member,
            "kind": "1",
            "decided_on": "2026-08-01",
            "decided_by": "某镇党委",
            "reason": "违反纪律",
        },
    ).id
    values = compiled(office, "party_discipline", record_id=measure).values or {}
    assert values["subject"] == "给予陈一同志警告"
    assert values["body"] == "违反纪律。经某镇党委2026年8月1日决定，给予陈一同志警告。"
    assert values["readers"] == "本人、支部委员会和乡镇党委"


def test_awards_of_one_title_stand_on_the_sheet(office: Office) -> None:
    one, two = add_member(office, "王一"), add_member(office, "李二")
    for member in (one, two):
        add_record(office, "party_honour", member_id=member, title="优秀共产党员", given_on="2026-07-01")
    sheet = compiled(office, "party_awards")
    assert (sheet.values or {})["award"] == "优秀共产党员"
    assert [row["name"] for row in sheet.tables["rows"]] == ["王一", "李二"]
    add_record(office, "party_honour", member_id=one, title="优秀党务工作者", given_on="2026-07-01")
    assert compiled(office, "party_awards").tables["rows"] == ()
    chosen = compiled(office, "party_awards", values=(("award", "优秀党务工作者"),))
    assert [row["name"] for row in chosen.tables["rows"]] == ["王一"]


def test_floating_members_are_told_by_numbers_and_never_by_name(office: Office) -> None:
    branch = add_branch(office)
    away = add_member(office, "王一", branch)
    add_member(office, "李二", branch)
    add_record(office, "party_float", member_id=away, kind="1", left_on="2025-01-01", place="杭州")
    sheet = compiled(office, "party_text", item="D17")
    body = (sheet.values or {})["body"]
    assert "共有党员2名" in body and "流动党员1名" in body
    assert "王一" not in body and "杭州" not in body
    typed = compiled(office, "party_text", item="D17", values=(("subject", "情况"), ("body", "正文")))
    assert (typed.values or {})["body"] == "正文"
