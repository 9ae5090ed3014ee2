"""一组: numbers in number cells beside intact ones, subtotals, aligned names, notes below."""

from desktop.sample.author import Author, Column, Table
from desktop.sample.dirt import Expected
from desktop.sample.records import SampleGroup
from desktop.sample.sheets.columns import (
    ID,
    MOBILE,
    NAME,
    OFFICIAL_RELATION,
    POLITICAL,
    REMARK,
    SCHOOLING,
    SEX,
    SHORT_ETHNICITY,
    address,
    group_title,
    household_no,
    running_number,
    signatures,
    total_row,
)


def write_mixed_numbers(author: Author, group: SampleGroup) -> None:
    """Numbers in number cells beside intact ones, subtotals, aligned names, notes below."""
    households = author.office.in_group(group)
    people = author.people(households)
    plan = author.plan(
        people,
        {
            "number cell": 22,
            "aligned": 400,
            "no-break": 4,
            "trailing": 5,
            "apostrophe": 2,
            "other sex": 1,
            "15 digits": 1,
        },
    )
    sheet = author.sheet(group.name, group.name)
    table = Table(
        sheet,
        (
            Column("no", "序号", 6, running_number),
            Column("household_no", "户编号", 21, household_no),
            Column("name", "姓名", 12, NAME),
            Column("relation", "与户主关系", 12, OFFICIAL_RELATION),
            Column("sex", "性别", 6, SEX),
            Column("id", "身份证号码", 22, ID),
            Column("ethnicity", "民族", 8, SHORT_ETHNICITY),
            Column("schooling", "文化程度", 10, SCHOOLING),
            Column("political", "政治面貌", 10, POLITICAL),
            Column("mobile", "联系电话", 14, MOBILE),
            Column("address", "家庭住址", 14, address),
            Column("remark", "备注", 20, REMARK),
        ),
        plan,
    )
    sheet.title(group_title(author.office, group, "户籍人口花名册"), len(table.columns))
    sheet.line(
        {0: f"填报单位：{author.office.village.name}村民委员会", 6: "单位：人、户", 9: "2026年9月30日"}
    )
    sheet.header(table.headings, table.widths)
    subtotal = 0
    for place, household in enumerate(households, 1):
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            number = table.write(person, household, changes, style)
            subtotal += 1
            if person.citizen_id.endswith("X") and not person.old_id:
                sheet.plant("E4", number, table.place("id"), person.key, person.citizen_id, Expected.CLEANED)
        if place % 20 == 0:
            total_row(table, "小计", subtotal)
            subtotal = 0
    total_row(table, "合计", table.turn)
    sheet.note("注：1.本表不含外来人员；2.户编号由镇里统一编排，请勿改动。", len(table.columns))
    signatures(sheet, author.office)
    sheet.finish()
