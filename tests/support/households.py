"""A few households, written through the services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.store import ChangeSetInfo, Value
from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.ids import UserId
from desktop.services import events
from desktop.services import register_editing as editing
from desktop.services.events import NewEvent, Target
from desktop.services.office import Office

REGION = "999901"


def citizen_id(birth: str, serial: int) -> str:
    """A valid number of a region that was never assigned; odd serials are men's."""
    return make_citizen_id(REGION, date.fromisoformat(birth), serial)


@dataclass(frozen=True, slots=True)
class Village:
    """Ids of what `fill_with_households` wrote, by name; households by their head's name."""

    households: Mapping[str, str]
    people: Mapping[str, str]
    numbers: Mapping[str, str]


HOUSEHOLDS = (
    (
        "一组",
        "上坪1号",
        (("张建国", "1958-03-12", 1, "", "中共党员"), ("李桂香", "1960-07-01", 2, "妻", "群众")),
    ),
    ("一组", "上坪2号", (("王海军", "1975-11-23", 3, "", "群众"),)),
    (
        "二组",
        "下坪1号",
        (("赵小兰", "1990-05-06", 4, "", "中共党员"), ("赵一诺", "2015-09-09", 6, "长女", "群众")),
    ),
)


def fill_with_households(office: Office) -> Village:
    """Three households, five people, two of them party members, one task of the first household."""
    households: dict[str, str] = {}
    people: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for group, address, members in HOUSEHOLDS:
        home = {"villager_group": group, "address": address}
        for place, (name, birth, serial, relation, party) in enumerate(members):
            numbers[name] = citizen_id(birth, serial)
            texts = {
                "name": name,
                "citizen_id": numbers[name],
                "birth_date": birth,
                "sex": "男" if serial % 2 else "女",
                "political_status": party,
                "residence_state": "户在人在",
            }
            if place == 0:
                household_id, people[name] = editing.add_household(office, home, texts)
                households[name] = household_id
            else:
                people[name] = editing.add_person(
                    office, household_id, {**texts, "relation_to_head": relation}
                )
    today = office.today().isoformat()
    target = Target("household", households["张建国"])
    events.add_event(office, NewEvent("核对危房", due_on=today, targets=(target,)))
    return Village(households, people, numbers)


def arrive(office: Office, table: str, record_id: str, **values: Value) -> None:
    """A row as another PC sends it, past the checks of the forms."""
    with office.store.writing(ChangeSetInfo(UserId("pc2"), "received", "收到")) as work:
        work.update(table, record_id, values)
