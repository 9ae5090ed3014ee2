from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.invariants import (
    AidFacts,
    HouseholdFacts,
    MembershipFacts,
    PersonFacts,
    check_aid,
    check_household,
    check_memberships,
    check_person,
    check_register,
    check_ties_exist,
    check_unique_ids,
)
from desktop.domain.problem import Severity

TODAY = date(2026, 6, 30)
HOME = HouseholdFacts("H", "张三户", villager_group="一组")
OTHER_HOME = HouseholdFacts("O", "李四户", villager_group="二组")
HEAD = PersonFacts("1", "张三", "1", "1955-03-01", spouse="2", marital_status="21")
WIFE = PersonFacts("2", "李四", "2", "1957-05-01", spouse="1", marital_status="21")
SON = PersonFacts("3", "张小三", "1", "1980-02-29", father="1", mother="2")
PEOPLE = {p.id: p for p in (HEAD, WIFE, SON)}
STAYS = [
    MembershipFacts("1", "H", "02", "1980-01-01"),
    MembershipFacts("2", "H", "12", "1980-01-01"),
    MembershipFacts("3", "H", "21", "1980-02-29"),
]


def broken(violations):
    return [violation.invariant for violation in violations]


def household(stays=STAYS, people=PEOPLE, home=HOME, groups=frozenset()):
    return broken(check_household(home, stays, people, TODAY, groups))


def changed(**people):
    return {**PEOPLE, **{p.id: p for p in people.values()}}


def test_an_ordinary_family_breaks_nothing():
    assert check_register(PEOPLE.values(), [HOME], STAYS, TODAY) == ()


def test_i1_an_open_household_has_a_living_head():
    assert household(STAYS[1:]) == ["I1"]
    assert household(people=changed(head=replace(HEAD, is_alive=False))) == ["I1"]


def test_i2_a_living_person_has_one_open_hukou_membership():
    homes = {"H": HOME, "O": OTHER_HOME}
    stays = [STAYS[2], MembershipFacts("3", "O", "02", "2010-01-01")]
    assert broken(check_memberships(SON, stays, homes)) == ["I2"]
    moved = [replace(STAYS[2], until="2010-01-01"), stays[1]]
    assert check_memberships(SON, moved, homes) == ()
    contract = {**homes, "O": replace(OTHER_HOME, kind="contract")}
    assert check_memberships(SON, stays, contract) == ()


def test_i3_only_the_head_has_02():
    assert household([*STAYS[:2], replace(STAYS[2], relation="02")]) == ["I3"]


def test_i4_a_minor_is_head_only_among_minors():
    young = replace(HEAD, birth_date="2010-01-01", spouse="", marital_status="")
    assert "I4" in household(people=changed(head=young))
    alone = [STAYS[0]]
    assert household(alone, {"1": young}) == []
    turning = replace(HEAD, birth_date="2008-06-30", spouse="")
    assert "I4" not in household(people=changed(head=turning))


def test_i5_a_household_without_living_members_is_to_be_closed():
    assert household([replace(stay, until="2020-01-01") for stay in STAYS]) == ["I5"]
    assert household([], home=replace(HOME, closed="2020-01-01")) == []


def test_i6_stays_run_forward_and_do_not_overlap():
    homes = {"H": HOME, "O": OTHER_HOME}
    backwards = [MembershipFacts("3", "H", "21", "2010-01-01", "2000-01-01")]
    assert broken(check_memberships(SON, backwards, homes)) == ["I6"]
    overlapping = [
        MembershipFacts("3", "H", "21", "1980-02-29", "2010-06-01"),
        MembershipFacts("3", "O", "02", "2010-01-01"),
    ]
    assert broken(check_memberships(SON, overlapping, homes)) == ["I6"]
    same_day = [replace(overlapping[0], until="2010-01-01"), overlapping[1]]
    assert check_memberships(SON, same_day, homes) == ()
    partial = [replace(overlapping[0], until="2010"), replace(overlapping[1], since="2010")]
    assert check_memberships(SON, partial, homes) == ()


def test_i7_death_follows_birth_and_ends_everything():
    dead = replace(SON, is_alive=False, death_date="2020-05-01")
    assert check_person(dead, PEOPLE, TODAY) == ()
    assert broken(check_person(replace(dead, death_date="1979"), PEOPLE, TODAY)) == ["I7"]
    assert broken(check_person(replace(dead, death_date="2026-07-01"), PEOPLE, TODAY)) == ["I7"]
    assert broken(check_person(replace(dead, is_alive=True), PEOPLE, TODAY)) == ["I7"]
    late = [MembershipFacts("3", "H", "21", "2021-01-01")]
    assert broken(check_memberships(dead, late, {"H": HOME})) == ["I7"]


