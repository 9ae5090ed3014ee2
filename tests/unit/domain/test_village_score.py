"""The village's score: exact, the same everywhere, made of work on record and nothing else."""

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desktop.domain.period import Period
from desktop.domain.problem import ProblemError
from desktop.domain.score_rule import ScoreKind, ScoreRule, Work, default_rule, read_score_rule
from desktop.domain.village_score import Colour, Piece, Reminder, Score, points_text, reckon

RULE = replace(
    default_rule(),
    kinds=(
        ScoreKind("会议", 50, Work.MEETING, frozenset({"P01", "P04"})),
        ScoreKind("公开", 50, Work.DISCLOSURE),
    ),
)
QUARTER = Period.quarter(2026, 3)
TODAY = date(2026, 9, 30)
TEXT = resources.path("score", "default.toml").read_text(encoding="utf-8")


def piece(
    name: str, done: date | None, work: Work = Work.MEETING, code: str = "P01", due: date = date(2026, 8, 31)
) -> Piece:
    return Piece(work, name, frozenset({code}), due, done)


def at(rule: ScoreRule, day: date, pieces, reminders=()) -> Score:
    return reckon(rule, rule.span(day), day, pieces, reminders)


IN_TIME, LATE = date(2026, 8, 20), date(2026, 9, 5)


def sheet(name: str, done: date | None) -> Piece:
    return piece(name, done, Work.DISCLOSURE, "V12")


def test_the_score_is_the_weighted_share_of_what_was_done_in_time() -> None:
    """domain.md 5.1: Σ w_k · done_in_time_k / due_k."""
    score = at(RULE, TODAY, [piece("a", IN_TIME), piece("b", LATE), piece("c", None), sheet("d", IN_TIME)])
    assert score.value == Fraction(1, 2) * Fraction(1, 3) + Fraction(1, 2)
    assert [(each.due, each.in_time, len(each.lost)) for each in score.kinds] == [(3, 1, 2), (1, 1, 0)]
    assert score.text == "66.7"


def test_a_kind_of_which_nothing_was_due_drops_out() -> None:
    """domain.md 5.1: k with due_k = 0 drop out, weights renormalised."""
    assert at(RULE, TODAY, [piece("a", IN_TIME)]).value == 1
    nothing = at(RULE, TODAY, [])
    assert (nothing.value, nothing.colour, nothing.text) == (None, Colour.NONE, "—")


def test_what_is_not_due_yet_costs_nothing_and_counts_when_done() -> None:
    ahead = piece("a", None, due=TODAY)
    assert at(RULE, TODAY, [ahead]).value is None
    assert at(RULE, TODAY, [replace(ahead, done_on=IN_TIME)]).value == 1
    assert at(RULE, TODAY, [replace(ahead, due_on=date(2026, 10, 1), done_on=IN_TIME)]).value is None


def test_red_needs_95_of_100_and_no_disclosure_missing() -> None:
    """domain.md 5.1: red = score ≥ 0.95 and no missed disclosure."""
    done = [piece(str(number), IN_TIME) for number in range(9)]
    sheets = [sheet("s1", IN_TIME)]
    assert at(RULE, TODAY, [*done, *sheets, piece("x", LATE)]).value == Fraction(95, 100)
    assert at(RULE, TODAY, [*done, *sheets, piece("x", LATE)]).colour is Colour.RED
    assert at(RULE, TODAY, [*done, *sheets, piece("x", LATE), piece("y", LATE)]).colour is Colour.AMBER
    many = [*done, *(sheet(f"s{number}", IN_TIME) for number in range(99)), sheet("late", None)]
    assert at(RULE, TODAY, many).value > Fraction(95, 100)
    assert at(RULE, TODAY, many).colour is Colour.AMBER


