"""Learning and deeds on paper; that a paper with names was printed is logged first."""

from datetime import date, datetime

from desktop.domain.accounts import Right
from desktop.domain.attachment_kind import PDF
from desktop.domain.learning_need import Reason
from desktop.domain.period import day_words
from desktop.reports.learning_sheets import (
    SheetHead,
    build_deed_list,
    build_figure_sheet,
    build_lacking_sheet,
    build_reading_sheet,
)
from desktop.services.learning.content import read_item
from desktop.services.learning.deeds import Deed, DeedFilter, hours_text, list_deeds
from desktop.services.learning.figures import FigureTable, keep_sheet
from desktop.services.learning.needs import LackShown, Survey
from desktop.services.office import Office

REASONS = {Reason.MISSED: "缺席集中学习，要补课", Reason.REQUIRED: "必学内容", Reason.ROLE: "岗位需要"}


def render_item(office: Office, item_id: str) -> bytes:
    """An item as a sheet to hand out.

    Raises:
        ProblemError: LRN-001, SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    page = read_item(office, item_id)
    item = page.item
    facts = [
        text
        for text in (
            item.source,
            f"发布：{day_words(date.fromisoformat(item.published_on))}",
            f"主题：{'、'.join(item.topic_labels)}" if item.topic_labels else "",
        )
        if text
    ]
    files = [each.name for each in page.attachments if each.media_type != PDF]
    return render_internal(build_reading_sheet(_head(office), item.title, facts, page.blocks, files))


def render_lacking(office: Office, told: Survey) -> bytes:
    """Who still has to study what, person by person.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    rows = [
        (person.name, person.villager_group, lack.title, why_text(lack))
        for person in told.people
        for lack in person.lacks
    ]
    office.log_access("print", "learning_item", purpose="还要学习的人员和内容")
    return render_internal(build_lacking_sheet(_head(office), rows))


def why_text(lack: LackShown) -> str:
    """Why and until when somebody should study something, in Chinese."""
    why = REASONS[lack.reason] + (f"（{lack.why}）" if lack.why else "")
    if not lack.due_on:
        return why
    return f"{why}，{lack.due_on} " + ("已过期" if lack.is_overdue else "前")


def render_deeds(office: Office, wanted: DeedFilter, filtered: str = "") -> bytes:
    """The list of deeds of a period.

    Args:
        office: The open office.
        wanted: Which deeds.
        filtered: The filter in words, empty for all.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    deeds = list_deeds(office, wanted)
    times = sum(len(deed.participants) for deed in deeds)
    people = {each.person_id for deed in deeds for each in deed.participants}
    hours = hours_text(sum(deed.hours_x10 for deed in deeds)) or "0"
    summary = f"合计：{len(deeds)} 件，{times} 人次（{len(people)} 人），登记时长 {hours} 小时。"
    office.log_access("print", "deed", purpose="实事清单")
    return render_internal(
        build_deed_list(
            _head(office),
            _period_words(wanted.first, wanted.last),
            [_deed_row(deed) for deed in reversed(deeds)],
            summary,
            filtered,
        )
    )


def render_figures(office: Office, table: FigureTable) -> bytes:
    """The table of figures with its cut-off, row count and version.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    version = keep_sheet(office, table)
    rows = [
        (each.label, each.unit, each.in_period, each.cumulative or "—", each.meaning)
        for each in table.figures
    ]
    cut_off = datetime.fromisoformat(table.cut_off_at).astimezone()
    corrected = "（与上次印出的不同，为更正后的数字）" if version > 1 else ""
    notes = (
        f"截止时间：{cut_off:%Y-%m-%d %H:%M}　统计的记录：{table.row_count} 条　"
        f"第 {version} 版{corrected}　校验码：{table.digest()[:8]}",
        "“本期”只算统计期间，“累计”从有记录起算到期末；“人”一人只算一次，“人次”每次都算；"
        "不足 10 人的比率用分数。",
    )
    office.log_access("print", "figure_sheet", purpose="学习和实事统计")
    return render_internal(
        build_figure_sheet(_head(office), _period_words(table.first, table.last), rows, notes)
    )


def _head(office: Office) -> SheetHead:
    return SheetHead(office.vault.village, office.today())


def _period_words(first: str, last: str) -> str:
    if first[:4] == last[:4] and first[5:] == "01-01" and last[5:] == "12-31":
        return f"{first[:4]}年"
    return f"{day_words(date.fromisoformat(first))}至{day_words(date.fromisoformat(last))}"


def _deed_row(deed: Deed) -> tuple[str, ...]:
    day = deed.done_on if not deed.ended_on else f"{deed.done_on} 至 {deed.ended_on[5:]}"
    helped = (
        f"{deed.beneficiaries}（{deed.beneficiary_count} 人）"
        if deed.beneficiary_count
        else deed.beneficiaries
    )
    hours = {each.hours for each in deed.participants if each.hours}
    return (
        day,
        deed.kind_label,
        deed.title,
        deed.place,
        deed.names,
        "/".join(sorted(hours)),
        "；".join(text for text in (helped, deed.result) if text),
    )
