"""A black entry is told first, mended or approved, hangs, and comes down; protected households are helped."""

from dataclasses import replace

import pytest

from db.queries import points as points_queries
from desktop.domain.accounts import Role
from desktop.domain.household_board import BLACK, RED, BoardState
from desktop.domain.problem import ProblemError
from desktop.reports.template import template
from desktop.services import accounts, events, today
from desktop.services.boards import entries, printable, printing, publishing
from desktop.services.boards.entries import NewEntry
from desktop.services.disclosure import notices, postings
from desktop.services.disclosure.postings import NewPosting
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_rows import typed_tables
from tests.support.boards import BoardsVillage, texts_of
from tests.support.disclosure import as_role
from tests.support.refusals import codes_of

FOUND = "2026-03-09"


def black(village: BoardsVillage, head: str = "王海军", fact: str = "门前堆放杂物，占了村道") -> str:
    return entries.add_entry(
        village.office, NewEntry(village.households[head], BLACK, "courtyard", fact, FOUND, item="clutter")
    )


def red(village: BoardsVillage, head: str = "张建国") -> str:
    return entries.add_entry(
        village.office,
        NewEntry(village.households[head], RED, "deeds", "雨夜帮邻居转移物品", FOUND, item="good_deed"),
    )


def told(village: BoardsVillage, head: str = "王海军") -> str:
    entry = black(village, head)
    assert entries.tell(village.office, entry, "2026-03-10", "赵主任", "visit") == "2026-03-17"
    return entry


def state(village: BoardsVillage, entry: str) -> BoardState:
    return entries.get_entry(village.office, entry).state


def points(village: BoardsVillage, head: str) -> int:
    with village.office.store.reading() as connection:
        sums = points_queries.sum_points(connection, "household", 2026)
    return sum(each.points_x100 for each in sums.get(village.households[head], ()))


def issued(village: BoardsVillage) -> str:
    """The month's sheet, examined, issued and hung."""
    notice = publishing.draft_sheet(village.office, "2026-03")
    notices.submit(village.office, notice)
    notices.review(as_role(village.office, Role.SUPERVISOR), notice)
    notices.issue(village.secretary, notice)
    postings.post(village.office, notice, NewPosting(("村务公开栏",), village.office.today()))
    return notice


def test_what_is_mended_in_time_is_never_published(village: BoardsVillage) -> None:
    """Source: domain.md 5.2: told first, may be mended in 7 days and is then not published."""
    entry = told(village)
    assert state(village, entry) is BoardState.MENDING
    with pytest.raises(ProblemError) as error:
        entries.approve(village.secretary, [entry])
    assert codes_of(error) == ["BRD-027"]
    entries.mend(village.later(5).office, entry, "2026-03-14", "清走了")
    later = village.later(30)
    assert state(later, entry) is BoardState.MENDED
    with pytest.raises(ProblemError) as error:
        entries.approve(later.secretary, [entry])
    assert codes_of(error) == ["BRD-028"]
    with pytest.raises(ProblemError) as error:
        publishing.draft_sheet(later.office, "2026-03")
    assert codes_of(error) == ["BRD-036"]
    assert points(later, "王海军") == 0


def test_nothing_is_approved_that_the_household_was_not_told(village: BoardsVillage) -> None:
    entry = black(village)
    with pytest.raises(ProblemError) as error:
        entries.approve(village.later(30).secretary, [entry])
    assert codes_of(error) == ["BRD-026"]


def test_an_entry_hangs_with_head_item_and_day_only_and_is_due_down_after_thirty_days(
    village: BoardsVillage,
) -> None:
    """Source: domain.md 5.2: head of household, item and date only; comes down after 30 days."""
    bad, good = told(village), red(village)
    later = village.later(8)
    entries.approve(later.secretary, [bad, good])
    assert points(later, "王海军") == -500
    assert points(later, "张建国") == 500
    notice = issued(later)
    printed = notices.preview(later.office, notice).pdf
    (text,) = texts_of(printed)
    assert "王海军" in text
    assert "杂物堆放、畜禽圈养" in text
    assert "2026-03-09" in text
    assert "撤下日期：2026年4月17日" in text
    assert "占了村道" not in text
    assert "转移物品" not in text
    assert state(later, bad) is BoardState.POSTED
    assert entries.get_entry(later.office, bad).take_down_on == "2026-04-17"
    assert publishing.list_due_down(later.office) == ()
    end = later.later(30)
    assert {each.row.id for each in publishing.list_due_down(end.office)} == {bad, good}
    publishing.take_down(end.office, bad, end.office.today().isoformat())
    assert postings.list_postings(end.office, notice)[0].taken_down_on is None
    publishing.take_down(end.office, good, end.office.today().isoformat())
    assert state(end, bad) is BoardState.DOWN
    assert postings.list_postings(end.office, notice)[0].taken_down_on == end.office.today()


