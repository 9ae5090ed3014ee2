"""A mobilisation drill of the invented village, from the order to the final report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any, Protocol

from desktop.domain.disaster_report import ReportKind
from desktop.domain.mobilisation_rate import MarkKind
from desktop.sample.office import SampleOffice
from desktop.services.mobilisation import callers, marks, reports, starting
from desktop.services.mobilisation.board import (
    CALL_TABLE,
    LINE_TABLE,
    PERSON_TABLE,
    Board,
    read_board,
)
from desktop.services.mobilisation.marks import NewMark
from desktop.services.mobilisation.starting import NewMobilisation
from desktop.services.office import Office
from desktop.services.sample_clock import office_on

_HOUR = 9
_WORKERS = 4
_YOUNGEST, _OLDEST = 25, 58


class Known(Protocol):
    """Record ids by sample key, for everybody the register knows."""

    @property
    def persons(self) -> Mapping[str, str]:
        """Of people."""


def enter_drill(
    office: Office, sample: SampleOffice, ids: Known, sites: Sequence[str], drill: Mapping[str, Any]
) -> None:
    """Name who calls in each grid, then hold a drill of one group and the households below some sites.

    Args:
        office: The office at work.
        sample: The invented office.
        ids: Who is who in the register.
        sites: Hazard sites of the area.
        drill: The entry ``drill`` of the sample's data.
    """
    _name_callers(office, sample, ids)
    begins = office_on(office, office.today() - timedelta(drill["days"]), _HOUR).clock().astimezone(UTC)

    def at(minutes: int) -> Office:
        moment = begins + timedelta(minutes=minutes)
        return replace(office, clock=lambda: moment)

    new = NewMobilisation(
        drill["kind"],
        drill["level"],
        drill["text"],
        drill["source"],
        (sample.groups[drill["group"]].name,),
        tuple(sites),
        is_drill=True,
    )
    drill_id = starting.start(at(0), new)
    board = read_board(at(0), drill_id)
    _answer(at, drill_id, board)
    _reach(at, drill_id, board)
    _report(at, drill_id, "first", drill, 24)
    _count(at, drill_id, board)
    marks.call_off(at(65), drill_id, drill["source"], text=drill["clear_text"])
    home = [
        NewMark(LINE_TABLE, line.row.id, MarkKind.RETURNED, way="door")
        for line in board.lines
        if _is_moved(line.row.site_id, needs_help=line.row.needs_help)
    ]
    marks.add_marks(at(85), drill_id, home)
    _report(at, drill_id, "final", drill, 110)


def _name_callers(office: Office, sample: SampleOffice, ids: Known) -> None:
    day = office.today()
    for grid in callers.list_grid_staff(office):
        groups = [group for group in sample.groups if group.grid == grid.name]
        able = [
            one
            for group in groups
            for household in sample.in_group(group)
            for one in sample.members(household)
            if one.key in ids.persons and one.mobile and one.residence_state == "10"
            if one.is_present and _YOUNGEST <= one.age_on(day) <= _OLDEST
        ]
        able.sort(key=lambda one: not one.party_stage)
        if able:
            chosen = [ids.persons[one.key] for one in able[: _WORKERS + 1]]
            callers.set_grid_staff(office, grid.grid_id, chosen[0], chosen[1:])


def _is_moved(site_id: str, *, needs_help: bool) -> bool:
    return bool(site_id) or needs_help


def _answer(at: Callable[[int], Office], drill_id: str, board: Board) -> None:
    """Everybody answers in time but two: one later, one whose answer is written down afterwards."""

    def mark(place: int, kind: MarkKind, typed: str = "") -> NewMark:
        return NewMark(CALL_TABLE, board.calls[place].row.id, kind, typed, way="phone")

    places = range(len(board.calls))
    slow, late = places[-1], places[-2] if len(places) > 3 else -1
    for minutes, wanted in ((3, places[:2]), (6, places[2:5]), (9, places[5:])):
        answered = [mark(place, MarkKind.ACKNOWLEDGED) for place in wanted if place not in (slow, late)]
        if answered:
            marks.add_marks(at(minutes), drill_id, answered)
    marks.add_marks(at(10), drill_id, [mark(slow, MarkKind.NO_ANSWER)])
    marks.add_marks(at(13), drill_id, [mark(0, MarkKind.ON_SITE)])
    marks.add_marks(at(17), drill_id, [mark(slow, MarkKind.ACKNOWLEDGED)])
    if late in places:
        typed = f"{board.started_at.astimezone() + timedelta(minutes=8):%H:%M}"
        marks.add_marks(at(58), drill_id, [mark(late, MarkKind.ACKNOWLEDGED, typed)])


def _reach(at: Callable[[int], Office], drill_id: str, board: Board) -> None:
    """Who is below a site or needs help is brought away, the others are told; two are found later."""
    moved = [line for line in board.lines if _is_moved(line.row.site_id, needs_help=line.row.needs_help)]
    told = [line for line in board.lines if line not in moved]
    lost = told[-2:]
    shelter = board.shelters[0].id
    for minutes, some, kind in (
        (8, told[: len(told) // 2], MarkKind.TOLD),
        (13, told[len(told) // 2 : -2], MarkKind.TOLD),
        (14, lost, MarkKind.UNREACHED),
        (12, moved[: len(moved) // 2], MarkKind.MOVED),
        (21, moved[len(moved) // 2 :], MarkKind.MOVED),
        (27, lost, MarkKind.TOLD),
    ):
        new = [
            NewMark(
                LINE_TABLE,
                line.row.id,
                kind,
                shelter_id=(line.row.shelter_id or shelter) if kind is MarkKind.MOVED else "",
                reported_by=line.caller,
                way="door" if kind is MarkKind.MOVED else "phone",
            )
            for line in some
        ]
        if new:
            marks.add_marks(at(minutes), drill_id, new)


def _count(at: Callable[[int], Office], drill_id: str, board: Board) -> None:
    """In the first round one is not there, who is found in his field; in the second nobody is missing."""
    now = read_board(at(30), drill_id)
    expected: dict[str, int] = {}
    for line in now.lines:
        if line.mark is not None and line.mark.kind is MarkKind.MOVED:
            expected[line.mark.shelter_id] = expected.get(line.mark.shelter_id, 0) + line.row.people
    first = next(iter(expected), "")
    if not first:
        return
    who = next(call.row.person_id for call in reversed(board.calls) if call.row.person_id)
    marks.count_heads(at(31), drill_id, 1, expected | {first: expected[first] - 1})
    marks.add_marks(at(33), drill_id, [NewMark(PERSON_TABLE, who, MarkKind.MISSING, text="清点时不在")])
    marks.add_marks(
        at(39), drill_id, [NewMark(PERSON_TABLE, who, MarkKind.FOUND, text="在菜地，已带到避灾点")]
    )
    marks.count_heads(at(60), drill_id, 2, expected)


def _report(
    at: Callable[[int], Office], drill_id: str, kind: str, drill: Mapping[str, Any], minutes: int
) -> None:
    acting = at(minutes)
    new = replace(
        reports.suggest_report(acting, drill_id),
        kind=ReportKind(kind),
        text=drill[f"{kind}_text"],
        ended_at=""
        if kind == "first"
        else f"{acting.clock().astimezone() - timedelta(minutes=45):%Y-%m-%d %H:%M}",
    )
    made, _ = reports.write_report(acting, new)
    reports.mark_reported(at(minutes + 2), made, "phone", drill["reported_to"])
