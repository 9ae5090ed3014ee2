"""四组: dates in every notation, sex in several, formulas with stale and broken values."""

from collections.abc import Callable
from datetime import date

from desktop.domain.lunar import to_lunar
from desktop.sample import wording
from desktop.sample.author import Author, Column, Table
from desktop.sample.dirt import Expected
from desktop.sample.records import SampleGroup, SampleHousehold, SamplePerson
from desktop.sample.sheet import Formula, Value
from desktop.sample.sheets.columns import (
    ID,
    MOBILE,
    NAME,
    OFFICIAL_RELATION,
    REMARK,
    address,
    group_title,
    plain,
)
from desktop.sample.spoil import born

_NOTATIONS: tuple[Callable[[date], Value], ...] = (
    wording.dotted,
    wording.short_year,
    wording.han_month,
    wording.western_month,
    wording.compact,
    wording.serial,
    lambda day: day,
    wording.western_day,
)


def write_date_notations(author: Author, group: SampleGroup) -> None:
    """Dates in every notation, sex in several, columns computed by formulas with stale and broken values."""
    households = author.office.in_group(group)
    people = author.people(households)
    plan = author.plan(people, {"trailing": 3, "other sex": 1, "letters": 2})
    sheet = author.sheet(group.name, group.name)
    lunar = {
        person.key
        for person in people
        if person.birth_date < "1956" and not person.listing and int(person.key[1:]) % 5 == 0
    }
    broken = {
        person.key: error
        for person, error in zip(people[7::23], ("#REF!", "#N/A", "#VALUE!") * 9, strict=False)
    }

    def birth(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
        day = born(person)
        if person.key in lunar:
            moon = to_lunar(day)
            assert moon is not None
            text = moon.text.replace("闰", "润")  # the usual slip
            return text if turn % 2 else f"农历{moon.year}年{text}"
        return _NOTATIONS[turn % len(_NOTATIONS)](day)

    def age(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
        cached: str | int = broken.get(person.key, max(person.age_on(date(2024, 6, 1)), 0))
        return Formula(f'=DATEDIF(F{sheet.last_row + 1},TODAY(),"y")', cached)

    table = Table(
        sheet,
        (
            Column("name", "户籍人员姓名", 14, NAME),
            Column("relation", "称谓", 9, OFFICIAL_RELATION),
            Column(
                "sex",
                "性别",
                6,
                lambda person, household, turn: wording.sex(person, "number" if turn % 2 else "mixed", turn),
            ),
            Column("id", "证件号码", 22, ID),
            Column("ethnicity", "民族", 8, plain(lambda person: wording.ethnicity(person, "official"))),
            Column("birth", "生日", 18, birth),
            Column("age", "年龄", 8, age),
            Column("address", "住址", 12, address),
            Column("mobile", "手机号码", 14, MOBILE),
            Column("remark", "备注", 16, REMARK),
        ),
        plan,
    )
    sheet.title(group_title(author.office, group, "人员信息采集表"), len(table.columns))
    sheet.header(table.headings, table.widths)
    for household in households:
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            number = table.write(person, household, changes, style)
            if person.key in lunar:
                sheet.plant(
                    "E12",
                    number,
                    table.place("birth"),
                    person.key,
                    birth(person, household, table.turn),
                    Expected.FLAGGED,
                )
            else:
                sheet.plant(
                    "E11",
                    number,
                    table.place("birth"),
                    person.key,
                    birth(person, household, table.turn),
                    Expected.CLEANED,
                )
            if "other sex" not in plan.get(person.key, ()):
                word = wording.sex(person, "number" if table.turn % 2 else "mixed", table.turn)
                sheet.plant("E19", number, table.place("sex"), person.key, word, Expected.CLEANED)
            if person.key in broken:
                sheet.plant(
                    "E31", number, table.place("age"), person.key, broken[person.key], Expected.FLAGGED
                )
    sheet.finish()
