"""Facts that a visit found changed (走访发现的变化): the register takes each when somebody confirms it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.connection import Connection
from db.queries import visits as queries
from db.queries.visits import PatchRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.catalogue import catalogue
from desktop.domain.field_reader import show_field
from desktop.domain.local_day import local_day
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.visit_class import visit_facts
from desktop.services import register_editing as editing
from desktop.services.field_text import is_masked, masked_text
from desktop.services.office import Office, actors

OPEN, CONFIRMED, DISMISSED = "open", "confirmed", "dismissed"
"""Codes of visit_patch_state."""


@dataclass(frozen=True, slots=True)
class FactField:
    """A field that can be found changed, with what stands in the register.

    ``key`` names field and record; ``old`` is covered where the user may not see it.
    """

    table: str
    record_id: str
    field: str
    label: str
    owner: str
    old: str

    @property
    def key(self) -> str:
        """Names the field among all those of a visit."""
        return f"{self.table}/{self.record_id}/{self.field}"


@dataclass(frozen=True, slots=True)
class NewPatch:
    """A fact as it was found: ``text`` as it would be typed in the register's form."""

    table: str
    record_id: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch in words.

    Attributes:
        row: As the file keeps it.
        label: The field.
        owner: Whose it is.
        old: What stood in the register when it was last asked, covered where the user may not see it.
        new: What was found.
        visited_on: Day of the visit, ISO.
        decided_by: Who decided; empty while it is open.
    """

    row: PatchRow
    label: str
    owner: str
    old: str
    new: str
    visited_on: str
    decided_by: str


class Decision(StrEnum):
    """What became of a patch that was to be confirmed."""

    WRITTEN = "written"
    STOOD_ALREADY = "stood_already"
    ASKED_AGAIN = "asked_again"


def _covered(office: Office, field: str, text: str) -> str:
    spec = catalogue().get(field)
    # who may change the register sees all of it in its form anyway
    if office.may(Right.EDIT_REGISTER) or not is_masked(
        field, spec.sensitivity, may_reveal=office.may(Right.REVEAL)
    ):
        return text
    return masked_text(field, text)


def list_fields(office: Office, connection: Connection, household_id: str) -> tuple[FactField, ...]:
    """Fields of a household, its people and houses that a visit can find changed."""
    found = []
    owners = [("person", one.id, one.name) for one in queries.members_of(connection, household_id)]
    owners += [("household", household_id, "本户")]
    houses = connection.execute(
        "SELECT id, coalesce(dwelling_address, '') FROM dwelling WHERE household_id = ? ORDER BY pk",
        (household_id,),
    )
    owners += [("dwelling", str(row[0]), str(row[1]) or "住房") for row in houses]
    for table, record_id, owner in owners:
        for field in visit_facts()[table]:
            old = editing.field_text(connection, table, record_id, field) or ""
            shown = _covered(office, field, old)
            found.append(FactField(table, record_id, field, catalogue().get(field).label, owner, shown))
    return tuple(found)


def check_patch(office: Office, new: NewPatch) -> tuple[str, Sequence[Problem]]:
    """The text as the register would show it once stored, and what keeps it from being taken.

    Returns:
        With VIS-020 a field that visits don't change, and what `register_editing.check_texts` refuses.
    """
    if new.field not in visit_facts().get(new.table, ()):
        return "", (Problem("VIS-020", {"field": new.field[:20]}, Place(field=new.field)),)
    checked = editing.check_texts(office, new.table, {new.field: new.text}, new.record_id)
    problems = [each for each in checked.problems if each.severity is Severity.ERROR]
    return show_field(catalogue().get(new.field), checked.values.get(new.field)), problems


def insert_patches(work: Work, visit_id: str, patches: Mapping[NewPatch, str]) -> None:
    """Keep checked patches inside a transaction; ``patches`` gives the text of each as it would be shown.

    What stands in the register already is left out.
    """
    for new, text in patches.items():
        old = editing.field_text(work.connection, new.table, new.record_id, new.field)
        if old is None or old == text:
            continue
        work.insert(
            "visit_patch",
            {
                "visit_id": visit_id,
                "target_table": new.table,
                "target_id": new.record_id,
                "field": new.field,
                "old_value": old or None,
                "new_value": text or None,
                "state": OPEN,
            },
        )


def list_patches(office: Office, state: str = OPEN) -> tuple[Patch, ...]:
    """Patches in a state, the latest first; an empty state gives all.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_VISITS)
    names = actors(office)
    with office.store.reading() as connection:
        return show_patches(office, connection, queries.list_patches(connection, state), names)


