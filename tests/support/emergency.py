"""A small village in an emergency: two grids, people who need help, people who are away, shelters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.services import register_editing as editing
from desktop.services.mobilisation import callers, shelters
from desktop.services.mobilisation.shelters import NewShelter
from desktop.services.office import Office
from tests.support.households import citizen_id
from tests.support.offices import make_office

START = datetime(2026, 6, 20, 3, 10).astimezone()
"""The order of the storm, on the clock of this PC."""

FAMILIES: tuple[tuple[str, str, str, tuple[tuple[str, str, int, str, Mapping[str, str]], ...]], ...] = (
    (
        *("一组", "上坪1号", "东片"),
        (
            ("张建国", "1975-03-12", 1, "", {"mobile": "10000138001"}),
            ("张小明", "2001-07-01", 3, "长子", {"residence_state": "户在人不在(外出)"}),
        ),
    ),
    ("一组", "上坪2号", "东片", (("王海军", "1975-11-23", 5, "", {"mobile": "10000138002"}),)),
    ("一组", "上坪10号", "东片", (("赵小兰", "1990-05-06", 2, "", {"mobile": "10000138003"}),)),
    (
        *("二组", "下坪1号", "西片"),
        (("陈老伯", "1944-05-06", 7, "", {"mobile": "10000138004"}), ("刘阿婆", "1946-02-03", 4, "妻", {})),
    ),
    (
        *("二组", "下坪2号", "西片"),
        (
            ("孙立新", "1980-05-06", 9, "", {"mobile": "10000138005"}),
            ("孙小红", "2003-02-03", 6, "长女", {"mobile": "10000138006"}),
        ),
    ),
    ("二组", "下坪3号", "西片", (("周外出", "1980-05-06", 11, "", {"residence_state": "户在人不在(外出)"}),)),
)


@dataclass(frozen=True, slots=True)
class EmergencyVillage:
    """The office at a moment, and ids by name: households by that of their head."""

    office: Office
    households: dict[str, str]
    people: dict[str, str]
    grids: dict[str, str]
    shelters: dict[str, str]

    def at(self, minutes: float) -> Office:
        """The office so many minutes after the order."""
        moment = (START + timedelta(minutes=minutes)).astimezone(UTC)
        return replace(self.office, clock=lambda: moment)


def make_emergency_village(folder: Path) -> EmergencyVillage:
    """A new office with the village of `fill_emergency_village`."""
    return fill_emergency_village(make_office(folder))


def fill_emergency_village(office: Office) -> EmergencyVillage:
    """Six households in two grids; 陈老伯 is very old, 周外出 is away; heads and workers are named."""
    households: dict[str, str] = {}
    people: dict[str, str] = {}
    for group, address, grid, members in FAMILIES:
        household = ""
        for place, (name, birth, serial, relation, further) in enumerate(members):
            texts = {
                "name": name,
                "citizen_id": citizen_id(birth, serial),
                "birth_date": birth,
                "sex": "男" if serial % 2 else "女",
                "residence_state": "户在人在",
                **further,
            }
            if place == 0:
                home = {"villager_group": group, "address": address, "grid_id": grid}
                household, people[name] = editing.add_household(office, home, texts)
                households[name] = household
            else:
                texts["relation_to_head"] = relation
                people[name] = editing.add_person(office, household, texts)
    grids = {each.name: each.grid_id for each in callers.list_grid_staff(office)}
    callers.set_grid_staff(office, grids["东片"], people["张建国"], [people["王海军"]])
    callers.set_grid_staff(office, grids["西片"], people["孙立新"], [people["孙小红"]])
    made = {
        name: shelters.add_shelter(office, NewShelter(name, place, capacity))
        for name, place, capacity in (("村小学", "中村1号", "200"), ("文化礼堂", "中村9号", "80"))
    }
    village = EmergencyVillage(office, households, people, grids, made)
    return replace(village, office=village.at(0))
