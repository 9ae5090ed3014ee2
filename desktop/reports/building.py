"""Fills a template with data: the way from figures of the books to a notice.

Every value passes the mask its column states; rows of data are read by the names the template
gives, so that what a template does not name cannot reach the sheet.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from string import Formatter
from typing import Any

from desktop.domain.masking import mask_phone
from desktop.domain.period import day_words
from desktop.domain.problem import Problem, ProblemError, Severity
from desktop.reports.data import (
    ORIGIN,
    AccountEntry,
    Accounts,
    AllowanceHousehold,
    AllowanceList,
    AllowanceState,
    HouseholdCard,
    MeetingEntry,
    NoticeData,
    PartyLife,
    PayeeKind,
    Publication,
    Sheet,
    origin_of,
)
from desktop.reports.document import (
    WIDE_GAP,
    Block,
    Cell,
    Chart,
    ChartRow,
    Column,
    Figure,
    Form,
    FormField,
    HeadLine,
    Notice,
    Paragraph,
    Row,
    RowKind,
    SignatureLine,
    Table,
)
from desktop.reports.figure_marks import GIVEN, FigureMark, find_marks, marks_of
from desktop.reports.masking import Mask, masked_name
from desktop.reports.running_text import paragraphs
from desktop.reports.sheet_rows import (
    NOT_COUNTED,
    check_sheet,
    computed,
    grouped_rows,
    make_row,
    tell_apart,
)
from desktop.reports.template import (
    ChartTemplate,
    ColumnTemplate,
    FormTemplate,
    Share,
    Sum,
    TableTemplate,
    Template,
    template,
)


def build_notice(
    layout: Template | str,
    data: NoticeData | HouseholdCard,
    large: bool = False,
    reveal: frozenset[str] = frozenset(),
    grouped: bool = False,
) -> Notice:
    """Make a notice from a template.

    Args:
        layout: The layout, or its file name in ``resources/templates`` without ending.
        data: Values of the kind the template asks for.
        large: Large print on the next size of paper.
        reveal: Fields of the household card printed uncovered; the caller has logged the access.
            Public notices ignore it.
        grouped: Thousands separators in figures.

    Raises:
        ProblemError: What ``check`` and, of a sheet, ``check_sheet`` find with severity ERROR, every
            problem at once; DOC-020 when
            the template and the data don't fit together; DOC-021 from the template.
    """
    chosen = template(layout) if isinstance(layout, str) else layout
    errors = [problem for problem in check(data) if problem.severity is Severity.ERROR]
    if isinstance(data, Sheet):
        errors += check_sheet(chosen, data)
    if errors:
        raise ProblemError(errors)
    if large:
        chosen = replace(chosen, page=chosen.large())
    try:
        if isinstance(data, HouseholdCard):
            return _card(chosen, data, reveal)
        return replace(_notice(chosen, data), grouped=grouped)
    except (AttributeError, KeyError) as error:
        raise ProblemError(Problem("DOC-020", {"template": chosen.name, "entry": str(error)})) from None


def check(data: NoticeData | HouseholdCard) -> tuple[Problem, ...]:
    """What is wrong with the data of a notice, before anything is printed.

    Returns:
        DOC-001 no period; DOC-010 opening + income − expenditure is not the closing balance;
        DOC-011 the opening balance is not the previous closing one; DOC-012 an entry outside the
        period; DOC-013 attendance that does not add up; as warning DOC-014 two people who can't
        be told apart.
    """
    if isinstance(data, HouseholdCard):
        return ()
    problems: list[Problem] = []
    if data.period is None:
        problems.append(Problem("DOC-001", {"title": data.village.name}))
    if isinstance(data, Accounts):
        problems += _account_problems(data)
    if isinstance(data, AllowanceList):
        counts = Counter((each.head, each.group, each.hamlet) for each in data.households)
        problems += [
            Problem("DOC-014", {"name": head, "group": group}, severity=Severity.WARNING)
            for (head, group, _), count in counts.items()
            if count > 1
        ]
    if isinstance(data, PartyLife):
        problems += [
            Problem("DOC-013", {"day": day_words(each.on), "kind": each.kind})
            for each in data.meetings
            if not 0 <= each.present + each.leave <= each.due
        ]
        problems += _outside(data, [(each.on, each.kind) for each in data.meetings])
    return tuple(problems)


def _account_problems(data: Accounts) -> list[Problem]:
    problems = []
    income = sum(entry.amount_cents for entry in data.income)
    expenditure = sum(entry.amount_cents for entry in data.expenditure)
    expected = data.opening_cents + income - expenditure
    if expected != data.closing_cents:
        values = {
            "opening": Figure(data.opening_cents).text(),
            "income": Figure(income).text(),
            "expenditure": Figure(expenditure).text(),
            "expected": Figure(expected).text(),
            "closing": Figure(data.closing_cents).text(),
            "difference": Figure(data.closing_cents - expected).text(),
        }
        problems.append(Problem("DOC-010", values))
    if data.previous_closing_cents is not None and data.previous_closing_cents != data.opening_cents:
        values = {
            "previous": Figure(data.previous_closing_cents).text(),
            "opening": Figure(data.opening_cents).text(),
        }
        problems.append(Problem("DOC-011", values))
    entries = (*data.income, *data.expenditure)
    return problems + _outside(data, [(entry.on, entry.voucher) for entry in entries])


def _outside(data: NoticeData, dated: Sequence[tuple[date, str]]) -> list[Problem]:
    period = data.period
    if period is None:
        return []
    return [
        Problem("DOC-012", {"day": day_words(on), "what": what, "period": period.days()})
        for on, what in dated
        if not period.first <= on <= period.last
    ]


# -- public notices --------------------------------------------------------------------------


def _notice(chosen: Template, data: NoticeData) -> Notice:
    values = {each.name: "" for each in chosen.fields} | _values(data)
    values["issuer"] = chosen.issuer.format_map(values)
    marks = _Marks(chosen, data, values)
    blocks: list[Block] = []
    for block in chosen.blocks:
        if isinstance(block, Paragraph):
            text = _filled(block.text, values)
            if text:
                blocks += _marked(paragraphs(replace(block, text=text)), marks.of(block.text))
        elif isinstance(block, FormTemplate):
            shown = tuple(
                FormField(label, values[name], span, marks.of_field(label, name))
                for label, name, span in block.rows
            )
            blocks.append(Form(shown, block.pairs, block.caption))
        elif isinstance(block, ChartTemplate):
            blocks.append(_chart(block, data))
        else:
            blocks.append(_table(block, data))
    signature = None
    if chosen.signatures or values["issuer"]:
        sealed = values["issuer"]
        if sealed and not chosen.page.official:  # an official text shows the name alone
            sealed += "（章）"
        signature = SignatureLine(chosen.signatures, sealed, values["issued_on"], chosen.seal)
    head = chosen.head
    return Notice(
        title=tuple(part.format_map(values) for part in chosen.title),
        period=values["period_days"],
        page=chosen.page,
        blocks=tuple(blocks),
        head=HeadLine(*(part.format_map(values) for part in (head.left, head.centre, head.right))),
        notes=tuple(filled for note in chosen.notes if (filled := _filled(note, values))),
        signature=signature,
        number=data.number,
        stamp=chosen.stamp,
        template=f"{chosen.name} v{chosen.edition}",
        head_marks=marks.of(*chosen.title, head.left, head.centre, head.right),
        note_marks=marks.of(*chosen.notes),
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    """What explains the values that are set into a template's texts."""

    chosen: Template
    data: NoticeData
    values: Mapping[str, str]

    def of(self, *texts: str) -> tuple[FigureMark, ...]:
        """Marks of the values set into texts, in their order."""
        gaps = (gap for text in texts for _, gap, _, _ in Formatter().parse(text) if gap)
        return tuple(mark for gap in gaps for mark in marks_of(self.values[gap], *self._told(gap)))

    def of_field(self, label: str, name: str) -> FigureMark | None:
        """The mark of a box of a form; None for an empty one."""
        _, note, origins = self._told(name)
        return FigureMark(self.values[name], label, note, origins) if self.values[name] else None

    def _told(self, name: str) -> tuple[str, str, tuple[str, ...]]:
        origins = tuple((self.data.origins or {}).get(name, "").split())
        label, note = GIVEN.get(name, ("", ""))
        label = next((each.label for each in self.chosen.fields if each.name == name), label)
        return label, "" if origins else note, origins


