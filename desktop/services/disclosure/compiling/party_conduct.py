"""Sheets of discipline and of awards (处分通报、评先评优公示) from the party's record."""

from dataclasses import replace
from datetime import date

from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.disclosure_item import Scope
from desktop.domain.period import day_words
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.party.conduct import DISCIPLINE, HONOUR
from desktop.services.property.rules import day, text

_READERS = {
    Scope.RESTRICTED: "本人、支部委员会和乡镇党委",
    Scope.BRANCH: "本支部全体党员",
    Scope.SOCIETY: "本支部全体党员和村民",
}


def compile_party_discipline(common: Common) -> Sheet:
    """The measure that was chosen, in words; what was typed wins.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_NOTICES)
    sheet = compile_entered(common, template(common.request.template))
    if not common.request.record_id:
        return sheet
    common.office.require(Right.READ_PARTY)
    with common.office.store.reading() as connection:
        row = queries.find_record(connection, DISCIPLINE, common.request.record_id)
        if row is None:
            return sheet
        name = queries.names(connection, "party_member", [row["member_id"]]).get(text(row, "member_id"), "")
    typed = {field: value for field, value in common.request.values if value.strip()}
    return replace(sheet, values={**_measure(row, name), **typed})


def _measure(row: Row, name: str) -> dict[str, str]:
    kind = code_table("party_discipline_kind").label(text(row, "kind"))
    decided = day(row, "decided_on") or date.min
    until = day(row, "effective_until")
    parts = (
        f"{text(row, 'reason').rstrip('。')}。" if text(row, "reason") else "",
        f"经{text(row, 'decided_by') or '上级党组织'}{day_words(decided)}决定，给予{name}同志{kind}",
        f"（{text(row, 'document')}）" if text(row, "document") else "",
        f"，期限至{day_words(until)}" if until else "",
        "。",
    )
    return {
        "subject": f"给予{name}同志{kind}",
        "body": "".join(parts),
        "readers": _READERS.get(Scope(text(row, "scope") or Scope.RESTRICTED), ""),
    }


def compile_party_awards(common: Common) -> Sheet:
    """Rows typed for the sheet; without any, the awards of one title that were given in the period.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_NOTICES)
    sheet = compile_entered(common, template(common.request.template))
    if sheet.tables["rows"] or not common.office.may(Right.READ_PARTY):
        return sheet
    values = dict(common.request.values)
    with common.office.store.reading() as connection:
        given = [
            row
            for row in reversed(queries.list_records(connection, HONOUR))
            if row["member_id"] and _lies(common, row) and values.get("award", "") in ("", row["title"])
        ]
        titles = {text(row, "title") for row in given}
        if len(titles) != 1:
            return sheet
        names = queries.names(connection, "party_member", [row["member_id"] for row in given])
    rows: list[dict[str, SheetValue]] = [
        {
            "name": names.get(text(row, "member_id"), ""),
            "deeds": None,
            "note": text(row, "given_by") or None,
            ORIGIN: f"{HONOUR}/{text(row, 'id')}",
        }
        for row in given
    ]
    return replace(sheet, values={"award": titles.pop(), **values}, tables={"rows": tuple(rows)})


def _lies(common: Common, row: Row) -> bool:
    on = day(row, "given_on")
    return on is not None and common.period.first <= on <= common.period.last
