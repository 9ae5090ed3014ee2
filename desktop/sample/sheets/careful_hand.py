"""九组: hardly a fault, the columns the town asks for."""

from desktop.sample import wording
from desktop.sample.author import Author, Column, Table
from desktop.sample.records import SampleGroup
from desktop.sample.sheets.columns import (
    ID,
    MARITAL,
    MOBILE,
    NAME,
    OFFICIAL_RELATION,
    POLITICAL,
    REMARK,
    RESIDENCE,
    SEX,
    WORK_PLACE,
    household_no,
    plain,
)


def write_careful_hand(author: Author, group: SampleGroup) -> None:
    """A careful hand: hardly a fault, the twenty columns the town asks for."""
    households = author.office.in_group(group)
    plan = author.plan(author.people(households), {"trailing": 2})
    table = Table(
        sheet := author.sheet(group.name, group.name),
        (
            Column("household_no", "户编号", 21, household_no),
            Column("name", "姓名", 11, NAME),
            Column("relation", "与户主关系", 12, OFFICIAL_RELATION),
            Column("id", "公民身份号码", 22, ID),
            Column("sex", "性别", 6, SEX),
            Column("birth", "出生日期", 12, plain(lambda person: person.birth_date)),
            Column("ethnicity", "民族", 9, plain(lambda person: wording.ethnicity(person, "official"))),
            Column("marital", "婚姻状况", 10, MARITAL),
            Column("schooling", "文化程度", 14, plain(lambda person: wording.schooling(person, "official"))),
            Column("political", "政治面貌", 12, POLITICAL),
            Column("mobile", "手机号码", 14, MOBILE),
            Column("address", "门牌地址", 14, lambda person, household, turn: household.address),
            Column("residence", "居住状态", 10, RESIDENCE),
            Column("work_place", "务工地点", 18, WORK_PLACE),
            Column(
                "medical",
                "医保参保",
                14,
                plain(
                    lambda person: {
                        "resident": "城乡居民医保",
                        "employee": "职工医保",
                        "none": "未参保",
                        "elsewhere": "异地参保",
                    }[person.medical_insured]
                ),
            ),
            Column("remark", "备注", 16, REMARK),
        ),
        plan,
    )
    sheet.header(table.headings, table.widths)
    for household in households:
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            table.write(person, household, changes, style)
    sheet.finish()
