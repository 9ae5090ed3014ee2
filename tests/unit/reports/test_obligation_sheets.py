"""The page of a score stays one page, however much was lost and however many kinds a rule has."""

from datetime import date

import pytest

from desktop.domain.period import Period
from desktop.reports.gate import read_back
from desktop.reports.obligation_sheets import ScorePaper, build_score
from desktop.reports.rendering import render_internal
from tests.support.vault import VILLAGE

SHORT, LONG = "村民代表会议（2026年7月）", "集体经济组织收支情况季度公开表和明细（2026年第三季度）"


@pytest.mark.parametrize("kinds", [1, 7, 15])
@pytest.mark.parametrize("title", [SHORT, LONG])
@pytest.mark.parametrize("lost", [0, 60])
def test_the_page_for_the_township_stays_one_page(kinds: int, title: str, lost: int) -> None:
    paper = ScorePaper(
        VILLAGE,
        Period.quarter(2026, 3),
        date(2026, 10, 12),
        "83.4",
        "黄",
        "示范县村级履职评分办法　2026-1 版",
        (("三会一课", "25", "12", "9", "75.0"),) * kinds,
        (("三务公开", title, "2026-10-20", "2026-10-25 补办", "4.5"),) * lost,
        "ab" * 32,
    )
    pages = read_back(render_internal(build_score(paper)))
    assert len(pages) == 1
    text = " ".join(pages[0])
    shown = text.count("2026-10-20")
    assert (f"扣分的还有 {lost - shown} 件" in text) == (shown < lost)
    assert shown > 5 or lost == 0 or kinds > 7
