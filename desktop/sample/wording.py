"""How clerks write a value: relation words, dates, sex, schooling and the rest, well and badly."""

import unicodedata
from datetime import date
from random import Random

from desktop.domain.code_table import code_table
from desktop.sample.records import SamplePerson

Value = str | int | float | date | None

_SHORT_RELATIONS = {
    "12": "妻", "11": "夫", "21": "子", "31": "女", "22": "长子", "23": "次子", "24": "三子",
    "32": "长女", "33": "次女", "34": "三女", "27": "养子", "37": "养女", "28": "女婿", "38": "儿媳",
    "41": "孙子", "42": "孙女", "43": "外孙", "44": "外孙女", "51": "父亲", "52": "母亲",
    "71": "哥哥", "73": "弟", "75": "姐姐", "77": "妹",
}  # fmt: skip
_DIALECT_RELATIONS = {
    "12": ("老婆", "爱人", "老婆", "内人"),
    "11": ("老公",),
    "21": ("儿子", "小孩"),
    "22": ("老大", "大儿子"),
    "23": ("老二", "小儿子"),
    "24": ("老三",),
    "31": ("囡", "女儿"),
    "32": ("大女", "大囡"),
    "33": ("小女", "二女"),
    "34": ("三囡",),
    "27": ("领养子",),
    "37": ("领养女",),
    "28": ("上门女婿",),
    "38": ("媳妇",),
    "41": ("孙",),
    "42": ("孙囡",),
    "43": ("外甥",),
    "44": ("外甥囡",),
    "51": ("老爷子", "爹"),
    "52": ("姆妈", "妈"),
    "75": ("阿姐",),
    "73": ("阿弟",),
}
_SHORT_SCHOOLING = {
    "11": "博士", "14": "研究生", "21": "本科", "31": "大专", "41": "中专", "44": "职高",
    "61": "高中", "60": "高中", "40": "中专", "71": "初中", "70": "初中",
    "81": "小学", "80": "小学", "83": "小学肄业", "X1": "文盲", "X2": "学龄前",
}  # fmt: skip
_LOOSE_SCHOOLING = {
    "21": ("大学", "本科"), "31": ("大专", "专科"), "41": ("中专",), "44": ("职高",),
    "61": ("高中", "高中毕业"), "71": ("初中", "中学"), "81": ("高小", "小学"), "83": ("识字",),
    "X1": ("不识字", "文盲"), "X2": ("无", "未入学"), "80": ("在读", "小学在读"),
    "70": ("在读", "初中在读"), "60": ("在读",), "40": ("在读",), "14": ("硕士",),
}  # fmt: skip
_MARITAL = {"10": "未婚", "20": "已婚", "30": "丧偶", "40": "离异"}
_POLITICAL = {"01": "党员", "02": "预备党员", "03": "团员", "13": "群众"}
_RESIDENCE = {"10": "在家", "20": "外出", "40": "空挂户", "60": "参军", "70": "迁出", "80": "已故"}
_HEALTH = {"10": "健康", "20": "一般", "31": "高血压", "33": "气管炎", "37": "糖尿病"}
_DIGITS = "〇一二三四五六七八九"
_WIDE = {plain: plain + 0xFEE0 for plain in range(0x21, 0x7F)}


def relation(person: SamplePerson, style: str = "official", turn: int = 0) -> str:
    """The relation in words; ``style`` is "official", "short" or "dialect"."""
    code = person.relation_to_head
    if code == "02":
        return "本人" if style == "dialect" else "户主"
    if style == "dialect" and code in _DIALECT_RELATIONS:
        words = _DIALECT_RELATIONS[code]
        return words[turn % len(words)]
    if style != "official" and code in _SHORT_RELATIONS:
        return _SHORT_RELATIONS[code]
    return code_table("relation_to_head").label(code)


