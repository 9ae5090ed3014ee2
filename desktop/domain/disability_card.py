"""残疾人证号: identity number, category digit and grade digit in one number of twenty characters."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.domain import citizen_id
from desktop.domain.cell_text import is_blank, text_of
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

_REISSUED = re.compile(r"^(.{20})(B?\d{1,2}|B)$")


@dataclass(frozen=True, slots=True)
class DisabilityCard:
    """A card number taken apart.

    Attributes:
        number: 20 characters.
        citizen_id: The first 18.
        category: Code of table ``disability_category``.
        grade: Code of table ``disability_grade``.
    """

    number: str
    citizen_id: str
    category: str
    grade: str


def read_disability_card(cell: Cell, today: date | None = None) -> Reading[DisabilityCard]:
    """The card number of a cell.

    Returns:
        The card, with hint FLD-124 when the mark of a reissued card was left off. No value and
        FLD-121 length, FLD-122 identity number, FLD-123 category or grade, FLD-712 destroyed by
        a spreadsheet.

    Source:
        Numbering of the China Disabled Persons' Federation: 18 + category 1-7 + grade 1-4.
    """
    if citizen_id.is_damaged(cell):
        return Reading(None, (Problem("FLD-712"),))
    number = citizen_id.normalise(text_of(cell))
    if is_blank(number):
        return Reading()
    hints: tuple[Problem, ...] = ()
    reissued = _REISSUED.match(number)
    if reissued is not None:
        number = reissued[1]
        hints = (Problem("FLD-124", {"suffix": reissued[2]}, severity=Severity.HINT),)
    if len(number) != 20:
        return Reading(None, (Problem("FLD-121", {"length": str(len(number))}),))
    holder, category, grade = number[:18], number[18], number[19]
    if citizen_id.check(holder, today):
        return Reading(None, (Problem("FLD-122"),))
    if not ("1" <= category <= "7" and "1" <= grade <= "4"):
        return Reading(None, (Problem("FLD-123", {"tail": number[18:]}),))
    return Reading(DisabilityCard(number, holder, category, grade), hints)
