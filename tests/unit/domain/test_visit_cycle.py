"""Who is visited how often, which visits count, when the next one is due, how far a class was covered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.visit_class import (
    ABSENT,
    AT_HOME,
    BY_PHONE,
    BY_VIDEO,
    CLASSES,
    FORMS,
    MATTER,
    NEIGHBOURS,
    WELL,
    PersonFacts,
    Post,
    VisitClass,
    class_rules,
    classes_of,
    policies,
)
from desktop.domain.visit_cycle import (
    Claim,
    DueState,
    VisitFact,
    counts,
    coverage,
    cycle_days,
    next_visit,
    strictest,
)

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 20))
CLASS = st.sampled_from(list(class_rules()))


def classes(**facts: object) -> list[VisitClass]:
    return [each.visit_class for each in classes_of(PersonFacts(**facts), TODAY)]  # type: ignore[arg-type]


def claim(visit_class: VisitClass, days: int = 0, since: date = date(2026, 1, 1)) -> Claim:
    return Claim(visit_class, days or cycle_days(visit_class, TODAY), "", since)


@pytest.mark.parametrize(
    ("visit_class", "days"),
    [("G", 90), ("F1", 7), ("F2", 30), ("F3", 90), ("general", 180)],
)
def test_cycles_are_those_of_the_table(visit_class: str, days: int) -> None:
    """domain.md 7.2."""
    assert cycle_days(VisitClass(visit_class), TODAY) == days


@pytest.mark.parametrize(
    ("tag", "visit_class"),
    [
        ("A04", "F1"),  # 分散特困
        ("D05", "F1"),  # 失能
        ("E03", "F1"),  # 孤儿
        ("E04", "F1"),  # 事实无人抚养
        ("A01", "F2"),  # 低保
        ("D03", "F2"),  # 留守老人
        ("E01", "F2"),  # 留守儿童
        ("E02", "F2"),  # 困境儿童
        ("G01", "F2"),  # 重病
        ("B02", "F2"),  # 监测户
        ("F02", "F3"),
        ("H02", "G"),
        ("H06", "G"),  # 乡贤
        ("H07", "G"),  # 致富带头人
    ],
)
def test_a_special_group_gives_its_class(tag: str, visit_class: str) -> None:
    """domain.md 7.2."""
    assert classes(tags=frozenset({tag})) == [VisitClass(visit_class)]


def test_a_facts_name_is_its_reason() -> None:
    (reason,) = classes_of(PersonFacts(tags=frozenset({"A01"}), aid=frozenset({"A01"})), TODAY)
    assert reason.words == "低保对象"
    (reason,) = classes_of(PersonFacts(posts=frozenset({Post.PARTY})), TODAY)
    assert (reason.visit_class, reason.words) == (VisitClass("G"), "党员")


@pytest.mark.parametrize(
    ("birth_date", "is_alone", "is_first"),
    [
        ("1946-11-20", True, True),
        ("1946-11-21", True, False),
        ("1946-11-20", False, False),
        ("1946", True, False),  # may be 79 still
        ("1945", True, True),
        ("", True, False),
    ],
)
def test_who_is_eighty_and_alone_is_of_the_first_class(
    birth_date: str, is_alone: bool, is_first: bool
) -> None:
    """domain.md 7.2: 独居高龄; thresholds of age 13."""
    assert (VisitClass("F1") in classes(birth_date=birth_date, is_alone=is_alone)) == is_first


def test_no_restricted_fact_is_ever_a_reason_to_visit() -> None:
    """domain.md 6.2: what belongs to other authorities; nobody is put on a list for it."""
    restricted = {each.code for each in code_table("special_group").entries if each.code.startswith("R")}
    assert restricted
    assert classes(tags=frozenset(restricted)) == []
    assert not any(rule.tags & restricted for rule in class_rules().values())


def test_every_code_of_the_classes_is_one_of_its_table() -> None:
    assert [each.code for each in code_table(CLASSES).entries] == [str(one) for one in class_rules()]
    for rule in class_rules().values():
        assert all(tag in code_table("special_group") for tag in rule.tags)
        assert all(kind in code_table("aid_kind") for kind in rule.aid)
        assert all(form in code_table(FORMS) for form in rule.forms)
    tags = [tag for rule in class_rules().values() for tag in rule.tags]
    assert len(tags) == len(set(tags))
    assert len({each.code for each in policies()}) == len(policies())


def test_a_call_counts_for_the_backbone_and_the_third_class_only() -> None:
    """domain.md 7.3."""
    by_phone = {one for one in class_rules() if counts(one, BY_PHONE, WELL)}
    assert (
        by_phone
        == {VisitClass("G"), VisitClass("F3")}
        == {one for one in class_rules() if counts(one, BY_VIDEO, MATTER)}
    )


@given(CLASS, st.sampled_from([AT_HOME, BY_PHONE, BY_VIDEO, NEIGHBOURS]))
def test_who_was_not_seen_was_not_visited(visit_class: VisitClass, form: str) -> None:
    assert not counts(visit_class, form, ABSENT)
    assert not counts(visit_class, NEIGHBOURS, WELL)
    assert counts(visit_class, AT_HOME, WELL)


@given(st.lists(st.builds(claim, CLASS, st.integers(1, 400)), min_size=1))
def test_the_strictest_cycle_wins(claims: list[Claim]) -> None:
    """domain.md 7.2."""
    assert strictest(claims).days == min(each.days for each in claims)


@given(CLASS, st.none() | DAYS, DAYS)
def test_a_visit_never_makes_the_next_one_due_earlier(
    visit_class: VisitClass, earlier: date | None, later: date
) -> None:
    wanted = claim(visit_class, since=date(2024, 1, 1))
    if earlier is not None and earlier > later:
        earlier, later = later, earlier
    assert next_visit(wanted, later, TODAY).due_on >= next_visit(wanted, earlier, TODAY).due_on


@given(CLASS, st.none() | DAYS, DAYS)
def test_an_alarm_only_draws_the_day_nearer_and_only_for_the_first_class(
    visit_class: VisitClass, last_on: date | None, alarm: date
) -> None:
    """domain.md 7.2: during an alarm F1 becomes daily."""
    wanted = claim(visit_class)
    quiet = next_visit(wanted, last_on, TODAY)
    warned = next_visit(wanted, last_on, TODAY, alarm_since=alarm)
    assert warned.due_on <= quiet.due_on
    if visit_class != "F1":
        assert warned == quiet
    if warned.in_alarm and last_on is not None:
        assert warned.due_on == max(alarm, last_on + timedelta(days=1))


def test_in_an_alarm_who_was_seen_today_is_due_tomorrow() -> None:
    alarm = TODAY - timedelta(days=2)
    assert next_visit(claim(VisitClass("F1")), TODAY, TODAY, alarm_since=alarm).due_on == TODAY + timedelta(
        days=1
    )
    yesterday = next_visit(claim(VisitClass("F1")), TODAY - timedelta(days=1), TODAY, alarm_since=alarm)
    assert (yesterday.state, yesterday.in_alarm) == (DueState.TODAY, True)


@pytest.mark.parametrize(
    ("ago", "state", "late"),
    [(29, DueState.SOON, 0), (30, DueState.TODAY, 0), (31, DueState.LATE, 1), (20, DueState.LATER, 0)],
)
def test_a_month_after_the_last_visit_the_second_class_is_due(ago: int, state: DueState, late: int) -> None:
    found = next_visit(claim(VisitClass("F2")), TODAY - timedelta(days=ago), TODAY)
    assert (found.state, found.days_late(TODAY)) == (state, late)


def test_who_was_never_visited_is_due_one_cycle_after_the_reason_began() -> None:
    found = next_visit(claim(VisitClass("F1"), since=TODAY), None, TODAY)
    assert (found.due_on, found.last_on) == (TODAY + timedelta(days=7), None)


FACTS = st.builds(
    VisitFact,
    DAYS,
    st.sampled_from([AT_HOME, BY_PHONE, NEIGHBOURS]),
    st.sampled_from([WELL, MATTER, ABSENT]),
    st.frozensets(st.sampled_from("abcdef"), min_size=1),
    st.integers(1, 3),
)


@given(CLASS, st.sets(st.sampled_from("abcd")), st.lists(FACTS, max_size=20), DAYS, DAYS)
def test_people_and_participations_are_kept_apart(
    visit_class: VisitClass, objects: set[str], visits: list[VisitFact], first: date, end: date
) -> None:
    """domain.md 12, pitfall 5."""
    found = coverage(visit_class, objects, visits, first, end)
    assert found.covered <= found.objects == len(objects)
    assert found.covered <= found.person_times
    assert found.visits <= found.person_times
    assert (found.covered == 0) == (found.person_times == 0)
    assert sum(found.by_form.values()) == found.person_times


@given(CLASS, st.lists(FACTS, max_size=20), DAYS)
def test_two_periods_side_by_side_add_up(
    visit_class: VisitClass, visits: list[VisitFact], between: date
) -> None:
    """domain.md 12: periods are half open."""
    first, end = date(2024, 1, 1), date(2027, 1, 1)
    parts = (
        coverage(visit_class, set("abc"), visits, first, between),
        coverage(visit_class, set("abc"), visits, between, end),
    )
    whole = coverage(visit_class, set("abc"), visits, first, end)
    assert whole.person_times == sum(part.person_times for part in parts)
    assert whole.covered <= sum(part.covered for part in parts)


def test_someone_visited_twice_is_one_person_and_two_participations() -> None:
    twice = [
        VisitFact(TODAY, AT_HOME, WELL, frozenset({"a"}), 1),
        VisitFact(TODAY, AT_HOME, WELL, frozenset("ab"), 2),
    ]
    found = coverage(VisitClass("F1"), {"a", "b", "c"}, twice, TODAY, TODAY + timedelta(days=1))
    assert (found.covered, found.visits, found.person_times, found.rate.text()) == (2, 2, 3, "2/3")
