"""Cards of one person and one household (人口卡, 户卡), and the reveal of a covered value."""

from dataclasses import dataclass
from datetime import date

from db.queries import agency, register_card, register_list
from db.queries.conflicts import count_open_conflicts
from db.queries.party import member_id_of
from db.queries.register_list import HOUSEHOLDS, PEOPLE, ListSource
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.age import show_age
from desktop.domain.catalogue import RESTRICTED_TAG, FieldSpec, Kind, Sensitivity, catalogue
from desktop.domain.code_table import code_table
from desktop.domain.event_state import CLOSED_STATES
from desktop.domain.partial_date import is_partial_date
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.service_case import OPEN_STATES, TO_DELIVER, CaseState
from desktop.services.field_text import HOUSEHOLD_KINDS, code_label, is_masked, masked_text, value_text
from desktop.services.office import Office
from desktop.services.references import NAMELESS, is_reference, referred


@dataclass(frozen=True, slots=True)
class CardField:
    """One field of a card; ``masked`` ones can be asked for with `reveal`."""

    identifier: str
    label: str
    text: str
    unit: str
    masked: bool


@dataclass(frozen=True, slots=True)
class CardSection:
    """Fields under one heading; ``table`` and ``record_id`` say whose they are."""

    title: str
    table: str
    record_id: str
    fields: tuple[CardField, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A special-group label (特殊群体标签) or a data problem."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A person's stay in a household; dates are partial ISO, "" when unknown or lasting."""

    household_id: str
    kind: str
    household_no: str
    villager_group: str
    address: str
    relation: str
    is_head: bool
    from_date: str
    to_date: str
    lasts: bool


@dataclass(frozen=True, slots=True)
class CardEvent:
    """A task or event linked to the record."""

    id: str
    number: str
    title: str
    state: str
    due_on: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything the office may see of a person without a reveal."""

    id: str
    name: str
    sex: str
    age: str
    residence: str
    household_id: str  # "" without one
    sections: tuple[CardSection, ...]
    tags: tuple[Tag, ...]
    problems: tuple[Tag, ...]
    stays: tuple[Stay, ...]
    relatives: tuple[tuple[str, str, str], ...]  # label, id, name
    events: tuple[CardEvent, ...]
    conflicts: int  # with the county's copy, for a person to decide
    party_member_id: str  # record in the party; "" for none or without the right to see it
    services: tuple[CardEvent, ...] = ()  # agency cases, latest first; empty without the right to see them


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the household's member table."""

    id: str
    name: str
    relation: str
    is_head: bool
    sex: str
    age: str
    birth_date: str
    masked_id: str
    mobile: str
    residence: str
    political_status: str
    medical: str
    pension: str
    tags: tuple[Tag, ...]
    from_date: str
    to_date: str
    reason_out: str


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """Everything the office may see of a household without a reveal."""

    id: str
    kind: str
    is_open_hukou: bool  # may be split, merged, or get another head
    household_no: str
    villager_group: str
    address: str
    head_name: str
    state: str
    member_count: int
    resident_count: int
    section: CardSection
    members: tuple[Member, ...]  # booklet order
    former_members: tuple[Member, ...]
    dwellings: tuple[CardSection, ...]
    homesteads: tuple[CardSection, ...]
    land: tuple[CardSection, ...]  # contracts, each followed by its parcels
    problems: tuple[Tag, ...]
    events: tuple[CardEvent, ...]
    conflicts: int  # of the household and its parts with the county's copy


_PERSON_SECTIONS = (
    ("B person", "基本信息"),
    ("F income and employment", "就业"),
    ("G insurance and benefits", "保险与待遇"),
    ("I tags and concerns", "标签"),
)


def person_card(office: Office, person_id: str, on: str = "") -> PersonCard:
    """A person's card.

    Args:
        office: The open office.
        person_id: Whose.
        on: ISO date that the household is looked at; "" for today.

    Raises:
        ProblemError: REG-001 there is no such record, SYS-403.
    """
    office.require(Right.READ_REGISTER)
    day = on or office.today().isoformat()
    with office.store.reading() as connection:
        found = register_card.find_person(connection, person_id, day)
        if found is None:
            raise ProblemError(Problem("REG-001"))
        problems = _problems(office, PEOPLE, person_id, day)
        conflicts = count_open_conflicts(connection, [person_id])
        party = member_id_of(connection, person_id) if office.may(Right.READ_PARTY) else ""
        services = (
            agency.list_cases_about(connection, (person_id,)) if office.may(Right.READ_SERVICES) else ()
        )
    person = found.person
    may_reveal = office.may(Right.REVEAL)
    stays = tuple(_stay(row) for row in found.stays)
    home = next((stay for stay in stays if stay.lasts and stay.kind in ("hukou", "actual")), None)
    sections = tuple(
        CardSection(title, "person", person_id, _card_fields("person", person, group, may_reveal=may_reveal))
        for group, title in _PERSON_SECTIONS
    )
    relatives = tuple(
        (spec.label, str(person[spec.identifier]), found.relatives[str(person[spec.identifier])])
        for spec in catalogue().table("person")
        if spec.target == "person" and str(person[spec.identifier]) in found.relatives
    )
    return PersonCard(
        id=person_id,
        name=_text(person["name"]),
        sex=_code("sex", person["sex"]),
        age=_age(person, day),
        residence=_code("residence_state", person["residence_state"]),
        household_id=home.household_id if home else "",
        sections=sections,
        tags=_tags(person["group_tags"]),
        problems=problems,
        stays=stays,
        relatives=relatives,
        events=tuple(_event(row) for row in found.events),
        conflicts=conflicts,
        party_member_id=party,
        services=tuple(_service(row) for row in services),
    )


def household_card(office: Office, household_id: str, on: str = "") -> HouseholdCard:
    """A household's card: members in booklet order, dwellings, land, events.

    Raises:
        ProblemError: REG-001 there is no such record, SYS-403.
    """
    office.require(Right.READ_REGISTER)
    day = on or office.today().isoformat()
    with office.store.reading() as connection:
        found = register_card.find_household(connection, household_id, day)
        if found is None:
            raise ProblemError(Problem("REG-001"))
        problems = _problems(office, HOUSEHOLDS, household_id, day)
        parts = [str(row["id"]) for rows in found.parts.values() for row in rows]
        conflicts = count_open_conflicts(connection, [household_id, *parts])
    household, may_reveal = found.household, office.may(Right.REVEAL)
    members = tuple(_member(row, day, may_reveal=may_reveal) for row in found.members)
    head = next((member.name for member in members if member.is_head), "")
    fields = _card_fields("household", household, "", may_reveal=may_reveal, names=found.names)
    land: list[CardSection] = []
    for contract in found.parts["land_contract"]:
        land.append(
            _part_section("land_contract", "承包合同", contract, may_reveal=may_reveal, names=found.names)
        )
        land += [
            _part_section("land_parcel", "地块", parcel, may_reveal=may_reveal)
            for parcel in found.parts["land_parcel"]
            if parcel["land_contract_id"] == contract["id"]
        ]
    return HouseholdCard(
        id=household_id,
        kind=HOUSEHOLD_KINDS.get(_text(household["kind"]), _text(household["kind"])),
        is_open_hukou=household["kind"] == "hukou" and household["household_state"] != "closed",
        household_no=_text(household["household_no"]),
        villager_group=_text(household["villager_group"]),
        address=_text(household["address"]),
        head_name=head,
        state=_code("household_state", household["household_state"]),
        member_count=len(members),
        resident_count=sum(row["residence_state"] in ("10", "30") for row in found.members),
        section=CardSection("户", "household", household_id, fields),
        members=members,
        former_members=tuple(_member(row, day, may_reveal=may_reveal) for row in found.former_members),
        dwellings=tuple(
            _part_section("dwelling", "住房", row, may_reveal=may_reveal) for row in found.parts["dwelling"]
        ),
        homesteads=tuple(
            _part_section("homestead", "宅基地", row, may_reveal=may_reveal)
            for row in found.parts["homestead"]
        ),
        land=tuple(land),
        problems=problems,
        events=tuple(_event(row) for row in found.events),
        conflicts=conflicts,
    )


def _part_section(
    table: str,
    title: str,
    row: register_card.Row,
    *,
    may_reveal: bool,
    names: dict[str, str] | None = None,
) -> CardSection:
    fields = _card_fields(table, row, "", may_reveal=may_reveal, names=names)
    return CardSection(title, table, str(row["id"]), fields)


def _card_fields(
    table: str, row: register_card.Row, group: str, *, may_reveal: bool, names: dict[str, str] | None = None
) -> tuple[CardField, ...]:
    fields: list[CardField] = []
    for spec in catalogue().table(table):
        if spec.sensitivity is Sensitivity.R or spec.kind is Kind.FILE or (group and spec.group != group):
            continue
        text = _spec_text(spec, row, names or {})
        if text is None:
            continue
        masked = is_masked(spec.identifier, spec.sensitivity, may_reveal=may_reveal)
        fields.append(
            CardField(
                spec.identifier,
                spec.label,
                masked_text(spec.identifier, text) if masked else text,
                spec.unit,
                masked and bool(text),
            )
        )
    if table in ("person", "household") and (not group or group == "I tags and concerns"):
        fields.append(CardField("note", "备注", _text(row["note"]), "", masked=False))
    return tuple(fields)


def _spec_text(spec: FieldSpec, row: register_card.Row, names: dict[str, str]) -> str | None:
    """A field of a row in words; None for references that are shown elsewhere."""
    if spec.kind is Kind.DATERANGE:
        first, last = _text(row[f"{spec.identifier}_from"]), _text(row[f"{spec.identifier}_to"])
        return f"{first} 至 {last}" if first or last else ""
    stored = row[spec.identifier]
    if spec.kind is Kind.REF:
        return names.get(str(stored), "") if spec.table == "household" else None
    if spec.kind is Kind.LIST and spec.target:
        ids = referred(spec.identifier, stored)
        return "、".join(names.get(one, NAMELESS) for one in ids) if is_reference(spec) else None
    return value_text(spec, stored)


def _problems(office: Office, source: ListSource, record_id: str, day: str) -> tuple[Tag, ...]:
    with office.store.reading() as connection:
        loaded = register_list.load_rows(connection, source, [record_id], ["problem"], day)
    stored = loaded[0].values[0] if loaded else None
    codes = str(stored).split(",") if stored else []
    return tuple(Tag(code, code_label("problem", "", code)) for code in codes)


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _code(table: str, value: Value) -> str:
    return code_table(table).label(str(value)) if value else ""


def _tags(stored: Value) -> tuple[Tag, ...]:
    codes = register_list.stored_list(str(stored)) if stored else []
    shown = [code for code in codes if not code.startswith(RESTRICTED_TAG)]
    return tuple(Tag(code, code_label("group_tags", "special_group", code)) for code in shown)


def _age(row: register_card.Row, day: str) -> str:
    birth, death = _text(row["birth_date"]), _text(row["death_date"])
    if not birth or not is_partial_date(birth):
        return ""
    last = min(day, death) if len(death) == len(day) else day
    return show_age(birth, date.fromisoformat(last))


def _stay(row: register_card.Row) -> Stay:
    return Stay(
        household_id=str(row["household_id"]),
        kind=str(row["kind"]),
        household_no=_text(row["household_no"]),
        villager_group=_text(row["villager_group"]),
        address=_text(row["address"]),
        relation=_relation(row),
        is_head=row["role"] == "head",
        from_date=_text(row["from_date"]),
        to_date=_text(row["to_date"]),
        lasts=bool(row["lasts"]),
    )


def _relation(row: register_card.Row) -> str:
    return _code("relation_to_head", row["relation_to_head"]) or ("户主" if row["role"] == "head" else "")


def _member(row: register_card.Row, day: str, *, may_reveal: bool) -> Member:
    mobile = _text(row["mobile"])
    return Member(
        id=str(row["id"]),
        name=_text(row["name"]),
        relation=_relation(row),
        is_head=row["role"] == "head",
        sex=_code("sex", row["sex"]),
        age=_age(row, day),
        birth_date=_text(row["birth_date"]),
        masked_id=masked_text("citizen_id", _text(row["citizen_id"])),
        mobile=mobile if may_reveal else masked_text("mobile", mobile),
        residence=_code("residence_state", row["residence_state"]),
        political_status=_code("political_status", row["political_status"]),
        medical=_code("medical_insured", row["medical_insured"]),
        pension=_code("pension_insured", row["pension_insured"]),
        tags=_tags(row["group_tags"]),
        from_date=_text(row["from_date"]),
        to_date=_text(row["to_date"]),
        reason_out=_code("population_change_kind", row["reason_out"]),
    )


def _service(row: agency.CaseRow) -> CardEvent:
    """An agency case as a line of the card."""
    is_open = CaseState(row.state) in (*OPEN_STATES, *TO_DELIVER)
    label = code_table("service_item").label(row.item)
    title = f"{label}（{row.for_name}）" if row.for_name else label
    state = code_table("service_case_state").label(row.state)
    return CardEvent(row.id, row.number, title, state, row.due_on, is_open)


def _event(row: register_card.Row) -> CardEvent:
    return CardEvent(
        id=str(row["id"]),
        number=_text(row["number"]),
        title=_text(row["title"]),
        state=_code("event_state", row["state"]),
        due_on=_text(row["due_on"]),
        is_open=row["state"] not in CLOSED_STATES,
    )


def reveal(office: Office, table: str, record_id: str, identifier: str, purpose: str) -> str:
    """A covered value in full; that it was seen, by whom and for what, is on disk first.

    Args:
        office: The open office.
        table: Table of the field.
        record_id: Whose value.
        identifier: The field.
        purpose: Why, as the user gave it.

    Raises:
        ProblemError: SYS-403, REG-001 there is no such record.
        KeyError: There is no such field, or it is of class R.
    """
    office.require(Right.REVEAL)
    spec = catalogue().get(identifier)
    if spec.table != table or spec.sensitivity is Sensitivity.R or spec.derived:
        raise KeyError(identifier)
    with office.store.local_writing() as connection:
        row = register_card.find_row(connection, table, record_id)
        if row is None:
            raise ProblemError(Problem("REG-001"))
        office.write_access(connection, "reveal", table, record_id, (identifier,), purpose)
    return _spec_text(spec, row, {}) or ""
