"""One field of many records at once (批量修改): planned, shown, then written as one action.

The plan that a dialog shows and the one that is written are made by the same function, the second
time inside the transaction.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from db.connection import Connection
from db.queries import bulk_edit as queries
from db.queries import references as reference_names
from db.queries.register_list import stored_list
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.catalogue import RESTRICTED_TAG, FieldSpec, Sensitivity, catalogue
from desktop.domain.code_table import code_table
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.services.field_text import value_text
from desktop.services.office import Office
from desktop.services.references import is_reference, store_new_grid
from desktop.services.register import GONE_STATES, ListKind
from desktop.services.register_editing import check_texts

PERSON_FIELDS = (
    *("residence_state", "political_status", "education", "ethnicity", "military_service"),
    *("employment_status", "job_state", "collective_member", "collective_member_basis"),
    *("medical_insured", "medical_paid_year", "medical_paid", "pension_insured", "pension_tier"),
    *("pension_receiving", "pension_verified", "registered_address", "verified_date", "source"),
)
"""Fields of people that many can have alike. Never what names or identifies one person, or ties two."""

HOUSEHOLD_FIELDS = (
    *("villager_group", "hamlet", "grid_id", "linked_party_member_id", "linked_official_id"),
    *("household_category", "hukou_type", "credit_grade"),
)
"""Fields of households that many can have alike."""

HOME_FIELDS = ("villager_group", "hamlet", "grid_id", "linked_party_member_id", "linked_official_id")
"""Fields that a list of people can change for the households they belong to, as a whole."""

TAGS = "group_tags"
_REPORT_EVERY = 100


class BulkMode(Enum):
    """What is done to the field."""

    SET = "set"
    ADD_TAG = "add_tag"
    REMOVE_TAG = "remove_tag"


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is asked for.

    Attributes:
        kind: The list that the records were chosen in.
        ids: The records, in the order of the list.
        mode: `BulkMode.SET` puts ``text`` into ``field``; the others name one tag.
        field: Catalogue identifier, one of `fields`; not looked at for tags.
        text: As typed in the field's own input; of a tag its label.
    """

    kind: ListKind
    ids: tuple[str, ...]
    mode: BulkMode
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One record: what it says now and will say, or why it stays as it is (``refused``)."""

    id: str
    name: str
    number: str  # of a household, "" for people
    old: str
    new: str
    refused: Problem | None = None


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What a bulk edit will do.

    Attributes:
        table: person or household: what is changed, whatever was chosen.
        label: Name of the field.
        changed: Records that get another value.
        same: How many have the value already.
        refused: Records that stay as they are, each with the reason.
        problems: What is wrong with the new value itself, or worth a look; with an error nothing is
            planned.
    """

    table: str
    label: str
    changed: tuple[BulkLine, ...] = ()
    same: int = 0
    refused: tuple[BulkLine, ...] = ()
    problems: tuple[Problem, ...] = ()


def fields(kind: ListKind) -> tuple[FieldSpec, ...]:
    """Fields that a list can change in bulk, those of whole households last."""
    names = (*PERSON_FIELDS, *HOME_FIELDS) if kind is ListKind.PEOPLE else HOUSEHOLD_FIELDS
    return tuple(catalogue().get(name) for name in names)


def tags() -> tuple[tuple[str, str], ...]:
    """Codes and labels of the tags that can be given; those of class R can not."""
    entries = code_table("special_group").entries
    return tuple((e.code, e.label) for e in entries if not e.code.startswith(RESTRICTED_TAG))


def plan_bulk(office: Office, change: BulkChange) -> BulkPlan:
    """What a change would do, record by record; nothing is written.

    Raises:
        ProblemError: SYS-403.
        ValueError: The field cannot be changed in bulk.
    """
    office.require(Right.EDIT_REGISTER)
    wanted = _read(office, change)
    with office.store.reading() as connection:
        return wanted.plan(connection)


