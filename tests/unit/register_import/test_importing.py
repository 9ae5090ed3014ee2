"""From the file into the register: matching, what is asked, what is refused, what is remembered."""

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.services.import_batches import keep_decisions
from desktop.services.office import User
from desktop.services.register_import.mending import answer_row, candidates_of
from desktop.services.register_import.rows import NEW_PERSON, RowClass
from desktop.services.register_import.session import (
    choose_column,
    commit_import,
    drop_import,
    list_batches,
    open_import,
    plan_import,
    resume_import,
)
from tests.support.imports import HEADINGS, classes, register
from tests.support.ledger import codes, number
from tests.support.offices import reopen_office

HEAD = number(1960, 3, 1, 1)
WIFE = number(1962, 5, 6, 2)
SON = number(1985, 7, 8, 3)
ANA = number(1990, 1, 1, 6)

FAMILY = (
    ("1001", "张大山", "户主", HEAD, "", "一组", "10000000001", "桥头1号"),
    ("1001", "李秀兰", "妻", WIFE, "", "一组", "", ""),
    ("1001", "张小山", "子", SON, "", "一组", "", ""),
)
NEIGHBOUR = ("1002", "王安娜", "户主", ANA, "", "一组", "", "桥头2号")


# New, same, changed


def test_a_first_import_makes_people_households_and_stays(desk):
    report = desk.take_rows(*FAMILY, NEIGHBOUR)
    assert report.counts["new"] == 4
    assert desk.one("SELECT count(*) FROM person") == 4
    assert desk.one("SELECT household_no, villager_group, address FROM household ORDER BY household_no") == (
        "1001",
        "一组",
        "桥头1号",
    )
    role = "SELECT role FROM membership WHERE person_id = ?"
    assert [desk.one(role, desk.person(name)) for name in ("张大山", "李秀兰")] == ["head", "member"]


def test_a_second_import_of_the_same_file_changes_nothing(desk):
    path = desk.file(*FAMILY, NEIGHBOUR)
    desk.take(path)
    before = register(desk.office)
    report = desk.take(path)
    assert report.counts["same"] == 4
    assert register(desk.office) == before


def test_a_second_import_by_other_headings_and_order_changes_nothing(desk):
    desk.take_rows(*FAMILY)
    before = register(desk.office)
    headings = ("姓名", "身份证号", "户号", "关系")
    desk.take_rows(*[(row[1], row[3].lower(), row[0], row[2]) for row in reversed(FAMILY)], headings=headings)
    assert register(desk.office) == before


def test_only_what_the_file_says_differently_is_changed(desk):
    desk.take_rows(*FAMILY)
    moved_phone = (*FAMILY[0][:6], "10000000009", "")
    (row,) = desk.plan_rows(moved_phone)
    assert row.row_class is RowClass.CHANGED
    assert row.changes == {"mobile": ("10000000001", "10000000009")}
    desk.take_rows(moved_phone)
    assert desk.one("SELECT mobile FROM person WHERE name = '张大山'") == "10000000009"
    assert desk.one("SELECT address FROM household") == "桥头1号"


def test_a_blank_cell_never_empties_a_field(desk):
    desk.take_rows(*FAMILY)
    assert classes(desk.plan_rows(("1001", "张大山", "", HEAD, "", "", "", ""))) == [RowClass.SAME]


def test_every_source_row_ends_in_exactly_one_class_and_the_classes_add_up(desk):
    desk.take_rows(*FAMILY)
    rows = [
        FAMILY[0],
        (*FAMILY[1][:6], "10000000002", ""),
        NEIGHBOUR,
        ("1003", "", "户主", number(1970, 1, 1, 5), "", "一组", "", ""),
        ("1004", "赵错号", "户主", "999901198002300015", "", "一组", "", ""),
        ("1005", "毛阿弟", "户主", HEAD, "", "一组", "", ""),
        ("合计", "5人", "", "", "", "", "", ""),
    ]
    _, plan = desk.plan(desk.file(*rows))
    assert sum(plan.counts.values()) == len(plan.rows) == 6
    assert plan.skipped == 1
    assert classes(plan.rows)[:3] == [RowClass.SAME, RowClass.CHANGED, RowClass.NEW]
    assert classes(plan.rows)[3:] == [RowClass.FAULTY, RowClass.FAULTY, RowClass.ASK]


# Who is meant


def test_one_number_with_a_wholly_different_name_is_asked(desk):
    desk.take_rows(*FAMILY)
    (row,) = desk.plan_rows(("1001", "毛阿弟", "", HEAD, "", "", "", ""))
    assert row.row_class is RowClass.ASK
    assert codes(row.problems) == {"IMP-201"}
    (candidate,) = candidates_of(desk.office, row)
    assert candidate.name == "张大山"
    assert HEAD[6:14] not in candidate.citizen_id


