"""Papers of one member or household: the claim to fill in, the entries to sign (积分申报单, 积分明细)."""

from collections.abc import Sequence

from db.queries import points as queries
from desktop.domain.accounts import Right
from desktop.domain.points_scheme import PointsItem, Source, Subject, show_points
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.office import Office
from desktop.services.points.circumstances import list_excused
from desktop.services.points.schemes import scheme_in_force
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


def render_claim_forms(office: Office, subject: Subject, owner_ids: Sequence[str]) -> bytes:
    """Claims to be filled in by hand, one page each, with what can be claimed.

    Raises:
        ProblemError: PTS-006 there is no such owner, SYS-403.
    """
    from desktop.reports.points_sheets import ClaimPaper, build_claim_form
    from desktop.reports.rendering import render_together

    office.require(Right.PRINT)
    scheme = scheme_in_force(office, subject)
    with office.store.reading() as connection:
        owners = queries.find_owners(connection, subject.value, owner_ids)
        excused = (
            list_excused(connection, scheme, office.today()) if subject is Subject.MEMBER else frozenset()
        )
    if not owners:
        raise ProblemError(Problem("PTS-006"))
    papers = []
    for owner_id in owner_ids:
        owner = owners.get(owner_id)
        if owner is None:
            continue
        claimable = [
            each
            for each in scheme.items
            if each.most_x100 > 0
            and all(rule.source is Source.DEED for rule in each.origins)
            and (not each.is_equivalent or owner_id in excused)
        ]
        items = tuple((each.label, range_words(each)) for each in claimable)
        name = f"{scheme.name}第 {scheme.version} 版"
        papers.append(
            build_claim_form(
                ClaimPaper(
                    village=office.vault.village,
                    year=office.today().year,
                    is_household=subject is Subject.HOUSEHOLD,
                    name=owner.name,
                    group=owner.group,
                    branch=owner.branch,
                    scheme=name,
                    items=items,
                )
            )
        )
    return render_together(papers)


def range_words(item: PointsItem) -> str:
    """Points of an item, or from which to which."""
    if item.is_fixed:
        return show_points(item.least_x100, signed=True)
    return f"{show_points(item.least_x100, signed=True)}～{show_points(item.most_x100, signed=True)}"


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
