"""A small village whose households are inspected, with its people at work one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.accounts import Role
from desktop.services import register_editing as editing
from desktop.services.boards import inspections
from desktop.services.boards.inspections import LineEntry, NewRound
from desktop.services.office import Office
from tests.support.disclosure import as_role, on_day
from tests.support.households import citizen_id
from tests.support.offices import make_office
from tests.support.village_copies import copy_village

FAMILIES = (
    ("一组", "上坪1号", (("张建国", "1975-03-12", 1, ""), ("张小明", "2001-07-01", 3, "长子"))),
    ("一组", "上坪2号", (("王海军", "1975-11-23", 5, ""),)),
    ("一组", "上坪10号", (("赵小兰", "1990-05-06", 2, ""),)),
    ("二组", "下坪1号", (("陈老伯", "1944-05-06", 7, ""), ("刘阿婆", "1946-02-03", 4, "妻"))),
    ("二组", "下坪2号", (("孙立新", "1980-05-06", 9, ""), ("孙小红", "2003-02-03", 6, "长女"))),
)


@dataclass(frozen=True, slots=True)
class BoardsVillage:
    """The office on a day, and ids by name: households by their head's."""

    office: Office
    households: dict[str, str]
    people: dict[str, str]

    @property
    def secretary(self) -> Office:
        """The same day with the secretary at work."""
        return as_role(self.office, Role.SECRETARY)

    def on(self, day: str) -> "BoardsVillage":
        """The same village on another day."""
        return BoardsVillage(on_day(self.office, day), self.households, self.people)

    def later(self, days: int) -> "BoardsVillage":
        """The same village some days on."""
        return self.on((self.office.today() + timedelta(days=days)).isoformat())


def make_boards_village(folder: Path, day: str = "2026-03-10") -> BoardsVillage:
    """Five households in two groups; 陈老伯 and 刘阿婆 are elderly and alone."""
    office = make_office(folder)
    households: dict[str, str] = {}
    people: dict[str, str] = {}
    for group, address, members in FAMILIES:
        household = ""
        for place, (name, birth, serial, relation) in enumerate(members):
            texts = {
                "name": name,
                "citizen_id": citizen_id(birth, serial),
                "birth_date": birth,
                "sex": "男" if serial % 2 else "女",
                "residence_state": "户在人在",
            }
            if place == 0:
                home = {"villager_group": group, "address": address}
                household, people[name] = editing.add_household(office, home, texts)
                households[name] = household
            else:
                texts["relation_to_head"] = relation
                people[name] = editing.add_person(office, household, texts)
    return BoardsVillage(on_day(office, day), households, people)


def plan(village: BoardsVillage, *names: str, subject: str = "courtyard", month: str = "2026-03") -> str:
    """A round of the whole village with some people as inspectors."""
    inspectors = tuple(village.people[name] for name in names or ("王海军", "赵小兰", "孙立新"))
    return inspections.plan_round(village.office, NewRound(subject, month, f"{month}-05", inspectors))


def score(village: BoardsVillage, round_id: str, scores: dict[str, tuple[str, ...]]) -> None:
    """Enter scores by the head's name, in the order of the subject's items; the day is today."""
    items = inspections.get_round(village.office, round_id).subject.items
    entries = [
        LineEntry(
            village.households[head],
            {item.code: text for item, text in zip(items, texts, strict=True)},
        )
        for head, texts in scores.items()
    ]
    inspections.save_lines(village.office, round_id, entries, walked_on=village.office.today().isoformat())


def texts_of(pdf: bytes) -> tuple[str, ...]:
    """What each page of a PDF says, without blanks and line ends."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


@pytest.fixture
def village(tmp_path: Path) -> Iterator[BoardsVillage]:
    """The village on 10 March 2026."""
    made = copy_village(make_boards_village, tmp_path)
    yield made
    made.office.close()
