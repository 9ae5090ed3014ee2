"""A villager's form: where it comes from, how old it is, what it says; nobody is recognised by it."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv6Address, ip_address

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.domain.villager_letter import most_pictures
from sync.county.clock import day_of
from sync.county.console.form import read_form
from sync.county.county import County
from sync.county.store.letters import Sender

TOKEN, HONEYPOT = "form", "website"
"""Fields of every form: what makes it one of ours, and what only a program fills in."""

_LEAST_MS = 3_000
_HOUR_MS = 3_600_000
_MAC_DIGITS = 32
_MB = 2**20
_MOST_FIELDS = 20
_MOST_TEXT = 20_000
_SUFFIX_BITS = 64
_MOST_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class VillagerForm:
    """What was sent: texts by name, contents of pictures."""

    typed: Mapping[str, str]
    pictures: tuple[bytes, ...] = ()


def new_token(county: County, village_id: int, now_ms: int) -> str:
    """What a new form carries: which one it is and when it was opened, under the county's seal."""
    body = f"{secrets.token_hex(12)}.{now_ms}"
    return f"{body}.{_mac(county, village_id, body)}"


def sender_of(
    county: County, village_id: int, request: Request, typed: Mapping[str, str], now_ms: int
) -> Sender:
    """Whose form it is, once it is sure that it is one of ours and that a person filled it in.

    Raises:
        ProblemError: CTY-209 it is none of ours or too old, CTY-210 a program has filled it in.
    """
    token = typed.get(TOKEN, "")
    body, _, mac = token.rpartition(".")
    nonce, _, opened = body.partition(".")
    if not hmac.compare_digest(mac.encode(), _mac(county, village_id, body).encode()):
        raise ProblemError(Problem("CTY-209"))
    age = now_ms - int(opened)
    if age > get_rule("villager_pages.form.hours", day_of(now_ms)).value * _HOUR_MS:
        raise ProblemError(Problem("CTY-209"))
    if age < _LEAST_MS or typed.get(HONEYPOT, ""):
        raise ProblemError(Problem("CTY-210"))
    return Sender(_address_hash(county, request, day_of(now_ms)), nonce)


def _mac(county: County, village_id: int, body: str) -> str:
    return county.key.seal("villager form", f"{village_id}|{body}".encode()).hex()[:_MAC_DIGITS]


def _address_hash(county: County, request: Request, on: date) -> str:
    """A hash of the network address, another one each day, so that nobody is followed."""
    told = request.client.host if request.client else ""
    try:
        address = ip_address(told)
    except ValueError:
        network = told
    else:
        # one household has a whole network of the newer kind
        is_wide = isinstance(address, IPv6Address) and address.ipv4_mapped is None
        network = str(int(address) >> _SUFFIX_BITS) if is_wide else str(address)
    return county.key.seal("villager sender", f"{on.isoformat()}|{network}".encode()).hex()[:_MAC_DIGITS]


async def read_texts(request: Request) -> VillagerForm:
    """A form without pictures.

    Raises:
        ProblemError: CTY-020, another site sent it, or it is no form of ours.
    """
    typed = await read_form(request, _MOST_BYTES)
    return VillagerForm({name: _plain(value) for name, value in typed.items()})


async def read_pictures(request: Request, on: date) -> VillagerForm:
    """A form with pictures; they pass the disk and not the memory while they come.

    Raises:
        ProblemError: CTY-020 it is no form of ours, CTY-206 too many pictures, CTY-214 too large together.
    """
    if request.headers.get("Sec-Fetch-Site", "") not in ("same-origin", "none", ""):
        raise ProblemError(Problem("CTY-020"))
    length = request.headers.get("Content-Length", "")
    most, each = most_pictures(on), get_rule("villager_pages.picture.mb", on).value
    if not length.isdecimal():
        raise ProblemError(Problem("CTY-020"))
    if int(length) > most * each * _MB + _MOST_BYTES:
        raise ProblemError(Problem("CTY-214", {"limit": str(each)}, Place(field="pictures")))
    typed: dict[str, str] = {}
    pictures = []
    try:
        async with request.form(
            max_files=most + 1, max_fields=_MOST_FIELDS, max_part_size=_MOST_TEXT
        ) as form:
            for name, value in form.multi_items():
                if not isinstance(value, UploadFile):
                    typed[name] = _plain(value)
                elif value.filename:
                    pictures.append(await value.read())
    except HTTPException as error:
        too_many = "files" in str(error.detail)
        problem = Problem("CTY-206", {"count": str(most)}, Place(field="pictures"))
        raise ProblemError(problem if too_many else Problem("CTY-020")) from error
    except (UnicodeDecodeError, LookupError) as error:
        raise ProblemError(Problem("CTY-020")) from error
    return VillagerForm(typed, tuple(pictures))


def _plain(text: str) -> str:
    """A text of signs that can be seen, on lines: what else a program may send no database takes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(sign for sign in line if sign.isprintable()) for line in lines)
