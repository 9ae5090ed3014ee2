"""Which fields a form asks for, in which parts and order: the few of every day first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.domain.catalogue import FieldSpec
from desktop.services.register_editing import form_fields
from ui.screens.register.form_names import NEW

HEAD = "head."
"""Before the fields of the head in the form that opens a household."""

REASON = "reason"
"""Key of the choice why someone joins a household; it is no field of the catalogue."""

REASON_CODES = ("10", "30", "31", "12", "11", "32", "33")
"""Of the table population_change_kind: born, moved in, married in, entered late, adopted, came back."""

_PERSON_FIRST = (
    *("name", "relation_to_head", "citizen_id", "sex", "birth_date", "ethnicity", "mobile"),
    *("residence_state", "political_status", "education", "marital_status", "medical_insured"),
    "group_tags",
)
_HEAD_FIRST = tuple(key for key in _PERSON_FIRST if key != "relation_to_head")
KIN = ("father_person_id", "mother_person_id", "spouse_person_id", "guardian_person_id")
"""Relatives in a person's form."""

_HOUSEHOLD_FIRST = (
    *("household_no", "villager_group", "hamlet", "address", "household_phone", "hukou_type"),
    *("household_category", "household_state"),
)
_NEW_HOUSEHOLD = ("household_no", "villager_group", "hamlet", "address", "household_phone", "hukou_type")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a form.

    Attributes:
        title: Its heading.
        fields: What it asks for, in order; the key is the catalogue's, after `HEAD` for the head.
        open_at_first: Whether it is unfolded when the form opens.
    """

    title: str
    fields: tuple[tuple[str, FieldSpec], ...]
    open_at_first: bool


def _tr(text: str) -> str:
    return QCoreApplication.translate("FormSections", text)


def sections_of(form: str) -> tuple[Section, ...]:
    """The parts of a form by its name (see `ui.screens.register.form_names`)."""
    table = form.removesuffix(NEW)
    if form == "household" + NEW:
        return (
            _section(_tr("户"), "household", _NEW_HOUSEHOLD),
            _section(_tr("户主"), "person", _HEAD_FIRST, prefix=HEAD),
        )
    if table == "person":
        return (
            _section(_tr("基本信息"), "person", _PERSON_FIRST),
            _section(_tr("亲属"), "person", KIN, open_at_first=False),
            _rest(_tr("身份与户籍"), "B person", "person", (*_PERSON_FIRST, *KIN)),
            _rest(_tr("就业"), "F income and employment", "person", _PERSON_FIRST),
            _rest(_tr("保险与待遇"), "G insurance and benefits", "person", _PERSON_FIRST),
            _rest(_tr("残疾"), "I tags and concerns", "person", _PERSON_FIRST),
        )
    if table == "household":
        return (
            _section(_tr("基本信息"), "household", _HOUSEHOLD_FIRST),
            _rest(_tr("其他"), "A household", "household", _HOUSEHOLD_FIRST),
            _rest(_tr("收入与支出"), "F income and employment", "household", _HOUSEHOLD_FIRST),
            _rest(_tr("财产"), "H property", "household", _HOUSEHOLD_FIRST),
            _rest(_tr("信用"), "I tags and concerns", "household", _HOUSEHOLD_FIRST),
        )
    return (Section("", tuple((field.identifier, field) for field in form_fields(table)), True),)


def _section(
    title: str, table: str, keys: Sequence[str], *, prefix: str = "", open_at_first: bool = True
) -> Section:
    known = {field.identifier: field for field in form_fields(table)}
    return Section(title, tuple((prefix + key, known[key]) for key in keys), open_at_first)


def _rest(title: str, group: str, table: str, but: Sequence[str]) -> Section:
    fields = tuple(
        (field.identifier, field)
        for field in form_fields(table)
        if field.group == group and field.identifier not in but
    )
    return Section(title, fields, False)