def test_i8_a_number_belongs_to_one_person_only_dead_ones_included():
    number = make_citizen_id("999901", date(1955, 3, 1), 1)
    people = [replace(HEAD, citizen_id=number), replace(SON, citizen_id=number, is_alive=False), WIFE]
    (violation,) = check_unique_ids(people)
    assert violation.people == ("1", "3")
    assert number not in str(violation.problem.values)


def test_i9_sex_and_birth_date_agree_with_the_number():
    number = make_citizen_id("999901", date(1955, 3, 1), 1)
    assert check_person(replace(HEAD, citizen_id=number), PEOPLE) == ()
    assert check_person(replace(HEAD, citizen_id=number, birth_date="1955"), PEOPLE) == ()
    wrong = check_person(replace(HEAD, citizen_id=number, birth_date="1955-04-01", sex="2"), {})
    assert [(v.invariant, v.problem.severity, v.problem.values["reason"]) for v in wrong] == [
        ("I9", Severity.WARNING, "birth"),
        ("I9", Severity.WARNING, "sex"),
    ]


def test_i10_spouses_name_each_other_and_live():
    assert broken(check_person(HEAD, changed(wife=replace(WIFE, spouse="")))) == ["I10"]
    assert broken(check_person(replace(HEAD, spouse="1"), PEOPLE)) == ["I10"]
    assert broken(check_person(HEAD, changed(wife=replace(WIFE, is_alive=False)))) == ["I10"]
    widowed = replace(HEAD, marital_status="30")
    assert check_person(widowed, changed(wife=replace(WIFE, is_alive=False))) == ()


@pytest.mark.parametrize(
    ("field", "parent", "ok"),
    [
        ("mother", replace(WIFE, birth_date="1967-01-01"), True),
        ("mother", replace(WIFE, birth_date="1970-01-01"), False),
        ("mother", replace(WIFE, birth_date="1923-01-01"), False),
        ("mother", replace(WIFE, birth_date="1970"), False),
        ("mother", replace(WIFE, birth_date="1968"), True),
        ("father", replace(HEAD, birth_date="1905-01-01"), True),
        ("father", replace(HEAD, birth_date="1890-01-01"), False),
        ("father", replace(HEAD, sex="2"), False),
        ("father", replace(HEAD, birth_date=""), True),
    ],
)
def test_i11_parents_have_the_age_and_the_sex_of_parents(field, parent, ok):
    child = replace(SON, **{"father": "", "mother": "", field: parent.id})
    assert (check_person(child, {parent.id: parent}) == ()) == ok


@pytest.mark.parametrize(
    ("relation", "sex", "birth", "ok"),
    [
        ("28", "1", "1980", True),
        ("28", "2", "1980", False),
        ("38", "2", "1980", True),
        ("38", "1", "1980", False),
        ("22", "1", "1950", False),
        ("51", "1", "1960", False),
        ("51", "1", "1930", True),
        ("38", "2", "1950", True),
        ("22", "9", "", True),
    ],
)
def test_i12_relations_fit_sex_and_age(relation, sex, birth, ok):
    member = PersonFacts("4", "王五", sex, birth)
    stays = [STAYS[0], MembershipFacts("4", "H", relation)]
    assert (household(stays, changed(member=member)) == []) == ok


def test_i13_the_head_has_one_spouse():
    third = PersonFacts("4", "王五", "2", "1960")
    assert household([*STAYS, MembershipFacts("4", "H", "12")], changed(third=third)) == ["I13"]


def test_i15_the_group_is_one_of_the_village():
    assert household(groups=frozenset({"二组"})) == ["I15"]
    assert household(home=replace(HOME, villager_group=""), groups=frozenset({"一组"})) == ["I15"]


def test_i18_whoever_is_named_as_a_relative_is_in_the_register():
    assert check_ties_exist(SON, PEOPLE) == ()
    (violation,) = check_ties_exist(replace(SON, mother="gone"), PEOPLE)
    assert (violation.invariant, violation.people) == ("I18", ("3",))


def test_i19_aid_ends_with_the_life_of_whom_it_was_granted_to():
    dead = changed(head=replace(HEAD, is_alive=False))
    homes = {"H": HOME}
    assert broken(check_aid([AidFacts("H", "1")], dead, homes, TODAY)) == ["I19"]
    assert broken(check_aid([AidFacts("H", "1", "2026-07")], dead, homes, TODAY)) == ["I19"]
    assert check_aid([AidFacts("H", "1", "2026-05"), AidFacts("H", "2")], dead, homes, TODAY) == ()
    assert check_aid([AidFacts("H", "1")], PEOPLE, homes, TODAY) == ()


def test_a_whole_register_is_looked_through():
    people = [HEAD, replace(WIFE, spouse=""), SON]
    looked = []
    found = check_register(
        people, [HOME], STAYS[1:], TODAY, grants=[AidFacts("H", "gone")], look=lambda: looked.append(1)
    )
    assert broken(found) == ["I10", "I1"]
    assert len(looked) == 4
