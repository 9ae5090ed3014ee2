"""What a remark in a ledger says has happened: 已故, 迁出, 外嫁, 空挂 and their like."""

import re
from dataclasses import dataclass

from desktop.domain.cell_text import plain
from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Severity

_DATE = (
    r"(?:\d{2,4}[年.\-/]\d{1,2}(?:[月.\-/]\d{1,2}[日号]?|月)?|\d{4}年?"
    r"|[一二三四五六七八九〇零○]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十廿]{1,3}[日号]?)?)?)"
)
_NEGATION = r"(?<!未)(?<!没)(?<!没有)(?<!拟)(?<!待)(?<!准备)(?<!要)(?<!欲)"


@dataclass(frozen=True, slots=True)
class ProposedEvent:
    """A life event a remark speaks of, to be confirmed by a person; nothing is done by itself.

    Attributes:
        kind: Code of table ``population_change_kind``, "" when only the state is known.
        residence_state: Code of table ``residence_state`` the person would then have.
        word: The words found.
        event_date: Partial date beside the words, "" unknown.
    """

    kind: str
    residence_state: str
    word: str
    event_date: str = ""


# In order: what is said first about a person wins over what follows from it.
_RULES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), kind, state)
    for pattern, kind, state in (
        (
            _NEGATION
            + r"(?:已故|已死|死亡|去世|过世|亡故|病故|病逝|逝世|已亡|身故|已殁|已歿|车祸身亡|注销死亡"
            + r"|殁|(?<![伤逃死])亡(?!羊)|死(?!者|亡))",
            "20",
            "80",
        ),
        (_NEGATION + r"(?:升学迁出|上学迁出|读书迁出|入学迁出)", "42", "70"),
        (_NEGATION + r"(?:外嫁|嫁出|出嫁|已嫁|远嫁|嫁到|嫁往|嫁入外|婚出|婚嫁迁出)", "41", "70"),
        (
            _NEGATION + r"(?:户口迁出|已迁出|迁出|迁往|迁走|已迁走|户口迁走|户口迁到|迁至|转出|迁移至|已迁)",
            "40",
            "70",
        ),
        (_NEGATION + r"(?:参军|入伍|应征|现役|当兵|服役)(?!过)", "43", "60"),
        (_NEGATION + r"(?:出国定居|移居国外|定居国外|加入外籍|入外籍|定居海外)", "44", "70"),
        (_NEGATION + r"(?:空挂户?|空户)", "", "40"),
        (_NEGATION + r"(?:挂靠户?)", "", "50"),
        (_NEGATION + r"(?:失踪|下落不明)", "21", ""),
        (_NEGATION + r"(?:嫁入|婚入|娶入|入赘|上门)", "31", "10"),
        (_NEGATION + r"(?:户口迁入|新迁入|迁入|迁来)", "30", "10"),
        (_NEGATION + r"(?:新生儿|新出生|新生)", "10", "10"),
        (_NEGATION + r"(?:返乡|回村|回乡)", "71", "10"),
        (_NEGATION + r"(?:外出|打工|务工|在外)", "70", "20"),
    )
)
_STRUCK_OUT = ProposedEvent("", "", "删除线或红字")


def find_events(text: str) -> tuple[ProposedEvent, ...]:
    """The events a remark proposes, the gravest first; empty when it says nothing of the kind.

    Words with 未, 没, 拟 or 待 before them do not count.
    """
    if not text:
        return ()
    flat = plain(text)
    found: list[ProposedEvent] = []
    for pattern, kind, state in _RULES:
        match = pattern.search(flat)
        if match is None or any(event.residence_state == state for event in found):
            continue
        if found and found[0].residence_state == "80":
            break
        found.append(ProposedEvent(kind, state, match[0], _date_beside(flat, match)))
    return tuple(found)


def find_event(text: str) -> ProposedEvent | None:
    """The gravest event of a remark, or None."""
    events = find_events(text)
    return events[0] if events else None


def event_of_style(struck_out: bool, red: bool) -> ProposedEvent | None:
    """What struck-out or red text may mean: a person to ask about, no event by itself."""
    return _STRUCK_OUT if struck_out or red else None


def is_gone(event: ProposedEvent) -> bool:
    """Whether the person would not be counted among the living members of the household."""
    return event.residence_state in ("70", "80")


def _date_beside(text: str, match: re.Match[str]) -> str:
    before = re.search(f"({_DATE})[^\\d;；,，。]{{0,6}}$", text[: match.start()])
    after = re.match(f"[^\\d;；。]{{0,6}}?({_DATE})", text[match.end() :])
    for candidate in (before, after):
        if candidate is not None:
            reading = read_date(candidate[1])
            if reading.value is not None and all(p.severity is not Severity.ERROR for p in reading.problems):
                return reading.value
    return ""
