"""The ledger of a village with two PCs: one booking, one confirming, both booking the same record."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.points_scheme import Subject
from desktop.services.office import Office
from desktop.services.points import ledger, proposing, standings, waiting
from desktop.services.points.ledger import NewEntry
from desktop.services.points.standings import StandingsAsked
from tests.support.exchange import enrolled_office, in_step, records_at, records_of
from tests.support.small_county import SmallCounty


@pytest.fixture
def county() -> Iterator[SmallCounty]:
    with SmallCounty() as made:
        yield made


@pytest.fixture
def offices(tmp_path: Path, county: SmallCounty) -> Iterator[tuple[Office, Office]]:
    """Two PCs at each of which the secretary is at work."""
    opened = [enrolled_office(tmp_path / name, county) for name in "ab"]
    one, other = (replace(each, user=replace(each.user, role=Role.SECRETARY)) for each in opened)
    in_step(one, other)
    yield one, other
    one.close()
    other.close()


@pytest.fixture
def member(offices: tuple[Office, Office]) -> str:
    """A member who was at a lecture today; both PCs know."""
    office = offices[0]
    with office.change("edit", "支部") as work:
        person = work.insert("person", {"name": "林二"})
        made = work.insert("party_member", {"person_id": person, "status": "1", "joined_on": "2010-07-01"})
        meeting = {
            "kinds": '["P04"]',
            "held_on": office.today().isoformat(),
            "title": "党课",
            "state": "held",
        }
        meeting_id = work.insert("meeting", meeting)
        work.insert("meeting_attendance", {"meeting_id": meeting_id, "person_id": person, "state": "present"})
    in_step(*offices)
    return str(made)


def totals(offices: tuple[Office, Office]) -> list[int]:
    asked = StandingsAsked.year(Subject.MEMBER, offices[0].today().year)
    return [standings.list_standings(office, asked)[0].standing.total_x100 for office in offices]


def test_what_one_pc_entered_another_confirms(
    offices: tuple[Office, Office], member: str, county: SmallCounty
):
    one, other = offices
    new = NewEntry(Subject.MEMBER, member, "blood", one.today().isoformat(), evidence="献血证")
    (entry_id,) = ledger.book(one, [new])
    in_step(one, other)
    ledger.confirm(other, [entry_id])
    in_step(other, one)
    assert totals(offices) == [200, 200]
    assert records_of(one) == records_of(other) == records_at(county)


def test_what_both_booked_from_one_record_counts_once_after_it_was_taken_back(
    offices: tuple[Office, Office], member: str, county: SmallCounty
):
    one, other = offices
    for office in offices:
        proposing.accept(office, proposing.list_proposals(office))
    in_step(one, other, one)
    assert totals(offices) == [400, 400]
    (double,) = waiting.list_waiting(other)
    waiting.take(other, [double], {})
    in_step(other, one)
    assert totals(offices) == [200, 200]
    assert [waiting.list_waiting(office) for office in offices] == [(), ()]
    assert records_of(one) == records_of(other) == records_at(county)
