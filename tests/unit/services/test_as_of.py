"""The register as of a past day: who was where by the dates, and what was known by the entries."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest

from db.store import ChangeSetInfo, Value
from desktop.domain.problem import ProblemError
from desktop.services import register, register_card
from desktop.services.as_of import PastOffice, open_past, read_past_day
from desktop.services.household_printing import render_household_card
from desktop.services.office import Office
from desktop.services.register import ListKind
from desktop.services.register_editing import record_death
from tests.support.village_copies import copy_office

JUNE_30 = date(2026, 6, 30)


class Village:
    """Writes records under a moment of its own, as the change log keeps it."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def add(self, at: str, table: str, **values: Value) -> str:
        with self.office.store.writing(self._info(at)) as work:
            return work.insert(table, values)

    def change(self, at: str, table: str, record_id: str, **values: Value) -> None:
        with self.office.store.writing(self._info(at)) as work:
            work.update(table, record_id, values)

    def _info(self, at: str) -> ChangeSetInfo:
        moment = datetime.fromisoformat(at).replace(hour=4, tzinfo=UTC)
        return ChangeSetInfo(self.office.user.id, "edit", "x", at_ms=round(moment.timestamp() * 1000))

    def home(self, at: str, group: str = "一组", **values: Value) -> str:
        return self.add(
            at, "household", kind="hukou", household_state="active", villager_group=group, **values
        )

    def person(self, at: str, home: str, name: str, since: str | None = None, **values: Value) -> str:
        person = self.add(at, "person", **{"name": name, "residence_state": "10", **values})
        self.stay(at, home, person, since)
        return person

    def stay(self, at: str, home: str, person: str, since: str | None, relation: str = "20") -> str:
        return self.add(
            at,
            "membership",
            household_id=home,
            person_id=person,
            role="member",
            relation_to_head=relation,
            from_date=since,
        )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = copy_office(tmp_path / "office")
    made = Office(made.store, made.vault, made.user, lambda: datetime(2026, 9, 1, 4, tzinfo=UTC))
    yield made
    made.close()


@pytest.fixture
def village(office: Office) -> Village:
    return Village(office)


@pytest.fixture
def past(office: Office) -> Iterator["Past"]:
    made = Past(office)
    yield made
    made.close()


