"""The one box that finds anyone (查人): a keystroke in, people out."""

from dataclasses import dataclass
from datetime import date

from db.search import query
from db.search.query import MOST_HITS, Hit
from desktop.domain.accounts import Right
from desktop.domain.age import show_age
from desktop.domain.code_table import code_table
from desktop.domain.partial_date import is_partial_date
from desktop.services.field_text import masked_text
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One person found, with what tells namesakes apart.

    ``masked_id`` keeps six and four characters; ``age`` is text, since a birth date may be known
    to the year only; ``is_gone`` says that the person died or moved out.
    """

    id: str
    name: str
    former_name: str
    sex: str
    age: str
    villager_group: str
    household_id: str
    household_no: str
    relation: str
    masked_id: str
    residence: str
    is_gone: bool


def find_people(office: Office, text: str, limit: int = MOST_HITS) -> tuple[PersonHit, ...]:
    """The people that a query means, best first; fast enough for every keystroke.

    Args:
        office: The open office.
        text: Name or part of it, pinyin or initials, end of an identity or telephone number,
            birth date as eight digits, household number, group or address; several of them apart
            by blanks, all of which have to hold. Empty text finds nobody.
        limit: Most people to give.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_REGISTER)
    today = office.today()
    with office.store.glancing() as connection:
        hits = query.find(connection, text, limit)
    return tuple(_shown(hit, today) for hit in hits)


def _shown(hit: Hit, today: date) -> PersonHit:
    return PersonHit(
        id=hit.id,
        name=hit.name,
        former_name=hit.former_name,
        sex=code_table("sex").label(hit.sex) if hit.sex else "",
        age=_age(hit, today),
        villager_group=hit.villager_group,
        household_id=hit.household_id,
        household_no=hit.household_no,
        relation=code_table("relation_to_head").label(hit.relation) if hit.relation else "",
        masked_id=masked_text("citizen_id", hit.citizen_id),
        residence=code_table("residence_state").label(hit.residence_state) if hit.residence_state else "",
        is_gone=hit.residence_state in ("70", "80"),
    )


def _age(hit: Hit, today: date) -> str:
    if not is_partial_date(hit.birth_date):
        return ""
    last = date.fromisoformat(hit.death_date) if len(hit.death_date) == 10 else today
    return show_age(hit.birth_date, min(last, today))
