"""六组, the households that all went away: the members in one cell, relations in brackets."""

from collections.abc import Sequence

from desktop.sample import wording
from desktop.sample.author import Author
from desktop.sample.dirt import Expected
from desktop.sample.records import SampleGroup, SampleHousehold
from desktop.sample.sheets.columns import group_title, id_of

_OUTSIDE_HOUSEHOLDS = 8  # of the sixth group, on the sheet with members in one cell


def all_away(author: Author, households: Sequence[SampleHousehold]) -> list[SampleHousehold]:
    """The households of whose living members the largest share is away."""

    def share_away(household: SampleHousehold) -> float:
        members = author.office.members(household)
        return sum(one.residence_state in ("20", "40") for one in members) / len(members)

    whole = [one for one in households if all(person.is_present for person in author.office.members(one))]
    whole.sort(key=lambda household: -share_away(household))
    return whole[:_OUTSIDE_HOUSEHOLDS]


def write_outside_households(
    author: Author, group: SampleGroup, households: Sequence[SampleHousehold]
) -> None:
    """Members in one cell, relations in brackets; only the head has a number."""
    sheet = author.sheet(f"{group.name}外出户", group.name)
    headings = ["序号", "户主", "户主身份证号码", "家庭成员", "人数", "去向", "联系电话"]
    sheet.title(group_title(author.office, group, "全家外出户登记"), len(headings))
    sheet.header(headings, [6, 11, 22, 46, 7, 18, 15])
    joints = ("、", "，", " ", ";")
    for place, household in enumerate(households, 1):
        members = author.office.members(household)
        head = members[0]
        words = [
            head.name,
            *(f"{person.name}({wording.relation(person, 'short')})" for person in members[1:]),
        ]
        text = joints[place % len(joints)].join(words)
        away = next((person.current_place for person in members if person.current_place), "") or "示范县城关"
        number = sheet.row(
            [place, head.name, id_of(head), text, len(members), away, household.phone or None],
            [person.key for person in members],
        )
        sheet.plant("E16", number, 3, head.key, text, Expected.LAYOUT)
    sheet.finish()
