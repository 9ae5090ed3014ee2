"""Finds the tables in a workbook: where the headings stand, where the data, and what is neither.

Offices put a title above the headings, merge headings over several rows, add a row of units, break
the data with subtotals and repeated headings, and sign below. Every row ends in exactly one class.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from desktop.domain.cell_text import plain, trim
from desktop.domain.total_row import is_note_row, is_total_row, is_total_word
from desktop.exchange.heading import (
    SEQUENCE,
    Heading,
    Vocabulary,
    plain_heading,
    read_heading,
    synonyms,
    unit_of,
)
from desktop.exchange.workbook import EMPTY, TEXT, MergedRange, Sheet, Workbook

_ROWS_LOOKED_AT = 40
_SAMPLES = 5
_TAIL_ROWS = 30
_GROUP = re.compile(
    r"(第?[0-9一二三四五六七八九十]{1,3}(?:村民)?小?组|第?[0-9一二三四五六七八九十]{1,3}生产队|第?[0-9一二三四五六七八九十]{1,3}队)"
)
_HAMLET_NAME = re.compile(r"^[\u3400-\u9fff]{1,6}(?:组|队|屯|湾|自然村|村|庄)$")
_DATA_CELL = re.compile(r"^(?:\d{15}|\d{17}[\dXx]|1\d{10}|\d{4}[-./年]\d{1,2}.*|男|女|是|否)$")
_KNOWN_NEEDED = 2
_TITLE_SHARE = 0.6


class RowClass(Enum):
    """What a row of the sheet is when it is not data."""

    ABOVE = "above"  # title, subtitle, unit line over the headings
    HEADING = "heading"  # the headings, also when a later page repeats them
    BLANK = "blank"
    TOTAL = "total"
    NOTE = "note"
    NUMBERING = "numbering"  # 1 2 3 4 below the headings
    BELOW = "below"  # after the end of the data


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table.

    Attributes:
        position: Column of the sheet, from 0.
        path: Labels above it from the top down, as written.
        heading: What they say.
        samples: Up to five different cells, first ones first.
        filled: Share of data rows with something in this column.
    """

    position: int
    path: tuple[str, ...]
    heading: Heading
    samples: tuple[str, ...]
    filled: float

    @property
    def label(self) -> str:
        """The labels in one line, ``家庭成员/姓名``; a letter as in the spreadsheet without any."""
        return "/".join(self.path) or f"{column_letters(self.position)} 列"


@dataclass(frozen=True)
class TableFound:
    """A table in a sheet.

    Attributes:
        sheet: Where it stands.
        heading_rows: First and last row of the headings, from 0; None when the data has none.
        columns: From the left; columns without heading and content are left out.
        data_rows: Rows of data in order, from 0.
        skipped: Every other row of the sheet with its class.
        confidence: 0 to 1; how sure it is that the headings are the headings.
        group_hint: Villagers' group by the tab's name or the title, "" for none.
        title: Text above the headings.
    """

    sheet: Sheet
    heading_rows: tuple[int, int] | None
    columns: tuple[TableColumn, ...]
    data_rows: tuple[int, ...]
    skipped: dict[int, RowClass] = field(default_factory=dict)
    confidence: float = 1.0
    group_hint: str = ""
    title: str = ""