def test_black_needs_a_reminder_and_the_time_to_mend_to_have_passed() -> None:
    """domain.md 5.1: black only after a reminder was given and the time to mend has passed."""
    pieces = [sheet("s", None), piece("a", IN_TIME)]
    reminder = Reminder("r", date(2026, 9, 10), date(2026, 9, 20))
    assert at(RULE, TODAY, pieces).colour is Colour.AMBER
    assert at(RULE, date(2026, 9, 20), pieces, [reminder]).colour is Colour.AMBER
    assert at(RULE, date(2026, 9, 21), pieces, [reminder]).colour is Colour.BLACK
    short = replace(reminder, mend_by=date(2026, 9, 10))
    assert at(RULE, date(2026, 9, 17), pieces, [short]).colour is Colour.AMBER
    elsewhere = replace(reminder, work=Work.MEETING, codes=frozenset({"V12"}))
    assert at(RULE, TODAY, pieces, [elsewhere]).colour is Colour.AMBER
    mended = [replace(each, done_on=each.done_on or LATE) for each in pieces]
    assert at(RULE, TODAY, mended, [reminder]).colour is Colour.AMBER


def test_after_the_period_its_last_day_counts_and_what_was_mended_is_known() -> None:
    last = piece("a", None, due=QUARTER.last)
    assert reckon(RULE, QUARTER, QUARTER.last, [last]).value is None
    october = date(2026, 10, 5)
    assert reckon(RULE, QUARTER, october, [last, sheet("s", IN_TIME)]).value == Fraction(1, 2)
    late = replace(last, done_on=date(2026, 10, 3))
    (kind, _) = reckon(RULE, QUARTER, october, [late]).kinds
    assert kind.lost == (late,)


def test_each_lost_piece_names_what_it_costs_and_all_together_cost_what_is_missing() -> None:
    score = at(RULE, TODAY, [piece("a", LATE), piece("b", IN_TIME), sheet("c", None)])
    assert score.value + sum(each.cost * len(each.lost) for each in score.kinds) == 1


def test_the_score_is_never_reckoned_over_less_than_a_quarter() -> None:
    """domain.md 5.1: red and black are computed over the running quarter, never over one week."""
    for period in ("week", "month"):
        with pytest.raises(ProblemError) as raised:
            read_score_rule(TEXT.replace('"quarter"', f'"{period}"'))
        assert raised.value.problems[0].values["field"] == "period"
    assert default_rule().span(TODAY) == QUARTER
    assert replace(default_rule(), period="half_year").span(TODAY) == Period.half_year(2026, 2)
    assert replace(default_rule(), period="year").span(TODAY) == Period.year(2026)


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ('label = "登录次数"', "登录次数"),
        ('label = "平台活跃度"', "活跃度"),
        ('work = "log-ins"', "登录次数"),
        ('work = "reading time"', "阅读时长"),
        ("online_minutes = 3", "在线时长"),
        ('label = "Likes"', "点赞数"),
    ],
)
def test_a_rule_that_counts_log_ins_or_reading_time_is_refused_by_name(field: str, named: str) -> None:
    """政务移动互联网应用程序规范化管理办法, domain.md 0 principle 3 [W:APP26]."""
    kind = {"label": 'label = "x"', "work": 'work = "event"', "weight": "weight = 1"}
    kind[field.partition(" ")[0]] = field
    with pytest.raises(ProblemError) as raised:
        read_score_rule(TEXT + "\n[[kind]]\n" + "\n".join(kind.values()))
    (problem,) = raised.value.problems
    assert (problem.code, problem.values["name"]) == ("DTY-062", named)


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ('version = "2026-1"', "version = 1", "DTY-063", "version"),
        ("valid_from = 2026-01-01", 'valid_from = "2026-01-01"', "DTY-063", "valid_from"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_to = 2025-01-01", "DTY-063", "valid_to"),
        ("red_percent = 95", "red_percent = 0.95", "DTY-063", "red_percent"),
        ("black_percent = 80", "black_percent = 95", "DTY-063", "black_percent"),
        ("mend_days = 7", "mend_days = 0", "DTY-063", "mend_days"),
        ("weight = 25", "weight = -25", "DTY-063", "weight"),
        ('"P02"', '"P99"', "DTY-063", "codes"),
        ('work = "event"', 'work = "event"\ncodes = ["P01"]', "DTY-063", "codes"),
        ("mend_days = 7", "mend_days = 7\nbonus = 3", "DTY-061", "bonus"),
    ],
)
def test_a_faulty_rule_is_refused_and_its_field_named(old: str, new: str, code: str, field: str) -> None:
    assert old in TEXT
    with pytest.raises(ProblemError) as raised:
        read_score_rule(TEXT.replace(old, new, 1))
    assert [(each.code, each.values["field"]) for each in raised.value.problems] == [(code, field)]


