"""六组: numbers destroyed in every way, the old 15 digits, invisible characters."""

from desktop.sample.author import Author, Column, Table
from desktop.sample.records import SampleGroup
from desktop.sample.sheets.columns import (
    HEALTH,
    ID,
    MARITAL,
    MOBILE,
    NAME,
    OFFICIAL_RELATION,
    REMARK,
    RESIDENCE,
    SEX,
    group_title,
    household_no,
    plain,
    running_number,
    signatures,
)
from desktop.sample.sheets.members_in_cell import all_away, write_outside_households


def write_damaged_numbers(author: Author, group: SampleGroup) -> None:
    """Destroyed numbers of every kind, the old 15 digits, invisible characters; some households apart."""
    every = author.office.in_group(group)
    outside = all_away(author, every)
    households = [household for household in every if household not in outside]
    people = author.people(households)
    plan = author.plan(
        people,
        {
            "double": 6,
            "scientific": 5,
            "15 digits": 20,
            "wide digits": 3,
            "letters": 3,
            "apostrophe": 3,
            "zero width": 3,
        }
        | {"grouped": 2, "no-break": 6, "trailing": 6, "aligned": 30, "no sex": 2},
    )
    sheet = author.sheet(group.name, group.name)
    table = Table(
        sheet,
        (
            Column("household_no", "户编号", 21, household_no),
            Column("no", "编号", 6, running_number),
            Column("name", "成员姓名", 12, NAME),
            Column("relation", "户主关系", 11, OFFICIAL_RELATION),
            Column("sex", "性别", 6, SEX),
            Column("id", "身份证号码(18位)", 23, ID),
            Column("birth", "出生日期", 13, plain(lambda person: person.birth_date)),
            Column("marital", "婚姻状况", 10, MARITAL),
            Column("health", "健康状况", 14, HEALTH),
            Column("residence", "居住情况", 10, RESIDENCE),
            Column("mobile", "联系方式", 14, MOBILE),
            Column("remark", "备注", 16, REMARK),
        ),
        plan,
    )
    sheet.title(group_title(author.office, group, "常住人口登记台账"), len(table.columns))
    sheet.line({0: "（从旧系统导出，2019年起人工续填）"})
    sheet.blank()
    sheet.header(table.headings, table.widths)
    for household in households:
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            table.write(person, household, changes, style)
    signatures(sheet, author.office)
    sheet.finish()
    write_outside_households(author, group, outside)
