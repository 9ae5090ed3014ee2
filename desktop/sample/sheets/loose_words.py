"""八组: telephones, schooling, areas, money and ticks in every form, and one heading twice."""

from collections.abc import Mapping

from desktop.sample import wording
from desktop.sample.author import Author, Column, Table
from desktop.sample.dirt import Expected
from desktop.sample.records import SampleGroup, SampleHousehold, SamplePerson
from desktop.sample.sheet import Value
from desktop.sample.sheets.columns import (
    ID,
    MOBILE,
    NAME,
    REMARK,
    SEX,
    SHORT_RELATION,
    group_title,
    plain,
    running_number,
)


def write_loose_words(author: Author, group: SampleGroup) -> None:
    """Telephones, schooling, areas, money and ticks in every form, and one heading twice."""
    households = author.office.in_group(group)
    people = author.people(households)
    plan = author.plan(
        people,
        {
            "two phones": 4,
            "landline": 3,
            "extension": 2,
            "country code": 3,
            "lost zero": 2,
            "twelve digits": 2,
        }
        | {"phone number cell": 10, "trailing": 3, "aligned": 12},
    )
    rng = author.rng
    other_number = {person.key for person in rng.sample(people, min(9, len(people))) if person.mobile}

    def second_phone(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
        if person.key in other_number:
            return f"1009999{person.mobile[-4:]}"
        return None

    def money(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
        if person.medical_paid_yuan is None:
            return ("-", "/", "无", None)[turn % 4]
        return ("¥430.00", "430元", 430, "肆佰叁拾元")[turn % 4]

    def pension(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
        ways = (
            ("是", "√", "有", "1", "Y") if person.pension_insured != "none" else ("否", "×", "无", "0", None)
        )
        return ways[turn % 5]

    def land(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
        if person.key != household.head or household.contract is None:
            return None
        return wording.area(rng, float(household.contract.area_mu))

    table = Table(
        sheet := author.sheet(group.name, group.name),
        (
            Column("no", "序号", 6, running_number),
            Column("name", "姓名", 11, NAME),
            Column("relation", "关系", 9, SHORT_RELATION),
            Column("sex", "性别", 6, SEX),
            Column("id", "身份证", 22, ID),
            Column("ethnicity", "民族", 13, plain(lambda person: wording.ethnicity(person, "loose"))),
            Column(
                "schooling",
                "文化程度",
                11,
                lambda person, household, turn: wording.schooling(person, "loose", turn),
            ),
            Column("mobile", "联系电话", 22, MOBILE),
            Column("land", "承包地面积", 12, land),
            Column("medical", "医保缴费", 12, money),
            Column("pension", "是否参加养老保险", 12, pension),
            Column("phone2", "联系电话", 14, second_phone),
            Column("remark", "备注", 16, REMARK),
        ),
        plan,
    )
    sheet.title(group_title(author.office, group, "参保及承包地情况表"), len(table.columns))
    sheet.line({0: "单位：亩、元", 9: "截至2026年9月"})
    sheet.header(table.headings, table.widths)
    for household in households:
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            held: dict[str, Value] = {**changes, "land": land(person, household, table.turn + 1)}
            number = table.write(person, household, held, style)
            turn = table.turn
            _note_loose_cells(
                table,
                number,
                person,
                {
                    **held,
                    "medical": money(person, household, turn),
                    "pension": pension(person, household, turn),
                },
            )
            if person.key in other_number:
                sheet.plant(
                    "E32",
                    number,
                    table.place("phone2"),
                    person.key,
                    second_phone(person, household, turn),
                    Expected.ASKED,
                )
    sheet.note("注：承包地面积以二轮承包合同为准。", len(table.columns))
    sheet.finish()


def _note_loose_cells(table: Table, row: int, person: SamplePerson, values: Mapping[str, Value]) -> None:
    sheet, turn = table.sheet, table.turn
    word = wording.schooling(person, "loose", turn)
    if word == "无":
        sheet.plant("E21", row, table.place("schooling"), person.key, word, Expected.EMPTY)
    elif word != wording.schooling(person, "short"):
        sheet.plant(
            "E21",
            row,
            table.place("schooling"),
            person.key,
            word,
            Expected.ASKED if word in ("在读", "中学") else Expected.CLEANED,
        )
    group = wording.ethnicity(person, "loose")
    sheet.plant("E20", row, table.place("ethnicity"), person.key, group, Expected.CLEANED)
    for code, field in (("E23", "land"), ("E24", "medical"), ("E25", "pension")):
        value = values[field]
        if value is not None:
            empty = field == "medical" and value in ("-", "/", "无")
            sheet.plant(
                code,
                row,
                table.place(field),
                person.key,
                value,
                Expected.EMPTY if empty else Expected.CLEANED,
            )
