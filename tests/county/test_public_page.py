"""The page behind the square code: what everybody may know of an issued notice, and nothing more."""

import asyncio
from collections.abc import Iterator, Mapping

import httpx
import pytest

from desktop.domain.notice_mark import NoticeMark, content_mark
from sync.county.api.app import make_app
from sync.county.api.limits import Rate, Rates
from tests.support.statement_lint import across_villages
from tests.support.village_pc import operation

NUMBER = "999901101201-2026-V-0001-v1"
MARK = content_mark(["低保公示", "周建国"])
TITLE = "关于周建国同志转正的公示"


def notice(number: str = NUMBER, **changes: object):
    fields = {
        "number": number,
        "version": int(number.rpartition("-v")[2]),
        "template": "aid_list",
        "template_version": "1",
        "item_code": "V18",
        "title": TITLE,
        "state": "issued",
        "scope": "society",
        "content": "[]",
        "cut_off_at": "2026-10-20T01:00:00+00:00",
        "check_code": MARK[:8],
        "content_mark": MARK,
        "pdf_sha256": "ab" * 32,
        "page_count": 2,
        "period_from": "2026-07-01",
        "period_to": "2026-09-30",
        "drafted_by": "0" * 32,
        "issued_by": "0" * 32,
        "issued_at": "2026-10-20T02:00:00+00:00",
    }
    return operation("notice", **(fields | changes))


class Visitor:
    """Somebody with a telephone in front of a board."""

    def __init__(self, county) -> None:
        self._app = make_app(county, Rates(wrong_code=Rate(5, 0.01)))

    def get(self, path: str, params: Mapping[str, str] | None = None) -> httpx.Response:
        async def ask() -> httpx.Response:
            way = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=way, base_url="https://county.example.cn") as client:
                return await client.get(path, params=params)

        return asyncio.run(ask())


@pytest.fixture
def visitor(county) -> Iterator[Visitor]:
    with across_villages():
        yield Visitor(county)


def page(visitor: Visitor, text: str) -> tuple[int, str]:
    number, _, code = text.partition(" ")
    answer = visitor.get(f"/n/{number}/{code}")
    return answer.status_code, answer.text


def test_a_scanned_notice_is_told_with_village_item_days_and_standing_and_without_names(county, pc, visitor):
    pc.send(county, notice())
    address = NoticeMark(NUMBER, MARK).scanned("https://county.example.cn")
    answer = visitor.get(address.removeprefix("https://county.example.cn"))
    assert answer.status_code == 200
    for told in ("示范村", NUMBER, "2026-07-01 至 2026-09-30", "2026-10-20", "现行有效"):
        assert told in answer.text
    for kept in ("周建国", TITLE, MARK, "ab" * 32):
        assert kept not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_number_and_check_code_may_be_typed_into_the_form(county, pc, visitor):
    pc.send(county, notice())
    typed = {"number": NUMBER.lower(), "code": f"{MARK[:4]} {MARK[4:8].lower()}"}
    assert "现行有效" in visitor.get("/n/", params=typed).text
    assert "校验码" in visitor.get("/n/").text


@pytest.mark.parametrize(
    "text",
    [f"{NUMBER} 00000000", f"{NUMBER} {MARK[:8]}{'0' * 18}", f"{NUMBER[:-1]}7 {MARK[:8]}", "公开表 1"],
)
def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(county, pc, visitor, text):
    pc.send(county, notice())
    status, told = page(visitor, text)
    assert status == 404
    assert "没有这样一份公开表" in told
    assert "示范村" not in told


def test_what_was_corrected_names_the_version_that_holds_and_what_was_withdrawn_says_so(county, pc, visitor):
    second, third = NUMBER.replace("v1", "v2"), NUMBER.replace("v1", "v3")
    corrected = notice(state="corrected")
    newer = notice(second, corrects_id=corrected.record_id)
    draft = notice(third, state="draft", pdf_sha256=None, corrects_id=newer.record_id)
    pc.send(county, corrected, newer, draft)
    assert f"请看 {second}" in page(visitor, f"{NUMBER} {MARK}")[1]
    assert "现行有效" in page(visitor, f"{second} {MARK}")[1]
    assert page(visitor, f"{third} {MARK}")[0] == 404
    gone = NUMBER.replace("0001", "0002")
    pc.send(county, notice(gone, state="withdrawn"))
    assert "已经撤回" in page(visitor, f"{gone} {MARK}")[1]


def test_two_sheets_that_two_pcs_gave_one_number_are_told_apart_by_their_codes(county, pc, visitor):
    other = content_mark(["低保公示", "另一份"])
    second = notice(content_mark=other, check_code=other[:8], page_count=7)
    third = notice("999901101201-2026-V-B0001-v2", corrects_id=second.record_id)
    pc.send(county, notice(), second, third)
    assert "现行有效" in page(visitor, f"{NUMBER} {MARK}")[1]
    assert f"请看 {third.fields['number']}" in page(visitor, f"{NUMBER} {other}")[1]
    assert page(visitor, f"{NUMBER} 00000000")[0] == 404


def test_what_hangs_for_the_branch_or_certain_people_only_is_not_told(county, pc, visitor):
    pc.send(county, notice(item_code="D16"), notice(NUMBER.replace("0001", "0003"), scope="branch"))
    assert page(visitor, f"{NUMBER} {MARK}")[0] == 404
    assert page(visitor, f"{NUMBER.replace('0001', '0003')} {MARK}")[0] == 404


def test_who_tries_codes_one_after_the_other_has_to_wait(county, pc, visitor):
    pc.send(county, notice())
    answers = [page(visitor, f"{NUMBER} {wrong:08d}")[0] for wrong in range(8)]
    assert answers[:5] == [404] * 5
    assert answers[5:] == [429] * 3
