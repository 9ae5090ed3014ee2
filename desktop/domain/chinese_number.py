"""Numbers written in Chinese characters, ordinary and financial (大写) ones."""

import re

_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **dict(zip("〇壹貳參肆伍陸柒捌玖", range(10), strict=True)),
    "○": 0,
    "Ｏ": 0,
    "O": 0,
    "o": 0,
    "两": 2,
    "兩": 2,
    "弌": 1,
    "弍": 2,
    "叄": 3,
    "参": 3,
    "染": 7,
    "元": 1,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_MERGED_TENS = {"廿": "二十", "卄": "二十", "念": "二十", "卅": "三十", "丗": "三十"}
_ALL = re.compile("[" + "".join([*_DIGITS, *_UNITS, *_BIG_UNITS]) + "]+")


def digit_string(text: str) -> str | None:
    """Characters read one by one: 一九八〇 is ``1980``; None when a character is no digit.

    ASCII digits may stand between them.
    """
    digits = []
    for character in text:
        value = _DIGITS.get(character)
        if value is not None and character != "元":
            digits.append(str(value))
        elif character.isascii() and character.isdigit():
            digits.append(character)
        else:
            return None
    return "".join(digits) or None


def small_number(text: str) -> int | None:
    """A month or day: 二, 十一, 廿九, 三十, 卅一, or ASCII digits; None when it is no number."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if text == "元":
        return 1
    return number(text)


def number(text: str) -> int | None:
    """A whole number with units, such as 壹仟贰佰, 三万五千, 一百零五, 十二, 两千; None when it is none.

    A last digit without its unit counts in tenths of the unit before it, as people speak:
    三万五 is 35000, 一千二 is 1200. Digits without any unit are read one by one.
    """
    for merged, plain_form in _MERGED_TENS.items():
        text = text.replace(merged, plain_form)
    if not text or _ALL.fullmatch(text) is None or "元" in text:
        return None
    if not any(c in _UNITS or c in _BIG_UNITS for c in text):
        digits = digit_string(text)
        return int(digits) if digits is not None else None
    total = section = 0
    digit: int | None = None
    last_unit = 1
    zero = False
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            if digit is None and unit != 10:
                return None
            section += (1 if digit is None else digit) * unit
            last_unit, digit, zero = unit, None, False
        elif character in _BIG_UNITS:
            unit = _BIG_UNITS[character]
            section += digit or 0
            if section == 0 and total == 0:
                return None
            total = (total + section) * unit if unit == 10**8 else total + section * unit
            section, digit, last_unit, zero = 0, None, unit, False
        elif _DIGITS[character] == 0:
            if digit:
                return None
            zero = True
        else:
            if digit is not None:
                return None
            digit = _DIGITS[character]
    if digit is not None:
        shortened = last_unit > 10 and not zero
        section += digit * (last_unit // 10) if shortened else digit
    return total + section
