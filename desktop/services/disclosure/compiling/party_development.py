"""Notices of people on their way into the party (发展对象公示、接收和转正公示), filled in from the record."""

import json
from dataclasses import replace

from db.queries import party as party_queries
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.contract_state import months_after
from desktop.domain.partial_date import first_day, is_partial_date
from desktop.domain.party_development import Step
from desktop.domain.period import day_words
from desktop.domain.rules import get_rule
from desktop.reports.data import Sheet
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.party.development import STEP, conduct_of
from desktop.services.property.rules import text


def compile_party_development(common: Common) -> Sheet:
    """The sheet about one person; what was typed for it wins over what is on record.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_NOTICES)
    sheet = compile_entered(common, template(common.request.template))
    if not common.request.record_id:
        return sheet
    common.office.require(Right.READ_PARTY)
    known = _values(common)
    typed = {name: value for name, value in common.request.values if value.strip()}
    return replace(sheet, values={**known, **typed})


def _values(common: Common) -> dict[str, str]:
    member_id = common.request.record_id
    with common.office.store.reading() as connection:
        members = party_queries.list_members(connection, member_id=member_id)
        if not members:
            return {}
        member = members[0]
        record = queries.find_record(connection, "party_member", member_id) or {}
        steps = queries.list_where(connection, STEP, "member_id", member_id)
        person = connection.execute(
            "SELECT ethnicity, education FROM person WHERE id = ?", (member.person_id,)
        ).fetchone()
    by_step = {text(step, "step"): step for step in steps}
    met = by_step.get(Step.CONFIRMATION.value)
    return {
        "name": member.name,
        "sex": code_table("sex").label(member.sex) if member.sex else "",
        "ethnicity": _label("ethnicity", person[0]),
        "birth_month": member.birth_date[:7],
        "education": _label("education", person[1]),
        "applied_on": _day(member.applied_on),
        "activist_on": _day(member.activist_on),
        "candidate_on": _day(member.candidate_on),
        "joined_on": _day(member.joined_on),
        "probation": _probation(common, member.joined_on),
        "met_on": text(met, "done_on") if met else "",
        "sponsors": "、".join(_people(by_step, record)),
        "conduct": conduct_of(steps),
    }


def _label(table: str, code: object) -> str:
    return code_table(table).label(str(code)) if code else ""


def _day(on_record: str) -> str:
    """A whole day as the form wants it; "" for a month or a year, of which no day is known."""
    return on_record if len(on_record) == len("2026-01-01") else ""


def _people(steps: dict[str, Row], record: Row) -> list[str]:
    """Who vouches: the introducers, else the contact persons named with the step."""
    for stored in (
        record.get("introducers"),
        *(steps.get(step, {}).get("people") for step in ("40", "30", "20")),
    ):
        if stored:
            return [str(name) for name in json.loads(str(stored))]
    return []


def _probation(common: Common, joined_on: str) -> str:
    if not is_partial_date(joined_on):
        return ""
    begun = first_day(joined_on)
    months = get_rule("party.development.probation.months", common.issued_on, common.division_code).value
    return f"{day_words(begun)}至{day_words(months_after(begun, months))}"
