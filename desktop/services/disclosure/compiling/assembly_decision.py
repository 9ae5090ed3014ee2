"""What villagers or their representatives decided about a matter, and what became of it (决议公告)."""

from datetime import date

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.matter_step import MEETING_KINDS, MatterStep
from desktop.domain.period import day_words
from desktop.reports.data import ORIGIN, Sheet
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.matters import ITEM, MatterDetail, get_matter

_MET_BY_VILLAGERS = "村民会议"


def compile_decision(common: Common) -> Sheet:
    """The decision about a matter with its votes; without a matter, the rows typed for the sheet.

    What the drafter filled in wins over what is on record.

    Raises:
        ProblemError: DOC-191 the matter is gone, SYS-403.
    """
    if not common.request.record_id:
        return compile_entered(common, template(common.request.template))
    common.office.require(Right.READ_MEETINGS)
    detail = get_matter(common.office, common.request.record_id)
    return Sheet(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication_for(ITEM),
        values=_values(detail) | dict(common.request.values),
        tables={"rows": (_row(detail),)},
    )


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


def _row(detail: MatterDetail) -> dict[str, str | int | date | None]:
    step = detail.step(MatterStep.DECISION)
    vote = step.path.fact.vote if step.path.fact else None
    resolution = step.text or (step.meeting.resolution if step.meeting else "") or ""
    summary = detail.summary
    origin = [f"matter/{summary.id}"]
    if step.row_id:
        origin.append(f"matter_step/{step.row_id}")
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
        ORIGIN: " ".join(origin),
    }
