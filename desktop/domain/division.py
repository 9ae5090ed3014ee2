"""Statistical division codes (统计用区划代码): which village lies where, and whether a code can be one.

Twelve digits: six of the county (GB/T 2260), three of the town (GB/T 10114), three of the village.
The shipped table is small; a village that is not in it is entered by name and code.
"""

import csv
from functools import cache

import resources
from desktop.domain.problem import Problem
from desktop.domain.village import Village

CODE_LENGTH = 12
SAMPLE_COUNTY = "999901"
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split()
)


def find_code_problem(code: str) -> Problem | None:
    """What is wrong with a village's division code, or None.

    Source:
        GB/T 2260 (first two digits); 统计用区划代码编制规则: towns 001 to 599, villages 001 to 599.
    """
    digits = "".join(code.split())
    if len(digits) != CODE_LENGTH or not (digits.isascii() and digits.isdigit()):
        return Problem("VLG-001", {"length": str(CODE_LENGTH), "typed": str(len(digits))})
    if digits[:2] not in _PROVINCES and not digits.startswith(SAMPLE_COUNTY):
        return Problem("VLG-002", {"digits": digits[:2]})
    for start, name in ((6, "乡镇"), (9, "村")):
        if not 1 <= int(digits[start : start + 3]) <= 599:
            return Problem("VLG-003", {"part": name, "digits": digits[start : start + 3]})
    return None


@cache
def known_villages() -> tuple[Village, ...]:
    """The villages of the shipped table, in its order, with the names of what they belong to."""
    with resources.path("codes", "division.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = {row["division_code"]: row["name"] for row in rows}
    villages = []
    for row in rows:
        if row["level"] != "village":
            continue
        code = row["division_code"]
        province, city, county = _split(names[code[:6]])
        villages.append(Village(row["name"], code, names[code[:9]], county, city, province))
    return tuple(villages)


def _split(full: str) -> tuple[str, str, str]:
    """Province, city and county out of one name such as 浙江省衢州市龙游县."""
    province, mark, rest = full.partition("省")
    city, city_mark, county = rest.partition("市")
    return province + mark, city + city_mark, county
