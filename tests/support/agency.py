"""A service point with two agents, and a county's catalogue, for tests of agency services."""

from dataclasses import dataclass
from pathlib import Path

from db.store import Value
from desktop.services.agency import agents
from desktop.services.agency.agents import AgentDraft
from desktop.services.office import Office
from tests.support.households import Village, fill_with_households
from tests.support.offices import make_office

COUNTY = """
version = "县1"
valid_from = "2026-05-01"

[[item]]
code = "26"
mode = "M1"
channel = "1"
where = "村便民服务点"
limit = []
at_once = true
usual_trips = 1
basis = "县便民服务清单"
source = "县便民服务清单 2026"
certainty = "looked_up"
papers = []
"""
"""A catalogue of one item."""


@dataclass(frozen=True, slots=True)
class Point:
    """The service point: its office, its people, and two agents by name."""

    office: Office
    village: Village
    agents: dict[str, str]

    def person(self, name: str) -> str:
        """Id of somebody of the village."""
        return self.village.people[name]

    def put(self, table: str, **values: Value) -> str:
        """A record as it would come from the county or another screen."""
        with self.office.change("edit", "测试") as work:
            return work.insert(table, values)

    def book(self, number: str, name: str = "王海军", phone: str = "13900000000", **values: Value) -> str:
        """A booking from the county's pages."""
        usual: dict[str, Value] = {
            "number": number,
            "code": "ABCD1234",
            "item": "16",
            "name": name,
            "phone": phone,
            "received_at": self.office.now_text(),
        }
        return self.put("service_booking", **(usual | values))


def make_point(folder: Path) -> Point:
    """An office with the village of `fill_with_households` and two agents."""
    office = make_office(folder)
    village = fill_with_households(office)
    today = office.today().isoformat()
    made = {
        "周代办": agents.save_agent(office, AgentDraft("周代办", today, items=("01", "02", "03"))),
        "吴代办": agents.save_agent(office, AgentDraft("吴代办", today, point="便民服务点")),
    }
    return Point(office, village, made)
