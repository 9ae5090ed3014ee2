"""Keeps what was read of a workbook, packed, inside the encrypted register.

The cells themselves are kept, not the file: no plain copy of the workbook ever lies on the disk
because of us, and a resumed import sees exactly what the first reading saw.
"""

from array import array
from typing import Any

from desktop.exchange.workbook import Column, MergedRange, Sheet, Workbook

_FORMAT = 1
_LEVEL = 3


def pack(workbook: Workbook) -> bytes:
    """A workbook's cells as compressed bytes."""
    import msgspec
    import zstandard

    content = {
        "format": _FORMAT,
        "kind": workbook.kind,
        "date1904": workbook.date1904,
        "encoding": workbook.encoding,
        "sheets": [_packed_sheet(sheet) for sheet in workbook.sheets],
    }
    return zstandard.ZstdCompressor(level=_LEVEL).compress(msgspec.msgpack.encode(content))


def _packed_sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "columns": [(column.texts, column.kinds, column.index.tobytes()) for column in sheet.columns],
        "merged": [(m.first_row, m.first_column, m.last_row, m.last_column) for m in sheet.merged],
        "hidden": sheet.hidden,
        "hidden_rows": sorted(sheet.hidden_rows),
        "marked": sorted(sheet.marked),
        "faulty": [(row, column, error) for (row, column), error in sheet.faulty.items()],
    }


def unpack(packed: bytes) -> Workbook:
    """The opposite of `pack`."""
    import msgspec
    import zstandard

    content: dict[str, Any] = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(packed))
    return Workbook(
        content["kind"],
        tuple(_sheet(sheet) for sheet in content["sheets"]),
        content["date1904"],
        content["encoding"],
    )


def _sheet(packed: dict[str, Any]) -> Sheet:
    columns = []
    for texts, kinds, index in packed["columns"]:
        positions = array("i")
        positions.frombytes(index)
        columns.append(Column(texts, kinds, positions))
    return Sheet(
        packed["name"],
        tuple(columns),
        tuple(MergedRange(*block) for block in packed["merged"]),
        packed["hidden"],
        frozenset(packed["hidden_rows"]),
        frozenset((row, column) for row, column in packed["marked"]),
        {(row, column): error for row, column, error in packed["faulty"]},
    )