def column_letters(position: int) -> str:
    """Letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_tables(workbook: Workbook, vocabulary: Vocabulary | None = None) -> tuple[TableFound, ...]:
    """The tables of a workbook, at most one per sheet, in the order of the sheets.

    A sheet without any known heading gives a table without headings when its content shows
    identity numbers; cover sheets and instructions give none.

    Args:
        workbook: What was read.
        vocabulary: Headings to look for; None for those of the register.
    """
    tables = (_find_table(sheet, vocabulary) for sheet in workbook.sheets if sheet.row_count)
    return tuple(table for table in tables if table is not None)


def _find_table(sheet: Sheet, vocabulary: Vocabulary | None) -> TableFound | None:
    best, score = _best_heading_row(sheet, vocabulary)
    if score < _KNOWN_NEEDED:
        return _table_without_headings(sheet) if vocabulary is None else None
    top, bottom = _heading_block(sheet, best, vocabulary)
    paths = _paths(sheet, top, bottom, vocabulary)
    skipped = dict.fromkeys(range(top), RowClass.ABOVE)
    skipped.update(dict.fromkeys(range(top, bottom + 1), RowClass.HEADING))
    title = " ".join(
        dict.fromkeys(text for row in range(top) for text in map(trim, sheet.row_texts(row)) if text)
    )
    return _table(sheet, (top, bottom), paths, skipped, title, vocabulary)


def _table(
    sheet: Sheet,
    heading_rows: tuple[int, int] | None,
    paths: list[tuple[str, ...]],
    skipped: dict[int, RowClass],
    title: str,
    vocabulary: Vocabulary | None = None,
) -> TableFound:
    first = heading_rows[1] + 1 if heading_rows else 0
    below, units = _classify(sheet, first, paths, vocabulary)
    skipped.update(below)
    data_rows = tuple(row for row in range(first, sheet.row_count) if row not in skipped)
    columns = []
    for position, path in enumerate(paths):
        full_path = (*path, f"({units[position]})") if position in units else path
        column = _column(sheet, position, full_path, data_rows, vocabulary)
        if column.path or column.filled:
            columns.append(column)
    known = sum(bool(known_identifier(column.heading, vocabulary)) for column in columns)
    named = sum(bool(column.path) for column in columns)
    return TableFound(
        sheet,
        heading_rows,
        tuple(columns),
        data_rows,
        skipped,
        round(known / named, 2) if named else 0.4,
        _group_hint(sheet.name, title),
        title,
    )


def known_identifier(about: Heading, vocabulary: Vocabulary | None = None) -> str:
    """The identifier or role that a heading names exactly; "" when it is not known."""
    return (synonyms() if vocabulary is None else vocabulary.words).get(about.base, "")


def _column(
    sheet: Sheet,
    position: int,
    path: tuple[str, ...],
    rows: tuple[int, ...],
    vocabulary: Vocabulary | None,
) -> TableColumn:
    column = sheet.columns[position]
    blank = {at for at, text in enumerate(column.texts) if not text or text.isspace()}
    filled = len(rows) - sum(column.index[row] in blank for row in rows) if blank else len(rows)
    samples: dict[str, None] = {}
    for row in rows[:2000]:
        if column.index[row] not in blank:
            samples[trim(column.text(row))] = None
            if len(samples) == _SAMPLES:
                break
    return TableColumn(
        position,
        path,
        read_heading(*path, vocabulary=vocabulary),
        tuple(samples),
        filled / len(rows) if rows else 0.0,
    )


_VALUE_TOO = re.compile("户主|本人|.{1,6}组")


def _is_known(text: str, vocabulary: Vocabulary | None) -> bool:
    return (
        bool(text)
        and len(text) <= 40
        and bool(known_identifier(read_heading(text, vocabulary=vocabulary), vocabulary))
    )


def _best_heading_row(sheet: Sheet, vocabulary: Vocabulary | None) -> tuple[int, float]:
    """The row with the most known labels among the first ones, and how many it has."""
    best, most = 0, 0.0
    for row in range(min(sheet.row_count, _ROWS_LOOKED_AT)):
        texts = [text for text in sheet.row_texts(row) if text]
        distinct = set(texts)
        data_cells = sum(_looks_like_data(text) for text in texts)
        if data_cells > 1 and most >= _KNOWN_NEEDED:
            break  # the data has begun; headings repeated on a later page are not the first ones
        score = sum(_is_known(text, vocabulary) for text in distinct) - 0.8 * data_cells
        # A repeated label block (姓名 身份证 姓名 身份证) counts a little for every repetition.
        score += 0.1 * sum(_is_known(text, vocabulary) for text in texts)
        score -= 0.1 * sum(_is_known(text, vocabulary) for text in distinct)
        if score > most:
            best, most = row, score
    return best, most


def _looks_like_data(text: str) -> bool:
    return _DATA_CELL.match(plain(text)) is not None


def _holds_data(sheet: Sheet, row: int) -> bool:
    return any(map(_looks_like_data, sheet.row_texts(row)))


def _filled(sheet: Sheet, row: int) -> list[int]:
    return [position for position, text in enumerate(sheet.row_texts(row)) if text.strip()]


def _heading_block(sheet: Sheet, best: int, vocabulary: Vocabulary | None) -> tuple[int, int]:
    """Rows of the headings around the row with most known labels."""
    top = bottom = best
    for block in sheet.merged:
        if block.first_row <= best <= block.last_row and block.last_row - best <= 3:
            while bottom < min(block.last_row, sheet.row_count - 1) and not _holds_data(sheet, bottom + 1):
                bottom += 1
    while bottom + 1 < sheet.row_count and _continues(sheet, bottom + 1, vocabulary):
        bottom += 1
    while top > 0 and _is_parent_row(sheet, top - 1, vocabulary):
        top -= 1
    return top, bottom


def _continues(sheet: Sheet, row: int, vocabulary: Vocabulary | None) -> bool:
    """Whether the row below the headings still belongs to them."""
    texts = [text for text in sheet.row_texts(row) if text.strip()]
    if not texts or any(_looks_like_data(text) for text in texts):
        return False
    if any(sheet.cell(row, position).kind not in (TEXT, EMPTY) for position in range(len(sheet.columns))):
        return False
    # 户主 and 一组 head columns and stand in cells as well: alone they make no headings.
    known = sum(_is_known(text, vocabulary) and not _VALUE_TOO.fullmatch(plain(text)) for text in texts)
    units = sum(bool(unit_of(text)) for text in texts)
    return (known >= 1 and known + units >= len(texts) / 2) or units == len(texts)


def _is_parent_row(sheet: Sheet, row: int, vocabulary: Vocabulary | None) -> bool:
    """Whether a row above the headings holds labels of groups of columns and not a title."""
    filled = _filled(sheet, row)
    if not filled or any(_looks_like_data(sheet.text(row, position)) for position in filled):
        return False
    if any(_is_known(sheet.text(row, position), vocabulary) for position in filled):
        return True
    width = len(sheet.columns)
    for block in sheet.merged:
        if block.first_row <= row <= block.last_row:
            columns = block.last_column - block.first_column + 1
            if columns > _TITLE_SHARE * width:
                return False
            if columns > 1 and block.first_column > 0:
                return True
    texts = [sheet.text(row, position) for position in filled]
    # Without merged blocks (csv, ods) a title stands alone at the left, group labels stand apart.
    return len(filled) >= 2 and not any(
        unit_of(text) or "单位" in text or "时间" in text or "日期" in text or len(text) > 12
        for text in texts
    )


def _paths(sheet: Sheet, top: int, bottom: int, vocabulary: Vocabulary | None) -> list[tuple[str, ...]]:
    """Labels above every column, merged ones repeated over their columns."""
    owner: dict[tuple[int, int], MergedRange] = {}
    for block in sheet.merged:
        for row in range(max(top, block.first_row), min(bottom, block.last_row) + 1):
            for position in range(block.first_column, min(block.last_column, len(sheet.columns) - 1) + 1):
                owner[row, position] = block
    spread = _spread_labels(sheet, top, bottom, owner, vocabulary)
    paths = []
    for position in range(len(sheet.columns)):
        labels: list[str] = []
        for row in range(top, bottom + 1):
            block_here = owner.get((row, position))
            if block_here is not None:
                text = sheet.text(block_here.first_row, block_here.first_column)
            else:
                text = spread.get((row, position), sheet.text(row, position))
            label = " ".join(trim(text).split())
            if label and (not labels or labels[-1] != label):
                labels.append(label)
        paths.append(tuple(labels))
    return paths


def _spread_labels(
    sheet: Sheet,
    top: int,
    bottom: int,
    owner: dict[tuple[int, int], MergedRange],
    vocabulary: Vocabulary | None,
) -> dict[tuple[int, int], str]:
    """Group labels carried to the right where the file cannot say what is merged."""
    if owner or bottom == top:
        return {}
    spread = {}
    for row in range(top, bottom):
        label = ""
        for position in range(len(sheet.columns)):
            text = sheet.text(row, position)
            if text.strip():
                # A label that is a fact of its own stands over one column only.
                label = (
                    "" if _is_known(text, vocabulary) and not sheet.text(row + 1, position).strip() else text
                )
            elif label and sheet.text(row + 1, position).strip():
                spread[row, position] = label
            else:
                label = ""
    return spread


def _classify(
    sheet: Sheet, first: int, paths: list[tuple[str, ...]], vocabulary: Vocabulary | None
) -> tuple[dict[int, RowClass], dict[int, str]]:
    """Class of every row below the headings that is not data, and units found in a row of units."""
    found: dict[int, RowClass] = {}
    units: dict[int, str] = {}
    labels = {plain_heading(path[-1]) for path in paths if path}
    known = {
        position: known_identifier(read_heading(*path, vocabulary=vocabulary), vocabulary)
        for position, path in enumerate(paths)
        if path
    }
    numbered = {position for position, identifier in known.items() if identifier == SEQUENCE}
    names = {position for position, identifier in known.items() if identifier == "name"}
    suspicious = _suspicious_rows(sheet, first, {label for path in paths for label in path}, names)
    last_plain = next((row for row in range(sheet.row_count - 1, first - 1, -1) if row not in suspicious), -1)
    after_data = True
    for row in sorted(suspicious, reverse=True):
        after_data = after_data and row > last_plain
        filled = _filled(sheet, row)
        texts = [trim(sheet.text(row, position)) for position in filled]
        # Templates number empty rows in advance; a row without anything passes as well.
        if numbered.issuperset(filled) and all(plain(text).isdigit() for text in texts):
            found[row] = RowClass.BLANK
        elif row == first and all(unit_of(text) for text in texts):
            units = {position: unit_of(sheet.text(row, position)) for position in filled}
            found[row] = RowClass.HEADING
        elif row == first and _is_numbering(texts):
            found[row] = RowClass.NUMBERING
        elif is_total_row(texts):
            found[row] = RowClass.TOTAL
        elif len(texts) >= 2 and sum(plain_heading(text) in labels for text in texts) > len(texts) * 0.6:
            found[row] = RowClass.HEADING
        elif _is_note(texts, after_data):
            found[row] = RowClass.BELOW if after_data else RowClass.NOTE
        elif after_data and len(filled) == 1 and filled[0] not in names and len(paths) > 3:
            found[row] = RowClass.BELOW
        else:
            after_data = False
    return dict(sorted(found.items())), units


def _suspicious_rows(sheet: Sheet, first: int, written: set[str], names: set[int]) -> set[int]:
    """Rows that may be something else than data; only these are looked at one by one.

    ``written`` are the labels of the headings letter by letter, as a later page repeats them.
    """
    rows = {first, *range(max(first, sheet.row_count - _TAIL_ROWS), sheet.row_count)}
    key_columns = {*_key_columns(sheet), *names}
    for position in key_columns:
        column = sheet.columns[position]
        odd = {at for at, text in enumerate(column.texts) if not text.strip()}
        if odd:
            rows.update(row for row, at in enumerate(column.index) if at in odd)
    for position in range(len(sheet.columns)):
        column = sheet.columns[position]
        if position > 3 and position not in key_columns:
            continue
        odd = {
            at
            for at, text in enumerate(column.texts)
            if ("计" in text and is_total_word(text)) or text in written
        }
        if odd:
            rows.update(row for row, at in enumerate(column.index) if at in odd)
    return {row for row in rows if first <= row < sheet.row_count}


def _key_columns(sheet: Sheet) -> list[int]:
    """The two columns with the most different texts: names and numbers of people."""
    by_variety = sorted(range(len(sheet.columns)), key=lambda position: -len(sheet.columns[position].texts))
    return by_variety[:2]


def _is_numbering(texts: list[str]) -> bool:
    numbers = [plain(text).strip("()（）") for text in texts]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _is_note(texts: list[str], after_data: bool) -> bool:
    if is_note_row(texts):
        return True
    if after_data and any(is_note_row([text]) for text in texts):
        return True
    return len(texts) == 1 and len(texts[0]) > 20


_GROUP_WORDS = re.compile(r"人口|花名册|名册|台账|登记|村民|户籍")


def _group_hint(sheet_name: str, title: str) -> str:
    name = trim(sheet_name)
    if found := _GROUP.search(name):
        return found[1]
    if _HAMLET_NAME.match(name) and not _GROUP_WORDS.search(name):
        return name
    if found := _GROUP.search(title):
        return found[1]
    return ""


def _table_without_headings(sheet: Sheet) -> TableFound | None:
    """A bare list: taken when at least one column holds identity numbers or mobile numbers."""
    counts: Counter[str] = Counter()
    for row in range(min(sheet.row_count, _ROWS_LOOKED_AT)):
        for text in sheet.row_texts(row):
            if re.fullmatch(r"\d{15}|\d{17}[\dX]", plain(text).upper()):
                counts["id"] += 1
    if counts["id"] < 1 or len(sheet.columns) < 2:
        return None
    return _table(sheet, None, [()] * len(sheet.columns), {}, "")
