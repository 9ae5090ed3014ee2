"""The console's addresses."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desktop.domain.event_state import Step
from desktop.domain.problem import Problem, ProblemError
from desktop.messages import sentence
from sync.county.api.limits import RateLimit, Rates
from sync.county.clock import now_ms
from sync.county.console import (
    account_pages,
    audit_pages,
    event_pages,
    export,
    handed_pages,
    learning_pages,
    mobilisation_pages,
    operator_pages,
    pc_pages,
    rectification_pages,
    ruling_pages,
    score_rule_pages,
    task_pages,
    views,
    village_pages,
)
from sync.county.console.door import CONSOLE, COOKIE, SIGN_IN, Door, see, status_of
from sync.county.console.form import read_form
from sync.county.console.page import guard, render
from sync.county.console.wording import DONE
from sync.county.county import County
from sync.county.store import sessions
from sync.county.store.roles import Right

Handler = Callable[[Request, Exception], Awaitable[Response]]

_STYLE = Path(__file__).with_name("style.css")
_ICON = Path(__file__).with_name("icon.svg")


def make_console(county: County, rates: Rates) -> Starlette:
    """The console of one county, to be mounted at `CONSOLE`."""
    door = Door(county, rates)
    return Starlette(
        routes=[
            *_door_routes(door, rates),
            *_village_routes(door),
            *_county_routes(door),
            *_handed_routes(door),
            *_task_routes(door),
            *_event_routes(door),
            *_mobilisation_routes(door),
        ],
        exception_handlers={ProblemError: _refused(county), HTTPException: _no_such_page(county)},
    )


def _door_routes(door: Door, rates: Rates) -> list[Route]:
    """What is there for who is not signed in, and signing out."""
    county, per_wrong_password = door.county, RateLimit(rates.wrong_code)

    def sign_in_page(request: Request, trouble: str = "", status: int = 200) -> Response:
        done = DONE.get(request.query_params.get("done", ""), "")
        if not trouble and request.query_params.get("ended") == "1":
            trouble = sentence(Problem("CTY-091"))
        values = {"county": county.name, "trouble": trouble, "done": done}
        return render("sign_in.html", values, status)

    async def show_sign_in(request: Request) -> Response:
        door.admit(request)
        return sign_in_page(request)

    async def sign_in(request: Request) -> Response:
        address = door.admit(request)
        per_wrong_password.require(address)
        typed = await read_form(request)
        login, password = typed.get("login", "").strip(), typed.get("password", "")
        try:
            token = await door.work(lambda: sessions.sign_in(county.database, login, password, now_ms()))
        except ProblemError as error:
            per_wrong_password.spend(address)
            return sign_in_page(request, sentence(error.problems[0]), status_of(error.problems[0]))
        response = see(f"{CONSOLE}/")
        response.set_cookie(
            COOKIE,
            token,
            path=CONSOLE,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return response

    async def sign_out(request: Request) -> Response:
        visit, _ = await door.posted(request)
        if visit:
            await door.work(lambda: sessions.sign_out(county.database, visit.token))
        response = see(f"{SIGN_IN}?done=signed_out")
        response.delete_cookie(COOKIE, path=CONSOLE, httponly=True, samesite="strict")
        return response

    async def style(_request: Request) -> Response:
        return guard(Response(_STYLE.read_bytes(), media_type="text/css"), is_public=True)

    async def icon(_request: Request) -> Response:
        return guard(Response(_ICON.read_bytes(), media_type="image/svg+xml"), is_public=True)

    return [
        Route("/style.css", style),
        Route("/icon.svg", icon),
        Route("/sign-in", show_sign_in),
        Route("/sign-in", sign_in, methods=["POST"]),
        Route("/sign-out", sign_out, methods=["POST"]),
    ]


def _village_routes(door: Door) -> list[Route]:
    """Villages and their PCs."""
    village = "/villages/{village_id:int}"
    device = village + "/devices/{device:int}"
    return [
        door.page("/", village_pages.front),
        door.download("/villages.csv", export.as_csv),
        door.download("/villages.xlsx", export.as_xlsx),
        *door.form("/villages/add", village_pages.adding, village_pages.add, Right.VILLAGES),
        door.page(village, village_pages.village),
        *door.form(village + "/rename", village_pages.changing, village_pages.rename, Right.VILLAGES),
        *door.form(village + "/code", village_pages.changing, village_pages.renumber, Right.VILLAGES),
        *door.form(village + "/enrol", pc_pages.enrolling, pc_pages.enrol, Right.PCS),
        *door.form(village + "/codes/{handle}/withdraw", pc_pages.withdrawing, pc_pages.withdraw, Right.PCS),
        *door.form(device + "/revoke", pc_pages.revoking, pc_pages.revoke, Right.PCS),
        *door.form(device + "/retire", pc_pages.retiring, pc_pages.retire, Right.PCS),
        *door.form(device + "/wipe", pc_pages.wiping, pc_pages.wipe, Right.PCS),
        door.page("/audit/{village_id:int}", audit_pages.audit_log),
    ]


def _task_routes(door: Door) -> list[Route]:
    """Tasks from above with their answers, and one table of all villages."""
    task, right = "/villages/{village_id:int}/tasks/{task}", Right.HAND_DOWN
    return [
        door.page("/tasks", task_pages.tasks),
        *door.upload("/tasks/new", task_pages.giving, task_pages.give, right),
        door.download("/tasks/{task}/table.xlsx", task_pages.joined),
        door.page(task, task_pages.task),
        door.download(task + "/evidence/{number:int}", task_pages.evidence),
        *door.form(task + "/accept", task_pages.task, task_pages.accept, right),
        *door.form(task + "/return", task_pages.task, task_pages.send_back, right),
        *door.form(task + "/used", task_pages.task, task_pages.note_use, right),
        *door.form(task + "/remind", task_pages.task, task_pages.remind, right),
        *door.form(task + "/withdraw", task_pages.task, task_pages.withdraw, right),
    ]


def _handed_routes(door: Door) -> list[Route]:
    """What the county hands down: orders to mend with their verdicts, rules of the score."""
    order = "/villages/{village_id:int}/rectification/{order}"
    mending, right = rectification_pages, Right.HAND_DOWN
    return [
        door.page("/rectification", mending.orders),
        *door.form("/rectification/new", mending.issuing, mending.issue, right, is_long=True),
        door.page(order, mending.order),
        door.download(order + "/evidence/{number:int}", mending.evidence),
        *door.form(order + "/accept", mending.order, mending.accept, right),
        *door.form(order + "/return", mending.order, mending.send_back, right),
        *door.form(order + "/remind", mending.order, mending.remind, right),
        *door.form(order + "/withdraw", mending.order, mending.withdraw, right),
        door.page("/job-posts", handed_pages.job_posts),
        *door.upload("/job-posts/push", handed_pages.job_posts, handed_pages.push_job_posts, right),
        door.page("/service-catalogues", handed_pages.catalogues),
        *door.upload("/service-catalogues/push", handed_pages.catalogues, handed_pages.push_services, right),
        door.page("/score-rules", score_rule_pages.rules),
        *door.form("/score-rules/new", score_rule_pages.pushing, score_rule_pages.push, right, is_long=True),
        door.page("/score-rules/{rule}", score_rule_pages.rule),
    ]


def _event_routes(door: Door) -> list[Route]:
    """Events that villages sent up, and villagers' letters."""
    village, right = "/villages/{village_id:int}", Right.HAND_DOWN
    event = village + "/events/{event}"
    deeds = (
        ("take-up", Step.TAKE_UP),
        ("settle", Step.SETTLE),
        ("return", Step.RETURN),
        ("raise", Step.ESCALATE),
    )
    return [
        door.page("/events", event_pages.events),
        door.page("/event-figures", event_pages.figures),
        door.page(event, event_pages.event),
        *(
            route
            for name, step in deeds
            for route in door.form(
                f"{event}/{name}", event_pages.event, event_pages.act(step), right, is_long=True
            )
        ),
        door.page(village + "/letters", event_pages.village_letters),
        door.page(village + "/poster", event_pages.poster),
        *door.form(village + "/letters/{number}/hide", event_pages.letter, event_pages.hide, right),
    ]


