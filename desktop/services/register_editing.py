"""Changes of the register by hand: forms with their checks, and the operations of life (民情档案)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db.connection import Connection
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.catalogue import RESTRICTED_TAG, Catalogue, FieldSpec, Kind, Sensitivity, catalogue
from desktop.domain.citizen_id import birth_and_sex, parse
from desktop.domain.field_reader import AnyValue, read_field, show_field
from desktop.domain.household_numbering import HouseholdNumbers
from desktop.domain.ids import RecordId
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.reading import Reading
from desktop.services.family_ties import SPOUSE_FIELD, check_ties, spouse_of, tie_spouse
from desktop.services.life_events import add_life_event
from desktop.services.office import Office
from desktop.services.references import is_reference, read_reference, store_new_grid

HEAD_CODE = "02"
Texts = Mapping[str, str]
"""What stands in a form, by catalogue identifier, as the clerk types it."""


@dataclass(frozen=True, slots=True)
class FormData:
    """A record opened for editing: its texts, its table and id (empty for a new one)."""

    table: str
    record_id: str
    texts: dict[str, str]
    """A reference stands there as the id of the record it points to."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Texts read: values by identifier, and every problem with the field it belongs to.

    A field whose problem is an error has no value.
    """

    values: dict[str, AnyValue]
    problems: tuple[Problem, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing keeps the form from being saved."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def form_fields(table: str) -> tuple[FieldSpec, ...]:
    """Fields of a table's form in catalogue order; a person's form has the relation as well."""
    fields = [
        field
        for field in catalogue().table(table)
        if field.kind is not Kind.FILE and (not field.target or is_reference(field))
    ]
    if table == "person":
        fields.insert(fields.index(catalogue().get("ethnicity")) + 1, catalogue().get("relation_to_head"))
    return tuple(field for field in fields if field.sensitivity is not Sensitivity.R)


def open_form(office: Office, table: str, record_id: str) -> FormData:
    """A record's values as texts for its form, unmasked: opening one for editing is logged.

    Raises:
        ProblemError: REG-001 there is no such record, SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    with office.store.reading() as connection:
        row = _row(connection, table, record_id)
        if row is None:
            raise ProblemError(Problem("REG-001"))
        if table == "person":
            row["relation_to_head"] = _relation(connection, record_id)
    texts = {
        field.identifier: show_field(field, _open_tags(field, _loaded(field, row)))
        for field in form_fields(table)
    }
    office.log_access("edit", table, record_id)
    return FormData(table, record_id, texts)


def _row(connection: Connection, table: str, record_id: str) -> dict[str, Value] | None:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (record_id,))  # noqa: S608 - own names
    row = cursor.fetchone()
    if row is None:
        return None
    return dict(zip((column[0] for column in cursor.description), row, strict=True))


def _relation(connection: Connection, person_id: str) -> str | None:
    row = connection.execute(
        "SELECT m.relation_to_head FROM membership m JOIN household h ON h.id = m.household_id "
        "WHERE m.person_id = ? AND m.to_date IS NULL AND h.kind = 'hukou'",
        (person_id,),
    ).fetchone()
    return None if row is None else row[0]


def _loaded(field: FieldSpec, row: Mapping[str, Value]) -> AnyValue:
    stored = [row.get(column.name) for column in field.columns]
    if field.kind is Kind.DATERANGE:
        return ("" if stored[0] is None else str(stored[0]), "" if stored[1] is None else str(stored[1]))
    value = stored[0]
    return field.loaded(value if isinstance(value, str | int) else None)


def _open_tags(field: FieldSpec, value: AnyValue) -> AnyValue:
    """A list of tags without those of class R, which no form shows."""
    if field.code_table != "special_group" or not isinstance(value, tuple):
        return value
    return tuple(code for code in value if not code.startswith(RESTRICTED_TAG))


def _with_restricted_tags(connection: Connection, person_id: str, columns: dict[str, Value]) -> None:
    """Put back what `_open_tags` left out, so that saving a form loses none of it."""
    row = _row(connection, "person", person_id)
    if "group_tags" not in columns or row is None:
        return
    field = catalogue().get("group_tags")
    before, after = _loaded(field, row), field.loaded(_plain(columns["group_tags"]))
    kept = tuple(c for c in before if c.startswith(RESTRICTED_TAG)) if isinstance(before, tuple) else ()
    shown = after if isinstance(after, tuple) else ()
    if kept:
        columns["group_tags"] = field.stored((*shown, *kept))


