"""Disaster reports: filled from what is on record, reported once, put right by a new one."""

from dataclasses import replace

import pytest

from desktop.domain.disaster_report import DeadPerson, ReportKind
from desktop.domain.mobilisation_rate import MarkKind
from desktop.domain.problem import ProblemError
from desktop.services.mobilisation import marks, reminders, reports, starting
from desktop.services.mobilisation.board import read_board
from desktop.services.mobilisation.marks import NewMark
from desktop.services.mobilisation.starting import NewMobilisation
from tests.support.emergency import EmergencyVillage
from tests.support.refusals import codes_of


@pytest.fixture
def running(village: EmergencyVillage) -> str:
    made = starting.start(village.at(0), NewMobilisation("03", "1", groups=("二组",)))
    board = read_board(village.at(1), made)
    target = next(each.row.id for each in board.lines if each.head == "陈老伯")
    mark = NewMark("mobilisation_household", target, MarkKind.MOVED)
    marks.add_marks(village.at(9), made, [mark])
    return made


def reported(village: EmergencyVillage, running: str, minutes: float, **changes: object) -> str:
    office = village.at(minutes)
    new = replace(reports.suggest_report(office, running), **changes)  # type: ignore[arg-type]
    report_id, _ = reports.write_report(office, new)
    reports.mark_reported(office, report_id, "phone", "镇应急办")
    return report_id


def test_after_the_all_clear_the_next_report_is_the_final_one(
    village: EmergencyVillage, running: str
) -> None:
    reported(village, running, 20)
    assert reports.suggest_report(village.at(60), running).kind is ReportKind.FOLLOWUP
    marks.call_off(village.at(470), running, "镇防汛办")
    new = reports.suggest_report(village.at(480), running)
    assert (new.kind, new.ended_at) == (ReportKind.FINAL, "2026-06-20 11:00")


def test_the_first_report_is_filled_from_the_mobilisation(village: EmergencyVillage, running: str) -> None:
    new = reports.suggest_report(village.at(20), running)
    assert (new.kind, new.disaster, new.began_at) == (ReportKind.FIRST, "03", "2026-06-20 03:10")
    assert (new.figures["moved"], new.figures["affected"]) == ("2", "2")
    assert new.place.endswith("二组") and new.reported_by == "王文书"


def test_the_first_report_is_due_half_an_hour_after_the_order(
    village: EmergencyVillage, running: str
) -> None:
    # domain.md 10: the village's own target is 30 minutes
    found = reports.get_report(village.at(29), reported(village, running, 28))
    assert not found.was_late
    other = starting.start(village.at(0), NewMobilisation("02", "2"))
    assert reports.get_report(village.at(45), reported(village, other, 40)).was_late


def test_every_page_hears_of_a_first_report_that_is_late(village: EmergencyVillage, running: str) -> None:
    before = reminders.read_emergency(village.at(29)).reports_late
    after = reminders.read_emergency(village.at(31)).reports_late
    assert after > before
    reported(village, running, 32)
    assert reminders.read_emergency(village.at(33)).reports_late == after - 1


def test_the_next_report_goes_on_from_the_one_before(village: EmergencyVillage, running: str) -> None:
    reported(village, running, 20, figures={"affected": "9", "moved": "2", "crop_affected": "1.25"})
    new = reports.suggest_report(village.at(60), running)
    assert (new.kind, new.figures["crop_affected"]) == (ReportKind.FOLLOWUP, "1.25")


def test_a_lower_figure_is_refused_until_it_is_explained(village: EmergencyVillage, running: str) -> None:
    reported(village, running, 20, figures={"affected": "9"})
    office = village.at(60)
    lower = replace(reports.suggest_report(office, running), figures={"affected": "7"})
    with pytest.raises(ProblemError) as error:
        reports.write_report(office, lower)
    assert codes_of(error) == ["MOB-062"]
    reports.write_report(office, replace(lower, reasons={"affected": "两人重复计算"}))


def test_a_report_that_went_up_is_changed_by_a_new_one_that_names_it(
    village: EmergencyVillage, running: str
) -> None:
    first = reported(village, running, 20)
    office = village.at(30)
    with pytest.raises(ProblemError) as error:
        reports.write_report(office, reports.suggest_report(office, running), first)
    assert codes_of(error) == ["MOB-069"]
    correction = reports.suggest_report(office, corrects_id=first)
    made, _ = reports.write_report(office, replace(correction, figures={"affected": "3", "moved": "2"}))
    found = {each.row.id: each for each in reports.list_reports(office, running)}
    assert (found[made].row.corrects_id, found[first].corrected_by) == (first, found[made].row.report_no)


def test_one_that_has_not_gone_up_is_changed_and_taken_out(village: EmergencyVillage, running: str) -> None:
    office = village.at(20)
    new = reports.suggest_report(office, running)
    report_id, _ = reports.write_report(office, new)
    reports.write_report(office, replace(new, text="水还在涨"), report_id)
    assert reports.get_report(office, report_id).row.text == "水还在涨"
    reports.remove_report(office, report_id)
    with pytest.raises(ProblemError) as error:
        reports.get_report(office, report_id)
    assert codes_of(error) == ["MOB-068"]


def test_names_of_the_dead_may_follow_but_not_after_the_final_report(
    village: EmergencyVillage, running: str
) -> None:
    office = village.at(20)
    new = replace(reports.suggest_report(office, running), figures={"affected": "9", "dead": "1"})
    _, warned = reports.write_report(office, new)
    assert [each.code for each in warned] == ["MOB-063"]
    final = replace(new, kind=ReportKind.FINAL)
    with pytest.raises(ProblemError) as error:
        reports.write_report(office, final)
    assert codes_of(error) == ["MOB-063"]
    reports.write_report(office, replace(final, deaths=(DeadPerson("周某", "男", "61"),)))


def test_how_it_went_up_has_to_be_said(village: EmergencyVillage, running: str) -> None:
    office = village.at(20)
    report_id, _ = reports.write_report(office, reports.suggest_report(office, running))
    with pytest.raises(ProblemError) as error:
        reports.mark_reported(office, report_id, "", "")
    assert codes_of(error) == ["MOB-070", "MOB-070"]
    with pytest.raises(ProblemError) as early:
        reports.mark_reported(office, report_id, "phone", "镇应急办", "3:00")
    assert codes_of(early) == ["MOB-075"]


def test_photos_are_asked_for_while_a_response_is_on(village: EmergencyVillage, running: str) -> None:
    # 应急〔2020〕19号: three photos when a response is on
    report_id = reported(village, running, 20, response_on=True)
    found = reports.get_report(village.at(21), report_id)
    assert (found.photos, found.photos_wanted) == (0, 3)


def test_a_village_without_any_mobilisation_can_report_too(village: EmergencyVillage) -> None:
    office = village.at(20)
    new = reports.NewReport(
        ReportKind.FIRST, "04", "2026-06-20 3:00", figures={"crop_affected": "2"}, reported_by="王文书"
    )
    report_id, warned = reports.write_report(office, new)
    assert (warned, reports.get_report(office, report_id).due_at) == ((), None)