def schooling(person: SamplePerson, style: str = "short", turn: int = 0) -> str:
    """Schooling in words; ``style`` is "official", "short" or "loose"."""
    code = person.education
    if style == "official":
        return code_table("education").label(code)
    if style == "loose" and code in _LOOSE_SCHOOLING:
        words = _LOOSE_SCHOOLING[code]
        return words[turn % len(words)]
    return _SHORT_SCHOOLING.get(code, "其他")


def ethnicity(person: SamplePerson, style: str = "official") -> str:
    """The ethnic group; ``style`` is "official" (汉族), "short" (汉) or "loose" (苗族(苗), 回民)."""
    label = code_table("ethnicity").label(person.ethnicity)
    if style == "official" or len(label) == 1:
        return label
    if style == "loose" and person.ethnicity != "01":
        return "回民" if person.ethnicity == "03" else f"{label}({label[:-1]})"
    return label[:-1]


def marital(person: SamplePerson) -> str:
    """Marital status as lists say it."""
    return _MARITAL[person.marital_status]


def political(person: SamplePerson) -> str:
    """Political status as lists say it."""
    return _POLITICAL[person.political_status]


def residence(person: SamplePerson) -> str:
    """Whether somebody is at home, as lists say it."""
    return _RESIDENCE[person.residence_state]


def health(person: SamplePerson) -> str:
    """Health, or the kind and grade of a disability."""
    if person.disability_no:
        kind = code_table("disability_category").label(person.disability_category)
        return f"{kind}{'一二三四'[int(person.disability_grade) - 1]}级"
    return _HEALTH.get(person.health_status, "一般")


def sex(person: SamplePerson, style: str = "plain", turn: int = 0) -> str | int:
    """Sex; ``style`` is "plain" (男), "number" (1), or "mixed" (男性, M, ♂ in turn)."""
    male = person.sex == "1"
    if style == "number":
        return 1 if male else 2
    if style == "mixed":
        return (("男性", "女性"), ("M", "F"), ("♂", "♀"), ("男", "女"))[turn % 4][0 if male else 1]
    return "男" if male else "女"


def dotted(day: date) -> str:
    """1980.2.29."""
    return f"{day.year}.{day.month}.{day.day}"


def short_year(day: date) -> str:
    """80-2-29: the century is left to the reader."""
    return f"{day.year % 100:02d}-{day.month}-{day.day}"


def han_month(day: date) -> str:
    """一九八〇年二月: month precision in Han numerals."""
    years = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{years}年{_small_number(day.month)}月"


def western_month(day: date) -> str:
    """1980年2月: month precision."""
    return f"{day.year}年{day.month}月"


def western_day(day: date) -> str:
    """1980年2月29日."""
    return f"{day.year}年{day.month}月{day.day}日"


def compact(day: date) -> int:
    """19800229 as a number."""
    return int(f"{day:%Y%m%d}")


def serial(day: date) -> int:
    """The day's number in the 1900 date system of spreadsheets (valid from March 1900)."""
    return (day - date(1899, 12, 30)).days


def _small_number(number: int) -> str:
    if number <= 10:
        return "十" if number == 10 else _DIGITS[number]
    if number < 20:
        return "十" + _DIGITS[number - 10]
    tens, ones = divmod(number, 10)
    return _DIGITS[tens] + "十" + (_DIGITS[ones] if ones else "")


def wide(text: str) -> str:
    """Text in full-width forms."""
    return text.translate(_WIDE)


def spaced(name: str) -> str:
    """A two-character name pulled apart to the width of three, as lists are aligned."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 and unicodedata.category(name[1]) == "Lo" else name


def area(rng: Random, mu: float) -> str | float:
    """An area in one of the ways people write it."""
    whole, fen = divmod(round(mu * 10), 10)
    ways: tuple[str | float, ...] = (
        f"{mu:g}亩",
        f"{whole}亩{fen}分" if whole and fen and round(mu * 10) == round(mu * 100) / 10 else f"{mu:g}亩",
        f"{mu * 2000 / 3:.0f}㎡",
        mu,
        f"{mu:g}",
    )
    return rng.choice(ways)
