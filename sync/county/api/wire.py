"""Messages in and out: msgpack bodies with limits, and a code for every trouble."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

import msgspec
from fastapi import Request, Response

from desktop.domain.problem import Problem, ProblemError
from sync.protocol.messages import Message, Trouble

MEDIA_TYPE = "application/msgpack"
MOST_BYTES = 5 * 2**20
"""A frame of 4 MiB and what is said around it."""

DIGEST = "X-Body-SHA256"
"""Hex SHA-256 of a body, so that a cut or foreign answer is known as one."""

_STATUS = {
    "SYN-101": 403,
    "SYN-102": 401,
    "SYN-103": 403,
    "SYN-104": 403,
    "SYN-105": 403,
    "SYN-106": 409,
    "SYN-107": 409,
    "SYN-108": 409,
    "SYN-109": 409,
    "SYN-111": 413,
    "SYN-112": 429,
    "SYN-113": 404,
    "SYN-114": 403,
    "SYN-115": 409,
    "SYN-116": 409,
    "SYN-118": 401,
    "SYN-220": 404,
    "SYN-221": 404,
    "SYN-222": 409,
    "SYN-224": 413,
    "SYN-225": 413,
    "SYN-227": 409,
    "SYN-230": 403,
}
"""HTTP status by code; every other trouble is 400."""

AnyMessage = TypeVar("AnyMessage", bound=Message)


def status_of(code: str) -> int:
    """The HTTP status a code is sent with."""
    return _STATUS.get(code, 400)


async def read_body(request: Request) -> bytes:
    """The whole body.

    Raises:
        ProblemError: SYN-111, longer than allowed; SYN-117, not what its digest says.
    """
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            raise ProblemError(Problem("SYN-111", {"limit": str(MOST_BYTES)}))
        parts.append(part)
    body = b"".join(parts)
    told = request.headers.get(DIGEST)
    if told is not None and told.lower() != sha256(body).hexdigest():
        raise ProblemError(Problem("SYN-117"))
    return body


def decoder(message: type[AnyMessage]) -> Callable[[bytes], AnyMessage]:
    """A function that reads one kind of message and refuses everything else with SYN-110."""
    decode = msgspec.msgpack.Decoder(message).decode

    def read(body: bytes) -> AnyMessage:
        try:
            return decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise ProblemError(Problem("SYN-110")) from error

    return read


def answer(message: Message, status: int = 200) -> Response:
    """A message as a response."""
    body = msgspec.msgpack.encode(message)
    headers = {DIGEST: sha256(body).hexdigest(), "Cache-Control": "no-store"}
    return Response(body, status, headers, MEDIA_TYPE)


def trouble(problem: Problem) -> Response:
    """A refusal of the whole request."""
    response = answer(Trouble(code=problem.code, values=dict(problem.values)), status_of(problem.code))
    if "seconds" in problem.values:
        response.headers["Retry-After"] = problem.values["seconds"]
    return response
