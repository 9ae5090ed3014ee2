"""Papers of boards as PDF; that one was printed is logged before the bytes are handed out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.covenant import CovenantState
from desktop.domain.credit import ITEMS
from desktop.domain.inspection import points_text
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.period import day_words
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.boards import credit_panels
from desktop.services.boards.covenants import Article, read_covenant
from desktop.services.boards.credit_consents import DEFAULT_ITEMS, households_without
from desktop.services.boards.entries import get_entry, post_days
from desktop.services.boards.inspections import AWAY, RoundLine, get_round
from desktop.services.office import Office
from desktop.services.settings import load_settings


def render_walk_list(office: Office, round_id: str) -> bytes:
    """The list to take along on a round.

    Raises:
        ProblemError: BRD-006, SYS-403.
    """
    from desktop.reports.board_sheets import WalkLine, WalkList, build_walk_list
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    detail = get_round(office, round_id)
    row = detail.summary.row
    pairs = Counter(line.inspectors for line in detail.lines if line.inspectors)
    usual = max(pairs, key=lambda pair: pairs[pair], default=())
    paper = WalkList(
        office.vault.village,
        detail.summary.subject_label,
        f"{row.month[:4]}年{int(row.month[5:])}月",
        date.fromisoformat(row.planned_on),
        detail.summary.inspectors,
        tuple(
            (f"{item.name}\n{'' if item.is_whole else '0–'}{points_text(item.most_x100)}", item.is_whole)
            for item in detail.subject.items
        ),
        tuple(
            WalkLine(
                line.household.head,
                line.household.group,
                line.household.address,
                _walk_hint(line, usual),
            )
            for line in detail.lines
        ),
    )
    office.log_access("print", "inspection_round", round_id, purpose="检查走访单")
    return render_internal(build_walk_list(paper))


def _walk_hint(line: RoundLine, usual: Sequence[str]) -> str:
    if line.household.is_away:
        return AWAY
    if not line.aside:
        return ""
    going = "、".join(line.inspectors)
    aside = "、".join(line.aside)
    return f"{aside}回避，由{going}看" if going and line.inspectors != usual else f"{aside}回避"


def render_slips(office: Office, entry_ids: Sequence[str], job: JobHandle | None = None) -> bytes:
    """A slip with its receipt for each of some entries.

    Raises:
        ProblemError: BRD-020, SYS-403.
        Cancelled: The user asked to stop.
    """
    from desktop.reports.board_sheets import BoardSlip, build_slip
    from desktop.reports.rendering import render_together

    office.require(Right.PRINT)
    job = job or NoJob()
    settings, today = load_settings(office), office.today()
    days = get_rule("board.mend.days", today, office.vault.village.division_code).value
    slips = []
    for place, entry_id in enumerate(entry_ids):
        job.check_cancelled()
        job.report(place, len(entry_ids), "render")
        entry = get_entry(office, entry_id)
        slips.append(
            build_slip(
                BoardSlip(
                    office.vault.village,
                    entry.household.head,
                    entry.household.group,
                    entry.subject_label,
                    entry.item_label,
                    entry.row.fact,
                    date.fromisoformat(entry.row.found_on),
                    days,
                    date.fromisoformat(entry.row.mend_by) if entry.row.mend_by else None,
                    post_days(office, today),
                    (
                        ("村委会", settings.village_office_phone),
                        ("村监会", settings.supervision_phone),
                        ("乡镇", settings.town_phone),
                    ),
                )
            )
        )
    for entry_id in entry_ids:
        office.log_access("print", "board_entry", entry_id, purpose="待改进事项告知单")
    return render_together(slips, job)


def render_covenant(office: Office, *, draft: bool = False) -> bytes:
    """The articles adopted, or the draft to ask the villagers about.

    Raises:
        ProblemError: BRD-052 there is nothing to print, SYS-403.
    """
    from desktop.reports.board_sheets import CovenantArticle, CovenantBook, build_covenant
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    covenant = read_covenant(office)
    states = (CovenantState.DRAFT,) if draft else (CovenantState.IN_FORCE, CovenantState.UNFILED)
    articles = covenant.of(*states)
    if not articles:
        raise ProblemError(Problem("BRD-052"))
    row = articles[0].row
    adopted = f"{day_words(date.fromisoformat(row.adopted_on))}村民会议通过" if row.adopted_on else ""
    filed = f"{day_words(date.fromisoformat(row.filed_on))}报{row.filed_with}备案" if row.filed_on else ""
    book = CovenantBook(
        office.vault.village,
        office.today(),
        tuple(
            CovenantArticle(each.row.number, each.row.title, each.row.text, _points_words(each))
            for each in articles
        ),
        adopted,
        filed,
        draft,
    )
    office.log_access("print", "covenant_item", None, purpose="村规民约")
    return render_internal(build_covenant(book))


def _points_words(article: Article) -> str:
    if article.points is None:
        return ""
    least, most = article.points
    return f"违反一次扣{least}分" if least == most else f"违反一次扣{least}至{most}分"


def render_consent_forms(
    office: Office,
    bank: str,
    household_ids: Sequence[str] | None = None,
    groups: Sequence[str] = (),
    job: JobHandle | None = None,
) -> bytes:
    """A form to sign for each of some households, or for all that did not consent to a bank yet.

    Where ``groups`` names villager groups, only for households of these.

    Raises:
        ProblemError: BRD-061 no bank, BRD-021 there is no such household, SYS-403.
        Cancelled: The user asked to stop.
    """
    from desktop.reports.board_sheets import ConsentForm, build_consent_form
    from desktop.reports.rendering import render_together
    from desktop.services.boards.credit_consents import PURPOSE

    office.require(Right.PRINT)
    office.require(Right.EDIT_CREDIT)
    if not bank.strip():
        raise ProblemError(Problem("BRD-061"))
    wanted = None if household_ids is None else set(household_ids)
    households = [
        each
        for each in households_without(office, bank.strip())
        if (wanted is None or each.id in wanted) and (not groups or each.group in groups)
    ]
    if not households:
        raise ProblemError(Problem("BRD-021"))
    months = get_rule("credit.consent.months", office.today(), office.vault.village.division_code).value
    phone = load_settings(office).village_office_phone
    forms = [
        build_consent_form(
            ConsentForm(
                office.vault.village,
                each.head,
                each.group,
                bank.strip(),
                PURPOSE,
                months,
                tuple((entry.label, entry.code in DEFAULT_ITEMS) for entry in code_table(ITEMS).entries),
                phone,
            )
        )
        for each in households
    ]
    office.log_access("print", "credit_consent", None, purpose=f"授权书 {len(forms)} 份")
    return render_together(forms, job)


def render_credit_list(office: Office, panel_id: str, handed_over_to: str) -> bytes:
    """The list of a sitting on paper, to hand over against a signature; logged as an export.

    Raises:
        ProblemError: BRD-078, BRD-080 nobody is named who takes it, BRD-082, SYS-403.
    """
    from desktop.reports.board_sheets import CreditList, build_credit_list
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    panel, head, rows = credit_panels.prepare_list(office, panel_id, handed_over_to)
    paper = CreditList(
        office.vault.village,
        panel.row.bank,
        date.fromisoformat(panel.row.held_on),
        panel.row.year,
        panel.row.scheme,
        panel.members,
        head,
        rows,
        handed_over_to.strip(),
        office.today(),
        office.user.display_name,
    )
    credit_panels.log_list(office, panel, head, handed_over_to)
    return render_internal(build_credit_list(paper))
