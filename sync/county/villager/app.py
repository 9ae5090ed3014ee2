"""The addresses of the villagers' pages: choosing a village, writing to it, seeing how it stands.

Whoever comes is nobody in particular: a name is what was typed. No cookie is set, no script runs, nothing is
fetched from elsewhere.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.progress_mark import ProgressMark, read_progress_code
from desktop.domain.service_wording import apply_words, term_words, window_words
from desktop.domain.villager_letter import (
    CATEGORIES,
    LETTER,
    PARTS,
    SNAP,
    NewBooking,
    NewLetter,
    most_pictures,
)
from desktop.messages import sentence
from sync.county.api.limits import RateLimit, Rates
from sync.county.api.reception import Reception
from sync.county.clock import day_of, now_ms
from sync.county.console.page import guard
from sync.county.county import County
from sync.county.store import letters, villager_progress
from sync.county.store.service_catalogues import offered_items
from sync.county.store.villager_progress import NOT_RATED, SATISFACTION, Progress
from sync.county.store.villages import find_village_id, list_villages, name_of
from sync.county.villager.form import VillagerForm, new_token, read_pictures, read_texts, sender_of
from sync.county.villager.page import VILLAGERS, render

PROGRESS = "/progress"
_STYLE = Path(__file__).with_name("style.css")
_PER_PAGE = 20
_FEW = 3
_MOST_SHOWN = 60
_DIVISION_DIGITS = 12


class VillagersPages(Reception):
    """What every address of the villagers' pages shares: the county, and how often one may ask."""

    def __init__(self, county: County, rates: Rates) -> None:
        super().__init__(county, rates)
        self._per_message = RateLimit(rates.villager)
        self._per_wrong_code = RateLimit(rates.wrong_code)

    def show(
        self,
        template: str,
        values: Mapping[str, object],
        problem: Problem | None = None,
        status: int = 200,
    ) -> Response:
        """A page, with what went wrong above it."""
        trouble = {
            "county": self.county.name,
            "trouble": sentence(problem) if problem else "",
            "field": problem.place.field if problem and problem.place else "",
        }
        return render(template, {**trouble, **values}, status)

    # --- choosing a village -----------------------------------------------------------------------------

    async def choose(self, request: Request) -> Response:
        """All villages, or those whose name holds what is looked for."""
        self.admit(request)
        wanted = request.query_params.get("q", "").strip()[:20]
        found = await self.work(lambda: list_villages(self.county.database))
        named = [each for each in found if wanted in each.name] if wanted else list(found)
        values = {"villages": named[:_MOST_SHOWN], "wanted": wanted, "more": len(named) > _MOST_SHOWN}
        return self.show("choose.html", values)

    def _village(self, request: Request) -> dict[str, object]:
        """The village of an address; call it in `work`.

        Raises:
            ProblemError: CTY-002.
        """
        code = request.path_params["code"]
        if not code.isdecimal():
            raise ProblemError(Problem("CTY-021"))
        village_id = find_village_id(self.county.database, code)
        name, _ = name_of(self.county.database, village_id)
        return {"village_id": village_id, "village": name, "code": code, "base": f"{VILLAGERS}/{code}"}

    async def home(self, request: Request) -> Response:
        """What can be done in a village, and its latest answers."""
        self.admit(request)

        def look() -> dict[str, object]:
            village = self._village(request)
            latest = villager_progress.list_published(self.county.database, _number(village), _FEW)
            return {**village, "answers": latest}

        return self.show("home.html", await self.work(look))

    async def answers(self, request: Request) -> Response:
        """What the village has made public of its answers, page by page."""
        self.admit(request)
        asked = request.query_params.get("page", "1")
        page = min(max(int(asked), 1), 500) if asked.isascii() and asked.isdecimal() else 1

        def look() -> dict[str, object]:
            village = self._village(request)
            found = villager_progress.list_published(
                self.county.database, _number(village), _PER_PAGE + 1, (page - 1) * _PER_PAGE
            )
            return {**village, "answers": found[:_PER_PAGE], "page": page, "more": len(found) > _PER_PAGE}

        return self.show("answers.html", await self.work(look))

    # --- writing ----------------------------------------------------------------------------------------

    async def letter(self, request: Request) -> Response:
        """The form of a letter or a snap."""
        self.admit(request)
        village = await self.work(lambda: self._village(request))
        return self._letter_page(village, _kind_of(request), {})

    def _letter_page(
        self,
        village: Mapping[str, object],
        kind: str,
        typed: Mapping[str, str],
        problem: Problem | None = None,
    ) -> Response:
        at_ms = now_ms()
        codes = code_table("event_category")
        values = {
            **village,
            "kind": kind,
            "typed": typed,
            "token": new_token(self.county, _number(village), at_ms),
            "categories": [(code, codes.label(code)) for code in CATEGORIES],
            "most": most_pictures(day_of(at_ms)),
        }
        return self.show("letter.html", values, problem, _status(problem))

    async def send_letter(self, request: Request) -> Response:
        """Take a letter or a snap in."""
        address = self.admit(request)
        kind, at_ms = _kind_of(request), now_ms()
        village = await self.work(lambda: self._village(request))
        sent = VillagerForm({})
        try:
            self._per_message.spend(address)
            sent = await read_pictures(request, day_of(at_ms))
            typed = sent.typed
            sender = sender_of(self.county, _number(village), request, typed, at_ms)
            new = NewLetter(
                kind,
                typed.get("title", ""),
                typed.get("text", ""),
                typed.get("category", ""),
                typed.get("place", ""),
                typed.get("name", ""),
                typed.get("phone", ""),
                typed.get("anonymous") == "yes",
                typed.get("secret") == "yes",
            )
            kept = await self.work(
                lambda: letters.send_letter(self.county, _number(village), new, sent.pictures, sender, at_ms)
            )
        except ProblemError as error:
            return self._letter_page(village, kind, sent.typed, error.problems[0])
        return _go_to(kept.number, kept.code, "?sent=1")

    async def items(self, request: Request) -> Response:
        """What the village does for people, to choose from."""
        self.admit(request)

        def look() -> dict[str, object]:
            village = self._village(request)
            on = day_of(now_ms())
            found = offered_items(self.county.database, _number(village), on)
            return {**village, "items": [(item, window_words(item), item.is_taken_on(on)) for item in found]}

        return self.show("items.html", await self.work(look))

    async def booking(self, request: Request) -> Response:
        """The papers of a service and the form to book it."""
        self.admit(request)
        return await self._booking_page(request, {})

    async def _booking_page(
        self, request: Request, typed: Mapping[str, str], problem: Problem | None = None
    ) -> Response:
        at_ms = now_ms()

        def look() -> dict[str, object]:
            village = self._village(request)
            found = offered_items(self.county.database, _number(village), day_of(at_ms))
            item = next((each for each in found if each.code == request.path_params["item"]), None)
            if item is None:
                raise ProblemError(Problem("CTY-021"))
            told = {
                "mode": code_table("service_mode").label(item.mode),
                "term": term_words(item),
                "apply_by": apply_words(item),
                "window": window_words(item),
                "is_taken": item.is_taken_on(day_of(at_ms)),
            }
            return {**village, "item": item, **told}

        values = await self.work(look)
        more = {
            "typed": typed,
            "token": new_token(self.county, _number(values), at_ms),
            "parts": tuple(PARTS.items()),
            "today": day_of(at_ms).isoformat(),
        }
        return self.show("booking.html", {**values, **more}, problem, _status(problem))

    async def send_booking(self, request: Request) -> Response:
        """Take a booking in."""
        address = self.admit(request)
        at_ms = now_ms()
        village = await self.work(lambda: self._village(request))
        typed: Mapping[str, str] = {}
        try:
            self._per_message.spend(address)
            typed = (await read_texts(request)).typed
            sender = sender_of(self.county, _number(village), request, typed, at_ms)
            new = NewBooking(
                request.path_params["item"],
                typed.get("name", ""),
                typed.get("phone", ""),
                typed.get("for_name", ""),
                typed.get("wished_on", ""),
                typed.get("wished_part", ""),
                typed.get("place", ""),
                typed.get("text", ""),
            )
            kept = await self.work(
                lambda: letters.send_booking(self.county, _number(village), new, sender, at_ms)
            )
        except ProblemError as error:
            return await self._booking_page(request, typed, error.problems[0])
        return _go_to(kept.number, kept.code, "?sent=1")

    # --- how it stands ----------------------------------------------------------------------------------

    async def ask(self, request: Request) -> Response:
        """The form that asks for number and code; filled in, it leads on."""
        self.admit(request)
        village = await self.work(lambda: self._village(request))
        number = request.query_params.get("number", "").strip().upper()[:_MOST_SHOWN]
        code = request.query_params.get("qcode", "").strip()[:_MOST_SHOWN]
        if number and code:
            is_whole = number[:_DIVISION_DIGITS].isdecimal() and len(number) > _DIVISION_DIGITS
            return _go_to(number if is_whole else f"{village['code']}-{number}", code)
        return self.show("ask.html", {**village, "number": number})

    async def progress(self, request: Request) -> Response:
        """How a matter stands."""
        return await self._progress_page(request)

    async def _progress_page(self, request: Request, problem: Problem | None = None) -> Response:
        address = self.admit(request)
        # numbers run on: who tries codes for them one after the other is slowed down
        self._per_wrong_code.require(address)
        number, code = _asked(request)

        def look() -> tuple[dict[str, object], Progress | None]:
            try:
                village_id = find_village_id(self.county.database, _division(number))
            except ProblemError:
                return {}, None
            name, division_code = name_of(self.county.database, village_id)
            place: dict[str, object] = {
                "village": name,
                "code": division_code,
                "base": f"{VILLAGERS}/{division_code}",
            }
            return place, villager_progress.find_progress(self.county.database, village_id, number, code)

        place, found = await self.work(look)
        if found is None:
            self._per_wrong_code.spend(address)
            return self.show("trouble.html", {}, Problem("CTY-215"), 404)
        ratings = [(each.code, each.label) for each in code_table(SATISFACTION).entries]
        values = {
            **place,
            "progress": found,
            "here": f"{PROGRESS}/{quote(number)}/{quote(code)}",
            "spoken": ProgressMark(number, read_progress_code(code)).spoken,
            "sent": request.query_params.get("sent") == "1",
            "ratings": [each for each in ratings if each[0] != NOT_RATED],
        }
        return self.show("progress.html", values, problem, _status(problem))

    async def act(self, request: Request) -> Response:
        """Take something back, or say how satisfied one is."""
        address = self.admit(request)
        number, code = _asked(request)
        try:
            self._per_message.spend(address)
            self._per_wrong_code.require(address)
            typed = (await read_texts(request)).typed

            def do() -> None:
                try:
                    village_id = find_village_id(self.county.database, _division(number))
                except ProblemError as error:
                    raise ProblemError(Problem("CTY-215")) from error
                at_ms, text = now_ms(), typed.get("text", "")
                if request.path_params["deed"] == "rate":
                    chosen = typed.get("satisfaction", "")
                    villager_progress.rate(self.county, village_id, number, code, chosen, text, at_ms)
                else:
                    villager_progress.withdraw(self.county, village_id, number, code, text, at_ms)

            await self.work(do)
        except ProblemError as error:
            return await self._progress_page(request, error.problems[0])
        return _go_to(number, code)

    # --- the rest ---------------------------------------------------------------------------------------

    async def style(self, _request: Request) -> Response:
        """The style sheet."""
        return guard(Response(_STYLE.read_bytes(), media_type="text/css"), is_public=True)

    async def refused(self, _request: Request, error: Exception) -> Response:
        """What is answered to a request that is not taken."""
        problem = error.problems[0] if isinstance(error, ProblemError) else Problem("CTY-021")
        response = self.show("trouble.html", {}, problem, _status(problem))
        if "seconds" in problem.values:
            response.headers["Retry-After"] = problem.values["seconds"]
        return response


