"""Call tree and door lists of a whole village of 1,200 people, against a bare canvas.

They are what is wanted first when the order comes, before the power goes. The bare canvas draws the same
texts and rules at the same places with the same fonts and decides nothing.
"""

import io
import statistics
from collections.abc import Sequence
from datetime import date

from desktop.domain.call_tree import Caller, CallRole, TreeHousehold, build_call_tree
from desktop.domain.village import Village
from desktop.reports.document import Notice
from desktop.reports.fonts import Role, face
from desktop.reports.laid_page import LaidNotice
from desktop.reports.layout import lay_out
from desktop.reports.mobilisation_sheets import (
    DoorLine,
    DoorList,
    SheetHead,
    TreeArea,
    TreeLine,
    build_call_tree_sheet,
    build_door_list,
)
from desktop.reports.rendering import render_together
from tests.benchmarks.clock import seconds
from tests.benchmarks.row import BenchRow

_HOUSEHOLDS, _PEOPLE_EACH, _GRIDS = 400, 3, 3
_NAME = f"call tree and door lists of {_HOUSEHOLDS * _PEOPLE_EACH:,} people"
_VILLAGE = Village("示范村", "999901101201", "示范镇", "示范县", "示范市", "示范省")


def run() -> list[BenchRow]:
    """Measure; times in milliseconds, medians in the open program."""
    notices = _papers()
    laid = [lay_out(each) for each in notices]
    ours = [seconds(lambda: render_together(_papers())) for _ in range(5)]
    canvas = [seconds(lambda: _bare_canvas(laid)) for _ in range(5)]
    mine, floor = statistics.median(ours) * 1000, statistics.median(canvas) * 1000
    return [
        BenchRow(_NAME, mine, "raw reportlab canvas", floor, "ms", mine / floor, "<= 1 s", mine <= 1000),
    ]


def _papers() -> Sequence[Notice]:
    """The tree reckoned and both papers built, as the program does after the register was read."""
    households = [
        TreeHousehold(
            f"{number}", str(number % _GRIDS), needs_help=number % 12 == 0, contact=_contact(number)
        )
        for number in range(_HOUSEHOLDS)
    ]
    staff = [
        Caller(f"w{number}", "王建国", "13800138000", CallRole.WORKER if number > 2 else CallRole.HEAD, unit)
        for number in range(15)
        for unit in (str(number % _GRIDS),)
    ]
    tree = build_call_tree(households, staff)
    head = SheetHead(_VILLAGE, "台风　红色", "Y-001", "全村转移", "6月20日 03:10", False, date(2026, 6, 20))
    areas = [
        TreeArea(
            f"第{unit}网格",
            tuple(
                TreeLine(
                    str(number),
                    call.caller.name,
                    "网格员",
                    call.caller.phone,
                    call.called_by,
                    tuple((each, "张德根", "13800138000") for each in call.households),
                )
                for number, call in enumerate(tree.calls, start=1)
                if call.caller.unit == str(unit)
            ),
        )
        for unit in range(_GRIDS)
    ]
    lines = {
        each.id: DoorLine(
            each.id,
            "张德根",
            f"上坪{each.id}号",
            ("13800138000",),
            ("张德根", "王秀英", "张小明"),
            "高龄老人" if each.needs_help else "",
            "村小学",
            "王建国",
        )
        for each in households
    }
    doors = [
        DoorList(
            f"第{unit}网格",
            "王建国 13800138000",
            tuple(lines[each.id] for each in households if each.unit == str(unit) and each.needs_help),
            (
                (
                    "一组",
                    tuple(
                        lines[one.id] for one in households if one.unit == str(unit) and not one.needs_help
                    ),
                ),
            ),
            ("避灾点：村小学（中村1号），可住 200 人",),
        )
        for unit in range(_GRIDS)
    ]
    return [build_call_tree_sheet(head, areas, (), (), ""), *(build_door_list(head, each) for each in doors)]


def _contact(number: int) -> Caller:
    return Caller(
        f"c{number}", "张德根", "13800138000", CallRole.NEIGHBOUR, str(number % _GRIDS), "", f"{number}"
    )


def _bare_canvas(laid: Sequence[LaidNotice]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(
        stream, (laid[0].width, laid[0].height), pageCompression=1, initialFontName=face(Role.BODY).name
    )
    for notice in laid:
        for page in notice.pages:
            for rule in page.rules:
                canvas.setLineWidth(rule.weight)
                canvas.line(rule.x1, rule.y1, rule.x2, rule.y2)
            for text in page.texts:
                canvas.setFont(face(text.role).name, text.size_pt)
                canvas.drawString(text.x, text.y, text.text)
            canvas.showPage()
    canvas.save()
    return stream.getvalue()
