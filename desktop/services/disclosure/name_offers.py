"""People of the register, offered while a name is typed into a sheet."""

from dataclasses import dataclass

from db.queries import sheet_rows as queries
from desktop.services.office import Office
from desktop.services.search import find_people

_MOST = 8


@dataclass(frozen=True, slots=True)
class NameOffer:
    """A name with what tells its bearer from namesakes, as far as a sheet may know it."""

    name: str
    group: str
    hamlet: str
    head: str

    def fills(self) -> dict[str, str]:
        """Texts by field of a sheet."""
        return {"group": self.group, "hamlet": self.hamlet, "head": self.head}


def offer_names(office: Office, text: str) -> tuple[NameOffer, ...]:
    """The people that a text means, best first.

    Raises:
        ProblemError: SYS-403.
    """
    hits = [hit for hit in find_people(office, text, _MOST) if not hit.is_gone]
    with office.store.reading() as connection:
        places = queries.places_of(connection, tuple(hit.household_id for hit in hits if hit.household_id))
    return tuple(
        NameOffer(hit.name, hit.villager_group, *places.get(hit.household_id, ("", ""))) for hit in hits
    )
