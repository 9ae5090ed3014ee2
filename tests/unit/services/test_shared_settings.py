"""What is true of the village is the same on all its PCs; what is this PC's stays here."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.services.disclosure import terms, village_facts
from desktop.services.office import Office
from desktop.services.settings import SHARED, Settings, load_settings, save_settings
from desktop.services.sync.conflicts import list_conflicts
from tests.support.exchange import enrolled_office, in_step, records_at, records_of
from tests.support.small_county import SmallCounty

TODAY = date(2026, 10, 20)
QUARTER = "disclosure.due.quarter.day"


@pytest.fixture
def county() -> Iterator[SmallCounty]:
    with SmallCounty() as made:
        yield made


@pytest.fixture
def offices(tmp_path: Path, county: SmallCounty) -> Iterator[tuple[Office, Office]]:
    one, other = (enrolled_office(tmp_path / name, county) for name in "ab")
    in_step(one, other)
    yield one, other
    one.close()
    other.close()


def test_the_second_pc_has_the_answers_the_days_and_the_boards_of_the_first(offices: tuple[Office, Office]):
    one, other = offices
    village_facts.answer_fact(one, "points", holds=True)
    terms.set_terms(one, {QUARTER: 12}, "2026-07-01")
    save_settings(one, board_place="祠堂门口", auto_lock_minutes=30)
    in_step(one, other)
    assert village_facts.read_facts(other, TODAY)["points"].holds
    assert terms.find_term(other, QUARTER, TODAY).own == 12
    settings = load_settings(other)
    assert (settings.board_place, settings.duties_since) == ("祠堂门口", "2026-07-01")
    assert settings.auto_lock_minutes == Settings().auto_lock_minutes


def test_an_answer_taken_back_is_taken_back_everywhere(offices: tuple[Office, Office]):
    one, other = offices
    terms.set_terms(one, {QUARTER: 12})
    in_step(one, other)
    terms.set_terms(other, {QUARTER: None})
    in_step(other, one)
    assert terms.find_term(one, QUARTER, TODAY).own is None


def test_two_pcs_that_answer_otherwise_unseen_are_one_record_and_a_question(
    offices: tuple[Office, Office], county: SmallCounty
):
    for office, day in zip(offices, (12, 15), strict=True):
        terms.set_terms(office, {QUARTER: day})
    in_step(*offices)
    assert [terms.find_term(office, QUARTER, TODAY).own for office in offices] == [12, 12]
    (conflict,) = list_conflicts(offices[0])
    assert (conflict.kept.value, conflict.other.value) == ("12", "15")
    assert records_of(offices[0]) == records_of(offices[1]) == records_at(county)


def test_every_setting_is_the_villages_or_this_pcs():
    own = {name for name in Settings.__dataclass_fields__ if name not in SHARED}
    assert own == {
        "auto_lock_minutes",
        "audit_days",
        "backup_minutes",
        "second_backup_folder",
        "attachment_file_mb",
        "attachment_total_mb",
        "attachment_position",
        "attachment_fetch_all",
    }
