"""Alerts: in force from moment to moment, with what they ask of sites and of visits."""

from datetime import date

import pytest

from desktop.domain.problem import ProblemError
from desktop.services.patrols import alerts
from desktop.services.patrols.alerts import NewAlert
from tests.support.patrols import PatrolVillage


def test_an_alert_counts_for_every_day_that_it_touches(village: PatrolVillage) -> None:
    office = village.office
    alerts.add_alert(office, NewAlert("01", "1", "2026-06-09 23:30", "2026-06-11 00:30"))
    days = [date(2026, 6, day) for day in (8, 9, 10, 11, 12)]
    assert [len(alerts.alert_on(office, day)) for day in days] == [0, 1, 1, 1, 0]


def test_an_alert_without_an_end_lasts(village: PatrolVillage) -> None:
    one = alerts.add_alert(village.office, NewAlert("06", "4", "3:10"))
    (found,) = alerts.alert_on(village.office, date(2026, 7, 1))
    assert (found.words, found.watches_people, found.every_hours) == ("寒潮低温蓝色预警", True, 24)
    alerts.end_alert(village.office, one)
    assert alerts.alert_on(village.office, date(2026, 7, 1)) == ()
    assert not alerts.list_alerts(village.office)[0].is_on


def test_the_hours_ordered_take_the_place_of_the_rules(village: PatrolVillage) -> None:
    alerts.add_alert(village.office, NewAlert("01", "2", "3:10", every_hours="1"))
    alerts.add_alert(village.office, NewAlert("01", "2", "3:10"))
    assert {each.every_hours for each in alerts.list_alerts(village.office)} == {1, 3}


def test_an_alert_concerns_the_kinds_of_its_rule(village: PatrolVillage) -> None:
    alerts.add_alert(village.office, NewAlert("09", "2", "3:10"))
    (found,) = alerts.list_alerts(village.office)
    assert found.concerns("H4")
    assert not found.concerns("H1")
    assert not found.watches_people


def test_everything_wrong_with_an_alert_is_told_at_once(village: PatrolVillage) -> None:
    with pytest.raises(ProblemError) as error:
        alerts.add_alert(village.office, NewAlert("", "", "中午", "x", every_hours="0"))
    assert [problem.code for problem in error.value.problems] == ["PTL-001", "PTL-002", "PTL-002", "PTL-004"]
    with pytest.raises(ProblemError, match="PTL-003"):
        alerts.add_alert(village.office, NewAlert("01", "1", "2026-06-10 03:10", "2026-06-10 03:10"))


def test_an_alert_entered_by_mistake_is_removed(village: PatrolVillage) -> None:
    one = alerts.add_alert(village.office, NewAlert("01", "1", "3:10"))
    alerts.remove_alert(village.office, one)
    assert alerts.list_alerts(village.office) == ()
    with pytest.raises(ProblemError, match="PTL-005"):
        alerts.end_alert(village.office, one)