def _mobilisation_routes(door: Door) -> list[Route]:
    """Orders to mobilise, and villages' reports of disasters."""
    pages, right = mobilisation_pages, Right.HAND_DOWN
    order = "/mobilisation/{order}"
    return [
        door.page("/mobilisation", pages.orders),
        *door.form("/mobilisation/new", pages.writing, pages.send, right, is_long=True),
        door.page(order, pages.order),
        *door.form(order + "/clear", pages.order, pages.clear, right, is_long=True),
        *door.form(order + "/withdraw", pages.order, pages.withdraw, right),
        door.page("/disasters", pages.disasters),
        door.download("/disasters.csv", pages.disasters_csv),
        door.download("/disasters.xlsx", pages.disasters_xlsx),
    ]


def _county_routes(door: Door) -> list[Route]:
    """What concerns the whole county, and one's own account."""
    account = "/operators/{login}"
    learning = "/learning/{record:str}"
    return [
        door.page("/backlog", views.backlog),
        door.page("/conflicts", views.conflicts),
        door.page("/refusals", views.refusals),
        door.page("/rulings", ruling_pages.rulings),
        *door.form("/rulings/{name}/{verdict}", ruling_pages.ruling, ruling_pages.rule, Right.RULING),
        door.page("/learning", learning_pages.items),
        *door.upload("/learning/add", learning_pages.writing, learning_pages.publish_new, Right.HAND_DOWN),
        door.page(learning, learning_pages.item),
        *door.upload(learning + "/edit", learning_pages.correcting, learning_pages.correct, Right.HAND_DOWN),
        *door.form(learning + "/withdraw", learning_pages.item, learning_pages.withdraw, Right.HAND_DOWN),
        *door.form(learning + "/spread", learning_pages.item, learning_pages.spread, Right.HAND_DOWN),
        door.page("/operators", operator_pages.accounts, Right.OPERATORS),
        *door.form("/operators/add", operator_pages.adding, operator_pages.add, Right.OPERATORS),
        door.page(account, operator_pages.changing, Right.OPERATORS),
        *door.form(account + "/role", operator_pages.changing, operator_pages.change_role, Right.OPERATORS),
        *door.form(account + "/reset", operator_pages.changing, operator_pages.reset, Right.OPERATORS),
        *door.form(account + "/close", operator_pages.changing, operator_pages.close, Right.OPERATORS),
        *door.form(
            "/settings",
            operator_pages.county_settings,
            operator_pages.change_settings,
            Right.SETTINGS,
        ),
        door.page("/account", account_pages.account),
        *door.form("/account/password", account_pages.changing_password, account_pages.change_password),
        *door.form("/account/sign-out-everywhere", account_pages.account, account_pages.sign_out_everywhere),
    ]


def _refused(county: County) -> Handler:
    async def answer(_request: Request, error: Exception) -> Response:
        problem = error.problems[0] if isinstance(error, ProblemError) else Problem("CTY-021")
        response = _trouble(county, problem, status_of(problem))
        if "seconds" in problem.values:
            response.headers["Retry-After"] = problem.values["seconds"]
        return response

    return answer


def _no_such_page(county: County) -> Handler:
    async def answer(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return _trouble(county, Problem("CTY-021"), status)

    return answer


def _trouble(county: County, problem: Problem, status: int) -> Response:
    return render("trouble.html", {"county": county.name, "trouble": sentence(problem), "done": ""}, status)
