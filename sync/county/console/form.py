"""What a page's form sends: short and read without a library's guesses; with files, by Starlette's reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from desktop.domain.problem import Problem, ProblemError

MOST_BYTES, MOST_BYTES_LONG = 8_192, 262_144
"""Of a form of single lines, and of one with texts: a Chinese character takes nine bytes on its way."""

_MOST_FIELDS = 16
_MOST_UPLOAD = 72 * 2**20
_MOST_UPLOADED_FIELDS = 600
_MOST_TEXT = 200_000
_MOST_FILES = 20
_OWN = ("same-origin", "none", "")
"""A browser says which site a request comes from; what is no browser says nothing and lends no cookie."""


async def read_form(request: Request, most_bytes: int = MOST_BYTES) -> dict[str, str]:
    """Names and values of a form.

    Raises:
        ProblemError: CTY-020, another site sent it, or it is no form of ours.
    """
    if request.headers.get("Sec-Fetch-Site", "") not in _OWN:
        raise ProblemError(Problem("CTY-020"))
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most_bytes:
            raise ProblemError(Problem("CTY-020"))
    try:
        return dict(
            parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
        )
    except ValueError as error:
        raise ProblemError(Problem("CTY-020")) from error


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was sent with a form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """A form with files; of a name that came several times ``several`` has each, ``typed`` all in one."""

    typed: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]
    files: tuple[SentFile, ...]


async def read_upload(request: Request) -> Upload:
    """Names, values and files of a form; large files pass the disk and not the memory while they come.

    Raises:
        ProblemError: CTY-020, another site sent it, it is no form of ours, or it doesn't say how large it is;
            LRN-013, all together is too large.
    """
    if request.headers.get("Sec-Fetch-Site", "") not in _OWN:
        raise ProblemError(Problem("CTY-020"))
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal():
        raise ProblemError(Problem("CTY-020"))
    if int(length) > _MOST_UPLOAD:
        values = {"name": "", "limit": f"{_MOST_UPLOAD // 2**20} MB", "size": f"{int(length) // 2**20} MB"}
        raise ProblemError(Problem("LRN-013", values))
    several: dict[str, list[str]] = {}
    files = []
    try:
        async with request.form(
            max_files=_MOST_FILES, max_fields=_MOST_UPLOADED_FIELDS, max_part_size=_MOST_TEXT
        ) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    if value.filename:
                        files.append(SentFile(value.filename, await value.read()))
                else:
                    several.setdefault(name, []).append(value)
    except HTTPException as error:
        raise ProblemError(Problem("CTY-020")) from error
    return Upload(
        {name: ",".join(values) for name, values in several.items()},
        {name: tuple(values) for name, values in several.items()},
        tuple(files),
    )
