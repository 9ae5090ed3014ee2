"""The village covenant: drafted, checked, adopted by the assembly, filed, and counted by only then."""

import pytest

from desktop.domain.accounts import Role
from desktop.domain.covenant import CovenantState
from desktop.domain.household_board import BLACK
from desktop.domain.problem import ProblemError, Severity
from desktop.services import meetings
from desktop.services.boards import covenants, entries, printing
from desktop.services.boards.covenants import NewArticle
from desktop.services.boards.entries import NewEntry
from desktop.services.meetings import NewMeeting
from tests.support.boards import BoardsVillage, texts_of
from tests.support.disclosure import as_role
from tests.support.refusals import codes_of

CLEAN = NewArticle("第二条", "爱护环境", "垃圾入桶，房前屋后每周打扫。", (2, 10), is_for_board=True)
FINED = NewArticle("第十条", "乱倒垃圾", "乱倒垃圾的罚款五十元。", (5, 5), is_for_board=True)


def held(village: BoardsVillage, kind: str = "V01", day: str = "2026-02-20") -> str:
    return meetings.add_meeting(
        village.office, NewMeeting((kind,), day, "修订村规民约", 60, 50, absent_count=10)
    )


def in_force(village: BoardsVillage) -> str:
    """An article adopted and filed; its id."""
    article, _ = covenants.save_article(village.office, CLEAN)
    covenants.adopt(village.secretary, held(village))
    covenants.file_covenant(village.office, "2026-02-25", "示范镇人民政府")
    return article


def test_a_draft_tells_what_its_words_give_doubt_about(village: BoardsVillage) -> None:
    """Source: 村民委员会组织法 (2018) 27."""
    _, warnings = covenants.save_article(village.office, FINED)
    assert [(each.code, each.severity) for each in warnings] == [("BRD-041", Severity.WARNING)]
    assert warnings[0].values["word"] == "罚款"


def test_an_article_with_a_doubt_is_not_adopted_until_somebody_looked_at_it(
    village: BoardsVillage,
) -> None:
    article, _ = covenants.save_article(village.office, FINED)
    meeting = held(village)
    with pytest.raises(ProblemError) as error:
        covenants.adopt(village.secretary, meeting)
    assert codes_of(error) == ["BRD-041"]
    better = NewArticle("第十条", "乱倒垃圾", "乱倒垃圾的当场清理。", (5, 5), is_for_board=True)
    covenants.save_article(village.office, better, article)
    covenants.adopt(village.secretary, meeting)
    (adopted,) = covenants.read_covenant(village.office).articles
    assert adopted.state is CovenantState.UNFILED


def test_only_the_assembly_adopts(village: BoardsVillage) -> None:
    """Source: 村民委员会组织法 (2018) 27: the villagers' assembly."""
    covenants.save_article(village.office, CLEAN)
    with pytest.raises(ProblemError) as error:
        covenants.adopt(village.secretary, held(village, "V02"))
    assert codes_of(error) == ["BRD-043"]
    with pytest.raises(ProblemError) as error:
        covenants.adopt(village.office, held(village))
    assert codes_of(error) == ["SYS-403"]


def test_what_is_not_filed_is_warned_of_and_takes_no_points(village: BoardsVillage) -> None:
    """Source: 村民委员会组织法 (2018) 27: filed with the township."""
    article, _ = covenants.save_article(village.office, CLEAN)
    covenants.adopt(village.secretary, held(village, day="2026-03-05"))
    (warning,) = covenants.read_covenant(village.office).warnings
    assert (warning.code, warning.severity, warning.values["due"]) == (
        "BRD-044",
        Severity.WARNING,
        "2026-03-15",
    )
    (late,) = covenants.read_covenant(village.on("2026-03-16").office).warnings
    assert late.severity is Severity.ERROR
    breach = NewEntry(
        village.households["王海军"], BLACK, "covenant", "垃圾倒在沟里", "2026-03-09", covenant_id=article
    )
    with pytest.raises(ProblemError) as error:
        entries.add_entry(village.office, breach)
    assert codes_of(error) == ["BRD-033"]
    with pytest.raises(ProblemError) as error:
        covenants.file_covenant(village.office, "2026-03-01", " ")
    assert codes_of(error) == ["BRD-030", "BRD-050"]
    covenants.file_covenant(village.office, "2026-03-08", "示范镇人民政府")
    assert covenants.read_covenant(village.office).warnings == ()
    assert entries.add_entry(village.office, breach)


