"""Points of one member or household on paper, to be handed over and signed (积分明细)."""

from desktop.domain.accounts import Right
from desktop.domain.points_scheme import Subject, show_points
from desktop.domain.rules import get_rule
from desktop.services.office import Office
from desktop.services.points.standings import OwnerHistory, get_history


def render_own_points(office: Office, subject: Subject, owner_id: str, year: int) -> bytes:
    """One owner's year as a PDF; that it was printed is logged first.

    Raises:
        ProblemError: PTS-006 there is no such owner, SYS-403.
    """
    from desktop.reports.points_sheets import (
        CategoryLine,
        EntryPaperLine,
        OwnPointsPaper,
        build_own_points,
    )
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    found = get_history(office, subject, owner_id, year)
    days = get_rule("points.appeal.days", office.today(), office.vault.village.division_code).value
    paper = OwnPointsPaper(
        village=office.vault.village,
        printed_on=office.today(),
        year=year,
        is_household=subject is Subject.HOUSEHOLD,
        name=found.owner.name,
        group=found.owner.group,
        branch=found.owner.branch,
        scheme=f"{found.scheme.name}（第 {found.scheme.version} 版）",
        total=show_points(found.standing.total_x100),
        categories=tuple(CategoryLine(*line) for line in category_lines(found)),
        entries=tuple(
            EntryPaperLine(
                line.row.occurred_on,
                line.item,
                show_points(line.row.points_x100, signed=True),
                line.state_label,
                line.proof,
                line.row.refused_reason or line.row.note,
            )
            for line in found.entries
        ),
        appeal_days=days,
    )
    table = "party_member" if subject is Subject.MEMBER else "household"
    office.log_access("print", table, owner_id, purpose="积分明细")
    return render_internal(build_own_points(paper))


def category_lines(found: OwnerHistory) -> tuple[tuple[str, str, str, str], ...]:
    """Label, what counts, what was entered, ceiling of each category of the scheme, then of others."""
    standing, scheme = found.standing, found.scheme
    codes = dict.fromkeys([*(each.code for each in scheme.categories), *standing.entered])
    lines = []
    for code in codes:
        category = scheme.find_category(code)
        ceiling = category.ceiling_x100 if category else None
        lines.append(
            (
                scheme.category_label(code),
                show_points(standing.counted.get(code, 0)),
                show_points(standing.entered.get(code, 0)),
                "不设" if ceiling is None else show_points(ceiling),
            )
        )
    return tuple(lines)
