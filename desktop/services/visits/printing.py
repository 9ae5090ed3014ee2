"""Papers of visits as PDF; that one was printed is logged before the bytes are handed out."""

from datetime import date, timedelta

from db.queries import visits as queries
from desktop.domain.accounts import Right
from desktop.domain.masking import mask_phone
from desktop.domain.visit_class import AT_HOME, GENERAL
from desktop.domain.visit_cycle import cycle_days
from desktop.services.office import Office
from desktop.services.visits.figures import read_figures
from desktop.services.visits.walk_lists import get_walk_list

COVERED_FIELDS = ("mobile", "household_phone")
"""What a walk list covers unless it is asked to be printed in full."""


def render_walk_list(office: Office, list_id: str, *, reveal: bool = False) -> bytes:
    """A walk list as PDF, telephones covered unless asked for.

    Args:
        office: The office at work.
        list_id: The list.
        reveal: Print telephones in full; needs the right to see them.

    Raises:
        ProblemError: VIS-042, SYS-403.
    """
    from desktop.reports.rendering import render_internal
    from desktop.reports.visit_sheets import WalkSheet, WalkSheetLine, build_walk_sheet

    office.require(Right.PRINT)
    if reveal:
        office.require(Right.REVEAL)
    walk = get_walk_list(office, list_id)
    with office.store.reading() as connection:
        homes = queries.list_homes(connection)
        people = {one.id: one for one in queries.list_residents(connection)}
        heads = {one.household_id: one for one in people.values() if one.is_head}
    lines = []
    for line in walk.lines:
        home, last = line.home, line.last_on
        asked = [people[one.id] for one in line.people if one.id in people]
        if home.id in heads:
            asked.append(heads[home.id])
        phone = next((one.mobile for one in asked if one.mobile), homes[home.id].phone)
        lines.append(
            WalkSheetLine(
                line.title,
                "\n".join(one.name for one in line.people),
                home.group,
                home.address,
                phone if reveal else mask_phone(phone),
                f"{last.month}月{last.day}日" if last is not None else "",
            )
        )
    printed = f"{office.user.display_name}　{office.today().isoformat()}"
    sheet = WalkSheet(
        office.vault.village,
        walk.heading,
        date.fromisoformat(walk.row.planned_on),
        walk.visitors,
        tuple(lines),
        printed,
    )
    fields = COVERED_FIELDS if reveal else ()
    office.log_access("print", "walk_list", list_id, fields, "走访单")
    return render_internal(build_walk_sheet(sheet))


def render_coverage(office: Office, first: str, end: str) -> bytes:
    """The coverage sheet of a period, from a day up to but without another (ISO).

    Raises:
        ProblemError: VIS-050, SYS-403.
    """
    from desktop.reports.rendering import render_internal
    from desktop.reports.visit_sheets import CoverageLine, CoverageSheet, build_coverage_sheet

    office.require(Right.PRINT)
    figures = read_figures(office, first, end)
    code = office.vault.village.division_code
    lines = tuple(
        CoverageLine(
            one.visit_class.label,
            f"{cycle_days(one.visit_class, office.today(), code)} 天",
            str(one.objects),
            "户" if one.visit_class == GENERAL else "人",
            str(one.covered),
            one.rate.text(),
            str(one.person_times),
            str(one.by_form.get(AT_HOME, 0)),
            str(one.person_times - one.by_form.get(AT_HOME, 0)),
        )
        for one in figures.classes
    )
    sums = (
        f"期内登记走访 {figures.visits} 次，见到人的 {figures.seen} 次；"
        f"走访人员 {figures.visitors} 人，出动 {figures.visitor_times} 人次。",
    )
    sheet = CoverageSheet(
        office.vault.village,
        figures.first,
        figures.end - timedelta(days=1),
        lines,
        sums,
        figures.cut_off,
        office.today(),
    )
    office.log_access("print", "visit", None, purpose="走访情况表")
    return render_internal(build_coverage_sheet(sheet))
