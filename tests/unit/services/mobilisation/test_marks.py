"""What becomes known while it runs or afterwards, and the all-clear."""

import pytest

from desktop.domain.mobilisation_rate import MarkKind
from desktop.domain.problem import ProblemError
from desktop.services.mobilisation import marks, starting
from desktop.services.mobilisation.board import (
    Board,
    list_mobilisations,
    read_board,
)
from desktop.services.mobilisation.marks import NewMark
from desktop.services.mobilisation.starting import NewMobilisation
from tests.support.emergency import EmergencyVillage

CALL, LINE = "mobilisation_call", "mobilisation_household"


@pytest.fixture
def running(village: EmergencyVillage) -> str:
    return starting.start(village.at(0), NewMobilisation("03", "1"))


def line(board: Board, head: str) -> str:
    return next(each.row.id for each in board.lines if each.head == head)


def call(board: Board, name: str) -> str:
    return next(each.row.id for each in board.calls if each.row.name == name)


def enter(
    village: EmergencyVillage, running: str, minutes: float, who: str, kind: MarkKind, **facts: object
) -> str:
    office = village.at(minutes)
    board = read_board(office, running)
    is_call = kind in (MarkKind.ACKNOWLEDGED, MarkKind.NO_ANSWER, MarkKind.ON_SITE)
    target = (CALL, call(board, who)) if is_call else (LINE, line(board, who))
    return marks.add_marks(office, running, [NewMark(*target, kind, **facts)])[0]  # type: ignore[arg-type]


def refused(village: EmergencyVillage, running: str, minutes: float, new: NewMark) -> list[str]:
    with pytest.raises(ProblemError) as error:
        marks.add_marks(village.at(minutes), running, [new])
    return [problem.code for problem in error.value.problems]


def test_answers_give_the_rates_and_households_their_states(village: EmergencyVillage, running: str) -> None:
    enter(village, running, 2, "张建国", MarkKind.ACKNOWLEDGED)
    enter(village, running, 7, "孙小红", MarkKind.ACKNOWLEDGED)
    enter(village, running, 9, "陈老伯", MarkKind.MOVED, shelter_id=village.shelters["村小学"])
    enter(village, running, 10, "赵小兰", MarkKind.UNREACHED)
    board = read_board(village.at(16), running)
    assert [(each.answered, each.whole) for each in board.rates] == [(1, 4), (2, 4), (2, 4)]
    figures = board.figures
    assert (figures.moved, figures.unreached, figures.waiting) == (1, 1, 3)
    assert (figures.people_moved, figures.people_unaccounted) == (2, 5)
    assert board.answered == 2


def test_an_answer_entered_in_the_morning_counts_where_it_was_true(
    village: EmergencyVillage, running: str
) -> None:
    enter(village, running, 400, "张建国", MarkKind.ACKNOWLEDGED, at="3:12")
    five = read_board(village.at(401), running).rates[0]
    assert (five.answered, five.known_then) == (1, 0)


def test_a_wrong_mark_is_followed_by_one_that_names_it(village: EmergencyVillage, running: str) -> None:
    wrong = enter(village, running, 4, "王海军", MarkKind.TOLD)
    right = enter(village, running, 5, "王海军", MarkKind.UNREACHED, void_of_id=wrong)
    board = read_board(village.at(6), running)
    assert (board.figures.told, board.figures.unreached) == (0, 1)
    assert [each.id for each in board.rows] == [wrong, right]
    marks.void_mark(village.at(7), running, right)
    assert read_board(village.at(8), running).figures.told == 1


def test_a_mark_is_taken_back_once(village: EmergencyVillage, running: str) -> None:
    wrong = enter(village, running, 4, "王海军", MarkKind.TOLD)
    marks.void_mark(village.at(5), running, wrong)
    with pytest.raises(ProblemError) as error:
        marks.void_mark(village.at(6), running, wrong)
    assert error.value.problems[0].code == "MOB-014"


def test_rounds_are_due_every_half_hour_and_named_while_they_are_open(
    village: EmergencyVillage, running: str
) -> None:
    school, hall = village.shelters["村小学"], village.shelters["文化礼堂"]
    enter(village, running, 9, "陈老伯", MarkKind.MOVED, shelter_id=school)
    assert read_board(village.at(65), running).rounds_open == (1, 2)
    marks.count_heads(village.at(66), running, 2, {school: 1, hall: 0})
    board = read_board(village.at(67), running)
    assert board.rounds_open == (1,)
    (only,) = board.rounds
    assert (only.total, only.short) == (1, 1)


