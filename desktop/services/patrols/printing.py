"""Papers of patrols as PDF; that one with names was printed is logged before the bytes are handed out."""

from collections.abc import Sequence
from datetime import date

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.local_moment import show_moment
from desktop.domain.period import Period
from desktop.services.office import Office
from desktop.services.patrols.alerts import alert_on
from desktop.services.patrols.duty import list_due
from desktop.services.patrols.figures import PatrolFigures, count_patrols, figures_by_kind
from desktop.services.patrols.rounds import SIGNS, Patrol, PatrolFilter, list_patrols, open_forms


def render_walk_form(office: Office, site_ids: Sequence[str]) -> bytes:
    """The form to take along to some sites.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.patrol_sheets import WalkForm, WalkSite, build_walk_form
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    reasons = {each.site.row.id: each.reason for each in list_due(office)}
    signs = code_table(SIGNS)
    lines = tuple(
        WalkSite(
            form.site.row.name,
            form.site.kind_label,
            form.site.row.position,
            reasons.get(form.site.row.id, ""),
            tuple(
                (spec.heading, form.last[spec.name].value if spec.name in form.last else "")
                for spec in form.site.readings
            ),
            tuple(signs.label(code) for code in form.signs),
        )
        for form in open_forms(office, site_ids)
    )
    today = office.today()
    alerts = tuple(each.words for each in alert_on(office, today) if each.is_on)
    office.log_access("print", "hazard_site", purpose="隐患巡查表")
    return render_internal(build_walk_form(WalkForm(office.vault.village, today, alerts, lines)))


def render_patrols(office: Office, wanted: PatrolFilter, about: str = "") -> bytes:
    """Figures and records of a span.

    Args:
        office: The open office.
        wanted: Which patrols.
        about: The filter in words, empty for all.

    Raises:
        ProblemError: PTL-047, SYS-403.
    """
    from desktop.reports.patrol_sheets import PatrolSheet, build_patrol_sheet
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    patrols = list_patrols(office, wanted)
    total = count_patrols(patrols)
    lines = [_figures(line.label, line.figures) for line in figures_by_kind(patrols)]
    sheet = PatrolSheet(
        office.vault.village,
        Period(date.fromisoformat(wanted.first), date.fromisoformat(wanted.last)).words(),
        about,
        (*lines, _figures("合计", total)) if lines else (),
        tuple(_record(each) for each in reversed(patrols)),
        summary_words(total),
        office.today(),
        office.user.display_name,
    )
    office.log_access("print", "patrol", purpose="隐患巡查记录")
    return render_internal(build_patrol_sheet(sheet))


def summary_words(total: PatrolFigures) -> str:
    """What patrols come to in a sentence, each figure with its unit."""
    return (
        f"共巡查 {total.patrols} 点次、{total.person_times} 人次（{total.people} 人），"
        f"覆盖隐患点 {total.sites} 个；"
        f"发现异常 {total.abnormal} 次、险情 {total.danger} 次。"
    )


def _figures(label: str, of: PatrolFigures) -> tuple[str, ...]:
    numbers = (of.patrols, of.person_times, of.people, of.sites, of.abnormal, of.danger, of.late)
    return (label, *(str(number) for number in numbers))


def _record(each: Patrol) -> tuple[str, ...]:
    row = each.row
    told = f"报告{row.reported_to}（{show_moment(row.reported_at)[5:]}）" if row.reported_to else ""
    seen = "；".join(part for part in ("、".join(each.sign_labels), row.note, row.action, told) if part)
    return (
        each.at + ("（补录）" if each.is_late else ""),
        each.site,
        "、".join(each.names),
        each.weather_label,
        each.result_label,
        each.reading_words,
        seen,
    )
