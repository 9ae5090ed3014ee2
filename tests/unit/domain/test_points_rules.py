"""Schemes of points, their counting, quarters and who may confirm (零基积分法).

Source:
    Domain rules 4.3 (default scheme of members), 5.2 (items of households).
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desktop.domain.code_table import code_table
from desktop.domain.points_confirm import Confirmer, confirm_problem
from desktop.domain.points_count import Amount, count_points, count_span, rank
from desktop.domain.points_quarter import (
    booking_quarter,
    next_quarter,
    quarter_of,
    quarter_period,
    quarters_of,
    year_of,
)
from desktop.domain.points_scheme import (
    PointsCategory,
    PointsItem,
    Source,
    Subject,
    check_scheme,
    read_points,
    read_scheme,
    scheme_body,
    shipped_scheme,
    show_points,
)

TODAY = date(2026, 8, 20)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))

# Schemes


def test_a_member_can_reach_a_hundred_points_a_year_and_no_category_wins_alone():
    """Domain rules 4.3: ceilings 25, 10, 25, 25, 15 so that meetings alone cannot win."""
    scheme = shipped_scheme(Subject.MEMBER, TODAY)
    ceilings = {each.label: each.ceiling_x100 for each in scheme.categories if not each.is_negative}
    assert ceilings == {
        "组织生活": 2500,
        "学习教育": 1000,
        "联户服务": 2500,
        "中心工作实绩": 2500,
        "志愿应急": 1500,
    }
    assert scheme.ceiling_x100 == 10000


@pytest.mark.parametrize(
    ("item", "least", "most"),
    [
        ("general_meeting", 3, 3),
        ("group_meeting", 1, 1),
        ("lecture", 2, 2),
        ("theme_day", 2, 2),
        ("training", 2, 2),
        ("visit", 1, 1),
        ("solved", 3, 3),
        ("project", 3, 10),
        ("patrol", 1, 1),
        ("emergency", 3, 3),
        ("blood", 2, 2),
        ("absence", -2, -2),
        ("dues_late", -1, -1),
        ("covenant", -5, -5),
        ("discipline", -50, -10),
    ],
)
def test_items_of_members_give_what_the_default_scheme_says(item, least, most):
    """Domain rules 4.3, typical entries."""
    found = shipped_scheme(Subject.MEMBER, TODAY).find_item(item)
    assert (found.least_x100, found.most_x100) == (least * 100, most * 100)


@pytest.mark.parametrize(
    ("item", "least", "most"),
    [
        ("courtyard", 0, 10),
        ("waste_sorting", 0, 10),
        ("clutter", 0, 10),
        ("sewage", 0, 5),
        ("labour", 2, 2),
        ("good_deed", 5, 5),
        ("simple_customs", 5, 5),
        ("mediation", 3, 3),
        ("covenant", -10, -2),
        ("unmended", -5, -5),
    ],
)
def test_items_of_households_give_what_the_default_scheme_says(item, least, most):
    """Domain rules 5.2."""
    found = shipped_scheme(Subject.HOUSEHOLD, TODAY).find_item(item)
    assert (found.least_x100, found.most_x100) == (least * 100, most * 100)


@pytest.mark.parametrize("subject", Subject)
def test_what_is_shipped_can_be_adopted_and_is_kept_whole(subject):
    scheme = shipped_scheme(subject, TODAY)
    assert check_scheme(scheme) == ()
    read = read_scheme(
        scheme.subject.value, scheme.name, scheme.version, scheme.valid_from.isoformat(), scheme_body(scheme)
    )
    assert read == scheme


def test_no_item_follows_from_reading_or_signing_in():
    """Domain rules 0, principle 3, and 4.3: attendance, not online minutes."""
    items = shipped_scheme(Subject.MEMBER, TODAY).items
    assert {rule.source for item in items for rule in item.origins} <= {
        Source.ATTENDANCE,
        Source.MADE_UP,
        Source.DEED,
        Source.DUES,
        Source.DISCIPLINE,
    }
    for item in items:
        for rule in item.origins:
            table = "deed_kind" if rule.source is Source.DEED else "meeting_kind"
            assert set(rule.kinds) <= {entry.code for entry in code_table(table).entries}
            assert set(rule.states) <= {entry.code for entry in code_table("attendance_state").entries}


def test_every_category_of_members_but_that_of_absences_has_an_equivalent():
    """Domain rules 4.3: old, sick and floating members get an equivalent list instead of the last place."""
    scheme = shipped_scheme(Subject.MEMBER, TODAY)
    equivalents = {item.category for item in scheme.items if item.is_equivalent}
    assert equivalents == {each.code for each in scheme.categories if not each.is_negative}


def test_a_county_lays_its_differences_over_the_scheme(tmp_path):
    for name in ("member", "household"):
        text = resources.path("points", f"{name}.toml").read_text(encoding="utf-8")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "county.toml").write_text(
        'subject = "member"\nname = "某县党员积分"\nversion = 2\njurisdiction = "330825"\noverlay = true\n'
        'from = "2026-07-01"\nsource = "某县组织部文件"\ncertainty = "looked_up"\ndropped = ["blood"]\n'
        '[[categories]]\ncode = "life"\nlabel = "组织生活"\nceiling = 30\n'
        '[[items]]\ncode = "choir"\ncategory = "volunteer"\nlabel = "文艺志愿"\npoints = 0.5\n',
        encoding="utf-8",
    )
    there = shipped_scheme(Subject.MEMBER, TODAY, "330825002222", tmp_path)
    assert there.find_category("life").ceiling_x100 == 3000
    assert there.find_category("study").ceiling_x100 == 1000
    assert there.find_item("choir").least_x100 == 50
    assert there.find_item("blood") is None
    assert there.excused_age == 75
    for elsewhere in (
        shipped_scheme(Subject.MEMBER, TODAY, "330822", tmp_path),
        shipped_scheme(Subject.MEMBER, date(2026, 6, 30), "330825002222", tmp_path),
    ):
        assert elsewhere.find_category("life").ceiling_x100 == 2500


def changed(**parts):
    from dataclasses import replace

    return replace(shipped_scheme(Subject.MEMBER, TODAY), **parts)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"name": " "}, "PTS-030"),
        ({"items": ()}, "PTS-037"),
        (
            {"items": (PointsItem("a", "life", "甲", 100, 100), PointsItem("a", "life", "乙", 1, 1))},
            "PTS-031",
        ),
        ({"items": (PointsItem("甲", "life", "甲", 100, 100),)}, "PTS-031"),
        ({"items": (PointsItem("a", "none", "甲", 100, 100),)}, "PTS-032"),
        ({"items": (PointsItem("a", "life", "甲", 200, 100),)}, "PTS-033"),
        ({"items": (PointsItem("a", "life", "甲", -100, -100),)}, "PTS-034"),
        ({"items": (PointsItem("a", "negative", "甲", 100, 100),)}, "PTS-034"),
        ({"items": (PointsItem("a", "life", "甲", 0, 0),)}, "PTS-034"),
        ({"items": (PointsItem("a", "life", " ", 100, 100),)}, "PTS-036"),
        ({"categories": (PointsCategory("life", "组织生活", 0),)}, "PTS-035"),
        ({"categories": (PointsCategory("life", "扣", 100, is_negative=True),)}, "PTS-035"),
    ],
)
def test_a_faulty_scheme_is_refused_by_its_fault(parts, code):
    assert code in {problem.code for problem in check_scheme(changed(**parts))}


@given(st.integers(-99_999_999, 99_999_999))
def test_points_are_read_as_they_are_written(points):
    assert read_points(show_points(points)) == points
    assert read_points(show_points(points, signed=True)) == points


@pytest.mark.parametrize("text", ["", "三", "1.234", "1e3", "--1", "1,5"])
def test_what_is_no_number_of_points_is_not_taken(text):
    assert read_points(text) is None


# Quarters


@given(DAYS, DAYS)
def test_an_entry_is_booked_in_its_own_quarter_or_in_the_first_open_one(on, closing):
    closed = quarter_of(closing)
    quarter = booking_quarter(on, closed)
    assert quarter > closed
    assert quarter == quarter_of(on) or (quarter_of(on) <= closed and quarter == next_quarter(closed))
    assert booking_quarter(on) == quarter_of(on)


@given(DAYS)
def test_a_quarter_holds_its_days_and_is_followed_by_the_next(on):
    period = quarter_period(quarter_of(on))
    assert period.first <= on <= period.last
    assert next_quarter(quarter_of(on)) == quarter_of(period.last + timedelta(days=1))
    assert quarter_of(on) in quarters_of(year_of(quarter_of(on)))


@pytest.mark.parametrize("text", ["2026", "2026-Q5", "2026Q1", ""])
def test_what_is_no_quarter_is_not_read(text):
    with pytest.raises(ValueError, match="not a quarter"):
        year_of(text)


# Counting

QUARTERS = quarters_of(2026)
CATEGORIES = (
    PointsCategory("life", "组织生活", 2500),
    PointsCategory("service", "联户服务", 2500, 1000),
    PointsCategory("negative", "扣分", is_negative=True),
)
AMOUNTS = st.lists(
    st.builds(
        Amount,
        st.sampled_from(("life", "service", "negative", "unknown")),
        st.sampled_from(QUARTERS),
        st.integers(-2000, 2000),
        st.sampled_from(("", *QUARTERS)),
    ),
    max_size=30,
)


@given(AMOUNTS)
def test_no_category_counts_more_than_its_ceiling_and_points_taken_have_no_floor(amounts):
    standing = count_points(amounts, CATEGORIES)
    assert standing.counted.get("life", 0) <= 2500
    assert standing.counted.get("service", 0) <= 2500
    for code in ("negative", "unknown"):
        assert standing.counted.get(code, 0) == sum(a.points_x100 for a in amounts if a.category == code)
    assert standing.over_x100 >= 0
    assert standing.total_x100 + standing.over_x100 == sum(amount.points_x100 for amount in amounts)


@given(AMOUNTS)
def test_the_order_of_entries_does_not_matter(amounts):
    assert (
        count_points(list(reversed(amounts)), CATEGORIES).counted == count_points(amounts, CATEGORIES).counted
    )


@given(AMOUNTS)
def test_quarters_add_up_to_the_year_under_any_ceiling(amounts):
    year = count_span(amounts, CATEGORIES, QUARTERS[0], QUARTERS[-1])
    quarters = [count_span(amounts, CATEGORIES, quarter, quarter) for quarter in QUARTERS]
    assert sum(each.total_x100 for each in quarters) == year.total_x100
    assert year.total_x100 == count_points(amounts, CATEGORIES).total_x100


@given(AMOUNTS, st.sampled_from(QUARTERS[:3]), st.integers(-2000, 2000))
def test_what_is_booked_later_never_changes_a_closed_quarter(amounts, quarter, points):
    before = count_span(amounts, CATEGORIES, quarter, quarter)
    later = Amount("service", next_quarter(quarter), points, quarter)
    assert count_span([*amounts, later], CATEGORIES, quarter, quarter) == before


@given(
    AMOUNTS, st.sampled_from(("life", "service", "negative")), st.sampled_from(QUARTERS), st.integers(1, 900)
)
def test_what_is_taken_back_leaves_the_year_as_if_it_had_never_been(amounts, category, quarter, points):
    entry = Amount(category, quarter, points)
    back = Amount(category, "2026-Q4", -points, quarter)
    with_both = count_points([*amounts, entry, back], CATEGORIES)
    assert with_both.total_x100 == count_points(amounts, CATEGORIES).total_x100


def test_a_year_begins_at_nothing():
    assert count_points([], CATEGORIES).total_x100 == 0


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(-300, 300), max_size=20))
def test_places_follow_points_and_equals_share_a_place(points):
    standings = {
        owner: count_points([Amount("unknown", "2026-Q1", each)], CATEGORIES)
        for owner, each in points.items()
    }
    ranked = rank(standings)
    assert {each.owner_id for each in ranked} == set(points)
    for each in ranked:
        assert each.place == 1 + sum(other > points[each.owner_id] for other in points.values())


# Confirming

PEOPLE = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=5)


@given(PEOPLE, st.integers(0, 4))
def test_a_claim_is_never_confirmed_by_its_owner_and_never_stuck_where_another_works(kinds, recorder):
    people = [Confirmer(str(n), *kind) for n, kind in enumerate(kinds)]
    recorded_by = str(recorder % len(people))
    may = [
        each
        for each in people
        if confirm_problem(each, [other for other in people if other is not each], recorded_by, by_rule=False)
        is None
    ]
    assert not any(each.is_owner for each in may)
    assert bool(may) == any((each.confirms or each.records) and not each.is_owner for each in people)
    if any(each.confirms and not each.is_owner and each.user_id != recorded_by for each in people):
        assert all(each.user_id != recorded_by for each in may)
        assert all(each.confirms for each in may)


def test_an_entry_by_rule_judges_nobody_so_that_whoever_confirms_may():
    me = Confirmer("s", confirms=True, records=True, is_owner=True)
    assert confirm_problem(me, (), "s", by_rule=True) is None