def _plain(value: Value) -> str | int | None:
    return value if isinstance(value, str | int) else None


def _stored(fields: Catalogue, values: Mapping[str, AnyValue], table: str) -> dict[str, Value]:
    columns: dict[str, Value] = {}
    for identifier, value in values.items():
        field = fields.get(identifier)
        if field.table != table:
            continue
        if field.kind is Kind.DATERANGE:
            begin, end = value if isinstance(value, tuple) and value else ("", "")
            columns[field.columns[0].name] = begin or None
            columns[field.columns[1].name] = end or None
        else:
            columns[field.columns[0].name] = field.stored(value)
    return columns


def check_field(office: Office, identifier: str, text: str) -> Reading[AnyValue]:
    """Read one field while it is being typed; cheap enough for every keystroke."""
    return read_field(catalogue().get(identifier), text, office.today())


def check_texts(office: Office, table: str, texts: Texts, record_id: str = "") -> Checked:
    """Read a whole form and hold its facts against each other and against the register.

    Returns:
        Values and problems; REG-010 no name, REG-011 and REG-012 birth date or sex against the
        identity number (warnings: numbers on old cards are sometimes wrong), REG-013 another
        person has this number, REG-014 death before birth, REG-015 a household number in use;
        REG-002 the household has a head already, REG-026 it would lose its head; of references
        those of `read_reference` and `check_ties`.
    """
    values: dict[str, AnyValue] = {}
    problems: list[Problem] = []
    for field in form_fields(table):
        if field.identifier not in texts:
            continue
        reading = _read(office, field, texts[field.identifier])
        problems += [problem._replace(place=_place(field.identifier)) for problem in reading.problems]
        if not any(problem.severity is Severity.ERROR for problem in reading.problems):
            values[field.identifier] = reading.value
    if table == "person":
        problems += _person_problems(office, values, texts, record_id)
        with office.store.reading() as connection:
            problems += check_ties(connection, record_id, values)
            problems += _relation_problems(connection, record_id, values)
    if table == "household":
        problems += _household_problems(office, values, record_id)
    return Checked(values, tuple(problems))


def _read(office: Office, field: FieldSpec, text: str) -> Reading[AnyValue]:
    if not is_reference(field):
        return read_field(field, text, office.today())
    with office.store.reading() as connection:
        return read_reference(connection, field, text)


def _place(identifier: str) -> Place:
    return Place(column=catalogue().get(identifier).label, field=identifier)


def _person_problems(
    office: Office, values: Mapping[str, AnyValue], texts: Texts, record_id: str
) -> list[Problem]:
    problems = []
    if "name" in texts and not texts["name"].strip():
        problems.append(Problem("REG-010", place=_place("name")))
    citizen_id = str(values.get("citizen_id") or "")
    known = parse(citizen_id) if citizen_id else None
    birth_date, sex = str(values.get("birth_date") or ""), str(values.get("sex") or "")
    if known is not None:
        in_number = known.birth_date.isoformat()
        if birth_date and not in_number.startswith(birth_date):
            shown = {"typed": birth_date, "number": in_number}
            problems.append(Problem("REG-011", shown, _place("birth_date"), Severity.WARNING))
        if sex in ("1", "2") and sex != known.sex:
            problems.append(Problem("REG-012", place=_place("sex"), severity=Severity.WARNING))
        if (other := _holder(office, citizen_id, record_id)) is not None:
            problems.append(Problem("REG-013", {"name": other}, _place("citizen_id")))
    death_date = str(values.get("death_date") or "")
    if birth_date and death_date and death_date < birth_date[: len(death_date)]:
        problems.append(Problem("REG-014", place=_place("death_date")))
    return problems


def _relation_problems(
    connection: Connection, person_id: str, values: Mapping[str, AnyValue]
) -> Iterator[Problem]:
    """One head a household: a form neither makes a second one nor takes the only one away."""
    membership = _open_membership(connection, person_id)
    if membership is None or "relation_to_head" not in values:
        return
    _, before, household_id, role = membership
    relation = str(values["relation_to_head"] or "")
    if relation == str(before or ""):
        return
    place = _place("relation_to_head")
    if role == "head":
        yield Problem("REG-026", place=place)
    elif relation == HEAD_CODE and _head(connection, household_id) is not None:
        yield Problem("REG-002", place=place)


