"""Sittings of the panel: a list of recommended households for a bank, and its handing over.

Only households whose consent holds are on it; relatives on the panel stand aside for each. The village gives
points and a recommendation; the bank decides grade and money, and nothing flows back.

Source:
    domain.md 5.3.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.connection import Connection
from db.queries import boards as queries
from db.queries import points as points_queries
from db.queries.boards import PanelRow, RecommendationRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.credit import GRADES, ITEMS, panel_left
from desktop.domain.inspection import points_text
from desktop.domain.list_text import list_text
from desktop.domain.points_count import count_points
from desktop.domain.points_scheme import Subject
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.rules import get_rule
from desktop.services.boards.credit_consents import consents_that_hold
from desktop.services.boards.credit_tables import table_of
from desktop.services.boards.households import BoardHousehold, barred_households, read_households
from desktop.services.office import Office
from desktop.services.points.schemes import scheme_on

__all__ = ["PanelRow", "RecommendationRow"]

_EMPTY = BoardHousehold("", "", "", "", "", False)


@dataclass(frozen=True, slots=True)
class NewPanel:
    """A sitting as it is entered: the bank, the day, who sat, and whose points count."""

    bank: str
    held_on: str
    panel_ids: tuple[str, ...]
    year: int
    meeting_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListLine:
    """A household on the list; ``aside`` are names of members of the panel who stood aside."""

    row: RecommendationRow
    household: BoardHousehold
    aside: tuple[str, ...]
    has_consent: bool

    @property
    def grade_label(self) -> str:
        """The grade that the points reach by the bank's table."""
        return code_table(GRADES).label(self.row.grade)


@dataclass(frozen=True, slots=True)
class Panel:
    """A sitting with its list, the most points first.

    ``lapsed`` are households whose consent does not hold any more: they are not handed over.
    """

    row: PanelRow
    members: tuple[str, ...]
    lines: tuple[ListLine, ...]

    @property
    def recommended(self) -> tuple[ListLine, ...]:
        """Households that are recommended and may be handed over."""
        return tuple(line for line in self.lines if line.row.recommended and line.has_consent)

    @property
    def lapsed(self) -> tuple[ListLine, ...]:
        """Households recommended whose consent has ended since."""
        return tuple(line for line in self.lines if line.row.recommended and not line.has_consent)


# Reading


def household_points(office: Office, connection: Connection, year: int, on: date) -> dict[str, int]:
    """What each household's points of a year count for, in hundredths, by the scheme of the day."""
    scheme = scheme_on(connection, Subject.HOUSEHOLD, on, office.vault.village.division_code)
    sums = points_queries.sum_points(connection, Subject.HOUSEHOLD.value, year, by_quarter_of_origin=True)
    return {owner: count_points(amounts, scheme.categories).total_x100 for owner, amounts in sums.items()}


def list_panels(office: Office) -> tuple[Panel, ...]:
    """All sittings with their lists, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        return tuple(_panel(office, connection, row) for row in queries.list_panels(connection))


def get_panel(office: Office, panel_id: str) -> Panel:
    """One sitting.

    Raises:
        ProblemError: BRD-078 there is none, SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        return _panel(office, connection, _existing(connection, panel_id))


def _existing(connection: Connection, panel_id: str) -> PanelRow:
    rows = queries.list_panels(connection, panel_id) if panel_id else ()
    if not rows:
        raise ProblemError(Problem("BRD-078"))
    return rows[0]


def _panel(office: Office, connection: Connection, row: PanelRow) -> Panel:
    rows = queries.list_recommendations(connection, row.id)
    households = read_households(connection, [each.household_id for each in rows])
    names = queries.names_of(connection, row.panel_ids)
    held = consents_that_hold(connection, row.bank, office.today())
    return Panel(
        row,
        tuple(names.get(one, "") for one in row.panel_ids),
        tuple(
            ListLine(
                each,
                households.get(each.household_id, _EMPTY),
                tuple(names.get(one, "") for one in each.aside_ids),
                each.household_id in held,
            )
            for each in rows
        ),
    )


def suggest_panel(office: Office, bank: str) -> tuple[str, ...]:
    """Who sat on the last panel, to begin the next one with."""
    with office.store.reading() as connection:
        rows = queries.list_panels(connection)
    return next((row.panel_ids for row in rows if row.bank == bank), rows[0].panel_ids if rows else ())


# Sitting


