"""Who gets in: every page and every form of the console passes here, and looking leaves a trace."""

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from desktop.domain.problem import Problem, ProblemError
from desktop.messages import sentence
from sync.county.api.reception import Reception
from sync.county.clock import now_ms
from sync.county.console.form import MOST_BYTES, MOST_BYTES_LONG, read_form, read_upload
from sync.county.console.page import guard, render
from sync.county.console.shown import Action, Ask, Shown, UploadAction, View, Went
from sync.county.console.wording import DONE
from sync.county.store import audit, sessions
from sync.county.store.roles import Right
from sync.county.store.sessions import Session

CONSOLE = "/console"
COOKIE = "county_session"
SIGN_IN = f"{CONSOLE}/sign-in"
NEW_PASSWORD = f"{CONSOLE}/account/password"

_STATUS = {
    "SYN-112": 429,
    "CTY-019": 403,
    "CTY-020": 403,
    "CTY-080": 403,
    "CTY-021": 404,
    "CTY-003": 404,
    "DTY-020": 404,
    "TSK-049": 404,
    "LRN-001": 404,
    "CTY-220": 404,
    "CTY-235": 404,
    "CTY-261": 404,
}

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who is signed in."""

    session: Session
    token: str = field(repr=False)


class Door(Reception):
    """Admits, recognises, lets through what somebody has a right to, and logs what they looked at."""

    async def visit(self, request: Request) -> Visit | None:
        """Who is signed in; None when nobody is."""
        self.admit(request)
        token = request.cookies.get(COOKIE, "")
        session = await self.work(lambda: sessions.find_session(self.county.database, token, now_ms()))
        return Visit(session, token) if session else None

    async def posted(
        self, request: Request, most_bytes: int = MOST_BYTES
    ) -> tuple[Visit | None, dict[str, str]]:
        """Who sends a form, and what it says.

        Raises:
            ProblemError: CTY-020, it is no form of a page of this session.
        """
        visit = await self.visit(request)
        # only who is signed in may send much
        typed = await read_form(request, most_bytes if visit else MOST_BYTES)
        if visit:
            self._require_own_form(visit, typed)
        return visit, typed

    def _require_own_form(self, visit: Visit, typed: Mapping[str, str]) -> None:
        if not hmac.compare_digest(typed.get("csrf", "").encode(), self._csrf(visit.token).encode()):
            raise ProblemError(Problem("CTY-020"))

    def page(self, path: str, view: View, right: Right | None = None) -> Route:
        """A page to look at."""

        async def answer(request: Request) -> Response:
            visit = await self.visit(request)
            away = self._sent_away(visit, request)
            if visit is None or away is not None:
                return away or see(SIGN_IN)
            _require(visit, right)
            ask = self._ask(request, visit)

            def look() -> Shown:
                shown = view(ask)
                self._log_look(shown, ask)
                return shown

            return self.show(await self.work(look), visit, asked=ask.asked)

        return Route(path, answer)

    def form(
        self, path: str, view: View, act: Action, right: Right | None = None, *, is_long: bool = False
    ) -> tuple[Route, Route]:
        """A page with a form, and what the form does; trouble is told on the same page.

        ``is_long`` is a form with texts in it.
        """
        most_bytes = MOST_BYTES_LONG if is_long else MOST_BYTES

        async def answer(request: Request) -> Response:
            visit, typed = await self.posted(request, most_bytes)
            away = self._sent_away(visit, request)
            if visit is None or away is not None:
                return away or see(SIGN_IN)
            _require(visit, right)
            ask = self._ask(request, visit)
            return await self._act(visit, ask, view, lambda: act(ask, typed), typed)

        return self.page(path, view, right), Route(path, answer, methods=["POST"])

    def upload(self, path: str, view: View, act: UploadAction, right: Right) -> tuple[Route, Route]:
        """As `form`, with files; who may not is turned away before the files are read."""

        async def answer(request: Request) -> Response:
            visit = await self.visit(request)
            away = self._sent_away(visit, request)
            if visit is None or away is not None:
                return away or see(SIGN_IN)
            _require(visit, right)
            sent = await read_upload(request)
            self._require_own_form(visit, sent.typed)
            ask = self._ask(request, visit)
            return await self._act(visit, ask, view, lambda: act(ask, sent), sent.typed)

        return self.page(path, view, right), Route(path, answer, methods=["POST"])

    async def _act(
        self,
        visit: Visit,
        ask: Ask,
        view: View,
        act: Callable[[], Shown | Went],
        typed: Mapping[str, str],
    ) -> Response:
        """Do what a form asks for; trouble is told on the page of the form."""
        try:
            outcome = await self.work(act)
        except ProblemError as error:
            problem = error.problems[0]
            if status_of(problem) == 404:
                raise
            shown = await self.work(lambda: view(ask))
            return self.show(shown, visit, trouble=problem, typed=typed)
        if isinstance(outcome, Shown):
            return self.show(outcome, visit)
        mark = "&" if "?" in outcome.place else "?"
        return see(f"{CONSOLE}{outcome.place}{mark}done={outcome.done}")

    def download(self, path: str, make: Callable[[Ask], Response]) -> Route:
        """A file to take away."""

        async def answer(request: Request) -> Response:
            visit = await self.visit(request)
            away = self._sent_away(visit, request)
            if visit is None or away is not None:
                return away or see(SIGN_IN)
            ask = self._ask(request, visit)

            def fetch() -> Response:
                response = make(ask)
                page = request.url.path.removeprefix(f"{CONSOLE}/")
                details = {"operator": ask.operator.login, "page": page}
                with self.county.database.atomic():
                    audit.append(self.county.database, village, "console_export", ask.at_ms, details=details)
                return response

            village = int(request.path_params.get("village_id", audit.COUNTY_ITSELF))
            try:
                return guard(await self.work(fetch))
            except ProblemError as error:
                problem = error.problems[0]
                status = _STATUS.get(problem.code, 400)
                return guard(PlainTextResponse(sentence(problem), status_code=status))

        return Route(path, answer)

    def show(
        self,
        shown: Shown,
        visit: Visit,
        *,
        trouble: Problem | None = None,
        typed: Mapping[str, str] | None = None,
        asked: Mapping[str, str] | None = None,
    ) -> Response:
        """A page for somebody, with what went wrong with their form, or what was done, above it."""
        frame = {
            "county": self.county.name,
            "operator": visit.session.operator,
            "csrf": self._csrf(visit.token),
            "trouble": sentence(trouble) if trouble else "",
            "typed": typed or {},
            "done": DONE.get((asked or {}).get("done", ""), ""),
        }
        status = status_of(trouble) if trouble else 200
        return render(shown.template, {**shown.values, **frame}, status)

    def _ask(self, request: Request, visit: Visit) -> Ask:
        asked = {**request.query_params, **{k: str(v) for k, v in request.path_params.items()}}
        address = f"{request.url.scheme}://{request.url.netloc}"
        session = visit.session
        return Ask(self.county, session.operator, session.until_ms, asked, now_ms(), address)

    def _log_look(self, shown: Shown, ask: Ask) -> None:
        details = {"operator": ask.operator.login, "page": shown.template.removesuffix(".html")}
        with self.county.database.atomic():
            audit.append(self.county.database, shown.village_id, "console_view", ask.at_ms, details=details)

    def _csrf(self, token: str) -> str:
        return self.county.key.seal("console form", token.encode()).hex()

    @staticmethod
    def _sent_away(visit: Visit | None, request: Request) -> Response | None:
        """To the door, or to the page for a new password; None when there is nothing in the way."""
        if visit is None:
            return see(f"{SIGN_IN}?ended=1" if COOKIE in request.cookies else SIGN_IN)
        if visit.session.operator.renew and request.url.path != NEW_PASSWORD:
            return see(NEW_PASSWORD)
        return None


def status_of(problem: Problem) -> int:
    """The HTTP status that goes with a trouble."""
    return _STATUS.get(problem.code, 400)


def see(address: str) -> Response:
    """Go on to one of our own pages."""
    return guard(RedirectResponse(address, status_code=303))


def _require(visit: Visit, right: Right | None) -> None:
    operator = visit.session.operator
    if right is not None and not operator.may(right):
        raise ProblemError(Problem("CTY-080", {"role": operator.role.label}))
