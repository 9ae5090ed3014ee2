"""A cell as the domain's readers take it: text, number, date or truth value."""

from datetime import date, datetime

from desktop.domain.reading import Cell
from desktop.exchange.workbook import BOOL, DATE, NUMBER


def raw_value(text: str, kind: int) -> Cell:
    """The value of a cell from its text and kind.

    Whole numbers come back as int, so that one with more than 15 digits is known to be damaged;
    a date with a time of day keeps the time.
    """
    if kind == NUMBER:
        return float(text) if "." in text else int(text)
    if kind == DATE:
        return datetime.fromisoformat(text) if " " in text else date.fromisoformat(text)
    if kind == BOOL:
        return text == "TRUE"
    return text
