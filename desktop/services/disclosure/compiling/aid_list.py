"""Who receives aid of an item, from the grants (特困、临时救助、医疗救助、两项补贴等公示)."""

from collections.abc import Mapping

from db.queries.finance import GrantRow
from desktop.domain.accounts import Right
from desktop.domain.aid_kind import HARDSHIP_CLASSES, AidKind, aid_kinds_of, find_aid_kind, programme_of
from desktop.domain.code_table import code_table
from desktop.reports.data import ORIGIN, AllowanceState, Sheet, SheetValue
from desktop.reports.sheet_rows import NOT_COUNTED
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.disclosure.compiling.grants_told import grants_told

_MONTHLY_UNIT, _UNIT = "元/月", "元"


def compile_aid_list(common: Common) -> Sheet:
    """The grants of the item that was asked for, then the rows typed for the sheet.

    Where the programme that was chosen is the name of one kind of the item, as 临时救助 is of medical and
    temporary assistance, the sheet tells that kind only; a programme of another item gives way to the item's.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_NOTICES)
    chosen = template(common.request.template)
    item = common.request.item or chosen.item
    kinds = aid_kinds_of(item)
    values = dict(common.request.values)
    if kinds:
        named = tuple(kind for kind in kinds if kind.label == values.get("programme"))
        kinds = named or kinds
        values["programme"] = named[0].label if named else programme_of(item)
        values["unit"] = _UNIT if all(kind.is_once for kind in kinds) else _MONTHLY_UNIT
    typed = compile_entered(common, chosen)
    rows = tuple(_row(grant, state) for grant, state in grants_told(common, kinds)) if kinds else ()
    return Sheet(
        village=typed.village,
        period=typed.period,
        number=typed.number,
        bodies=typed.bodies,
        publication=common.publication_for(item),
        values=values,
        tables={"rows": (*rows, *typed.tables["rows"])},
    )


def _row(grant: GrantRow, state: AllowanceState) -> Mapping[str, SheetValue]:
    kind = find_aid_kind(grant.aid_kind)
    assert kind is not None
    is_stopped = state is AllowanceState.STOPPED
    return {
        "name": grant.head,
        "group": grant.group,
        "head": grant.household_head,
        "kind": _told_as(kind, grant, state),
        # nothing is paid any more, so nothing may be counted in the totals
        "amount_cents": NOT_COUNTED if is_stopped else grant.monthly_cents,
        "when": _when(kind, grant, is_stopped=is_stopped),
        ORIGIN: f"aid_grant/{grant.id} person/{grant.head_person_id}",
    }


def _told_as(kind: AidKind, grant: GrantRow, state: AllowanceState) -> str | None:
    """A class of hardship for what is paid once, else how the grant stands."""
    if not kind.is_once:
        return state.value
    return code_table(HARDSHIP_CLASSES).label(grant.hardship_class) if grant.hardship_class else None


def _when(kind: AidKind, grant: GrantRow, *, is_stopped: bool) -> str:
    if is_stopped:
        return f"至{_month(grant.to_month or '')}"
    return _month(grant.from_month) if kind.is_once else f"{_month(grant.from_month)}起"


def _month(month: str) -> str:
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月"