def make_villagers_pages(county: County, rates: Rates) -> tuple[Starlette, Starlette]:
    """The pages to be mounted at `VILLAGERS` and `PROGRESS`."""
    pages = VillagersPages(county, rates)
    handlers = {ProblemError: pages.refused, HTTPException: pages.refused}
    village = "/{code:str}"
    written = [
        Route("/", pages.choose),
        Route("/style.css", pages.style),
        Route(village + "/", pages.home),
        Route(village + "/answers", pages.answers),
        Route(village + "/progress", pages.ask),
        Route(village + "/booking", pages.items),
        Route(village + "/booking/{item:str}", pages.booking),
        Route(village + "/booking/{item:str}", pages.send_booking, methods=["POST"]),
    ]
    for kind in (LETTER, SNAP):
        written += [
            Route(f"{village}/{kind}", pages.letter),
            Route(f"{village}/{kind}", pages.send_letter, methods=["POST"]),
        ]
    asked = "/{number:str}/{asked:str}"
    return (
        Starlette(routes=written, exception_handlers=handlers),
        Starlette(
            routes=[
                Route(asked, pages.progress),
                Route(asked + "/{deed:str}", pages.act, methods=["POST"]),
            ],
            exception_handlers=handlers,
        ),
    )


def _number(village: Mapping[str, object]) -> int:
    return int(str(village["village_id"]))


def _kind_of(request: Request) -> str:
    return SNAP if request.url.path.endswith(f"/{SNAP}") else LETTER


def _asked(request: Request) -> tuple[str, str]:
    number = request.path_params["number"].strip().upper()[:_MOST_SHOWN]
    return number, request.path_params["asked"].strip()[:_MOST_SHOWN]


def _division(number: str) -> str:
    """The division code that a number begins with; what is none of digits alone is nobody's."""
    code = number[:_DIVISION_DIGITS]
    return code if code.isdecimal() else ""


def _go_to(number: str, code: str, more: str = "") -> Response:
    place = f"{PROGRESS}/{quote(number, safe='')}/{quote(code, safe='')}{more}"
    return guard(RedirectResponse(place, status_code=303))


def _status(problem: Problem | None) -> int:
    if problem is None:
        return 200
    if problem.code in ("SYN-112", "CTY-211", "CTY-212", "CTY-213"):
        return 429
    return {"CTY-002": 404, "CTY-021": 404, "CTY-215": 404, "CTY-020": 403, "CTY-214": 413}.get(
        problem.code, 400
    )
