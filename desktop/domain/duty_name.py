"""How a record names a duty (``duty_reason.duty``, ``rectification_order.duty``).

Kinds of meetings and items of disclosure share codes (V02 is both), so a disclosure carries a prefix:
``P04`` is a party lecture, ``disclosure/V12`` an item, ``score`` the village's score as a whole.
"""

from desktop.domain.code_table import code_table

SCORE = "score"
_DISCLOSURE = "disclosure/"


def disclosure_duty(code: str) -> str:
    """The name of an item's disclosure, or of what several items share (F2)."""
    return f"{_DISCLOSURE}{code}"


def disclosed_item(duty: str) -> str:
    """The item or shared sheet that a duty discloses; empty for a meeting or the score."""
    return duty.removeprefix(_DISCLOSURE) if duty.startswith(_DISCLOSURE) else ""


def is_duty(duty: str) -> bool:
    """Whether a text names a duty: the score, a kind of meeting, or an item of disclosure."""
    item = disclosed_item(duty)
    return duty == SCORE or (
        item in code_table("disclosure_item") if item else duty in code_table("meeting_kind")
    )


def duty_label(duty: str) -> str:
    """A duty in words of the vocabulary; one that is unknown as it is written."""
    if duty == SCORE:
        return "村级评分"
    item = disclosed_item(duty)
    table, code = ("disclosure_item", item) if item else ("meeting_kind", duty)
    return code_table(table).label(code) if code in code_table(table) else code
