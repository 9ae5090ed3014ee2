"""五组: one row per household, the members side by side."""

from desktop.sample import wording
from desktop.sample.author import Author
from desktop.sample.dirt import Expected
from desktop.sample.records import SampleGroup
from desktop.sample.sheet import Value
from desktop.sample.sheets.columns import group_title, id_of


def write_household_rows(author: Author, group: SampleGroup) -> None:
    """One row per household, the members side by side."""
    households = author.office.in_group(group)
    sheet = author.sheet(group.name, group.name)
    width = max(len(household.members) for household in households) - 1
    member_headings = [
        f"成员{place}{part}" for place in range(1, width + 1) for part in ("姓名", "关系", "身份证号")
    ]
    headings = ["序号", "户主姓名", "户主身份证号", "联系电话", "住址", "人口数", *member_headings, "备注"]
    sheet.title(group_title(author.office, group, "分户情况一览表"), len(headings))
    sheet.header(headings, [6, 11, 22, 14, 12, 8, *([10, 10, 22] * width), 18])
    for place, household in enumerate(households, 1):
        members = author.office.members(household)
        head, *others = members
        gone = [person for person in members if person.listing]
        values: list[Value] = [
            place,
            head.name,
            id_of(head),
            household.phone or None,
            household.address,
            len(members),
        ]
        for person in others:
            values += [person.name, wording.relation(person, "short"), id_of(person)]
        values += [None] * (3 * (width - len(others)))
        values.append("；".join(f"{person.name}{person.remark}" for person in gone) or None)
        number = sheet.row(values, [person.key for person in members])
        sheet.plant("E15", number, 6, head.key, head.name, Expected.LAYOUT)
        for person in gone:
            sheet.plant("E27", number, len(headings) - 1, person.key, person.remark, Expected.PROPOSED)
    row: list[Value] = [None] * len(headings)
    row[1], row[5] = "总计", sum(len(household.members) for household in households)
    sheet.plant("E28", sheet.row(row, (), "total"), 1, "", "总计", Expected.SKIPPED)
    sheet.finish()
