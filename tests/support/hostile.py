"""Makes files that a reader of workbooks may meet in bad company or after bad luck.

Every file comes with the problem codes it may end in; an empty set means that any answer will do,
rows included, as long as it is an answer.
"""

import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import openpyxl

from tests.support.workbook_bytes import Repeated, archive, compound_file, ods, xls, xlsb

_ROWS = [["姓名", "身份证号", "年龄"], *[[f"张{n}", f"99990119800229{n:04d}", 40.0 + n] for n in range(30)]]
_ZEROS = bytes(1_000_000)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True)
class Hostile:
    """One file: its name, its bytes, and the codes it may end in (empty: anything but a crash)."""

    name: str
    content: bytes
    codes: frozenset[str] = frozenset()


def _good_xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in _ROWS:
        book.active.append(row)
    book.active.merge_cells("A40:B41")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parts(content: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def _with(content: bytes, **changed: bytes | Repeated) -> bytes:
    """An archive with parts exchanged; names are given with ``__`` for the slash and ``_x`` for ``.xml``."""
    parts: dict[str, str | bytes | Repeated] = {**_parts(content)}
    for name, body in changed.items():
        parts[name.replace("__", "/").replace("_x", ".xml")] = body
    return archive(parts)


def _sheet(body: str) -> bytes:
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'.encode()
    )


def _codes(*codes: str) -> frozenset[str]:
    return frozenset(codes)


def bombs() -> Iterator[Hostile]:
    """Archives that unpack to far more than they weigh, or to far too many parts."""
    base = _good_xlsx()
    bomb = _codes("IMP-009")
    for n in range(10):
        blanks = Repeated(b" " * 1_000_000, 60 + 25 * n)
        yield Hostile(f"ratio{n}.xlsx", _with(base, xl__worksheets__sheet1_x=blanks), bomb)
    for n in range(4):
        parts = _parts(base)
        parts.update({f"xl/media/{i}.bin": b"x" for i in range(2000 + 500 * n)})
        yield Hostile(f"parts{n}.xlsx", archive(parts), bomb)
    for n, kind in enumerate(("xlsb", "ods")):
        inner = xlsb(_ROWS) if kind == "xlsb" else ods(_ROWS)
        name = "xl/worksheets/sheet1.bin" if kind == "xlsb" else "content.xml"
        yield Hostile(f"ratio-{n}.{kind}", archive({**_parts(inner), name: Repeated(_ZEROS, 120)}), bomb)
    # The directory says little, the stream unpacks to much: the size in the directory is a lie.
    told = _with(base, xl__worksheets__sheet1_x=Repeated(b"<a>" * 1_000_000, 30))
    for n in range(4):
        content = bytearray(told)
        real = struct.pack("<I", 90_000_000)
        at = content.find(real)
        while at >= 0:
            content[at : at + 4] = struct.pack("<I", 5000 + n)
            at = content.find(real, at + 4)
        yield Hostile(f"lying{n}.xlsx", bytes(content), _codes("IMP-009", "IMP-011"))
    for n in range(3):
        nested = archive({f"{i}.zip": archive({"a": Repeated(_ZEROS, 10)}) for i in range(5 + n)})
        yield Hostile(f"nested{n}.xlsx", nested, _codes("IMP-007"))


def far_cells() -> Iterator[Hostile]:
    """One cell so far out that a dense table of all cells before it would not fit anywhere."""
    base = _good_xlsx()
    far = _codes("IMP-010")
    for cell in (
        "XFD1048576 XFD1 A1048576 SG1 TA5 ZZ9 AAA1 A200001 B999999 SH200 "
        "XFC1048575 C300000 AZ500000 ABC12 A1000000"
    ).split():
        body = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{cell}"><v>1</v></c></row>'
        yield Hostile(f"far-{cell}.xlsx", _with(base, xl__worksheets__sheet1_x=_sheet(body)), far)
    for n in range(3):
        cells = "".join(f'<c r="A{row}"><v>1</v></c>' for row in range(1, 2000))
        body = f"<row>{cells}</row>" + " " * n + '<row><c s="0" r="XFD1048576"><v>1</v></c></row>'
        yield Hostile(f"far-late{n}.xlsx", _with(base, xl__worksheets__sheet1_x=_sheet(body)), far)
    for row, column in ((1048575, 16383), (1048575, 600), (250_000, 16383)):
        codes = _codes("IMP-010", "IMP-015", "IMP-016", "IMP-017")
        yield Hostile(f"far-{row}-{column}.xlsb", xlsb(_ROWS, far=(row, column)), codes)
    for n, times in enumerate((16384, 1_000_000, 2_000_000_000, 4_294_967_296)):
        cell = (
            f'<table:table-cell table:number-columns-repeated="{times}" '
            'office:value-type="float" office:value="1"/>'
        )
        tail = f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'
        codes = _codes("IMP-010", "IMP-011", "IMP-015", "IMP-016", "IMP-017")
        yield Hostile(f"repeated{n}.ods", ods(_ROWS, tail=tail), codes)


