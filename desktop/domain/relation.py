"""与户主关系: what the codes of GB/T 4761 mean, and how one relation follows from another."""

from desktop.domain.partial_date import agree

HEAD = "02"
SPOUSE, HUSBAND, WIFE = "10", "11", "12"
OTHER_RELATIVE, NOT_RELATED = "97", "99"

_MALE = frozenset(
    (
        "11 20 21 22 23 24 25 26 27 28 29 41 43 46 47 51 53 55 57 61 63 66 71 73 76 78 81 83 85 87 89 93 95"
    ).split()
)
_FEMALE = frozenset(
    (
        "12 30 31 32 33 34 35 36 37 38 39 42 44 45 48 52 54 56 58 62 64 67 72 74 75 77 82 84 86 88 90 94 96"
    ).split()
)
_SONS = frozenset("20 21 22 23 24 25 26 27 29".split())
_DAUGHTERS = frozenset("30 31 32 33 34 35 36 37 39".split())
_GENERATIONS = {
    **dict.fromkeys(("47", "48"), 3),
    **dict.fromkeys(("40", "41", "42", "43", "44", "45", "46", "49"), 2),
    **dict.fromkeys((*_SONS, *_DAUGHTERS, "28", "38", "93", "94", "95", "96"), 1),
    **dict.fromkeys(("02", "10", "11", "12", "70", "71", "72", "73", "74", "75", "76", "77", "78", "79"), 0),
    **dict.fromkeys(("91", "92"), 0),
    **dict.fromkeys(("50", "51", "52", "53", "54", "55", "56", "57", "58", "59"), -1),
    **dict.fromkeys(("81", "82", "83", "84", "85", "86", "87", "88", "89", "90"), -1),
    **dict.fromkeys(("60", "61", "62", "63", "64", "65", "69"), -2),
    **dict.fromkeys(("66", "67", "68"), -3),
}
_DIRECT_LINE = frozenset("20 21 22 23 24 25 26 27 29 30 31 32 33 34 35 36 37 39".split()) | frozenset(
    "40 41 42 43 44 47 48 49 50 51 52 57 58 60 61 62 63 64 66 67".split()
)

_SPOUSES_OF = {
    "28": "30",
    "38": "20",
    **dict.fromkeys(("41", "43"), "45"),
    **dict.fromkeys(("42", "44"), "46"),
    "51": "52",
    "52": "51",
    "53": "54",
    "54": "53",
    "55": "56",
    "56": "55",
    "57": "52",
    "58": "51",
    "61": "62",
    "62": "61",
    "63": "64",
    "64": "63",
    "66": "67",
    "67": "66",
    "71": "72",
    "72": "71",
    "73": "74",
    "74": "73",
    "75": "76",
    "76": "75",
    "77": "78",
    "78": "77",
    "81": "82",
    "82": "81",
    "83": "84",
    "84": "83",
    "85": "86",
    "86": "85",
    "87": "88",
    "88": "87",
    "89": "90",
    "90": "89",
}


def sex_of_relation(code: str) -> str:
    """Sex code that a relation demands: "1", "2", or "" when it fits both.

    Source:
        GB/T 4761-2008; 28 is the son-in-law, 38 the daughter-in-law.
    """
    return "1" if code in _MALE else "2" if code in _FEMALE else ""


def generation_of(code: str) -> int | None:
    """Generations below the head: 1 children, -1 parents, 0 the head's own; None when open."""
    return _GENERATIONS.get(code)


def is_son(code: str) -> bool:
    """Whether the code is one of the head's own sons (not the son-in-law)."""
    return code in _SONS


def is_daughter(code: str) -> bool:
    """Whether the code is one of the head's own daughters (not the daughter-in-law)."""
    return code in _DAUGHTERS


def is_spouse(code: str) -> bool:
    """Whether the code is 配偶, 夫 or 妻."""
    return code in (SPOUSE, HUSBAND, WIFE)


def in_direct_line(code: str) -> bool:
    """Whether the person descends from the head or the head from the person (in-laws do not count)."""
    return code in _DIRECT_LINE


def by_sex(sex: str, male: str, female: str, unknown: str = "") -> str:
    """The code that fits a sex."""
    return male if sex == "1" else female if sex == "2" else unknown


def child_of(code: str, sex: str) -> str:
    """Relation to the head of a child of somebody with this relation; "" when it cannot be said.

    Without birth dates, brothers and sisters of the head come out as 79.
    """
    if code in (HEAD, SPOUSE, HUSBAND, WIFE):
        return by_sex(sex, "20", "30")
    if code in _SONS or code == "38":
        return by_sex(sex, "41", "42", "40")
    if code in _DAUGHTERS or code == "28":
        return by_sex(sex, "43", "44", "40")
    if code in ("40", "41", "42", "43", "44", "45", "46"):
        return by_sex(sex, "47", "48")
    if code in ("50", "51", "52"):
        return "79"
    if code in ("71", "72", "73", "74"):
        return by_sex(sex, "93", "94")
    if code in ("75", "76", "77", "78"):
        return by_sex(sex, "95", "96")
    if code in ("81", "82", "83", "84"):
        return "91"
    if code in ("85", "86", "87", "88", "89", "90"):
        return "92"
    return NOT_RELATED if code == NOT_RELATED else OTHER_RELATIVE if code else ""


def spouse_of(code: str, sex: str) -> str:
    """Relation to the head of the husband or wife (of this sex) of somebody with this relation."""
    if code == HEAD:
        return by_sex(sex, HUSBAND, WIFE, SPOUSE)
    if code in (SPOUSE, HUSBAND, WIFE):
        return HEAD
    if code in _SONS:
        return "38"
    if code in _DAUGHTERS:
        return "28"
    return _SPOUSES_OF.get(code, OTHER_RELATIVE if code and code != NOT_RELATED else code)


def parent_of(code: str, sex: str, head_sex: str = "") -> str:
    """Relation to the head of the father or mother of somebody with this relation."""
    if code == HEAD:
        return by_sex(sex, "51", "52", "50")
    if code == HUSBAND or (code == SPOUSE and head_sex == "2"):
        return by_sex(sex, "53", "54")
    if code == WIFE or (code == SPOUSE and head_sex == "1"):
        return by_sex(sex, "55", "56")
    if code == "51":
        return by_sex(sex, "61", "62", "60")
    if code == "52":
        return by_sex(sex, "63", "64", "60")
    if code in ("53", "54", "55", "56"):
        return "65"
    if code in ("61", "62", "63", "64"):
        return by_sex(sex, "66", "67")
    if code in _SONS or code in _DAUGHTERS:
        return by_sex(sex, HUSBAND, WIFE, SPOUSE)
    return NOT_RELATED if code == NOT_RELATED else OTHER_RELATIVE if code else ""


def is_elder(birth_date: str, than: str) -> bool | None:
    """Whether one partial birth date lies before another; None when that is not certain."""
    if not birth_date or not than or agree(birth_date, than):
        return None
    return birth_date < than
