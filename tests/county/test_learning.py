"""Learning content of the county: written as files, handed down with pictures and videos, withdrawn."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from desktop.cli.exit_codes import ExitCode
from desktop.domain.learning_content import NewLearningItem
from desktop.domain.problem import ProblemError
from sync.county.cli import main
from sync.county.learning_files import LearningFile, read_sources
from sync.county.store import blobs
from sync.county.store.handing_down import Recipient
from sync.county.store.learning import id_of, list_items, prepare_item, publish, read_item, withdraw
from sync.county.store.villages import add_village
from sync.protocol.registry import registry
from tests.support.pictures import picture
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS

TODAY = date(2026, 11, 23)
CODE = "999901101201"
VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(9_000)
TOML = """
title = "三务公开怎么审核"
topics = ["T04"]
audience = ["V05"]
body = \"\"\"
# 先看数字
- 与账目核对
\"\"\"
required = true
due_on = 2026-12-31
published_on = 2026-11-01
files = ["现场.jpg", {file = "短片.mp4", caption = "怎么核对"}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "内容"
    made.mkdir()
    (made / "审核.toml").write_text(TOML, encoding="utf-8")
    (made / "现场.jpg").write_bytes(picture(2_400, 1_800))
    (made / "短片.mp4").write_bytes(VIDEO)
    return made


@pytest.fixture
def village(village_id) -> Recipient:
    return Recipient(village_id, "示范村", CODE)


def item(*files: LearningFile, title: str = "一课", record: str = "课", **values):
    new = NewLearningItem(title, published_on="2026-11-01", body="正文。", **values)
    return prepare_item(id_of(record), new, files, TODAY)


def rows(county, pc) -> dict[str, list]:
    found: dict[str, list] = {}
    for row in pc.take_pages(pc.exchange(county).pages):
        kind = registry().find(row.kind)
        found.setdefault(kind.table, []).append(row)
    return found


def refused(call, *arguments) -> str:
    with pytest.raises(ProblemError) as raised:
        call(*arguments)
    return raised.value.problems[0].code


def test_an_item_is_read_from_its_file_with_what_lies_beside_it(folder) -> None:
    (source,) = read_sources(folder, TODAY)
    assert (source.key, source.item.is_required, source.item.due_on) == ("审核", True, "2026-12-31")
    assert [(file.name, file.caption) for file in source.files] == [
        ("现场.jpg", ""),
        ("短片.mp4", "怎么核对"),
    ]
    assert read_sources(folder / "审核.toml", TODAY) == (source,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title = ", "LRN-040"),
        ('title = "只有标题"', "LRN-040"),
        ('title = "课"\nbody = "文"\nminutes = "十"', "LRN-040"),
        ('title = "课"\nbody = "文"\nfiles = ["../密.jpg"]', "LRN-040"),
        ('title = "课"\nbody = "文"\nfiles = ["没有.jpg"]', "LRN-041"),
        ('title = "课"\nbody = "文"\nsubject = "T01"', "LRN-043"),
    ],
)
def test_a_faulty_file_is_refused_by_name(tmp_path, text, code) -> None:
    file = tmp_path / "课.toml"
    file.write_text(text, encoding="utf-8")
    assert refused(read_sources, file, TODAY) == code


def test_a_folder_without_items_is_refused(tmp_path) -> None:
    assert refused(read_sources, tmp_path, TODAY) == "LRN-042"


def test_an_item_comes_with_its_files_and_only_what_changed_comes_again(county, village, pc, folder) -> None:
    (source,) = read_sources(folder, TODAY)
    prepared = prepare_item(id_of(source.key), source.item, source.files, TODAY)
    assert publish(county, [village], prepared, NOW_MS) == {village.village_id: 3}
    came = rows(county, pc)
    (read,) = came["learning_item"]
    assert (read.fields["origin"], read.fields["due_on"]) == ("county", "2026-12-31")
    pictured, played = sorted(came["learning_attachment"], key=lambda row: row.fields["media_type"])
    assert pictured.fields["width"] == 1_600 and pictured.fields["thumbnail"]
    assert played.fields["caption"] == "怎么核对"
    assert played.fields["target_id"] == read.record_id
    digest = hashlib.sha256(VIDEO).digest()
    assert blobs.get(county, village.village_id, pc.number, digest, 0, 9_999, NOW_MS).total == len(VIDEO)
    assert publish(county, [village], prepared, NOW_MS + 60_000) == {village.village_id: 0}
    assert rows(county, pc) == {}


