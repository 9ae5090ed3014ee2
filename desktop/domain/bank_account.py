"""一卡通 and other bank accounts that benefits are paid to."""

from desktop.domain.cell_text import is_blank, plain
from desktop.domain.citizen_id import is_damaged
from desktop.domain.leak_scanner import is_luhn_valid
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

_CARD_PREFIX = "62"  # cards of Chinese banks; older passbook accounts carry no check digit


def read_bank_account(cell: Cell) -> Reading[str]:
    """The digits of an account.

    Returns:
        Digits; warning FLD-704 when a card number fails its check digit. No value and FLD-701 not
        digits, FLD-702 length, FLD-703 destroyed by a spreadsheet.

    Source:
        Check digit: ISO/IEC 7812-1; lengths are from general knowledge.
    """
    if type(cell) is str and 12 <= len(cell) <= 24 and cell.isascii() and cell.isdigit():
        return _checked(cell)
    if cell is None:
        return Reading()
    if is_damaged(cell):
        return Reading(None, (Problem("FLD-703"),))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = f"{cell:.15g}"
    digits = plain(str(cell)).replace("-", "")
    if is_blank(digits):
        return Reading()
    if not (digits.isascii() and digits.isdigit()):
        return Reading(None, (Problem("FLD-701", {"value": digits[:4] + "…"}),))
    if not 12 <= len(digits) <= 24:
        return Reading(None, (Problem("FLD-702", {"length": str(len(digits))}),))
    return _checked(digits)


def _checked(digits: str) -> Reading[str]:
    if digits.startswith(_CARD_PREFIX) and 16 <= len(digits) <= 19 and not is_luhn_valid(digits):
        return Reading(digits, (Problem("FLD-704", severity=Severity.WARNING),))
    return Reading(digits)