def hold_panel(office: Office, new: NewPanel) -> str:
    """Make the list of a sitting: every household whose consent holds, with its points and grade.

    Where too few of the panel are left because of kinship, the household stands on the list without being
    recommended, until other members judge it.

    Returns:
        The id of the sitting.

    Raises:
        ProblemError: BRD-004 a member is not in the register, BRD-030 no day, BRD-061 no bank, BRD-074 no
            year, BRD-075 too few members, BRD-082 nobody consented, SYS-403.
    """
    office.require(Right.EDIT_CREDIT)
    least = get_rule("credit.panel.least", office.today(), office.vault.village.division_code).value
    with office.store.reading() as connection:
        if problems := _panel_problems(office, connection, new, least):
            raise ProblemError(problems)
        on = date.fromisoformat(new.held_on)
        held = consents_that_hold(connection, new.bank.strip(), on)
        if not held:
            raise ProblemError(Problem("BRD-082", {"bank": new.bank.strip()}))
        table = table_of(connection, new.bank.strip(), on)
        points = household_points(office, connection, new.year, on)
        barred = barred_households(connection, new.panel_ids)
    with office.change("edit", f"授信评议：{new.bank.strip()} {new.held_on}") as work:
        panel_id = work.insert(
            "credit_panel",
            {
                "held_on": new.held_on,
                "year": new.year,
                "panel_ids": list_text(new.panel_ids),
                "meeting_id": new.meeting_id or None,
                "bank": new.bank.strip(),
                "scheme": table.version,
                "note": new.note.strip() or None,
            },
        )
        for household_id, consent in held.items():
            aside = [one for one in new.panel_ids if household_id in barred[one]]
            is_judged = len(panel_left(new.panel_ids, aside)) >= least
            reached = points.get(household_id, 0)
            work.insert(
                "credit_recommendation",
                {
                    "panel_id": panel_id,
                    "household_id": household_id,
                    "consent_id": consent.id,
                    "points_x100": reached,
                    "grade": table.grade(reached),
                    "recommended": int(is_judged),
                    "aside_ids": list_text(aside),
                    "reason": None if is_judged else "回避后评议人数不足",
                },
            )
    return panel_id


def _panel_problems(office: Office, connection: Connection, new: NewPanel, least: int) -> list[Problem]:
    problems = []
    if not new.bank.strip():
        problems.append(Problem("BRD-061", place=Place(field="bank")))
    try:
        is_good = date.fromisoformat(new.held_on) <= office.today()
    except ValueError:
        is_good = False
    if not is_good:
        problems.append(Problem("BRD-030", {"day": new.held_on}, Place(field="held_on")))
    if not 2000 <= new.year <= office.today().year:
        problems.append(Problem("BRD-074", {"year": str(new.year)}, Place(field="year")))
    members = set(new.panel_ids)
    if len(members) < least:
        problems.append(Problem("BRD-075", {"least": str(least)}, Place(field="panel")))
    elif len(queries.names_of(connection, members)) < len(members):
        problems.append(Problem("BRD-004", place=Place(field="panel")))
    return problems


def judge(office: Office, recommendation_id: str, *, recommended: bool, reason: str = "") -> None:
    """Recommend a household, or not with the reason.

    Raises:
        ProblemError: BRD-077 too few of the panel may judge it, BRD-078, BRD-079 the list was handed over
            already, BRD-081 no reason, SYS-403.
    """
    office.require(Right.EDIT_CREDIT)
    if not recommended and not reason.strip():
        raise ProblemError(Problem("BRD-081", place=Place(field="reason")))
    least = get_rule("credit.panel.least", office.today(), office.vault.village.division_code).value
    with office.store.reading() as connection:
        panel, row = _line(connection, recommendation_id)
    if panel.handed_over_on:
        raise ProblemError(Problem("BRD-079", {"day": panel.handed_over_on}))
    if recommended and len(panel_left(panel.panel_ids, row.aside_ids)) < least:
        raise ProblemError(Problem("BRD-077", {"least": str(least)}))
    with office.change("edit", "授信评议：推荐" if recommended else "授信评议：不推荐") as work:
        values = {"recommended": int(recommended), "reason": reason.strip() or None}
        work.update("credit_recommendation", recommendation_id, values)


def _line(connection: Connection, recommendation_id: str) -> tuple[PanelRow, RecommendationRow]:
    for panel in queries.list_panels(connection):
        for row in queries.list_recommendations(connection, panel.id):
            if row.id == recommendation_id:
                return panel, row
    raise ProblemError(Problem("BRD-078"))


