"""Invented contents for every sheet template, made from what its columns and fields ask for."""

import random
from datetime import date, timedelta
from typing import Any

from desktop.reports.data import Sheet, SheetValue
from desktop.reports.template import ColumnTemplate, FieldTemplate, TableTemplate, Template
from tests.unit.reports import pieces

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


def filled(template: Template, rows: int = 12) -> Sheet:
    """The template with so many rows in each of its tables."""
    chance = random.Random(template.name)
    values = {field.name: _given(field, chance) for field in template.fields}
    return Sheet(
        village=pieces.VILLAGE,
        period=pieces.QUARTER,
        number="999901101201-2026-V-0007-v1",
        publication=pieces.PUBLICATION,
        values=values,
        tables={
            block.rows: tuple(_row(block, number, chance) for number in range(rows))
            for block in template.blocks
            if isinstance(block, TableTemplate)
        },
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


def _row(block: TableTemplate, number: int, chance: random.Random) -> dict[str, SheetValue]:
    row: dict[str, Any] = {each.value: _cell(each, number, chance) for each in block.columns}
    for name in (block.group_by, *block.apart):
        if name:
            row.setdefault(name, _TEXTS.get(name, ("",))[number % len(_TEXTS.get(name, ("",)))])
    if block.group_by:
        row[block.group_by] = _TEXTS["group"][number // 5 % 3]
    if "owed" in row and "joined" in row:
        row["joined"] = int(row["owed"] * 0.9)
    return row


def _cell(column: ColumnTemplate, number: int, chance: random.Random) -> SheetValue:
    if column.choices:
        return chance.choice(column.choices)
    if column.form == "figure":
        return chance.randrange(3, 90) if column.column.decimals == 0 else chance.randrange(900, 9_000_000)
    if column.form in {"day", "full_day", "month"}:
        return date(2026, 7, 1) + timedelta(days=number * 5 % 90)
    if column.value in {"name", "head", "handler", "witness", "by", "tenant", "contractor"}:
        return _NAMES[number % len(_NAMES)]
    texts = _TEXTS.get(column.value, ("",) if column.value == "note" else ("按规定办理", "已公示无异议"))
    return texts[number % len(texts)]
