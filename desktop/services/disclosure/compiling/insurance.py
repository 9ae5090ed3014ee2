"""Who is in the residents' medical and pension schemes, in numbers by group (医保、养老参保)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import insurance as queries
from db.queries.insurance import EnrolmentRow
from desktop.domain.accounts import Right
from desktop.domain.household_numbering import group_number
from desktop.domain.rules import get_rule
from desktop.domain.small_cells import CountedClass, join_small
from desktop.reports.data import ORIGIN, Sheet, SheetValue, origin_of
from desktop.reports.sheet_rows import NOT_COUNTED
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.disclosure.terms import LEAST_COUNT, find_term

_ITEM = "V27"
_RESIDENT = "resident"
_NO_GROUP = "未编组"
_MOST_NAMED = 4
_STUDENT = "31"
"""Code of employment of those who need not join the pension scheme yet."""


@dataclass(frozen=True, slots=True)
class _Scheme:
    """Field of the register, the rule of the least age (empty for any), codes of employment left out."""

    column: str
    least_age: str = ""
    left_out: tuple[str, ...] = ()


_MEDICAL = "城乡居民基本医疗保险"
_SCHEMES = {
    _MEDICAL: _Scheme("medical_insured"),
    "城乡居民基本养老保险": _Scheme("pension_insured", "pension.resident.age", (_STUDENT,)),
}
"""Scheme as the layout offers it → how it is counted."""


def compile_insurance(common: Common) -> Sheet:
    """The groups with those who should join and those who did, then the rows typed for the sheet.

    Only the residents' schemes are counted, and only for their own item; people of the employees' schemes
    need not join. Whoever nobody asked is left out of the count and told in the remark. Typed rows of a group
    take the place of what is counted, so that a figure of the insurance office wins. Groups with so few
    people on one side that everybody would know them are told together.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_NOTICES)
    chosen = template(common.request.template)
    typed = compile_entered(common, chosen)
    values = dict(common.request.values)
    if (common.request.item or chosen.item) == _ITEM:
        values["insurance"] = values.get("insurance") or _MEDICAL
        scheme = _SCHEMES.get(values["insurance"])
    else:
        scheme = None
    known = {row.get("group") for row in typed.tables["rows"]}
    counted = () if scheme is None else _count(common, scheme)
    return Sheet(
        village=typed.village,
        period=typed.period,
        number=typed.number,
        bodies=typed.bodies,
        publication=common.publication_for(common.request.item or chosen.item),
        values=values,
        tables={
            "rows": (
                *_rows(common, [each for each in counted if (each.group or _NO_GROUP) not in known]),
                *typed.tables["rows"],
            )
        },
    )


def _count(common: Common, scheme: _Scheme) -> tuple[EnrolmentRow, ...]:
    common.office.require(Right.READ_REGISTER)
    last = common.period.last
    with common.office.store.reading() as connection:
        rows = queries.count_enrolment(
            connection, scheme.column, _RESIDENT, _born_by(common, scheme, last), scheme.left_out
        )
    return tuple(sorted(rows, key=lambda row: group_number(row.group)))


def _born_by(common: Common, scheme: _Scheme, last: date) -> str:
    if not scheme.least_age:
        return last.isoformat()
    age = get_rule(scheme.least_age, last, common.division_code).value
    return f"{last.year - age:04}{last.isoformat()[4:]}"


def _rows(common: Common, counted: Sequence[EnrolmentRow]) -> list[dict[str, SheetValue]]:
    """The groups as they may be told, those that had to be joined last."""
    by_name = {each.group or _NO_GROUP: each for each in counted}
    classes = [CountedClass((name,), (len(each.joined), len(each.missing))) for name, each in by_name.items()]
    least = find_term(common.office, LEAST_COUNT, common.period.last).value
    return [
        _row([by_name[name] for name in each.names], each.has_small(least))
        for each in join_small(classes, least)
    ]


def _row(groups: Sequence[EnrolmentRow], withheld: bool) -> dict[str, SheetValue]:
    joined, missing, unknown = (
        [record_id for part in ids for record_id in part]
        for ids in zip(*((each.joined, each.missing, each.unknown) for each in groups), strict=True)
    )
    notes = [f"另有{len(unknown)}人未登记"] if unknown else []
    if withheld:
        notes.append("人数过少，不分列")
    return {
        "group": _name(groups),
        "owed": len(joined) + len(missing),
        "joined": NOT_COUNTED if withheld else len(joined),
        "note": "；".join(notes) or None,
        ORIGIN: _origin([*joined, *missing, *unknown]),
        origin_of("owed"): _origin([*joined, *missing]),
        origin_of("joined"): _origin(joined),
        origin_of("missing"): _origin(missing),
    }


def _name(groups: Sequence[EnrolmentRow]) -> str:
    names = [each.group or _NO_GROUP for each in sorted(groups, key=lambda each: group_number(each.group))]
    return "、".join(names) if len(names) <= _MOST_NAMED else f"{names[0]}等{len(names)}个组"


def _origin(ids: Sequence[str]) -> str:
    return " ".join(f"person/{each}" for each in ids)
