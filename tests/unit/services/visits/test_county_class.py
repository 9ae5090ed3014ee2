"""A county adds a class of visits as data: a name, a mapping, a cycle."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

import resources
from desktop.domain import rules, visit_class
from desktop.domain.code_table import code_table
from desktop.domain.problem import ProblemError
from desktop.domain.visit_class import VisitClass, class_rules, classes_in_force
from desktop.services.visits import walk_lists
from desktop.services.visits.entries import get_visit, log_visit
from desktop.services.visits.figures import read_figures
from desktop.services.visits.objects import NewObject, add_object
from desktop.services.visits.walk_lists import NewWalkList
from tests.support.boards import BoardsVillage
from tests.support.visits import object_of, visit_to

_CLASS = """
[[class]]
code = "Y1"
forms = ["10"]
visitors = 2
tags = ["{tag}"]
"""
_RULE = """
[[rule]]
key = "visits.cycle.Y1"
value = 15
unit = "天"
jurisdiction = "{place}"
from = "2026-01-01"
source = "县里的书面通知"
certainty = "proposal"
"""
_CACHED = (visit_class.class_rules, visit_class.classes_in_force, code_table, rules._rules)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The shipped files with those of visits, codes and rules to be written to."""
    folder = tmp_path / "resources"
    folder.mkdir()
    for each in Path(resources.__file__).parent.iterdir():
        if each.name in ("visits", "codes", "rules"):
            copytree(each, folder / each.name)
        else:
            (folder / each.name).symlink_to(each)
    monkeypatch.setattr(resources, "_ROOT", folder)
    for one in _CACHED:
        one.cache_clear()
    yield folder
    for one in _CACHED:
        one.cache_clear()


def add_class(folder: Path, tag: str, place: str = "9999") -> None:
    """What a county writes into three files."""
    for file, text in (
        ("codes/visit_class.csv", "Y1,孕产妇,Pregnant or newly delivered\n"),
        ("visits/classes.toml", _CLASS.format(tag=tag)),
        ("rules/visits.toml", _RULE.format(place=place)),
    ):
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(text)


def test_a_class_added_as_data_is_visited_by_its_cycle_in_pairs_and_counted(
    village: BoardsVillage, shipped: Path
) -> None:
    """domain.md 7.2 and 7.3: cycles are for the county to change; where a class asks for it, two go."""
    in_classes = shipped / "visits" / "classes.toml"
    text = in_classes.read_text(encoding="utf-8")
    in_classes.write_text(text.replace('"G03", ', ""), encoding="utf-8")
    add_class(shipped, "G03")
    with village.office.change("edit", "标签") as work:
        work.update("person", village.people["赵小兰"], {"group_tags": '["G03"]'})
    one = object_of(village, "赵小兰")
    assert one is not None
    assert (one.visit_class, one.visit_class.label, one.days, one.reasons) == (
        "Y1",
        "孕产妇",
        15,
        ("孕产妇",),
    )
    with pytest.raises(ProblemError) as error:
        log_visit(village.office, visit_to(village, "赵小兰"))
    assert error.value.problems[0].code == "VIS-011"
    pair = log_visit(village.office, visit_to(village, "赵小兰", visitors="妇女主任"))
    assert get_visit(village.office, pair).row.object_class == "Y1"
    figures = {
        each.visit_class: each for each in read_figures(village.office, "2026-03-01", "2026-04-01").classes
    }
    assert (figures[VisitClass("Y1")].objects, figures[VisitClass("Y1")].covered) == (1, 1)
    add_object(
        village.office, NewObject("person", village.people["刘阿婆"], "Y1", "2026-03-01", reason="照料产妇")
    )
    alone = NewWalkList("走访", "2026-03-10", (village.people["王海军"],), (village.people["刘阿婆"],))
    with pytest.raises(ProblemError) as planned:
        walk_lists.plan_walk_list(village.office, alone)
    assert planned.value.problems[0].code == "VIS-011"


def test_a_class_of_another_county_is_none_here(village: BoardsVillage, shipped: Path) -> None:
    add_class(shipped, "E05", place="1101")
    with village.office.change("edit", "标签") as work:
        work.update("person", village.people["赵小兰"], {"group_tags": '["E05"]'})
    one = object_of(village, "赵小兰")
    assert one is not None
    assert one.visit_class == "F3"
    assert "Y1" not in classes_in_force(date(2026, 3, 10), village.office.vault.village.division_code)
    with pytest.raises(ProblemError) as error:
        add_object(
            village.office, NewObject("person", village.people["刘阿婆"], "Y1", "2026-03-01", reason="产后")
        )
    assert error.value.problems[0].code == "VIS-031"


def test_who_was_put_into_a_class_that_holds_no_more_is_visited_by_the_rest(village: BoardsVillage) -> None:
    with village.office.change("edit", "对象") as work:
        work.insert(
            "visit_object",
            {
                "target_table": "person",
                "target_id": village.people["陈老伯"],
                "object_class": "Y1",
                "from_on": "2026-01-01",
            },
        )
    one = object_of(village, "陈老伯")
    assert one is not None
    assert (one.visit_class, one.hand_id) == ("F1", "")


def test_no_class_can_be_made_of_people_under_orders(shipped: Path) -> None:
    """domain.md 6.2: such data belong to other authorities."""
    add_class(shipped, "R01")
    with pytest.raises(ValueError, match="Y1"):
        class_rules()
