"""Invented notices of the sample village, built the same on every run."""

import random
from datetime import date

from desktop.domain.period import Period
from desktop.domain.village import Village
from desktop.reports.data import (
    AccountEntry,
    Accounts,
    AllowanceHousehold,
    AllowanceList,
    AllowanceState,
    CardMember,
    CardSection,
    DutyCount,
    HouseholdCard,
    MeetingEntry,
    PartyLife,
    PayeeKind,
    Publication,
)

VILLAGE = Village("示范村", "999901101201", "示范镇", "示范县", "示范市", "示范省")
QUARTER = Period.quarter(2026, 3)
PUBLICATION = Publication(
    issued_on=date(2026, 10, 20),
    place="村务公开栏",
    take_down_on=date(2026, 10, 27),
    objections=Period(date(2026, 10, 20), date(2026, 10, 26)),
    office_phone="0999-7000001",
    supervision_phone="0999-7000002",
    town_phone="0999-7000003",
)
RARE_NAMES = ("张𬱖", "李䶮", "王㛃")

_INCOME = (
    ("发包及上交收入", "溪东组山塘承包款"),
    ("补助收入", "县财政农村公益事业一事一议奖补资金，第二批，用于溪东至岭脚机耕路硬化"),
    ("经营收入", "村集体仓库租金"),
    ("其他收入", "旧设备处置"),
)
_EXPENDITURE = (
    ("管理费用", "村办公楼水电费"),
    ("管理费用", "打印纸、墨盒等办公用品"),
    ("公益支出", "垃圾清运（7月份）"),
    ("干部报酬", "村干部误工补贴"),
    ("公益支出", "防汛值班人员餐费及应急物资（雨衣、手电、编织袋 300 只）"),
    ("福利费用", "临时救助"),
    ("工程支出", "机耕路硬化零工工资"),
)


