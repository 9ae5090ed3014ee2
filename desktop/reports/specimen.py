"""Invented contents for every layout of a notice, so that it can be looked at before there are facts."""

import random
from datetime import date, timedelta
from typing import Any

from desktop.domain.period import Period
from desktop.domain.village import Village
from desktop.reports.data import (
    AccountEntry,
    Accounts,
    AllowanceHousehold,
    AllowanceList,
    AllowanceState,
    DutyCount,
    MeetingEntry,
    NoticeData,
    PartyLife,
    Publication,
    Sheet,
    SheetValue,
)
from desktop.reports.template import ColumnTemplate, FieldTemplate, TableTemplate, Template

_PHONE = "0000-0000000"
_NAMES = ("周建国", "欧阳小梅", "吴金凤", "张𬱖", "李䶮", "王㛃", "陈水根", "郑志强", "毛秀英", "周建国")
_TEXTS = {
    "party": ("示范农机服务部", "示范县供水公司", "溪东水稻合作社"),
    "reason": ("机耕路硬化尾款未到账", "防汛值班、山塘巡查", "参加镇里综合治理会议"),
    "place": ("溪东自然村口", "岭脚老祠堂东侧", "村委会后"),
    "post": ("党支部书记", "村委会主任", "村文书", "报账员"),
    "group": ("第一村民小组", "第二村民小组", "第三村民小组"),
    "hamlet": ("溪东", "岭脚"),
    "item": ("村级公益事业维护", "耕地地力保护补贴", "医保参保登记代办", "老年优待证代办"),
    "matter": ("审议2026年度集体收益分配方案", "机耕路硬化工程招标和预算", "环境卫生保洁发包"),
    "purpose": ("垃圾清运", "山塘清淤", "第一期工程进度款"),
    "progress": ("按期完成", "正在办理，已完成七成", "已完成并经验收"),
    "rate": ("1",),
    "age": ("1年以内", "1至3年", "3年以上"),
    "state": ("已公开", "公示中"),
    "days": ("3", "5.5", "12"),
    "quantity": ("120 亩", "1 宗", "380 ㎡"),
    "term": ("2024年1月至2028年12月", "5年"),
    "when": ("2026年第三季度", "2026-08"),
}
_LONG = (
    "全村党员干部要认真学习上级有关部署，结合本村实际抓好落实。一是组织党员大会集中学习，"
    "交流心得体会；二是按照年度计划推进机耕路硬化、山塘整治和环境卫生提升三件实事；"
    "三是做好防汛防台和困难群众的走访，及时回应村民反映的问题。"
)


def specimen_data(layout: Template, village: Village, today: date, rows: int) -> NoticeData:
    """What a layout asks for, invented, with so many rows in each of its tables.

    Args:
        layout: Of kind ``sheet``, ``accounts`` or ``list``.
        village: Whose name stands on it.
        today: The notice speaks of the quarter that ended last.
        rows: In each table.
    """
    quarter = (today.month - 1) // 3
    period = Period.quarter(today.year if quarter else today.year - 1, quarter or 4)
    hung = period.last + timedelta(days=15)
    publication = Publication(
        issued_on=hung,
        place="村务公开栏",
        take_down_on=hung + timedelta(days=7),
        objections=Period(hung + timedelta(days=1), hung + timedelta(days=7)),
        office_phone=_PHONE,
        supervision_phone=_PHONE,
        town_phone=_PHONE,
    )
    number = f"{village.division_code}-{period.first.year}-{layout.item[:1] or 'O'}-0000-v1"
    if layout.kind == "accounts":
        return _accounts(village, period, publication, number, rows)
    if layout.kind == "list" and layout.tables[0].rows == "households":
        return _allowances(village, period, publication, number, rows)
    if layout.kind == "list":
        return _party_life(village, period, publication, number, rows)
    return specimen_sheet(layout, village, period, publication, number, rows)


def specimen_sheet(
    layout: Template, village: Village, period: Period, publication: Publication, number: str, rows: int
) -> Sheet:
    """A sheet of named values, the same on every call."""
    chance = random.Random(layout.name)  # noqa: S311 - the same contents each time
    values = {field.name: _given(field, chance) for field in layout.fields}
    return Sheet(
        village=village,
        period=period,
        number=number,
        publication=publication,
        values=values,
        tables={
            block.rows: tuple(_row(block, number, period, chance) for number in range(rows))
            for block in layout.tables
        },
    )


