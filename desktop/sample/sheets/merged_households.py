"""二组: household cells merged downwards, the head called 本人, relations in dialect."""

from desktop.sample import wording
from desktop.sample.author import Author, Column, Table
from desktop.sample.dirt import Expected
from desktop.sample.records import SampleGroup, SampleHousehold, SamplePerson
from desktop.sample.sheet import SheetWriter, Value
from desktop.sample.sheets.columns import ID, MARITAL, MOBILE, NAME, REMARK, SCHOOLING, SEX
from desktop.sample.spoil import born


def write_merged_households(author: Author, group: SampleGroup) -> None:
    """Household cells merged downwards, the head called 本人, relations in dialect."""
    households = author.office.in_group(group)
    people = author.people(households)
    plan = author.plan(people, {"grouped": 2, "zero width": 2, "trailing": 4, "no sex": 2, "number cell": 3})
    sheet = author.sheet(group.name, group.name)

    def relation(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
        return wording.relation(person, "dialect", turn)

    table = Table(
        sheet,
        (
            Column("household", "户号", 7, lambda person, household, turn: None),
            Column("address", "门牌号", 12, lambda person, household, turn: household.address),
            Column("name", "姓名", 11, NAME),
            Column("relation", "家庭关系", 10, relation),
            Column("sex", "性别", 6, SEX),
            Column("birth", "出生年月", 10, lambda person, household, turn: born(person).strftime("%Y.%m")),
            Column("id", "公民身份号码", 22, ID),
            Column("marital", "婚否", 7, MARITAL),
            Column("schooling", "学历", 9, SCHOOLING),
            Column("mobile", "手机", 14, MOBILE),
            Column("remark", "备注", 16, REMARK),
        ),
        plan,
    )
    sheet.title(f"{group.name}家庭成员登记表", len(table.columns))
    sheet.header(table.headings, table.widths)
    for place, household in enumerate(households, 1):
        members = author.office.members(household)
        first = sheet.last_row + 1
        for person in members:
            style, changes = author.gone_style(person)
            alone = (
                {"household": str(place)}
                if len(members) == 1
                else {"address": None}
                if person is not members[0]
                else {}
            )
            previous = members[members.index(person) - 1] if person is not members[0] else None
            after = _after_previous(person, previous)
            words: dict[str, Value] = {**alone, **changes, **({"relation": after} if after else {})}
            number = table.write(person, household, words, style)
            _note_relation(sheet, table, number, person, after)
        if len(members) > 1:
            sheet.merge_down(0, first, sheet.last_row, str(place))
            sheet.merge_down(1, first, sheet.last_row, household.address)
            sheet.plant("E14", first, 0, members[0].key, str(place), Expected.LAYOUT)
    sheet.line({0: "说明：户号一栏按户合并。"})
    sheet.finish()


def _after_previous(person: SamplePerson, previous: SamplePerson | None) -> str:
    """之妻, 之子: said of the row above, not of the head."""
    if previous is None or previous.relation_to_head == "02":
        return ""
    if person.relation_to_head == "38" and person.spouse == previous.key:
        return "之妻"
    if person.relation_to_head in ("41", "42") and previous.key in (person.father, person.mother):
        return "之子" if person.sex == "1" else "之女"
    return ""


def _note_relation(sheet: SheetWriter, table: Table, row: int, person: SamplePerson, after: str) -> None:
    place = table.place("relation")
    word = after or wording.relation(person, "dialect", table.turn)
    if word == "本人":
        sheet.plant("E18", row, place, person.key, word, Expected.CLEANED)
    elif word in ("外甥", "外甥囡"):
        sheet.plant("E17", row, place, person.key, word, Expected.ASKED)
    else:
        sheet.plant("E17", row, place, person.key, word, Expected.CLEANED)
