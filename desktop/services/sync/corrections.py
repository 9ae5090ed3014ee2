"""A value that somebody types in place of one that did not get in."""

from collections.abc import Mapping

from db.store import Value
from desktop.domain.catalogue import FieldSpec, Kind, catalogue
from desktop.domain.field_reader import read_field
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.services.office import Office

_PLAIN_TEXTS = frozenset({"note", "title", "text", "result"})
_NUMBERS = frozenset(
    {"citizen_id", "disability_no", "mobile", "household_phone", "emergency_phone", "benefit_account"}
)


def can_type(column: str) -> bool:
    """Whether a column's value is one that people type; links, files and states have forms of their own."""
    return column in _PLAIN_TEXTS or _spec(column) is not None


def is_covered(column: str) -> bool:
    """Whether a column's value is shown masked, so that nobody could correct what is shown."""
    return column in _NUMBERS


def _spec(column: str) -> FieldSpec | None:
    spec = catalogue().find_by_column(column)
    if spec is None or spec.identifier != column or spec.target or spec.derived:
        return None
    return None if spec.kind in (Kind.FILE, Kind.REF, Kind.DATERANGE) else spec


def read_correction(office: Office, column: str, text: str) -> Value:
    """What a typed text means for a column, in stored form; an empty text is no value.

    Raises:
        ProblemError: What the field's rule says, with the column as place.
        ValueError: Nobody types this column (see `can_type`).
    """
    spec = _spec(column)
    if spec is None:
        if column not in _PLAIN_TEXTS:
            raise ValueError(column)
        return text.strip() or None
    reading = read_field(spec, text, office.today())
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    if errors:
        raise ProblemError(problem._replace(place=Place(field=column)) for problem in errors)
    return spec.stored(reading.value)


def read_corrections(office: Office, typed: Mapping[str, str]) -> dict[str, Value]:
    """The same for several columns; all that is wrong is told at once.

    Raises:
        ProblemError: As `read_correction`.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for column, text in typed.items():
        try:
            values[column] = read_correction(office, column, text)
        except ProblemError as error:
            problems += error.problems
    if problems:
        raise ProblemError(problems)
    return values
