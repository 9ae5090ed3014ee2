"""Where a notice may hang: what is for the branch or for certain people never on a public board.

Source:
    中国共产党党务公开条例(试行): each item is open to society, to the branch or to certain people.
"""

from collections.abc import Iterable
from datetime import date

from desktop.domain.disclosure_item import Scope
from desktop.domain.problem import Place, Problem
from desktop.services.disclosure.catalogue import item_in_force
from desktop.services.office import Office
from desktop.services.settings import Settings, load_settings

STAMPS = {Scope.BRANCH: "支部范围", Scope.RESTRICTED: "仅限党内"}
"""Printed across the head of a sheet that is not for everybody."""


def boards(text: str) -> tuple[str, ...]:
    """Names of boards in a setting: divided by 、, comma, semicolon or line."""
    for mark in "，,；;\n":
        text = text.replace(mark, "、")
    return tuple(name.strip() for name in text.split("、") if name.strip())


def places_of(settings: Settings, scope: Scope) -> tuple[str, ...]:
    """Where sheets hang that a scope may read; nowhere by default when only certain people may."""
    if scope is Scope.RESTRICTED:
        return ()
    return boards(settings.board_place if scope is Scope.SOCIETY else settings.branch_place)


def usual_places(office: Office, item_code: str, on: date) -> tuple[str, ...]:
    """Where sheets of an item hang when nobody said: never where too many would read them."""
    return places_of(load_settings(office), scope_of(office, item_code, on))


def scope_of(office: Office, item_code: str, on: date) -> Scope:
    """Who may read the sheets of an item as ordered here on a day; everybody for papers without an item."""
    item = item_in_force(office, item_code, on)
    return Scope.SOCIETY if item is None else item.scope


def place_problems(office: Office, item_code: str, places: Iterable[str], on: date) -> tuple[Problem, ...]:
    """What speaks against hanging a sheet somewhere.

    Returns:
        DOC-120 for each place where people outside its scope would read it: of the branch's items all but
        the places set for the branch, of those for certain people every board.
    """
    scope = scope_of(office, item_code, on)
    if scope is Scope.SOCIETY:
        return ()
    settings = load_settings(office)
    public, inner = places_of(settings, Scope.SOCIETY), places_of(settings, Scope.BRANCH)
    wrong = [
        place
        for place in places
        if (place not in inner if scope is Scope.BRANCH else place in (*public, *inner))
    ]
    allowed = "、".join(inner) if scope is Scope.BRANCH else "送达或者在会上宣读"
    return tuple(
        Problem(
            "DOC-120",
            {"place": place, "stamp": STAMPS[scope], "allowed": allowed},
            Place(field="places"),
        )
        for place in wrong
    )
