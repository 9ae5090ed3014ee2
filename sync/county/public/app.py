"""The page behind the square code of a notice: who issued it, when, and whether it still holds.

Nothing personal: no title, which may name people, no contents, no names of those who drafted or issued it.
"""

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desktop.domain.code_table import code_table
from desktop.domain.notice_mark import NoticeMark, read_mark
from desktop.domain.problem import Problem, ProblemError
from desktop.messages import sentence
from sync.county.api.limits import RateLimit, Rates
from sync.county.api.reception import Reception
from sync.county.console.page import guard, render
from sync.county.county import County
from sync.county.store.notices import PublicNotice, Standing, find_public_notice

PUBLIC = "/n"
_STYLE = Path(__file__).parents[1] / "console" / "style.css"
_LONGEST = 200


def make_public(county: County, rates: Rates) -> Starlette:
    """The public pages of one county, to be mounted at `PUBLIC`."""
    reception, per_wrong_code = Reception(county, rates), RateLimit(rates.wrong_code)

    async def answer(request: Request, mark: NoticeMark | None, typed: str) -> Response:
        address = reception.admit(request)
        if not typed:
            return _page(county, typed, asked=False)
        # Numbers run on: who tries codes for them one after the other is slowed down.
        per_wrong_code.require(address)
        found = None
        if mark and mark.code:
            found = await reception.work(lambda: find_public_notice(county.database, mark))
        if found is None:
            per_wrong_code.spend(address)
        return _page(county, typed, found, status=200 if found else 404)

    async def scanned(request: Request) -> Response:
        typed = f"{request.path_params['number']} {request.path_params['code']}"[:_LONGEST]
        return await answer(request, read_mark(typed), typed)

    async def asked(request: Request) -> Response:
        typed = f"{request.query_params.get('number', '')} {request.query_params.get('code', '')}"
        typed = typed.strip()[:_LONGEST]
        return await answer(request, read_mark(typed), typed)

    async def style(_request: Request) -> Response:
        return guard(Response(_STYLE.read_bytes(), media_type="text/css"), is_public=True)

    async def refused(_request: Request, error: Exception) -> Response:
        problem = error.problems[0] if isinstance(error, ProblemError) else Problem("CTY-021")
        response = _page(county, "", trouble=sentence(problem), asked=False, status=429)
        if "seconds" in problem.values:
            response.headers["Retry-After"] = problem.values["seconds"]
        return response

    async def no_such_page(_request: Request, _error: Exception) -> Response:
        return _page(county, "", asked=False, status=404)

    return Starlette(
        routes=[
            Route("/", asked),
            Route("/style.css", style),
            Route("/{number}/{code}", scanned),
        ],
        exception_handlers={ProblemError: refused, HTTPException: no_such_page},
    )


def _page(
    county: County,
    typed: str,
    found: PublicNotice | None = None,
    *,
    trouble: str = "",
    asked: bool = True,
    status: int = 200,
) -> Response:
    values = {
        "county": county.name,
        "typed": typed,
        "notice": found,
        "item": code_table("disclosure_item").label(found.item_code) if found and found.item_code else "",
        "Standing": Standing,
        "asked": asked,
        "trouble": trouble,
    }
    return render("notice.html", values, status)