def _marked(texts: Sequence[Paragraph], marks: Sequence[FigureMark]) -> list[Paragraph]:
    """Paragraphs of one text, each with the marks that stand in it."""
    made, left = list[Paragraph](), list(marks)
    for each in texts:
        found = [mark for _, mark in find_marks(each.text, left)]
        if found:
            left = left[max(left.index(mark) for mark in found) + 1 :]
        made.append(replace(each, marks=tuple(found)))
    return made


def _values(data: NoticeData) -> dict[str, str]:
    """What the gaps of a template's texts may name."""
    village, period, publication = data.village, data.period, data.publication
    assert period is not None
    name = village.name
    values = {
        "village": name,
        "county": village.county,
        "town": village.town,
        "place": village.county + village.town + name,
        "full_place": village.full_name,
        "period": period.words(),
        "period_days": period.days(),
        "number": data.number,
        "committee": data.bodies.committee or f"{name}村民委员会",
        "collective": data.bodies.collective or f"{name}股份经济合作社",
        "branch": data.bodies.branch or f"中共{name}支部委员会",
        "supervision": data.bodies.supervision or f"{name}村务监督委员会",
    }
    values |= _publication_values(publication)
    if is_dataclass(data):
        for each in fields(data):
            value = getattr(data, each.name)
            if isinstance(value, str):
                values.setdefault(each.name, value)
    return values | dict(data.values or {})


