"""The program is killed at every step of an exchange: nothing is lost, nothing is there twice."""

import os
import random
import shutil

import pytest

from desktop.services.sync.running import sync_now
from desktop.services.sync.status import sync_status
from sync.village.state import Stage
from tests.support.exchange import enrolled_office, in_step, records_at, records_of
from tests.support.killing import Worker
from tests.support.offices import reopen_office
from tests.support.small_county import SmallCounty

pytestmark = [
    pytest.mark.early,
    pytest.mark.faults,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the warm worker forks a child for every kill"),
]

STAGES = [Stage.CONNECT, Stage.SEND, Stage.RECEIVE, Stage.APPLY, Stage.FINISH]
ROUNDS = 10
"""Kills at each step in every run; ``--release --kills N`` makes more."""

PORTION = 20
"""Rounds of a long run that one pair of offices lives through: each round compares all they hold."""


@pytest.fixture(scope="module")
def worker():
    made = Worker()
    yield made
    made.close()


def numbers(said: list[str], word: str) -> list[int]:
    return [int(line.split()[1]) for line in said if line.startswith(f"{word} ")]


def people(records) -> list[str]:
    return sorted(fields["name"] for (table, _), fields in records.items() if table == "person")


def check_kills(worker: Worker, tmp_path, rounds: int, seed: int) -> None:
    seeded = random.Random(seed)
    with SmallCounty() as county:
        office, other = (enrolled_office(tmp_path / name, county) for name in ("office", "other"))
        with office.change("edit", "加人") as work:
            person = work.insert("person", {"name": "张三"})
        in_step(office, other)
        folder = office.vault.folder.path
        acknowledged: set[str] = set()
        first = 0
        for made in range(rounds):
            office.close()
            for stage in STAGES:
                with other.change("edit", "别处") as work:
                    work.update("person", person, {"wechat": f"w{made}{stage.value}"})
                    work.insert("person", {"name": f"李{made:06d}{stage.value}"})
                sync_now(other)
                said = worker.killed(
                    "exchange", folder, stage.value, seeded.uniform(0, 0.03), person=person, first=first
                )
                done = numbers(said, "edit")
                acknowledged |= {f"张{number:06d}号" for number in done}
                # The last edit may have been saved and not yet told when the kill came.
                first = max([first, *done]) + 2
            office = reopen_office(folder)
            assert acknowledged <= set(people(records_of(office)))
            in_step(office, other)
            assert records_of(office) == records_of(other) == records_at(county)
            assert sync_status(office).waiting == sync_status(other).waiting == 0
            names = people(records_of(office))
            assert len(names) == len(set(names)), "somebody is there twice"
            assert {f"李{made:06d}{stage.value}" for stage in STAGES} <= set(names)
        office.close()
        other.close()


def test_an_exchange_killed_at_any_step_loses_and_doubles_nothing(worker, tmp_path):
    check_kills(worker, tmp_path, ROUNDS, seed=21)


@pytest.mark.release
def test_thousands_of_killed_exchanges(worker, tmp_path, kills):
    for portion in range(kills // 2 // (PORTION * len(STAGES))):
        folder = tmp_path / str(portion)
        folder.mkdir()
        check_kills(worker, folder, PORTION, seed=portion)
        shutil.rmtree(folder)
