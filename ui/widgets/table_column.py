"""What a table knows of its columns and cells, apart from where the rows come from."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor

from ui.icons import icon
from ui.theme import colours, tone_icon

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TableRole(IntEnum):
    """Roles of our tables beside Qt's: what to sort by, which record, the cell itself."""

    SORT = int(Qt.ItemDataRole.UserRole) + 1
    ID = int(Qt.ItemDataRole.UserRole) + 2
    CELL = int(Qt.ItemDataRole.UserRole) + 3


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column.

    Attributes:
        identifier: Kept with widths and saved views; never shown.
        heading: Shown, in the user's language.
        width_chars: Width at first, in Chinese characters.
        align: Where the text stands in the cell, `LEFT` or `RIGHT`.
        sort_key: What to ask for when the heading is clicked; empty when it can't be sorted by.
        shown: Whether the column is there before the user chooses.
    """

    identifier: str
    heading: str
    width_chars: float = 8
    align: Qt.AlignmentFlag = LEFT
    sort_key: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than a text.

    Attributes:
        text: Shown.
        tone: Meaning by colour and icon: ``ok``, ``soon``, ``overdue``, ``error`` or nothing.
        hint: Tool tip; the text when empty.
        icon: Icon before the text; the tone's own when empty.
    """

    text: str
    tone: str = ""
    hint: str = ""
    icon: str = ""


def cell_data(cell: str | Cell, role: int) -> Any:
    """What a cell says in one of Qt's roles; None where it has nothing to say."""
    if role == Qt.ItemDataRole.DisplayRole:
        return cell if isinstance(cell, str) else cell.text
    if role == Qt.ItemDataRole.ToolTipRole:
        return (cell if isinstance(cell, str) else cell.hint or cell.text) or None
    if role == TableRole.CELL:
        return cell
    if isinstance(cell, str):
        return None
    if role == Qt.ItemDataRole.ForegroundRole and cell.tone:
        return QBrush(QColor(getattr(colours(), cell.tone)))
    if role == Qt.ItemDataRole.DecorationRole and (cell.icon or cell.tone):
        tint = getattr(colours(), cell.tone) if cell.tone else colours().muted
        return icon(cell.icon or tone_icon(cell.tone), tint)
    return None
