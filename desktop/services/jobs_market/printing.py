"""Work and jobs on paper; that a paper with a name was printed is logged first."""

from datetime import date

from db.queries.jobs_market import PostRow
from desktop.domain.accounts import Right
from desktop.domain.period import day_words
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.jobs_market_sheets import build_forecast_sheet, build_post_list, build_referral_slip
from desktop.reports.learning_sheets import SheetHead
from desktop.services.jobs_market.forecast import HIDDEN, LABELS, Forecast, table_lines
from desktop.services.jobs_market.posts import get_post, list_posts, wage_words
from desktop.services.jobs_market.referrals import list_referrals
from desktop.services.office import Office


def render_posts(office: Office) -> bytes:
    """Every post that may be recommended, for the wall.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    rows = [_line(each.row) for each in list_posts(office) if each.is_offered]
    return render_internal(build_post_list(_head(office), rows))


def render_slip(office: Office, referral_id: str) -> bytes:
    """The slip of one recommendation.

    Raises:
        ProblemError: JOB-033 there is none; SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    found = [each for each in list_referrals(office) if each.id == referral_id]
    if not found:
        raise ProblemError(Problem("JOB-033"))
    referral, row = found[0], get_post(office, found[0].post_id).row
    office.log_access("print", "job_referral", referral_id, purpose="务工推荐单")
    facts = (
        ("单位", row.employer),
        ("岗位", row.title),
        ("工资", wage_words(row.wage_from_cents, row.wage_to_cents, row.wage_unit)),
        ("地点", row.place),
        ("待遇", _terms(row)),
        ("条件", row.demands),
        ("联系人", "　".join(part for part in (row.contact, row.phone) if part)),
        ("有效到", day_words(date.fromisoformat(row.valid_to))),
    )
    return render_internal(build_referral_slip(_head(office), referral.name, facts))


def render_forecast(office: Office, told: Forecast) -> bytes:
    """The table for the labour office on paper.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    title = f"按{LABELS[told.rows]}和{LABELS[told.columns]}"
    headings = (LABELS[told.rows], *told.table.columns, "合计")
    note = f"截至{day_words(office.today())}。{HIDDEN}：不足 {told.least} 人，或由它能推算出来。没有姓名。"
    sheet = build_forecast_sheet(_head(office), title, headings, table_lines(told), note)
    return render_internal(sheet)


def _line(row: PostRow) -> tuple[str, ...]:
    return (
        row.employer,
        row.title,
        str(row.wanted_count or ""),
        wage_words(row.wage_from_cents, row.wage_to_cents, row.wage_unit),
        row.place,
        "；".join(part for part in (row.demands, _terms(row)) if part),
        "　".join(part for part in (row.contact, row.phone) if part),
        row.valid_to,
    )


def _terms(row: PostRow) -> str:
    said = (("缴社保", row.insured), ("包住宿", row.lodging))
    return "、".join(text for text, is_so in said if is_so)


def _head(office: Office) -> SheetHead:
    return SheetHead(office.vault.village, office.today())