def test_nobody_goes_home_before_the_all_clear(village: EmergencyVillage, running: str) -> None:
    # 浙江省地质灾害防治条例 29, as in domain.md 10
    target = line(read_board(village.at(9), running), "陈老伯")
    enter(village, running, 9, "陈老伯", MarkKind.MOVED)
    home = NewMark(LINE, target, MarkKind.RETURNED)
    assert refused(village, running, 100, home) == ["MOB-012"]
    marks.call_off(village.at(470), running, "镇防汛办", text="雨停")
    assert refused(village, running, 480, NewMark(LINE, target, MarkKind.RETURNED, "9:00")) == ["MOB-012"]
    enter(village, running, 480, "陈老伯", MarkKind.RETURNED)
    board = read_board(village.at(481), running)
    assert (board.figures.returned, board.people_moved) == (1, 2)
    assert board.elapsed.total_seconds() == 470 * 60


def test_the_all_clear_is_given_once_and_by_somebody(village: EmergencyVillage, running: str) -> None:
    with pytest.raises(ProblemError) as error:
        marks.call_off(village.at(100), running, " ")
    assert error.value.problems[0].code == "MOB-009"
    marks.call_off(village.at(100), running, "村支书", "4:40")
    with pytest.raises(ProblemError) as again:
        marks.call_off(village.at(101), running, "村支书")
    assert again.value.problems[0].code == "MOB-002"


def test_what_was_seen_during_it_can_still_be_entered_after_it(
    village: EmergencyVillage, running: str
) -> None:
    marks.call_off(village.at(470), running, "镇防汛办")
    enter(village, running, 600, "赵小兰", MarkKind.TOLD, at="3:20")
    assert read_board(village.at(601), running).figures.told == 1


def test_somebody_not_found_stands_first_until_found(village: EmergencyVillage, running: str) -> None:
    who = village.people["孙小红"]
    marks.add_marks(village.at(20), running, [NewMark("person", who, MarkKind.MISSING, text="去田里看水")])
    (missing,) = read_board(village.at(21), running).missing
    assert (missing.name, missing.text) == ("孙小红", "去田里看水")
    marks.add_marks(village.at(30), running, [NewMark("person", who, MarkKind.FOUND)])
    assert read_board(village.at(31), running).missing == ()


def test_marks_that_do_not_fit_are_refused(village: EmergencyVillage, running: str) -> None:
    board = read_board(village.at(5), running)
    chen, zhang = line(board, "陈老伯"), call(board, "张建国")
    assert refused(village, running, 5, NewMark(CALL, "x", MarkKind.ACKNOWLEDGED)) == ["MOB-010"]
    assert refused(village, running, 5, NewMark(CALL, zhang, MarkKind.MOVED)) == ["MOB-011"]
    assert refused(village, running, 5, NewMark(LINE, chen, MarkKind.MOVED, people=-1)) == ["MOB-013"]
    assert refused(village, running, 5, NewMark(LINE, chen, MarkKind.VOID)) == ["MOB-014"]
    assert refused(village, running, 5, NewMark(LINE, chen, MarkKind.MOVED, shelter_id="x")) == ["MOB-015"]
    assert refused(village, running, 5, NewMark(LINE, chen, MarkKind.TOLD, at="早")) == ["MOB-020"]
    assert refused(village, running, 5, NewMark(LINE, chen, MarkKind.TOLD, at="3:00")) == ["MOB-021"]


def test_one_started_by_mistake_is_taken_out_while_nothing_is_known_of_it(
    village: EmergencyVillage, running: str
) -> None:
    other = starting.start(village.at(0), NewMobilisation("02", "4", is_drill=True))
    marks.discard(village.at(1), other)
    assert other not in [each.row.id for each in list_mobilisations(village.at(2))]
    enter(village, running, 2, "张建国", MarkKind.ACKNOWLEDGED)
    with pytest.raises(ProblemError) as error:
        marks.discard(village.at(3), running)
    assert error.value.problems[0].code == "MOB-017"