def _holder(office: Office, citizen_id: str, record_id: str) -> str | None:
    with office.store.reading() as connection:
        row = connection.execute(
            "SELECT name FROM person WHERE citizen_id = ? AND id <> ? LIMIT 1", (citizen_id, record_id)
        ).fetchone()
    return None if row is None else str(row[0])


def _household_problems(office: Office, values: Mapping[str, AnyValue], record_id: str) -> list[Problem]:
    number = values.get("household_no")
    if not number:
        return []
    with office.store.reading() as connection:
        taken = connection.execute(
            "SELECT 1 FROM household WHERE household_no = ? AND kind = 'hukou' AND id <> ? LIMIT 1",
            (number, record_id),
        ).fetchone()
    return [Problem("REG-015", {"number": str(number)}, _place("household_no"))] if taken else []


def filled_from_number(citizen_id: str) -> dict[str, str]:
    """Birth date and sex that a valid identity number tells, as form texts; empty for any other."""
    known = parse(citizen_id)
    if known is None:
        return {}
    birth_date, sex = birth_and_sex(known.number)
    return {"birth_date": birth_date, "sex": show_field(catalogue().get("sex"), sex)}


def _good(checked: Checked) -> dict[str, AnyValue]:
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    if errors:
        raise ProblemError(errors)
    return checked.values


def save_form(office: Office, table: str, record_id: str, texts: Texts) -> tuple[Problem, ...]:
    """Save the changed fields of a record in one action.

    Args:
        office: The office at work.
        table: person, household, dwelling, homestead, land_contract or land_parcel.
        record_id: The record.
        texts: The fields that were changed, or all of them.

    Returns:
        Warnings that a person should look at; the record is saved all the same.

    Raises:
        ProblemError: Every error of `check_texts`, REG-001, SYS-403. Nothing was saved then.
    """
    office.require(Right.EDIT_REGISTER)
    checked = check_texts(office, table, texts, record_id)
    values = _good(checked)
    with office.store.reading() as connection:
        row = _row(connection, table, record_id) or {}
    label = str(values.get("name") or row.get("name") or row.get("household_no") or "")
    with office.change("edit", f"修改{_TABLE_WORDS[table]}{label}") as work:
        write_form(office, work, table, record_id, checked)
    return checked.problems


def write_form(office: Office, work: Work, table: str, record_id: str, checked: Checked) -> None:
    """Write what `check_texts` read of a record, inside a transaction that is open already.

    Raises:
        ProblemError: Every error among its problems, REG-001, SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    values = _good(checked)
    columns = _stored(catalogue(), values, table)
    store_new_grid(work, office.vault.village.division_code, columns)
    if table == "person":
        _with_restricted_tags(work.connection, record_id, columns)
        _tie_spouse(work, record_id, columns)
    if not work.update(table, record_id, columns):
        raise ProblemError(Problem("REG-001"))
    if table == "person" and "relation_to_head" in values:
        _set_relation(work, record_id, values["relation_to_head"])


def field_text(connection: Connection, table: str, record_id: str, identifier: str) -> str | None:
    """One field of a record as its form would show it; None when there is no such record."""
    row = _row(connection, table, record_id)
    field = catalogue().get(identifier)
    return None if row is None else show_field(field, _open_tags(field, _loaded(field, row)))


def _tie_spouse(work: Work, person_id: str, columns: Mapping[str, Value]) -> None:
    """The other side of the spouse link that a form changes, before the form itself is written."""
    if SPOUSE_FIELD in columns:
        tie_spouse(work, person_id, spouse_of(work.connection, person_id), str(columns[SPOUSE_FIELD] or ""))


_TABLE_WORDS = {
    "person": "人员：",
    "household": "户：",
    "dwelling": "住房",
    "homestead": "宅基地",
    "land_contract": "承包合同",
    "land_parcel": "地块",
}


def _set_relation(work: Work, person_id: str, relation: AnyValue) -> None:
    membership = _open_membership(work.connection, person_id)
    if membership is not None and str(membership[1] or "") != str(relation or ""):
        columns: dict[str, Value] = {"relation_to_head": str(relation) if relation else None}
        if relation == HEAD_CODE:  # of a household that had none
            columns["role"] = "head"
        work.update("membership", membership[0], columns)


def _open_membership(connection: Connection, person_id: str) -> tuple[str, str | None, str, str] | None:
    """Id, relation, household and role of a person's open hukou membership."""
    row = connection.execute(
        "SELECT m.id, m.relation_to_head, m.household_id, m.role FROM membership m "
        "JOIN household h ON h.id = m.household_id "
        "WHERE m.person_id = ? AND m.to_date IS NULL AND h.kind = 'hukou'",
        (person_id,),
    ).fetchone()
    return None if row is None else (str(row[0]), row[1], str(row[2]), str(row[3]))


