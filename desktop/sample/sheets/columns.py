"""How a careful hand writes the usual columns, and the words around every table."""

from collections.abc import Callable

from desktop.sample import wording
from desktop.sample.author import Table, Writer
from desktop.sample.dirt import Expected
from desktop.sample.office import SampleOffice
from desktop.sample.records import SampleGroup, SampleHousehold, SamplePerson
from desktop.sample.sheet import SheetWriter, Value


def plain(function: Callable[[SamplePerson], Value]) -> Writer:
    """A writer that needs the person only."""
    return lambda person, household, turn: function(person)


def id_of(person: SamplePerson) -> str | None:
    """The number as the old list has it: 15 digits for those who never changed it, None for babies."""
    return person.old_id or person.citizen_id or None


NAME = plain(lambda person: person.name)
ID = plain(id_of)
SEX = plain(wording.sex)
MOBILE = plain(lambda person: person.mobile or None)
REMARK = plain(lambda person: person.remark or None)
OFFICIAL_RELATION = plain(lambda person: wording.relation(person, "official"))
SHORT_RELATION = plain(lambda person: wording.relation(person, "short"))
SHORT_ETHNICITY = plain(lambda person: wording.ethnicity(person, "short"))
SCHOOLING = plain(lambda person: wording.schooling(person, "short"))
MARITAL = plain(wording.marital)
POLITICAL = plain(wording.political)
RESIDENCE = plain(wording.residence)
HEALTH = plain(wording.health)
WORK_PLACE = plain(lambda person: person.work_place or None)


def running_number(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
    """The running number of the sheet."""
    return turn


def household_no(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
    """The 18-digit number of the household, in every row."""
    return household.household_no


def address(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
    """The address, in the head's row only."""
    return household.address if person.key == household.head else None


def group_title(office: SampleOffice, group: SampleGroup, matter: str) -> str:
    """Town, village, group and what the list is about."""
    return f"{office.village.town}{office.village.name}{group.name}{matter}"


def signatures(sheet: SheetWriter, office: SampleOffice) -> None:
    """The last line: who filled it in, who checked it, when."""
    clerk = office.users[0].display_name
    sheet.line({0: f"填表人：{clerk}", 4: "审核人：", 7: "填表日期：2026年9月30日"})


def total_row(table: Table, word: str, people: int) -> None:
    """A row that adds up those above it."""
    row: list[Value] = [None] * len(table.columns)
    row[0], row[table.place("name")] = word, f"{people}人"
    number = table.sheet.row(row, (), "total")
    table.sheet.plant("E28", number, 0, "", word, Expected.SKIPPED)
