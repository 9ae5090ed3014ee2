"""What villagers or their representatives decided about a matter, and what became of it (决议公告)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from db.queries import meetings as queries
from db.queries.meetings import MeetingRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.matter_step import MEETING_KINDS, MatterStep
from desktop.domain.period import day_words
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.matter_notices import ITEM
from desktop.services.matters import MatterDetail, get_matter, list_matters

_MET_BY_VILLAGERS = "村民会议"


def compile_decision(common: Common) -> Sheet:
    """The decision about a matter with its votes, or what a meeting or the meetings of a period decided.

    Of meetings the matters that they decided come first, then the rows typed for the sheet. What the
    drafter filled in wins over what is on record.

    Raises:
        ProblemError: DOC-191 the record is gone, SYS-403.
    """
    common.office.require(Right.READ_MEETINGS)
    record_id = common.request.record_id
    held = _meetings(common)
    if record_id and not held:
        detail = get_matter(common.office, record_id)
        rows: tuple[Mapping[str, SheetValue], ...] = (_row(detail),)
        values, behind = _values(detail), _origin(detail)
    else:
        values, behind = _values_of(held), " ".join(f"meeting/{each.id}" for each in held)
        typed = compile_entered(common, template(common.request.template)).tables["rows"]
        rows = (*(_row(detail) for detail in _decided(common, held)), *typed)
    return Sheet(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication_for(ITEM),
        values=values | dict(common.request.values),
        origins={name: behind for name in values if name not in dict(common.request.values)},
        tables={"rows": rows},
    )


def _meetings(common: Common) -> tuple[MeetingRow, ...]:
    """The meeting that the sheet is about, or those of the period that may decide."""
    with common.office.store.reading() as connection:
        if common.request.record_id:
            return queries.find_meetings(connection, (common.request.record_id,))
        found = queries.list_meetings(
            connection, common.period.first.isoformat(), common.period.last.isoformat()
        )
    kinds = set(MEETING_KINDS[MatterStep.DECISION])
    return tuple(meeting for meeting in found if kinds.intersection(meeting.kinds))


def _decided(common: Common, held: Sequence[MeetingRow]) -> Iterator[MatterDetail]:
    meetings = {meeting.id for meeting in held}
    for summary in list_matters(common.office):
        detail = get_matter(common.office, summary.id)
        meeting = detail.step(MatterStep.DECISION).meeting
        if meeting is not None and meeting.id in meetings:
            yield detail


def _values_of(held: Sequence[MeetingRow]) -> dict[str, str]:
    """What several meetings have in common is told once, the rest in their order."""
    deciding = MEETING_KINDS[MatterStep.DECISION]
    label = code_table("meeting_kind").label

    def told(texts: Iterable[str]) -> str:
        return "、".join(dict.fromkeys(text for text in texts if text))

    return {
        "meeting": told(label(kind) for each in held for kind in each.kinds if kind in deciding),
        "met_on": told(day_words(date.fromisoformat(each.held_on)) for each in held),
        "met_at": told(each.place or "" for each in held),
        "chair": told(each.chair or "" for each in held),
        "due": told(str(each.due_count or "") for each in held),
        "present": told(str(each.present_count or "") for each in held),
    }


def _values(detail: MatterDetail) -> dict[str, str]:
    step = detail.step(MatterStep.DECISION)
    fact, meeting = step.path.fact, step.meeting
    if fact is None:
        return {}
    kinds = [kind for kind in MEETING_KINDS[MatterStep.DECISION] if kind in fact.meeting_kinds]
    return {
        "meeting": code_table("meeting_kind").label(kinds[0]) if kinds else _MET_BY_VILLAGERS,
        "met_on": day_words(fact.done_on),
        "met_at": (meeting.place or "") if meeting else "",
        "chair": (meeting.chair or "") if meeting else "",
        "due": str(fact.attendance.due) if fact.attendance else "",
        "present": str(fact.attendance.present) if fact.attendance else "",
    }


def _row(detail: MatterDetail) -> dict[str, SheetValue]:
    step = detail.step(MatterStep.DECISION)
    vote = step.path.fact.vote if step.path.fact else None
    resolution = step.text or (step.meeting.resolution if step.meeting else "") or ""
    summary = detail.summary
    return {
        "matter": f"{summary.title}：{detail.content}" if detail.content else summary.title,
        "yes": vote.agreed if vote else None,
        "no": vote.against if vote else None,
        "abstained": vote.abstained if vote else None,
        "decision": resolution or "通过",
        "by": summary.owner,
        "until": date.fromisoformat(detail.due_on) if detail.due_on else None,
        "completed": date.fromisoformat(detail.completed_on) if detail.completed_on else None,
        "progress": detail.result,
        ORIGIN: _origin(detail),
    }


def _origin(detail: MatterDetail) -> str:
    """The matter, and the step and the meeting in which it was decided."""
    step = detail.step(MatterStep.DECISION)
    found = [f"matter/{detail.summary.id}"]
    if step.row_id:
        found.append(f"matter_step/{step.row_id}")
    if step.meeting is not None:
        found.append(f"meeting/{step.meeting.id}")
    return " ".join(found)
