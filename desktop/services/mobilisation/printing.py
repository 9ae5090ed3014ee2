"""Papers of a mobilisation as PDF; that one was printed is logged before the bytes are handed out."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.disaster_report import disaster_figures
from desktop.domain.job import JobHandle
from desktop.domain.mobilisation_clock import elapsed_words
from desktop.domain.mobilisation_rate import MarkKind
from desktop.domain.rate import Rate
from desktop.services.mobilisation.area import read_area
from desktop.services.mobilisation.board import Board, HouseLine, moment, read_board
from desktop.services.mobilisation.reports import get_report
from desktop.services.mobilisation.timeline import TimelineEntry, timeline
from desktop.services.office import Office
from desktop.services.settings import load_settings

if TYPE_CHECKING:
    from desktop.reports.mobilisation_sheets import DoorLine, DoorList, SheetHead, TreeArea

_MINUTE = timedelta(minutes=1)
_LATE = timedelta(minutes=2)
"""A mark entered so much later than its true time was entered afterwards."""

_STATES = (
    (MarkKind.TOLD, "已通知"),
    (MarkKind.NEEDS_HELP, "需协助"),
    (MarkKind.MOVED, "已转移"),
    (MarkKind.RETURNED, "已返回"),
    (MarkKind.UNREACHED, "联系不上"),
    (None, "没有登记"),
)
_SECTIONS = {"people": "人口", "crops": "农作物", "houses": "住房", "lifelines": "设施", "loss": "损失"}


def render_papers(office: Office, mobilisation_id: str, job: JobHandle | None = None) -> bytes:
    """Call tree and door lists in one file, numbers in full: they must work in a power cut.

    Raises:
        ProblemError: MOB-001, SYS-403.
        Cancelled: The user asked to stop.
    """
    from desktop.reports.mobilisation_sheets import build_call_tree_sheet, build_door_list
    from desktop.reports.rendering import render_together

    office.require(Right.PRINT)
    board = read_board(office, mobilisation_id, in_full=True)
    head, phone = _head(office, board), load_settings(office).village_office_phone
    uncalled = [(str(line.row.sequence), line.head) for line in board.lines if not line.row.call_id]
    skipped = [
        (each.name, code_table("mobilisation_role").label(each.role), each.skipped_reason)
        for each in board.skipped
    ]
    notices = [
        build_call_tree_sheet(head, _tree_areas(board), skipped, uncalled, phone),
        *(build_door_list(head, each) for each in _door_lists(office, board)),
    ]
    office.log_access(
        "print",
        "mobilisation",
        mobilisation_id,
        ("mobile", "household_phone"),
        "应急呼叫树和上门清单（全号）",
    )
    return render_together(notices, job, one_sided=True)


def _head(office: Office, board: Board) -> "SheetHead":
    from desktop.reports.mobilisation_sheets import SheetHead

    row = board.row
    ordered = "：".join(part for part in (row.source, row.text) if part)
    if row.deadline_at:
        ordered += f"（{_moment(moment(row.deadline_at))} 以前完成）"
    return SheetHead(
        office.vault.village,
        board.title,
        row.number,
        ordered,
        _moment(board.started_at),
        row.is_drill,
        office.today(),
    )


def _moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def _tree_areas(board: Board) -> "list[TreeArea]":
    from desktop.reports.mobilisation_sheets import TreeArea, TreeLine

    lines: dict[str, list[HouseLine]] = defaultdict(list)
    for line in sorted(board.lines, key=lambda one: not one.row.needs_help):
        lines[line.row.call_id].append(line)
    areas: dict[str, list[TreeLine]] = defaultdict(list)
    for call in board.calls:
        areas[call.row.area].append(
            TreeLine(
                str(call.row.sequence),
                call.row.name,
                call.role_label,
                call.row.phone,
                call.called_by,
                tuple(
                    (
                        f"{'★' if line.row.needs_help else ''}{line.row.sequence}",
                        line.head,
                        line.household.phone if line.household else "",
                    )
                    for line in lines[call.row.id]
                ),
                call.row.stands_in_for,
            )
        )
    return [TreeArea(area or "全村", tuple(found)) for area, found in areas.items()]


def _door_lists(office: Office, board: Board) -> "list[DoorList]":
    """One list for each grid, so that each can be taken by another pair."""
    from desktop.reports.mobilisation_sheets import DoorList, ways_words

    day = board.started_at.astimezone().date()
    area_of = {call.row.id: call.row.area for call in board.calls}
    heads: dict[str, str] = {}
    for call in board.calls:
        if call.row.role == "head" or call.row.stands_in_for:
            heads.setdefault(call.row.area, f"{call.row.name} {call.row.phone}")
    by_area: dict[str, list[HouseLine]] = defaultdict(list)
    for line in board.lines:
        by_area[area_of.get(line.row.call_id, "")].append(line)
    with office.store.reading() as connection:
        area = read_area(office, connection, board.row.groups, board.row.site_ids, day)
    away = [f"{each.head}（{each.group}）" if each.group else each.head for each in area.away]
    shelters = tuple(
        f"避灾点：{each.name}{f'（{each.position}）' if each.position else ''}"
        f"{f'，可住 {each.capacity} 人' if each.capacity else ''}"
        f"{f'，{each.keeper} {each.phone}'.rstrip() if each.keeper or each.phone else ''}"
        for each in board.shelters
    )
    found = []
    for place, (name, lines) in enumerate(by_area.items()):
        groups: dict[str, list[HouseLine]] = defaultdict(list)
        for line in lines:
            if not line.row.needs_help:
                groups[line.group].append(line)
        sites = dict.fromkeys(
            (line.site, line.signal, line.route, line.shelter) for line in lines if line.site
        )
        found.append(
            DoorList(
                name or "全村",
                heads.get(name, ""),
                tuple(_door_line(line) for line in lines if line.row.needs_help),
                tuple((group, tuple(_door_line(line) for line in some)) for group, some in groups.items()),
                (*shelters, *ways_words(list(sites))),
                tuple(away) if place == len(by_area) - 1 else (),
            )
        )
    return found


def _door_line(line: HouseLine) -> "DoorLine":
    from desktop.reports.mobilisation_sheets import DoorLine

    home = line.household
    return DoorLine(
        str(line.row.sequence),
        line.head,
        home.address if home else "",
        tuple(number for _, number in home.phones[:2]) if home else (),
        home.at_home if home else (),
        line.row.help_text,
        line.shelter,
        line.caller,
    )


def render_timeline(office: Office, mobilisation_id: str) -> bytes:
    """What happened when; of whom the same was said in the same minute stand in one line.

    Raises:
        ProblemError: MOB-001, SYS-403.
    """
    from desktop.reports.mobilisation_sheets import TimelineLine, build_timeline
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    board = read_board(office, mobilisation_id)

    def said(each: TimelineEntry) -> TimelineLine:
        return TimelineLine(
            elapsed_words((each.at - board.started_at) // _MINUTE * _MINUTE),
            _short(each.at),
            _short(each.entered_at) if each.entered_at - each.at > _LATE else "",
            "",
            each.what,
            each.told_by,
        )

    lines = [
        replace(line, who="、".join(dict.fromkeys(each.who for each in told)))
        for line, told in groupby(timeline(board), said)
    ]
    office.log_access("print", "mobilisation", mobilisation_id, purpose="应急动员时间线")
    return render_internal(build_timeline(_head(office, board), lines))


def _short(at: datetime) -> str:
    return f"{at.astimezone():%m-%d %H:%M}"


def render_summary(office: Office, mobilisation_id: str) -> bytes:
    """What it came to, on one page.

    Raises:
        ProblemError: MOB-001, SYS-403.
    """
    from desktop.reports.mobilisation_sheets import SummarySheet, build_summary
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    board = read_board(office, mobilisation_id)
    row = board.row
    names = {each.id: each.name for each in board.shelters}
    on_site = board.on_site_at
    used = dict.fromkeys(shelter for each in board.rounds for shelter in each.counts)
    facts = [
        ("动员编号", row.number),
        ("范围", "、".join((*row.groups, *board.site_names)) or "全村"),
        ("开始（T0）", _moment(board.started_at)),
        ("解除", _moment(board.cleared_at) if board.cleared_at else "还没有解除"),
        ("解除令", row.cleared_by),
        ("用时", elapsed_words(board.elapsed).removeprefix("T+")),
        ("第一批到场", elapsed_words(on_site - board.started_at) if on_site else "没有登记"),
        ("登记方式", "事后补录" if row.entered_late else "当时登记"),
        ("转移人数", f"{board.people_moved} 人"),
        ("避灾点", "、".join(names[each] for each in used if each in names)),
    ]
    homes, people = _by_state(board)
    data = SummarySheet(
        tuple(facts),
        tuple(
            (
                f"{each.minutes} 分钟",
                str(each.answered),
                str(each.known_then),
                str(each.whole),
                Rate(each.answered, each.whole).text(),
            )
            for each in board.rates
        ),
        tuple((label, homes[kind], people[kind]) for kind, label in _STATES),
        tuple(
            (
                f"第 {each.number} 轮",
                _short(each.at),
                "　".join(f"{names.get(shelter, '')} {number} 人" for shelter, number in each.counts.items()),
                str(each.total),
                str(each.short),
            )
            for each in board.rounds
        ),
        tuple(f"{each.name}（{_short(each.since)}起）" for each in board.missing),
        tuple(
            f"{code_table('disaster_report_kind').label(each.kind)}，"
            + (
                f"{_short(moment(each.reported_at))} 以{code_table('report_way').label(each.way)}"
                f"报{each.reported_to}"
                if each.reported_at
                else "还没有上报"
            )
            for each in reversed(board.reports)
        ),
    )
    office.log_access("print", "mobilisation", mobilisation_id, purpose="应急动员小结")
    return render_internal(build_summary(_head(office, board), data))


def _by_state(board: Board) -> tuple[Counter[MarkKind | None], Counter[MarkKind | None]]:
    """Households and their people by where they stand."""
    homes: Counter[MarkKind | None] = Counter()
    people: Counter[MarkKind | None] = Counter()
    for line in board.lines:
        kind = line.mark.kind if line.mark else None
        homes[kind] += 1
        people[kind] += line.people
    return homes, people


def render_report(office: Office, report_id: str) -> bytes:
    """A disaster report on paper.

    Raises:
        ProblemError: MOB-068, SYS-403.
    """
    from desktop.reports.mobilisation_sheets import ReportSheet, build_report_sheet
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    report = get_report(office, report_id)
    row, contents = report.row, report.contents
    by_section: dict[str, list[tuple[str, str]]] = defaultdict(list)
    labels = {}
    for figure in disaster_figures():
        labels[figure.code] = figure.label
        value = (
            f"{figure.text(row.figures[figure.code])} {figure.unit}" if figure.code in row.figures else "0"
        )
        by_section[figure.section].append((figure.label, value))
    photos = f"{report.photos} 张" if report.photos else "没有"
    if report.photos < report.photos_wanted:
        photos += f"（应急响应期间要 {report.photos_wanted} 张）"
    facts = (
        ("灾种", code_table("disaster_kind").label(row.disaster), 1),
        ("地点", row.place, 1),
        ("开始", _moment(moment(row.began_at)), 1),
        ("结束", _moment(moment(row.ended_at)) if row.ended_at else "还没有结束", 1),
        ("应急响应", "已启动" if row.response_on else "没有启动", 1),
        ("照片", photos, 1),
    )
    standing = "未报"
    if row.reported_at:
        way = code_table("report_way").label(row.way)
        standing = f"已报：{_short(moment(row.reported_at))}　{way}　{row.reported_to}"
    kind = report.kind_label + ("（更正）" if row.corrects_id else "")
    sheet = ReportSheet(
        office.vault.village,
        kind,
        row.report_no,
        facts,
        tuple((_SECTIONS[section], tuple(found)) for section, found in by_section.items()),
        tuple(f"{labels[code]}比上次少：{why}" for code, why in row.reasons.items()),
        row.text,
        tuple(
            (
                each.name,
                "失踪" if each.is_missing else "死亡",
                each.sex,
                each.age,
                each.address,
                each.at,
                each.cause,
            )
            for each in contents.deaths
        ),
        tuple((each.head, each.address, str(each.rooms), each.cause) for each in contents.houses),
        standing,
        report.is_drill,
        office.today(),
    )
    office.log_access("print", "disaster_report", report_id, purpose=f"灾情{report.kind_label}")
    return render_internal(build_report_sheet(sheet))
