"""Forms for visits (入户登记表): empty or filled in, for one household or for many, in order of groups."""

from collections.abc import Mapping, Sequence

from db.connection import Connection
from db.queries import bulk_edit as chosen
from db.queries import register_card as queries
from db.queries.references import names
from desktop.domain.accounts import Right
from desktop.domain.catalogue import catalogue
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.natural_order import natural_key
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.household_form import HouseholdForm
from desktop.services.field_text import value_text
from desktop.services.office import Office
from desktop.services.register import ListKind

MOST_AT_ONCE = 1_000
"""More households are printed group by group: a file of several thousand pages serves nobody."""

FILLED_FIELDS = ("citizen_id", "mobile", "household_phone", "work_place")
"""What a filled-in form shows in full that screens cover."""

_OF_PERSON = (
    *("name", "sex", "citizen_id", "ethnicity", "education", "political_status", "marital_status", "mobile"),
    *("residence_state", "work_place", "medical_insured", "pension_insured"),
)
_OF_HOUSEHOLD = (
    *("household_no", "villager_group", "hamlet", "address", "hukou_type", "household_phone"),
    *("annual_income", "vehicle", "farm_machine"),
)
_KNOWN_WHEN_BLANK = ("household_no", "villager_group", "hamlet", "address")
_OF_PARTS = {
    "dwelling": ("dwelling_structure", "built_year", "floor_area", "safety_grade"),
    "homestead": ("occupied_area",),
    "land_contract": ("contract_area",),
}


def render_household_forms(
    office: Office,
    kind: ListKind,
    ids: Sequence[str],
    *,
    filled: bool,
    job: JobHandle | None = None,
) -> bytes:
    """Forms for the households of some records as one PDF; that they were printed is logged first.

    Args:
        office: The office at work.
        kind: What ``ids`` are: households, or people whose households are meant.
        ids: In any order; the forms come by group and household number, each household once.
        filled: Print what is known, numbers and telephones in full: it is a working paper. Otherwise
            only who the household is.
        job: Told how many are made; may cancel.

    Raises:
        ProblemError: SYS-403, for filled-in forms also without the right to see covered values;
            REG-078 there is no household among them; REG-079 there are more than `MOST_AT_ONCE`.
        Cancelled: The user asked to stop.
    """
    from desktop.reports.household_form import build_household_form
    from desktop.reports.rendering import render_together

    office.require(Right.PRINT)
    if filled:
        office.require(Right.REVEAL)
    job = job or NoJob()
    with office.store.reading() as connection:
        households = _in_order(connection, kind, ids)
        if not households:
            raise ProblemError(Problem("REG-078"))
        if len(households) > MOST_AT_ONCE:
            raise ProblemError(Problem("REG-079", {"most": str(MOST_AT_ONCE)}))
        forms = [_form(office, connection, household, filled=filled) for household in households]
    fields = FILLED_FIELDS if filled else ()
    with office.store.local_writing() as connection:
        for household in households:
            office.write_access(connection, "print", "household", household, fields, "入户登记表")
    return render_together([build_household_form(form) for form in forms], job)


def _in_order(connection: Connection, kind: ListKind, ids: Sequence[str]) -> list[str]:
    """Households by group and number, as one walks through the village."""
    wanted = (
        ids if kind is ListKind.HOUSEHOLDS else tuple(dict.fromkeys(chosen.homes(connection, ids).values()))
    )
    rows = chosen.households(connection, wanted, "villager_group")
    rows = tuple(row for row in rows if row["household_state"] != "closed")
    return [
        str(row["id"])
        for row in sorted(
            rows,
            key=lambda row: (
                natural_key(str(row["value"] or "")),
                natural_key(str(row["household_no"] or "")),
            ),
        )
    ]


def _form(office: Office, connection: Connection, household_id: str, *, filled: bool) -> HouseholdForm:
    found = queries.find_household(connection, household_id, office.today().isoformat())
    if found is None:
        raise ProblemError(Problem("REG-001"))
    head = next((str(member["name"] or "") for member in found.members if member["role"] == "head"), "")
    values = _texts(found.household, _OF_HOUSEHOLD if filled else _KNOWN_WHEN_BLANK)
    values["head"] = head
    members: list[Mapping[str, str]] = []
    if filled:
        values["grid"] = names(connection, "grid", [found.household["grid_id"]]).get(
            str(found.household["grid_id"]), ""
        )
        for table, identifiers in _OF_PARTS.items():
            for row in found.parts[table][:1]:
                values |= _texts(row, identifiers)
        for member in found.members:
            person = queries.find_row(connection, "person", str(member["id"])) or {}
            relation = value_text(catalogue().get("relation_to_head"), member["relation_to_head"])
            members.append(_texts(person, _OF_PERSON) | {"relation": relation})
    number = str(found.household["household_no"] or "")
    return HouseholdForm(office.vault.village, office.today(), number, values, tuple(members))


def _texts(row: queries.Row, identifiers: Sequence[str]) -> dict[str, str]:
    texts = {}
    for identifier in identifiers:
        spec = catalogue().get(identifier)
        text = value_text(spec, row.get(identifier))
        texts[identifier] = f"{text} {spec.unit}" if text and spec.unit else text
    return texts
