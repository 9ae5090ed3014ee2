"""Papers of the service point as PDF; that one was printed is logged before the bytes are handed out."""

from datetime import date, datetime

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.masking import mask_phone
from desktop.domain.period import Period, day_words
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.domain.service_case import TO_DELIVER, CaseState, PaperState
from desktop.domain.service_catalogue import PaperForm, Proxy
from desktop.domain.service_figure import ServiceFigures
from desktop.domain.service_wording import apply_words, term_words
from desktop.services.agency.agents import list_agents
from desktop.services.agency.case_opening import NewCase, look
from desktop.services.agency.cases import Case, get_case
from desktop.services.agency.catalogue import ItemView, read_catalogue_view
from desktop.services.agency.figures import FigureLine, once_goal, read_figures
from desktop.services.agency.reminders import read_day_list
from desktop.services.disclosure.marking import public_address
from desktop.services.office import Office
from desktop.services.settings import load_settings


def _phones(office: Office, own: str = "") -> tuple[tuple[str, str], ...]:
    settings = load_settings(office)
    return (("便民服务点", own or settings.village_office_phone), ("村监会", settings.supervision_phone))


def render_item_sheet(office: Office, new: NewCase) -> bytes:
    """What somebody who asks is told at once, to take home.

    Raises:
        ProblemError: SVC-011 no service is chosen, SYS-403.
    """
    from desktop.reports.agency_sheets import ItemSheet, PaperLine, build_item_sheet
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    outlook = look(office, new)
    if outlook is None:
        raise ProblemError(Problem("SVC-011"))
    item = outlook.item
    forms = code_table("service_paper_form")
    agents = {each.row.id: each.row.name for each in list_agents(office)}
    sheet = ItemSheet(
        office.vault.village,
        item.label,
        code_table("service_mode").label(item.mode),
        item.where,
        tuple(
            PaperLine(need.title, forms.label(need.form), need.required, need.condition)
            for need in outlook.papers
        ),
        term_words(item),
        day_words(outlook.apply_by) if outlook.apply_by else apply_words(item),
        item.self_part,
        item.basis,
        agents.get(outlook.agent_id, ""),
        _phones(office, outlook.phone),
        office.today(),
    )
    office.log_access("print", "service_catalogue", None, purpose=f"{item.label}告知单")
    return render_internal(build_item_sheet(sheet))


def render_receipt(office: Office, case_id: str, receipt_no: str = "") -> bytes:
    """Receipts for the originals of a case: the one of a number, or of all that are here.

    Raises:
        ProblemError: SVC-010, SVC-039 it holds no original; SYS-403.
    """
    from desktop.reports.agency_sheets import ReceiptSheet, build_receipt
    from desktop.reports.rendering import render_together

    office.require(Right.PRINT)
    detail = get_case(office, case_id)
    held = [
        paper
        for paper in detail.papers
        if paper.is_original
        and paper.receipt_no
        and (paper.receipt_no == receipt_no if receipt_no else paper.state == PaperState.RECEIVED)
    ]
    if not held:
        raise ProblemError(Problem("SVC-039"))
    days = get_rule("agency.original.days", office.today(), office.vault.village.division_code).value
    sheets = []
    for number in dict.fromkeys(paper.receipt_no for paper in held):
        those = [paper for paper in held if paper.receipt_no == number]
        sheets.append(
            build_receipt(
                ReceiptSheet(
                    office.vault.village,
                    number,
                    detail.case.label,
                    detail.case.row.applicant,
                    tuple((paper.title, paper.received_on) for paper in those),
                    detail.case.agent or office.user.display_name,
                    date.fromisoformat(those[0].received_on),
                    days,
                    _phones(office),
                )
            )
        )
        office.log_access("print", "service_case", detail.case.row.id, purpose=f"原件收据 {number}")
    return render_together(sheets)


def render_proxy(office: Office, case_id: str) -> bytes:
    """The proxy letter of a case, to sign.

    Raises:
        ProblemError: SVC-010, SVC-026 nobody else may do it; SYS-403.
    """
    from desktop.reports.agency_sheets import ProxyLetter, build_proxy
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    detail = get_case(office, case_id)
    row, item = detail.case.row, detail.item
    if item is not None and item.proxy is Proxy.NO:
        raise ProblemError(Problem("SVC-026", {"item": item.label, "reason": item.self_part}))
    letter = ProxyLetter(
        office.vault.village,
        row.number,
        detail.case.label,
        row.applicant,
        row.for_name,
        detail.case.agent,
        item.self_part if item else "",
        row.submitted_to or (item.where if item else ""),
        office.today(),
    )
    office.log_access("print", "service_case", row.id, purpose=f"委托书 {row.number}")
    return render_internal(build_proxy(letter))


def render_progress_slip(office: Office, case_id: str) -> bytes:
    """The slip with number, code and square code, to take home.

    Raises:
        ProblemError: SVC-010, SYS-403.
    """
    from desktop.reports.agency_sheets import ProgressSlip, build_progress_slip
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    detail = get_case(office, case_id)
    row = detail.case.row
    address = public_address(office)
    slip = ProgressSlip(
        office.vault.village,
        row.number,
        detail.mark.spoken,
        detail.case.label,
        row.applicant,
        datetime.fromisoformat(row.opened_at).astimezone().date(),
        day_words(date.fromisoformat(row.due_on)) if row.due_on and row.submitted_on else "",
        tuple(p.title for p in detail.papers if p.required and p.state == PaperState.MISSING),
        detail.case.agent,
        _phones(office),
        detail.mark.scanned(address),
        bool(address),
    )
    office.log_access("print", "service_case", row.id, purpose=f"代办进度单 {row.number}")
    return render_internal(build_progress_slip(slip))


