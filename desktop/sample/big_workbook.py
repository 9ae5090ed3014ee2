"""A workbook of many invented people, for measuring the import; written as XML, since speed is the point."""

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from desktop.domain.citizen_id import check_character
from desktop.sample.clean_workbook import HEADINGS
from desktop.sample.names import given_name

_COUNTY = "999901"
_HOUSEHOLDS_IN_GROUP = 400
_GROUPS_IN_VILLAGE = 40
_SURNAMES = "张王徐余李陈吴周郑叶傅毛祝方何胡杨朱姜"
_ONLY = {"男": "独生子", "女": "独生女"}
_NTH = {"男": ("长子", "次子"), "女": ("长女", "次女")}
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    '<Override PartName="/xl/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_ROOT = (
    f'{_PACKAGE_RELATIONS}<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_RELATIONS = (
    f'{_PACKAGE_RELATIONS}<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" '
    'Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
    '<sheet name="人口花名册" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def big_rows(people: int, seed: int = 7) -> Iterator[tuple[str, ...]]:
    """Rows of invented people in households, cells in the order of `clean_workbook.HEADINGS`.

    Every number is valid and occurs once; households have two to five members and up to 40
    groups of 400 households make a village, so that many people mean many villages.

    Args:
        people: How many rows.
        seed: Source of chance.
    """
    rng = Random(seed)  # noqa: S311 - invents people, keeps no secret
    serials: dict[str, int] = {}
    written = household = 0
    while written < people:
        village, place = divmod(household, _HOUSEHOLDS_IN_GROUP * _GROUPS_IN_VILLAGE)
        group, serial = divmod(place, _HOUSEHOLDS_IN_GROUP)
        number = f"{_COUNTY}101{201 + village:03d}{group + 1:02d}{serial + 1:04d}"
        for row in _family(rng, number, group + 1, serial + 1, serials):
            if written == people:
                return
            yield row
            written += 1
        household += 1


def _family(
    rng: Random, household_no: str, group: int, door: int, serials: dict[str, int]
) -> Iterator[tuple[str, ...]]:
    surname = rng.choice(_SURNAMES)
    year = rng.randint(1945, 1992)
    members = [
        ("户主", surname, "男", year, "已婚"),
        ("妻", rng.choice(_SURNAMES), "女", year + rng.randint(-2, 4), "已婚"),
    ]
    children = rng.choice((0, 1, 1, 2))
    born_alike = {"男": 0, "女": 0}
    for place in range(children):
        sex = rng.choice("男女")
        relation = _ONLY[sex] if children == 1 else _NTH[sex][born_alike[sex]]
        born_alike[sex] += 1
        members.append((relation, surname, sex, year + 24 + 3 * place, "未婚"))
    if rng.random() < 0.2:
        members.append(("母亲", rng.choice(_SURNAMES), "女", year - 24, "丧偶"))
    away = rng.random() < 0.3
    for relation, name, sex, born, marital in members:
        birth = date(born, 1, 1) + timedelta(days=rng.randrange(365))
        given = given_name(rng, name, "1" if sex == "男" else "2", birth.year, 2)
        yield (
            household_no,
            relation,
            name + given,
            _citizen_id(birth, sex, serials),
            sex,
            birth.isoformat(),
            "汉族",
            marital,
            rng.choice(("小学毕业", "初中毕业", "普通高中毕业", "大学专科毕业")),
            "中共党员" if rng.random() < 0.05 else "群众",
            f"100{rng.randrange(10**8):08d}",
            "农业家庭户口",
            f"{group}组",
            f"示范村{group}组{door}号",
            "户在人不在(外出)" if away and relation != "母亲" else "户在人在",
            "健康或良好",
            "城乡居民医保",
            "城乡居民养老" if birth.year < 2005 else "未参保",
            "示范市高新区" if away and marital == "已婚" else "",
            "示范市高新区" if away and relation != "母亲" else "",
        )


def _citizen_id(birth: date, sex: str, serials: dict[str, int]) -> str:
    """The next free number of the day; the county's last digit moves on when a day is full."""
    slot = f"{birth:%Y%m%d}{sex}"
    used = serials.get(slot, 0)
    serials[slot] = used + 1
    county, serial = divmod(used, 500)
    first17 = f"{int(_COUNTY) + county}{birth:%Y%m%d}{serial * 2 + (sex == '男'):03d}"
    return first17 + check_character(first17)


def write_big_workbook(path: Path, people: int = 100_000, columns: int = 20, seed: int = 7) -> None:
    """Write a workbook of one sheet with shared strings, as spreadsheets do.

    Args:
        path: The ``.xlsx`` to write; an existing file is replaced.
        people: Rows under the heading; a spreadsheet holds 1,048,575.
        columns: How many of the twenty columns, from the left.
        seed: Source of chance.

    Raises:
        ValueError: More rows or columns than there can be.
    """
    if not 1 <= columns <= len(HEADINGS) or not 0 <= people < 1_048_576:
        raise ValueError(f"{people} rows of {columns} columns do not fit")
    strings: dict[str, int] = {}
    letters = [chr(ord("A") + place) for place in range(columns)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", _CONTENT_TYPES)
        package.writestr("_rels/.rels", _ROOT)
        package.writestr("xl/workbook.xml", _BOOK)
        package.writestr("xl/_rels/workbook.xml.rels", _BOOK_RELATIONS)
        package.writestr("xl/styles.xml", _STYLES)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(
                f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}"><sheetData>'.encode()
            )
            sheet.write(_row_xml(1, HEADINGS, letters, strings))
            for number, cells in enumerate(big_rows(people, seed), 2):
                sheet.write(_row_xml(number, cells, letters, strings))
            sheet.write(b"</sheetData></worksheet>")
        with package.open("xl/sharedStrings.xml", "w", force_zip64=True) as shared:
            head = f'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">'
            shared.write(head.encode())
            shared.write("".join(f"<si><t>{escape(text)}</t></si>" for text in strings).encode())
            shared.write(b"</sst>")


def _row_xml(number: int, cells: tuple[str, ...], letters: list[str], strings: dict[str, int]) -> bytes:
    written = "".join(
        f'<c r="{letter}{number}" s="1" t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>'
        for letter, cell in zip(letters, cells, strict=False)
        if cell
    )
    return f'<row r="{number}">{written}</row>'.encode()
