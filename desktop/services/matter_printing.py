"""A major matter on paper: its record for the file, its progress for the wall (四议两公开)."""

from desktop.domain.accounts import Right
from desktop.domain.matter_step import StepState
from desktop.domain.problem import Problem, ProblemError, Severity
from desktop.reports.document import Figure
from desktop.reports.matter_sheets import MatterLine, MatterPaper, build_matter_progress, build_matter_record
from desktop.services.matters import MatterDetail, MatterPathStep, MatterState, get_matter
from desktop.services.office import Office
from desktop.services.settings import load_settings

MARKS = {
    StepState.DONE: "●",
    StepState.GAP: "▲",
    StepState.NEXT: "◎",
    StepState.STOPPED: "■",
    StepState.WAITING: "○",
}
"""State of a step → the shape that tells it, also without colour."""


def render_matter_record(office: Office, matter_id: str) -> bytes:
    """The six steps of a matter on one page, for the file; that it was printed is logged first.

    Raises:
        ProblemError: DOC-191, SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    paper = _paper(office, get_matter(office, matter_id))
    office.log_access("print", "matter", matter_id, purpose="四议两公开事项记录")
    return render_internal(build_matter_record(paper))


def render_matter_progress(office: Office, matter_id: str) -> bytes:
    """The progress of a matter for the wall; that it was printed is logged first.

    Raises:
        ProblemError: DOC-191, the findings of the issue gate (DOC-030 to DOC-034), DOC-004, SYS-403.
    """
    from desktop.reports.gate import GateRules, inspect
    from desktop.reports.rendering import render
    from desktop.services.disclosure.notices import names_by_age

    office.require(Right.PRINT)
    paper = _paper(office, get_matter(office, matter_id))
    pdf = render(build_matter_progress(paper), draft=False)
    children, adults = names_by_age(office)
    phones = frozenset(number for _, number in paper.phones if number)
    if found := inspect(pdf, GateRules(phones, "", children, adults)):
        raise ProblemError(found)
    office.log_access("print", "matter", matter_id, purpose="四议两公开进度公示")
    return pdf


def _paper(office: Office, detail: MatterDetail) -> MatterPaper:
    settings, village = load_settings(office), office.vault.village
    summary = detail.summary
    amount = summary.amount_cents
    return MatterPaper(
        village=village,
        printed_on=office.today(),
        title=summary.title,
        facts=(
            ("类别", summary.kind_label),
            ("金额", f"{Figure(amount).text(grouped=True)} 元" if amount is not None else ""),
            ("提出日期", summary.opened_on),
            ("落实人", summary.owner),
            ("完成期限", detail.due_on),
            ("办结日期", detail.completed_on),
        ),
        content=detail.content,
        result=detail.result,
        lines=tuple(_line(number, each) for number, each in enumerate(detail.steps, start=1)),
        state=_state(detail),
        committee=f"{village.name}村民委员会",
        place=settings.board_place,
        phones=(
            ("意见受理电话", settings.village_office_phone),
            ("村监会电话", settings.supervision_phone),
            ("乡镇监督电话", settings.town_phone),
        ),
    )


def _state(detail: MatterDetail) -> str:
    summary = detail.summary
    if summary.state is MatterState.DROPPED:
        return f"不办：{detail.dropped_reason}"
    if summary.state is MatterState.DONE:
        return "六步全部完成"
    gaps = f"，缺 {summary.gaps} 步" if summary.gaps else ""
    return f"已完成 {summary.done} 步{gaps}"


def _line(number: int, each: MatterPathStep) -> MatterLine:
    fact = each.path.fact
    attendance = votes = day = ""
    if fact is not None:
        day = fact.done_on.isoformat()
        if fact.attendance is not None:
            attendance = f"{fact.attendance.due}/{fact.attendance.present}"
        if fact.vote is not None:
            votes = f"{fact.vote.agreed}/{fact.vote.against}/{fact.vote.abstained}"
    return MatterLine(
        MARKS[each.path.state],
        f"{number}. {each.path.step.label}",
        day,
        _proof(each),
        attendance,
        votes,
        "；".join(part for part in (*map(_gap_words, each.path.problems), _resolution(each)) if part),
    )


def _proof(each: MatterPathStep) -> str:
    if each.meeting is not None:
        return each.meeting.title
    if each.notice is not None and each.notice.posted_on:
        return each.notice.number
    return ""


def _resolution(each: MatterPathStep) -> str:
    return each.text or (each.meeting.resolution if each.meeting else "") or ""


def _gap_words(problem: Problem) -> str:
    from desktop.messages import reason

    return reason(problem, "zh_CN").rstrip("。") if problem.severity is Severity.ERROR else ""
