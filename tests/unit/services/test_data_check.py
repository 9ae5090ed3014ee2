"""The check-up finds what contradicts itself, wherever it came from, and forgets what was found right."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from db.store import ChangeSetInfo
from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.job import Cancelled, NoJob
from desktop.domain.problem import ProblemError
from desktop.services import accounts
from desktop.services.data_check import Finding, Kind, accept, check_data, export_findings
from desktop.services.office import Office
from tests.support.households import Village, arrive, fill_with_households
from tests.support.village_copies import copy_office

GRID_WORKER = ("wang", "网格员", Role.GRID_WORKER, "田埂 水牛 三月八")
READER = ("kan", "看的人", Role.READER, "看一看 不动手 2026")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = copy_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def village(office: Office) -> Village:
    return fill_with_households(office)


def found(office: Office) -> list[tuple[Kind, str]]:
    return [
        (each.kind, each.people[0][1] if each.people else each.household) for each in check_data(office).open
    ]


def only(office: Office) -> Finding:
    (finding,) = check_data(office).open
    return finding


def test_a_register_in_order_has_nothing_to_put_right(office: Office, village: Village) -> None:
    checked = check_data(office)
    assert (checked.people, checked.households, checked.findings) == (5, 3, ())


def test_a_number_that_two_pcs_gave_to_two_people_is_found_with_both(
    office: Office, village: Village
) -> None:
    arrive(
        office,
        "person",
        village.people["王海军"],
        citizen_id=village.numbers["张建国"],
        birth_date="1958-03-12",
    )
    finding = only(office)
    assert finding.kind is Kind.NUMBER
    assert finding.must_mend
    assert {name for _, name in finding.people} == {"张建国", "王海军"}
    assert "张建国" in finding.text


def test_a_number_that_is_none_is_held_against_nothing(office: Office, village: Village) -> None:
    arrive(office, "person", village.people["王海军"], citizen_id="330825", birth_date="1975")
    assert found(office) == []


def test_every_kind_of_contradiction_is_told_under_its_own_heading(office: Office, village: Village) -> None:
    people = village.people
    arrive(office, "person", people["李桂香"], birth_date="1961-07-01")
    arrive(office, "person", people["王海军"], death_date=office.today().isoformat(), residence_state="80")
    arrive(office, "person", people["赵一诺"], mother_person_id="0" * 32)
    assert found(office) == [
        (Kind.NUMBER, "李桂香"),
        (Kind.KIN, "赵一诺"),
        (Kind.STAY, "王海军户"),
    ]


def test_aid_that_goes_on_after_a_death_is_found_by_who_may_see_aid(office: Office, village: Village) -> None:
    home, person = village.households["张建国"], village.people["李桂香"]
    with office.store.writing(ChangeSetInfo(UserId("pc2"), "received", "收到")) as work:
        grant = {"household_id": home, "head_person_id": person, "aid_kind": "10", "change_kind": "continued"}
        work.insert("aid_grant", {**grant, "people_count": 1, "monthly_cents": 100, "from_month": "2025-01"})
    arrive(office, "person", person, death_date=office.today().isoformat(), residence_state="80")
    assert (Kind.DEATH, "李桂香") in found(office)
    accounts.add_user(office, *GRID_WORKER)
    worker = accounts.switch_user(office, GRID_WORKER[0], GRID_WORKER[3])
    assert (Kind.DEATH, "李桂香") not in found(worker)


def test_who_may_not_edit_the_register_finds_nothing_right(office: Office, village: Village) -> None:
    accounts.add_user(office, *READER)
    reader = accounts.switch_user(office, READER[0], READER[3])
    with pytest.raises(ProblemError) as refused:
        accept(reader, "x")
    assert refused.value.problems[0].code == "SYS-403"


def test_what_was_found_right_is_not_told_again_until_something_of_it_changes(
    office: Office, village: Village
) -> None:
    person = village.people["李桂香"]
    arrive(office, "person", person, birth_date="1961-07-01")
    finding = only(office)
    accept(office, finding.key)
    checked = check_data(office)
    assert checked.open == ()
    assert [each.is_accepted for each in checked.findings] == [True]
    accept(office, finding.key, is_right=False)
    assert only(office).key == finding.key
    accept(office, finding.key)
    arrive(office, "person", person, mobile="10000000000")
    assert check_data(office).open == ()
    arrive(office, "person", person, birth_date="1962-07-01")
    assert only(office).key != finding.key
    arrive(office, "person", person, sex="1")
    assert [each.kind for each in check_data(office).open] == [Kind.NUMBER, Kind.NUMBER, Kind.RELATION]


def test_a_date_that_is_none_stops_nothing(office: Office, village: Village) -> None:
    arrive(office, "person", village.people["李桂香"], birth_date="1961-13-99", death_date="")
    assert found(office) == []


def test_the_findings_go_out_as_a_workbook_and_the_export_is_logged(
    office: Office, village: Village, tmp_path: Path
) -> None:
    arrive(office, "person", village.people["李桂香"], birth_date="1961-07-01")
    path = tmp_path / "体检.xlsx"
    assert export_findings(office, check_data(office).open, path) == 1
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert rows[0] == ("村民小组", "户", "问题", "怎么办", "核对")
    assert rows[1][:2] == ("一组", "张建国户")
    assert "李桂香" in rows[1][2]
    with office.store.reading() as connection:
        logged = connection.execute(
            "SELECT kind, purpose FROM access_log ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    assert logged == ("export", "数据体检")


def test_a_look_through_a_large_register_can_be_called_off(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.services import data_check

    monkeypatch.setattr(data_check, "_LOOK_EVERY", 1)
    fill_with_households(office)

    class Impatient(NoJob):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        check_data(office, Impatient())
