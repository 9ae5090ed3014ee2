"""Hundreds of simulated schedules, and the same ones by other clocks."""

from collections.abc import Callable
from functools import cache

import pytest

from tests.sync import simulator

_DAILY, _RELEASE, _PORTION = 300, 5_000, 25


@pytest.fixture(scope="session")
def first_seed(request: pytest.FixtureRequest) -> int:
    return request.config.getoption("--seed")


@cache
def _at_rest(seed: int) -> simulator.Office:
    """A schedule of the first portion, at which several tests look."""
    return simulator.run(seed)


def _play(first: int, count: int, run: Callable[[int], object] = simulator.run) -> None:
    print(f"schedules of the seeds {first} to {first + count - 1}")
    for seed in range(first, first + count):
        run(seed)


@pytest.mark.parametrize("portion", range(_DAILY // _PORTION))
def test_three_hundred_schedules_keep_every_promise(first_seed, portion) -> None:
    run = simulator.run if portion else _at_rest
    _play(first_seed + portion * _PORTION, _PORTION, run)


@pytest.mark.release
@pytest.mark.parametrize("portion", range(20))
def test_five_thousand_schedules_keep_every_promise(first_seed, portion) -> None:
    count = _RELEASE // 20
    _play(first_seed + _DAILY + portion * count, count)


@pytest.mark.parametrize("seed", range(20))
def test_clocks_ten_years_off_change_nothing_but_the_times_shown(first_seed, seed) -> None:
    wild = simulator.run(first_seed + seed, wild_clocks=True)
    assert wild.result() == _at_rest(first_seed + seed).result()


def test_the_schedules_meet_everything_that_can_go_wrong(first_seed) -> None:
    met: set[str] = set()
    for seed in range(first_seed, first_seed + _PORTION):
        met |= _at_rest(seed).ledger.counts.keys()
    assert met >= {
        "before freezing",
        "frozen",
        "request lost",
        "reply lost",
        "before acknowledging",
        "while acknowledging",
        "while applying",
        "before the cursor",
        "before committing",
        "restored",
        "refused",
        "brought back",
        "field",
        "delete",
        "authority",
        "revived",
    }