def test_what_is_mended_while_it_hangs_is_due_down_at_once(village: BoardsVillage) -> None:
    bad = told(village)
    later = village.later(8)
    entries.approve(later.secretary, [bad])
    issued(later)
    entries.mend(later.office, bad, later.office.today().isoformat())
    assert state(later, bad) is BoardState.DUE_DOWN


def test_a_sheet_taken_down_as_a_whole_takes_its_entries_down(village: BoardsVillage) -> None:
    bad = told(village)
    later = village.later(8)
    entries.approve(later.secretary, [bad])
    notice = issued(later)
    (posting,) = postings.list_postings(later.office, notice)
    postings.take_down(later.later(10).office, [posting.id], later.later(10).office.today())
    assert state(later.later(10), bad) is BoardState.DOWN


def test_a_protected_household_is_offered_help_and_a_task_comes_of_it(village: BoardsVillage) -> None:
    """Source: domain.md 5.2: a household of an elderly or disabled person is offered help instead."""
    entry = black(village, "陈老伯")
    assert state(village, entry) is BoardState.HELP
    assert entries.get_entry(village.office, entry).protection == "家中只有老人"
    assert entries.get_entry(as_role(village.office, Role.GRID_WORKER), entry).protection == "受照顾家庭"
    for refused in (
        lambda: entries.tell(village.office, entry, "2026-03-10", "赵主任", "visit"),
        lambda: entries.approve(village.secretary, [entry]),
    ):
        with pytest.raises(ProblemError) as error:
            refused()
        assert codes_of(error) == ["BRD-025"]
    with pytest.raises(ProblemError) as error:
        entries.offer_help(village.office, entry, " ")
    assert codes_of(error) == ["BRD-037"]
    task = entries.offer_help(village.office, entry, "志愿者周六帮助清理院子")
    detail = events.get_event(village.office, task)
    assert detail.event.title == "帮扶：杂物堆放、畜禽圈养"
    assert [link.target_id for link in detail.links] == [village.households["陈老伯"]]
    assert state(village, entry) is BoardState.HELPED


def test_a_household_that_became_protected_falls_off_the_draft(village: BoardsVillage) -> None:
    entry = told(village)
    later = village.later(8)
    entries.approve(later.secretary, [entry])
    with later.office.change("edit", "低保") as work:
        work.update("person", village.people["王海军"], {"group_tags": '["A01"]'})
    assert printable.entries_to_print(later.office, "2026-03-01", "2026-03-31") == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"household_id": ""}, "BRD-021"),
        ({"subject": "gossip", "item": ""}, "BRD-001"),
        ({"fact": " "}, "BRD-022"),
        ({"fact": "多次上访"}, "BRD-023"),
        ({"fact": "电话 13812345678"}, "BRD-038"),
        ({"found_on": "2026-03-11"}, "BRD-030"),
        ({"item": "sewage"}, "BRD-032"),
        ({"subject": "covenant", "item": ""}, "BRD-033"),
    ],
)
def test_a_finding_that_may_not_be_written_is_refused(
    village: BoardsVillage, changed: dict[str, str], code: str
) -> None:
    good = {
        "household_id": village.households["王海军"],
        "colour": BLACK,
        "subject": "courtyard",
        "fact": "门前堆放杂物",
        "found_on": FOUND,
        "item": "clutter",
    }
    with pytest.raises(ProblemError) as error:
        entries.add_entry(village.office, NewEntry(**{**good, **changed}))  # type: ignore[arg-type]
    assert codes_of(error) == [code]


