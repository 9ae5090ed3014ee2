"""The sheets of the dirty workbook, one hand after the other."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from desktop.domain.lunar import to_lunar
from desktop.sample import wording
from desktop.sample.author import Author, Column, Table, Writer
from desktop.sample.dirt import Expected
from desktop.sample.office import SampleOffice
from desktop.sample.records import SampleGroup, SampleHousehold, SamplePerson
from desktop.sample.sheet import Formula, SheetWriter, Value
from desktop.sample.spoil import born

_OUTSIDE_HOUSEHOLDS = 8  # of the sixth group, on the sheet with members in one cell


def _plain(function: Callable[[SamplePerson], Value]) -> Writer:
    return lambda person, household, turn: function(person)


def _id(person: SamplePerson) -> str | None:
    return person.old_id or person.citizen_id or None


_NAME = _plain(lambda person: person.name)
_ID = _plain(_id)
_SEX = _plain(wording.sex)
_MOBILE = _plain(lambda person: person.mobile or None)
_REMARK = _plain(lambda person: person.remark or None)
_OFFICIAL_RELATION = _plain(lambda person: wording.relation(person, "official"))
_SHORT_RELATION = _plain(lambda person: wording.relation(person, "short"))
_SHORT_ETHNICITY = _plain(lambda person: wording.ethnicity(person, "short"))
_SCHOOLING = _plain(lambda person: wording.schooling(person, "short"))
_MARITAL = _plain(wording.marital)
_POLITICAL = _plain(wording.political)
_RESIDENCE = _plain(wording.residence)
_HEALTH = _plain(wording.health)
_WORK_PLACE = _plain(lambda person: person.work_place or None)


def _number(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
    return turn


def _household_no(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
    return household.household_no


def _address(person: SamplePerson, household: SampleHousehold, turn: int) -> Value:
    return household.address if person.key == household.head else None


def _group_title(office: SampleOffice, group: SampleGroup, matter: str) -> str:
    return f"{office.village.town}{office.village.name}{group.name}{matter}"


def _signatures(sheet: SheetWriter, office: SampleOffice) -> None:
    clerk = office.users[0].display_name
    sheet.line({0: f"填表人：{clerk}", 4: "审核人：", 7: "填表日期：2026年9月30日"})


def write_instructions(author: Author) -> None:
    """A sheet of words without a table."""
    sheet = author.sheet("说明")
    village = author.office.village
    sheet.title(f"{village.name}人口花名册填表说明", 8)
    for text in (
        "一、本表按村民小组分页，一页一组，每户户主写在最前面，其余人员按与户主关系顺序填写。",
        "二、身份证号码请先把单元格设为文本再输入，末位是X的用大写。",
        "三、已死亡、已迁出的人员请在备注栏注明，不要直接删行。",
        "四、外出务工人员写清地点和联系电话，半年以上未联系上的请组长上门核对。",
        f"五、本表由各组组长上报，村里汇总，有疑问请打村委会电话{author.office.phones['office']}。",
    ):
        sheet.note(text, 8)
    sheet.finish()


def _write_first_group(author: Author, group: SampleGroup) -> None:
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
            Column("no", "序号", 6, _number),
            Column("household_no", "户编号", 21, _household_no),
            Column("name", "姓名", 12, _NAME),
            Column("relation", "与户主关系", 12, _OFFICIAL_RELATION),
            Column("sex", "性别", 6, _SEX),
            Column("id", "身份证号码", 22, _ID),
            Column("ethnicity", "民族", 8, _SHORT_ETHNICITY),
            Column("schooling", "文化程度", 10, _SCHOOLING),
            Column("political", "政治面貌", 10, _POLITICAL),
            Column("mobile", "联系电话", 14, _MOBILE),
            Column("address", "家庭住址", 14, _address),
            Column("remark", "备注", 20, _REMARK),
        ),
        plan,
    )
    sheet.title(_group_title(author.office, group, "户籍人口花名册"), len(table.columns))
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
            _total_row(table, "小计", subtotal)
            subtotal = 0
    _total_row(table, "合计", table.turn)
    sheet.note("注：1.本表不含外来人员；2.户编号由镇里统一编排，请勿改动。", len(table.columns))
    _signatures(sheet, author.office)
    sheet.finish()


def _total_row(table: Table, word: str, people: int) -> None:
    row: list[Value] = [None] * len(table.columns)
    row[0], row[table.place("name")] = word, f"{people}人"
    number = table.sheet.row(row, (), "total")
    table.sheet.plant("E28", number, 0, "", word, Expected.SKIPPED)


def _write_second_group(author: Author, group: SampleGroup) -> None:
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
            Column("name", "姓名", 11, _NAME),
            Column("relation", "家庭关系", 10, relation),
            Column("sex", "性别", 6, _SEX),
            Column("birth", "出生年月", 10, lambda person, household, turn: born(person).strftime("%Y.%m")),
            Column("id", "公民身份号码", 22, _ID),
            Column("marital", "婚否", 7, _MARITAL),
            Column("schooling", "学历", 9, _SCHOOLING),
            Column("mobile", "手机", 14, _MOBILE),
            Column("remark", "备注", 16, _REMARK),
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


def _write_third_group(author: Author, group: SampleGroup) -> None:
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
            Column("no", "序号", 6, _number),
            Column("head", "户主姓名", 11, lambda person, household, turn: heads[household.key]),
            Column("address", "住址", 12, _address),
            Column("name", "姓名", 11, _NAME),
            Column("relation", "与户主关系", 11, _SHORT_RELATION),
            Column("sex", "性别", 6, _SEX),
            Column("id", "身份证号", 22, _ID),
            Column(
                "birth", "出生日期", 15, lambda person, household, turn: wording.western_day(born(person))
            ),
            Column("mobile", "电话", 14, _MOBILE),
            Column("work_place", "务工地点", 18, _WORK_PLACE),
            Column("job", "工种", 10, _plain(lambda person: person.job_title or None)),
            Column("remark", "备注", 16, _REMARK),
        ),
        plan,
    )
    sheet.title(_group_title(author.office, group, "人口及外出务工情况表"), len(table.columns))
    sheet.header_of_two(list(zip(parents, table.headings, strict=True)), table.widths)
    sheet.plant("E13", sheet.last_row - 1, 3, "", "家庭成员", Expected.LAYOUT)
    for household in households:
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            table.write(person, household, changes, style)
    sheet.note("注：外出务工半年以上的填写务工地点。", len(table.columns))
    sheet.finish()


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


def _write_fourth_group(author: Author, group: SampleGroup) -> None:
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
            Column("name", "户籍人员姓名", 14, _NAME),
            Column("relation", "称谓", 9, _OFFICIAL_RELATION),
            Column(
                "sex",
                "性别",
                6,
                lambda person, household, turn: wording.sex(person, "number" if turn % 2 else "mixed", turn),
            ),
            Column("id", "证件号码", 22, _ID),
            Column("ethnicity", "民族", 8, _plain(lambda person: wording.ethnicity(person, "official"))),
            Column("birth", "生日", 18, birth),
            Column("age", "年龄", 8, age),
            Column("address", "住址", 12, _address),
            Column("mobile", "手机号码", 14, _MOBILE),
            Column("remark", "备注", 16, _REMARK),
        ),
        plan,
    )
    sheet.title(_group_title(author.office, group, "人员信息采集表"), len(table.columns))
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
            sheet.plant(
                "E19",
                number,
                table.place("sex"),
                person.key,
                wording.sex(person, "number" if table.turn % 2 else "mixed", table.turn),
                Expected.CLEANED,
            )
            if person.key in broken:
                sheet.plant(
                    "E31", number, table.place("age"), person.key, broken[person.key], Expected.FLAGGED
                )
    sheet.finish()


def _write_fifth_group(author: Author, group: SampleGroup) -> None:
    """One row per household, the members side by side."""
    households = author.office.in_group(group)
    sheet = author.sheet(group.name, group.name)
    width = max(len(household.members) for household in households) - 1
    member_headings = [
        f"成员{place}{part}" for place in range(1, width + 1) for part in ("姓名", "关系", "身份证号")
    ]
    headings = ["序号", "户主姓名", "户主身份证号", "联系电话", "住址", "人口数", *member_headings, "备注"]
    sheet.title(_group_title(author.office, group, "分户情况一览表"), len(headings))
    sheet.header(headings, [6, 11, 22, 14, 12, 8, *([10, 10, 22] * width), 18])
    for place, household in enumerate(households, 1):
        members = author.office.members(household)
        head, *others = members
        gone = [person for person in members if person.listing]
        values: list[Value] = [
            place,
            head.name,
            _id(head),
            household.phone or None,
            household.address,
            len(members),
        ]
        for person in others:
            values += [person.name, wording.relation(person, "short"), _id(person)]
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


def _write_sixth_group(author: Author, group: SampleGroup) -> None:
    """Destroyed numbers of every kind, the old 15 digits, invisible characters; some households apart."""
    every = author.office.in_group(group)
    plain = [
        household
        for household in every
        if not any(person.listing for person in author.office.members(household))
    ]
    plain.sort(key=lambda household: -_away_share(author.people((household,))))
    outside = plain[:_OUTSIDE_HOUSEHOLDS]
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
            Column("household_no", "户编号", 21, _household_no),
            Column("no", "编号", 6, _number),
            Column("name", "成员姓名", 12, _NAME),
            Column("relation", "户主关系", 11, _OFFICIAL_RELATION),
            Column("sex", "性别", 6, _SEX),
            Column("id", "身份证号码(18位)", 23, _ID),
            Column("birth", "出生日期", 13, _plain(lambda person: person.birth_date)),
            Column("marital", "婚姻状况", 10, _MARITAL),
            Column("health", "健康状况", 14, _HEALTH),
            Column("residence", "居住情况", 10, _RESIDENCE),
            Column("mobile", "联系方式", 14, _MOBILE),
            Column("remark", "备注", 16, _REMARK),
        ),
        plan,
    )
    sheet.title(_group_title(author.office, group, "常住人口登记台账"), len(table.columns))
    sheet.line({0: "（从旧系统导出，2019年起人工续填）"})
    sheet.blank()
    sheet.header(table.headings, table.widths)
    for household in households:
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            table.write(person, household, changes, style)
    _signatures(sheet, author.office)
    sheet.finish()
    _write_outside_households(author, group, outside)


def _away_share(people: Sequence[SamplePerson]) -> float:
    return sum(person.residence_state in ("20", "40") for person in people) / len(people)


def _write_outside_households(
    author: Author, group: SampleGroup, households: Sequence[SampleHousehold]
) -> None:
    """Members in one cell, relations in brackets; only the head has a number."""
    sheet = author.sheet(f"{group.name}外出户", group.name)
    headings = ["序号", "户主", "户主身份证号码", "家庭成员", "人数", "去向", "联系电话"]
    sheet.title(_group_title(author.office, group, "全家外出户登记"), len(headings))
    sheet.header(headings, [6, 11, 22, 46, 7, 18, 15])
    joints = ("、", "，", " ", ";")
    for place, household in enumerate(households, 1):
        members = author.office.members(household)
        head = members[0]
        words = [
            head.name,
            *(f"{person.name}({wording.relation(person, 'short')})" for person in members[1:]),
        ]
        text = joints[place % len(joints)].join(words)
        away = next((person.current_place for person in members if person.current_place), "") or "示范县城关"
        number = sheet.row(
            [place, head.name, _id(head), text, len(members), away, household.phone or None],
            [person.key for person in members],
        )
        sheet.plant("E16", number, 3, head.key, text, Expected.LAYOUT)
    sheet.finish()


def _write_seventh_group(author: Author, group: SampleGroup) -> None:
    """Hidden rows behind a filter; the dead and the moved marked by remark, line or red."""
    households = author.office.in_group(group)
    people = author.people(households)
    plan = author.plan(
        people, {"no-break": 3, "trailing": 3, "number cell": 3, "apostrophe": 2, "15 digits": 2}
    )
    quiet = [person.key for person in people if not person.listing]
    hidden = set(author.rng.sample(quiet, min(6, len(quiet))))
    copied = set(author.rng.sample([key for key in quiet if key not in hidden], min(2, len(quiet))))
    sheet = author.sheet(group.name, group.name)
    table = Table(
        sheet,
        (
            Column("no", "序号", 6, _number),
            Column("relation", "与户主关系", 11, _SHORT_RELATION),
            Column("name", "姓名", 11, _NAME),
            Column("sex", "性别", 6, _SEX),
            Column("birth", "出生年月日", 14, _plain(born)),
            Column("id", "身份证号码", 22, _ID),
            Column("ethnicity", "民族", 8, _SHORT_ETHNICITY),
            Column("political", "面貌", 10, _POLITICAL),
            Column("residence", "是否在家", 10, _RESIDENCE),
            Column("address", "地址", 12, _address),
            Column("mobile", "电话", 14, _MOBILE),
            Column("remark", "备注", 20, _REMARK),
        ),
        plan,
    )
    sheet.title(_group_title(author.office, group, "人口底册"), len(table.columns))
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


def _write_eighth_group(author: Author, group: SampleGroup) -> None:
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
            Column("no", "序号", 6, _number),
            Column("name", "姓名", 11, _NAME),
            Column("relation", "关系", 9, _SHORT_RELATION),
            Column("sex", "性别", 6, _SEX),
            Column("id", "身份证", 22, _ID),
            Column("ethnicity", "民族", 13, _plain(lambda person: wording.ethnicity(person, "loose"))),
            Column(
                "schooling",
                "文化程度",
                11,
                lambda person, household, turn: wording.schooling(person, "loose", turn),
            ),
            Column("mobile", "联系电话", 22, _MOBILE),
            Column("land", "承包地面积", 12, land),
            Column("medical", "医保缴费", 12, money),
            Column("pension", "是否参加养老保险", 12, pension),
            Column("phone2", "联系电话", 14, second_phone),
            Column("remark", "备注", 16, _REMARK),
        ),
        plan,
    )
    sheet.title(_group_title(author.office, group, "参保及承包地情况表"), len(table.columns))
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
    if word != wording.schooling(person, "short"):
        sheet.plant(
            "E21",
            row,
            table.place("schooling"),
            person.key,
            word,
            Expected.CLEANED if word != "在读" else Expected.ASKED,
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


def _write_ninth_group(author: Author, group: SampleGroup) -> None:
    """A careful hand: hardly a fault, the twenty columns the town asks for."""
    households = author.office.in_group(group)
    plan = author.plan(author.people(households), {"trailing": 2})
    table = Table(
        sheet := author.sheet(group.name, group.name),
        (
            Column("household_no", "户编号", 21, _household_no),
            Column("name", "姓名", 11, _NAME),
            Column("relation", "与户主关系", 12, _OFFICIAL_RELATION),
            Column("id", "公民身份号码", 22, _ID),
            Column("sex", "性别", 6, _SEX),
            Column("birth", "出生日期", 12, _plain(lambda person: person.birth_date)),
            Column("ethnicity", "民族", 9, _plain(lambda person: wording.ethnicity(person, "official"))),
            Column("marital", "婚姻状况", 10, _MARITAL),
            Column("schooling", "文化程度", 14, _plain(lambda person: wording.schooling(person, "official"))),
            Column("political", "政治面貌", 12, _POLITICAL),
            Column("mobile", "手机号码", 14, _MOBILE),
            Column("address", "门牌地址", 14, lambda person, household, turn: household.address),
            Column("residence", "居住状态", 10, _RESIDENCE),
            Column("work_place", "务工地点", 18, _WORK_PLACE),
            Column(
                "medical",
                "医保参保",
                14,
                _plain(
                    lambda person: {
                        "resident": "城乡居民医保",
                        "employee": "职工医保",
                        "none": "未参保",
                        "elsewhere": "异地参保",
                    }[person.medical_insured]
                ),
            ),
            Column("remark", "备注", 16, _REMARK),
        ),
        plan,
    )
    sheet.header(table.headings, table.widths)
    for household in households:
        for person in author.office.members(household):
            style, changes = author.gone_style(person)
            table.write(person, household, changes, style)
    sheet.finish()


def write_changes(author: Author) -> None:
    """People who already stand elsewhere: moved by marriage, with the short number, without any."""
    office, rng = author.office, author.rng
    sheet = author.sheet("2026年变动")
    headings = [
        "序号",
        "姓名",
        "性别",
        "身份证号码",
        "出生日期",
        "变动原因",
        "现户主",
        "与户主关系",
        "所在组",
    ]
    sheet.title(f"{office.village.name}2026年人口变动情况", len(headings))
    sheet.header(headings, [6, 11, 6, 22, 13, 16, 11, 11, 9])
    single = [
        person
        for person in office.people
        if person.is_present
        and person.sex == "2"
        and person.marital_status == "10"
        and 22 <= person.age_on(office.day) <= 36
        and person.citizen_id
        and person.relation_to_head != "02"
    ]
    hosts = [  # households with a son who might have married
        household
        for household in office.households
        if any(
            one.sex == "1" and one.marital_status == "10" and 23 <= one.age_on(office.day) <= 40
            for one in office.members(household)
        )
    ]
    old = [
        person
        for person in office.people
        if person.old_id and person.is_present and person.relation_to_head != "02"
    ]
    rows: list[tuple[SamplePerson, str, str | None]] = []
    rows += [(person, "结婚", person.citizen_id) for person in rng.sample(single, min(3, len(single)))]
    rows += [(person, "身份证换发", person.citizen_id) for person in rng.sample(old, min(3, len(old)))]
    known = {person.key for person, _, _ in rows}
    pool = [
        person
        for person in office.people
        if person.is_present and person.citizen_id and person.key not in known
    ]
    rows += [(person, "信息更正", None) for person in rng.sample(pool, 2)]
    for place, (person, reason, number_text) in enumerate(rows, 1):
        married = reason == "结婚" and place <= len(hosts)
        host = hosts[place - 1] if married else office.household(person.household)
        relation = "儿媳" if reason == "结婚" else wording.relation(person, "short")
        head = office.person(host.head).name
        values: list[Value] = [place, person.name, wording.sex(person), number_text, person.birth_date]
        row = sheet.row([*values, reason, head, relation, host.group.name], (person.key,))
        expected = Expected.ASKED if reason == "结婚" else Expected.SAME_PERSON
        sheet.plant("E26", row, 3, person.key, number_text, expected)
    sheet.finish()


GROUP_SHEETS: tuple[Callable[[Author, SampleGroup], None], ...] = (
    _write_first_group,
    _write_second_group,
    _write_third_group,
    _write_fourth_group,
    _write_fifth_group,
    _write_sixth_group,
    _write_seventh_group,
    _write_eighth_group,
    _write_ninth_group,
)
"""One hand for each villager group, in the order of their numbers."""