def change_in_bulk(office: Office, change: BulkChange, job: JobHandle | None = None) -> int:
    """Carry out a change as one action: all of the records that can be changed, or none.

    Args:
        office: The open office.
        change: What is asked for.
        job: Told how many records are written; may cancel.

    Returns:
        How many records got another value; refused ones stay as they are.

    Raises:
        ProblemError: SYS-403; what is wrong with the value; REG-074 nothing would change.
        ValueError: The field cannot be changed in bulk.
        Cancelled: The user asked to stop; nothing was changed.
    """
    office.require(Right.EDIT_REGISTER)
    job = job or NoJob()
    wanted = _read(office, change)
    with office.store.reading() as connection:
        count = len(wanted.plan(connection).changed)
    with office.change("edit", wanted.title(count)) as work:
        plan = wanted.plan(work.connection)
        if errors := [problem for problem in plan.problems if problem.severity is Severity.ERROR]:
            raise ProblemError(errors)
        if not plan.changed:
            raise ProblemError(Problem("REG-074"))
        work.expect_many()
        columns_of = wanted.writer(work)
        for done, line in enumerate(plan.changed):
            if done % _REPORT_EVERY == 0:
                job.check_cancelled()
                job.report(done, len(plan.changed))
            work.update(plan.table, line.id, columns_of(line.id))
        job.check_cancelled()
    return len(plan.changed)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A change whose value has been read."""

    office: Office
    change: BulkChange
    spec: FieldSpec
    columns: dict[str, Value]  # of a value to set
    tag: str  # of a tag to add or to remove
    problems: tuple[Problem, ...]

    def title(self, count: int) -> str:
        """The action as the undo list and the history tell it."""
        word = {BulkMode.SET: "批量修改", BulkMode.ADD_TAG: "批量加标签", BulkMode.REMOVE_TAG: "批量去标签"}
        what = self.spec.label if self.change.mode is BulkMode.SET else self.change.text
        unit = "人" if self.spec.table == "person" else "户"
        return f"{word[self.change.mode]}：{what}，{count} {unit}"

    def plan(self, connection: Connection) -> BulkPlan:
        """What would become of each record."""
        plan = BulkPlan(self.spec.table, self.spec.label, problems=self.problems)
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            return plan
        records, refused = self._records(connection)
        names = self._names(connection, records)
        changed: list[BulkLine] = []
        same = 0
        for row in records:
            old, new = row["value"], self._new_value(row["value"])
            line = BulkLine(
                str(row["id"]),
                str(row.get("name") or row.get("head_name") or ""),
                str(row.get("household_no") or ""),
                self._words(old, names),
                self._words(new, names),
            )
            if (reason := self._refusal(row)) is not None:
                refused.append(BulkLine(line.id, line.name, line.number, line.old, "", reason))
            elif old == new or (old in (None, "") and new in (None, "")):
                same += 1
            else:
                changed.append(line)
        return BulkPlan(plan.table, plan.label, tuple(changed), same, tuple(refused), plan.problems)

    def writer(self, work: Work) -> Callable[[str], dict[str, Value]]:
        """What is written into a record, by its id."""
        if self.change.mode is BulkMode.SET:
            columns = dict(self.columns)
            store_new_grid(work, self.office.vault.village.division_code, columns)
            return lambda _: columns

        def tagged(person_id: str) -> dict[str, Value]:
            (row,) = queries.people(work.connection, [person_id], TAGS)
            return {TAGS: self._new_value(row["value"])}

        return tagged

    def _records(self, connection: Connection) -> tuple[tuple[queries.Row, ...], list[BulkLine]]:
        """The rows to change, and those of the chosen ones that have none."""
        column = self.spec.columns[0].name
        if self.spec.table == "person":
            return queries.people(connection, self.change.ids, column), []
        if self.change.kind is ListKind.HOUSEHOLDS:
            return queries.households(connection, self.change.ids, column), []
        homes = queries.homes(connection, self.change.ids)
        homeless = [person for person in self.change.ids if person not in homes]
        left_out = [
            BulkLine(str(row["id"]), str(row["name"] or ""), "", "", "", Problem("REG-073"))
            for row in queries.people(connection, homeless, "id")
        ]
        order = dict.fromkeys(homes[person] for person in self.change.ids if person in homes)
        return queries.households(connection, tuple(order), column), left_out

    def _new_value(self, old: Value) -> Value:
        if self.change.mode is BulkMode.SET:
            return self.columns[self.spec.columns[0].name]
        held = stored_list(str(old)) if old else []
        if self.change.mode is BulkMode.ADD_TAG:
            return list_text((*held, self.tag))
        return list_text(tag for tag in held if tag != self.tag)

    def _refusal(self, row: queries.Row) -> Problem | None:
        """Why a record stays as it is; None when it can be changed."""
        if self.spec.table == "person" and row["residence_state"] in GONE_STATES:
            return Problem("REG-071")
        if self.spec.table == "household" and row["household_state"] == "closed":
            return Problem("REG-072")
        return None

    def _words(self, stored: Value, names: dict[str, str]) -> str:
        if is_reference(self.spec):
            return names.get(str(stored), str(stored)) if stored else ""
        return value_text(self.spec, stored)

    def _names(self, connection: Connection, records: Sequence[queries.Row]) -> dict[str, str]:
        if not is_reference(self.spec):
            return {}
        ids = {str(row["value"]) for row in records if row["value"]}
        ids |= {str(value) for value in self.columns.values() if value}
        return reference_names.names(connection, self.spec.target, ids)


def _read(office: Office, change: BulkChange) -> _Wanted:
    """Read the new value as the record's own form would."""
    if change.mode is not BulkMode.SET:
        if change.kind is not ListKind.PEOPLE:
            raise ValueError("only people have tags")
        code = next((code for code, label in tags() if label == change.text), "")
        problems = () if code else (Problem("REG-070", place=Place(field=TAGS)),)
        return _Wanted(office, change, catalogue().get(TAGS), {}, code, problems)
    spec = next((spec for spec in fields(change.kind) if spec.identifier == change.field), None)
    if spec is None or spec.sensitivity in (Sensitivity.S, Sensitivity.R):
        raise ValueError(f"not to be changed in bulk: {change.field}")
    if not change.text.strip():
        return _Wanted(
            office, change, spec, {}, "", (Problem("REG-070", place=Place(field=spec.identifier)),)
        )
    checked = check_texts(office, spec.table, {spec.identifier: change.text})
    columns: dict[str, Value] = {spec.columns[0].name: spec.stored(checked.values.get(spec.identifier))}
    return _Wanted(office, change, spec, columns, "", (*checked.problems, *_value_problems(spec, columns)))


def _value_problems(spec: FieldSpec, columns: dict[str, Value]) -> Iterator[Problem]:
    """A death or a move is registered for each person, with its day and what follows from it."""
    if spec.identifier == "residence_state" and columns["residence_state"] in GONE_STATES:
        yield Problem("REG-075", place=Place(column=spec.label, field=spec.identifier))