def test_who_told_and_how_is_kept(village: BoardsVillage) -> None:
    entry = black(village)
    with pytest.raises(ProblemError) as error:
        entries.tell(village.office, entry, "2026-03-10", "", "pigeon")
    assert codes_of(error) == ["BRD-031", "BRD-031"]
    entries.tell(village.office, entry, "2026-03-10", "赵主任", "visit")
    row = entries.get_entry(village.office, entry).row
    assert (row.told_on, row.told_by, row.told_way, row.mend_by) == (
        "2026-03-10",
        "赵主任",
        "visit",
        "2026-03-17",
    )


def test_an_entry_that_was_wrong_is_dropped_and_gives_its_points_back(village: BoardsVillage) -> None:
    bad = told(village)
    later = village.later(8)
    entries.approve(later.secretary, [bad])
    with pytest.raises(ProblemError) as error:
        entries.drop(later.office, bad, "异议成立")
    assert codes_of(error) == ["SYS-403"]  # what was approved, the clerk does not take back
    entries.drop(later.secretary, bad, "异议成立：杂物不是他家的")
    assert state(later, bad) is BoardState.DROPPED
    assert points(later, "王海军") == 0
    assert printable.entries_to_print(later.office, "2026-03-01", "2026-03-31") == ()


def test_only_the_secretary_approves_and_never_over_relatives(village: BoardsVillage) -> None:
    entry = told(village, "孙立新")
    later = village.later(8)
    with pytest.raises(ProblemError) as error:
        entries.approve(later.office, [entry])
    assert codes_of(error) == ["SYS-403"]
    daughter = accounts.add_user(
        village.office, "shuji", "孙书记", Role.SECRETARY, "Shuji-2026-sun", village.people["孙小红"]
    )
    with pytest.raises(ProblemError) as error:
        entries.approve(replace(later.office, user=daughter), [entry])
    assert codes_of(error) == ["BRD-034"]


def test_what_is_to_be_mended_cannot_be_typed_on_the_sheet(village: BoardsVillage) -> None:
    assert [table.name for table in typed_tables(template("points_board"))] == ["praised"]
    request = NoticeRequest("points_board", "2026-03-01", "2026-03-31", "2026-03-10", item="V34")
    assert notices.make_notice(village.office, request)


def test_a_slip_tells_the_household_what_when_and_to_whom_to_object(village: BoardsVillage) -> None:
    first, second = told(village), black(village, "赵小兰", "垃圾没有分类")
    pdf = printing.render_slips(village.secretary, [first, second])
    one, _, two = texts_of(pdf)  # each begins on a sheet of its own
    for part in ("王海军户", "占了村道", "2026年3月17日以前整改", "不上榜", "回执", "乡镇"):
        assert part in one, part
    assert "收到之日起7天以内" in two


def test_today_tells_what_boards_wait_for(village: BoardsVillage) -> None:
    black(village, "赵小兰")
    black(village, "陈老伯")
    red(village)
    told(village)
    later = village.later(8)
    found = {each.kind.value: (each.count, each.is_late) for each in today.read_today(later.office).boards}
    assert found == {"unmended": (1, True), "tell": (1, False), "help": (1, False), "praise": (1, False)}


def test_an_entry_of_a_withdrawn_sheet_may_be_printed_again(village: BoardsVillage) -> None:
    bad = told(village)
    later = village.later(8)
    entries.approve(later.secretary, [bad])
    notice = issued(later)
    assert publishing.months_to_draft(later.office) == ()
    notices.withdraw(later.secretary, notice, "印错了月份")
    assert state(later, bad) is BoardState.APPROVED
    assert publishing.months_to_draft(later.office) == ("2026-03",)


def test_a_corrected_sheet_leaves_out_who_has_mended_meanwhile(village: BoardsVillage) -> None:
    bad, good = told(village), red(village)
    later = village.later(8)
    entries.approve(later.secretary, [bad, good])
    notice = issued(later)
    entries.mend(later.office, bad, later.office.today().isoformat())
    request = notices.get_notice(later.office, notice).request
    second = notices.make_notice(later.office, request, notice)
    (text,) = texts_of(notices.preview(later.office, second).pdf)
    assert "张建国" in text
    assert "王海军" not in text
