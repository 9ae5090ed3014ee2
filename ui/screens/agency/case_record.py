"""One case in words: how far it is, its papers, what was done."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.code_table import code_table
from desktop.domain.service_case import CaseState, PaperState
from desktop.services.agency import cases
from desktop.services.agency.cases import CaseDetail
from desktop.words import word
from ui.screens.agency.page_presenter import joined
from ui.screens.pages.list_page import Line
from ui.widgets.dress import label, set_tone
from ui.widgets.moment import show_moment

TONES = {
    CaseState.RETURNED: "overdue",
    CaseState.GRANTED: "soon",
    CaseState.REFUSED: "soon",
    CaseState.CLOSED: "ok",
}
_STEPS_SHOWN = 12


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyCases", text)


def case_lines(detail: CaseDetail) -> list[Line]:
    """How far a case is, until when, in whose hands, what came of it."""
    case, row = detail.case, detail.case.row
    lines = [Line(joined((case.who, word(case.state_label))), "strong", TONES.get(case.state, ""))]
    if row.due_on and case.days_left is not None:
        told = _tr("期限 {day}，还有 {n} 天") if case.days_left > 0 else _tr("期限 {day}，就是今天")
        told = _tr("期限 {day}，超了 {n} 天") if case.days_left < 0 else told
        tone = "overdue" if case.days_left < 0 else "soon" if case.days_left <= 1 else ""
        lines.append(Line(told.format(day=row.due_on, n=abs(case.days_left)), "", tone))
    lines.append(Line(joined((row.number, _tr("查询码 {code}").format(code=detail.mark.spoken))), "muted"))
    lines.append(
        Line(
            joined(
                (
                    _tr("代办员：{name}").format(name=case.agent or _tr("没有指定")),
                    _tr("本人跑 {a} 趟，代办跑 {b} 趟").format(a=row.villager_trips, b=row.agent_trips),
                )
            ),
            "muted",
        )
    )
    if detail.item is not None and detail.item.self_part and case.state in cases.OPEN_STATES:
        lines.append(Line(_tr("要本人做：{what}").format(what=detail.item.self_part), "small", "soon"))
    if row.result_text:
        told = joined((word(code_table("service_case_result").label(row.result)), row.result_text))
        lines.append(Line(told))
    if row.next_step:
        lines.append(Line(_tr("接下来：{text}").format(text=row.next_step)))
    if row.delivered_on:
        way = word(code_table("service_delivery_way").label(row.delivered_way))
        said = word(code_table("satisfaction").label(row.satisfaction)) if row.satisfaction else ""
        lines.append(Line(joined((f"{row.delivered_on} {way}：{row.delivered_to}", said)), "", "ok"))
    if row.public_text:
        lines.append(Line(_tr("进度页上写着：{text}").format(text=row.public_text), "small"))
    if row.note:
        lines.append(Line(row.note, "small"))
    return lines


def case_record(detail: CaseDetail, phone: QWidget | None) -> QWidget:
    """Whom to call, papers with where they stand, then what was done, the latest first."""
    lines = [Line(_tr("材料"), "strong"), *(_paper_line(paper) for paper in detail.papers)]
    shown = list(reversed(detail.steps))[:_STEPS_SHOWN]
    if shown:
        lines.append(Line(_tr("办理记录"), "strong"))
    for step in shown:
        head = joined((show_moment(step.done_at), step.done_by, word(step.label)))
        lines.append(Line(f"{head}：{step.text}" if step.text else head, "small"))
    host = QWidget()
    layout = QVBoxLayout(host)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.setSpacing(4)
    if phone is not None:
        layout.addWidget(phone)
    for each in lines if detail.papers else lines[1:]:
        made = label(each.text, each.role, wrap=True)
        set_tone(made, each.tone)
        layout.addWidget(made)
    layout.addStretch()
    return host


def _paper_line(paper: cases.PaperRow) -> Line:
    """A paper with where it stands."""
    state = word(code_table("service_paper_state").label(paper.state))
    if paper.state == PaperState.MISSING:
        when = paper.condition or ("" if paper.required else _tr("需要时"))
        return Line(
            f"□ {paper.title}" + (f"（{when}）" if when else ""), "", "soon" if paper.required else ""
        )
    if paper.is_original and paper.state == PaperState.RECEIVED:
        where = paper.held_at or _tr("便民服务点")
        told = _tr("■ {title}　原件在{where}，收据 {receipt}")
        receipt = paper.receipt_no.rpartition("-")[2]
        return Line(told.format(title=paper.title, where=where, receipt=receipt), "", "soon")
    told = f"{state} {paper.returned_on} {paper.returned_to}".strip()
    return Line(f"✓ {paper.title}　{told}", "muted")
