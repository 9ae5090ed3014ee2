"""The console's addresses: who asks, what is shown, and that it was looked at."""

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from desktop.domain.problem import Problem, ProblemError
from desktop.messages import sentence
from sync.county.api.limits import RateLimit, Rates
from sync.county.clock import now_ms
from sync.county.console import views
from sync.county.console.form import read_form
from sync.county.console.page import guard, render
from sync.county.console.views import Shown
from sync.county.county import County
from sync.county.store import audit, operators
from sync.county.store.operators import Operator

CONSOLE = "/console"
COOKIE = "county_session"
_STYLE = Path(__file__).with_name("style.css")
_STATUS = {"SYN-112": 429, "CTY-019": 403, "CTY-020": 403, "CTY-021": 404, "CTY-003": 404}

View = Callable[[County, Mapping[str, str]], Shown]
Answer = Callable[[Request], Awaitable[Response]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request of somebody who is signed in."""

    operator: Operator
    token: str = field(repr=False)


def make_console(county: County, rates: Rates) -> Starlette:
    """The console of one county, to be mounted at `CONSOLE`."""
    per_address, per_wrong_password = RateLimit(rates.address), RateLimit(rates.wrong_code)

    async def work(task: Callable[[], T]) -> T:
        def with_connection() -> T:
            with county.database.connection_context():
                return task()

        return await run_in_threadpool(with_connection)

    def admit(request: Request) -> str:
        address = request.client.host if request.client else ""
        per_address.spend(address)
        return address

    async def visit_of(request: Request) -> _Visit | None:
        admit(request)
        token = request.cookies.get(COOKIE, "")
        operator = await work(lambda: operators.find_session(county.database, token, now_ms()))
        return _Visit(operator, token) if operator else None

    def show(shown: Shown, visit: _Visit) -> Response:
        frame = {
            "county": county.name,
            "operator": visit.operator.name,
            "csrf": _csrf_of(county, visit.token),
        }
        return render(shown.template, {**shown.values, **frame})

    def page(view: View) -> Answer:
        async def answer(request: Request) -> Response:
            visit = await visit_of(request)
            if visit is None:
                return _see(f"{CONSOLE}/sign-in")
            asked = {**request.query_params, **{k: str(v) for k, v in request.path_params.items()}}

            def look() -> Shown:
                shown = view(county, asked)
                details = {"operator": visit.operator.login, "page": shown.template.removesuffix(".html")}
                with county.database.atomic():
                    audit.append(county.database, shown.village_id, "console_view", now_ms(), details=details)
                return shown

            return show(await work(look), visit)

        return answer

    async def sign_in_page(request: Request) -> Response:
        admit(request)
        return render("sign_in.html", {"county": county.name, "trouble": ""})

    async def sign_in(request: Request) -> Response:
        address = admit(request)
        per_wrong_password.require(address)
        typed = await read_form(request)
        login, password = typed.get("login", ""), typed.get("password", "")
        try:
            token = await work(lambda: operators.sign_in(county.database, login, password, now_ms()))
        except ProblemError as error:
            per_wrong_password.spend(address)
            told = sentence(error.problems[0])
            return render("sign_in.html", {"county": county.name, "trouble": told}, 403)
        response = _see(f"{CONSOLE}/")
        response.set_cookie(
            COOKIE,
            token,
            path=CONSOLE,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return response

    async def posted(request: Request) -> tuple[_Visit | None, dict[str, str]]:
        visit = await visit_of(request)
        typed = await read_form(request)
        if visit and not hmac.compare_digest(
            typed.get("csrf", "").encode(), _csrf_of(county, visit.token).encode()
        ):
            raise ProblemError(Problem("CTY-020"))
        return visit, typed

    async def sign_out(request: Request) -> Response:
        visit, _ = await posted(request)
        if visit:
            await work(lambda: operators.sign_out(county.database, visit.token))
        response = _see(f"{CONSOLE}/sign-in")
        response.delete_cookie(COOKIE, path=CONSOLE, httponly=True, samesite="strict")
        return response

    async def revoke(request: Request) -> Response:
        visit, typed = await posted(request)
        if visit is None:
            return _see(f"{CONSOLE}/sign-in")
        village_id, device = request.path_params["village_id"], request.path_params["device"]
        if typed.get("confirmed") != "yes":
            return _see(f"{CONSOLE}/villages/{village_id}/devices/{device}/revoke")
        login = visit.operator.login
        await work(lambda: views.revoke(county, village_id, device, login, now_ms()))
        return _see(f"{CONSOLE}/villages/{village_id}")

    async def style(_request: Request) -> Response:
        return guard(Response(_STYLE.read_bytes(), media_type="text/css"), is_public=True)

    def trouble(problem: Problem, status: int) -> Response:
        return render("trouble.html", {"county": county.name, "trouble": sentence(problem)}, status)

    async def refused(_request: Request, error: Exception) -> Response:
        problem = error.problems[0] if isinstance(error, ProblemError) else Problem("CTY-021")
        return trouble(problem, _STATUS.get(problem.code, 400))

    async def no_such_page(_request: Request, error: Exception) -> Response:
        return trouble(Problem("CTY-021"), error.status_code if isinstance(error, HTTPException) else 404)

    device = "/villages/{village_id:int}/devices/{device:int}/revoke"
    return Starlette(
        routes=[
            Route("/style.css", style),
            Route("/sign-in", sign_in_page),
            Route("/sign-in", sign_in, methods=["POST"]),
            Route("/sign-out", sign_out, methods=["POST"]),
            Route("/", page(views.villages)),
            Route("/villages/{village_id:int}", page(views.devices)),
            Route(device, page(views.confirm_revoking)),
            Route(device, revoke, methods=["POST"]),
            Route("/backlog", page(views.backlog)),
            Route("/conflicts", page(views.conflicts)),
            Route("/refusals", page(views.refusals)),
            Route("/audit/{village_id:int}", page(views.audit_log)),
        ],
        exception_handlers={ProblemError: refused, HTTPException: no_such_page},
    )


def _csrf_of(county: County, token: str) -> str:
    return county.key.seal("console form", token.encode()).hex()


def _see(address: str) -> Response:
    return guard(RedirectResponse(address, status_code=303))
