"""The form that goes to a household and comes back in handwriting (入户登记表)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import Block, Form, FormField, HeadLine, Notice, Row, SignatureLine, Table
from desktop.reports.template import TableTemplate, template

LINE_MM = 9.0
"""Height of a line to write in; below 8 mm a name in characters does not fit."""

_SPARE_ROWS = 3
_LEAST_ROWS = 6
_NEEDS_LINES = 2


@dataclass(frozen=True, slots=True)
class HouseholdForm:
    """What a form says before anybody writes on it.

    Attributes:
        village: Whose register it is.
        printed_on: Day of the print.
        number: Household number, which the QR code holds too; "" leaves the code out.
        household: Values of the boxes by identifier; what is missing stays empty.
        members: Values of each member by identifier, in booklet order; () for an empty form.
    """

    village: Village
    printed_on: date
    number: str
    household: Mapping[str, str]
    members: Sequence[Mapping[str, str]] = ()


_HOUSEHOLD_BOXES = (
    *(("household_no", "户编号", 1), ("head", "户主", 1), ("household_phone", "联系电话", 1)),
    *(("villager_group", "村民小组", 1), ("hamlet", "自然村", 1), ("grid", "所属网格", 1)),
    *(("address", "门牌地址", 2), ("hukou_type", "户口类别", 1)),
)
_PROPERTY_BOXES = (
    *(("dwelling_structure", "住房结构", 1), ("built_year", "建造年份", 1), ("floor_area", "建筑面积", 1)),
    *(("safety_grade", "安全等级", 1), ("occupied_area", "宅基地", 1), ("contract_area", "承包地", 1)),
    *(("annual_income", "家庭年收入", 1), ("vehicle", "机动车", 1), ("farm_machine", "农机具", 1)),
)


def build_household_form(data: HouseholdForm) -> Notice:
    """Lay a form's values out as a piece to print; rows are left over for who is not known yet.

    Raises:
        ProblemError: DOC-020 the template is missing or faulty.
    """
    chosen = template("household_form")
    values = {
        "place": data.village.county + data.village.town + data.village.name,
        "printed_on": day_words(data.printed_on),
        "whose": "　".join(part for part in (data.household.get("head", ""), data.number) if part),
        "handling": chosen.phrases["filled" if data.members else "blank"],
    }
    head = chosen.head
    rows = max(_LEAST_ROWS, len(data.members) + _SPARE_ROWS)
    who, rest = (_members(block, data, rows) for block in chosen.blocks if isinstance(block, TableTemplate))
    needs = FormField("主要困难诉求", "", 3)
    blocks: tuple[Block, ...] = (
        _boxes(_HOUSEHOLD_BOXES, data.household),
        who,
        _boxes(_PROPERTY_BOXES, data.household, caption="住房、土地和收入"),
        rest,
        Form((needs,), line_mm=LINE_MM * _NEEDS_LINES),
    )
    return Notice(
        title=chosen.title,
        period=values["printed_on"],
        page=chosen.page,
        blocks=blocks,
        head=HeadLine(*(part.format_map(values) for part in (head.left, head.centre, head.right))),
        notes=tuple(note.format_map(values) for note in chosen.notes),
        signature=SignatureLine(chosen.signatures, seal=False),
        coded=False,
        template=f"{chosen.name} v{chosen.version}",
        # scanners read other letters in different ways
        scan=data.number if data.number.isascii() else "",
    )


def _boxes(boxes: Sequence[tuple[str, str, int]], values: Mapping[str, str], caption: str = "") -> Form:
    fields = tuple(FormField(label, values.get(key, ""), span) for key, label, span in boxes)
    return Form(fields, caption=caption, line_mm=LINE_MM)


def _members(block: TableTemplate, data: HouseholdForm, rows: int) -> Table:
    lines = tuple(_line(block, data.members, number) for number in range(rows))
    return Table(tuple(each.column for each in block.columns), lines, block.caption, "", row_mm=LINE_MM)


def _line(block: TableTemplate, members: Sequence[Mapping[str, str]], number: int) -> Row:
    member = members[number] if number < len(members) else {}
    return Row(
        tuple(
            str(number + 1) if column.value == "serial" else member.get(column.value, "")
            for column in block.columns
        )
    )
