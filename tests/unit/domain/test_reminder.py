"""When the tray speaks: once a day at the time chosen, never in quiet hours but for what is urgent."""

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.reminder import Kind, Reminder, ReminderWishes, Told, Waiting, decide

WISHES = ReminderWishes()
DAY = datetime(2026, 11, 20)
SOME = Waiting({Kind.OVERDUE: 2, Kind.TODAY: 1})


def at(hour: int, minute: int = 0) -> datetime:
    return DAY.replace(hour=hour, minute=minute)


def test_the_digest_comes_at_its_time_and_once_a_day():
    assert decide(at(8, 29), WISHES, Told(), SOME) == (None, Told())
    told, after = decide(at(8, 30), WISHES, Told(), SOME)
    assert told == Reminder({Kind.OVERDUE: 2, Kind.TODAY: 1}, True)
    assert decide(at(15), WISHES, after, SOME)[0] is None
    assert decide(at(8, 30) + timedelta(days=1), WISHES, after, SOME)[0] == told


def test_a_pc_that_is_switched_on_late_tells_the_digest_then():
    assert decide(at(14), WISHES, Told(), SOME)[0] is not None


def test_nothing_to_tell_is_not_told():
    assert decide(at(9), WISHES, Told(), Waiting({}))[0] is None


def test_what_is_urgent_comes_at_once_and_once():
    after = Told(DAY.date())
    urgent = Waiting({Kind.URGENT: 1}, frozenset({"a"}))
    told, after = decide(at(11), WISHES, after, urgent)
    assert told == Reminder({Kind.URGENT: 1}, False)
    assert decide(at(11, 1), WISHES, after, urgent)[0] is None
    _, after = decide(at(12), WISHES, after, Waiting({}))
    assert decide(at(13), WISHES, after, urgent)[0] is not None


def test_at_night_only_what_is_urgent_comes_and_only_where_wished():
    urgent = Waiting({Kind.URGENT: 1, Kind.OVERDUE: 4}, frozenset({"a"}))
    told, _ = decide(at(3), WISHES, Told(), urgent)
    assert told == Reminder({Kind.URGENT: 1}, False)
    silent = ReminderWishes(urgent_through=False)
    told, after = decide(at(3), silent, Told(), urgent)
    assert told is None
    assert decide(at(9), silent, after, urgent)[0] is not None


_TIMES = st.times(timezones=st.none())
_WISHES = st.builds(ReminderWishes, st.booleans(), _TIMES, _TIMES, _TIMES, st.booleans())
_WAITING = st.builds(
    lambda urgent, late: Waiting({Kind.URGENT: len(urgent), Kind.OVERDUE: late}, urgent),
    st.frozensets(st.sampled_from("abc")),
    st.integers(0, 3),
)


@given(_WISHES, st.lists(st.tuples(st.integers(0, 3 * 24 * 60), _WAITING), max_size=40))
def test_over_days_of_minutes_there_is_one_digest_a_day_and_quiet_is_kept(wishes, moments):
    told, digests = Told(), []
    for minutes, waiting in sorted(moments, key=lambda each: each[0]):
        now = DAY + timedelta(minutes=minutes)
        before = told
        reminder, told = decide(now, wishes, told, waiting)
        if reminder is None:
            continue
        assert wishes.is_on
        assert all(reminder.counts.values())
        if reminder.is_digest:
            digests.append(now.date())
            assert not wishes.is_quiet(now.time())
            assert now.time() >= wishes.digest_at
        else:
            assert set(reminder.counts) == {Kind.URGENT}
            assert waiting.urgent - before.urgent
            assert wishes.urgent_through or not wishes.is_quiet(now.time())
    assert len(digests) == len(set(digests))


@given(_TIMES, _TIMES, _TIMES)
def test_a_time_is_quiet_on_one_side_of_the_two_ends_only(first: time, last: time, at_time: time):
    here = ReminderWishes(quiet_from=first, quiet_to=last)
    there = ReminderWishes(quiet_from=last, quiet_to=first)
    if first != last:
        assert here.is_quiet(at_time) != there.is_quiet(at_time)
    else:
        assert not here.is_quiet(at_time)
