"""Covers on the copy that is printed what an item's sheets may not show; what is stored stays whole."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.masking import mask_minor_name
from desktop.reports.data import NoticeData, Sheet, SheetValue
from desktop.reports.masking import masked_name
from desktop.reports.sheet_rows import NOT_COUNTED
from desktop.reports.template import ColumnTemplate, TableTemplate, Template
from desktop.services.disclosure.compiling.common import Common

_NAMES = ("name", "head")
_MINORS = "minor_name"


def cover(common: Common, chosen: Template, data: NoticeData) -> NoticeData:
    """The data with the fields covered that the item masks here: names to 姓某某, others left out.

    Where the item masks minors, a name that only children of the register bear is covered: on a sheet of aid
    it would tell a child's hardship.
    """
    item = common.item(chosen.item)
    if item is None or not isinstance(data, Sheet):
        return data
    minors: frozenset[str] = frozenset()
    if _MINORS in item.mask:
        from desktop.services.disclosure.notices import names_by_age

        minors, _ = names_by_age(common.office)
    tables = dict(data.tables)
    for block in chosen.blocks:
        if isinstance(block, TableTemplate) and block.rows in tables:
            tables[block.rows] = tuple(
                _covered(block.columns, row, item.mask, minors) for row in tables[block.rows]
            )
    return replace(data, tables=tables)


def _covered(
    columns: tuple[ColumnTemplate, ...],
    row: Mapping[str, SheetValue],
    mask: frozenset[str],
    minors: frozenset[str],
) -> dict[str, SheetValue]:
    copy = dict(row)
    for name in _NAMES:
        value = copy.get(name)
        if isinstance(value, str) and name in mask:
            copy[name] = masked_name(value)
        elif isinstance(value, str) and value.strip() in minors:
            copy[name] = mask_minor_name(value.strip())
    for column in columns:
        if column.value in mask and column.value not in _NAMES and copy.get(column.value) is not None:
            copy[column.value] = None if column.choices else NOT_COUNTED
    return copy
