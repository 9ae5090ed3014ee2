"""The catalogue as it holds here: what came with the program, what the county laid over it, where to go."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from db.connection import Connection
from db.queries import agency as queries
from db.queries.agency import PlaceRow
from desktop.domain.accounts import Right
from desktop.domain.ids import RecordId
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.service_catalogue import (
    Catalogue,
    ServiceItem,
    laid_over,
    read_catalogue,
    shipped_catalogue,
    with_place,
)
from desktop.services.office import Office

_NO_PLACE = PlaceRow("", "", "", "", "")


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with the village's own words: ``phone`` to call, ``note`` what people should know."""

    item: ServiceItem
    phone: str
    note: str
    is_own_place: bool


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """The catalogue in force; ``problems`` says which of the county's are faulty and were left out."""

    version: str
    valid_from: date
    items: tuple[ItemView, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """What a village words for itself about an item; empty texts take the catalogue's."""

    where: str = ""
    phone: str = ""
    note: str = ""


_read = lru_cache(maxsize=4)(read_catalogue)
"""Catalogues of the county are few, and asked for with every list."""


def catalogue_on(connection: Connection, on: date) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The catalogue in force on a day, with the village's places, and what is wrong with newer ones."""
    newer, problems = [], []
    for row in queries.list_catalogues(connection):
        try:
            newer.append(replace(_read(row.body), valid_from=date.fromisoformat(row.valid_from)))
        except (ProblemError, ValueError):
            problems.append(Problem("SVC-047", {"version": row.version}))
    found = laid_over(shipped_catalogue(), newer, on)
    places = {row.item: row.place for row in queries.list_places(connection)}
    items = tuple(with_place(item, places.get(item.code, "")) for item in found.items)
    return replace(found, items=items), tuple(problems)


def read_catalogue_view(office: Office) -> CatalogueView:
    """What is done here today.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_SERVICES)
    with office.store.reading() as connection:
        found, problems = catalogue_on(connection, office.today())
        places = {row.item: row for row in queries.list_places(connection)}
    views = []
    for item in found.offered:
        own = places.get(item.code, _NO_PLACE)
        views.append(ItemView(item, own.phone, own.note, bool(own.place)))
    return CatalogueView(found.version, found.valid_from, tuple(views), problems)


def place_id(item: str) -> RecordId:
    """Id of the village's words for an item: the same on every PC."""
    return RecordId(hashlib.sha256(f"service_place|{item}".encode()).hexdigest()[:32])


def save_place(office: Office, item: str, own: ItemPlace) -> None:
    """Keep the village's own words for an item; empty words give the catalogue's back.

    Raises:
        ProblemError: SVC-011 there is no such item, SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.store.reading() as connection:
        found = catalogue_on(connection, office.today())[0].find(item)
        known = {row.item: row for row in queries.list_places(connection)}.get(item)
    if found is None:
        raise ProblemError(Problem("SVC-011", place=Place(field="item")))
    values = {
        "place": own.where.strip() or None,
        "phone": own.phone.strip() or None,
        "note": own.note.strip() or None,
    }
    with office.change("edit", f"代办去处：{found.label}") as work:
        if known is None:
            work.insert("service_place", {"item": item, **values}, place_id(item))
        else:
            work.update("service_place", known.id, values)
