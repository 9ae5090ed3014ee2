"""A small village that is visited, with its people's circumstances on record."""

from desktop.services import register_editing as editing
from desktop.services.visits.entries import NewVisit
from desktop.services.visits.objects import VisitObject, list_objects
from tests.support.boards import BoardsVillage

TAGS = {
    "陈老伯": "失能半失能老人",
    "赵小兰": "低保对象",
    "孙小红": "退役军人",
    "王海军": "村民小组长",
}
"""Special groups by name: first class, second, third, backbone; 刘阿婆 and the rest have none."""


def tag_people(village: BoardsVillage) -> BoardsVillage:
    """Give people their special groups, and telephones."""
    for place, (name, tag) in enumerate(TAGS.items()):
        texts = {"group_tags": tag, "mobile": f"1380000100{place}"}
        editing.save_form(village.office, "person", village.people[name], texts)
    return village


def visit_to(village: BoardsVillage, name: str, at: str = "9:30", **more: object) -> NewVisit:
    """A visit to a person, by 王海军 at half past nine unless told otherwise."""
    texts: dict[str, object] = {"visitor_ids": (village.people["王海军"],), **more}
    return NewVisit("person", village.people[name], at, **texts)  # type: ignore[arg-type]


def visit_to_household(village: BoardsVillage, head: str, at: str = "9:30", **more: object) -> NewVisit:
    """A visit to a household."""
    texts: dict[str, object] = {"visitor_ids": (village.people["王海军"],), **more}
    return NewVisit("household", village.households[head], at, **texts)  # type: ignore[arg-type]


def object_of(village: BoardsVillage, name: str) -> VisitObject | None:
    """How somebody is visited; None when only the household is."""
    return next((one for one in list_objects(village.office) if one.id == village.people[name]), None)
