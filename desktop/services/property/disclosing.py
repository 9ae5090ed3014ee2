"""From a record of a ledger to the draft of the sheet that tells of it."""

from datetime import date

from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.code_table import code_table
from desktop.domain.period import Period
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.property_ledger import CONTRACT, DEBT, PROJECT, SUBSIDY
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office
from desktop.services.party.conduct import DISCIPLINE, HONOUR
from desktop.services.property.projects import stage_of
from desktop.services.property.records import TITLES, reading_right_of
from desktop.services.property.rules import day, text
from desktop.services.property.subsidies import UNPAID, programme_label, state_of

_MONTHS_A_QUARTER = 3
_PARTY = {DISCIPLINE: ("party_discipline", "decided_on"), HONOUR: ("party_awards", "given_on")}
"""Ledger of the party → the layout that tells of a record, and the field of its day."""


def sheet_request(office: Office, ledger: str, record_id: str) -> NoticeRequest:
    """What sheet tells of a record: of a contract or project that one, of others the whole ledger.

    Contracts and projects are told from their first day to today, debts for this quarter, assets and land for
    this year so far, a subsidy for its year: before it is paid the list, afterwards what went through.

    Raises:
        ProblemError: FIN-051 there is no such record, SYS-403.
    """
    office.require(reading_right_of(ledger))
    today = office.today()
    with office.store.reading() as connection:
        row = queries.find_record(connection, ledger, record_id)
    if row is None:
        raise ProblemError(Problem("FIN-051", {"label": TITLES[ledger]}))
    if ledger == CONTRACT:
        return _request("contracts", min(day(row, "signed_on") or today, today), today, today, record_id)
    if ledger == PROJECT:
        first = min(day(row, "decided_on") or day(row, "begun_on") or today, today)
        stage = code_table("project_stage").label(stage_of(row, today).value)
        return _request("project", first, today, today, record_id, stage)
    if ledger == SUBSIDY:
        return _subsidy_request(office, row)
    if ledger in _PARTY:
        layout, name = _PARTY[ledger]
        on = day(row, name) or today
        values = (("award", text(row, "title")),) if ledger == HONOUR else ()
        return _request(layout, on, max(on, today), today, record_id, values=values)
    if ledger == DEBT:
        month = today.month - (today.month - 1) % _MONTHS_A_QUARTER
        return _request("debts", today.replace(month=month, day=1), today, today)
    return _request("assets", today.replace(month=1, day=1), today, today)


def _subsidy_request(office: Office, row: Row) -> NoticeRequest:
    """As the calendar of duties asks for it: about the first share of the payment, planned or paid."""
    with office.store.reading() as connection:
        shares = queries.list_where(connection, SUBSIDY, "programme", text(row, "programme"))
    together = [
        share for share in shares if (share["year"], share["paid_on"]) == (row["year"], row["paid_on"])
    ]
    is_planned = state_of(row) == UNPAID
    paid = day(row, "paid_on")
    year = Period.year(paid.year if paid is not None else office.today().year)
    return _request(
        "subsidy_list" if is_planned else "subsidy_payment",
        year.first,
        year.last,
        office.today(),
        record_id=text(together[0], "id"),
        stage="planned" if is_planned else "paid",
        values=(("programme", programme_label(text(row, "programme"))),),
    )


def _request(
    layout: str,
    first: date,
    last: date,
    issued_on: date,
    record_id: str = "",
    stage: str = "",
    values: tuple[tuple[str, str], ...] = (),
) -> NoticeRequest:
    return NoticeRequest(
        layout,
        first.isoformat(),
        last.isoformat(),
        issued_on.isoformat(),
        record_id=record_id,
        stage=stage,
        values=values,
    )


def draft_sheet(office: Office, ledger: str, record_id: str) -> str:
    """Draft the sheet of `sheet_request`.

    Returns:
        The id of the notice.

    Raises:
        ProblemError: As `sheet_request` and `desktop.services.disclosure.notices.make_notice`.
    """
    from desktop.services.disclosure.notices import make_notice

    return make_notice(office, sheet_request(office, ledger, record_id))
