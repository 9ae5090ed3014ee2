"""What can be made (制作公开表): items in force, their layouts, what each asks of the drafter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.accounts import Right
from desktop.domain.disclosure_item import DisclosureItem, Frequency, Scope
from desktop.reports.template import FieldTemplate, Template, list_templates
from desktop.services.disclosure.catalogue import items_in_force
from desktop.services.disclosure.duties import TOLD_WITH
from desktop.services.disclosure.layouts import layout_of
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.scope import places_of
from desktop.services.disclosure.sheet_cells import read_field
from desktop.services.office import Office
from desktop.services.settings import load_settings

__all__ = ["FieldTemplate", "read_field"]

ACCOUNTS_DUTY = "F2"
"""What is offered first: the sheet made most often."""


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A layout with the values it asks of the drafter."""

    name: str
    label: str
    fields: tuple[FieldTemplate, ...]


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """Items that hang on one sheet.

    Attributes:
        duty: Names the choice.
        title: The item, or the sheet where it tells several.
        items: Codes it tells, the one it is filed under first.
        covers: Those and the items that the same sheet tells as well.
        words: Further words to find it by.
        frequency: How often it is owed.
        scope: Who may read it.
        layouts: What it can be printed with, the item's own first.
    """

    duty: str
    title: str
    items: tuple[str, ...]
    covers: tuple[str, ...]
    words: str
    frequency: frozenset[Frequency]
    scope: Scope
    layouts: tuple[LayoutChoice, ...]


@dataclass(frozen=True, slots=True)
class MakeChoices:
    """Everything that can be made today, in the order of the catalogue, and where it hangs by scope."""

    today: date
    items: tuple[ItemChoice, ...]
    places: Mapping[Scope, tuple[str, ...]]

    def find(self, item: str) -> ItemChoice | None:
        """The choice that tells an item, by the item's code or the duty's."""
        return next((each for each in self.items if item == each.duty or item in each.items), None)


def read_choices(office: Office) -> MakeChoices:
    """What can be made today.

    Raises:
        ProblemError: DOC-020 and DOC-021 a layout is faulty, SYS-403.
    """
    office.require(Right.DRAFT_NOTICE)
    today, settings = office.today(), load_settings(office)
    by_duty: dict[str, list[DisclosureItem]] = {}
    for item in items_in_force(office, today):
        by_duty.setdefault(item.duty, []).append(item)
    # also the office's papers that no item names, such as the table of everything owed
    layouts = [each for each in list_templates() if each.kind in ("sheet", "accounts", "list") and each.item]
    return MakeChoices(
        today,
        tuple(_choice(office, duty, items, layouts, today) for duty, items in by_duty.items()),
        {scope: places_of(settings, scope) for scope in Scope},
    )


def _choice(
    office: Office, duty: str, items: list[DisclosureItem], layouts: list[Template], today: date
) -> ItemChoice:
    codes = tuple(item.code for item in items)
    named = dict.fromkeys(
        (*(item.layout for item in items), *(each.name for each in layouts if each.item in (*codes, duty)))
    )
    chosen = tuple(_layout(office, name, today) for name in named)
    return ItemChoice(
        duty,
        items[0].label if len(items) == 1 else chosen[0].label,
        codes,
        tuple(dict.fromkeys((*codes, *TOLD_WITH.get(duty, ())))),
        " ".join((*codes, *(item.label for item in items), *(each.label for each in chosen))),
        frozenset[Frequency]().union(*(item.frequency for item in items)),
        items[0].scope,
        chosen,
    )


def _layout(office: Office, name: str, today: date) -> LayoutChoice:
    day = today.isoformat()
    read = layout_of(office, NoticeRequest(name, day, day, day))
    return LayoutChoice(name, read.label, read.fields)
