"""What a page's form sends: short, from our own pages, and read without a library's guesses."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from desktop.domain.problem import Problem, ProblemError

MOST_BYTES, MOST_BYTES_LONG = 8_192, 262_144
"""Of a form of single lines, and of one with texts: a Chinese character takes nine bytes on its way."""

_MOST_FIELDS = 10
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