def test_one_number_with_a_name_written_a_little_differently_is_the_same_person(desk):
    desk.take_rows(*FAMILY)
    (row,) = desk.plan_rows(("1001", "张大三", "", HEAD, "", "", "", ""))
    assert row.changes == {"name": ("张大山", "张大三")}


def test_without_a_number_household_and_name_tell_who_is_meant(desk):
    desk.take_rows(*FAMILY)
    (row,) = desk.plan_rows(("1001", "张小山", "", "", "", "", "10000000003", ""))
    assert (row.row_class, row.matched_by) == (RowClass.CHANGED, "household_name")


def test_without_number_and_household_name_and_birth_date_tell_who_is_meant(desk):
    desk.take_rows(*FAMILY)
    (row,) = desk.plan_rows(("", "张小山", "", "", "1985-07-08", "", "10000000003", ""))
    assert (row.row_class, row.matched_by) == (RowClass.CHANGED, "name_birth")


def test_namesakes_are_asked_and_never_chosen(desk):
    first, second = number(1985, 7, 8, 11), number(1985, 7, 8, 13)
    desk.take_rows(
        ("2001", "张建国", "户主", first, "", "一组", "", ""),
        ("2002", "张建国", "户主", second, "", "二组", "", ""),
    )
    opened, plan = desk.plan(desk.file(("", "张建国", "", "", "1985-07-08", "", "10000000004", "")))
    (row,) = plan.rows
    assert row.row_class is RowClass.ASK
    assert codes(row.problems) == {"IMP-204"}
    assert len(row.candidates) == 2
    meant = desk.one("SELECT id FROM person WHERE citizen_id = ?", second)
    answer_row(opened, row, meant)
    commit_import(desk.office, opened, plan_import(desk.office, opened))
    assert desk.one("SELECT mobile FROM person WHERE citizen_id = ?", second) == "10000000004"
    assert desk.one("SELECT mobile FROM person WHERE citizen_id = ?", first) is None


def test_an_asked_row_can_be_taken_as_somebody_new(desk):
    desk.take_rows(*FAMILY)
    opened, plan = desk.plan(desk.file(("", "张小山", "户主", "", "1985", "三组", "", "")))
    (row,) = plan.rows
    assert row.row_class in (RowClass.ASK, RowClass.NEW)
    answer_row(opened, row, NEW_PERSON)
    report = commit_import(desk.office, opened, plan_import(desk.office, opened))
    assert report.counts["new"] == 1
    assert desk.one("SELECT count(*) FROM person WHERE name = '张小山'") == 2


def test_a_name_alone_means_nobody(desk):
    desk.take_rows(*FAMILY)
    assert classes(desk.plan_rows(("", "张小山", "户主", "", "", "九组", "", ""))) == [RowClass.NEW]


def test_intact_numbers_that_differ_are_two_people_of_one_name_in_one_household(desk):
    desk.take_rows(*FAMILY)
    other = number(1986, 7, 8, 5)
    assert classes(desk.plan_rows(("1001", "张小山", "子", other, "", "", "", ""))) == [RowClass.NEW]


@pytest.mark.parametrize("damage", [int(SON[:15] + "000"), float(int(SON[:17] + "0")), f"{SON[0]}.99901E+17"])
def test_a_damaged_number_is_never_guessed_and_never_stored(desk, damage):
    desk.take_rows(*FAMILY[:2])
    desk.take_rows(("1001", "张小山", "子", damage, "", "一组", "", ""))
    assert desk.one("SELECT citizen_id, birth_date FROM person WHERE name = '张小山'") == (None, None)
    kept = desk.one("SELECT id_damaged FROM person WHERE name = '张小山'")
    assert SON.startswith(kept)
    assert len(kept) < 18


def test_a_damaged_number_finds_its_owner_by_household_and_takes_nothing_from_them(desk):
    desk.take_rows(*FAMILY)
    desk.take_rows(("1001", "张小山", "子", int(SON[:15] + "000"), "", "一组", "", ""))
    assert desk.one("SELECT count(*) FROM person WHERE name = '张小山'") == 1
    assert desk.one("SELECT citizen_id FROM person WHERE name = '张小山'") == SON


def test_a_member_who_married_into_another_household_moves_there(desk):
    desk.take_rows(*FAMILY, NEIGHBOUR)
    desk.clock.forward(days=3)
    desk.take_rows(("1002", "张小山", "夫", SON, "", "一组", "", ""))
    stays = "SELECT h.household_no FROM membership m JOIN household h ON h.id = m.household_id"
    assert desk.one(f"{stays} WHERE m.person_id = ? AND m.to_date IS NULL", desk.person("张小山")) == "1002"
    assert desk.one(f"{stays} WHERE m.person_id = ? AND m.to_date = '2026-11-23'", desk.person("张小山")) == (
        "1001"
    )
    assert desk.one("SELECT count(*) FROM person") == 4


