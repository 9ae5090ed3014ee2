"""Mends an import inside the program: one cell, one value everywhere, or the choice of a person."""

from collections import Counter
from dataclasses import dataclass

from desktop.domain.catalogue import Sensitivity, catalogue
from desktop.domain.cell_text import trim
from desktop.domain.masking import mask_citizen_id
from desktop.domain.problem import Problem, Severity
from desktop.services.office import Office
from desktop.services.register_import.rows import SKIP_ROW, PlannedRow, RowClass
from desktop.services.register_import.session import ImportPlan, OpenImport

_COVERED = frozenset({"mobile", "household_phone", "emergency_phone"})
_SENSITIVE = (Sensitivity.S, Sensitivity.R)


@dataclass(frozen=True, slots=True)
class CellOfRow:
    """One mapped cell of a row: what it stands for and what the workbook (or the clerk) wrote.

    ``is_sensitive`` says that it is shown only where it has to be mended.
    """

    identifier: str
    heading: str
    text: str
    is_mended: bool
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """A text that could not be read, wherever it stands in the cells of one field.

    ``count`` rows hold it; mending it once mends them all.
    """

    identifier: str
    heading: str
    text: str
    count: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the register whom a row may mean; the number is masked."""

    person_id: str
    name: str
    birth_date: str
    citizen_id: str
    household_no: str
    villager_group: str


def cells_of_row(opened: OpenImport, row: PlannedRow) -> tuple[CellOfRow, ...]:
    """The mapped cells of a row in the order of the sheet, as they are read now.

    In a table with members side by side only the cells of this row's member are given.
    """
    cells = []
    for table, mapping in zip(opened.tables, opened.mappings, strict=True):
        if table.sheet.name != row.source.sheet:
            continue
        for match in mapping:
            if not match.identifier or match.identifier.startswith("@"):
                continue
            if match.block is not None and match.block != row.source.block:
                continue
            key = match.identifier if match.block in (None, 0) else f"{match.identifier}#{match.block}"
            typed = table.sheet.text(row.source.row_no - 1, match.column.position)
            mended = opened.decisions.cells.get((row.source.sheet, row.source.row_no, key))
            if mended is None:
                mended = opened.decisions.values.get((match.identifier, trim(typed)))
            text = typed if mended is None else mended
            spec = catalogue().find(match.identifier)
            sensitive = match.identifier in _COVERED or (spec is not None and spec.sensitivity in _SENSITIVE)
            cells.append(CellOfRow(key, match.column.label, text, mended is not None, sensitive))
    return tuple(cells)


def mend_cell(opened: OpenImport, row: PlannedRow, identifier: str, text: str) -> None:
    """Read one cell as if the workbook said something else."""
    opened.decisions.cells[row.source.sheet, row.source.row_no, identifier] = text


def mend_value(opened: OpenImport, identifier: str, old_text: str, text: str) -> None:
    """Read every cell of a field that holds one text as if it said something else."""
    opened.decisions.values[identifier.partition("#")[0], trim(old_text)] = text


def answer_row(opened: OpenImport, row: PlannedRow, answer: str) -> None:
    """Say who a row means: a person's id, `rows.NEW_PERSON` or `rows.SKIP_ROW`; empty takes it back."""
    if answer:
        opened.decisions.answers[row.source.key] = answer
    else:
        opened.decisions.answers.pop(row.source.key, None)


def prefer_row(opened: OpenImport, plan: ImportPlan, row: PlannedRow) -> None:
    """Of two rows about one person take this one: the earlier row is left out."""
    for problem in row.problems:
        if problem.code != "IMP-205":
            continue
        name = row.source.values.get("name")
        for other in plan.rows:
            is_meant = (
                other.source.sheet == problem.values["sheet"]
                and str(other.source.row_no) == problem.values["row"]
            )
            if is_meant and other.source.values.get("name") == name:
                opened.decisions.answers[other.source.key] = SKIP_ROW


def is_repeated(row: PlannedRow) -> bool:
    """Whether a row is asked because another row of the file is about the same person."""
    return any(problem.code == "IMP-205" for problem in row.problems)


def skip_all(opened: OpenImport, plan: ImportPlan, row_class: RowClass) -> int:
    """Leave out every row of a class; returns how many."""
    rows = [row for row in plan.rows if row.row_class is row_class]
    for row in rows:
        opened.decisions.answers[row.source.key] = SKIP_ROW
    return len(rows)


def value_groups(opened: OpenImport, plan: ImportPlan) -> tuple[ValueGroup, ...]:
    """Texts that could not be read, by field, the most frequent first.

    Identity numbers are not among them: each is somebody's own and is mended alone.
    """
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], tuple[str, Problem]] = {}
    by_sheet = {
        table.sheet.name: (table.sheet, {match.column.label: match for match in mapping})
        for table, mapping in zip(opened.tables, opened.mappings, strict=True)
    }
    for row in plan.rows:
        for problem in row.source.problems:
            place = problem.place
            if problem.severity is Severity.HINT or place is None or place.row is None:
                continue
            if not place.field or place.field == "citizen_id" or place.column == "":
                continue
            sheet, matches = by_sheet[place.sheet]
            match = matches.get(place.column)
            if match is None:
                continue
            text = trim(sheet.text(place.row - 1, match.column.position))
            if not text or (place.field, text) in opened.decisions.values:
                continue
            counts[place.field, text] += 1
            first.setdefault((place.field, text), (place.column, problem))
    return tuple(
        ValueGroup(identifier, first[identifier, text][0], text, count, first[identifier, text][1])
        for (identifier, text), count in counts.most_common()
    )


def candidates_of(office: Office, row: PlannedRow) -> tuple[Candidate, ...]:
    """Whom a row may mean, in the order in which they were found."""
    ids = row.candidates or ((row.person_id,) if row.person_id else ())
    found = []
    with office.store.reading() as connection:
        for person_id in ids:
            known = connection.execute(
                "SELECT p.id, p.name, p.birth_date, p.citizen_id, h.household_no, h.villager_group "
                "FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.to_date IS NULL "
                "LEFT JOIN household h ON h.id = m.household_id WHERE p.id = ?",
                (person_id,),
            ).fetchone()
            if known is not None:
                texts = ["" if value is None else str(value) for value in known]
                texts[3] = mask_citizen_id(texts[3]) if texts[3] else ""
                found.append(Candidate(*texts))
    return tuple(found)
