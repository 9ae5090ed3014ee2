"""How many look for work, as what, where, how old: the table for the county's labour office (务工预测)."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.domain.accounts import Right
from desktop.domain.age import certain_age
from desktop.domain.code_table import code_table
from desktop.domain.job_forecast import CrossTable, age_bands, band_of, cross
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.jobs_market.seekers import Seeker, list_seekers
from desktop.services.jobs_market.terms import rule_value
from desktop.services.office import Office

UNSAID = "没有说"
HIDDEN = "*"
"""Stands for a number that is too small to tell, or that would give one away."""


class Dimension(StrEnum):
    """By what seekers are counted."""

    KIND = "kind"
    PLACE = "place"
    AGE = "age"
    SEX = "sex"
    EDUCATION = "education"
    MONTH = "month"


LABELS: Mapping[Dimension, str] = {
    Dimension.KIND: "意向工种",
    Dimension.PLACE: "意向地点",
    Dimension.AGE: "年龄段",
    Dimension.SEX: "性别",
    Dimension.EDUCATION: "学历",
    Dimension.MONTH: "可上岗月份",
}


@dataclass(frozen=True, slots=True)
class Forecast:
    """Who looks for work on a day, counted by two things; nobody can be recognised.

    Attributes:
        rows: What the rows are.
        columns: What the columns are.
        table: The counts.
        cut_off_at: UTC moment.
        row_count: How many were counted; None where that is too small to tell.
        least: Smallest number that is told.
    """

    rows: Dimension
    columns: Dimension
    table: CrossTable
    cut_off_at: str
    row_count: int | None
    least: int

    def digest(self) -> str:
        """The hash of what it says; equal tables have equal ones whenever they were made."""
        body = [self.rows, self.columns, self.table.rows, self.table.columns, self.table.cells]
        return hashlib.sha256(json.dumps(body, separators=(",", ":")).encode()).hexdigest()


def forecast(office: Office, rows: Dimension, columns: Dimension) -> Forecast:
    """Count those who look for work today.

    Raises:
        ProblemError: JOB-040 rows and columns are the same; SYS-403.
    """
    office.require(Right.READ_JOBS)
    if rows is columns:
        raise ProblemError(Problem("JOB-040", place=Place(field="columns")))
    seekers = [each for each in list_seekers(office) if each.is_open]
    least = rule_value(office, "least_count")
    by_row, by_column = _reader(office, rows), _reader(office, columns)
    pairs = [(by_row(each), by_column(each)) for each in seekers]
    table = cross(
        pairs,
        _labels(rows, [row for row, _ in pairs]),
        _labels(columns, [column for _, column in pairs]),
        least,
    )
    return Forecast(rows, columns, table, office.now_text(), table.total, least)


def _reader(office: Office, dimension: Dimension) -> Callable[[Seeker], str]:
    def label(table: str, code: str) -> str:
        return code_table(table).label(code) if code else UNSAID

    today = office.today()
    readers: Mapping[Dimension, Callable[[Seeker], str]] = {
        Dimension.KIND: lambda each: label("job_kind", each.row.wanted_kind),
        Dimension.PLACE: lambda each: label("job_place", each.row.wanted_place),
        Dimension.AGE: lambda each: band_of(certain_age(each.row.worker.birth_date, today)) or UNSAID,
        Dimension.SEX: lambda each: label("sex", each.row.worker.sex),
        Dimension.EDUCATION: lambda each: label("education", each.row.worker.education),
        Dimension.MONTH: lambda each: max(each.row.from_on[:7], f"{today:%Y-%m}"),
    }
    return readers[dimension]


def _labels(dimension: Dimension, found: Sequence[str]) -> tuple[str, ...]:
    """Labels that came up, in the order of their table, what nobody said last."""
    tables = {
        Dimension.KIND: "job_kind",
        Dimension.PLACE: "job_place",
        Dimension.SEX: "sex",
        Dimension.EDUCATION: "education",
    }
    known: list[str] = []
    if dimension in tables:
        known = [each.label for each in code_table(tables[dimension]).entries]
    elif dimension is Dimension.AGE:
        known = [band.label for band in age_bands()]
    present = Counter(found)
    ordered = [label for label in known if present[label]]
    ordered += sorted(label for label in present if label not in known and label != UNSAID)
    return (*ordered, UNSAID) if present[UNSAID] else tuple(ordered)


def export_forecast(office: Office, told: Forecast, path: Path) -> int:
    """Write the table for the labour office; no name is in it, and that it went is logged.

    Returns:
        How many lines were written.

    Raises:
        ProblemError: SYS-403, IMP-080 the file can't be written; the old one stays.
    """
    from desktop.exchange.figure_workbook import FigureSheet, write_figures

    office.require(Right.EXPORT)
    notes = (
        ("村", office.vault.village.name),
        ("截止时间", told.cut_off_at),
        ("说明", f"{HIDDEN}：不足 {told.least} 人，或由它能推算出来；没有姓名。"),
        ("校验码", told.digest()[:16]),
    )
    rows = table_lines(told)
    office.log_access("export", "job_seeker", purpose="务工预测汇总表")
    write_figures(path, (FigureSheet("汇总", (LABELS[told.rows], *told.table.columns, "合计"), rows, notes),))
    return len(rows)


def table_lines(told: Forecast) -> list[tuple[str, ...]]:
    """The table in words, with its sums."""

    def cell(count: int | None) -> str:
        return HIDDEN if count is None else str(count)

    lines = [
        (label, *map(cell, cells), cell(total))
        for label, cells, total in zip(told.table.rows, told.table.cells, told.table.row_totals, strict=True)
    ]
    lines.append(("合计", *map(cell, told.table.column_totals), cell(told.table.total)))
    return lines


def export_names(office: Office, path: Path, recipient: str) -> int:
    """Write the list of those who agreed to be recommended; the export log keeps who got it.

    Returns:
        How many people.

    Raises:
        ProblemError: SYS-403, JOB-041 nobody is named as recipient, IMP-080 the file can't be written.
    """
    from desktop.exchange.figure_workbook import FigureSheet, write_figures

    office.require(Right.EXPORT)
    office.require(Right.REVEAL)
    if not recipient.strip():
        raise ProblemError(Problem("JOB-041", place=Place(field="recipient")))
    agreed = [each for each in list_seekers(office) if each.is_open and each.row.consented_on]
    rows = [
        (
            each.row.worker.name,
            code_table("sex").label(each.row.worker.sex) if each.row.worker.sex else "",
            each.age,
            each.row.worker.mobile,
            each.wish,
            each.row.consented_on,
        )
        for each in agreed
    ]
    office.log_access("export", "job_seeker", purpose=f"求职名单（本人同意）：{recipient.strip()}")
    notes = (
        ("接收单位", recipient.strip()),
        ("截止时间", office.now_text()),
        ("说明", "名单上都是本人同意推荐的。"),
    )
    headings = ("姓名", "性别", "年龄", "电话", "意向", "同意推荐的日期")
    write_figures(path, (FigureSheet("求职名单", headings, rows, notes),))
    return len(rows)
