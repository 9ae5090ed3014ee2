"""Stored values as the words of a screen, masked unless they may be seen."""

from collections.abc import Mapping
from decimal import Decimal

from db.queries.list_fields import AGE_BANDS, HOUSEHOLD_PROBLEMS, PERSON_PROBLEMS, ListField
from db.queries.register_list import stored_list
from db.store import Value
from desktop.domain.catalogue import RESTRICTED_TAG, FieldSpec, Kind, Sensitivity, catalogue
from desktop.domain.code_table import code_table
from desktop.domain.masking import HIDDEN, MaskProfile, mask, mask_phone

HOUSEHOLD_KINDS: Mapping[str, str] = {
    "hukou": "户籍户",
    "contract": "承包户",
    "homestead": "宅基地户",
    "aid": "救助家庭",
    "collective": "成员户",
    "actual": "居住户",
}

# Shown although they are class S: they are what the office works through day by day, and the
# filters show them anyway. The restricted tags among them never appear.
_SHOWN = frozenset({"group_tags", "member_tags"})
_PHONES = frozenset({"mobile", "emergency_phone", "household_phone", "head_phone"})


def code_label(key: str, table: str, code: str) -> str:
    """The word for one code of a field; the code itself when nothing knows it."""
    if key == "age_band":
        return AGE_BANDS[code][0] if code in AGE_BANDS else code
    if key == "kind":
        return HOUSEHOLD_KINDS.get(code, code)
    if key == "problem":
        return (PERSON_PROBLEMS.get(code) or HOUSEHOLD_PROBLEMS.get(code) or (code, ""))[0]
    return code_table(table).label(code) if table else code


def value_text(field: ListField | FieldSpec, stored: Value) -> str:
    """A stored value in words, without its unit; empty text for none."""
    if stored is None or stored == "":
        return ""
    key = field.key if isinstance(field, ListField) else field.identifier
    if field.kind is Kind.BOOL:
        return "是" if stored else "否"
    if field.kind is Kind.DECIMAL:
        return _decimal_text(int(stored), field.scale, field.unit)
    if field.kind is Kind.LIST:
        entries = stored_list(str(stored))
        if field.code_table == "special_group":
            entries = [entry for entry in entries if not entry.startswith(RESTRICTED_TAG)]
        return "、".join(code_label(key, field.code_table, entry) for entry in entries)
    if field.kind is Kind.CODE:
        return code_label(key, field.code_table, str(stored))
    return str(stored)


def _decimal_text(stored: int, scale: int, unit: str) -> str:
    number = Decimal(stored).scaleb(-scale)
    if unit == "元":
        return f"{number:,.2f}"
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_masked(key: str, sensitivity: Sensitivity, *, may_reveal: bool) -> bool:
    """Whether a screen covers a field.

    Class S is covered for everyone until it is revealed; phone numbers are covered for those who
    may not reveal at all.
    """
    if key in _PHONES:
        return not may_reveal
    return sensitivity in (Sensitivity.S, Sensitivity.R) and key not in _SHOWN


def masked_text(key: str, text: str) -> str:
    """A covered value: enough of numbers to tell two apart, nothing of anything else."""
    if key in _PHONES:
        return mask_phone(text)
    spec = catalogue().find(key)
    return mask(spec, text, MaskProfile.SCREEN) if spec else HIDDEN if text else ""


def cell_text(field: ListField, stored: Value, *, may_reveal: bool) -> str:
    """A cell of a list."""
    text = value_text(field, stored)
    return (
        masked_text(field.key, text)
        if is_masked(field.key, field.sensitivity, may_reveal=may_reveal)
        else text
    )