def accounts(count: int = 139, **changes: object) -> Accounts:
    """A quarter with ``count`` entries, a sixth of them income."""
    chance = random.Random(count)
    income, expenditure = [], []
    for number in range(count):
        on = date(2026, 7 + number * 3 // max(count, 1), 1 + number % 28)
        if number % 6 == 0:
            account, summary = chance.choice(_INCOME)
            income.append(
                AccountEntry(
                    on,
                    f"收-{number + 1:04d}",
                    account,
                    summary,
                    chance.randrange(50_000, 12_000_000),
                    "陈报账",
                    "周书记",
                )
            )
            continue
        account, summary = chance.choice(_EXPENDITURE)
        kind, payee = PayeeKind.NONE, ""
        if account == "福利费用":
            kind, payee = PayeeKind.AID, chance.choice(("欧阳建国", "李小妹"))
        elif account == "干部报酬":
            kind, payee = PayeeKind.OFFICIAL, chance.choice(RARE_NAMES)
        expenditure.append(
            AccountEntry(
                on,
                f"付-{number + 1:04d}",
                account,
                summary,
                chance.randrange(2_400, 900_000),
                "陈报账",
                "周书记",
                "发票齐全" if number % 9 == 0 else "",
                payee,
                kind,
                "第二组",
            )
        )
    opening = 123_456_78
    closing = opening + sum(e.amount_cents for e in income) - sum(e.amount_cents for e in expenditure)
    values: dict[str, object] = {
        "village": VILLAGE,
        "period": QUARTER,
        "number": "999901101201-2026-F-0003-v1",
        "publication": PUBLICATION,
        "voucher_hours": "工作日上午 8:30 至 11:00，村便民服务中心",
        "opening_cents": opening,
        "closing_cents": closing,
        "previous_closing_cents": opening,
        "income": tuple(income),
        "expenditure": tuple(expenditure),
    }
    return Accounts(**(values | changes))  # type: ignore[arg-type]


def allowance_list(count: int = 23, **changes: object) -> AllowanceList:
    """Households with the minimum allowance, names with rare characters among them."""
    names = ("张𬱖", "李䶮", "王㛃", "欧阳建国", "陈秀英", "周根土", "吴水仙", "郑阿毛")
    households = tuple(
        AllowanceHousehold(
            names[number % len(names)],
            f"第{'一二三四五六'[number // len(names) % 6]}组",
            1 + number % 4,
            tuple(AllowanceState)[number % 4],
            56_000 + 31_250 * (number % 4),
            date(2025, 1 + number % 12, 1),
        )
        for number in range(count)
    )
    values: dict[str, object] = {
        "village": VILLAGE,
        "period": QUARTER,
        "number": "999901101201-2026-V15-0002-v1",
        "publication": PUBLICATION,
        "households": households,
        "civil_affairs_phone": "0999-7000004",
    }
    return AllowanceList(**(values | changes))  # type: ignore[arg-type]


def party_life(count: int = 9, **changes: object) -> PartyLife:
    """A quarter of party meetings with its duty table."""
    kinds = ("支部党员大会", "支部委员会会议", "党课", "主题党日")
    topics = (
        "学习农村集体经济组织法，讨论村集体仓库出租方案",
        "研究防汛值班安排",
        "传达镇党委半年工作会议精神并讨论本村落实措施",
        "清理溪道垃圾志愿服务",
    )
    meetings = tuple(
        MeetingEntry(
            date(2026, 7 + number // 3 % 3, 5 + number % 20),
            kinds[number % 4],
            topics[number % 4],
            "周书记",
            31,
            27 + number % 3,
            2,
            "一致同意，由村股份经济合作社负责实施，下月支部党员大会通报" if number % 2 else "完成",
        )
        for number in range(count)
    )
    duties = (
        DutyCount("支部党员大会", "每季度 1 次", 1, 1),
        DutyCount("支部委员会会议", "每月 1 次", 3, 3),
        DutyCount("党小组会", "本支部不设党小组", 0, 0),
        DutyCount("党课", "每季度 1 次", 1, 1),
        DutyCount("主题党日", "每月 1 次", 3, 2),
    )
    values: dict[str, object] = {
        "village": VILLAGE,
        "period": QUARTER,
        "number": "999901101201-2026-D04-0001-v1",
        "publication": PUBLICATION,
        "meetings": meetings,
        "duties": duties,
    }
    return PartyLife(**(values | changes))  # type: ignore[arg-type]


def household_card(members: int = 6) -> HouseholdCard:
    """A household with every part of the card."""
    people = (
        (
            "张𬱖",
            "户主",
            "男",
            "1968-03-12",
            "999901196803120012",
            "汉族",
            "初中",
            "群众",
            "10012340001",
            "在村",
        ),
        ("李䶮", "妻", "女", "1970-11", "999901197011050021", "汉族", "小学", "群众", "10012340002", "在村"),
        (
            "张㛃",
            "子",
            "男",
            "1994-06-01",
            "999901199406010035",
            "汉族",
            "大学本科毕业",
            "中共预备党员",
            "10012340003",
            "户在人不在(外出)",
        ),
        ("王小芳", "儿媳", "女", "1995-02-14", "", "畲族", "大专", "群众", "", "外出务工"),
        ("张一诺", "孙女", "女", "2020-09-09", "999901202009090048", "汉族", "学龄前", "群众", "", "在村"),
        ("张阿公", "父", "男", "1941", "999901194101010019", "汉族", "文盲或半文盲", "群众", "", "在村"),
    )
    return HouseholdCard(
        village=VILLAGE,
        printed_on=date(2026, 11, 22),
        as_of=date(2026, 11, 22),
        household_no="999901101201020017",
        head="张𬱖",
        category="居民家庭户",
        group="第二组",
        address="示范村溪东自然村 17 号",
        phone="0999-7001234",
        members=tuple(CardMember(*people[number % len(people)]) for number in range(members)),
        sections=(
            CardSection(
                "房屋",
                (
                    ("坐落", "溪东 17 号"),
                    ("建造年份", "2009 年"),
                    ("结构", "砖混"),
                    ("层数", "3 层"),
                    ("建筑面积", "268.50 ㎡"),
                    ("安全等级", "B 级"),
                ),
            ),
            CardSection(
                "承包地",
                (
                    ("承包面积", "4.36 亩"),
                    ("地块数", "5 块"),
                    ("承包期限", "1999-01-01 至 2028-12-31"),
                    (
                        "四至",
                        "东至机耕路，南至李䶮田，西至溪，北至山脚水渠，其中两块已流转给村股份经济合作社统一经营",
                    ),
                ),
            ),
        ),
    )
