"""The line in which is typed of whom something became known in a mobilisation: numbers or a name, and a time.

``101``, ``101,104-107``, ``2*`` (everybody whom caller 2 calls), ``陈老伯``; behind each ``3:14`` may stand.
"""

import re
from dataclasses import dataclass

_NUMBERS = re.compile(r"\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*")
_OF_CALLER = re.compile(r"(\d+)\*")


@dataclass(frozen=True, slots=True)
class MarkLine:
    """What was typed.

    Attributes:
        spans: First and last number of each span, a number alone twice; empty where a name was typed.
        caller: Number of the caller whose households are meant; 0 for none.
        name: A name or its initials; empty where numbers were typed.
        at: The true time as typed; empty for now.
    """

    spans: tuple[tuple[int, int], ...] = ()
    caller: int = 0
    name: str = ""
    at: str = ""

    def names(self, number: int) -> bool:
        """Whether a number is among those typed."""
        return any(first <= number <= last for first, last in self.spans)

    @property
    def is_one(self) -> bool:
        """Whether it can mean one caller or household only."""
        return not self.caller and (
            bool(self.name) or (len(self.spans) == 1 and self.spans[0][0] == self.spans[0][1])
        )


def read_mark_line(typed: str) -> MarkLine:
    """Read the line; nothing typed is an empty name."""
    plain = re.sub(r"\s*[,，、]\s*", ",", typed.strip())
    plain = re.sub(r"(?<=\d)\s*[－—–~～]\s*(?=\d)", "-", plain.replace("＊", "*"))
    target, _, at = plain.partition(" ")
    at = at.strip()
    if found := _OF_CALLER.fullmatch(target):
        return MarkLine(caller=int(found.group(1)), at=at)
    if not _NUMBERS.fullmatch(target):
        return MarkLine(name=target, at=at)
    spans = []
    for part in target.split(","):
        first, _, last = part.partition("-")
        spans.append((int(first), int(last or first)))
    return MarkLine(tuple(spans), at=at)
