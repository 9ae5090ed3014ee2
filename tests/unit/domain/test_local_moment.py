"""Moments as they are typed in an office and kept in the file."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.local_moment import moment_text, read_moment, show_moment

NOW = datetime(2026, 6, 10, 12, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3:10", "2026-06-10 03:10"),
        ("0310", "2026-06-10 03:10"),
        ("3点10分", "2026-06-10 03:10"),
        ("3点", "2026-06-10 03:00"),
        ("22：30", "2026-06-09 22:30"),
        ("昨天 3:10", "2026-06-09 03:10"),
        ("今天 22:30", "2026-06-10 22:30"),
        ("2026-06-01 03:10", "2026-06-01 03:10"),
        ("6月1日 3:10", "2026-06-01 03:10"),
        ("6-12 3:10", "2026-06-12 03:10"),
        ("12月30日 3:10", "2025-12-30 03:10"),
    ],
)
def test_a_moment_is_read_in_the_ways_people_write_it(typed: str, meant: str) -> None:
    found = read_moment(typed, NOW)
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize("typed", ["", "中午", "25:00", "3:70", "2026-06 03:10", "某天 3:10", "2月30日 3:10"])
def test_what_is_no_moment_is_none(typed: str) -> None:
    assert read_moment(typed, NOW) is None


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))
def test_a_kept_moment_is_shown_as_it_was_typed(moment: datetime) -> None:
    local = moment.replace(second=0, microsecond=0).astimezone()
    shown = show_moment(moment_text(local))
    assert shown == f"{local:%Y-%m-%d %H:%M}"
    assert read_moment(shown, local) == local
