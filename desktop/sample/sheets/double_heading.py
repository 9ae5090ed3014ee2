"""三组: headings in two rows, the lower ones under merged parents."""

from desktop.sample import wording
from desktop.sample.author import Author, Column, Table
from desktop.sample.dirt import Expected
from desktop.sample.records import SampleGroup
from desktop.sample.sheets.columns import (
    ID,
    MOBILE,
    NAME,
    REMARK,
    SEX,
    SHORT_RELATION,
    WORK_PLACE,
    address,
    group_title,
    plain,
    running_number,
)
from desktop.sample.spoil import born


def write_double_heading(author: Author, group: SampleGroup) -> None:
    """Headings in two rows, the lower ones under merged parents."""
    households = author.office.in_group(group)
    plan = author.plan(
        author.people(households),
        {
            "wide digits": 3,
            "no-break": 3,
            "trailing": 3,
            "number cell": 3,
            "no sex": 1,
            "15 digits": 2,
            "line break": 3,
        },
    )
    sheet = author.sheet(group.name, group.name)
    heads = {household.key: author.office.person(household.head).name for household in households}
    parents = (
        "",
        "户信息",
        "户信息",
        "家庭成员",
        "家庭成员",
        "家庭成员",
        "家庭成员",
        "家庭成员",
        "家庭成员",
        "就业情况",
        "就业情况",
        "",
    )
    table = Table(
        sheet,
        (
            Column("no", "序号", 6, running_number),
            Column("head", "户主姓名", 11, lambda person, household, turn: heads[household.key]),
            Column("address", "住址", 12, address),
            Column("name", "姓名", 11, NAME),
            Column("relation", "与户主关系", 11, SHORT_RELATION),
            Column("sex", "性别", 6, SEX),
            Column("id", "身份证号", 22, ID),
            Column(
                "birth", "出生日期", 15, lambda person, household, turn: wording.western_day(born(person))
            ),
            Column("mobile", "电话", 14, MOBILE),
            Column("work_place", "务工地点", 18, WORK_PLACE),
            Column("job", "工种", 10, plain(lambda person: person.job_title or None)),
            Column("remark", "备注", 16, REMARK),
        ),
        plan,
    )
    sheet.title(group_title(author.office, group, "人口及外出务工情况表"), len(table.columns))
    sheet.header_of_two(list(zip(parents, table.headings, strict=True)), table.widths)
    sheet.plant("E13", sheet.last_row - 1, 3, "", "家庭成员", Expected.LAYOUT)
    for household in households:
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            table.write(person, household, changes, style)
    sheet.note("注：外出务工半年以上的填写务工地点。", len(table.columns))
    sheet.finish()