def add_person(office: Office, household_id: str, texts: Texts, reason: str = "") -> str:
    """Add someone to a household.

    Args:
        office: The office at work.
        household_id: An open household.
        texts: The form, the relation to the head included.
        reason: population_change_kind code: 10 birth, 30 moved in, 31 by marriage …; may be empty.

    Returns:
        The id of the new person.

    Raises:
        ProblemError: Errors of `check_texts`, REG-002 the household has a head already, REG-003
            there is no such open household, SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    values = _good(check_texts(office, "person", texts))
    with office.change("edit", f"新增人员：{values.get('name') or ''}") as work:
        return insert_person(office, work, household_id, values, reason)[0]


def insert_person(
    office: Office, work: Work, household_id: str, values: Mapping[str, AnyValue], reason: str = ""
) -> tuple[RecordId, RecordId | None]:
    """Add someone whose values were checked, inside a transaction that is open already.

    Returns:
        Ids of the new person and of the life event; None without a reason.

    Raises:
        ProblemError: REG-002, REG-003 as `add_person`.
    """
    relation = str(values.get("relation_to_head") or "")
    _require_open(work.connection, household_id)
    if relation == HEAD_CODE and _head(work.connection, household_id) is not None:
        raise ProblemError(Problem("REG-002", place=_place("relation_to_head")))
    columns = _stored(catalogue(), values, "person")
    person_id = work.insert("person", columns)
    tie_spouse(work, person_id, "", str(columns.get(SPOUSE_FIELD) or ""))
    work.insert(
        "membership",
        {
            "person_id": person_id,
            "household_id": household_id,
            "role": "head" if relation == HEAD_CODE else "member",
            "relation_to_head": relation or None,
            "from_date": str(values.get("moved_in_date") or "") or office.today().isoformat(),
            "reason_in": reason or None,
        },
    )
    if not reason:
        return person_id, None
    happened_on = str(values.get("birth_date" if reason == "10" else "moved_in_date") or "")
    return person_id, add_life_event(work, reason, happened_on, [person_id], [household_id])


def _require_open(connection: Connection, household_id: str) -> None:
    row = connection.execute("SELECT household_state FROM household WHERE id = ?", (household_id,)).fetchone()
    if row is None or row[0] == "closed":
        raise ProblemError(Problem("REG-003"))


def _head(connection: Connection, household_id: str) -> str | None:
    row = connection.execute(
        "SELECT person_id FROM membership WHERE household_id = ? AND to_date IS NULL AND role = 'head'",
        (household_id,),
    ).fetchone()
    return None if row is None else str(row[0])


def add_household(office: Office, texts: Texts, head_texts: Texts) -> tuple[str, str]:
    """Open a household with its head (立户).

    Returns:
        Ids of the household and of its head.

    Raises:
        ProblemError: Errors of both forms at once, SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    head_texts = {
        **head_texts,
        "relation_to_head": show_field(catalogue().get("relation_to_head"), HEAD_CODE),
    }
    household, head = check_texts(office, "household", texts), check_texts(office, "person", head_texts)
    values, head_values = _good(Checked(household.values, (*household.problems, *head.problems))), head.values
    today = office.today().isoformat()
    with office.change("edit", f"立户：{head_values.get('name') or ''}") as work:
        columns = _stored(catalogue(), values, "household")
        if not columns.get("household_no"):
            columns["household_no"] = next_household_number(
                work, office, str(values.get("villager_group") or "")
            )
        columns["household_state"] = "active"
        columns["division_code"] = columns.get("division_code") or office.vault.village.division_code
        store_new_grid(work, office.vault.village.division_code, columns)
        household_id = work.insert("household", {**columns, "kind": "hukou", "opened_on": today})
        head_columns = _stored(catalogue(), head_values, "person")
        person_id = work.insert("person", head_columns)
        tie_spouse(work, person_id, "", str(head_columns.get(SPOUSE_FIELD) or ""))
        work.insert(
            "membership",
            {
                "person_id": person_id,
                "household_id": household_id,
                "role": "head",
                "relation_to_head": HEAD_CODE,
                "from_date": today,
                "reason_in": "50",
            },
        )
        add_life_event(work, "50", today, [person_id], [household_id])
    return household_id, person_id


