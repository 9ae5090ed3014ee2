import pytest

from desktop.domain.code_table import code_table
from desktop.domain.remark import event_of_style, find_event, find_events, is_gone
from desktop.domain.total_row import is_note_row, is_total_row


@pytest.mark.parametrize(
    ("remark", "kind", "state"),
    [
        ("已故", "20", "80"),
        ("去世", "20", "80"),
        ("死亡", "20", "80"),
        ("亡", "20", "80"),
        ("2019年病故", "20", "80"),
        ("迁出", "40", "70"),
        ("户口已迁出", "40", "70"),
        ("嫁出", "41", "70"),
        ("外嫁", "41", "70"),
        ("外 嫁", "41", "70"),
        ("空挂", "", "40"),
        ("空挂户", "", "40"),
        ("参军", "43", "60"),
        ("外出打工", "70", "20"),
        ("2021年迁入", "30", "10"),
    ],
)
def test_remarks_propose_their_event(remark, kind, state):
    event = find_event(remark)
    assert event is not None
    assert (event.kind, event.residence_state) == (kind, state)


def test_every_proposed_code_exists():
    for remark in (
        "已故",
        "迁出",
        "外嫁",
        "空挂",
        "挂靠",
        "参军",
        "失踪",
        "嫁入",
        "迁入",
        "新生儿",
        "返乡",
        "外出",
        "升学迁出",
        "出国定居",
    ):
        event = find_event(remark)
        assert event is not None
        assert not event.kind or event.kind in code_table("population_change_kind")
        assert not event.residence_state or event.residence_state in code_table("residence_state")


@pytest.mark.parametrize(
    "remark", ["", "低保户", "未迁出", "拟迁出", "待迁入", "伤亡补助", "党员", "没死亡证明"]
)
def test_remarks_without_an_event_propose_nothing(remark):
    assert find_event(remark) is None


@pytest.mark.parametrize(
    ("remark", "day"),
    [
        ("2019年3月病故", "2019-03"),
        ("2019.3.5去世", "2019-03-05"),
        ("死亡(2020年)", "2020"),
        ("外嫁，2015年5月", "2015-05"),
        ("已故", ""),
    ],
)
def test_the_date_beside_the_words_is_taken(remark, day):
    event = find_event(remark)
    assert event is not None
    assert event.event_date == day


def test_death_outweighs_everything_else_in_the_remark():
    assert [e.residence_state for e in find_events("外出打工，2020年去世")] == ["80"]


def test_the_dead_and_those_moved_away_are_gone_and_workers_are_not():
    assert is_gone(find_event("已故")) and is_gone(find_event("外嫁")) and not is_gone(find_event("外出"))
    assert event_of_style(True, False) is not None and event_of_style(False, False) is None


@pytest.mark.parametrize(
    "row",
    [
        ["小计", 3],
        ["", "合　计", "", 12],
        ["总计：", 1],
        ["本组合计", 40],
        ["一组小计", None, 3],
        [None, "共计", 5],
    ],
)
def test_sums_are_recognised(row):
    assert is_total_row(row)


@pytest.mark.parametrize(
    "row", [["张计", "男"], [1, "会计"], ["张三", "总计算师"], [], [None, None], [1, "张三", "合计"]]
)
def test_people_are_not_taken_for_sums(row):
    assert not is_total_row(row)


def test_notes_under_the_table_are_recognised():
    assert is_note_row(["注：本表一式三份", None, ""])
    assert is_note_row(["填表人：", "张三", None, "审核：李四"])
    assert not is_note_row([1, "张三", "男"])
