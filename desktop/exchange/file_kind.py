"""Recognises a file by its content and refuses what should never reach the reader.

Everything here is cheap and safe to do in the program itself: a few bytes from the start, the
directory at the end of an archive, and a stream of unpacked bytes that is never kept whole.
"""

import struct
import zipfile
from enum import Enum
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError
from desktop.exchange.workbook import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_DIRECTORY = b"PK\x05\x06"
_XLS_START = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # BOF of the workbook's own records
_FILEPASS = 0x002F
_RECORDS_BEFORE_FILEPASS = 12
_LONGEST_END = 22 + 65_535


class FileKind(Enum):
    """What a file is by its content."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


def _refuse(code: str, **values: str) -> ProblemError:
    return ProblemError(Problem(code, values))


def recognise(path: Path, limits: Limits) -> FileKind:
    """Tell what a file is, whatever its name says.

    Args:
        path: The file the clerk chose.
        limits: Sizes above which an archive is refused unopened.

    Returns:
        The kind of the content.

    Raises:
        ProblemError: The file is missing, empty, locked by a password, not a table, or an archive
            that would unpack to more than the limits allow; one problem with its own sentence.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4096)
    except FileNotFoundError:
        raise _refuse("IMP-001", file=path.name) from None
    except OSError as error:
        raise _refuse("IMP-002", file=path.name, reason=error.strerror or "") from None
    if size == 0:
        raise _refuse("IMP-003", file=path.name)
    if size > limits.file_bytes:
        raise _refuse("IMP-008", file=path.name, size=_megabytes(size), limit=_megabytes(limits.file_bytes))
    if head.startswith(_OLE):
        return _compound_kind(path)
    if head.startswith((b"PK\x03\x04", _END_OF_DIRECTORY)):
        return _archive_kind(path, limits)
    return _text_kind(path, head)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f}"


def _compound_kind(path: Path) -> FileKind:
    """xls, or an encrypted xlsx, or another program's compound file."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise _refuse("IMP-004", file=path.name)
    book = "Workbook".encode("utf-16-le") in content or "Book\0".encode("utf-16-le") in content
    if book:
        if _is_encrypted_xls(content):
            raise _refuse("IMP-004", file=path.name)
        return FileKind.XLS
    if path.suffix.lower() in (".et", ".ett"):
        raise _refuse("IMP-005", file=path.name)
    if "WordDocument".encode("utf-16-le") in content:
        raise _refuse("IMP-007", file=path.name, found="Word 文档")
    if path.suffix.lower() in (".xls", ".xlt"):
        raise _refuse("IMP-011", file=path.name)
    raise _refuse("IMP-007", file=path.name, found="别的程序的文件")


def _is_encrypted_xls(content: bytes) -> bool:
    """Whether a FilePass record stands among the first ones of the workbook.

    The library tells only one of the three ways of encryption; with the others it would read noise.

    Source:
        [MS-XLS] 2.4.117.
    """
    at = content.find(_XLS_START)
    for _ in range(_RECORDS_BEFORE_FILEPASS):
        if at < 0 or at + 4 > len(content):
            return False
        kind, length = struct.unpack_from("<HH", content, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def _archive_kind(path: Path, limits: Limits) -> FileKind:
    """Read the archive's directory only; sizes are those it declares."""
    with path.open("rb") as stream:
        stream.seek(0, 2)
        size = stream.tell()
        stream.seek(max(0, size - _LONGEST_END))
        tail = stream.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < 22:
        raise _refuse("IMP-011", file=path.name)
    count, directory_bytes = struct.unpack_from("<HI", tail, at + 10)
    # Checked before the directory is loaded: a directory of a million names is a bomb of its own.
    if count > limits.parts or directory_bytes > limits.parts * 512:
        raise _refuse("IMP-009", file=path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error):
        raise _refuse("IMP-011", file=path.name) from None
    if len(parts) > limits.parts:
        raise _refuse("IMP-009", file=path.name)
    if any(part.flag_bits & 0x1 for part in parts):
        raise _refuse("IMP-004", file=path.name)
    unpacked = sum(part.file_size for part in parts)
    ratio_broken = any(
        part.file_size > 1_000_000 and part.file_size > limits.ratio * max(1, part.compress_size)
        for part in parts
    )
    if unpacked > limits.unpacked_bytes or ratio_broken:
        raise _refuse("IMP-009", file=path.name)
    names = {part.filename.replace("\\", "/").lower() for part in parts}
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    if "content.xml" in names:
        with zipfile.ZipFile(path) as archive:
            manifest = _small_part(archive, "META-INF/manifest.xml")
            described = _small_part(archive, "mimetype")
        if b"encryption-data" in manifest:
            raise _refuse("IMP-004", file=path.name)
        if described and b"spreadsheet" not in described:
            raise _refuse("IMP-007", file=path.name, found="文字文档或演示文稿")
        return FileKind.ODS
    if "word/document.xml" in names:
        raise _refuse("IMP-007", file=path.name, found="Word 文档")
    if "ppt/presentation.xml" in names:
        raise _refuse("IMP-007", file=path.name, found="演示文稿")
    raise _refuse("IMP-007", file=path.name, found="压缩包")


def _small_part(archive: zipfile.ZipFile, name: str, most: int = 1_000_000) -> bytes:
    """The first bytes of a part; empty when it is missing or damaged."""
    try:
        with archive.open(name) as part:
            return part.read(most)
    except (KeyError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return b""
    except Exception as error:  # zlib.error has no common base with the others
        if type(error).__name__ == "error":
            return b""
        raise


_SIGNATURES = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "文字文档"),
    (b"SQLite format 3", "数据库文件"),
    (b"MZ", "程序文件"),
    (b"\x7fELF", "程序文件"),
)


def _text_kind(path: Path, head: bytes) -> FileKind:
    for signature, found in _SIGNATURES:
        if head.startswith(signature) and (len(signature) > 2 or b"\0" in head):
            raise _refuse("IMP-007", file=path.name, found=found)
    # XML and HTML are told apart after dropping a mark, blanks and the zero bytes of UTF-16.
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"").lower()
    if start.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
            raise _refuse("IMP-006", file=path.name, found="XML 表格")
        if any(mark in start for mark in (b"<html", b"<table", b"<!doctype html", b"<meta", b"<tr")):
            raise _refuse("IMP-006", file=path.name, found="网页")
        if start.startswith(b"<?xml"):
            raise _refuse("IMP-006", file=path.name, found="XML 文件")
    if start.startswith(b"mime-version:") or b"content-type: multipart" in start[:500]:
        raise _refuse("IMP-006", file=path.name, found="网页")
    if path.suffix.lower() in (".et", ".ett"):
        raise _refuse("IMP-005", file=path.name)
    if path.suffix.lower() in (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods") and _is_binary(head):
        raise _refuse("IMP-011", file=path.name)
    return FileKind.CSV


def _is_binary(head: bytes) -> bool:
    """Bytes that no text in a Chinese or Western character set holds (UTF-16 has its mark)."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return sum(byte < 9 or 13 < byte < 27 for byte in head) > len(head) // 100
