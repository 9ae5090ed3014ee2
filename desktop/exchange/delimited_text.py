"""Reads csv and tsv files as they come from offices: any of five character sets, three separators."""

import codecs
import csv
from collections.abc import Sequence
from io import StringIO

from desktop.domain import gb18030
from desktop.domain.problem import Problem, ProblemError
from desktop.exchange.workbook import MAX_COLUMNS, MAX_ROWS

_SEPARATORS = ",\t;"
_LONGEST_CELL = 32_767


def decode(content: bytes, file: str) -> tuple[str, str]:
    """Turn the bytes of a text file into text.

    A mark at the start decides; without one UTF-8 is tried before GB 18030 (which includes GBK and
    GB 2312), because Chinese text in GB 18030 is next to never valid UTF-8.

    Returns:
        The text without its mark, and the name of the character set.

    Raises:
        ProblemError: IMP-013 when the bytes are in none of the sets, IMP-007 when they are not text.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, file), encoding
    sample = content[:4000]
    if sample.count(0) > len(sample) // 5:
        # ASCII digits and separators in UTF-16 have a zero byte on one side, Chinese ones do not.
        encoding = "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"
        return _decoded(content, encoding, file), encoding
    try:
        return _checked(content.decode("utf-8"), file), "utf-8"
    except UnicodeDecodeError:
        return _decoded(content, "gb18030", file), "gb18030"


def _decoded(content: bytes, encoding: str, file: str) -> str:
    try:
        text = gb18030.decode(content) if encoding == "gb18030" else content.decode(encoding)
    except UnicodeDecodeError:
        raise ProblemError(Problem("IMP-013", {"file": file})) from None
    return _checked(text, file)


def _checked(text: str, file: str) -> str:
    sample = text[:20_000]
    if sum(character < " " and character not in "\t\r\n\f\v" for character in sample) > len(sample) // 200:
        raise ProblemError(Problem("IMP-007", {"file": file, "found": "二进制文件"}))
    return text


def separator_of(text: str) -> str:
    """The separator that splits the first rows into the most and most even columns."""
    lines = [line for line in text[:50_000].splitlines()[:50] if line.strip()]

    def evenness(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_SEPARATORS, key=evenness)


def read_rows(content: bytes, file: str) -> tuple[Sequence[tuple[str, ...]], str]:
    """All rows of a csv or tsv file, filled up to equal length.

    Returns:
        One tuple of texts per row, and the name of the character set.

    Raises:
        ProblemError: The bytes are no text, a quotation mark is never closed, or the table is
            larger than the limits.
    """
    text, encoding = decode(content, file)
    csv.field_size_limit(_LONGEST_CELL * 4)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator_of(text)):
            rows.append(row)
            if len(rows) > MAX_ROWS or len(row) > MAX_COLUMNS:
                values = {"file": file, "rows": str(MAX_ROWS), "columns": str(MAX_COLUMNS)}
                raise ProblemError(Problem("IMP-010", values))
    except csv.Error:
        raise ProblemError(Problem("IMP-014", {"file": file, "row": str(len(rows) + 1)})) from None
    width = max(map(len, rows), default=0)
    return [tuple(row + [""] * (width - len(row))) for row in rows], encoding