def entities() -> Iterator[Hostile]:
    """Entity bombs and references to files and addresses."""
    base = _good_xlsx()
    refused = _codes("IMP-012", "IMP-011")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    kinds = {
        "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>',
        "file": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        "net": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/">]>',
        "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
        "quadratic": f'<!DOCTYPE x [<!ENTITY l9 "{"a" * 50_000}">]>',
    }
    for name, doctype in kinds.items():
        sheet = doctype.encode() + _sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>')
        sheet = sheet.replace(b'<?xml version="1.0"?>', b"")
        yield Hostile(f"{name}-sheet.xlsx", _with(base, xl__worksheets__sheet1_x=sheet), refused)
        strings = f'{doctype}<sst xmlns="{_MAIN}"><si><t>&l9;</t></si></sst>'.encode()
        yield Hostile(f"{name}-strings.xlsx", _with(base, xl__sharedStrings_x=strings), refused)
        book = doctype.encode() + bytes(_parts(base)["xl/workbook.xml"])
        yield Hostile(f"{name}-book.xlsx", _with(base, xl__workbook_x=book), refused)
        content = bytes(_parts(ods(_ROWS))["content.xml"]).replace(b"?>", b"?>" + doctype.encode(), 1)
        parts = _parts(ods(_ROWS))
        parts["content.xml"] = content
        yield Hostile(f"{name}.ods", archive(parts))


