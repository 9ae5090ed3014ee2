"""The invented office: nobody real, and a village that could be one."""

import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest

from desktop.domain.accounts import Role
from desktop.domain.citizen_id import parse, to_18
from desktop.domain.code_table import code_table
from desktop.sample.office import REGISTER_DAY, SampleOffice, make_office

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)


def test_the_same_seed_gives_the_same_office_in_every_process() -> None:
    program = (
        "import hashlib; from desktop.sample.office import make_office; o = make_office();"
        "known = repr((o.people, o.households, o.tasks, o.ledger, o.meetings, o.aid, o.other_aid));"
        "print(hashlib.sha256(known.encode()).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_another_seed_gives_other_people(office: SampleOffice) -> None:
    other = make_office(seed=3)
    assert {one.citizen_id for one in other.people} != {one.citizen_id for one in office.people}


@pytest.mark.parametrize("households, people", [(60, 170), (100, 300), (420, 1200)])
def test_the_office_has_exactly_the_size_asked_for(households: int, people: int) -> None:
    office = make_office(households=households, people=people)
    assert (len(office.households), len(office.people)) == (households, people)


def test_sizes_that_no_village_has_are_refused() -> None:
    with pytest.raises(ValueError, match="fit"):
        make_office(households=100, people=1000)


def test_every_number_is_valid_unique_and_of_a_county_never_assigned(office: SampleOffice) -> None:
    numbers = [one.citizen_id for one in office.people if one.citizen_id]
    assert len(set(numbers)) == len(numbers)
    for person in office.people:
        if not person.citizen_id:
            continue
        parts = parse(person.citizen_id, REGISTER_DAY)
        assert parts is not None, person.citizen_id
        assert parts.region == "999901"
        assert (parts.birth_date.isoformat(), parts.sex) == (person.birth_date, person.sex)


def test_the_old_numbers_of_fifteen_digits_mean_the_same_people(office: SampleOffice) -> None:
    old = [one for one in office.people if one.old_id]
    assert len(old) >= 20
    assert all(to_18(one.old_id) == one.citizen_id for one in old)


def test_only_babies_have_no_number(office: SampleOffice) -> None:
    without = [one for one in office.people if not one.citizen_id]
    assert without
    assert all(one.age_on(office.day) == 0 for one in without)


def test_no_mobile_could_ring_anywhere(office: SampleOffice) -> None:
    mobiles = [one.mobile for one in office.people if one.mobile]
    assert len(mobiles) > 700
    assert len(set(mobiles)) == len(mobiles)
    assert all(number.startswith("100") and len(number) == 11 for number in mobiles)


def test_every_code_stands_in_its_table(office: SampleOffice) -> None:
    tables = (
        "sex ethnicity relation_to_head marital_status education political_status military_service "
        "health_status residence_state employment_status job_state medical_insured pension_insured "
        "disability_category disability_grade"
    ).split()
    for table in tables:
        used = {getattr(one, table) for one in office.people} - {""}
        assert used <= {entry.code for entry in code_table(table).entries}, table
    tags = {tag for one in office.people for tag in one.group_tags}
    assert tags <= {entry.code for entry in code_table("special_group").entries}


def test_every_household_has_one_head_who_stands_first_and_lives(office: SampleOffice) -> None:
    for household in office.households:
        members = office.members(household)
        assert [one.key for one in members if one.relation_to_head == "02"] == [household.head]
        assert members[0].key == household.head
        assert members[0].is_present
        assert members[0].age_on(office.day) >= 18


def test_everybody_belongs_to_exactly_one_household(office: SampleOffice) -> None:
    belonging = Counter(key for household in office.households for key in household.members)
    assert set(belonging) == {one.key for one in office.people}
    assert set(belonging.values()) == {1}


def test_relations_fit_sex_and_age(office: SampleOffice) -> None:
    for household in office.households:
        head = office.person(household.head)
        for person in office.members(household):
            code = person.relation_to_head
            if code in ("11", "51") or code.startswith("2"):
                assert person.sex == "1", (person, code)
            if code in ("12", "52") or code.startswith("3"):
                assert person.sex == "2", (person, code)
            if code in ("21", "22", "23", "24", "31", "32", "33", "34", "41", "42", "43", "44"):
                assert person.birth_date > head.birth_date
            if code in ("51", "52"):
                assert person.birth_date < head.birth_date


def test_no_household_has_two_spouses_of_the_head(office: SampleOffice) -> None:
    for household in office.households:
        codes = [one.relation_to_head for one in office.members(household)]
        assert sum(code in ("10", "11", "12") for code in codes) <= 1


def test_parents_are_of_the_right_sex_and_age(office: SampleOffice) -> None:
    seen = 0
    for child in office.people:
        for key, sex, youngest in ((child.father, "1", 12), (child.mother, "2", 12)):
            if key:
                parent = office.person(key)
                years = (
                    date.fromisoformat(child.birth_date) - date.fromisoformat(parent.birth_date)
                ).days / 365.25
                assert parent.sex == sex
                assert youngest <= years <= (55 if sex == "2" else 80)
                seen += 1
    assert seen > 400


def test_marriages_are_mutual(office: SampleOffice) -> None:
    for person in office.people:
        if person.spouse:
            spouse = office.person(person.spouse)
            assert spouse.spouse == person.key
            assert spouse.sex != person.sex
            if person.is_present and spouse.is_present:
                assert person.marital_status == spouse.marital_status == "20"


def test_the_dead_and_the_moved_are_still_in_the_old_list(office: SampleOffice) -> None:
    assert {one.listing for one in office.people} == {"", "dead", "moved"}
    for person in office.people:
        assert bool(person.death_date) == (person.listing == "dead")
        assert bool(person.moved_out_date) == (person.listing == "moved")


def test_the_village_has_the_people_a_village_has(office: SampleOffice) -> None:
    people = office.people
    surnames = Counter(one.name[0] for one in people)
    assert sum(count for _, count in surnames.most_common(4)) > 0.5 * len(people)
    assert sum(one.residence_state == "20" for one in people) > 150
    assert sum(one.education == "X2" for one in people) > 20
    assert sum(one.employment_status == "31" for one in people) > 80
    assert sum(one.military_service == "serving" for one in people) == 3
    assert sum(bool(one.disability_no) for one in people) > 25
    assert sum("D04" in one.group_tags for one in people) > 40
    assert sum("E01" in one.group_tags for one in people) > 5
    assert any(one.uxorilocal for one in people)
    assert any(one.adopted for one in people)
    assert any(one.married_out for one in people)
    assert any(one.marital_status == "30" for one in people)
    assert any("·" in one.name and one.ethnicity != "01" for one in people)
    assert {"张𬱖", "张䶮", "王㛃"} <= {one.name for one in people}


def test_homonyms_and_twins_live_in_the_village(office: SampleOffice) -> None:
    assert Counter(one.name for one in office.people).most_common(1)[0][1] >= 4
    births = Counter((one.mother, one.birth_date) for one in office.people if one.mother)
    assert sum(count == 2 for count in births.values()) >= 2


def test_sons_have_split_off_households_of_their_own(office: SampleOffice) -> None:
    split = [one for one in office.households if one.split_from]
    assert len(split) > 40
    for household in split:
        assert office.household(household.split_from).group == household.group


def test_household_numbers_are_the_division_the_group_and_a_serial_used_once(office: SampleOffice) -> None:
    numbers = [one.household_no for one in office.households]
    assert len(set(numbers)) == len(numbers)
    for household in office.households:
        assert household.household_no[:12] == office.village.division_code == "999901101201"
        assert int(household.household_no[12:14]) == household.group.number
        assert len(household.household_no) == 18


def test_the_contract_is_as_large_as_its_parcels(office: SampleOffice) -> None:
    contracts = [one.contract for one in office.households if one.contract]
    assert len(contracts) > 150
    codes = [parcel.code for contract in contracts for parcel in contract.parcels]
    assert len(set(codes)) == len(codes)
    assert all(contract.area_mu >= contract.transferred_mu for contract in contracts)


def test_the_party_branch_has_sixty_members_some_of_them_away(office: SampleOffice) -> None:
    assert len(office.party) == 60
    assert Counter(one.party_stage for one in office.party) == {"full": 57, "probationary": 3}
    assert sum(one.party_floating for one in office.party) == 5
    assert all(one.age_on(office.day) >= 18 for one in office.party)


def test_fourteen_households_receive_aid(office: SampleOffice) -> None:
    assert len(office.aid) == 14
    assert len({grant.household for grant in office.aid}) == 14
    assert {grant.kind for grant in office.aid} == {"new", "continued", "changed", "stopped"}
    for grant in office.aid:
        assert grant.persons[0] == grant.applicant == office.household(grant.household).head
        assert grant.monthly_cents > 0
        assert bool(grant.ends_on) == (grant.kind == "stopped")


def test_the_third_quarter_has_139_entries_and_the_balance_never_falls_below_zero(
    office: SampleOffice,
) -> None:
    ledger = office.ledger
    quarter = ledger.between(FIRST, LAST)
    assert len(quarter) == 139
    kinds = {entry.code for entry in code_table("funds_entry_kind").entries}
    balance = ledger.opening_cents
    for entry in ledger.entries:
        assert entry.kind in kinds
        assert (entry.income_cents > 0) != (entry.expense_cents > 0)
        assert (entry.income_cents > 0) == entry.kind.startswith("I")
        balance += entry.income_cents - entry.expense_cents
        assert balance > 0
    moved = sum(entry.income_cents - entry.expense_cents for entry in quarter)
    assert ledger.balance_before(FIRST) + moved == ledger.balance_before(LAST + timedelta(days=1))


def test_vouchers_are_numbered_without_gaps_in_each_month(office: SampleOffice) -> None:
    for month in range(4, 11):
        numbers = [entry.voucher_no for entry in office.ledger.entries if entry.on.month == month]
        assert numbers == [f"记{month:02d}-{place:03d}" for place in range(1, len(numbers) + 1)]


def test_meetings_add_up_and_cover_the_party_kinds(office: SampleOffice) -> None:
    assert {kind for meeting in office.meetings for kind in meeting.kinds} == {
        "P01",
        "P02",
        "P03",
        "P04",
        "P05",
    }
    for meeting in office.meetings:
        assert FIRST <= meeting.on <= LAST
        assert meeting.due == meeting.present + len(meeting.leave) + meeting.absent
        assert meeting.chair != meeting.recorder
        for vote in meeting.votes:
            assert vote.present == vote.yes + vote.no + vote.abstained
            assert 2 * vote.present > vote.due


def test_tasks_stand_in_every_situation_on_the_day_asked_for() -> None:
    day = date(2027, 3, 15)
    office = make_office(households=60, people=170, today=day)
    assert {one.situation for one in office.tasks} == {
        "new",
        "open",
        "due_today",
        "due_soon",
        "overdue",
        "done",
    }
    states = {entry.code for entry in code_table("event_state").entries}
    categories = {entry.code for entry in code_table("event_category").entries}
    for task in office.tasks:
        assert task.state in states
        assert task.category in categories | {""}
        assert task.received_on <= day
        assert "{" not in task.title + task.text
        assert (task.due_on < day and task.done_on is None) == (task.situation == "overdue")
        assert [step.on for step in task.steps] == sorted(step.on for step in task.steps)
        assert all(step.on <= day for step in task.steps)
        assert not task.steps or task.steps[-1].state == task.state
        for key in task.persons:
            assert office.person(key).is_present


def test_there_is_a_user_for_every_role(office: SampleOffice) -> None:
    assert {Role[user.role] for user in office.users} == set(Role)
    assert len({user.login for user in office.users}) == len(office.users)
