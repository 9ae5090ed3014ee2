"""The calendar of an office: branches, groups and meetings on record decide what is owed and what is done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.list_text import list_text
from desktop.domain.obligation import ObligationState
from desktop.domain.period import Period
from desktop.domain.problem import ProblemError
from desktop.services.disclosure.duties import read_calendar as read_disclosure_calendar
from desktop.services.obligations.calendar import ObligationLine, list_reviews, read_calendar
from desktop.services.obligations.reasons import give_reason
from desktop.services.office import Office, User
from desktop.services.settings import save_settings
from tests.support.village_copies import copy_office

TODAY = date(2026, 10, 12)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = replace(copy_office(tmp_path), clock=lambda: datetime(2026, 10, 12, 4, tzinfo=UTC))
    save_settings(made, duties_since="2026-07-01")
    yield made
    made.close()


def put(office: Office, table: str, **values) -> str:
    with office.change("edit", "test") as work:
        return str(work.insert(table, values))


def branch(office: Office, name: str = "示范村党支部", **values) -> str:
    return put(office, "branch", name=name, kind="20", **values)


def meet(office: Office, kinds: str, on: str, state: str = "held", **values) -> str:
    return put(
        office, "meeting", kinds=list_text(kinds.split()), held_on=on, title="t", state=state, **values
    )


def of(office: Office, kind: str, holder: str | None = None) -> list[ObligationLine]:
    return [
        line
        for line in read_calendar(office).lines
        if line.obligation.kind == kind and holder in (None, line.obligation.holder.id)
    ]


def test_without_a_branch_on_record_the_settings_say_what_is_owed(office) -> None:
    save_settings(office, branch_has_committee=False)
    calendar = read_calendar(office)
    kinds = {line.obligation.kind for line in calendar.lines}
    assert calendar.is_assumed
    assert {"P01", "P04", "P05", "V02", "V08"} <= kinds
    assert not {"P02", "P03"} & kinds
    save_settings(office, branch_has_committee=True)
    assert of(office, "P02")


def test_a_branch_with_a_term_and_groups_owes_what_goes_with_them(office) -> None:
    first, second = branch(office, "第一支部"), branch(office, "第二支部")
    put(office, "branch_term", branch_id=first, from_date="2022-01-01", has_committee=1)
    put(office, "branch_term", branch_id=second, from_date="2022-01-01", has_committee=0)
    group = put(office, "party_group", branch_id=first, name="第一党小组", founded_on="2026-09-01")
    assert of(office, "P02", first)
    assert not of(office, "P02", second)
    assert {line.obligation.holder.id for line in of(office, "P03")} == {group}
    assert of(office, "P03")[0].obligation.period == Period.month(2026, 9)


def test_without_terms_on_record_the_posts_held_show_the_committee(office) -> None:
    first = branch(office)
    assert not of(office, "P02")
    put(
        office,
        "party_post",
        member_id="m",
        branch_id=first,
        post="21",
        from_date="2026-08-01",
        to_date="2026-09-30",
    )
    assert [line.obligation.period.first.month for line in of(office, "P02")] == [8, 9]


def test_a_dissolved_branch_and_its_groups_owe_nothing_more(office) -> None:
    first = branch(office, dissolved_on="2026-09-01")
    put(office, "party_group", branch_id=first, name="第一党小组")
    assert {line.obligation.due_on for line in of(office, "P03")} == {date(2026, 7, 31), date(2026, 8, 31)}
    assert not of(office, "P01")


def test_a_meeting_that_names_no_branch_is_that_of_the_only_one(office) -> None:
    first = branch(office)
    meet(office, "P01 P05", "2026-08-05")
    done = [line for line in read_calendar(office).lines if line.state is ObligationState.DONE]
    assert {(line.obligation.kind, line.obligation.holder.id) for line in done} == {
        ("P01", first),
        ("P05", first),
    }
    branch(office, "第二支部")
    assert not [line for line in read_calendar(office).lines if line.obligation.sessions]


def test_a_planned_meeting_is_shown_and_a_cancelled_one_counts_for_nothing(office) -> None:
    branch(office)
    planned = meet(office, "P04", "2026-11-05", "planned")
    meet(office, "P01", "2026-10-02", "cancelled")
    lecture = next(line for line in of(office, "P04") if line.obligation.period == Period.quarter(2026, 4))
    assert (lecture.plan.id, lecture.state) == (planned, ObligationState.OPEN)
    assert not any(line.obligation.sessions for line in of(office, "P01"))


def test_what_was_to_come_on_a_past_day_is_not_known_on_it(office) -> None:
    meet(office, "V02", "2026-09-20")
    quarter = Period.quarter(2026, 3)

    def state(on: date) -> ObligationState:
        lines = read_calendar(office, on).lines
        return next(
            each.state for each in lines if (each.obligation.kind, each.obligation.period) == ("V02", quarter)
        )

    assert state(date(2026, 9, 19)) is ObligationState.OPEN
    assert state(date(2026, 9, 20)) is ObligationState.DONE


def test_the_accounts_of_each_quarter_are_reviewed_before_they_hang(office) -> None:
    reviews = list_reviews(read_disclosure_calendar(office))
    assert Period.quarter(2026, 3) in [each.period for each in reviews]
    meet(office, "V08", "2026-10-08")
    found = {line.obligation.period: line for line in of(office, "V08")}
    third = found[Period.quarter(2026, 3)]
    assert (third.state, third.obligation.due_on) == (ObligationState.DONE, date(2026, 10, 20))


def test_a_reason_is_kept_replaced_and_taken_back(office) -> None:
    first = branch(office)
    quarter = Period.quarter(2026, 3)
    missed = next(line for line in of(office, "P04") if line.obligation.period == quarter)
    assert missed.state is ObligationState.MISSED
    for said in ("防台风抢险", "防台风抢险，十月补"):
        give_reason(office, "P04", first, quarter, said)
    (line,) = [line for line in of(office, "P04") if line.reason]
    assert (line.obligation.period, line.reason.text, line.reason.given_by) == (
        quarter,
        "防台风抢险，十月补",
        "王文书",
    )
    give_reason(office, "P04", first, quarter, " ")
    assert not [line for line in of(office, "P04") if line.reason]


def test_a_reason_that_is_no_sentence_but_a_report_is_refused(office) -> None:
    with pytest.raises(ProblemError) as raised:
        give_reason(office, "P04", "", Period.quarter(2026, 3), "长" * 301)
    assert raised.value.problems[0].code == "DTY-010"


def test_a_reader_may_look_and_not_explain(office) -> None:
    reader = replace(office, user=User(UserId("r"), "r", "读者", Role.READER))
    assert read_calendar(reader).lines
    with pytest.raises(ProblemError) as raised:
        give_reason(reader, "P04", "", Period.quarter(2026, 3), "忙")
    assert raised.value.problems[0].code == "SYS-403"


def test_years_without_a_holiday_order_are_named(office) -> None:
    later = replace(office, clock=lambda: datetime(2090, 12, 20, 4, tzinfo=UTC))
    assert read_calendar(later, last=date(2091, 1, 1), since=date(2090, 12, 1)).unknown_years == (2090, 2091)
