"""Articles of the village covenant: what their words must not say, and from when they count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.covenant import (
    ArticleFacts,
    CovenantState,
    article_number,
    article_state,
    covenant_checks,
    filing_due,
    find_infringements,
    in_order,
    points_bounds,
)

DAY = date(2026, 3, 1)
maybe = st.none() | st.integers(-20, 20).map(lambda number: DAY + timedelta(days=number))


@pytest.mark.parametrize(
    "text",
    [
        "乱倒垃圾的罚款五十元",
        "无故不参加义务劳动的罚款一百元",
        "不交卫生费的停水停电",
        "外嫁女不享受村集体分红",
        "违反的取消低保",
        "违约的扣押农具",
    ],
)
def test_an_article_that_touches_rights_is_found_with_the_law(text: str) -> None:
    """Source: 村民委员会组织法 (2018) 27: no infringement of personal or property rights."""
    problem = find_infringements(text)[0]
    assert problem.code == "BRD-041"
    assert problem.values["word"] in text
    assert problem.values["source"]


@pytest.mark.parametrize(
    "text",
    [
        "村里不得罚款",
        "严禁扣押村民财物",
        "不罚款，只教育",
        "房前屋后每周打扫一次",
        "红白喜事简办，不大操大办",
    ],
)
def test_an_article_that_forbids_the_infringement_itself_is_left_alone(text: str) -> None:
    assert find_infringements(text) == ()


@given(st.sampled_from([(check, word) for check in covenant_checks() for word in check.words]))
def test_every_word_of_the_list_is_found(found) -> None:
    check, word = found
    assert check.label in [problem.values["right"] for problem in find_infringements(f"违反的{word}")]


@given(adopted=maybe, filed=maybe, repealed=maybe)
def test_an_article_counts_only_once_it_is_adopted_and_filed(
    adopted: date | None, filed: date | None, repealed: date | None
) -> None:
    """Source: 村民委员会组织法 (2018) 27: the covenant is filed with the township."""
    if article_state(ArticleFacts(adopted, filed, repealed), DAY) is CovenantState.IN_FORCE:
        assert adopted is not None
        assert adopted <= DAY
        assert filed is not None
        assert filed <= DAY
        assert repealed is None or repealed > DAY


def test_a_breach_takes_two_to_ten_points() -> None:
    """Source: domain.md 5.2: 违反村规民约 −2 to −10."""
    assert points_bounds(DAY) == (200, 1_000)


@pytest.mark.parametrize(
    ("place", "number"), [(1, "第一条"), (10, "第十条"), (12, "第十二条"), (30, "第三十条")]
)
def test_a_new_article_takes_the_next_number(place: int, number: str) -> None:
    assert article_number(place) == number


def test_articles_are_counted_as_people_count_and_filing_is_reminded_of() -> None:
    assert in_order(["第十条", "第二条", "第十一条"]) == ("第二条", "第十条", "第十一条")
    assert filing_due(DAY) == date(2026, 3, 11)