def impostors() -> Iterator[Hostile]:
    """Files that are not what their name says."""
    other = _codes("IMP-006", "IMP-007", "IMP-011")
    page = "<html><head><meta charset='gbk'></head><body><table><tr><td>姓名</td></tr></table></body></html>"
    xml = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    )
    bodies = {
        "page": page.encode("gbk"),
        "page8": b"\xef\xbb\xbf" + page.encode(),
        "page16": page.encode("utf-16"),
        "xml2003": xml.encode(),
        "mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + page.encode(),
        "pdf": b"%PDF-1.7\n" + b"\x00\x01" * 400,
        "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
        "jpg": b"\xff\xd8\xff\xe0" + b"\0" * 500,
        "rar": b"Rar!\x1a\x07\x00" + b"\0" * 500,
        "exe": b"MZ" + b"\0" * 500,
        "sqlite": b"SQLite format 3\0" + b"\0" * 500,
        "docx": archive({"word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>"}),
        "pptx": archive({"ppt/presentation.xml": "<p/>"}),
        "zip": archive({"a.txt": "b"}),
        "doc": compound_file("WordDocument", b"\0" * 5000),
        "msi": compound_file("Something", b"\0" * 5000),
        "odt": archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
    }
    for name, content in bodies.items():
        for suffix in ("xls", "xlsx"):
            yield Hostile(f"{name}.{suffix}", content, other)
    for name, content in {
        "xlsx": _good_xlsx(),
        "xls": xls(_ROWS),
        "xlsb": xlsb(_ROWS),
        "ods": ods(_ROWS),
    }.items():
        for suffix in ("csv", "et", "txt"):
            yield Hostile(f"{name}-as.{suffix}", content, _codes("rows"))
    yield Hostile("empty.xlsx", b"", _codes("IMP-003"))
    yield Hostile("words.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, _codes("IMP-005"))


def locked() -> Iterator[Hostile]:
    """Files with a password."""
    code = _codes("IMP-004")
    yield Hostile("locked.xlsx", compound_file("EncryptedPackage", b"\0" * 6000), code)
    for kind in range(3):
        filepass = struct.pack("<HHH", 0x002F, 6, kind) + b"\x01\x00\x01\x00"
        yield Hostile(f"locked{kind}.xls", xls(_ROWS, extra=filepass), code)
    parts = _parts(ods(_ROWS))
    parts["META-INF/manifest.xml"] = "<manifest:encryption-data/>"
    yield Hostile("locked.ods", archive(parts), code)
    content = bytearray(_good_xlsx())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    yield Hostile("zip-locked.xlsx", bytes(content), code)


def texts() -> Iterator[Hostile]:
    """Text files that break rules."""
    yield Hostile(
        "quote.csv", ("姓名,住址\n" + '张三,"没有收尾\n' * 20_000).encode(), _codes("IMP-014", "rows")
    )
    yield Hostile("wide.csv", (",".join("a" * 700) + "\n").encode(), _codes("IMP-010"))
    yield Hostile("long.csv", b"a,b\n" * 200_010, _codes("IMP-010"))
    yield Hostile("field.csv", b"a," + b"x" * 300_000 + b"\n", _codes("IMP-014"))
    yield Hostile("nul.csv", b"a\0b,c\n" * 100, _codes("IMP-007"))
    yield Hostile("half.csv", "姓名,身份证号\n张三".encode("gbk")[:-1] + b"\xff", _codes("IMP-013"))
    yield Hostile("mark.csv", b"\xef\xbb\xbf", _codes("IMP-018"))
    yield Hostile("lines.csv", b"\n" * 500, _codes("IMP-018"))
    yield Hostile("odd16.csv", "姓名,性别\n".encode("utf-16") + b"\x00", _codes("IMP-013"))
    yield Hostile("surrogate.csv", b"\xff\xfe\x00\xd8,\x00", _codes("IMP-013"))
    generator = random.Random(20)
    for n in range(10):
        yield Hostile(f"noise{n}.csv", generator.randbytes(2000))


_XML_CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    lambda r, x: re.sub(
        rb' r="[A-Z]+\d+"', lambda _: r.choice((b' r="A0"', b' r=""', b' r="1A"', b"", b' r="A-1"')), x
    ),
    lambda r, x: re.sub(rb' s="\d+"', lambda _: b' s="%d"' % r.choice((99999, 4294967296, 7)), x),
    lambda r, x: re.sub(
        rb"<v>[^<]*</v>",
        lambda _: b"<v>" + r.choice((b"-1", b"1e999", b"NaN", b"999999", b"", b"\xff")) + b"</v>",
        x,
    ),
    lambda r, x: re.sub(
        rb' t="\w+"', lambda _: b' t="%s"' % r.choice((b"s", b"e", b"b", b"d", b"zz", b"str")), x
    ),
    lambda r, x: x.replace(b"</row>", b"", r.randrange(1, 5)),
    lambda r, x: x.replace(b"<row", b"<row><row", r.randrange(1, 4)),
    lambda r, x: re.sub(
        rb'ref="[^"]*"',
        lambda _: r.choice((b'ref="B2:A1"', b'ref=""', b'ref="A1:"', b'ref="XFD1048576:A1"')),
        x,
    ),
    lambda r, x: x[: r.randrange(len(x))],
    lambda r, x: x[: len(x) // 2] + r.randbytes(40) + x[len(x) // 2 :],
    lambda r, x: x.replace(b"utf-8", r.choice((b"utf-16", b"gb18030", b"nonsense"))),
    lambda r, x: re.sub(rb'(rId|sheetId=")\d+', lambda m: m[1] + b"%d" % r.randrange(10**6), x),
    lambda r, x: re.sub(rb'Target="[^"]*"', lambda _: b'Target="../../../../etc/passwd"', x),
    lambda r, x: re.sub(rb'count="\d+"', lambda _: b'count="4294967295"', x),
    lambda r, x: re.sub(rb'numFmtId="\d+"', lambda _: b'numFmtId="%d"' % r.randrange(500), x),
    lambda r, x: b"",
)


def mutations(count: int, seed: int = 1) -> Iterator[Hostile]:
    """Good files with something broken: XML, bits, length."""
    generator = random.Random(seed)
    bases = {"xlsx": _good_xlsx(), "xls": xls(_ROWS), "xlsb": xlsb(_ROWS), "ods": ods(_ROWS)}
    for n in range(count):
        kind = generator.choice(("xlsx", "xls", "xlsb", "ods"))
        content = bases[kind]
        way = generator.randrange(4)
        if way == 0 and kind in ("xlsx", "ods"):
            parts = _parts(content)
            name = generator.choice([name for name in parts if name.endswith((".xml", ".rels"))])
            for _ in range(generator.randrange(1, 4)):
                parts[name] = generator.choice(_XML_CHANGES)(generator, bytes(parts[name]) or b"<x/>")
            content = archive(parts)
        elif way == 1:
            content = content[: generator.randrange(len(content))]
        elif way == 2 and kind in ("xlsx", "ods", "xlsb"):
            # Bits inside the parts, behind valid checksums, so that they reach the parsers.
            parts = _parts(content)
            name = generator.choice([name for name in parts if parts[name]])
            parts[name] = _flipped(generator, bytes(parts[name]))
            content = archive(parts)
        else:
            content = _flipped(generator, content)
        yield Hostile(f"mutated{seed}-{n}.{kind}", content)


def _flipped(generator: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(generator.randrange(1, 12)):
        at = generator.randrange(len(changed))
        changed[at] = generator.choice(
            (changed[at] ^ 1 << generator.randrange(8), 0, 0xFF, generator.randrange(256))
        )
    return bytes(changed)


def crafted() -> Iterator[Hostile]:
    """Every file made on purpose."""
    for family in (bombs, far_cells, entities, impostors, locked, texts):
        yield from family()