@pytest.mark.parametrize("text", ["", "[[[", 'version = "1"', "kind = 3", "kind = [1]", "x" * 20_001])
def test_what_is_no_rule_file_is_refused(text: str) -> None:
    with pytest.raises(ProblemError) as raised:
        read_score_rule(text)
    assert raised.value.problems[0].code == "DTY-060"


# Properties

days = st.dates(date(2026, 6, 25), date(2026, 10, 5))
pieces_on_record = st.lists(
    st.builds(
        Piece,
        st.sampled_from(list(Work)),
        st.uuids().map(str),
        st.frozensets(st.sampled_from(("P01", "P05", "V02", "V12", "F201")), max_size=2),
        days,
        st.one_of(st.none(), days),
    ),
    max_size=30,
)
reminders_given = st.lists(
    st.builds(
        Reminder, st.uuids().map(str), days, days, st.frozensets(st.sampled_from(("P01", "V12")), max_size=1)
    ),
    max_size=3,
)


@given(pieces_on_record, reminders_given, days, st.randoms(use_true_random=False))
def test_the_same_work_in_any_order_gives_the_same_score_and_mark(pieces, reminders, day, shuffled) -> None:
    first = at(default_rule(), day, pieces, reminders)
    other, said = list(pieces), list(reminders)
    shuffled.shuffle(other)
    random.Random(len(other)).shuffle(said)
    assert at(read_score_rule(TEXT), day, other, said) == first


@given(pieces_on_record, days)
def test_a_score_lies_between_nothing_and_all_and_its_costs_make_up_the_rest(pieces, day) -> None:
    score = at(default_rule(), day, pieces)
    if score.value is None:
        assert not any(each.due for each in score.kinds)
        return
    assert isinstance(score.value, Fraction)
    assert 0 <= score.value <= 1
    assert score.value + sum((each.cost * len(each.lost) for each in score.kinds), Fraction(0)) == 1


@given(pieces_on_record, reminders_given, days, st.integers(0, 29))
def test_doing_something_in_time_never_makes_a_score_worse(pieces, reminders, day, number) -> None:
    if not pieces:
        return
    chosen = pieces[number % len(pieces)]
    better = [
        replace(each, done_on=min(each.due_on, day - timedelta(1))) if each is chosen else each
        for each in pieces
    ]
    before, after = (at(default_rule(), day, each, reminders) for each in (pieces, better))
    if before.value is not None and any(chosen in each.lost for each in before.kinds):
        assert after.value > before.value
        order = (Colour.BLACK, Colour.AMBER, Colour.RED)
        assert order.index(after.colour) >= order.index(before.colour)


@given(pieces_on_record, days)
def test_another_rule_or_other_work_has_another_mark(pieces, day) -> None:
    first = at(default_rule(), day, pieces)
    assert at(replace(default_rule(), digest="0" * 64), day, pieces).mark != first.mark
    more = Piece(Work.EVENT, "one more", frozenset(), day - timedelta(1), None)
    if first.span.first <= more.due_on:
        assert at(default_rule(), day, [*pieces, more]).mark != first.mark


@given(st.fractions(0, 1))
def test_points_are_rounded_half_up_to_one_decimal(share: Fraction) -> None:
    told = Fraction(points_text(share)) / 100
    assert -Fraction(1, 2000) < told - share <= Fraction(1, 2000)
