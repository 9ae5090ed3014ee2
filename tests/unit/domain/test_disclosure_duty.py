"""The duty calendar: what is owed when, what ends it, and what a village does not owe."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.disclosure_duty import (
    Duty,
    DutyState,
    DutyTerms,
    Publication,
    Trigger,
    due_day,
    list_duties,
    periods,
)
from desktop.domain.disclosure_item import Frequency, items_in_force
from desktop.domain.period import Period

VILLAGE, SHANDONG = "330825002222", "370102001201"
YEAR = Period.year(2026)
FACTS = frozenset(("branch", "allowance"))
TERMS = DutyTerms(
    {
        Frequency.MONTH: 10,
        Frequency.QUARTER: 20,
        Frequency.HALF_YEAR: 20,
        Frequency.YEAR: 31,
        Frequency.PLAN_YEAR: 31,
    },
    {
        "disclosure.at_once.days": 5,
        "disclosure.major.days": 5,
        "disclosure.change_of_officials.days": 5,
    },
)


def duties(
    triggers: tuple[Trigger, ...] = (),
    published: tuple[Publication, ...] = (),
    facts: frozenset[str] = FACTS,
    village: str = VILLAGE,
    span: Period = YEAR,
) -> tuple[Duty, ...]:
    return list_duties(span, lambda day: items_in_force(village, day), facts, TERMS, triggers, published)


def of(duty: str, found: tuple[Duty, ...]) -> list[Duty]:
    return [each for each in found if each.duty == duty]


def hung(
    items: str, period: Period, posted_on: date, record_id: str = "", stage: str = "", notice_id: str = "n"
) -> Publication:
    return Publication(notice_id, frozenset(items.split()), period, posted_on, None, record_id, stage)


def test_a_quarters_accounts_are_one_sheet_due_on_the_twentieth_of_the_month_after():
    accounts = of("F2", duties())
    assert [each.due_on for each in accounts] == [date(2026, m, 20) for m in (1, 4, 7, 10)]
    assert accounts[1].period == Period.quarter(2026, 1)
    assert {"F201", "F211", "F301", "F310", "F401"} <= set(accounts[0].items)


def test_shandong_owes_them_twelve_times():
    assert len(of("F2", duties(village=SHANDONG))) == 12


def test_what_a_village_does_not_owe_is_not_raised():
    assert of("V15", duties())
    assert not of("V15", duties(facts=frozenset({"branch"})))
    assert not [each for each in duties(facts=frozenset()) if each.duty.startswith("D")]


def test_plans_are_due_when_their_year_begins_and_reports_when_it_is_over():
    assert [(each.period, each.due_on) for each in of("F1", duties())] == [(YEAR, date(2026, 1, 31))]
    assert [(each.period, each.due_on) for each in of("V03", duties())] == [
        (Period.year(2025), date(2026, 1, 31))
    ]


def test_a_notice_over_the_period_ends_the_duty_and_only_that_one():
    notice = hung("F201 F301", Period.quarter(2026, 1), date(2026, 4, 18))
    first, second, *rest = of("F2", duties(published=(notice,)))
    assert second.published == notice
    assert not second.is_done_late
    assert first.published is None
    assert all(each.published is None for each in rest)


def test_a_notice_about_other_items_or_a_part_of_the_period_ends_nothing():
    others = (
        hung("V15", Period.quarter(2026, 1), date(2026, 4, 18)),
        hung("F201", Period.month(2026, 2), date(2026, 3, 2)),
    )
    assert not any(each.published for each in of("F2", duties(published=others)))


def test_three_monthly_sheets_tell_a_quarter_and_the_last_one_ends_the_duty():
    sheets = tuple(
        hung("F201", Period.month(2026, month), date(2026, month + 1, 8), notice_id=str(month))
        for month in (2, 1, 3)
    )
    assert of("F2", duties(published=sheets))[1].published == sheets[2]
    assert of("F2", duties(published=sheets[:2]))[1].published is None


def test_a_sheet_that_hung_after_its_day_is_done_but_late():
    notice = hung("F201", Period.quarter(2026, 1), date(2026, 4, 21))
    done = of("F2", duties(published=(notice,)))[1]
    assert done.state(date(2026, 5, 1), 7) is DutyState.DONE
    assert done.is_done_late


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 3, 31), DutyState.FUTURE),
        (date(2026, 4, 1), DutyState.OPEN),
        (date(2026, 4, 12), DutyState.OPEN),
        (date(2026, 4, 13), DutyState.DUE_SOON),
        (date(2026, 4, 20), DutyState.DUE_SOON),
        (date(2026, 4, 21), DutyState.LATE),
        (date(2026, 7, 20), DutyState.LATE),
        (date(2026, 7, 21), DutyState.MISSED),
    ],
)
def test_a_quarter_goes_from_future_to_missed(today, state):
    assert of("F2", duties())[1].state(today, 7) is state


def test_a_major_entry_is_due_within_five_days_of_the_day_that_made_it_major():
    entry = Trigger("F805", date(2026, 5, 28), "支出 60,000 元", "entry-1")
    (duty,) = of("F805", duties((entry,)))
    assert duty.due_on == date(2026, 6, 2)
    assert duty.state(date(2026, 5, 29), 7) is DutyState.DUE_SOON
    assert duty.state(date(2027, 5, 29), 7) is DutyState.LATE


def test_a_duty_with_a_cause_ends_with_the_notice_about_that_record_and_stage():
    before, after = (Trigger("V08", date(2026, 5, 1), "沟渠", "p1", stage) for stage in ("before", "after"))
    notice = hung("V08", Period(date(2026, 5, 1), date(2026, 5, 1)), date(2026, 5, 3), "p1", "before")
    ended = {each.trigger.stage: each.published for each in of("V08", duties((before, after), (notice,)))}
    assert ended == {"before": notice, "after": None}


def test_a_cause_of_an_item_that_is_not_told_at_once_raises_nothing():
    assert len(of("V32", duties((Trigger("V32", date(2026, 5, 1), "", "r"),)))) == len(of("V32", duties()))


def test_village_rules_are_owed_until_they_hang_and_again_when_taken_down():
    (owed,) = of("V01", duties())
    notice = hung("V01", Period(date(2020, 1, 1), date(2020, 1, 1)), date(2020, 1, 5))
    (hanging,) = of("V01", duties(published=(notice,)))
    taken_down = Publication("n", frozenset({"V01"}), notice.period, notice.posted_on, date(2026, 3, 1))
    (again,) = of("V01", duties(published=(taken_down,)))
    assert owed.published is None
    assert hanging.published == notice
    assert again.published is None


@given(st.sampled_from(list(TERMS.due_days)), st.integers(1, 31), st.integers(2020, 2040))
def test_what_speaks_of_a_period_is_due_in_the_month_after_it_and_plans_in_the_first(frequency, day, year):
    for period in periods(frequency, date(year, 1, 1), date(year, 12, 31)):
        due_on = due_day(frequency, period, day)
        month = period.first if frequency is Frequency.PLAN_YEAR else period.last + timedelta(days=1)
        assert (due_on.year, due_on.month) == (month.year, month.month)
        assert due_on.day == day or (due_on + timedelta(days=1)).month != due_on.month


@given(st.integers(2, 11), st.integers(1, 28))
def test_a_year_cut_in_two_owes_what_the_whole_year_owes(month, day):
    cut = date(2026, month, day)
    parts = [
        each
        for span in (Period(YEAR.first, cut), Period(cut + timedelta(days=1), YEAR.last))
        for each in duties(span=span)
        if each.frequency is not Frequency.STANDING
    ]
    whole = [each for each in duties() if each.frequency is not Frequency.STANDING]
    assert parts == whole
