"""Dated rules: the most specific place wins, only what is in force counts."""

from datetime import date

import pytest

from desktop.domain.rules import NATION, Certainty, get_rule, list_rules, rule_or_first

TODAY = date(2026, 11, 1)


def test_a_province_overrides_the_nation_inside_its_borders_only():
    assert get_rule("disclosure.post.days", TODAY, "370102001201").value == 5
    assert get_rule("disclosure.post.days", TODAY, "330825002222").value == 7
    assert get_rule("disclosure.post.days", TODAY).value == 7


def test_before_its_first_day_a_rule_does_not_hold():
    assert get_rule("disclosure.post.days", date(2018, 10, 31), "370102001201").jurisdiction == NATION
    with pytest.raises(KeyError):
        get_rule("obligation.P01.per_quarter", date(2018, 10, 27))


def test_a_day_before_all_rules_of_a_name_can_ask_for_the_first_there_was():
    assert rule_or_first("obligation.P01.per_quarter", date(1990, 1, 1)).valid_from == date(2018, 10, 28)
    assert rule_or_first("disclosure.post.days", TODAY, "370102001201").value == 5


def test_an_unknown_rule_is_refused():
    with pytest.raises(KeyError):
        get_rule("no.such.rule", TODAY)
    with pytest.raises(ValueError, match="empty"):
        rule_or_first("no.such.rule", TODAY)


def test_every_rule_names_its_source_its_unit_and_how_sure_it_is():
    rules = list_rules()
    assert rules
    assert all(rule.source and rule.unit and isinstance(rule.certainty, Certainty) for rule in rules)


def test_each_key_has_a_rule_for_the_whole_nation():
    keys = {rule.key for rule in list_rules()}
    assert all(get_rule(key, TODAY).jurisdiction == NATION for key in keys)
