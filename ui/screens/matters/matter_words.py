"""Words and shapes for matters and their steps."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.matter_step import MatterStep, StepState
from desktop.domain.money import show_money
from desktop.domain.quorum import Attendance, Quorum
from desktop.services.matter_printing import MARKS
from desktop.services.matters import LinkedRow, MatterState, MatterSummary
from desktop.words import word

STEP_TONES = {StepState.DONE: "ok", StepState.GAP: "overdue", StepState.STOPPED: "soon"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("MatterWords", text)


def state_words(state: StepState) -> str:
    """How a step stands."""
    return {
        StepState.DONE: _tr("已完成"),
        StepState.GAP: _tr("缺项"),
        StepState.NEXT: _tr("下一步"),
        StepState.STOPPED: _tr("有异议，暂停"),
        StepState.WAITING: _tr("未到"),
    }[state]


def progress_words(matter: MatterSummary) -> str:
    """Six shapes and how many steps are done or missing."""
    marks = "".join(MARKS[state] for state in matter.states)
    if matter.state is MatterState.DROPPED:
        return _tr("{marks}　不办").format(marks=marks)
    if matter.gaps:
        return _tr("{marks}　缺 {count} 步").format(marks=marks, count=matter.gaps)
    return _tr("{marks}　{done}/6").format(marks=marks, done=matter.done)


def next_words(matter: MatterSummary) -> str:
    """What is to be done now."""
    if matter.state is MatterState.DROPPED:
        return ""
    if matter.state is MatterState.DONE:
        return _tr("六步全部完成")
    step = matter.next_step
    if step is not None:
        return word(step.label)
    return _tr("先办结异议") if StepState.STOPPED in matter.states else _tr("补上缺项")


def amount_words(cents: int | None) -> str:
    """An amount in yuan; empty when unknown."""
    return "" if cents is None else _tr("{amount} 元").format(amount=show_money(cents))


def quorum_words(quorum: Quorum, attendance: Attendance) -> str:
    """What a meeting of so many needs before anything is decided; empty where nothing is known."""
    if quorum.present is None and quorum.passed is None:
        return ""
    parts = []
    if quorum.present is not None:
        least = quorum.present.least(attendance.due)
        parts.append(_tr("应到 {due} 人，至少到 {least} 人").format(due=attendance.due, least=least))
    if quorum.households is not None:
        parts.append(_tr("或者三分之二以上的户派代表到会"))
    if quorum.passed is not None and attendance.present:
        parts.append(_tr("同意至少 {votes} 票才通过").format(votes=quorum.votes_needed(attendance)))
    return _tr("；").join(parts)


def step_title(step: MatterStep) -> str:
    """A step with its number."""
    return f"{tuple(MatterStep).index(step) + 1}　{word(step.label)}"


def linked_words(record: LinkedRow) -> str:
    """A contract, project or entry in one line."""
    kinds = {"contract": _tr("合同"), "project": _tr("项目"), "funds_entry": _tr("开支")}
    parts = (kinds[record.table], record.on, record.name, amount_words(record.amount_cents))
    return "　".join(part for part in parts if part)
