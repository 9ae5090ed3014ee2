"""分户, 并户 and 户主变更: what is planned is what is stored, in one action that goes back as one."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.problem import ProblemError, Severity
from desktop.services import history
from desktop.services import register_editing as editing
from desktop.services.household_operations import (
    HeadChange,
    Merge,
    Operation,
    Split,
    change_head,
    merge_households,
    plan_operation,
    split_household,
)
from desktop.services.office import Office
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def people(office: Office) -> dict[str, str]:
    """张大山's family of five in 三组 and his brother-in-law's household of two in 一组; ids by name."""
    known: dict[str, str] = {}
    families = (
        (
            "三组",
            (
                ("张大山", "男", "1950-01-01", ""),
                ("李秀英", "女", "1952-01-01", "妻"),
                ("张小山", "男", "1975-01-01", "长子"),
                ("王梅", "女", "1977-01-01", "儿媳"),
                ("张小小", "男", "2001-01-01", "孙子"),
            ),
        ),
        ("一组", (("李建军", "男", "1955-05-05", ""), ("李小军", "男", "1985-05-05", "独生子"))),
    )
    for group, members in families:
        head, sex, born, _ = members[0]
        home = {"villager_group": group, "hamlet": "大塘沿", "address": f"{group}1号"}
        household, known[head] = editing.add_household(
            office, home, {"name": head, "sex": sex, "birth_date": born}
        )
        known[f"{head}户"] = household
        for name, sex, born, relation in members[1:]:
            texts = {"name": name, "sex": sex, "birth_date": born, "relation_to_head": relation}
            known[name] = editing.add_person(office, household, texts)
    return known


def relations(office: Office, household_id: str) -> dict[str, str | None]:
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT p.name, m.relation_to_head FROM membership m JOIN person p ON p.id = m.person_id "
            "WHERE m.to_date IS NULL AND m.household_id = ?",
            (household_id,),
        )
        return dict(rows.fetchall())


def household(office: Office, household_id: str, *columns: str) -> tuple:
    with office.store.reading() as connection:
        return connection.execute(
            f"SELECT {', '.join(columns)} FROM household WHERE id = ?", (household_id,)
        ).fetchone()


def everything(office: Office) -> dict[str, list]:
    """All that an operation may touch."""
    tables = ("person", "household", "membership", "dwelling", "life_event", "land_contract")
    with office.store.reading() as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY pk").fetchall() for table in tables
        }


def actions(office: Office) -> int:
    with office.store.reading() as connection:
        return connection.execute("SELECT count(*) FROM change_set").fetchone()[0]


def undo_latest(office: Office) -> None:
    entry = history.next_undo(office)
    assert entry is not None
    assert history.undo(office, entry.change_set) == ()


def errors(office: Office, operation: Operation) -> list[str]:
    plan = plan_operation(office, operation)
    return [problem.code for problem in plan.problems if problem.severity is Severity.ERROR]


def split_of_the_son(office: Office, people: dict[str, str], **more: object) -> Split:
    leaving = tuple(people[name] for name in ("张小山", "王梅", "张小小"))
    return Split(people["张大山户"], leaving, people["张小山"], office.today(), **more)  # type: ignore[arg-type]


# 户主变更


def test_a_new_head_changes_everybodys_relation(office: Office, people: dict[str, str]):
    plan = change_head(office, HeadChange(people["张大山户"], people["张小山"], office.today()))
    assert plan.unknown == ()
    assert relations(office, people["张大山户"]) == {
        "张小山": "02",
        "张大山": "51",
        "李秀英": "52",
        "王梅": "12",
        "张小小": "21",
    }


def test_a_relation_that_nothing_tells_is_left_empty_unless_it_is_chosen(
    office: Office, people: dict[str, str]
):
    home = people["张大山户"]
    guest = editing.add_person(office, home, {"name": "老友", "relation_to_head": "非亲属"})
    operation = HeadChange(home, people["张小山"], office.today())
    assert plan_operation(office, operation).unknown == ("老友",)
    chosen = HeadChange(home, people["张小山"], office.today(), relations={guest: "99"})
    assert change_head(office, chosen).unknown == ()
    assert relations(office, home)["老友"] == "99"


def test_the_present_head_made_head_again_leaves_no_trace(office: Office, people: dict[str, str]):
    before = actions(office)
    change_head(office, HeadChange(people["张大山户"], people["张大山"], office.today()))
    assert actions(office) == before


def test_a_child_as_head_of_grown_people_is_worth_a_look_and_a_stranger_is_refused(
    office: Office, people: dict[str, str]
):
    home = people["张大山户"]
    baby = editing.add_person(
        office,
        home,
        {"name": "张小宝", "sex": "男", "birth_date": "2022-01-01", "relation_to_head": "曾孙子"},
    )
    plan = plan_operation(office, HeadChange(home, baby, office.today()))
    assert plan.is_good
    assert "REG-904" in [problem.code for problem in plan.problems]
    assert errors(office, HeadChange(home, people["李建军"], office.today())) == ["REG-004"]


# 分户


def test_a_split_opens_a_household_with_the_next_number_and_relations_to_its_head(
    office: Office, people: dict[str, str]
):
    old = people["张大山户"]
    new = split_household(office, split_of_the_son(office, people, address="三组9号", reason="建房"))
    today = office.today().isoformat()
    assert relations(office, new) == {"张小山": "02", "王梅": "12", "张小小": "21"}
    assert relations(office, old) == {"张大山": "02", "李秀英": "12"}
    assert household(office, new, "household_no", "villager_group", "hamlet", "address", "opened_on") == (
        "999901101201030002",
        "三组",
        "大塘沿",
        "三组9号",
        today,
    )
    assert household(office, old, "household_no", "household_state") == ("999901101201030001", "active")
    with office.store.reading() as connection:
        left = connection.execute(
            "SELECT to_date, reason_out FROM membership WHERE household_id = ? AND to_date IS NOT NULL",
            (old,),
        ).fetchall()
        event = connection.execute(
            "SELECT kind, event_date, note FROM life_event ORDER BY pk DESC"
        ).fetchone()
    assert left == [(today, "51")] * 3
    assert event == ("51", today, "建房")


def test_land_homestead_and_boards_stay_with_the_household_that_is_left(
    office: Office, people: dict[str, str]
):
    old = people["张大山户"]
    contract = editing.add_child_record(office, "land_contract", old, {"contract_area": "3亩2分"})
    homestead = editing.add_child_record(office, "homestead", old, {"homestead_area": "120"})
    editing.save_form(office, "household", old, {"credit_line": "5", "needs": "缺劳力"})
    new = split_household(office, split_of_the_son(office, people))
    with office.store.reading() as connection:
        for table, record in (("land_contract", contract), ("homestead", homestead)):
            row = connection.execute(f"SELECT household_id FROM {table} WHERE id = ?", (record,)).fetchone()
            assert row == (old,)
    assert household(office, new, "credit_line", "needs", "board_refs") == (None, None, None)


def test_when_the_head_leaves_the_old_household_needs_a_new_one_and_is_told_anew(
    office: Office, people: dict[str, str]
):
    old = people["张大山户"]
    leaving = (people["张大山"], people["李秀英"])
    split = Split(old, leaving, people["张大山"], office.today())
    assert errors(office, split) == ["REG-023"]
    split = Split(old, leaving, people["张大山"], office.today(), successor=people["张小山"])
    new = split_household(office, split)
    assert relations(office, new) == {"张大山": "02", "李秀英": "12"}
    assert relations(office, old) == {"张小山": "02", "王梅": "12", "张小小": "21"}


def test_a_split_in_which_nobody_leaves_or_nobody_stays_is_refused_and_stores_nothing(
    office: Office, people: dict[str, str]
):
    old, before = people["张大山户"], everything(office)
    everyone = tuple(people[name] for name in ("张大山", "李秀英", "张小山", "王梅", "张小小"))
    for leaving in ((), everyone):
        with pytest.raises(ProblemError) as refused:
            split_household(office, Split(old, leaving, people["张小山"], office.today()))
        assert refused.value.problems[0].code == "REG-022"
    assert everything(office) == before


def test_the_head_of_a_split_is_one_of_those_who_leave(office: Office, people: dict[str, str]):
    split = Split(people["张大山户"], (people["王梅"],), people["张大山"], office.today())
    assert errors(office, split) == ["REG-004"]


def test_a_day_before_somebody_joined_or_to_come_is_refused(office: Office, people: dict[str, str]):
    split = split_of_the_son(office, people)
    early = Split(split.household_id, split.leaving, split.head, office.today() - timedelta(days=1))
    assert errors(office, early) == ["REG-025"] * 3
    late = Split(split.household_id, split.leaving, split.head, office.today() + timedelta(days=1))
    assert errors(office, late) == ["FLD-304"]


# 并户


def test_a_merge_moves_everyone_closes_the_source_and_never_uses_its_number_again(
    office: Office, people: dict[str, str]
):
    target, source = people["张大山户"], people["李建军户"]
    plan = merge_households(office, Merge(target, source, office.today(), reason="合住"))
    assert set(plan.unknown) == {"李建军", "李小军"}  # nothing on file ties the brothers-in-law
    today = office.today().isoformat()
    assert set(relations(office, target)) == {
        "张大山",
        "李秀英",
        "张小山",
        "王梅",
        "张小小",
        "李建军",
        "李小军",
    }
    assert relations(office, source) == {}
    assert household(office, source, "household_state", "closed_on", "close_reason") == (
        "closed",
        today,
        "52",
    )
    other, _ = editing.add_household(office, {"villager_group": "一组"}, {"name": "新来的"})
    assert household(office, other, "household_no") == ("999901101201010002",)


def test_relations_in_a_merged_household_follow_from_the_ties(office: Office, people: dict[str, str]):
    new = split_household(office, split_of_the_son(office, people))
    merge_households(office, Merge(people["张大山户"], new, office.today()))
    assert relations(office, people["张大山户"]) == {
        "张大山": "02",
        "李秀英": "12",
        "张小山": "21",
        "王梅": "38",
        "张小小": "41",
    }


def test_another_head_of_the_merged_household_tells_everyone_anew(office: Office, people: dict[str, str]):
    new = split_household(office, split_of_the_son(office, people))
    merge_households(office, Merge(people["张大山户"], new, office.today(), head=people["张小山"]))
    assert relations(office, people["张大山户"]) == {
        "张大山": "51",
        "李秀英": "52",
        "张小山": "02",
        "王梅": "12",
        "张小小": "21",
    }


def test_dwellings_come_along_when_asked_and_land_never_does(office: Office, people: dict[str, str]):
    target, source = people["张大山户"], people["李建军户"]
    editing.add_child_record(office, "dwelling", source, {"built_year": "1999"})
    editing.add_child_record(office, "land_contract", source, {"contract_area": "2亩"})
    operation = Merge(target, source, office.today(), takes_dwellings=True)
    assert plan_operation(office, operation).parts == {"dwelling": 1, "land_contract": 1}
    merge_households(office, operation)
    with office.store.reading() as connection:
        assert connection.execute("SELECT household_id FROM dwelling").fetchall() == [(target,)]
        assert connection.execute("SELECT household_id FROM land_contract").fetchall() == [(source,)]


def test_a_closed_household_or_the_household_itself_cannot_be_merged(office: Office, people: dict[str, str]):
    target, source = people["张大山户"], people["李建军户"]
    assert errors(office, Merge(target, target, office.today())) == ["REG-024"]
    merge_households(office, Merge(target, source, office.today()))
    assert errors(office, Merge(target, source, office.today())) == ["REG-003"]
    assert "REG-003" in errors(office, split_of_the_son(office, {**people, "张大山户": source}))


# All three


@pytest.mark.parametrize("kind", ["head", "split", "merge"])
def test_one_undo_takes_the_whole_operation_back_and_redo_brings_it_again(
    office: Office, people: dict[str, str], kind: str
):
    editing.add_child_record(office, "dwelling", people["李建军户"], {"built_year": "1999"})
    before, sets = everything(office), actions(office)
    if kind == "head":
        change_head(office, HeadChange(people["张大山户"], people["王梅"], office.today()))
    elif kind == "split":
        split_household(office, split_of_the_son(office, people))
    else:
        merge_households(
            office, Merge(people["张大山户"], people["李建军户"], office.today(), takes_dwellings=True)
        )
    assert actions(office) == sets + 1
    after = everything(office)
    assert after != before
    undo_latest(office)
    assert everything(office) == before
    redone = history.next_redo(office)
    assert redone is not None
    history.undo(office, redone.change_set)
    assert [len(rows) for rows in everything(office).values()] == [len(rows) for rows in after.values()]


@pytest.mark.parametrize("kind", ["head", "split", "merge"])
def test_what_is_stored_is_what_was_shown(office: Office, people: dict[str, str], kind: str):
    operations: dict[str, Operation] = {
        "head": HeadChange(people["张大山户"], people["李秀英"], office.today()),
        "split": split_of_the_son(office, people),
        "merge": Merge(people["张大山户"], people["李建军户"], office.today()),
    }
    operation = operations[kind]
    before = everything(office)
    plan = plan_operation(office, operation)
    assert everything(office) == before
    new = ""
    if isinstance(operation, Split):
        new = split_household(office, operation)
    elif isinstance(operation, Merge):
        merge_households(office, operation)
    else:
        change_head(office, operation)
    for home in plan.households:
        planned = {member.name: member.after or None for member in home.members}
        assert relations(office, home.id or new) == planned
