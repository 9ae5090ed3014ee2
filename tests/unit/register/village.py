"""A handful of invented households to ask questions about."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from db.store import Value, Work
from desktop.domain.citizen_id import make_citizen_id
from desktop.services.office import Office
from tests.support.offices import make_office

HEAD_ID = make_citizen_id("999901", date(1950, 3, 1), 1)
BOY_ID = make_citizen_id("999901", date(2010, 11, 22), 3)
TODAY = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@dataclass
class Village:
    """An office with people known by name."""

    office: Office
    people: dict[str, str] = field(default_factory=dict)
    households: dict[str, str] = field(default_factory=dict)

    def names(self, ids: list[str]) -> list[str]:
        known = {record_id: name for name, record_id in self.people.items()}
        return [known[record_id] for record_id in ids]


def _household(work: Work, village: Village, number: str, group: str, **values: Value) -> str:
    made = work.insert("household", {"household_no": number, "villager_group": group, **values})
    village.households[number] = made
    return made


def _person(work: Work, village: Village, name: str, **values: Value) -> str:
    made = work.insert("person", {"name": name, "residence_state": "10", **values})
    village.people[name] = made
    return made


def _member(
    work: Work, village: Village, name: str, number: str, relation: str | None, **values: Value
) -> None:
    work.insert(
        "membership",
        {
            "person_id": village.people[name],
            "household_id": village.households[number],
            "role": "head" if relation == "02" else "member",
            "relation_to_head": relation,
            **values,
        },
    )


def build_village(folder: Path) -> Village:
    """Two groups, three households, one person without a household, one dead, one moved."""
    office = make_office(folder)
    object.__setattr__(office, "clock", lambda: TODAY)
    village = Village(office)
    with office.change("edit", "村庄") as work:
        grid = work.insert("grid", {"code": "99990110120101", "name": "第一网格"})
        _household(work, village, "10", "十组", grid_id=grid, address="村口 3 号")
        _household(work, village, "2", "二组", address="桥头")
        _household(work, village, "9", "十组")
        _person(
            work, village, "张建国", sex="1", birth_date="1950-03-01", citizen_id=HEAD_ID,
            mobile="10000000026", political_status="01", group_tags='["A01","H01"]', health_status="2",
        )  # fmt: skip
        _person(work, village, "单秀英", sex="2", birth_date="1952-05-06", group_tags='["A01","R05"]')
        _person(
            work, village, "张小明", sex="1", birth_date="1980-02", residence_state="20", monthly_wage=450_050
        )
        _person(work, village, "张小妹", sex="2", birth_date="1978", id_damaged="99990119780000")
        _person(
            work,
            village,
            "张老爹",
            sex="1",
            birth_date="1925-01-01",
            residence_state="80",
            death_date="2020-06-01",
        )
        _person(work, village, "查理", sex="1", birth_date="2010-11-22", citizen_id=BOY_ID)
        _person(work, village, "游客", sex="2", birth_date="2000-01-01", residence_state="30")
        _member(work, village, "张小明", "10", "20")
        _member(work, village, "张建国", "10", "02")
        _member(work, village, "张小妹", "10", "30")
        _member(work, village, "单秀英", "10", "12")
        _member(work, village, "张老爹", "10", "51", to_date="2020-06-01")
        _member(work, village, "查理", "2", "02", from_date="2024-05-01")
        _member(work, village, "查理", "9", "02", to_date="2024-05-01")
        work.insert(
            "dwelling", {"household_id": village.households["10"], "floor_area": 12_050, "built_year": 1999}
        )
        contract = work.insert(
            "land_contract", {"household_id": village.households["10"], "contract_area": 520}
        )
        work.insert("land_parcel", {"land_contract_id": contract, "parcel_name": "长田"})
    return village
