"""The household card on paper (家庭登记页), for the office's own ledger."""

from db.queries import register_card as queries
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.data import CardMember, CardSection, HouseholdCard
from desktop.services.as_of import PastOffice
from desktop.services.office import Office
from desktop.services.register_card import household_card

COVERED_FIELDS = frozenset({"citizen_id", "mobile"})
"""What the card covers unless it is asked to be printed in full."""


def render_household_card(office: Office, household_id: str, *, reveal: bool = False) -> bytes:
    """A household's card as PDF; that it was printed is logged before the bytes exist.

    Args:
        office: The office at work.
        household_id: Whose card.
        reveal: Print numbers and telephones in full; needs the right to see them.

    Raises:
        ProblemError: REG-001 there is no such record, SYS-403, what the layout refuses.
    """
    from desktop.reports.building import build_notice
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    if reveal:
        office.require(Right.REVEAL)
    data = _card(office, household_id)
    fields = sorted(COVERED_FIELDS) if reveal else []
    purpose = f"家庭登记页（截至 {office.on}）" if isinstance(office, PastOffice) else "家庭登记页"
    office.log_access("print", "household", household_id, fields, purpose)
    shown = COVERED_FIELDS if reveal else frozenset()
    return render_internal(build_notice("household_card", data, reveal=shown))


def _card(office: Office, household_id: str) -> HouseholdCard:
    card = household_card(office, household_id)
    with office.store.reading() as connection:
        found = queries.find_household(connection, household_id, office.today().isoformat())
        if found is None:
            raise ProblemError(Problem("REG-001"))
        people = {
            str(member["id"]): queries.find_row(connection, "person", str(member["id"])) or {}
            for member in found.members
        }
    members = tuple(_member(member.relation, people[member.id]) for member in card.members)
    head = next((member for member in card.members if member.is_head), None)
    phone = str(found.household["household_phone"] or "")
    sections = [
        CardSection(
            section.title, tuple((field.label, _with_unit(field.text, field.unit)) for field in filled)
        )
        for section in (*card.dwellings, *card.homesteads, *card.land)
        if (filled := [field for field in section.fields if field.text])
    ]
    return HouseholdCard(
        village=office.vault.village,
        printed_on=office.seen_on if isinstance(office, PastOffice) else office.today(),
        as_of=office.today(),
        household_no=card.household_no,
        head=card.head_name,
        category=_label("household_category", found.household["household_category"]),
        group=card.villager_group,
        address=card.address,
        phone=phone or (str(people[head.id].get("mobile") or "") if head else ""),
        members=members,
        sections=tuple(sections),
    )


def _with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit else text


def _label(table: str, code: object) -> str:
    return code_table(table).label(str(code)) if code else ""


def _member(relation: str, person: queries.Row) -> CardMember:
    def text(name: str) -> str:
        return str(person.get(name) or "")

    return CardMember(
        name=text("name"),
        relation=relation,
        sex=_label("sex", person.get("sex")),
        birth=text("birth_date"),
        citizen_id=text("citizen_id"),
        ethnicity=_label("ethnicity", person.get("ethnicity")),
        education=_label("education", person.get("education")),
        political_status=_label("political_status", person.get("political_status")),
        mobile=text("mobile"),
        state=_label("residence_state", person.get("residence_state")),
    )