def show_patches(
    office: Office, connection: Connection, rows: Sequence[PatchRow], names: Mapping[str, str]
) -> tuple[Patch, ...]:
    """Patches in words; ``names`` are those of accounts."""
    people = queries.names_of(connection, [row.target_id for row in rows if row.target_table == "person"])
    days: dict[str, str] = {}
    for row in rows:
        if row.visit_id not in days:
            visit = queries.find_visit(connection, row.visit_id)
            days[row.visit_id] = local_day(visit.visited_at).isoformat() if visit is not None else ""
    homes = {row.target_id: row.target_id for row in rows if row.target_table == "household"}
    for row in rows:
        if row.target_table == "dwelling":
            found = connection.execute(
                "SELECT household_id FROM dwelling WHERE id = ?", (row.target_id,)
            ).fetchone()
            homes[row.target_id] = "" if found is None else str(found[0])
    heads = queries.heads_of(connection, homes.values())
    return tuple(
        Patch(
            row,
            catalogue().get(row.field).label,
            people.get(row.target_id) or f"{heads.get(homes.get(row.target_id, ''), '')}户",
            _covered(office, row.field, row.old_value),
            _covered(office, row.field, row.new_value),
            days[row.visit_id],
            names.get(row.decided_by, row.decided_by),
        )
        for row in rows
    )


def confirm_patch(office: Office, patch_id: str) -> Decision:
    """Let the register take a patch: one transaction for both.

    Returns:
        Whether it was written, stood there already, or is asked again because the register says something
        else by now than what was shown.

    Raises:
        ProblemError: VIS-021 there is none, VIS-022 it is decided already, REG-001 the record is gone, what
            the form of the register refuses, SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    row = _open_patch(office, patch_id)
    table, field = row.target_table, row.field
    with office.store.reading() as connection:
        now = editing.field_text(connection, table, row.target_id, field)
        owner = show_patches(office, connection, (row,), {})[0].owner
    if now is None:
        raise ProblemError(Problem("REG-001"))
    checked = editing.check_texts(office, table, {field: row.new_value}, row.target_id)
    label = catalogue().get(field).label
    with office.change("edit", f"确认走访变更：{owner}{label}") as work:
        now = editing.field_text(work.connection, table, row.target_id, field)
        if now not in (row.old_value, row.new_value):
            work.update("visit_patch", patch_id, {"old_value": now or None})
            return Decision.ASKED_AGAIN
        if now != row.new_value:
            editing.write_form(office, work, table, row.target_id, checked)
        _decide(office, work, patch_id, CONFIRMED)
    return Decision.STOOD_ALREADY if now == row.new_value else Decision.WRITTEN


def dismiss_patch(office: Office, patch_id: str, reason: str) -> None:
    """Leave the register as it is, and say why.

    Raises:
        ProblemError: VIS-021, VIS-022, VIS-023 no reason, SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    if not reason.strip():
        raise ProblemError(Problem("VIS-023", place=Place(field="reason")))
    _open_patch(office, patch_id)
    with office.change("edit", "不采用走访变更") as work:
        _decide(office, work, patch_id, DISMISSED, reason.strip())


def _decide(office: Office, work: Work, patch_id: str, state: str, reason: str = "") -> None:
    decided = {
        "state": state,
        "decided_at": office.now_text(),
        "decided_by": office.user.id,
        "reason": reason or None,
    }
    work.update("visit_patch", patch_id, decided)


def _open_patch(office: Office, patch_id: str) -> PatchRow:
    with office.store.reading() as connection:
        row = queries.find_patch(connection, patch_id)
    if row is None:
        raise ProblemError(Problem("VIS-021"))
    if row.state != OPEN:
        raise ProblemError(Problem("VIS-022"))
    return row