@pytest.mark.parametrize(("points", "is_good"), [(None, True), (-200, True), (-1_000, True), (-1_100, False)])
def test_a_breach_takes_what_its_article_allows(
    village: BoardsVillage, points: int | None, is_good: bool
) -> None:
    """Source: domain.md 5.2: 违反村规民约 −2 to −10."""
    article = in_force(village)
    breach = NewEntry(
        village.households["王海军"],
        BLACK,
        "covenant",
        "垃圾倒在沟里",
        "2026-03-09",
        covenant_id=article,
        points_x100=points,
    )
    if not is_good:
        with pytest.raises(ProblemError) as error:
            entries.add_entry(village.office, breach)
        assert codes_of(error) == ["BRD-042"]
        return
    entry = entries.get_entry(village.office, entries.add_entry(village.office, breach))
    assert entry.row.points_x100 == (points or -200)
    assert entry.item_label == "爱护环境"


def test_a_new_version_takes_the_place_of_the_old_one(village: BoardsVillage) -> None:
    first = in_force(village)
    with pytest.raises(ProblemError) as error:
        covenants.save_article(village.office, CLEAN, first)
    assert codes_of(error) == ["BRD-046"]
    assert covenants.redraft(village.office) == 1
    with pytest.raises(ProblemError) as error:
        covenants.redraft(village.office)
    assert codes_of(error) == ["BRD-047"]
    covenants.save_article(village.office, NewArticle("第三条", "敬老", "每月看望父母。"))
    covenants.adopt(village.secretary, held(village, day="2026-03-06"))
    covenant = covenants.read_covenant(village.office)
    assert [each.row.number for each in covenant.articles] == ["第二条", "第三条"]
    assert [each.row.id for each in covenant.repealed] == [first]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewArticle("", "敬老", "每月看望父母。"), "BRD-040"),
        (NewArticle("第一条", "敬老", "每月看望父母。", (1, 5)), "BRD-042"),
        (NewArticle("第一条", "敬老", "每月看望父母。", (5, 11)), "BRD-042"),
        (NewArticle("第一条", "敬老", "每月看望父母。", is_for_board=True), "BRD-042"),
        (NewArticle("第二条", "敬老", "每月看望父母。"), "BRD-049"),
    ],
)
def test_an_article_that_cannot_be_is_refused(village: BoardsVillage, new: NewArticle, code: str) -> None:
    covenants.save_article(village.office, CLEAN)
    with pytest.raises(ProblemError) as error:
        covenants.save_article(village.office, new)
    assert codes_of(error) == [code]


def test_the_covenant_is_printed_with_how_it_came_about(village: BoardsVillage) -> None:
    with pytest.raises(ProblemError) as error:
        printing.render_covenant(village.secretary)
    assert codes_of(error) == ["BRD-052"]
    in_force(village)
    (text,) = texts_of(printing.render_covenant(village.secretary))
    for part in ("村规民约", "第二条", "2026年2月20日村民会议通过", "示范镇人民政府备案", "扣2至10分"):
        assert part in text, part


def test_a_reader_changes_nothing(village: BoardsVillage) -> None:
    with pytest.raises(ProblemError) as error:
        covenants.save_article(as_role(village.office, Role.READER), CLEAN)
    assert codes_of(error) == ["SYS-403"]
