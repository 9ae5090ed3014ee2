"""Small valid workbooks of the formats that our libraries can read but not write: xls, xlsb, ods."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

Row = Sequence[str | float]

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(name: str, content: bytes) -> bytes:
    """A compound file (OLE) with one stream.

    Source:
        [MS-CFB] version 3, sectors of 512 bytes; the stream is padded above the mini-stream cut-off.
    """
    content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // 512)
    assert sectors + 2 <= 128, "one FAT sector holds 128 entries"
    chain = [*range(3, 2 + sectors), _END]
    fat = struct.pack("<128I", *([_FAT, _END, *chain] + [_FREE] * (126 - sectors)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    root = _entry("Root Entry", 5, child=1)
    stream = _entry(name, 2, start=2, size=len(content))
    directory = root + stream + _entry("", 0) * 2
    return header + fat + directory + content.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, child: int = _FREE, start: int = 0, size: int = 0) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    body = text.ljust(64, b"\0") + struct.pack("<HBBIII", length, kind, 1, _FREE, _FREE, child)
    return body + b"\0" * 36 + struct.pack("<IQ", start if kind == 2 else _END * (kind == 5), size)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls(rows: Sequence[Row], name: str = "一组", extra: bytes = b"") -> bytes:
    """An xls file (BIFF8); ``extra`` are records put before those of the workbook.

    Source:
        [MS-XLS]: BOF, BoundSheet8, Label, Number, EOF.
    """
    bof = struct.pack("<HHHII", 0x0600, 0x0005, 0x0DBB, 0, 0) + b"\0\0"
    tab = name.encode("utf-16-le")
    head = _record(0x0809, bof) + extra

    def bound(offset: int) -> bytes:
        return _record(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(name), 1) + tab)

    offset = len(head + bound(0) + _record(0x000A, b""))
    sheet = _record(0x0809, struct.pack("<HHHII", 0x0600, 0x0010, 0x0DBB, 0, 0) + b"\0\0")
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                sheet += _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)
            else:
                sheet += _record(0x0203, place + struct.pack("<d", value))
    sheet += _record(0x000A, b"")
    return compound_file("Workbook", head + bound(offset) + _record(0x000A, b"") + sheet)


def _brt(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, packed = len(body), b""
    while True:
        packed += bytes([size & 0x7F | (0x80 if size > 127 else 0)])
        size >>= 7
        if not size:
            return head + packed + body


def _wide(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def xlsb(rows: Sequence[Row], name: str = "一组", far: tuple[int, int] | None = None) -> bytes:
    """An xlsb file; ``far`` adds one cell at a row and column counted from 0.

    Source:
        [MS-XLSB]: BrtBundleSh, BrtWsDim, BrtRowHdr, BrtCellReal, BrtCellSt.
    """
    book = _brt(131) + _brt(143) + _brt(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(name))
    book += _brt(144) + _brt(132)
    last = far or (len(rows) - 1, max(map(len, rows)) - 1)
    sheet = _brt(129) + _brt(148, struct.pack("<IIII", 0, last[0], 0, last[1])) + _brt(145)
    for row, cells in enumerate(rows):
        sheet += _brt(0, struct.pack("<I", row) + b"\0" * 13)
        for column, value in enumerate(cells):
            place = struct.pack("<II", column, 0)
            if isinstance(value, str):
                sheet += _brt(6, place + _wide(value))
            else:
                sheet += _brt(5, place + struct.pack("<d", value))
    if far:
        sheet += _brt(0, struct.pack("<I", far[0]) + b"\0" * 13)
        sheet += _brt(5, struct.pack("<IId", far[1], 0, 1.0))
    sheet += _brt(146) + _brt(130)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
            f'Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/workbook.bin": book,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def ods(rows: Sequence[Row], name: str = "一组", tail: str = "") -> bytes:
    """An ods file; ``tail`` is put behind the last row of the table.

    Source:
        OpenDocument 1.2, part 1, sections 3 and 9.
    """
    body = ""
    for cells in rows:
        body += "<table:table-row>"
        for value in cells:
            if isinstance(value, str):
                body += (
                    '<table:table-cell office:value-type="string">'
                    f"<text:p>{escape(value)}</text:p></table:table-cell>"
                )
            else:
                body += (
                    f'<table:table-cell office:value-type="float" office:value="{value}">'
                    f"<text:p>{value}</text:p></table:table-cell>"
                )
        body += "</table:table-row>"
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{spaces}:office:1.0" '
        f'xmlns:table="{spaces}:table:1.0" xmlns:text="{spaces}:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{escape(name)}">{body}{tail}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{spaces}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": content,
        }
    )


class Repeated(NamedTuple):
    """The content of a part that is far larger than its archive: a piece, so many times."""

    piece: bytes
    times: int


Parts = Mapping[str, str | bytes | Repeated]


def archive(parts: Parts, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts."""
    stream = io.BytesIO()
    bombs = []
    with zipfile.ZipFile(stream, "w", compression) as target:
        for name, content in parts.items():
            if isinstance(content, Repeated):
                bombs.append(_write_repeated(target, name, content))
            else:
                target.writestr(name, content)
    written = bytearray(stream.getvalue())
    for info in bombs:
        struct.pack_into("<H", written, info.header_offset + 8, info.compress_type)
        struct.pack_into(
            "<III", written, info.header_offset + 14, info.CRC, info.compress_size, info.file_size
        )
    return bytes(written)


def _write_repeated(target: zipfile.ZipFile, name: str, content: Repeated) -> zipfile.ZipInfo:
    """Write a part of which only one piece is compressed; its local header says the rest afterwards.

    Source:
        RFC 1951: blocks after a full flush know nothing of those before; the last one is empty.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = packer.compress(content.piece) + packer.flush(zlib.Z_FULL_FLUSH)
    info = zipfile.ZipInfo(name)
    target.writestr(info, piece * content.times + b"\x03\x00", zipfile.ZIP_STORED)
    info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, 0
    for _ in range(content.times):
        info.CRC = zlib.crc32(content.piece, info.CRC)
    info.file_size = len(content.piece) * content.times
    return info
