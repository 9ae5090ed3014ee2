"""The archive of a year (年度档案): every issued sheet with what became of it, as a folder and as one book.

It is made beside its place under another name and takes the place when it is whole, so that no half archive
is ever taken for a whole one; what a stopped run has written is used by the next.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.queries import disclosure as notice_queries
from db.queries import disclosure_archive as queries
from db.queries.disclosure import NoticeRow
from db.queries.disclosure_archive import PostingRow
from desktop.domain.accounts import Right
from desktop.domain.attachment_kind import ending_of
from desktop.domain.disclosure_item import items_in_force
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.notice_state import NoticeState
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.bound_book import Book, BookEntry, bind, render_contents
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office
from desktop.vault.blobs import BlobStore
from desktop.vault.folder import write_durably

MANIFEST = "SHA256SUMS"
"""List of the sums of all files, as ``sha256sum --check`` reads it."""

_PART = ".未完成"
_LINES = {"D": ("1", "党务"), "V": ("2", "村务"), "F": ("3", "财务")}
_OTHER = ("4", "其他")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 80
_STATES = {NoticeState.CORRECTED.value: "已更正", NoticeState.WITHDRAWN.value: "已撤回"}
_HEADINGS = (
    "序号",
    "类别",
    "编号",
    "名称",
    "公开事项",
    "期间",
    "发布日期",
    "张贴地点和天数",
    "异议",
    "现状",
    "页数",
    "合订本页码",
    "存档指纹（SHA-256）",
    "文件",
)


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What was archived.

    Attributes:
        folder: Where it lies.
        notices: How many notices it lists.
        pages: Pages of their sheets.
        photos: How many photographs.
        problems: Sheets that are not here or damaged; the others are archived all the same.
    """

    folder: Path
    notices: int
    pages: int
    photos: int
    problems: tuple[Problem, ...]


def folder_name(office: Office, year: int) -> str:
    """The name of the folder that `archive_year` makes."""
    return _file_name(f"{office.vault.village.name}{year}年三务公开档案")


def archive_year(office: Office, year: int, out: Path, job: JobHandle | None = None) -> ArchiveReport:
    """Write the archive of a year into a folder of its own; the export is logged.

    The year of a notice is that of the date under its issuer's name.

    Args:
        office: The office at work.
        year: Which.
        out: Folder in which `folder_name` is made; an archive of the year that lies there is replaced.
        job: Told how far it is; may cancel.

    Raises:
        ProblemError: DOC-157 nothing was issued, DOC-158 another folder stands in its place, DOC-164 it can't
            be written, SYS-403.
        Cancelled: The user asked to stop; the next run goes on.
    """
    job = job or NoJob()
    office.require(Right.READ_NOTICES)
    office.require(Right.PRINT)
    place = out / folder_name(office, year)
    if place.exists() and not (place / MANIFEST).is_file():
        raise ProblemError(Problem("DOC-158", {"path": str(place)}))
    entries, problems, photos = _collect(office, year, job)
    if not entries:
        raise ProblemError(Problem("DOC-157", {"year": str(year)}))
    office.log_access("export", "notice", None, purpose=f"archive {year}")
    village = office.vault.village
    book = Book(village.name, village.full_name, year, office.today(), entries)
    part = place.with_name(place.name + _PART)
    try:
        _write(book, part, photos, job)
        _take_place(part, place)
    except OSError as error:
        raise ProblemError(Problem("DOC-164", {"path": str(place), "part": part.name})) from error
    return ArchiveReport(
        place, len(entries), sum(entry.pages for entry in entries), len(photos), tuple(problems)
    )


def check_archive(folder: Path, job: JobHandle | None = None) -> tuple[int, tuple[Problem, ...]]:
    """Compare every file of an archive with its list of sums.

    Returns:
        How many files were compared; DOC-160 for each that is missing, DOC-161 for each that differs.

    Raises:
        ProblemError: DOC-159 there is no list of sums.
    """
    job = job or NoJob()
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ProblemError(Problem("DOC-159", {"path": folder.name, "manifest": MANIFEST})) from None
    problems = []
    for number, line in enumerate(lines):
        job.check_cancelled()
        job.report(number, len(lines))
        sha256, _, name = line.partition("  ")
        try:
            if _sha256((folder / name).read_bytes()) != sha256:
                problems.append(Problem("DOC-161", {"file": name}))
        except OSError:
            problems.append(Problem("DOC-160", {"file": name}))
    return len(lines), tuple(problems)


# -- collecting -----------------------------------------------------------------------------------------


def _collect(
    office: Office, year: int, job: JobHandle
) -> tuple[tuple[BookEntry, ...], list[Problem], dict[str, bytes]]:
    with office.store.reading() as connection:
        found = (
            notice_queries.find_notice(connection, each) for each in queries.list_issued_ids(connection, year)
        )
        rows = [row for row in found if row is not None]
        postings: dict[str, list[PostingRow]] = {}
        for posting in queries.list_postings(connection):
            postings.setdefault(posting.notice_id, []).append(posting)
        photos = queries.list_photos(connection)
        objections = queries.count_objections(connection)
    rows.sort(key=lambda row: (_line(row.item_code)[0], row.number or ""))
    names = {
        item.code: item.label for item in items_in_force(office.vault.village.division_code, office.today())
    }
    blobs = BlobStore(office.vault)
    entries, problems = [], list[Problem]()
    for number, row in enumerate(rows):
        job.check_cancelled()
        job.report(number, len(rows), "collect")
        pdf, problem = _sheet(blobs, row)
        problems += [problem] if problem is not None else []
        hung = postings.get(row.id, [])
        entries.append(_entry(office, row, names, hung, objections.get(row.id, (0, 0)), pdf))
    numbers = {
        posting.id: (row.number or "", posting.place) for row in rows for posting in postings.get(row.id, ())
    }
    pictures: dict[str, bytes] = {}
    for photo in photos:
        if photo.posting_id in numbers and photo.sha256 and blobs.has(photo.sha256):
            notice, board = numbers[photo.posting_id]
            count = sum(name.startswith(f"照片/{notice} ") for name in pictures) + 1
            name = _file_name(f"{notice} {board} {count}") + ending_of(photo.media_type)
            pictures[f"照片/{name}"] = blobs.get(photo.sha256)
    return tuple(entries), problems, pictures


