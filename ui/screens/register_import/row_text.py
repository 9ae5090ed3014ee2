"""A row of an import in words; identity numbers and telephones are masked as everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.catalogue import catalogue
from desktop.domain.field_reader import show_field
from desktop.domain.masking import mask_citizen_id, mask_phone
from desktop.domain.problem import Problem
from desktop.services.register_import.rows import PlannedRow
from desktop.words import word
from ui.widgets.table_column import RIGHT, Cell, TableColumn

_MOST_LINES = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportRow", text)


def columns() -> tuple[TableColumn, ...]:
    """Columns of the preview's table."""
    return (
        TableColumn("sheet", _tr("工作表"), 6),
        TableColumn("row", _tr("行"), 3, RIGHT),
        TableColumn("name", _tr("姓名"), 6),
        TableColumn("citizen_id", _tr("身份证号码"), 10),
        TableColumn("remark", _tr("说明"), 30),
        TableColumn("group", _tr("村民小组"), 6),
        TableColumn("household_no", _tr("户编号"), 12),
    )


def table_words(problems: Sequence[Problem]) -> str:
    """What is said of tables as a whole, a line each; the first few of many."""
    told = [messages.sentence(problem) for problem in problems]
    if len(told) > _MOST_LINES:
        told[_MOST_LINES:] = [_tr("还有 {n} 处类似的问题。").format(n=len(told) - _MOST_LINES)]
    return "\n".join(told)


def shown_value(column: str, value: object) -> str:
    """A stored value of a column as the clerk reads it."""
    if value is None:
        return ""
    if column == "citizen_id":
        return mask_citizen_id(str(value))
    if column in ("mobile", "household_phone", "emergency_phone"):
        return mask_phone(str(value))
    spec = catalogue().find_by_column(column)
    if spec is None:
        return str(value)
    return show_field(spec, spec.loaded(value if isinstance(value, str | int) else str(value)))


def change_lines(row: PlannedRow) -> tuple[str, ...]:
    """One line per field that would change: label, value in the register, value in the workbook."""
    lines = []
    for column, (old, new) in row.changes.items():
        spec = catalogue().find_by_column(column)
        name = word(spec.label) if spec else _tr("备注") if column == "note" else column
        before, after = shown_value(column, old) or _tr("（空）"), shown_value(column, new)
        lines.append(_tr("{field}：{before} → {after}").format(field=name, before=before, after=after))
    return tuple(lines)


def cells(row: PlannedRow) -> Sequence[str | Cell]:
    """The cells of one row of the preview's table, in the order of `columns`."""
    values = row.source.values

    def value(column: str) -> str:
        return shown_value(column, values.get(column))

    remark: str | Cell = ""
    if row.all_problems:
        remark = messages.reason(row.all_problems[0])
    elif row.changes:
        remark = "；".join(change_lines(row))
    return (
        row.source.sheet,
        str(row.source.row_no),
        value("name"),
        value("citizen_id") or _damaged(row),
        remark,
        value("villager_group"),
        value("household_no"),
    )


def _damaged(row: PlannedRow) -> str | Cell:
    if row.source.id_hint:
        return Cell(_tr("号码已损坏"), "soon")
    return ""