def test_the_same_person_twice_in_one_file_is_taken_once(desk):
    rows = desk.plan_rows(*FAMILY, FAMILY[2])
    assert classes(rows)[3] is RowClass.SAME
    assert codes(rows[3].problems) == {"IMP-206"}
    desk.take_rows(*FAMILY, FAMILY[2])
    assert desk.one("SELECT count(*) FROM person WHERE name = '张小山'") == 1


def test_two_rows_about_one_person_that_disagree_are_asked(desk):
    rows = desk.plan_rows(*FAMILY, (*FAMILY[2][:6], "10000000005", ""))
    assert classes(rows)[3] is RowClass.ASK, "the phone of the later row must not be lost in silence"
    assert codes(rows[3].problems) == {"IMP-205"}


def test_people_of_the_group_whom_the_file_does_not_list_are_named(desk):
    desk.take_rows(*FAMILY, ("3001", "周远", "户主", number(1950, 2, 2, 7), "", "八组", "", ""))
    _, plan = desk.plan(desk.file(*FAMILY[:2]))
    assert [person.name for person in plan.missing] == ["张小山"]
    desk.take_rows(*FAMILY[:2])
    assert desk.one("SELECT count(*) FROM person") == 4


# What is kept between the steps


def test_an_import_goes_on_after_a_restart_with_the_same_decisions(desk):
    opened, plan = desk.plan(desk.file(*FAMILY, ("1004", "赵错号", "户主", "x", "", "一组", "", "")))
    answer_row(opened, plan.rows[2], "skip")
    phone = HEADINGS.index("手机号码")
    choose_column(opened, "名册", phone, "")
    keep_decisions(desk.office, opened)
    expected = plan_import(desk.office, opened)
    desk.office.close()
    office = reopen_office(desk.folder / "office")
    (batch,) = list_batches(office)
    again = resume_import(office, batch.batch_id)
    replanned = plan_import(office, again)
    assert classes(replanned.rows) == classes(expected.rows)
    assert [row.source.values for row in replanned.rows] == [row.source.values for row in expected.rows]
    assert again.mappings[0][phone].identifier == ""
    assert replanned.rows[2].row_class is RowClass.SKIPPED
    desk.office = office


def test_the_meaning_of_columns_is_remembered_for_the_next_file_of_that_form(desk):
    headings = ("户编号", "姓名", "公民身份号码", "联络")
    rows = [("1001", "张大山", HEAD, "10000000001")]
    opened = open_import(desk.office, desk.file(*rows, headings=headings))
    choose_column(opened, "名册", 3, "mobile")
    commit_import(desk.office, opened, plan_import(desk.office, opened))
    later = open_import(
        desk.office, desk.file(("1009", "王安娜", ANA, "10000000007"), headings=headings, name="次月")
    )
    assert later.mappings[0][3].identifier == "mobile"


def test_a_dropped_import_cannot_be_resumed_and_leaves_the_register_alone(desk):
    opened, _ = desk.plan(desk.file(*FAMILY))
    drop_import(desk.office, opened.batch_id)
    with pytest.raises(ProblemError, match="IMP-211"):
        resume_import(desk.office, opened.batch_id)
    assert desk.one("SELECT count(*) FROM person") == 0


def test_one_import_is_committed_once(desk):
    opened, plan = desk.plan(desk.file(*FAMILY))
    commit_import(desk.office, opened, plan)
    before = register(desk.office)
    with pytest.raises(ProblemError, match="IMP-212"):
        commit_import(desk.office, opened, plan)
    assert register(desk.office) == before


def test_a_reader_may_not_import(desk):
    reader = desk.office.as_user(User(desk.office.user.id, "r", "读", Role.READER), desk.office.vault)
    with pytest.raises(ProblemError, match="SYS-403"):
        open_import(reader, desk.file(*FAMILY))


def test_a_file_without_a_list_of_people_is_refused_with_a_sentence(desk):
    path = desk.file(("填写说明",), ("请各组于月底前报送。",), headings=("通知",))
    with pytest.raises(ProblemError, match="IMP-210"):
        open_import(desk.office, path)
    assert list_batches(desk.office) == ()


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_file_of_any_chinese_encoding_is_taken(desk, encoding, separator):
    lines = [HEADINGS, *FAMILY]
    path = desk.folder / ("花名册.tsv" if separator == "\t" else "花名册.csv")
    path.write_bytes("\r\n".join(separator.join(line) for line in lines).encode(encoding))
    assert desk.take(path).counts["new"] == 3
    assert desk.one("SELECT citizen_id FROM person WHERE name = '李秀兰'") == WIFE
