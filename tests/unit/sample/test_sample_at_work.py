"""The sample goes through the real services into a real office, and comes out on real paper."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.analysis import Span
from desktop.domain.event_state import DueState
from desktop.domain.surprise import Standing
from desktop.sample.office import SampleOffice, make_office
from desktop.sample.workbook import write_dirty_workbook
from desktop.services import events, finance, sample_office, saved_views
from desktop.services.accounts import list_users
from desktop.services.agency.bookings import BookingState, list_bookings
from desktop.services.agency.cases import list_cases
from desktop.services.agency.papers import list_originals
from desktop.services.analysis.counting import AnalysisRequest, analyse
from desktop.services.boards import inspections
from desktop.services.events import EventFilter
from desktop.services.jobs_market.posts import list_posts
from desktop.services.jobs_market.seekers import list_seekers
from desktop.services.matters import list_matters
from desktop.services.meetings import reading
from desktop.services.mobilisation.board import list_mobilisations
from desktop.services.mobilisation.reports import list_reports
from desktop.services.office import Office
from desktop.services.opening import create_office
from desktop.services.party import membership
from desktop.services.patrols.rounds import PatrolFilter, list_patrols
from desktop.services.patrols.sites import list_sites
from desktop.services.register_card import household_card
from tests.support.vault import CHEAP, PASSWORD


@pytest.fixture(scope="module")
def village() -> SampleOffice:
    return make_office(households=90, people=260, today=date.today())


@pytest.fixture(scope="module")
def office(village: SampleOffice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    opened, _ = create_office(
        folder / "data", village.village, "clerk", "王文书", Role.CLERK, PASSWORD, cost=CHEAP
    )
    workbook = folder / "register.xlsx"
    write_dirty_workbook(village, workbook)
    sample_office.fill_with_sample(opened, village, workbook)
    yield opened
    opened.close()


def test_nearly_everybody_of_the_workbook_is_found_in_the_register(
    office: Office, village: SampleOffice
) -> None:
    ids = sample_office.find_ids(office, village)
    assert len(ids.persons) > 0.97 * len(village.people)
    assert len(ids.households) > 0.97 * len(village.households)
    assert len(set(ids.households.values())) == len(ids.households)


def test_those_found_bear_the_names_of_the_sample(office: Office, village: SampleOffice) -> None:
    ids = sample_office.find_ids(office, village)
    with office.store.reading() as connection:
        names = dict(connection.execute("SELECT id, name FROM person").fetchall())
    for person in village.people:
        if person.key in ids.persons and not person.typed_name:
            assert names[ids.persons[person.key]] == person.name


def test_a_card_shows_house_and_land_of_the_household(office: Office, village: SampleOffice) -> None:
    ids = sample_office.find_ids(office, village)
    household = next(one for one in village.households if one.contract and one.key in ids.households)
    card = household_card(office, ids.households[household.key])
    assert card.household_no == household.household_no
    assert len(card.dwellings) == len(card.homesteads) == 1
    assert household.contract is not None
    assert len(card.land) == 1 + len(household.contract.parcels)


def test_a_fact_that_is_there_already_is_not_written_over(village: SampleOffice, tmp_path: Path) -> None:
    office, _ = create_office(
        tmp_path / "data", village.village, "clerk", "王文书", Role.CLERK, PASSWORD, cost=CHEAP
    )
    workbook = tmp_path / "register.xlsx"
    write_dirty_workbook(village, workbook)
    sample_office.import_register(office, workbook)
    ids = sample_office.find_ids(office, village)
    person = next(one for one in village.people if one.employer and one.key in ids.persons)
    with office.change("edit", "改单位") as work:
        work.update("person", ids.persons[person.key], {"employer": "别处"})
    sample_office.complete_register(office, village, ids)
    with office.store.reading() as connection:
        found = connection.execute(
            "SELECT employer, job_state FROM person WHERE id = ?", (ids.persons[person.key],)
        ).fetchone()
    office.close()
    assert tuple(found) == ("别处", person.job_state)


def test_tasks_stand_as_the_sample_says(office: Office, village: SampleOffice) -> None:
    titles = {task.title for task in village.tasks}
    found = events.list_events(office, EventFilter(view="all"))
    logged = {event.title: event for event in found if event.title in titles}
    assert len(logged) == len(village.tasks)
    wanted = {
        "done": {DueState.DONE},
        "overdue": {DueState.OVERDUE},
        "due_today": {DueState.TODAY},
        "due_soon": {DueState.SOON},
        "open": {DueState.OPEN},
        "new": {DueState.SOON, DueState.OPEN},
    }
    for task in village.tasks:
        event = logged[task.title]
        assert event.state == task.state
        assert event.due.state in wanted[task.situation], task.title
        assert event.received_at[:10] <= event.due_on


def test_tasks_lead_to_the_people_they_are_about(office: Office, village: SampleOffice) -> None:
    ids = sample_office.find_ids(office, village)
    logged = {event.title: event.id for event in events.list_events(office, EventFilter(view="all"))}
    for task in village.tasks:
        linked = {link.target_id for link in events.get_event(office, logged[task.title]).links}
        assert {ids.persons[key] for key in task.persons if key in ids.persons} <= linked


def test_the_books_close_where_the_sample_closes(office: Office, village: SampleOffice) -> None:
    for day in (date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)):
        assert finance.balance_before(office, day) == village.ledger.balance_before(day)
    assert len(finance.list_entries(office, date(2026, 7, 1), date(2026, 9, 30))) == 139


def test_the_lists_are_kept_for_everybody(office: Office, village: SampleOffice) -> None:
    kept = saved_views.list_views(office, "register.people")
    assert {view.name for view in kept} == {view.name for view in village.views}


def test_colleagues_get_their_posts(office: Office, village: SampleOffice) -> None:
    added = sample_office.add_colleagues(office, village, PASSWORD)
    assert {one.user.role for one in list_users(office)} == set(Role)
    assert set(added) == {user.login for user in village.users}


def test_the_branch_has_its_members_posts_and_people_away(office: Office, village: SampleOffice) -> None:
    ids = sample_office.find_ids(office, village)
    with office.store.reading() as connection:
        (branch,) = membership.branches_on(connection, village.day)
        members = membership.members_on(connection, village.day)
    assert branch.has_committee
    assert len(branch.groups) == 3
    assert len(members) == sum(one.key in ids.persons for one in village.party)
    assert {"10", "31"} <= {post for member in members for post in member.posts}


def test_the_meetings_of_the_quarter_were_held_with_lists_that_add_up(
    office: Office, village: SampleOffice
) -> None:
    held = reading.list_all(office, date(2026, 7, 1), date(2026, 9, 30))
    assert len(held) == len(village.meetings)
    for row in held:
        assert row.state == "held"
        assert row.due_count == row.present_count + row.leave_count + row.absent_count
        assert row.due_count > 0
        assert row.resolution


def test_points_of_the_quarter_follow_from_meetings_and_deeds(office: Office) -> None:
    with office.store.reading() as connection:
        origins = {row[0].split("/")[0] for row in connection.execute("SELECT origin FROM points_entry")}
    assert {"meeting_attendance", "deed_participant"} <= origins


def test_rounds_of_inspection_are_walked(office: Office) -> None:
    rounds = inspections.list_rounds(office)
    assert {each.row.subject for each in rounds} == {"courtyard", "sorting"}
    assert all(each.scored for each in rounds)


def test_the_days_work_of_the_sample_stands_in_every_room(office: Office) -> None:
    sites = list_sites(office)
    assert [bool(site.households) for site in sites].count(True) == 3
    month = ((office.today() - timedelta(days=30)).isoformat(), office.today().isoformat())
    assert list_patrols(office, PatrolFilter(*month))
    (drill,) = list_mobilisations(office)
    assert drill.row.is_drill and drill.row.cleared_at and drill.people_moved > 0
    assert 0 < drill.answered < drill.calls
    assert [each.is_reported for each in list_reports(office, drill.row.id)] == [True, True]
    assert {case.state.value for case in list_cases(office, "all")} >= {"20", "30", "90"}
    assert len(list_originals(office)) == 3, "one at the service point, two where they were handed in"
    assert any(seeker.is_open for seeker in list_seekers(office))
    assert any(post.is_offered for post in list_posts(office))
    assert {one.state for one in list_bookings(office)} >= set(BookingState) - {BookingState.WITHDRAWN}
    assert [one.done for one in list_matters(office)] == [1, 3, 2]
    assert [one.gaps for one in list_matters(office)] == [0, 0, 1], "one left a step out"
    lately = Span(office.today() - timedelta(days=27), office.today())
    told = analyse(office, AnalysisRequest(lately))
    assert told.count > 15
    assert {each.told.standing for each in told.categories} >= {Standing.MORE}
