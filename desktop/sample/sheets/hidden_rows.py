"""七组: hidden rows behind a filter, a person twice, the gone marked by remark, line or red."""

from desktop.sample.author import Author, Column, Table
from desktop.sample.dirt import Expected
from desktop.sample.records import SampleGroup
from desktop.sample.sheets.columns import (
    ID,
    MOBILE,
    NAME,
    POLITICAL,
    REMARK,
    RESIDENCE,
    SEX,
    SHORT_ETHNICITY,
    SHORT_RELATION,
    address,
    group_title,
    plain,
    running_number,
)
from desktop.sample.spoil import born


def write_hidden_rows(author: Author, group: SampleGroup) -> None:
    """Hidden rows behind a filter; the dead and the moved marked by remark, line or red."""
    households = author.office.in_group(group)
    people = author.people(households)
    plan = author.plan(
        people, {"no-break": 3, "trailing": 3, "number cell": 3, "apostrophe": 2, "15 digits": 2}
    )
    quiet = [person.key for person in people if not person.listing]
    hidden = set(author.rng.sample(quiet, min(6, len(quiet))))
    rest = [author.office.person(key) for key in quiet if key not in hidden]
    heads = [one.key for one in rest if one.relation_to_head == "02"]
    others = [one.key for one in rest if one.relation_to_head != "02"]
    copied = {author.rng.choice(heads), author.rng.choice(others)}  # rows pasted twice
    sheet = author.sheet(group.name, group.name)
    table = Table(
        sheet,
        (
            Column("no", "序号", 6, running_number),
            Column("relation", "与户主关系", 11, SHORT_RELATION),
            Column("name", "姓名", 11, NAME),
            Column("sex", "性别", 6, SEX),
            Column("birth", "出生年月日", 14, plain(born)),
            Column("id", "身份证号码", 22, ID),
            Column("ethnicity", "民族", 8, SHORT_ETHNICITY),
            Column("political", "面貌", 10, POLITICAL),
            Column("residence", "是否在家", 10, RESIDENCE),
            Column("address", "地址", 12, address),
            Column("mobile", "电话", 14, MOBILE),
            Column("remark", "备注", 20, REMARK),
        ),
        plan,
    )
    sheet.title(group_title(author.office, group, "人口底册"), len(table.columns))
    sheet.header(table.headings, table.widths)
    for household in households:
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            number = table.write(person, household, changes, style, hidden=person.key in hidden)
            if person.key in hidden:
                sheet.plant("E29", number, -1, person.key, person.name, Expected.ASKED)
            if person.key in copied:
                again = table.write(person, household, changes, style)
                sheet.plant(
                    "E26", again, table.place("id"), person.key, person.citizen_id, Expected.SAME_PERSON
                )
    sheet.filter_rows()
    sheet.finish()
