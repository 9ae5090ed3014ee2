"""A subsidy before it is paid and after (惠农补贴发放)."""

from db.queries import property as queries
from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.property_ledger import SUBSIDY
from desktop.reports.data import ORIGIN, Sheet
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.property_sheet import property_sheet
from desktop.services.property.rules import text, whole
from desktop.services.property.subsidies import (
    PAID,
    PROGRAMMES,
    RETURNED,
    UNPAID,
    ShareRow,
    list_shares,
    programme_label,
)

_NO_GROUP = "未编组"


def compile_subsidy_list(common: Common) -> Sheet:
    """Every household's share of a list, by group and name.

    The list is that of the share the notice is about; without one it is that of the programme in the notice's
    value ``programme``, by label or code, in the year of the period.

    Raises:
        ProblemError: FIN-083 there is no such programme, SYS-403.
    """
    programme, year = _chosen(common)
    rows = [
        {
            "group": share.group or _NO_GROUP,
            "head": share.head,
            "hamlet": share.hamlet,
            "item": programme_label(programme),
            "area": share.area,
            "rate_cents": share.rate_cents,
            "amount_cents": share.amount_cents,
            "note": share.note,
            ORIGIN: f"{SUBSIDY}/{share.record_id}",
        }
        for share in list_shares(common.office, programme, year)
    ]
    return property_sheet(common, {"rows": rows}, {"programme": programme_label(programme)})


def compile_subsidy_payment(common: Common) -> Sheet:
    """What of a programme was paid by the last day of the period, and what the bank gave back.

    Raises:
        ProblemError: As `compile_subsidy_list`.
    """
    programme, year = _chosen(common)
    last = common.period.last.isoformat()
    shares = [
        share
        for share in list_shares(common.office, programme, year)
        if share.state != UNPAID and share.paid_on <= last
    ]
    rows = [_paid_row(share) for share in shares]
    return property_sheet(common, {"rows": rows}, {"programme": programme_label(programme)})


def _paid_row(share: ShareRow) -> dict[str, str | int | None]:
    return {
        "group": share.group or _NO_GROUP,
        "head": share.head,
        "hamlet": share.hamlet,
        "paid_on": share.paid_on,
        "due_cents": share.amount_cents,
        "paid_cents": share.amount_cents if share.state == PAID else 0,
        "returned_cents": share.amount_cents if share.state == RETURNED else 0,
        "note": share.note,
        ORIGIN: f"{SUBSIDY}/{share.record_id}",
    }


def _chosen(common: Common) -> tuple[str, int]:
    """Programme and year of the list: what is paid this year may be for the last one."""
    with common.office.store.reading() as connection:
        share = queries.find_record(connection, SUBSIDY, common.request.record_id)
    if share is not None:
        return text(share, "programme"), whole(share, "year") or common.period.last.year
    typed = dict(common.request.values).get("programme", "")
    code = code_table(PROGRAMMES).find_code(typed) if typed else None
    if code is None:
        raise ProblemError(Problem("FIN-083", {"value": typed or "—"}, Place(field="programme")))
    return code, common.period.last.year
