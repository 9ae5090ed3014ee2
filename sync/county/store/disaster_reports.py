"""Villages' reports of disasters (灾情报告) at the county: the newest of each in one table, figures only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sync.county.store.database import Database, query
from sync.county.store.records import kind_of
from sync.county.store.villages import list_villages


@dataclass(frozen=True, slots=True)
class ReportLine:
    """The newest report of a village on one disaster; codes of their tables, moments UTC ISO.

    ``figures`` are by code of ``disaster_figure``, integers of the last decimal. The named ledgers of the
    dead and of houses are not here: they go their own way.
    """

    village_id: int
    name: str
    division_code: str
    kind: str
    report_no: int
    disaster: str
    began_at: str
    reported_at: str
    figures: Mapping[str, int]


def list_reports(database: Database) -> tuple[ReportLine, ...]:
    """The newest report of each village on each disaster, the latest disaster first."""
    rows = query(
        database,
        "SELECT village_id, fields FROM record "  # noqa: S608 - own numbers
        f"WHERE kind = {kind_of('disaster_report'):d} AND deleted IS NULL",
    )
    villages = {each.village_id: each for each in list_villages(database)}
    newest: dict[tuple[int, str], ReportLine] = {}
    for village_id, fields in rows:
        village = villages.get(int(village_id))
        if village is None:
            continue
        chain = str(fields.get("mobilisation_id") or f"{fields['disaster']}|{str(fields['began_at'])[:10]}")
        line = ReportLine(
            village.village_id,
            village.name,
            village.division_code,
            str(fields["kind"]),
            int(fields.get("report_no") or 0),
            str(fields["disaster"]),
            str(fields["began_at"]),
            str(fields.get("reported_at") or ""),
            _figures(str(fields.get("figures") or "{}")),
        )
        known = newest.get((line.village_id, chain))
        if known is None or known.report_no < line.report_no:
            newest[line.village_id, chain] = line
    found = sorted(newest.values(), key=lambda line: line.division_code)
    return tuple(sorted(found, key=lambda line: line.began_at[:10], reverse=True))


def total_of(lines: tuple[ReportLine, ...]) -> dict[str, int]:
    """The sum of each figure over some reports."""
    total: dict[str, int] = {}
    for line in lines:
        for code, value in line.figures.items():
            total[code] = total.get(code, 0) + value
    return total


def _figures(text: str) -> dict[str, int]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return {str(code): value for code, value in read.items() if isinstance(value, int)}
