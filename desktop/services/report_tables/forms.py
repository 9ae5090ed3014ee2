"""A requester's own workbook becomes a table: its columns are known by their headings (表样)."""

import base64
import binascii
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError
from desktop.domain.report_table import ReportColumn, ReportSpec, Source, Subject
from desktop.exchange import heading
from desktop.exchange.file_kind import recognise
from desktop.exchange.form_filling import FormColumn, FormLayout, read_form
from desktop.exchange.heading import HEAD_BLOCK
from desktop.exchange.workbook import Limits
from desktop.services.office import Office
from desktop.services.report_tables.headings import plain_label
from desktop.services.report_tables.running import fields_of, labels_of

_HEAD = "head."
_ROLES = {
    Subject.PEOPLE: {heading.AGE: "age", "head_person_id": "head_name", heading.REMARK: "note"},
    Subject.HOUSEHOLDS: {
        heading.MEMBER_COUNT: "member_count",
        "head_person_id": "head_name",
        heading.HEAD_CITIZEN_ID: "head.citizen_id",
        heading.REMARK: "note",
        heading.AGE: "head.age",
        "household_phone": "head_phone",
        "registered_count": "member_count",
    },
}
_STAYS_EMPTY = (heading.SIGNATURE,)


def encoded(content: bytes) -> str:
    """A workbook as the register keeps it."""
    return base64.b64encode(content).decode()


def decoded(form: str) -> bytes:
    """The opposite of `encoded`.

    Raises:
        ProblemError: TSK-026, it is none.
    """
    try:
        return base64.b64decode(form, validate=True)
    except binascii.Error as error:
        raise ProblemError(Problem("TSK-026")) from error


def read_form_file(path: Path) -> bytes:
    """The bytes of a requester's workbook.

    Raises:
        ProblemError: IMP-001 to IMP-009, it is none, or too large.
    """
    recognise(path, Limits())
    try:
        return path.read_bytes()
    except OSError as error:  # its stick was pulled between the two
        raise ProblemError(Problem("IMP-002", {"file": path.name, "reason": error.strerror or ""})) from error


@contextmanager
def form_file(office: Office, content: bytes) -> Iterator[Path]:
    """A form as a file in the vault's scratch folder, for readers that want one; it holds nobody's data."""
    folder = office.vault.folder.scratch
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as inside:
        path = Path(inside) / "form.xlsx"
        path.write_bytes(content)
        yield path


def spec_of_form(layout: FormLayout) -> ReportSpec:
    """The table that a form asks for; columns that the register does not know are typed once and kept.

    A form with people's names is one of people, one with heads only is one of households.
    """
    blocks = {column.match.block for column in layout.columns}
    identifiers = {column.match.identifier for column in layout.columns}
    is_people = "name" in identifiers and HEAD_BLOCK not in blocks
    subject = Subject.PEOPLE if is_people else Subject.HOUSEHOLDS
    columns = tuple(_column(column, subject) for column in layout.columns if not column.is_formula)
    return ReportSpec(subject, columns, head=(layout.title,) if layout.title else ())


def _column(column: FormColumn, subject: Subject) -> ReportColumn:
    fields, identifier = fields_of(subject), column.match.identifier
    label = column.label.rpartition("/")[2] or column.label

    def made(key: str, source: Source) -> ReportColumn:
        return ReportColumn(key, label, source, position=column.position)

    if identifier == heading.SEQUENCE:
        return made("", Source.SERIAL)
    if identifier in _STAYS_EMPTY:
        return made("", Source.BLANK)
    if column.match.block not in (None, HEAD_BLOCK):
        return made(plain_label(column.label), Source.OWN)  # further members side by side
    key = _ROLES[subject].get(identifier, identifier)
    if column.match.block == HEAD_BLOCK and subject is Subject.HOUSEHOLDS:
        key = "head_name" if identifier == "name" else key
        key = _HEAD + identifier if _HEAD + identifier in fields and key == identifier else key
    elif key not in fields and _HEAD + key in fields:
        key = _HEAD + key
    if key in fields:
        return made(key, Source.FIELD)
    return made(plain_label(column.label), Source.OWN)


def read_form_table(office: Office, content: bytes) -> tuple[FormLayout, ReportSpec]:
    """Where a form wants its rows, and the table that it asks for.

    Raises:
        ProblemError: TSK-025 to TSK-027, IMP-001 to IMP-019.
    """
    with form_file(office, content) as path:
        layout = read_form(path)
    return layout, spec_of_form(layout)


def cells_by_position(
    spec: ReportSpec, rows: tuple[tuple[str, ...], ...]
) -> tuple[list[dict[int, str]], frozenset[int]]:
    """Rows by column of the workbook, and the columns whose numbers stay texts."""
    fields = fields_of(spec.subject)
    placed = [(place, column) for place, column in enumerate(spec.columns) if column.position >= 0]
    texts = frozenset(
        column.position
        for _, column in placed
        if column.source is Source.FIELD
        and (field := fields.get(column.key)) is not None
        and not (field.scale or field.unit or field.kind.value in ("int", "decimal"))
    )
    return [{column.position: row[place] for place, column in placed} for row in rows], texts


def unknown_labels(spec: ReportSpec) -> tuple[str, ...]:
    """Headings of columns that the register does not know."""
    pairs = zip(labels_of(spec), spec.columns, strict=True)
    return tuple(label for label, column in pairs if column.source is Source.OWN)