def _accounts(village: Village, period: Period, publication: Publication, number: str, rows: int) -> Accounts:
    chance = random.Random(rows)  # noqa: S311 - the same contents each time
    entries = [
        AccountEntry(
            period.first + timedelta(days=place * 5 % 90),
            f"记{place + 1:03d}",
            "发包及上交收入" if place % 4 == 0 else "公益支出",
            _TEXTS["party"][place % 3] + ("承包款" if place % 4 == 0 else "垃圾清运费"),
            chance.randrange(2_400, 900_000),
            "报账员",
            "村书记",
        )
        for place in range(rows)
    ]
    income, expenditure = tuple(entries[::4]), tuple(each for n, each in enumerate(entries) if n % 4)
    opening = 12_345_678
    balance = sum(each.amount_cents for each in income) - sum(each.amount_cents for each in expenditure)
    return Accounts(
        village=village,
        period=period,
        number=number,
        publication=publication,
        opening_cents=opening,
        closing_cents=opening + balance,
        income=income,
        expenditure=expenditure,
        voucher_hours="工作日上午 8:30 至 11:00",
    )


def _allowances(
    village: Village, period: Period, publication: Publication, number: str, rows: int
) -> AllowanceList:
    households = tuple(
        AllowanceHousehold(
            _NAMES[place % len(_NAMES)],
            _TEXTS["group"][place // len(_NAMES) % 3],
            1 + place % 4,
            tuple(AllowanceState)[place % 4],
            56_000 + 31_250 * (place % 4),
            date(period.first.year - 1, 1 + place % 12, 1),
            _TEXTS["hamlet"][place % 2],
        )
        for place in range(rows)
    )
    return AllowanceList(
        village=village,
        period=period,
        number=number,
        publication=publication,
        households=households,
        civil_affairs_phone=_PHONE,
    )


def _party_life(
    village: Village, period: Period, publication: Publication, number: str, rows: int
) -> PartyLife:
    kinds = ("支部党员大会", "支部委员会会议", "党课", "主题党日")
    meetings = tuple(
        MeetingEntry(
            period.first + timedelta(days=place * 5 % 90),
            kinds[place % 4],
            _TEXTS["matter"][place % 3],
            "村书记",
            31,
            27 + place % 3,
            2,
            "一致同意" if place % 2 else "",
        )
        for place in range(rows)
    )
    duties = (
        DutyCount("支部党员大会", "每季度 1 次", 1, 1),
        DutyCount("党小组会", "本支部不设党小组", 0, 0),
        DutyCount("主题党日", "每月 1 次", 3, 2),
    )
    return PartyLife(
        village=village,
        period=period,
        number=number,
        publication=publication,
        meetings=meetings,
        duties=duties,
    )


def _given(field: FieldTemplate, chance: random.Random) -> str:
    if field.choices:
        return chance.choice(field.choices)
    if field.form == "long":
        return _LONG
    special = {
        "name": "周建国",
        "subject": "2026年重点任务完成情况",
        "project": "溪东至岭脚机耕路硬化工程",
        "award": "2026年度优秀共产党员",
        "programme": "耕地地力保护补贴",
        "ethnicity": "汉族",
        "education": "大专",
        "readers": "全体正式党员",
        "sponsors": "吴金凤、郑志强",
        "probation": "2025年6月至2026年6月",
        "address_for_opinions": "示范村党群服务中心",
        "sources": "县级补助 30 万元，村集体自筹 8 万元",
        "met_at": "村文化礼堂",
        "chair": "郑志强",
    }
    if field.name in special:
        return special[field.name]
    return {"day": "2026年8月12日", "month": "1990年5月", "figure": "386200.00"}.get(field.form, "36")


def _row(block: TableTemplate, number: int, period: Period, chance: random.Random) -> dict[str, SheetValue]:
    filled = [each for each in block.columns if not each.own]
    row: dict[str, Any] = {each.value: _cell(each, number, period, chance) for each in filled}
    for name in (block.group_by, *block.apart):
        if name:
            row.setdefault(name, _TEXTS.get(name, ("",))[number % len(_TEXTS.get(name, ("",)))])
    if block.group_by:
        row[block.group_by] = _TEXTS["group"][number // 5 % 3]
    if "owed" in row and "joined" in row:
        row["joined"] = int(row["owed"] * 0.9)
    return row


def _cell(column: ColumnTemplate, number: int, period: Period, chance: random.Random) -> SheetValue:
    if column.choices:
        return chance.choice(column.choices)
    if column.form == "figure":
        return chance.randrange(3, 90) if column.column.decimals == 0 else chance.randrange(900, 9_000_000)
    if column.form == "points":
        return 100 * chance.randrange(0, 13)
    if column.form in {"day", "full_day", "month"}:
        return period.first + timedelta(days=number * 5 % 90)
    if column.value in {"name", "head", "handler", "witness", "by", "tenant", "contractor"}:
        return _NAMES[number % len(_NAMES)]
    texts = _TEXTS.get(column.value, ("",) if column.value == "note" else ("按规定办理", "已公示无异议"))
    return texts[number % len(texts)]
