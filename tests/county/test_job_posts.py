"""Posts that the county hands down: a table is checked as a whole, corrected by sending it again."""

from datetime import timedelta

import pytest

from desktop.domain.problem import ProblemError
from sync.county.clock import day_of
from sync.county.store.handing_down import Recipient
from sync.county.store.job_posts import list_posts, push_posts, read_posts
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS

TODAY = day_of(NOW_MS)
UNTIL = (TODAY + timedelta(days=30)).isoformat()
HEAD = "单位,岗位,工种,地点,人数,要求,最低工资,最高工资,社保,有效期至,停招"


def table(*rows: str) -> bytes:
    return ("\ufeff" + "\r\n".join((HEAD, *rows))).encode()


def row(
    title: str = "缝纫工", demands: str = "能倒班", wage: str = "4500", until: str = UNTIL, closed: str = ""
) -> str:
    return f"示范服装厂,{title},生产加工,县城,20,{demands},{wage},6000,有,{until},{closed}"


def test_a_table_reaches_the_village_as_checked_posts_of_the_county(county, village_id, pc) -> None:
    lines = read_posts(table(row(), "", row("裁剪工")), TODAY)
    village = [Recipient(village_id, "示范村", "999901101201")]
    assert push_posts(county, village, lines, NOW_MS) == {village_id: 2}
    assert push_posts(county, village, lines, NOW_MS) == {village_id: 0}
    rows = [each.fields for each in pc.take_pages(pc.exchange(county).pages) if "employer" in each.fields]
    (post,) = [each for each in rows if each["title"] == "缝纫工"]
    assert (post["source"], post["kind"], post["wage_from_cents"], post["insured"]) == (
        "county",
        "01",
        450_000,
        1,
    )
    assert (post["checked_on"], post["checked_by"]) == (TODAY.isoformat(), county.name)


def test_sent_again_with_a_day_a_post_is_closed(county, village_id) -> None:
    village = [Recipient(village_id, "示范村", "999901101201")]
    push_posts(county, village, read_posts(table(row()), TODAY), NOW_MS)
    closed = read_posts(table(row(closed=TODAY.isoformat())), TODAY)
    assert push_posts(county, village, closed, NOW_MS) == {village_id: 1}
    with across_villages():
        (post,) = list_posts(county.database)
    assert (post.closed_on, post.villages) == (TODAY.isoformat(), 1)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"\xff\xfe\x00", ["CTY-240"]),
        ("单位,岗位\r\n甲,乙".encode(), ["CTY-240"]),
        (table(row(demands="限男性")), ["JOB-020"]),
        (table(row(wage="很高")), ["CTY-242"]),
        (table(row(until="2020-01-01")), ["JOB-014"]),
        (table(row(closed="明天")), ["CTY-242"]),
    ],
)
def test_a_table_with_a_fault_is_refused_with_its_line(content, codes) -> None:
    with pytest.raises(ProblemError) as raised:
        read_posts(content, TODAY)
    assert [each.code for each in raised.value.problems] == codes
    if codes != ["CTY-240"]:
        assert raised.value.problems[0].place.row == 2
