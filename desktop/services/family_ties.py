"""Father, mother, spouse and guardian in the register: their rules, the other side, what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from db.connection import Connection
from db.store import Value, Work, row_values
from desktop.domain.catalogue import FieldValue, catalogue
from desktop.domain.invariants import PersonFacts, Violation, check_person
from desktop.domain.kinship import Kin, KinLink, KinshipGraph, infer_links
from desktop.domain.problem import Place, Problem
from desktop.domain.relation import HEAD, NOT_RELATED, OTHER_RELATIVE
from desktop.services.office import Office
from desktop.services.references import nearby_household

Values = Mapping[str, FieldValue]

TIE_COLUMNS = {"father": "father_person_id", "mother": "mother_person_id", "spouse": "spouse_person_id"}
"""Columns of a person by the name that `KinLink` has for the tie."""

SPOUSE_FIELD = TIE_COLUMNS["spouse"]
TIE_FIELDS = (*TIE_COLUMNS.values(), "guardian_person_id")
_NEW = "new"  # stands for a person who has no id yet
_DEAD = "80"
_ROUNDS = 2  # of following ties out of a household: grandparents who never belonged to it

FACT_COLUMNS = (
    "id, name, sex, birth_date, death_date, residence_state, father_person_id, mother_person_id,"
    " spouse_person_id, marital_status"
)
"""Columns of ``person`` that `facts_of` reads."""

_FACTS = f"SELECT {FACT_COLUMNS} FROM person WHERE id IN ({{marks}})"  # noqa: S608 - own names


def people_facts(connection: Connection, ids: Iterable[str]) -> dict[str, PersonFacts]:
    """What the invariants need of some people, by id."""
    wanted = sorted({one for one in ids if one})
    cursor = connection.execute(_FACTS.format(marks=", ".join("?" * len(wanted))), wanted)
    return {str(row["id"]): facts_of(row) for row in row_values(cursor)}


def facts_of(row: Mapping[str, Value]) -> PersonFacts:
    """What the invariants need of a person, without the identity number."""

    def text(column: str) -> str:
        value = row[column]
        return "" if value is None else str(value)

    return PersonFacts(
        id=text("id"),
        name=text("name"),
        sex=text("sex"),
        birth_date=text("birth_date"),
        death_date=text("death_date"),
        is_alive=not text("death_date") and text("residence_state") != _DEAD,
        father=text("father_person_id"),
        mother=text("mother_person_id"),
        spouse=text("spouse_person_id"),
        marital_status=text("marital_status"),
    )


def _with_values(person: PersonFacts, values: Values) -> PersonFacts:
    """A person as the form has it; what the form does not name is as the register has it."""
    names = {
        **{column: tie for tie, column in TIE_COLUMNS.items()},
        **{name: name for name in ("name", "sex", "birth_date", "death_date", "marital_status")},
    }
    typed = {names[key]: str(value or "") for key, value in values.items() if key in names}
    return replace(person, **typed)  # type: ignore[arg-type]


def check_ties(connection: Connection, person_id: str, values: Values) -> list[Problem]:
    """Hold the relatives that a form names against the register.

    Args:
        connection: A snapshot of the register.
        person_id: Whose form; "" for a new person.
        values: What was read of the form.

    Returns:
        REG-018 oneself, REG-021 the spouse has another living one, REG-910 and REG-911 as the
        invariants say, each at its field.
    """
    problems = [
        Problem("REG-018", place=_place(key))
        for key in TIE_FIELDS
        if person_id and values.get(key) == person_id
    ]
    wrong = {problem.place.field for problem in problems if problem.place is not None}
    own = people_facts(connection, [person_id])
    me = _with_values(own.get(person_id, PersonFacts(_NEW, "")), values)
    people = people_facts(connection, [me.father, me.mother, me.spouse])
    alone = replace(me, father="", mother="", spouse="", death_date="")
    for tie, parent in (("father", me.father), ("mother", me.mother)):
        column = TIE_COLUMNS[tie]
        if column not in wrong and {column, "birth_date"} & values.keys():
            one_parent = replace(alone, father=parent) if tie == "father" else replace(alone, mother=parent)
            problems += _problems(check_person(one_parent, people), column)
    if values.get(SPOUSE_FIELD) and SPOUSE_FIELD not in wrong:
        problems += _spouse_problems(connection, me, people)
    return problems


def _spouse_problems(
    connection: Connection, me: PersonFacts, people: dict[str, PersonFacts]
) -> list[Problem]:
    spouse = people[me.spouse]
    other = people_facts(connection, [spouse.spouse]).get(spouse.spouse)
    if other is not None and other.id != me.id and other.is_alive and spouse.is_alive:
        return [Problem("REG-021", {"name": spouse.name, "other": other.name}, _place(SPOUSE_FIELD))]
    people = {**people, spouse.id: replace(spouse, spouse=me.id)}  # saving ties the other side as well
    alone = replace(me, father="", mother="", death_date="")
    return _problems(check_person(alone, people), SPOUSE_FIELD)


def _place(identifier: str) -> Place:
    return Place(column=catalogue().get(identifier).label, field=identifier)


def _problems(violations: Iterable[Violation], identifier: str) -> list[Problem]:
    return [violation.problem._replace(place=_place(identifier)) for violation in violations]


def tie_spouse(work: Work, person_id: str, before: str, after: str) -> None:
    """Keep the other side of a spouse link that was changed, inside the same action.

    The spouse who was named before loses the link; a late one keeps naming the survivor who has
    married again.
    """
    if before == after:
        return
    known = people_facts(work.connection, [before])
    late = known.get(before)
    if late is not None and late.spouse == person_id and (late.is_alive or not after):
        work.update("person", before, {SPOUSE_FIELD: None})
    if after:
        work.update("person", after, {SPOUSE_FIELD: person_id})


def spouse_of(connection: Connection, person_id: str) -> str:
    """Id of the spouse that the register names for a person; "" for none."""
    facts = people_facts(connection, [person_id]).get(person_id)
    return facts.spouse if facts is not None else ""


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """One open membership with what the graph knows of the person; ``relation`` "" when not told."""

    membership_id: str
    name: str
    relation: str
    is_head: bool
    from_date: str
    kin: Kin


def members_of(connection: Connection, household_id: str) -> tuple[HouseholdMember, ...]:
    """Who belongs to a household now, in the order of joining."""
    rows = connection.execute(
        "SELECT m.id, p.name, m.relation_to_head, m.role, m.from_date, p.id, p.sex, p.birth_date,"
        " p.father_person_id, p.mother_person_id, p.spouse_person_id"
        " FROM membership m JOIN person p ON p.id = m.person_id"
        " WHERE m.household_id = ? AND m.to_date IS NULL ORDER BY m.pk",
        (household_id,),
    )
    found = []
    for row in rows:
        membership_id, name, relation, role, since, *facts = ("" if one is None else str(one) for one in row)
        person, sex, birth_date, father, mother, spouse = facts
        kin = Kin(person, sex, birth_date, father, mother, spouse)
        found.append(HouseholdMember(membership_id, name, relation, role == "head", since, kin))
    return tuple(found)


def kin_around(connection: Connection, households: Iterable[str]) -> dict[str, Kin]:
    """Everyone who ever belonged to some households, and those whom they name as parents or spouse.

    Those who died or married out count for the order of birth.
    """
    known: dict[str, Kin] = {}
    wanted: set[str] = set()
    for household_id in households:
        rows = connection.execute("SELECT person_id FROM membership WHERE household_id = ?", (household_id,))
        wanted |= {str(person_id) for (person_id,) in rows}
    for _ in range(_ROUNDS + 1):
        found = people_facts(connection, wanted - known.keys())
        known |= {
            one.id: Kin(one.id, one.sex, one.birth_date, one.father, one.mother, one.spouse)
            for one in found.values()
        }
        wanted = {tie for one in found.values() for tie in (one.father, one.mother, one.spouse) if tie}
    return known


def tied(kin: Kin, link: KinLink) -> Kin:
    """A person with one more tie."""
    if link.field == "father":
        return replace(kin, father=link.other)
    return replace(kin, mother=link.other) if link.field == "mother" else replace(kin, spouse=link.other)


def offered_relation(office: Office, household_id: str, person_id: str, values: Values) -> str:
    """The relation to the head that follows from the relatives in a person's form.

    Args:
        office: The open office.
        household_id: The household a new person joins; of others their hukou is taken.
        person_id: Whose form; "" for a new person.
        values: What was read of the form; a closer relation in it than the one that follows stays.

    Returns:
        A code of ``relation_to_head``; "" when nothing follows or the form says the same.
    """
    home = household_id or nearby_household(office, "person", person_id)
    with office.store.reading() as connection:
        members = members_of(connection, home)
        head = next((member.kin.id for member in members if member.is_head), "")
        if not head or head == person_id:
            return ""
        kins = kin_around(connection, [home])
        own = people_facts(connection, [person_id])
    me = _with_values(own.get(person_id, PersonFacts(_NEW, "")), values)
    for link in infer_links((m.kin, m.relation) for m in members if m.kin.id != me.id):
        kins[link.person] = tied(kins[link.person], link)
    kins[me.id] = Kin(me.id, me.sex, me.birth_date, me.father, me.mother, me.spouse)
    typed = str(values.get("relation_to_head") or "")
    code = KinshipGraph(kins.values()).relation(head, me.id, typed)
    return "" if code in (typed, HEAD, NOT_RELATED, OTHER_RELATIVE) else code