def test_a_file_that_was_taken_out_goes_and_a_correction_comes(county, village, pc) -> None:
    publish(county, [village], item(LearningFile("甲.mp4", "", VIDEO)), NOW_MS)
    rows(county, pc)
    publish(county, [village], item(title="改过的课"), NOW_MS)
    came = rows(county, pc)
    assert came["learning_item"][0].fields == {"title": "改过的课"}
    assert [row.deleted for row in came["learning_attachment"]] == [True]


def test_what_is_withdrawn_is_told_once_and_published_again_it_is_back(county, village, pc) -> None:
    publish(county, [village], item(), NOW_MS)
    rows(county, pc)
    with across_villages():
        assert withdraw(county, id_of("课"), TODAY, NOW_MS) == 1
        assert withdraw(county, id_of("课"), TODAY, NOW_MS) == 0
        assert refused(withdraw, county, id_of("没有"), TODAY, NOW_MS) == "LRN-001"
        (listed,) = list_items(county.database)
    assert (listed.withdrawn_on, listed.villages) == ("2026-11-23", 1)
    assert rows(county, pc)["learning_item"][0].fields == {"withdrawn_on": "2026-11-23"}
    publish(county, [village], item(), NOW_MS)
    assert rows(county, pc)["learning_item"][0].fields == {"withdrawn_on": None}


def test_one_file_for_two_villages_lies_on_the_disk_once(county, village) -> None:
    other = Recipient(add_village(county.database, "999901101202", "别村", NOW_MS), "别村", "999901101202")
    publish(county, [village, other], item(LearningFile("甲.mp4", "", VIDEO)), NOW_MS)
    digest = hashlib.sha256(VIDEO).digest()
    one, two = (county.blob_files.place(each.village_id, digest) for each in (village, other))
    assert one.samefile(two)
    blobs.forget_blob(county, village.village_id, digest, NOW_MS)
    assert two.read_bytes() == VIDEO and not one.exists()


def test_an_item_is_read_back_whole_to_be_corrected(county, village) -> None:
    new = NewLearningItem(
        "一课",
        "V",
        ("T01", "T04"),
        ("M01",),
        "摘要",
        "正文。",
        12,
        "县委组织部",
        "2026-11-01",
        True,
        "2026-12-01",
    )
    files = [LearningFile("甲.mp4", "说明", VIDEO)]
    publish(county, [village], prepare_item(id_of("课"), new, files, TODAY), NOW_MS)
    with across_villages():
        assert read_item(county, id_of("课")) == (new, tuple(files))


def test_too_large_a_video_is_refused_before_any_village_gets_it() -> None:
    large = VIDEO + bytes(31 * 2**20)
    assert refused(item, LearningFile("长片.mp4", "", large)) == "LRN-011"


def test_an_operator_pushes_lists_and_withdraws_a_folder(
    database_url, tmp_path: Path, folder, capsys
) -> None:
    place = ("--database", database_url, "--data", str(tmp_path / "data"))
    main(["village", "add", CODE, "示范村", *place])
    main(["village", "add", "999901101202", "别村", *place])
    capsys.readouterr()

    def run(*words: str) -> dict:
        assert main(["learning", *words, "--json", *place]) == ExitCode.OK
        return json.loads(capsys.readouterr().out)

    assert run("push", str(folder), "--village", CODE)["items"][0]["changed"] == 1
    assert run("push", str(folder), "--all")["items"][0]["changed"] == 1
    (listed,) = run("list")["items"]
    assert (listed["title"], listed["villages"], listed["files"]) == ("三务公开怎么审核", 2, 2)
    assert run("withdraw", "审核")["villages"] == 2
    assert run("list")["items"][0]["withdrawn_on"]
    assert main(["learning", "withdraw", "没有", *place]) == ExitCode.PROBLEM
    assert "LRN-001" in capsys.readouterr().err
