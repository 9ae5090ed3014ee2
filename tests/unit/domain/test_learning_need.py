"""Who should learn what: audiences from the register, lacks from what was studied.

Source: domain.md 3.4 (补课), 4.1 (无职党员, 流动党员); the terms of needs.toml are the product's own.
"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.learning_need import (
    Absence,
    ItemFacts,
    Learner,
    NeedRule,
    Reason,
    StudyFact,
    audience_rules,
    audiences_of,
    find_lacks,
    is_target,
    need_rules,
)
from desktop.domain.rules import Certainty

DAY = date(2026, 11, 23)
PEOPLE = ("甲", "乙", "丙")
NEED = NeedRule("t", "M01", "T01", 12, "测试", Certainty.PROPOSAL)


def test_rules_speak_of_codes_that_exist():
    for rule in audience_rules():
        assert rule.code in code_table("learning_audience")
        for table, codes in (
            ("party_member_status", rule.statuses),
            ("party_development_stage", rule.stages),
            ("party_post", rule.posts),
            ("special_group", rule.tags),
        ):
            assert all(code in code_table(table) for code in codes), rule
        assert rule.source
    for need in need_rules():
        assert need.audience in code_table("learning_audience")
        assert need.topic in code_table("learning_topic")
        assert need.within_months > 0 and need.source
    assert {rule.code for rule in audience_rules()} == {
        e.code for e in code_table("learning_audience").entries
    }


def test_a_member_without_a_post_is_one_and_a_secretary_is_none():
    plain = audiences_of(Learner("甲", status="1", joined_on=date(1990, 7, 1)), DAY)
    assert plain == {"M01", "M03"}
    secretary = audiences_of(Learner("甲", status="1", posts=(("10", date(2021, 3, 1)),)), DAY)
    assert secretary == {"M01", "M05"}


def test_the_year_of_a_new_post_ends_after_twelve_months():
    def codes(on: date) -> frozenset[str]:
        return audiences_of(Learner("甲", status="1", posts=(("21", date(2026, 3, 15)),)), on)

    assert "V02" in codes(date(2027, 3, 15))
    assert "V02" not in codes(date(2027, 3, 16))
    assert "V02" not in codes(date(2026, 3, 14))


def test_floating_probationary_and_office_roles_are_told():
    learner = Learner(
        "甲", status="2", is_floating=True, joined_on=date(2026, 7, 1), roles=frozenset({"bookkeeper"})
    )
    assert audiences_of(learner, DAY) == {"M01", "M02", "M03", "M04", "M07", "V03"}
    assert audiences_of(Learner("乙", stage="2", tags=frozenset({"H02", "H03"})), DAY) == {
        "M08",
        "V06",
        "V08",
    }


def test_whoever_was_missed_at_a_session_owes_the_item_until_it_is_studied():
    item = ItemFacts("党课", date(2026, 9, 1), audience=frozenset({"M01"}))
    missed = [Absence("甲", "党课", "会议")]
    (lack,) = find_lacks({"甲": frozenset({"M01"})}, [item], [], missed, DAY, ())
    assert (lack.reason, lack.meeting_id) == (Reason.MISSED, "会议")
    studied = [StudyFact("甲", "党课", date(2026, 10, 1))]
    assert find_lacks({"甲": frozenset({"M01"})}, [item], studied, missed, DAY, ()) == ()


def test_a_need_by_post_is_met_for_its_months_and_offers_what_was_not_read_yet():
    items = [
        ItemFacts("旧", date(2025, 1, 1), topics=frozenset({"T01"})),
        ItemFacts("新", date(2026, 1, 1), topics=frozenset({"T01"})),
    ]
    people = {"甲": frozenset({"M01"})}
    studied = [StudyFact("甲", "新", date(2026, 2, 1))]
    assert find_lacks(people, items, studied, [], date(2027, 2, 1), [NEED]) == ()
    (lack,) = find_lacks(people, items, studied, [], date(2027, 2, 2), [NEED])
    assert (lack.item_id, lack.reason, lack.need) == ("旧", Reason.ROLE, "t")


def test_a_need_without_any_item_is_told_too():
    (lack,) = find_lacks({"甲": frozenset({"M01"})}, [], [], [], DAY, [NEED])
    assert (lack.item_id, lack.reason) == ("", Reason.ROLE)


def test_what_is_withdrawn_or_not_yet_out_asks_nothing_of_anybody():
    items = [
        ItemFacts("撤下", date(2026, 1, 1), DAY, is_required=True),
        ItemFacts("明天", DAY + timedelta(days=1), is_required=True),
    ]
    assert find_lacks({"甲": frozenset()}, items, [], [Absence("甲", "撤下", "会")], DAY, ()) == ()


days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
codes = st.frozensets(st.sampled_from(("M01", "M03", "V03")), max_size=2)
items = st.lists(
    st.builds(
        ItemFacts,
        id=st.sampled_from(("一", "二", "三", "四")),
        published_on=days,
        withdrawn_on=st.none() | days,
        topics=st.frozensets(st.sampled_from(("T01", "T05")), max_size=2),
        audience=codes,
        is_required=st.booleans(),
        due_on=st.none() | days,
    ),
    unique_by=lambda item: item.id,
    max_size=4,
)
studies = st.lists(
    st.builds(StudyFact, st.sampled_from(PEOPLE), st.sampled_from(("一", "二", "三", "四")), days), max_size=6
)
absences = st.lists(
    st.builds(Absence, st.sampled_from((*PEOPLE, "丁")), st.sampled_from(("一", "二")), st.just("会")),
    max_size=4,
)
people = st.fixed_dictionaries(dict.fromkeys(PEOPLE, codes))


@given(people, items, studies, absences, days)
def test_nobody_is_asked_twice_for_one_item_nor_for_what_is_not_for_them(who, what, done, missed, on):
    lacks = find_lacks(who, what, done, missed, on)
    keys = [(lack.person_id, lack.item_id, "" if lack.item_id else lack.need) for lack in lacks]
    assert len(keys) == len(set(keys))
    by_id = {item.id: item for item in what}
    for lack in lacks:
        assert lack.person_id in who
        if lack.item_id:
            item = by_id[lack.item_id]
            assert item.is_current(on)
            if lack.reason is not Reason.MISSED:
                assert is_target(item, who[lack.person_id])


@given(people, items, studies, absences, days, st.sampled_from(PEOPLE))
def test_studying_everything_today_leaves_nothing_but_topics_without_an_item(
    who, what, done, missed, on, person
):
    today = [StudyFact(person, item.id, on) for item in what]
    left = [lack for lack in find_lacks(who, what, [*done, *today], missed, on) if lack.person_id == person]
    assert all(lack.item_id == "" and lack.reason is Reason.ROLE for lack in left)


@given(people, items, studies, absences, days)
def test_the_order_of_records_does_not_matter(who, what, done, missed, on):
    one = find_lacks(who, what, done, missed, on)
    assert find_lacks(who, what[::-1], done[::-1], missed, on) == one
