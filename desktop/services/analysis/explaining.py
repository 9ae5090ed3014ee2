"""Opens a figure of an analysis: the events and visits that were counted."""

from dataclasses import dataclass

from db.queries import analysis as queries
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.services.analysis.counting import Analysis
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One record behind a figure; labels are empty for a visit, ``at`` is a UTC moment."""

    table: str
    id: str
    at: str
    number: str
    title: str
    category_label: str
    state_label: str


def list_voices(office: Office, analysis: Analysis, key: str) -> tuple[VoiceLine, ...]:
    """The records behind one category or term, newest first; what was deleted since is left out.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_EVENTS)
    finding = analysis.finding(key)
    if finding is None:
        return ()
    may_see_visits = office.may(Right.READ_VISITS)
    wanted = tuple(each for each in finding.records if each[0] != "visit" or may_see_visits)
    with office.store.reading() as connection:
        rows = queries.list_titles(connection, wanted)
    categories, states = code_table("event_category"), code_table("event_state")
    return tuple(
        VoiceLine(
            row.table,
            row.id,
            row.at,
            row.number,
            row.title,
            categories.label(row.category) if row.category else "",
            states.label(row.state) if row.state else "",
        )
        for row in rows
    )
