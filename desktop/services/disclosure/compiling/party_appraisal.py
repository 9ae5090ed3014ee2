"""What the branch's appraisal of its members came to, by grade (民主评议党员结果)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from db.queries import meetings as meeting_queries
from desktop.domain.accounts import Right
from desktop.domain.party_appraisal import Grade
from desktop.domain.period import day_words
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.party.appraisal import list_member_years


def compile_party_appraisal(common: Common) -> Sheet:
    """Grades with their numbers; names stand only with the excellent ones, as practice has it.

    Where no grade of the year is on record, the rows typed for the sheet stand. What the drafter filled in
    wins over the meeting's numbers.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_PARTY)
    typed = compile_entered(common, template(common.request.template))
    year = common.period.last.year
    graded = [each for each in list_member_years(common.office, year, common.request.record_id) if each.grade]
    if not graded:
        return typed
    rows: list[Mapping[str, SheetValue]] = []
    for grade in Grade:
        of_grade = [each for each in graded if each.grade is grade]
        rows.append(
            {
                "grade": grade.label,
                "count": len(of_grade),
                "names": "、".join(each.name for each in of_grade) if grade is Grade.EXCELLENT else None,
                ORIGIN: " ".join(
                    f"party_appraisal/{each.appraisal.id}" for each in of_grade if each.appraisal
                ),
            }
        )
    meetings = {each.appraisal.meeting_id for each in graded if each.appraisal}
    given = {name: value for name, value in common.request.values if value}
    return replace(typed, values=_values_of(common, meetings) | given, tables={"rows": tuple(rows)})


def _values_of(common: Common, meeting_ids: set[str]) -> dict[str, str]:
    """Day and numbers of the meeting; nothing where several branches met."""
    with common.office.store.reading() as connection:
        held = meeting_queries.find_meetings(connection, tuple(meeting_ids))
    if len(held) != 1:
        return {}
    (meeting,) = held
    counts = {"due": meeting.due_count, "present": meeting.present_count}
    return {
        "met_on": day_words(date.fromisoformat(meeting.held_on)),
        **{name: str(count) for name, count in counts.items() if count is not None},
    }