class Past:
    """Opens the office as of a day when it is first asked."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._opened: list[PastOffice] = []

    def on(self, day: date = JUNE_30) -> PastOffice:
        self._opened.append(open_past(self._office, day))
        return self._opened[-1]

    def names(self, home: str, day: date = JUNE_30) -> list[str]:
        return [member.name for member in register_card.household_card(self.on(day), home).members]

    def close(self) -> None:
        for one in self._opened:
            one.close()


def test_members_follow_the_dates_of_their_stays_whenever_they_were_entered(
    village: Village, past: Past
) -> None:
    home, other = village.home("2026-01-01"), village.home("2026-01-01")
    village.person("2026-01-01", home, "一直在", "2010-01-01")
    village.person("2026-08-01", home, "早来晚登记", "2026-05-01")
    village.person("2026-08-01", home, "后来的", "2026-07-01")
    moved = village.person("2026-01-01", home, "搬走的", "2010-01-01")
    with village.office.store.writing(village._info("2026-08-02")) as work:
        work.connection.execute("UPDATE membership SET to_date = '2026-06-15' WHERE person_id = ?", (moved,))
    village.stay("2026-08-02", other, moved, "2026-06-15")
    assert past.names(home) == ["一直在", "早来晚登记"]
    assert past.names(other) == ["搬走的"]
    assert past.names(home, date(2026, 6, 14)) == ["一直在", "早来晚登记", "搬走的"]


def test_addresses_tags_and_relations_are_those_entered_by_then(village: Village, past: Past) -> None:
    home = village.home("2026-01-01", address="老屋1号")
    person = village.person("2026-01-01", home, "张三", "2010-01-01", group_tags='["A01"]')
    village.change("2026-03-01", "household", home, address="新村2号")
    village.change("2026-07-01", "household", home, address="新村3号")
    village.change("2026-07-02", "household", home, address="新村4号", villager_group="二组")
    village.change("2026-07-03", "person", person, group_tags='["A03"]', mobile="13800000000")
    then = past.on()
    card = register_card.household_card(then, home)
    assert (card.address, card.villager_group) == ("新村2号", "一组")
    assert [tag.code for tag in register_card.person_card(then, person).tags] == ["A01"]
    assert card.members[0].mobile == ""
    now = register_card.household_card(village.office, home)
    assert (now.address, now.villager_group) == ("新村4号", "二组")


def test_of_someone_entered_later_the_first_entry_is_shown_as_it_was_completed(
    village: Village, past: Past
) -> None:
    home = village.home("2026-08-01")
    person = village.person("2026-08-01", home, "张三", "2010-01-01")
    village.change("2026-08-01", "person", person, residence_state="20")
    village.change("2026-08-20", "person", person, residence_state="60")
    assert register_card.person_card(past.on(), person).residence == "户在人不在(外出)"


def test_ages_and_the_list_are_of_that_day(village: Village, past: Past) -> None:
    home = village.home("2026-01-01")
    village.person("2026-01-01", home, "张三", "2010-01-01", birth_date="1976-08-01")
    village.person("2026-08-02", home, "小宝", "2026-08-01", birth_date="2026-08-01")
    then = past.on()
    ids = register.list_ids(then, ListKind.PEOPLE)
    assert [row.cells for row in register.rows(then, ListKind.PEOPLE, ids, ("name", "age"))] == [
        ("张三", "49")
    ]
    assert len(register.list_ids(village.office, ListKind.PEOPLE)) == 2


def test_a_death_entered_late_holds_from_its_day(village: Village, past: Past) -> None:
    home = village.home("2026-01-01")
    for name in ("张三", "李四"):
        village.person("2026-01-01", home, name, "2010-01-01")
    ids = dict(zip(("张三", "李四"), register.list_ids(village.office, ListKind.PEOPLE), strict=True))
    record_death(village.office, ids["李四"], "2026-06-20")
    assert past.names(home) == ["张三"]
    assert register_card.person_card(past.on(), ids["李四"]).residence == "已死亡"
    assert past.names(home, date(2026, 6, 19)) == ["张三", "李四"]
    before = register_card.person_card(past.on(date(2026, 6, 19)), ids["李四"])
    assert before.residence == "户在人在"


def test_dwellings_entered_later_are_not_there_yet_unless_the_household_was_entered_later_too(
    village: Village, past: Past
) -> None:
    home, late = village.home("2026-01-01"), village.home("2026-08-01")
    village.add("2026-02-01", "dwelling", household_id=home, dwelling_address="旧")
    village.add("2026-08-01", "dwelling", household_id=home, dwelling_address="新")
    village.add("2026-08-02", "dwelling", household_id=late, dwelling_address="迟登记的")
    then = past.on()
    assert len(register_card.household_card(then, home).dwellings) == 1
    assert len(register_card.household_card(then, late).dwellings) == 1
    assert len(register_card.household_card(village.office, home).dwellings) == 2


def test_nothing_of_the_past_can_be_changed_or_revealed(village: Village, past: Past) -> None:
    home = village.home("2026-01-01")
    person = village.person("2026-01-01", home, "张三", "2010-01-01", mobile="13800000000")
    then = past.on()
    with pytest.raises(ProblemError, match="SYS-403"):
        record_death(then, person, "2026-06-01")
    with pytest.raises(ProblemError, match="REG-077"), then.change("edit", "x"):
        pass
    with pytest.raises(ProblemError, match="SYS-403"):
        register_card.reveal(then, "person", person, "mobile", "看看")
    assert register_card.household_card(then, home).members[0].mobile.startswith("138****")


def test_the_printed_card_says_its_day_and_is_logged_in_the_present(village: Village, past: Past) -> None:
    home = village.home("2026-01-01", address="老屋1号")
    village.person("2026-01-01", home, "张三", "2010-01-01")
    village.change("2026-07-01", "household", home, address="新村3号")
    text = _text(render_household_card(past.on(), home))
    assert "截至2026年6月30日" in text
    assert "打印日期：2026年9月1日" in text
    assert "老屋1号" in text
    assert "新村3号" not in text
    with village.office.store.reading() as connection:
        query = "SELECT target_id, purpose FROM access_log WHERE kind = 'print'"
        assert connection.execute(query).fetchall() == [(home, "家庭登记页（截至 2026-06-30）")]


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_office_goes_on_when_the_past_is_closed(village: Village, office: Office) -> None:
    village.home("2026-01-01")
    then = open_past(office, JUNE_30)
    assert then.begins_on == date(2026, 1, 1)
    then.close()
    assert len(register.list_ids(office, ListKind.HOUSEHOLDS)) == 1


@pytest.mark.parametrize("text", ["2026-09-01", "2027-01-01", "2026-06", "", "哪天"])
def test_only_a_whole_day_before_today_is_a_past_day(office: Office, text: str) -> None:
    with pytest.raises(ProblemError):
        read_past_day(office, text)
    assert read_past_day(office, "2026年6月30日") == JUNE_30