def render_delivery(office: Office, case_id: str) -> bytes:
    """The paper that is signed when the result is handed over.

    Raises:
        ProblemError: SVC-010, SVC-040 there is no result yet; SYS-403.
    """
    from desktop.reports.agency_sheets import DeliverySheet, build_delivery
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    detail = get_case(office, case_id)
    row = detail.case.row
    if not row.finished_on:
        raise ProblemError(Problem("SVC-040"))
    sheet = DeliverySheet(
        office.vault.village,
        row.number,
        detail.case.label,
        detail.case.who,
        code_table("service_case_result").label(row.result),
        row.result_text,
        row.next_step,
        date.fromisoformat(row.finished_on),
        tuple(p.title for p in detail.papers if p.is_original and p.state == PaperState.RECEIVED),
        detail.case.agent,
        _phones(office),
    )
    office.log_access("print", "service_case", row.id, purpose=f"送达回执 {row.number}")
    return render_internal(build_delivery(sheet))


def render_day_list(office: Office, agent_id: str = "") -> bytes:
    """What an agent, or everybody, has to do today.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.agency_sheets import DayLine, DaySheet, build_day_list
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    found = read_day_list(office, agent_id)
    parts = code_table("day_part")
    meetings = tuple(
        DayLine(
            each.label,
            each.row.name,
            "网上约办",
            f"{each.row.met_on[5:]}{parts.label(each.row.met_part) if each.row.met_part else ''}",
            "，".join(part for part in (each.row.place, mask_phone(each.row.phone)) if part),
        )
        for each in found.meetings
    )
    matters = tuple(
        DayLine(case.label, case.who, case.state_label, case.row.due_on[5:], _hint(case))
        for case in found.cases
    )
    originals = tuple(
        DayLine(
            each.case.label,
            each.case.row.applicant,
            "办完未退还",
            f"{each.days}天",
            f"退还{each.paper.title}",
        )
        for each in found.originals
    )
    groups = (("约好来办的", meetings), ("代办件", matters), ("该退还的原件", originals))
    sheet = DaySheet(
        office.vault.village,
        found.agent,
        found.stands_in_for,
        tuple((name, lines) for name, lines in groups if lines),
        office.today(),
    )
    office.log_access("print", "service_case", None, purpose="代办员今日清单")
    return render_internal(build_day_list(sheet))


def _hint(case: Case) -> str:
    """What is to be done about a case next, in words."""
    row = case.row
    if row.lacking:
        return f"还差 {row.lacking} 份材料"
    if case.state in TO_DELIVER:
        return "把结果送到本人手里"
    if case.state in (CaseState.ASKED, CaseState.COLLECTING, CaseState.RETURNED):
        return "材料齐了，去报送"
    return f"催问{row.submitted_to}" if row.submitted_to else ""


def render_counter_list(office: Office) -> bytes:
    """Who does what, when, and what to bring, for the wall of the service point.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.agency_sheets import CounterLine, CounterSheet, build_counter_list
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    view = read_catalogue_view(office)
    agents = [each for each in list_agents(office) if each.is_at_work]
    labels = {each.item.code: each.item.label for each in view.items}
    lines = tuple(
        CounterLine(
            each.item.label,
            code_table("service_mode").label(each.item.mode),
            _paper_words(each),
            term_words(each.item) or "按通知",
        )
        for each in view.items
    )
    sheet = CounterSheet(
        office.vault.village,
        lines,
        tuple(
            (
                each.row.name,
                each.row.phone,
                each.row.hours,
                "、".join(labels[code] for code in each.row.items if code in labels) or "全部事项",
                each.stand_in,
            )
            for each in agents
        ),
        view.version,
        _phones(office),
        office.today(),
    )
    office.log_access("print", "service_agent", None, purpose="代办事项一览")
    return render_internal(build_counter_list(sheet))


def _paper_words(view: ItemView) -> str:
    """Papers that are always needed; a star at those whose original stays."""
    titles = [
        f"{need.title}{'*' if need.form is PaperForm.ORIGINAL else ''}"
        for need in view.item.papers
        if need.required
    ]
    return "、".join(titles) or "不用带"


def render_figures(office: Office, span: Period) -> bytes:
    """Figures of a period as a sheet for the office, with the moment they were taken.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.agency_sheets import FigureSheet, FigureSheetLine, build_figures
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    found = read_figures(office, span)

    def line(each: FigureLine, nameless: str = "") -> FigureSheetLine:
        return FigureSheetLine(each.label or nameless, figure_cells(each.figures))

    sheet = FigureSheet(
        office.vault.village,
        span,
        FigureSheetLine("合计", figure_cells(found.total)),
        tuple(line(each) for each in found.items),
        tuple(line(each, "没有指定") for each in found.agents),
        f"{datetime.fromisoformat(found.cut_off_at).astimezone():%Y-%m-%d %H:%M}",
        found.row_count,
        office.today(),
        once_goal(office, span),
        found.common.at_once.text(),
        found.common_items,
    )
    purpose = f"代办统计 {span.days()}，截至 {sheet.cut_off}，{found.row_count} 件"
    office.log_access("print", "service_case", None, purpose=purpose)
    return render_internal(build_figures(sheet))


def figure_cells(figures: ServiceFigures) -> tuple[str, ...]:
    """Figures in words, in the order of `FIGURE_HEADINGS`."""
    return (
        str(figures.received),
        str(figures.done),
        str(figures.pending),
        str(figures.refused),
        str(figures.withdrawn),
        figures.on_time.text(),
        figures.at_once.text(),
        figures.satisfied.text(),
        figures.rated.text(),
        str(figures.villager_trips),
        str(figures.agent_trips),
        str(figures.spared_trips),
    )
