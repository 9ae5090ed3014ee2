"""The red and black board: approved entries of the period by head, item and day; praise may be typed too."""

from datetime import date

from desktop.domain.accounts import Right
from desktop.domain.household_board import RED
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import template
from desktop.services.boards.entries import BoardEntry
from desktop.services.boards.printable import entries_to_print
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered


def compile_points_board(common: Common) -> Sheet:
    """What was approved for the period and may still be published.

    What is to be mended comes only from the store of boards: there the household was told first.

    Raises:
        ProblemError: SYS-403.

    Source:
        domain.md 5.2: publication shows the head of household, the item and the day only.
    """
    common.office.require(Right.READ_NOTICES)
    sheet = compile_entered(common, template(common.request.template))
    entries = entries_to_print(common.office, common.period.first.isoformat(), common.period.last.isoformat())
    corrected = common.request.corrects
    shown = [entry for entry in entries if not entry.row.notice_id or entry.row.notice_id == corrected]
    praised = (*(_row(each, "deed") for each in shown if each.row.colour == RED), *sheet.tables["praised"])
    to_mend = tuple(_row(each, "matter") for each in shown if each.row.colour != RED)
    return Sheet(
        village=sheet.village,
        period=sheet.period,
        number=sheet.number,
        bodies=sheet.bodies,
        publication=sheet.publication,
        values=sheet.values,
        tables={"praised": praised, "to_mend": to_mend},
    )


def _row(entry: BoardEntry, column: str) -> dict[str, SheetValue]:
    return {
        "head": entry.household.head,
        "group": entry.household.group,
        "hamlet": "",
        column: entry.item_label,
        "day": date.fromisoformat(entry.row.found_on),
        ORIGIN: f"board_entry/{entry.row.id} household/{entry.row.household_id}",
    }
