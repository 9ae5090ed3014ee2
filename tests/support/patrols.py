"""A small village below a slope, with its people at work one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.services import register_editing as editing
from desktop.services.office import Office
from desktop.services.patrols import sites
from desktop.services.patrols.sites import NewSite
from tests.support.disclosure import as_role
from tests.support.households import citizen_id
from tests.support.offices import make_office
from tests.support.village_copies import copy_village

FAMILIES = (
    (
        "一组",
        "上坪1号",
        (("张建国", "1975-03-12", 1, "", "户在人在"), ("张小宝", "2022-07-01", 3, "长子", "户在人在")),
    ),
    ("一组", "上坪2号", (("王海军", "1975-11-23", 5, "", "户在人在"),)),
    (
        "二组",
        "下坪1号",
        (
            ("陈老伯", "1944-05-06", 7, "", "户在人在"),
            ("陈立新", "1980-02-03", 9, "长子", "户在人不在(外出)"),
        ),
    ),
    ("二组", "下坪2号", (("孙立新", "1980-05-06", 11, "", "户在人不在(外出)"),)),
)


@dataclass(frozen=True, slots=True)
class PatrolVillage:
    """The office at a moment, and ids by name: households by their head's."""

    office: Office
    households: dict[str, str]
    people: dict[str, str]

    def at(self, moment: str) -> "PatrolVillage":
        """The same village at another moment, on the clock of this PC."""
        then = datetime.fromisoformat(moment).astimezone(UTC)
        return replace(self, office=replace(self.office, clock=lambda: then))

    @property
    def reader(self) -> Office:
        """The same moment with somebody who may only read."""
        return as_role(self.office, Role.READER)

    def slope(self, *heads: str, **more: str) -> str:
        """A slope that threatens households of some heads."""
        fields = {
            "name": "老鹰岩滑坡",
            "kind": "H1",
            "warning_signal": "连续敲锣",
            "signal_giver": "张建国",
            "route": "沿晒谷场往东走到小学",
            "monitor_id": self.people["王海军"],
            **more,
        }
        households = tuple(self.households[head] for head in heads)
        return sites.add_site(self.office, NewSite(**fields, households=households))


def make_patrol_village(folder: Path, moment: str = "2026-06-10 12:00") -> PatrolVillage:
    """Four households in two groups: 张小宝 is a small child, 陈老伯 old and alone at home, 孙立新 away."""
    office = make_office(folder)
    households: dict[str, str] = {}
    people: dict[str, str] = {}
    for group, address, members in FAMILIES:
        household = ""
        for place, (name, birth, serial, relation, residence) in enumerate(members):
            texts = {
                "name": name,
                "citizen_id": citizen_id(birth, serial),
                "birth_date": birth,
                "sex": "男",
                "mobile": f"1390000{serial:04d}",
                "residence_state": residence,
            }
            if place == 0:
                home = {"villager_group": group, "address": address}
                household, people[name] = editing.add_household(office, home, texts)
                households[name] = household
            else:
                people[name] = editing.add_person(office, household, {**texts, "relation_to_head": relation})
    return PatrolVillage(office, households, people).at(moment)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[PatrolVillage]:
    """The village at noon on 10 June 2026."""
    made = copy_village(make_patrol_village, tmp_path)
    yield made
    made.office.close()