def _sheet(blobs: BlobStore, row: NoticeRow) -> tuple[bytes | None, Problem | None]:
    """The archived bytes where they are here and what they were."""
    sha256, values = row.pdf_sha256 or "", {"number": row.number or ""}
    if not blobs.has(sha256):
        return None, Problem("DOC-156", values)
    try:
        pdf = blobs.get(sha256)
    except ProblemError:
        return None, Problem("DOC-155", values)
    return (pdf, None) if _sha256(pdf) == sha256 else (None, Problem("DOC-155", values))


def _entry(
    office: Office,
    row: NoticeRow,
    names: Mapping[str, str],
    postings: Iterable[PostingRow],
    objections: tuple[int, int],
    pdf: bytes | None,
) -> BookEntry:
    count, open_ = objections
    told = f"{count} 件" + (f"，{open_} 件未结" if open_ else "") if count else "无"
    issued_on = (
        NoticeRequest.from_json(row.query or "{}").issued_on if row.query else (row.issued_at or "")[:10]
    )
    return BookEntry(
        line=_line(row.item_code)[1],
        number=row.number or "",
        title=row.title,
        item=names.get(row.item_code or "", ""),
        period=f"{row.period_from} 至 {row.period_to}" if row.period_from else "",
        issued=issued_on,
        boards="；".join(_days_up(posting, office.today()) for posting in postings),
        objections=told,
        state=_STATES.get(row.state, "有效"),
        pages=row.page_count or 0,
        sha256=row.pdf_sha256 or "",
        pdf=pdf,
    )


def _days_up(posting: PostingRow, today: date) -> str:
    """A board and the days a sheet hung there, the first day counted."""
    posted = date.fromisoformat(posting.posted_on)
    if posting.taken_down_on:
        return f"{posting.place} {(date.fromisoformat(posting.taken_down_on) - posted).days + 1} 天"
    return f"{posting.place} {max(0, (today - posted).days) + 1} 天（还挂着）"


def _line(item_code: str | None) -> tuple[str, str]:
    return _LINES.get((item_code or "")[:1], _OTHER)


def _file_name(text: str) -> str:
    """A text as any PC's file system takes it."""
    return _NOT_IN_NAMES.sub(" ", text).strip(" .")[:_LONGEST_NAME].strip(" .")


# -- writing --------------------------------------------------------------------------------------------


def _write(book: Book, part: Path, photos: Mapping[str, bytes], job: JobHandle) -> None:
    """Write all files into a folder that may hold some of them from a run that was stopped."""
    from desktop.exchange.list_writer import write_list

    folders = {line: number + line for number, line in (*_LINES.values(), _OTHER)}
    names = [
        f"{folders[entry.line]}/{_file_name(f'{entry.number} {entry.title}')}.pdf" for entry in book.entries
    ]
    files: dict[str, bytes] = {
        name: entry.pdf for name, entry in zip(names, book.entries, strict=True) if entry.pdf is not None
    }
    files |= photos
    for number, (name, content) in enumerate(files.items()):
        job.check_cancelled()
        job.report(number, len(files), "write")
        _put(part / name, content)
    job.report(0, 1, "bind")
    files |= {"目录.pdf": render_contents(book), "合订本.pdf": bind(book, job)}
    for name in ("目录.pdf", "合订本.pdf"):
        _put(part / name, files[name])
    write_list(part / "目录.xlsx", _HEADINGS, _index_rows(book, names), sheet_name=f"{book.year}年")
    sums = {name: _sha256(content) for name, content in files.items()}
    sums["目录.xlsx"] = _sha256((part / "目录.xlsx").read_bytes())
    for path in sorted(part.rglob("*"), reverse=True):
        name = path.relative_to(part).as_posix()
        if path.is_file() and name not in sums:
            path.unlink()  # of a stopped run, and not of this one any more
    lines = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items()))
    write_durably(part / MANIFEST, lines.encode())


def _index_rows(book: Book, names: Iterable[str]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    page = 1
    for serial, (entry, name) in enumerate(zip(book.entries, names, strict=True), start=1):
        here = entry.pdf is not None
        rows.append(
            (
                str(serial),
                entry.line,
                entry.number,
                entry.title,
                entry.item,
                entry.period,
                entry.issued,
                entry.boards,
                entry.objections,
                entry.state,
                str(entry.pages),
                str(page) if here else "",
                entry.sha256,
                name if here else "缺件",
            )
        )
        page += entry.pages if here else 0
    return rows


def _put(path: Path, content: bytes) -> None:
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_durably(path, content)


def _take_place(part: Path, place: Path) -> None:
    """Put the whole archive where the old one stood."""
    old = place.with_name(place.name + ".旧")
    if old.exists():
        shutil.rmtree(old)
    if place.exists():
        place.rename(old)
    part.rename(place)
    if old.exists():
        shutil.rmtree(old)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
