"""Invented contents for every sheet template, over the quarter of the sample pieces."""

from desktop.reports.data import Sheet
from desktop.reports.specimen import specimen_sheet
from desktop.reports.template import Template
from tests.unit.reports import pieces


def filled(template: Template, rows: int = 12) -> Sheet:
    """The template with so many rows in each of its tables."""
    number = "999901101201-2026-V-0007-v1"
    return specimen_sheet(template, pieces.VILLAGE, pieces.QUARTER, pieces.PUBLICATION, number, rows)