def next_household_number(work: Work, office: Office, group: str) -> str:
    """The number of the next household of a group; numbers of closed households are not used again."""
    used = work.connection.execute("SELECT household_no FROM household WHERE household_no IS NOT NULL")
    numbers = HouseholdNumbers(office.vault.village.division_code, (str(number) for (number,) in used))
    return numbers.next_number(group)


def add_child_record(office: Office, table: str, household_id: str, texts: Texts) -> str:
    """Add a dwelling, homestead or land contract to a household; returns its id.

    Raises:
        ProblemError: Errors of `check_texts`, REG-003, SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    values = _good(check_texts(office, table, texts))
    with office.change("edit", f"新增{_TABLE_WORDS[table]}") as work:
        _require_open(work.connection, household_id)
        return work.insert(table, {"household_id": household_id, **_stored(catalogue(), values, table)})


def add_parcel(office: Office, contract_id: str, texts: Texts) -> str:
    """Add a parcel of land to a contract; returns its id.

    Raises:
        ProblemError: Errors of `check_texts`, REG-001 there is no such contract, SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    values = _good(check_texts(office, "land_parcel", texts))
    with office.change("edit", f"新增{_TABLE_WORDS['land_parcel']}") as work:
        if _row(work.connection, "land_contract", contract_id) is None:
            raise ProblemError(Problem("REG-001"))
        columns = _stored(catalogue(), values, "land_parcel")
        return work.insert("land_parcel", {"land_contract_id": contract_id, **columns})


def record_death(office: Office, person_id: str, on: str) -> None:
    """Write down that someone died (死亡): memberships end, the last member closes the household.

    Land contracts and homestead stay with the household.

    Args:
        office: The office at work.
        person_id: Who died.
        on: Partial ISO date.

    Raises:
        ProblemError: REG-005 a head with other members: choose the new head first, REG-001, SYS-403.
    """
    _leave(office, person_id, on, DEATH)


def record_move_out(office: Office, person_id: str, on: str, moved_to: str = "") -> None:
    """Write down that someone's hukou was moved away (迁出).

    Raises:
        ProblemError: REG-005 a head with other members: choose the new head first, REG-001, SYS-403.
    """
    _leave(office, person_id, on, MOVE_OUT, moved_to)


@dataclass(frozen=True, slots=True)
class Departure:
    """A way of leaving the register: codes of change and residence, the day's column, its word."""

    kind: str
    state: str
    date_column: str
    word: str


DEATH = Departure("20", "80", "death_date", "死亡登记")
MOVE_OUT = Departure("40", "70", "moved_out_date", "迁出登记")


def _leave(office: Office, person_id: str, on: str, departure: Departure, note: str = "") -> None:
    office.require(Right.EDIT_REGISTER)
    with office.store.reading() as connection:
        row = _row(connection, "person", person_id)
    if row is None:
        raise ProblemError(Problem("REG-001"))
    with office.change("edit", f"{departure.word}：{row['name'] or ''!s}") as work:
        end_stay(work, person_id, on, departure, note)


def end_stay(work: Work, person_id: str, on: str, departure: Departure, note: str = "") -> RecordId:
    """Let somebody leave the register inside a transaction that is open already; returns the life event.

    Raises:
        ProblemError: REG-005, REG-001 as `record_death`.
    """
    row = _row(work.connection, "person", person_id)
    if row is None:
        raise ProblemError(Problem("REG-001"))
    membership = _open_membership(work.connection, person_id)
    households = []
    if membership is not None:
        membership_id, _, household_id, role = membership
        households = [household_id]
        others = _other_members(work.connection, household_id, person_id)
        if role == "head" and others:
            raise ProblemError(Problem("REG-005", {"name": str(row["name"] or "")}))
        work.update("membership", membership_id, {"to_date": on, "reason_out": departure.kind})
        if not others:  # the last member closes the household the same day
            closed: dict[str, Value] = {
                "household_state": "closed",
                "closed_on": on,
                "close_reason": departure.kind,
            }
            work.update("household", household_id, closed)
    work.update("person", person_id, {departure.date_column: on, "residence_state": departure.state})
    return add_life_event(work, departure.kind, on, [person_id], households, note)


def _other_members(connection: Connection, household_id: str, person_id: str) -> int:
    return int(
        connection.execute(
            "SELECT count(*) FROM membership WHERE household_id = ? AND person_id <> ? AND to_date IS NULL",
            (household_id, person_id),
        ).fetchone()[0]
    )
