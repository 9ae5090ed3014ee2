"""How much the gate catches and how seldom it stops a notice for nothing, over every layout."""

import random

import pytest

from desktop.reports.building import build_notice
from desktop.reports.gate import GateRules, inspect, office_phones
from desktop.reports.rendering import render
from desktop.reports.template import list_templates
from tests.unit.reports.plants import harmless, plant

SHEETS = [each for each in list_templates() if each.kind == "sheet"]


def found(name, sheet):
    pdf = render(build_notice(name, sheet), draft=False)
    return inspect(pdf, GateRules(office_phones(sheet), sheet.number))


def caught_and_stopped(first, count):
    """Plants that got through, and harmless notices that were stopped, each by its seed."""
    missed, stopped = [], []
    for seed in range(first, first + count):
        chance = random.Random(seed)
        template = chance.choice(SHEETS)
        planted = plant(template, chance)
        if not found(template.name, planted.sheet):
            missed.append((seed, template.name, planted.kind, planted.disguise))
        if problems := found(template.name, harmless(template, chance)):
            stopped.append((seed, template.name, [each.code for each in problems]))
    return missed, stopped


def test_of_150_planted_numbers_none_gets_through_and_of_150_clean_notices_none_is_stopped():
    assert caught_and_stopped(0, 150) == ([], [])


@pytest.mark.release
def test_of_ten_thousand_planted_numbers_at_most_ten_get_through():
    missed, stopped = caught_and_stopped(1_000, 10_000)
    assert len(missed) <= 10, missed
    assert len(stopped) <= 100, stopped
