"""What somebody looks for and what a post pays, in the language of the window."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.code_table import code_table
from desktop.services.jobs_market.posts import PostRow
from desktop.services.jobs_market.seekers import SeekerRow
from desktop.words import word


def _tr(text: str) -> str:
    return QCoreApplication.translate("WorkWords", text)


def wish_words(row: SeekerRow) -> str:
    """What is looked for: kind, work, place and pay."""
    kind = word(code_table("job_kind").label(row.wanted_kind)) if row.wanted_kind else ""
    place = word(code_table("job_place").label(row.wanted_place)) if row.wanted_place else ""
    wage = _tr("{yuan}元/月以上").format(yuan=row.wage_cents // 100) if row.wage_cents else ""
    return "　".join(part for part in (kind, row.wanted_job, place, wage) if part)


def pay_words(row: PostRow) -> str:
    """What a post pays."""
    ends = [f"{cents // 100}" for cents in (row.wage_from_cents, row.wage_to_cents) if cents is not None]
    if not ends:
        return _tr("计件") if row.wage_unit == "piece" else _tr("面议")
    unit = word(code_table("wage_unit").label(row.wage_unit)) if row.wage_unit else _tr("元")
    return _tr("{amount}{unit}").format(amount="—".join(dict.fromkeys(ends)), unit=unit)
