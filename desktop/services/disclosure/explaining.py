"""Where a figure of a sheet comes from (数字出处): the entries and people behind it, as they stood.

An issued sheet kept the map from its places to records; a draft is mapped as it is shown. The records are
shown as they were when the facts were taken, with what was changed in them since.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from db.queries import past_records
from db.queries.past_records import LaterPatch, PastRecord
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.money import show_money
from desktop.domain.points_scheme import Subject, shipped_scheme, show_points
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.data import PayeeKind
from desktop.reports.figure_map import CellPlace, FigureMap
from desktop.reports.masking import masked_name
from desktop.services.disclosure import steps
from desktop.services.disclosure.archived import archived_bytes, is_lost
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.history import COUNTY_NAME, label_of, shown
from desktop.services.office import Office, actors

_NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One field that was changed after the facts were taken; values in words."""

    at: datetime
    by: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ExplainedRecord:
    """One record behind a figure, as it stood.

    Attributes:
        table: Where it is kept.
        id: Its id.
        kind: What it is, in words.
        title: What it says.
        day: Its day, ISO; empty for none.
        who: Who is meant; names of people who get aid are covered. Empty for nobody.
        cents: What it adds, in fen; None where it is no money.
        changes: What was changed since, oldest first.
        is_gone: It was deleted since.
        is_hidden: Who is at work has no right to read it; title, who and amount are empty.
    """

    table: str
    id: str
    kind: str
    title: str = ""
    day: str = ""
    who: str = ""
    cents: int | None = None
    changes: tuple[RecordChange, ...] = ()
    is_gone: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind one cell of a sheet.

    Attributes:
        text: What the cell says.
        line: What its line is called.
        heading: Its column.
        formula: How the column follows from others, in words; empty for facts.
        cut_off_at: When the facts were taken, UTC ISO; empty for a draft, which shows those of now.
        records: In the order of the sheet.
    """

    text: str
    line: str
    heading: str
    formula: str
    cut_off_at: str
    records: tuple[ExplainedRecord, ...]

    @property
    def total_cents(self) -> int | None:
        """What the records add up to, in fen; None where one of them is no money or hidden."""
        amounts = [record.cents for record in self.records if record.table != "person"]
        known = [each for each in amounts if each is not None]
        return sum(known) if known and len(known) == len(amounts) else None


def read_figures(office: Office, notice_id: str) -> FigureMap:
    """The map of a sheet: the kept one of an issued notice, that of the present facts for a draft.

    Raises:
        ProblemError: DOC-132, DOC-163 an issued sheet that kept none, DOC-122, what `build_document` finds,
            VLT-032, SYS-403.
    """
    from desktop.reports.rendering import render_mapped
    from desktop.services.disclosure.documents import build_document

    office.require(Right.READ_NOTICES)
    row = steps.existing(office, notice_id)
    if row.pdf_sha256:
        number = row.number or ""
        if not row.figures_sha256 or is_lost(office, row.figures_sha256):
            raise ProblemError(Problem("DOC-163", {"number": number}))
        return FigureMap.from_json(archived_bytes(office, row.figures_sha256, number))
    _, document = build_document(office, NoticeRequest.from_json(row.query or "{}"), row.number or "")
    return render_mapped(document, draft=True)[1]


def explain(office: Office, notice_id: str, figures: FigureMap, place: CellPlace) -> Explanation:
    """The records behind a cell.

    Raises:
        ProblemError: DOC-132, DOC-162 there is no such cell, SYS-403.
    """
    office.require(Right.READ_NOTICES)
    row = steps.existing(office, notice_id)
    try:
        origins, text = figures.origins(place), figures.text(place)
    except IndexError:
        raise ProblemError(Problem("DOC-162")) from None
    column = figures.column(place)
    wanted: dict[str, list[str]] = {}
    for origin in origins:
        table, _, record_id = origin.partition("/")
        wanted.setdefault(table, []).append(record_id)
    names = actors(office)
    found: dict[str, ExplainedRecord] = {}
    with office.store.reading() as connection:
        cut_off = past_records.last_cut_off(connection, row.id) if row.pdf_sha256 else 0
        for table, ids in wanted.items():
            kind = _KINDS.get(table)
            if kind is None:
                continue
            past = past_records.records_after(connection, table, ids, cut_off or _NEWEST)
            people = _people(office, [each.values for each in past.values()], kind, cut_off or _NEWEST)
            for record_id, record in past.items():
                found[f"{table}/{record_id}"] = _explained(office, kind, record_id, record, names, people)
    return Explanation(
        text=text,
        line=figures.label(place),
        heading="" if figures.is_wide(place) else column.heading,
        formula="" if figures.is_wide(place) else column.formula,
        cut_off_at=row.cut_off_at if row.pdf_sha256 else "",
        records=tuple(found[origin] for origin in origins if origin in found),
    )


@dataclass(frozen=True, slots=True)
class _Kind:
    """How records of a table are told: their columns by meaning."""

    table: str
    label: str
    right: Right
    title: Callable[[Mapping[str, Value]], str]
    day: str = ""
    cents: Callable[[Mapping[str, Value]], Value] = lambda values: None
    person: str = ""
    who: Callable[[Mapping[str, Value]], str] = lambda values: ""


def _joined(*columns: str) -> Callable[[Mapping[str, Value]], str]:
    return lambda values: "　".join(str(values[each]) for each in columns if values.get(each))


def _amount(column: str) -> Callable[[Mapping[str, Value]], Value]:
    return lambda values: values.get(column)


def _moved(values: Mapping[str, Value]) -> int:
    return int(values.get("income_cents") or 0) - int(values.get("expense_cents") or 0)


def _payee(values: Mapping[str, Value]) -> str:
    name = str(values.get("payee") or "")
    return masked_name(name) if name and values.get("payee_kind") == PayeeKind.AID.value else name


def _votes(values: Mapping[str, Value]) -> str:
    """A step of a matter with its votes where any were counted."""
    step = code_table("matter_step").label(str(values.get("kind") or ""))
    if values.get("agreed_count") is None:
        return step
    counts = [values.get(name) or 0 for name in ("agreed_count", "against_count", "abstained_count")]
    return f"{step}：同意 {counts[0]!s} 票，反对 {counts[1]!s} 票，弃权 {counts[2]!s} 票"


def _typed(values: Mapping[str, Value]) -> str:
    cells = json.loads(str(values.get("cells") or "{}"))
    return "　".join(
        show_money(value) if name.endswith("_cents") and isinstance(value, int) else str(value)
        for name, value in cells.items()
        if value not in (None, "")
    )


def _points(values: Mapping[str, Value]) -> str:
    """An entry of points: what for, as the shipped scheme of its day calls it, and how many."""
    subject, on = Subject(str(values["subject"])), date.fromisoformat(str(values["occurred_on"]))
    item = shipped_scheme(subject, on).item_label(str(values["item"]))
    points = show_points(int(values["points_x100"] or 0), signed=True)
    return "　".join(part for part in (item, points, str(values.get("evidence") or "")) if part)


def _grade(values: Mapping[str, Value]) -> str:
    """A grade with its ballots where they were entered."""
    grade = code_table("party_appraisal_grade").label(str(values.get("grade") or ""))
    counts = [values.get(name) or 0 for name in ("excellent_count", "good_count", "fair_count", "poor_count")]
    return f"{grade}：{'/'.join(map(str, counts))} 票" if any(counts) else grade


def _aid(values: Mapping[str, Value]) -> str:
    return f"{code_table('aid_kind').label(str(values['aid_kind']))}　{values['people_count']!s} 人"


_KINDS = {
    kind.table: kind
    for kind in (
        _Kind(
            "funds_entry",
            "收支",
            Right.READ_FINANCE,
            _joined("voucher_no", "summary"),
            "entry_on",
            _moved,
            who=_payee,
        ),
        _Kind(
            "funds_opening",
            "结存",
            Right.READ_FINANCE,
            lambda values: "登记的结存",
            "opening_on",
            _amount("balance_cents"),
        ),
        _Kind(
            "aid_grant",
            "救助",
            Right.READ_AID,
            _aid,
            "from_month",
            _amount("monthly_cents"),
            person="head_person_id",
        ),
        _Kind("person", "人员", Right.READ_REGISTER, _joined("name")),
        _Kind(
            "land_parcel", "地块", Right.READ_REGISTER, _joined("parcel_code", "parcel_name", "transferee")
        ),
        _Kind("party_member", "党员", Right.READ_PARTY, _joined("joined_on"), person="person_id"),
        _Kind("board_entry", "红黑榜", Right.READ_BOARDS, _joined("fact"), "found_on"),
        _Kind("event", "事项", Right.READ_EVENTS, _joined("number", "title"), "settled_at"),
        _Kind("service_case", "代办件", Right.READ_SERVICES, _joined("number"), "delivered_on"),
        _Kind("household", "户", Right.READ_REGISTER, _joined("household_no", "villager_group")),
        _Kind("meeting", "会议", Right.READ_MEETINGS, _joined("title"), "held_on"),
        _Kind(
            "party_fee",
            "党费",
            Right.READ_PARTY,
            _joined("first_month", "last_month"),
            "paid_on",
            _amount("amount_cents"),
        ),
        _Kind(
            "party_fee_move",
            "党费上缴和使用",
            Right.READ_PARTY,
            _joined("text"),
            "moved_on",
            _amount("amount_cents"),
        ),
        _Kind("party_honour", "表彰", Right.READ_PARTY, _joined("title", "given_by"), "given_on"),
        _Kind("points_entry", "积分", Right.READ_POINTS, _points, "occurred_on"),
        _Kind("party_appraisal", "民主评议", Right.READ_PARTY, _grade, "year"),
        _Kind("sheet_row", "录入的一行", Right.READ_NOTICES, _typed),
        _Kind(
            "subsidy",
            "补贴",
            Right.READ_FINANCE,
            _joined("programme", "year"),
            "paid_on",
            _amount("amount_cents"),
            person="person_id",
        ),
        _Kind(
            "contract",
            "合同",
            Right.READ_FINANCE,
            _joined("name", "counterparty"),
            "signed_on",
            _amount("price_cents"),
        ),
        _Kind(
            "asset",
            "资产",
            Right.READ_FINANCE,
            _joined("name", "place"),
            "acquired_on",
            _amount("original_cents"),
        ),
        _Kind("land_resource", "资源", Right.READ_FINANCE, _joined("name", "place")),
        _Kind(
            "debt",
            "债权债务",
            Right.READ_FINANCE,
            _joined("counterparty", "reason"),
            "arisen_on",
            _amount("original_cents"),
        ),
        _Kind(
            "debt_move",
            "债权债务变动",
            Right.READ_FINANCE,
            _joined("voucher_no", "note"),
            "moved_on",
            _amount("change_cents"),
        ),
        _Kind("project", "项目", Right.READ_FINANCE, _joined("name"), "decided_on", _amount("budget_cents")),
        _Kind(
            "project_step",
            "项目进展",
            Right.READ_FINANCE,
            _joined("text"),
            "done_on",
            _amount("amount_cents"),
        ),
        _Kind("notice", "公开表", Right.READ_NOTICES, _joined("number", "title")),
        _Kind(
            "matter", "重大事项", Right.READ_NOTICES, _joined("title"), "opened_on", _amount("amount_cents")
        ),
        _Kind("matter_step", "四议两公开步骤", Right.READ_NOTICES, _votes, "done_on"),
    )
}
"""Table → how its records are told; records of other tables are not shown."""

_FIELD_NAMES = {
    "entry_on": "日期",
    "voucher_no": "凭证号",
    "kind": "类别",
    "summary": "摘要",
    "income_cents": "收入",
    "expense_cents": "支出",
    "handler": "经手人",
    "approver": "审批人",
    "payee": "收款人",
    "balance_cents": "结存",
    "opening_on": "日期",
    "monthly_cents": "月金额",
    "people_count": "人数",
    "from_month": "起始月",
    "to_month": "终止月",
    "change_kind": "变动",
    "amount_cents": "金额",
    "price_cents": "价款",
    "change_cents": "变动金额",
    "original_cents": "原值",
    "held_on": "日期",
    "agreed_count": "同意",
    "against_count": "反对",
    "abstained_count": "弃权",
    "present_count": "实到",
    "due_count": "应到",
    "cells": "内容",
}


def _people(office: Office, records: list[Mapping[str, Value]], kind: _Kind, cut_off: int) -> dict[str, str]:
    """Names by id of those a kind of records speaks of, as they were called then."""
    if not kind.person or not office.may(Right.READ_REGISTER):
        return {}
    ids = [str(values[kind.person]) for values in records if values.get(kind.person)]
    with office.store.reading() as connection:
        past = past_records.records_after(connection, "person", ids, cut_off)
    return {record_id: str(record.values.get("name") or "") for record_id, record in past.items()}


def _explained(
    office: Office,
    kind: _Kind,
    record_id: str,
    record: PastRecord,
    names: Mapping[str, str],
    people: Mapping[str, str],
) -> ExplainedRecord:
    if not office.may(kind.right):
        return ExplainedRecord(kind.table, record_id, kind.label, is_hidden=True)
    values = record.values
    cents = kind.cents(values)
    return ExplainedRecord(
        table=kind.table,
        id=record_id,
        kind=kind.label,
        title=kind.title(values),
        day=str(values.get(kind.day) or "") if kind.day else "",
        who=people.get(str(values.get(kind.person)), "") if kind.person else kind.who(values),
        cents=int(cents) if isinstance(cents, int) else None,
        changes=tuple(change for patch in record.later for change in _changes(patch, names)),
        is_gone=any(patch.removed for patch in record.later),
    )


def _changes(patch: LaterPatch, names: Mapping[str, str]) -> list[RecordChange]:
    at = datetime.fromtimestamp(patch.at_ms / 1000, UTC)
    by = names.get(patch.actor_id, patch.actor_id) or COUNTY_NAME
    if patch.removed:
        return [RecordChange(at, by, "", "", "")]
    return [
        RecordChange(at, by, _FIELD_NAMES.get(name) or label_of(name), _told(name, old), _told(name, new))
        for name, (old, new) in patch.patch.items()
    ]


def _told(column: str, value: Value) -> str:
    if column.endswith("_cents") and isinstance(value, int):
        return show_money(value)
    if column == "cells":
        return _typed({"cells": value})
    return shown(column, value)