def _publication_values(publication: Publication) -> dict[str, str]:
    posted = publication.posted_on or publication.issued_on
    return {
        "issued_on": day_words(publication.issued_on) if publication.issued_on else "　　　年　　月　　日",
        "posted_on": day_words(posted) if posted else "",
        "posted_at": publication.place,
        "take_down_on": day_words(publication.take_down_on) if publication.take_down_on else "",
        "objections": publication.objections.days() if publication.objections else "",
        "office_phone": publication.office_phone,
        "supervision_phone": publication.supervision_phone,
        "town_phone": publication.town_phone,
    }


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its gaps filled; parts between wide gaps whose values are unknown are left out."""
    parts = []
    for part in text.split(WIDE_GAP):
        gaps = [gap for _, gap, _, _ in Formatter().parse(part) if gap]
        if all(values[gap] for gap in gaps):
            parts.append(part.format_map(values))
    return WIDE_GAP.join(parts)


# -- tables ----------------------------------------------------------------------------------


def _table(block: TableTemplate, data: NoticeData) -> Table:
    columns = tuple(_column(block, each, data) for each in block.printed)
    names = [each.value for each in block.printed]
    capital = names.index(block.capital) if block.capital else None
    if isinstance(data, Accounts) and block.rows == "entries":
        rows, closing = _account_rows(block, data)
    else:
        source = data.tables.get(block.rows, ()) if isinstance(data, Sheet) else getattr(data, block.rows)
        records = [computed(block.columns, _record(each)) for each in source]
        if isinstance(data, AllowanceList):
            _tell_apart(records)
        tell_apart(block, records)
        rows = grouped_rows(block, records)
        closing = ()
    return Table(columns, tuple(rows), block.caption, block.total, capital, closing, block.empty)


def _column(block: TableTemplate, each: ColumnTemplate, data: NoticeData) -> Column:
    """A column with what explains its figures."""
    headings = {other.value: other.column.heading for other in block.columns}
    if isinstance(each.compute, Sum):
        terms = "".join(
            f" {'−' if sign < 0 else '＋'} {headings.get(name, name)}" for sign, name in each.compute.terms
        )
        return replace(each.column, formula=terms.removeprefix(" ＋ ").strip())
    if isinstance(each.compute, Share):
        part, whole = each.compute.part, each.compute.whole
        return replace(each.column, formula=f"{headings.get(part, part)} ÷ {headings.get(whole, whole)}")
    if isinstance(data, Accounts) and each.value == "balance":
        return replace(each.column, running=True, formula="上期结存 ＋ 到本行为止的收入 − 到本行为止的支出")
    return each.column


def _chart(block: ChartTemplate, data: NoticeData) -> Chart:
    rows = data.tables.get(block.chart, ()) if isinstance(data, Sheet) else ()
    return Chart(
        tuple(
            ChartRow(
                str(row[block.label]),
                tuple(_cents(row[value]) for value, _ in block.series),
                origins=tuple(
                    tuple(str(row.get(origin_of(value)) or row.get(ORIGIN) or "").split())
                    for value, _ in block.series
                ),
            )
            for row in rows
        ),
        tuple(series for _, series in block.series),
        block.caption,
        block.empty,
    )


def _cents(value: object) -> int:
    return value if isinstance(value, int) else 0


def _record(source: object) -> dict[str, Any]:
    """A row of data by field name, with what is worked out from several fields."""
    record: dict[str, Any]
    if isinstance(source, Mapping):
        record = dict(source)
    else:
        assert is_dataclass(source)
        record = {each.name: getattr(source, each.name) for each in fields(source)}
    if isinstance(source, AllowanceHousehold):
        record["state"] = source.state.value
        if source.state is AllowanceState.STOPPED:
            # nothing is paid any more, so nothing may be counted in the totals
            record |= {"people": NOT_COUNTED, "monthly_cents": NOT_COUNTED}
    if isinstance(source, MeetingEntry):
        record["absent"] = source.due - source.present - source.leave
    if "rule" in record and "due" in record and "done" in record:
        due, done = record["due"], record["done"]
        record["state"] = "不适用" if not due else "已完成" if done >= due else f"缺 {due - done} 次"
    return record


def _tell_apart(records: Sequence[dict[str, Any]]) -> None:
    """Two heads of one name in one group get their hamlet; never a piece of an identity number."""
    counts = Counter((record["head"], record["group"]) for record in records)
    for record in records:
        if counts[record["head"], record["group"]] > 1 and record["hamlet"]:
            record["head"] = f"{record['head']}（{record['hamlet']}）"


def _account_rows(block: TableTemplate, data: Accounts) -> tuple[list[Row], tuple[Row, ...]]:
    """Opening balance, income, expenditure with a running balance, closing balance."""
    columns = block.printed

    def statement(label: str, origins: tuple[str, ...], **figures: int) -> Row:
        cells: list[Cell] = [Figure(figures[each.value]) if each.value in figures else "" for each in columns]
        return Row(tuple(cells), RowKind.STATEMENT, label, origins)

    opening = tuple(data.opening_origin.split())
    rows = [statement("上期结存", opening, balance=data.opening_cents)]
    balance = data.opening_cents
    serial = 0
    parts = (
        ("一、收入", "收入", "income", data.income, 1),
        ("二、支出", "支出", "expenditure", data.expenditure, -1),
    )
    for heading, name, field, entries, sign in parts:
        if not entries:
            if data.income or data.expenditure:
                rows.append(Row(kind=RowKind.GROUP, label=f"{heading}：{block.empty}"))
            continue
        rows.append(Row(kind=RowKind.GROUP, label=heading))
        for entry in entries:
            serial += 1
            balance += sign * entry.amount_cents
            record = _record(entry) | {
                "income": "",
                "expenditure": "",
                "balance": balance,
                "summary": _summary(entry),
                field: entry.amount_cents,
            }
            rows.append(make_row(columns, record, serial))
        total = sum(entry.amount_cents for entry in entries)
        summed = tuple(entry.origin for entry in entries if entry.origin)
        rows.append(statement(f"{name}合计（{len(entries)} 笔）", summed, **{field: total}))
    moved = tuple(entry.origin for entry in (*data.income, *data.expenditure) if entry.origin)
    return rows, (statement("本期结存", (*opening, *moved), balance=data.closing_cents),)


def _summary(entry: AccountEntry) -> str:
    """What an entry was, with the person paid: in full for officials and contractors, covered for aid."""
    if not entry.payee or entry.payee_kind is PayeeKind.NONE:
        return entry.summary
    if entry.payee_kind is PayeeKind.AID:
        return f"{entry.summary}（{entry.payee_group}{masked_name(entry.payee)}）"
    return f"{entry.summary}（{entry.payee}）"


# -- the office's own papers -----------------------------------------------------------------


def _card(chosen: Template, data: HouseholdCard, reveal: frozenset[str]) -> Notice:
    values = {
        "village": data.village.name,
        "place": data.village.county + data.village.town + data.village.name,
        "printed_on": day_words(data.printed_on),
        "as_of": day_words(data.as_of),
        "household_no": data.household_no,
        "handling": chosen.phrases["revealed" if reveal else "covered"],
    }
    phone = data.phone if "mobile" in reveal else mask_phone(data.phone)
    top = Form(
        (
            FormField("户编号", data.household_no),
            FormField("户主", data.head),
            FormField("户别", data.category),
            FormField("村民小组", data.group),
            FormField("户内人数", f"{len(data.members)} 人"),
            FormField("联系电话", phone),
            FormField("地址", data.address, 3),
        )
    )
    blocks: list[Block] = [top]
    for block in chosen.blocks:
        if isinstance(block, TableTemplate):
            columns = tuple(
                replace(each, mask=Mask.NONE) if each.value in reveal else each for each in block.columns
            )
            rows = [make_row(columns, _record(each), n) for n, each in enumerate(data.members, start=1)]
            shown = tuple(each.column for each in columns)
            blocks.append(Table(shown, tuple(rows), block.caption, "", empty_text=block.empty))
    for section in data.sections:
        facts = tuple(FormField(label, value, 3 if len(value) > 24 else 1) for label, value in section.facts)
        if facts:
            blocks.append(Form(facts, caption=section.title))
    head = chosen.head
    past = chosen.phrases["past"].format_map(values) if data.as_of != data.printed_on else ""
    return Notice(
        title=tuple(part.format_map(values) for part in chosen.title),
        period=f"截至{values['as_of']}",
        page=chosen.page,
        blocks=tuple(blocks),
        head=HeadLine(head.left.format_map(values), past, head.right.format_map(values)),
        notes=tuple(_filled(note, values) for note in chosen.notes),
        stamp=chosen.stamp,
        coded=False,
        template=f"{chosen.name} v{chosen.edition}",
    )