# Handing over


def headings(items: Sequence[str]) -> tuple[str, ...]:
    """Headings of the list for the items that all households agreed to."""
    return ("序号", *(code_table(ITEMS).label(item) for item in items))


def items_of(panel: Panel, consents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Items that any household on the list agreed to, in the order of the code table."""
    agreed = {item for line in panel.recommended for item in consents.get(line.household.id, ())}
    return tuple(entry.code for entry in code_table(ITEMS).entries if entry.code in agreed)


def list_rows(office: Office, panel: Panel) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and rows of the list that is handed over; an item a household did not agree to stays empty.

    Raises:
        ProblemError: SYS-403 without the right to see numbers where one is among the items.
    """
    on = office.today()
    with office.store.reading() as connection:
        held = consents_that_hold(connection, panel.row.bank, on)
        contacts = queries.contact_of(connection, [line.household.id for line in panel.recommended])
    agreed = {household: row.items for household, row in held.items()}
    items = items_of(panel, agreed)
    if {"mobile", "citizen_id"} & set(items):
        office.require(Right.REVEAL)
    rows = []
    for number, line in enumerate(panel.recommended, start=1):
        mobile, citizen_id = contacts.get(line.household.id, ("", ""))
        values = {
            "head": line.household.head,
            "group": line.household.group,
            "points": points_text(line.row.points_x100),
            "grade": line.grade_label,
            "mobile": mobile,
            "citizen_id": citizen_id,
        }
        own = agreed.get(line.household.id, ())
        rows.append((str(number), *(values[item] if item in own else "" for item in items)))
    return headings(items), tuple(rows)


def export_panel(office: Office, panel_id: str, path: Path, handed_over_to: str) -> tuple[Problem, ...]:
    """Write the list as a workbook for the bank; what leaves is logged, with to whom, before it does.

    Returns:
        BRD-084 as a warning where consents ended since the sitting; those households are not on the list.

    Raises:
        ProblemError: BRD-078, BRD-080 nobody is named who takes it, BRD-082 nobody is left on it, IMP-080
            the file can't be written, SYS-403.
    """
    from desktop.exchange.list_writer import write_list

    panel, head, rows = prepare_list(office, panel_id, handed_over_to)

    def logged() -> Iterator[Sequence[str]]:
        yield from rows
        log_list(office, panel, head, handed_over_to)

    write_list(path, head, logged(), sheet_name="授信推荐名单")
    note_handed_over(office, panel_id, handed_over_to)
    return _lapsed(panel)


def prepare_list(
    office: Office, panel_id: str, handed_over_to: str
) -> tuple[Panel, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    office.require(Right.EXPORT)
    office.require(Right.EDIT_CREDIT)
    if not handed_over_to.strip():
        raise ProblemError(Problem("BRD-080", place=Place(field="handed_over_to")))
    panel = get_panel(office, panel_id)
    if not panel.recommended:
        raise ProblemError(Problem("BRD-082", {"bank": panel.row.bank}))
    head, rows = list_rows(office, panel)
    return panel, head, rows


def log_list(office: Office, panel: Panel, head: Sequence[str], handed_over_to: str) -> None:
    purpose = f"{panel.row.bank}：整村授信推荐名单，交 {handed_over_to.strip()}"
    office.log_access("export", "credit_panel", panel.row.id, tuple(head[1:]), purpose)


def _lapsed(panel: Panel) -> tuple[Problem, ...]:
    if not panel.lapsed:
        return ()
    names = "、".join(line.household.head for line in panel.lapsed[:5])
    values = {"count": str(len(panel.lapsed)), "names": names}
    return (Problem("BRD-084", values, severity=Severity.WARNING),)


def note_handed_over(office: Office, panel_id: str, handed_over_to: str) -> None:
    """Write down to whom the list went, and that it did today.

    Raises:
        ProblemError: BRD-078, BRD-080, SYS-403.
    """
    office.require(Right.EDIT_CREDIT)
    if not handed_over_to.strip():
        raise ProblemError(Problem("BRD-080", place=Place(field="handed_over_to")))
    with office.store.reading() as connection:
        row = _existing(connection, panel_id)
    with office.change("edit", f"授信名单移交：{row.bank}") as work:
        values = {
            "handed_over_on": office.today().isoformat(),
            "handed_over_to": handed_over_to.strip(),
        }
        work.update("credit_panel", panel_id, values)
