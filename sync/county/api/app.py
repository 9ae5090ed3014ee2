"""Puts the county's addresses together."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from desktop.domain.problem import Problem, ProblemError
from desktop.version import VERSION
from sync.county.api import endpoints
from sync.county.api.limits import Rates
from sync.county.api.wire import trouble
from sync.county.console.app import make_console
from sync.county.console.door import CONSOLE
from sync.county.county import County
from sync.county.public.app import PUBLIC, make_public
from sync.county.villager.app import PROGRESS, make_villagers_pages
from sync.county.villager.page import VILLAGERS

_log = logging.getLogger(__name__)


def make_app(county: County, rates: Rates | None = None) -> FastAPI:
    """The county's server, ready to be served."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        county.database.close_all()

    app = FastAPI(
        title="村情通 county",
        summary="Where village offices exchange their registers with the county.",
        version=VERSION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/sync/v1/openapi.json",
    )
    rates = rates or Rates()
    app.include_router(endpoints.make_router(county, rates))
    app.mount(CONSOLE, make_console(county, rates))
    app.mount(PUBLIC, make_public(county, rates))
    villagers_pages, progress_pages = make_villagers_pages(county, rates)
    app.mount(VILLAGERS, villagers_pages)
    app.mount(PROGRESS, progress_pages)

    @app.exception_handler(ProblemError)
    async def _refused(_request: Request, error: ProblemError) -> Response:
        return trouble(error.problems[0])

    @app.exception_handler(RequestValidationError)
    async def _malformed(_request: Request, _error: RequestValidationError) -> Response:
        return trouble(Problem("SYN-110"))

    @app.exception_handler(HTTPException)
    async def _no_such_place(_request: Request, error: HTTPException) -> Response:
        response = trouble(Problem("SYN-113"))
        response.status_code = error.status_code
        return response

    return app
