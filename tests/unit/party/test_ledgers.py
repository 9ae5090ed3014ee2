"""The party's records as forms fill them in: what is completed, refused, and what follows from them."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from db.models import RECORDS
from desktop.domain.accounts import Role
from desktop.domain.code_table import code_table
from desktop.domain.ids import UserId
from desktop.domain.problem import ProblemError
from desktop.domain.property_ledger import ledger_field, ledger_fields, read_ledger_field, show_ledger_field
from desktop.services import history
from desktop.services.office import Office, User
from desktop.services.party import branches, card, development, dues, floating, members, reminders, transfers
from desktop.services.party.dues import Collected
from desktop.services.party.ledgers import NAME_FIELDS, RULES, SAME, TITLES
from desktop.services.party.national import export_forms, read_forms
from desktop.services.property import records
from desktop.services.property.importing import export_ledger, plan_import, store_import
from desktop.services.register_card import person_card
from tests.support.party import add_branch, add_member, add_record
from tests.support.village_copies import copy_office

TODAY = date(2026, 9, 30)


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield replace(made, clock=lambda: datetime(2026, 9, 30, 4, tzinfo=UTC))
    made.close()


def save(office: Office, ledger: str, record_id: str = "", **texts: str) -> str:
    return records.save_record(office, ledger, texts, record_id).id


def codes_of(office: Office, ledger: str, **texts: str) -> list[str]:
    return [problem.code for problem in records.check_texts(office, ledger, texts)]


def row_of(office: Office, table: str, record_id: str) -> Mapping[str, object]:
    with office.change("edit", "x") as work:
        return work.get(table, record_id)


def political_status(office: Office, person_id: object) -> object:
    return row_of(office, "person", str(person_id))["political_status"]


@pytest.mark.parametrize("ledger", sorted(RULES))
def test_every_field_is_a_column_of_its_table_and_every_column_a_field(ledger: str) -> None:
    model = next(each for each in RECORDS if each._meta.table_name == ledger)
    columns = set(model._meta.fields) - {"pk", "id", "rev"}
    assert {field.name for field in ledger_fields(ledger)} == columns
    for field in ledger_fields(ledger):
        assert field.form != "code" or code_table(field.target).entries
    assert set(SAME) <= set(RULES) == set(TITLES) == set(NAME_FIELDS)


@given(st.sampled_from(sorted(RULES)), st.data())
def test_what_a_field_shows_is_read_back_as_the_same(ledger: str, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(ledger_fields(ledger)))
    typed = data.draw(
        st.sampled_from(["2026年3月1日", "15", "农历初八", "是", "王一、李二", "1", "每月3日", ""])
    )
    value = read_ledger_field(field, typed, TODAY).value
    if value is not None and field.form not in ("person", "record", "parent"):
        shown = show_ledger_field(field, value)
        assert read_ledger_field(field, shown, TODAY).value == value


def test_a_member_taken_from_the_register_fills_itself_and_keeps_the_register_in_step(office: Office) -> None:
    branch = add_branch(office)
    person = add_record(office, "person", name="陈一", sex="1", political_status="13")
    member = save(office, "party_member", person_id=person, joined_on="2025年7月", status="2")
    row = row_of(office, "party_member", member)
    assert (row["branch_id"], row["joined_on"]) == (branch, "2025-07")
    assert political_status(office, person) == "02"
    save(office, "party_member", member, status="1", confirmed_on="2026年7月10日")
    assert political_status(office, person) == "01"
    save(office, "party_member", member, status="5", left_on="2026-08-01")
    assert political_status(office, person) == "13"


def test_the_register_goes_back_with_the_record_when_it_is_undone(office: Office) -> None:
    person = add_record(office, "person", name="陈一", sex="1", political_status="13")
    save(office, "party_member", person_id=person, status="1")
    entry = history.next_undo(office)
    assert entry is not None
    history.undo(office, entry.last_change_set)
    assert political_status(office, person) == "13"


@pytest.mark.parametrize(("said", "status"), [("01", "1"), ("02", "2")])
def test_what_the_register_says_is_not_typed_again(office: Office, said: str, status: str) -> None:
    person = add_record(office, "person", name="陈一", sex="2", political_status=said)
    member = save(office, "party_member", person_id=person)
    assert row_of(office, "party_member", member)["status"] == status


def test_a_record_that_says_nothing_or_says_it_twice_is_refused(office: Office) -> None:
    person = add_record(office, "person", name="陈一", sex="2", political_status="13")
    assert codes_of(office, "party_member", person_id=person) == ["PTY-002"]
    save(office, "party_member", person_id=person, stage="1", applied_on="2026-01-01")
    assert codes_of(office, "party_member", person_id=person, stage="1") == ["PTY-005"]
    assert "FIN-055" in codes_of(
        office,
        "party_member",
        person_id=person,
        joined_on="2020-01-01",
        confirmed_on="2019-01-01",
        left_on="2021-01-01",
    )


def test_dues_agreed_on_outside_the_rules_are_told(office: Office) -> None:
    # 关于中国共产党党费收缴、使用和管理的规定: farmers 0.2 to 1 yuan a month
    person = add_record(office, "person", name="陈一", sex="2", political_status="01")
    farmer = {"person_id": person, "fee_basis": "1"}
    assert codes_of(office, "party_member", **farmer, fee_cents="1.5") == ["PTY-007"]
    assert codes_of(office, "party_member", **farmer, fee_cents="0.5") == []


def test_differences_to_the_register_are_shown_and_settled_in_one_action(office: Office) -> None:
    member = add_member(office, "王一")
    person = str(row_of(office, "party_member", member)["person_id"])
    alone = add_record(office, "person", name="李二", sex="1", political_status="02")
    with office.change("edit", "x") as work:
        work.update("person", person, {"political_status": "13"})
    found = members.list_differences(office)
    assert [(each.name, each.register, each.record) for each in found] == [
        ("王一", "群众", "正式党员"),
        ("李二", "中共预备党员", ""),
    ]
    assert members.settle_differences(office, found) == 2
    assert members.list_differences(office) == ()
    assert political_status(office, person) == "01"
    assert [line.status for line in members.list_members(office) if line.person_id == alone] == ["预备党员"]


def test_a_post_fills_in_branch_group_and_day_and_tells_who_holds_it(office: Office) -> None:
    branch = add_branch(office)
    group = add_record(office, "party_group", branch_id=branch, name="第一党小组")
    add_record(office, "branch_term", branch_id=branch, from_date="2026-01-10", has_committee=1)
    one, two = add_member(office, "王一", branch, group_id=group), add_member(office, "李二", branch)
    post = save(office, "party_post", member_id=one, post="10")
    row = row_of(office, "party_post", post)
    assert (row["branch_id"], row["from_date"]) == (branch, "2026-01-10")
    assert codes_of(office, "party_post", member_id=two, post="10") == ["PTY-031"]
    assert codes_of(office, "party_post", member_id=two, post="31") == ["PTY-030"]
    assert (
        row_of(office, "party_post", save(office, "party_post", member_id=one, post="31"))["group_id"]
        == group
    )


def test_a_branch_page_shows_committee_terms_and_what_does_not_fit(office: Office) -> None:
    branch = add_branch(office, theme_day="lunar:1")
    for name in "一二三四五六七":
        add_member(office, f"王{name}", branch)
    add_record(office, "branch_term", branch_id=branch, number=11, from_date="2021-04-01", has_committee=0)
    (view,) = branches.read_branches(office)
    assert (view.theme_day, view.branch.full_count, view.terms[0].words) == ("农历初一", 7, "第11届")
    assert [problem.code for problem in view.warnings] == ["PTY-013", "PTY-017"]
    term = save(office, "branch_term", branch_id=branch, from_date="2026年9月1日", has_committee="是")
    assert row_of(office, "branch_term", term)["number"] == 12
    (view,) = branches.read_branches(office)
    assert [problem.code for problem in view.warnings] == []


def test_a_branch_with_members_cannot_be_removed(office: Office) -> None:
    branch = add_branch(office)
    member = add_member(office, "王一", branch)
    with pytest.raises(ProblemError) as refused:
        records.remove_record(office, "branch", branch)
    assert refused.value.problems[0].code == "FIN-064"
    add_record(
        office,
        "party_fee",
        member_id=member,
        first_month="2026-01",
        last_month="2026-01",
        amount_cents=20,
        paid_on="2026-01-02",
    )
    with pytest.raises(ProblemError):
        records.remove_record(office, "party_member", member)


# -- dues ------------------------------------------------------------------------------------


def test_dues_of_several_are_one_action_and_show_by_month(office: Office) -> None:
    branch = add_branch(office)
    one = add_member(office, "王一", branch, fee_basis="1", fee_cents=100)
    two = add_member(office, "李二", branch, fee_basis="2", fee_income_cents=400_000)
    before = len(history.undo_list(office, 20))
    paid = [Collected(one, "2026-01", "2026-03", 300), Collected(two, "2026-01", "2026-03", 12_000)]
    assert dues.collect(office, paid, date(2026, 3, 20)) == 12_300
    assert len(history.undo_list(office, 20)) == before + 1
    year = dues.read_year(office, 2026)
    assert [(line.name, line.fee_cents, line.months[:4]) for line in year.lines] == [
        ("李二", 4_000, (4_000, 4_000, 4_000, 0)),
        ("王一", 100, (100, 100, 100, 0)),
    ]
    assert year.balance_cents == 12_300
    assert [line.open for line in year.lines] == [("2026-04", "2026-05", "2026-06", "2026-07", "2026-08")] * 2
    with pytest.raises(ProblemError) as twice:
        dues.collect(office, [Collected(one, "2026-03", "2026-04", 200)], TODAY)
    assert [problem.code for problem in twice.value.problems] == ["PTY-062"]
    assert dues.read_year(office, 2026).balance_cents == 12_300


def test_nobody_owes_before_dues_were_kept_or_before_admission(office: Office) -> None:
    branch = add_branch(office)
    old = add_member(office, "王一", branch, fee_basis="1", fee_cents=100)
    add_member(office, "李二", branch, status="2", joined_on="2026-07-05", confirmed_on=None, fee_basis="1")
    assert [line.open for line in dues.read_year(office, 2026).lines] == [(), ()]
    dues.collect(office, [Collected(old, "2026-06", "2026-08", 300)], date(2026, 8, 1))
    by_name = {line.name: line for line in dues.read_year(office, 2026).lines}
    assert by_name["李二"].open == ("2026-07", "2026-08")
    assert by_name["王一"].months[:6] == (None, None, None, None, None, 100)


def test_the_money_in_hand_follows_payments_and_moves(office: Office) -> None:
    branch = add_branch(office)
    one = add_member(office, "王一", branch, fee_basis="1", fee_cents=100)
    save(office, "party_fee_move", kind="1", moved_on="2026-01-01", amount_cents="50")
    dues.collect(office, [Collected(one, "2026-01", "2026-06", 600)], date(2026, 6, 1))
    move = save(
        office, "party_fee_move", kind="2", moved_on="2026-07-01", amount_cents="40", text="上缴镇党委"
    )
    assert row_of(office, "party_fee_move", move)["branch_id"] == branch
    assert dues.read_year(office, 2026).balance_cents == 5_000 + 600 - 4_000
    assert codes_of(office, "party_fee_move", kind="4", moved_on="2026-07-02", amount_cents="16.01") == [
        "PTY-064"
    ]


def test_a_typed_payment_knows_its_amount(office: Office) -> None:
    one = add_member(office, "王一", fee_basis="3", fee_income_cents=400_000)
    fee = save(office, "party_fee", member_id=one, first_month="2026年1月", last_month="2026年3月")
    assert row_of(office, "party_fee", fee)["amount_cents"] == 3 * 2_000
    assert codes_of(office, "party_fee", member_id=one, first_month="2026年4月", amount_cents="1") == [
        "PTY-063"
    ]


# -- away ------------------------------------------------------------------------------------


def test_who_is_away_is_reminded_of_until_reached(office: Office) -> None:
    branch = add_branch(office)
    away = add_member(office, "王一", branch, contact_lost_on="2026-08-01")
    friend = add_record(office, "person", name="赵三", sex="1")
    assert codes_of(office, "party_float", member_id=away, left_on="2026-01-05") == ["PTY-040"]
    save(office, "party_float", member_id=away, left_on="2026-01-05", place="杭州", contact_person_id=friend)
    assert "PTY-041" in codes_of(office, "party_float", member_id=away, left_on="2026-02-05")
    (line,) = floating.list_floats(office)
    assert (line.contact_person, line.is_long, line.contact and line.contact.state) == ("赵三", True, "lost")
    assert [each.kind for each in reminders.list_reminders(office)] == ["floating"]
    floating.add_contacts(office, [away], "1", "在厂里上班", reached=True)
    assert reminders.list_reminders(office) == ()
    assert row_of(office, "party_member", away)["contact_lost_on"] is None


# -- development -----------------------------------------------------------------------------


def test_the_way_into_the_party_writes_the_record_the_stage_and_the_register(office: Office) -> None:
    add_branch(office)
    person = add_record(
        office, "person", name="陈一", sex="1", birth_date="1998-02-01", political_status="13"
    )
    member = save(office, "party_member", person_id=person, stage="1", applied_on="2024-01-10")

    def step(code: str, on: str, **more: str) -> str:
        return save(office, "party_development_step", member_id=member, step=code, done_on=on, **more)

    step("10", "2024-01-10")
    step("11", "2024-01-30")
    step("20", "2024-05-10", people="王一、李二")
    assert row_of(office, "party_member", member)["stage"] == "2"
    early = {"member_id": member, "step": "30", "done_on": "2025-05-09"}
    assert codes_of(office, "party_development_step", **early) == ["PTY-023"]
    step("30", "2025-05-10")
    (candidate,) = development.list_candidates(office)
    assert [each.step for each in candidate.way.next] == ["31", "32", "33"]
    step("31", "2025-05-20")
    step("32", "2025-05-21", until="2025-05-23")
    step("33", "2025-06-01")
    step("34", "2025-06-20")
    step("40", "2025-07-01", outcome="1")
    assert row_of(office, "party_member", member)["status"] is None
    approved = step("42", "2025-08-01")
    row = row_of(office, "party_member", member)
    assert (row["status"], row["stage"], row["joined_on"]) == ("2", "4", "2025-07-01")
    assert political_status(office, person) == "02"
    (late,) = [each for each in reminders.list_reminders(office) if each.words == "支部大会讨论转正"]
    assert late.is_late
    records.remove_record(office, "party_development_step", approved)
    assert row_of(office, "party_member", member)["status"] is None
    assert political_status(office, person) == "13"
    step("42", "2025-08-01")
    step("52", "2026-07-05", outcome="1")
    step("53", "2026-08-01")
    row = row_of(office, "party_member", member)
    assert (row["status"], row["stage"], row["confirmed_on"]) == ("1", None, "2026-07-05")
    assert political_status(office, person) == "01"
    assert development.list_candidates(office) == ()


# -- transfers -------------------------------------------------------------------------------


def test_a_letter_is_numbered_waits_for_its_receipt_and_ends_membership_here(office: Office) -> None:
    branch = add_branch(office)
    one = add_member(office, "王一", branch)
    save(office, "party_post", member_id=one, post="22", from_date="2021-01-01")
    letter = save(
        office,
        "party_transfer",
        member_id=one,
        direction="out",
        issued_on="2026-06-10",
        to_organisation="某局党委",
    )
    row = row_of(office, "party_transfer", letter)
    assert (row["number"], row["valid_days"], row["from_organisation"]) == (
        "2026-0001",
        90,
        "中共上坪村支部委员会",
    )
    (reminder,) = reminders.list_reminders(office)
    assert (reminder.kind, reminder.due, reminder.is_late) == ("transfers", date(2026, 9, 8), True)
    assert codes_of(
        office, "party_transfer", direction="out", member_id=one, to_organisation="乙", number="2026-0001"
    ) == ["PTY-070"]
    save(office, "party_transfer", letter, receipt_on="2026-09-20", receipt_from="赵三")
    row = row_of(office, "party_member", one)
    assert (row["status"], row["left_on"], row["left_reason"]) == ("4", "2026-09-20", "转往某局党委")
    assert [line.posts for line in members.list_members(office)] == [()]
    assert reminders.list_reminders(office) == ()


def test_the_letter_prints_stub_letter_and_receipt_on_one_page(office: Office) -> None:
    one = add_member(office, "王一", add_branch(office))
    letter = save(
        office,
        "party_transfer",
        member_id=one,
        direction="out",
        to_organisation="某局党委",
        fee_paid_to="2026年6月",
    )
    pages = PdfReader(io.BytesIO(transfers.print_letter(office, letter))).pages
    words = pages[0].extract_text().replace("\n", "")
    assert len(pages) == 1
    for part in ("存　根", "组织关系介绍信", "回　执　联", "2026-0001", "党费交到2026年6月", "有效期90天"):
        assert part in words
    inwards = save(
        office,
        "party_transfer",
        direction="in",
        person_id=str(row_of(office, "party_member", one)["person_id"]),
        number="甲-7",
        from_organisation="某局党委",
        to_organisation="中共上坪村支部委员会",
    )
    with pytest.raises(ProblemError) as refused:
        transfers.print_letter(office, inwards)
    assert refused.value.problems[0].code == "PTY-075"


# -- conduct, card, rights, workbooks --------------------------------------------------------


def test_a_measure_is_for_certain_people_unless_said_otherwise(office: Office) -> None:
    one = add_member(office, "王一")
    measure = save(office, "party_discipline", member_id=one, kind="1", decided_on="2026-02-01")
    assert row_of(office, "party_discipline", measure)["scope"] == "restricted"
    assert codes_of(office, "party_discipline", member_id=one, kind="4", decided_on="2026-02-01") == [
        "PTY-050"
    ]
    add_record(office, "party_appraisal", member_id=one, year=2025, grade="good")
    shown = card.read_card(office, one)
    assert [(row.words, row.note) for row in shown.disciplines] == [("警告", "只限有关人员")]
    assert [(row.day, row.words) for row in shown.appraisals] == [("2025", "合格")]
    reader = replace(office, user=User(UserId("r"), "r", "只读", Role.READER))
    assert card.read_card(reader, one).disciplines == ()
    with pytest.raises(ProblemError):
        save(reader, "party_discipline", member_id=one, kind="1", decided_on="2026-02-01")
    worker = replace(office, user=User(UserId("g"), "g", "网格员", Role.GRID_WORKER))
    with pytest.raises(ProblemError):
        members.list_members(worker)


def test_an_award_is_given_to_somebody(office: Office) -> None:
    assert codes_of(office, "party_honour", title="优秀", given_on="2026-07-01") == ["PTY-052"]


def test_a_dirty_list_of_members_is_taken_in(office: Office, tmp_path: Path) -> None:
    add_branch(office)
    for name, said in (("王一", "01"), ("李二", "13"), ("赵三", "13")):
        add_record(office, "person", name=name, sex="1", political_status=said)
    path = tmp_path / "党员花名册.csv"
    path.write_text(
        "上坪村党员花名册,,,,\n序号,姓名,人员类别,入党时间,转正时间,是否困难党员\n"
        "1, 王 一 ,正式,2001.7,2002年7月1日,否\n2,李二,预备,2026-03-05,,√\n3,孙四,正式党员,1990,1991,\n"
        "4,李二,预备党员,2026-03-05,,\n",
        encoding="utf-8",
    )
    plan = plan_import(office, "party_member", path)
    assert [[problem.code for problem in row.problems] for row in plan.rows] == [
        [],
        [],
        ["FIN-077"],
        ["FIN-081"],
    ]
    assert store_import(office, plan) == 2
    found = {line.name: line for line in members.list_members(office)}
    assert (found["王一"].status, found["王一"].years) == ("正式党员", 24)
    assert (found["李二"].status, found["李二"].is_in_hardship) == ("预备党员", True)
    assert political_status(office, found["李二"].person_id) == "02"
    out = tmp_path / "out.csv"
    assert export_ledger(office, "party_member", out) == 2
    assert ledger_field("party_member", "joined_on").label in out.read_text(encoding="utf-8-sig")


def test_members_are_found_as_people_are_and_their_card_is_reached_from_the_register(office: Office) -> None:
    member = add_member(office, "王一")
    person = str(row_of(office, "party_member", member)["person_id"])
    assert [(found, name) for found, name, _ in members.find_members(office, "wy")] == [(member, "王一")]
    assert person_card(office, person).party_member_id == member
    worker = replace(office, user=User(UserId("g"), "g", "网格员", Role.GRID_WORKER))
    assert person_card(worker, person).party_member_id == ""


def test_the_national_form_says_codes_and_words_in_its_order(office: Office, tmp_path: Path) -> None:
    branch = add_branch(office)
    one = add_member(office, "王一", branch, fee_basis="1", fee_cents=100, introducers='["李二","赵三"]')
    save(office, "party_post", member_id=one, post="10")
    dues.collect(office, [Collected(one, "2026-01", "2026-06", 600)], TODAY)
    (form,) = read_forms(office, [one])
    said = {value.item.label: (value.code, value.words) for value in form.values}
    assert [value.item.label for value in form.values][:3] == ["姓名", "公民身份号码", "性别"]
    assert said["人员类别"] == ("1", "正式党员")
    assert said["党内职务"] == ("", "支部书记")
    assert said["入党介绍人"] == ("", "李二、赵三")
    assert (said["每月交纳党费（元）"][1], said["党费交至"][1]) == ("1.00", "2026-06")
    out = tmp_path / "national.csv"
    assert export_forms(office, out, [one]) == 1
    heading, line = csv.reader(out.read_text(encoding="utf-8-sig").splitlines())
    assert heading[2:4] == ["性别代码", "性别"]
    assert "正式党员" in line
    reader = replace(office, user=User(UserId("r"), "r", "只读", Role.READER))
    with pytest.raises(ProblemError):
        read_forms(reader, [one])
