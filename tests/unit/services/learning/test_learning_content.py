"""Learning content of the village: written, read, withdrawn; the county's is left alone."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.learning_content import NewLearningItem
from desktop.domain.plain_markup import BlockKind
from desktop.domain.problem import ProblemError
from desktop.domain.rules import get_rule
from desktop.services.attachments.originals import drop_copies, open_copy, read_original
from desktop.services.attachments.records import Source, add_attachment, list_attachments, remove_attachment
from desktop.services.attachments.upkeep import GRACE, sweep
from desktop.services.learning.content import (
    ItemState,
    add_item,
    edit_item,
    list_items,
    publish_again,
    read_item,
    remove_item,
    withdraw_item,
)
from tests.support.learning import hold_session, publish
from tests.support.offices import make_office
from tests.support.party import add_record
from tests.support.pictures import picture
from tests.support.refusals import refusal

MP4 = b"\x00\x00\x00\x18ftypisom" + bytes(4_000)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = make_office(tmp_path_factory.mktemp("learning") / "office")
    yield made
    made.close()


def test_an_item_is_read_with_its_headings_and_found_by_topic_and_text(office):
    item = publish(office, "垃圾怎么分", body="# 四类\n- 易腐垃圾", topics=("T08",), audience=("V06",))
    page = read_item(office, item)
    assert [block.kind for block in page.blocks] == [BlockKind.HEADING, BlockKind.BULLET]
    assert (page.item.topic_labels, page.item.audience_labels) == (("垃圾分类和庭院环境",), ("村民代表",))
    assert [each.id for each in list_items(office, "易腐")] == [item]
    assert [each.id for each in list_items(office, "村民代表")] == [item]


def test_a_day_tells_where_an_item_stands(office):
    today = office.today()
    soon = get_rule("learning.due_soon.days", today).value

    def state(**values) -> ItemState:
        return read_item(office, publish(office, "期限", **values)).item.state

    assert state(due_on=(today + timedelta(days=soon)).isoformat()) is ItemState.DUE_SOON
    assert state(due_on=(today + timedelta(days=soon + 1)).isoformat()) is ItemState.CURRENT
    past = {"published_on": "2025-01-01", "due_on": (today - timedelta(days=1)).isoformat()}
    assert state(**past) is ItemState.OVERDUE
    assert state(published_on=(today + timedelta(days=1)).isoformat()) is ItemState.COMING


def test_what_is_withdrawn_stays_on_record_and_can_come_back(office):
    item = publish(office)
    withdraw_item(office, item)
    assert read_item(office, item).item.state is ItemState.WITHDRAWN
    assert refusal(withdraw_item, office, item) == ["LRN-014"]
    publish_again(office, item)
    assert read_item(office, item).item.state is ItemState.CURRENT


def test_only_what_nobody_studied_can_be_removed(office):
    person = add_record(office, "person", name="甲")
    used, unused = publish(office), publish(office)
    hold_session(office, {person: "present"}, used)
    assert refusal(remove_item, office, used) == ["LRN-015"]
    add_attachment(office, "learning_item", unused, Source("图.jpg", picture()))
    remove_item(office, unused)
    assert refusal(read_item, office, unused) == ["LRN-001"]
    assert list_attachments(office, "learning_item", unused) == ()


def test_what_came_from_the_county_is_changed_by_nobody_in_the_village(office):
    values = {"title": "县里的课", "kind": "A", "origin": "county", "published_on": "2026-01-01"}
    item = add_record(office, "learning_item", **values)
    new = NewLearningItem("改过", published_on="2026-01-01")
    assert refusal(edit_item, office, item, new) == ["LRN-009"]
    assert refusal(withdraw_item, office, item) == ["LRN-009"]
    assert refusal(remove_item, office, item) == ["LRN-009"]
    assert refusal(add_attachment, office, "learning_item", item, Source("图.jpg", picture())) == ["LRN-009"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": " "}, "LRN-002"),
        ({"title": "长" * 61}, "LRN-003"),
        ({"kind": "Z"}, "LRN-004"),
        ({"audience": ("M99",)}, "LRN-004"),
        ({"published_on": "明天"}, "LRN-005"),
        ({"due_on": "2025-12-31"}, "LRN-006"),
        ({"minutes": 0}, "LRN-007"),
        ({"is_required": True}, "LRN-008"),
    ],
)
def test_what_cannot_be_an_item_is_refused_at_its_field(office, values, code):
    given = {"title": "课", "published_on": "2026-01-01", **values}
    assert refusal(add_item, office, NewLearningItem(**given)) == [code]


def test_pictures_and_videos_hang_on_an_item_within_limits_that_are_data(office):
    item = publish(office)
    add_attachment(office, "learning_item", item, Source("现场.jpg", picture(2_000, 1_500)))
    made = add_attachment(office, "learning_item", item, Source("短片.mp4", MP4))
    pictured, played = list_attachments(office, "learning_item", item)
    assert pictured.is_picture and pictured.thumbnail and played.is_video
    shown = read_item(office, item).item
    assert (shown.pictures, shown.videos) == (1, 1)
    with office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM attachment").fetchone() == (0,)
    too_much = get_rule("learning.file.mb", office.today()).value * 2**20
    assert refusal(
        add_attachment, office, "learning_item", item, Source("课件.pdf", b"%PDF-" + bytes(too_much))
    ) == ["LRN-012"]
    remove_attachment(office, made)
    assert read_item(office, item).item.videos == 0


def test_all_files_of_an_item_together_have_a_limit(office):
    item = publish(office)
    limit = get_rule("learning.item.mb", office.today()).value * 2**20
    values = {"target_table": "learning_item", "target_id": item, "sha256": "0" * 64, "size": limit - 1_000}
    add_record(
        office, "learning_attachment", **values, media_type="video/mp4", added_at="2026-01-01", added_by="x"
    )
    assert refusal(add_attachment, office, "learning_item", item, Source("短片.mp4", MP4)) == ["LRN-013"]


def test_a_video_hangs_on_nothing_but_a_learning_item(office):
    person = add_record(office, "person", name="乙")
    assert refusal(add_attachment, office, "person", person, Source("短片.mp4", MP4)) == ["ATT-001"]


def test_a_video_is_played_from_a_copy_that_is_gone_afterwards(office):
    item = publish(office)
    made = add_attachment(office, "learning_item", item, Source("短片.mp4", MP4))
    copy = open_copy(office, made)
    assert copy.read_bytes() == MP4 and copy.suffix == ".mp4"
    assert copy.is_relative_to(office.vault.folder.scratch)  # emptied when the office is opened
    assert drop_copies(office)
    assert not copy.exists()


def test_files_of_what_the_county_withdrew_are_swept_and_the_villages_own_stay(office):
    held = {}
    for origin in ("county", "village"):
        item = publish(office, origin)
        made = add_attachment(office, "learning_item", item, Source(f"{origin}.mp4", MP4 + origin.encode()))
        (held[origin],) = [
            each for each in list_attachments(office, "learning_item", item) if each.id == made
        ]
        with office.change("edit", "撤下") as work:
            work.update("learning_item", item, {"origin": origin, "withdrawn_on": "2026-11-01"})
    sweep(office, datetime.now(UTC))
    sweep(office, datetime.now(UTC) + GRACE)
    assert read_original(office, held["village"].id) == MP4 + b"village"
    with pytest.raises(ProblemError):
        read_original(office, held["county"].id)
