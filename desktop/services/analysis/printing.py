"""The analysis on paper and as a workbook, with its cut-off; that it was printed or exported is logged."""

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.accounts import Right
from desktop.domain.surprise import Standing
from desktop.reports.analysis_sheets import AnalysisTables, build_analysis_sheet
from desktop.reports.learning_sheets import SheetHead
from desktop.services.analysis import wording
from desktop.services.analysis.counting import Analysis, Finding
from desktop.services.office import Office

_PURPOSE = "民情分析"
_INDENT = "　"
_ALSO = 4  # further terms told beside the first


def render_analysis(office: Office, analysis: Analysis) -> bytes:
    """The paper as PDF.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    tables = AnalysisTables(
        [_line(each) for each in analysis.categories if each.records and not _says_nothing(each)],
        [_line(each) for each in analysis.terms],
        [label for _, label in analysis.main],
        _group_lines(analysis),
        [(each.month, each.total) for each in analysis.months],
        (*wording.notes(analysis), "太少、不下结论的小类没有列出，件数在大类里。"),
    )
    head = SheetHead(office.vault.village, office.today())
    office.log_access("print", "event", purpose=_PURPOSE)
    span = wording.span_words(analysis.request.span)
    return render_internal(build_analysis_sheet(head, span, analysis.count, tables))


def export_analysis(office: Office, analysis: Analysis, path: Path) -> int:
    """Write four tabs: categories, terms, groups, months; no record and nobody's name is among them.

    Returns:
        How many categories and terms were written.

    Raises:
        ProblemError: SYS-403, IMP-080 the file can't be written; the old one stays.
    """
    from desktop.exchange.figure_workbook import FigureSheet, write_figures

    office.require(Right.EXPORT)
    notes = (
        ("统计期间", wording.span_words(analysis.request.span)),
        ("截止时间", analysis.cut_off_at),
        ("统计的件数", str(analysis.count)),
        *(("说明", text) for text in wording.notes(analysis)),
    )
    headings = ("件数", "平时", "和平时比")
    names = [label for _, label in analysis.main]
    months = [(each.month, *map(str, each.counts), str(each.total)) for each in analysis.months]
    office.log_access("export", "event", purpose=_PURPOSE)
    write_figures(
        path,
        (
            FigureSheet("类别", ("类别", *headings), [_line(each) for each in analysis.categories], notes),
            FigureSheet("词语", ("词语", *headings), [_line(each) for each in analysis.terms], ()),
            FigureSheet("按组", ("村民小组", *names, "合计"), _group_lines(analysis), ()),
            FigureSheet("按月", ("月份", *names, "合计"), months, ()),
        ),
    )
    return len(analysis.categories) + len(analysis.terms)


def _says_nothing(finding: Finding) -> bool:
    """Whether a kind within a category has too few to be told on paper; on the screen all are shown."""
    return finding.is_part and finding.told.standing is Standing.TOO_FEW


def _line(finding: Finding) -> tuple[str, str, str, str]:
    label = (_INDENT if finding.is_part else "") + finding.label
    if finding.also:
        label += f"（{'、'.join(finding.also[:_ALSO])}）"
    told = finding.told
    return label, str(told.count), wording.usual_text(told), wording.standing_text(told)


def _group_lines(analysis: Analysis) -> Sequence[tuple[str, ...]]:
    return [
        (
            wording.group_name(row.name),
            *(wording.count_cell(each, analysis.least) for each in row.counts),
            wording.count_cell(row.total, analysis.least),
        )
        for row in analysis.groups
    ]
