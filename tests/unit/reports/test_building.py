from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.period import Period
from desktop.domain.problem import ProblemError, Severity
from desktop.messages import known_codes
from desktop.reports.building import build_notice, check
from desktop.reports.data import AllowanceState
from desktop.reports.document import Table
from tests.unit.reports import pieces


def refused(data, template="accounts_quarterly"):
    with pytest.raises(ProblemError) as caught:
        build_notice(template, data)
    return [problem.code for problem in caught.value.problems]


def test_accounts_that_do_not_balance_are_refused_with_the_difference():
    data = pieces.accounts(20)
    wrong = replace(data, closing_cents=data.closing_cents + 1)
    assert refused(wrong) == ["DOC-010"]
    assert check(wrong)[0].values["difference"] == "0.01"


def test_accounts_that_do_not_continue_the_period_before_are_refused():
    assert refused(pieces.accounts(20, previous_closing_cents=1)) == ["DOC-011"]


def test_the_first_period_has_nothing_to_continue():
    assert check(pieces.accounts(20, previous_closing_cents=None)) == ()


def test_an_entry_outside_the_period_is_refused():
    data = pieces.accounts(20)
    late = replace(data.income[0], on=date(2026, 10, 1))
    assert refused(replace(data, income=(late, *data.income[1:]))) == ["DOC-012"]


def test_every_fault_is_told_at_once():
    data = pieces.accounts(20, previous_closing_cents=1)
    assert refused(replace(data, closing_cents=0)) == ["DOC-010", "DOC-011"]


@pytest.mark.parametrize(
    ("template", "data"),
    [
        ("accounts_quarterly", pieces.accounts(3, period=None)),
        ("allowance_list", pieces.allowance_list(3, period=None)),
        ("party_life", pieces.party_life(3, period=None)),
    ],
)
def test_a_notice_without_a_period_is_refused(template, data):
    assert "DOC-001" in refused(data, template)


def test_more_present_and_excused_than_due_is_refused():
    data = pieces.party_life(3)
    wrong = replace(data.meetings[0], present=31, leave=1)
    assert refused(replace(data, meetings=(wrong,)), "party_life") == ["DOC-013"]


def test_data_of_the_wrong_kind_is_refused_and_not_half_printed():
    assert refused(pieces.party_life(3), "allowance_list") == ["DOC-020"]


def homes(*changes):
    first = pieces.allowance_list(1).households[0]
    return pieces.allowance_list(households=tuple(replace(first, **change) for change in changes))


def names(data):
    notice = build_notice("allowance_list", data)
    table = next(block for block in notice.blocks if isinstance(block, Table))
    return [row.cells[1] for row in table.rows]


def test_like_named_heads_of_one_group_get_their_hamlet():
    data = homes({"hamlet": "溪东"}, {"hamlet": "岭脚"}, {"head": "王㛃", "hamlet": "溪东"})
    assert names(data) == ["张𬱖（溪东）", "张𬱖（岭脚）", "王㛃"]
    assert check(data) == ()


def test_like_named_heads_of_different_groups_need_nothing_more():
    assert names(homes({"hamlet": "溪东"}, {"group": "第二组", "hamlet": "溪东"})) == ["张𬱖", "张𬱖"]


def test_heads_that_cannot_be_told_apart_are_warned_of():
    (problem,) = check(homes({}, {}))
    assert (problem.code, problem.severity) == ("DOC-014", Severity.WARNING)


def test_notes_leave_out_what_is_unknown():
    data = pieces.allowance_list(3)
    bare = replace(data, publication=replace(data.publication, take_down_on=None, town_phone=""))
    text = "\n".join(build_notice("allowance_list", bare).notes)
    assert "撤下日期" not in text
    assert "乡镇监督电话" not in text
    assert "县民政部门电话：0999-7000004" in text


def test_a_duty_that_does_not_apply_is_not_counted_as_missed():
    notice = build_notice("party_life", pieces.party_life())
    duties = [block for block in notice.blocks if isinstance(block, Table)][1]
    assert [row.cells[-1] for row in duties.rows] == ["已完成", "已完成", "不适用", "已完成", "缺 1 次"]


def test_the_state_of_an_allowance_is_printed_in_words():
    data = homes({"state": AllowanceState.STOPPED})
    notice = build_notice("allowance_list", data)
    table = next(block for block in notice.blocks if isinstance(block, Table))
    assert "停发" in table.rows[0].cells


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period.quarter(2026, 4), "2026年第四季度"),
        (Period.month(2026, 12), "2026年12月"),
        (Period.month(2024, 2), "2024年2月"),
        (Period.year(2026), "2026年度"),
        (Period(date(2026, 7, 3), date(2026, 9, 30)), "2026年7月3日至9月30日"),
        (Period(date(2025, 7, 3), date(2026, 9, 30)), "2025年7月3日至2026年9月30日"),
    ],
)
def test_periods_are_said_in_words(period, words):
    assert period.words() == words


def test_a_quarter_ends_on_its_last_day():
    assert Period.quarter(2024, 1).last == date(2024, 3, 31)
    assert Period.quarter(2024, 4).last == date(2024, 12, 31)


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="before"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


def test_every_code_of_printed_pieces_has_its_sentence():
    import re

    import desktop.reports

    folder = next(iter(desktop.reports.__path__))
    from pathlib import Path

    used = {
        code
        for file in Path(folder).glob("*.py")
        for code in re.findall(r'"(DOC-\d{3})"', file.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= known_codes()
