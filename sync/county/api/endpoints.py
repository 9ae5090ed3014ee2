"""The addresses villages call. Each reads its message, does one thing off the event loop, answers."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from desktop.domain.problem import Problem, ProblemError
from sync.county.api import blob_endpoints, description
from sync.county.api.limits import RateLimit, Rates
from sync.county.api.reception import Reception
from sync.county.api.tokens import (
    TOKEN_HOLDS_S,
    Bearer,
    make_nonce,
    make_token,
    read_nonce,
    read_token,
)
from sync.county.api.wire import answer, decoder, read_body
from sync.county.clock import now_ms
from sync.county.county import County, is_reachable
from sync.county.store import audit, devices, enrolment, erasure, settings, villages
from sync.county.store.digest import answer_digest
from sync.county.store.exchange import exchange, pull, require_device
from sync.county.store.give_back import take_back
from sync.protocol.messages import (
    OLDEST_PROTOCOL,
    PROTOCOL_VERSION,
    Cursor,
    DigestReply,
    DigestRequest,
    EnrolReply,
    EnrolRequest,
    EraseReply,
    EraseRequest,
    ExchangeReply,
    ExchangeRequest,
    GiveBackReply,
    GiveBackRequest,
    Health,
    Nonce,
    PullReply,
    TokenReply,
    TokenRequest,
)
from sync.protocol.registry import SCHEMA_VERSION, registry
from sync.protocol.suite import verify
from sync.protocol.token import token_statement

PREFIX = "/sync/v1"
_KEY_BYTES = 32
_LONGEST_LABEL = 100

_read_enrol = decoder(EnrolRequest)
_read_token_request = decoder(TokenRequest)
_read_exchange = decoder(ExchangeRequest)
_read_erase = decoder(EraseRequest)
_read_give_back = decoder(GiveBackRequest)
_read_digest = decoder(DigestRequest)


def make_router(county: County, rates: Rates) -> APIRouter:
    """The addresses of one county."""
    router = APIRouter(prefix=PREFIX)
    reception = Reception(county, rates)
    work, admit = reception.work, reception.admit
    per_device, per_wrong_code = RateLimit(rates.device), RateLimit(rates.wrong_code)

    def bearer_of(request: Request) -> Bearer:
        admit(request)
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        bearer = read_token(county.key, token if scheme.lower() == "bearer" else "", now_ms())
        per_device.spend(f"{bearer.village_id}/{bearer.device}")
        return bearer

    @router.get("/health", **description.of(None, Health))
    async def health(request: Request) -> Response:
        """Whether the county is there, what it speaks and what time it has."""
        admit(request)
        await run_in_threadpool(is_reachable, county)
        return answer(
            Health(
                protocol=PROTOCOL_VERSION,
                oldest_protocol=OLDEST_PROTOCOL,
                schema=SCHEMA_VERSION,
                now_ms=now_ms(),
            )
        )

    @router.post("/enrol", **description.of(EnrolRequest, EnrolReply, "SYN-101", "SYN-112"))
    async def enrol(request: Request) -> Response:
        """Make the PC that shows a valid one-time code a device of its village."""
        address = admit(request)
        per_wrong_code.require(address)
        asked = _read_enrol(await read_body(request))
        try:
            return answer(await work(lambda: _enrol(county, asked)))
        except ProblemError:
            per_wrong_code.spend(address)
            raise

    @router.get("/nonce", **description.of(None, Nonce))
    async def nonce(request: Request) -> Response:
        """Something to sign; holds for a minute."""
        admit(request)
        now = now_ms()
        return answer(Nonce(nonce=make_nonce(county.key, now), now_ms=now))

    @router.post(
        "/token",
        **description.of(TokenRequest, TokenReply, "SYN-102", "SYN-103", "SYN-104", "SYN-118", "SYN-230"),
    )
    async def token(request: Request) -> Response:
        """A token for an hour, for a device that has signed a nonce."""
        admit(request)
        asked = _read_token_request(await read_body(request))
        per_device.spend(f"{asked.village_id}/{asked.device}")
        return answer(await work(lambda: _token(county, asked)))

    @router.post(
        "/exchange",
        **description.of(
            ExchangeRequest,
            ExchangeReply,
            *description.BEARER,
            *("SYN-105", "SYN-106", "SYN-107", "SYN-108", "SYN-109", "SYN-114", "SYN-115", "SYN-116"),
        ),
    )
    async def exchange_once(request: Request) -> Response:
        """Send a batch, get its receipt, the first page of each stream, and commands."""
        bearer = bearer_of(request)
        asked = _read_exchange(await read_body(request))
        return answer(await work(lambda: exchange(county, bearer.village_id, bearer.device, asked, now_ms())))

    @router.get("/pull", **description.of(None, PullReply, *description.BEARER, "SYN-114"))
    async def pull_page(
        request: Request,
        stream: Annotated[str, Query(max_length=32)],
        rev: Annotated[int, Query(ge=0, lt=2**63)] = 0,
        last_id: Annotated[str, Query(alias="id", pattern="^([0-9a-f]{32})?$")] = "",
        basis: Annotated[int, Query(ge=0, lt=2**63)] = 0,
        limit: Annotated[int, Query(ge=0, lt=2**31, description="About how many bytes.")] = 262_144,
    ) -> Response:
        """A further page of one stream."""
        bearer = bearer_of(request)
        cursor = Cursor(rev=rev, last_id=bytes.fromhex(last_id), basis=basis)
        page = await work(
            lambda: pull(county, bearer.village_id, bearer.device, stream, cursor, limit, now_ms())
        )
        return answer(PullReply(page=page))

    @router.post("/digest", **description.of(DigestRequest, DigestReply, *description.BEARER, "SYN-114"))
    async def digest_step(request: Request) -> Response:
        """Compare what a PC holds with what the county does, by sums."""
        bearer = bearer_of(request)
        asked = _read_digest(await read_body(request))
        return answer(
            await work(lambda: answer_digest(county, bearer.village_id, bearer.device, asked, now_ms()))
        )

    @router.post("/erase", **description.of(EraseRequest, EraseReply, *description.BEARER, "SYN-114"))
    async def erase_record(request: Request) -> Response:
        """Erase a record by law, at a village's request."""
        bearer = bearer_of(request)
        asked = _read_erase(await read_body(request))
        return answer(await work(lambda: _erase(county, bearer, asked)))

    @router.post(
        "/give_back",
        **description.of(
            GiveBackRequest, GiveBackReply, *description.BEARER, "SYN-105", "SYN-110", "SYN-114"
        ),
    )
    async def give_back(request: Request) -> Response:
        """Take back what the county lost by being restored from a backup."""
        bearer = bearer_of(request)
        asked = _read_give_back(await read_body(request))
        return answer(
            await work(lambda: take_back(county, bearer.village_id, bearer.device, asked, now_ms()))
        )

    blob_endpoints.add_routes(router, county, bearer_of, work)
    return router


def _enrol(county: County, asked: EnrolRequest) -> EnrolReply:
    if len(asked.public_key) != _KEY_BYTES or len(asked.sealing_key) not in (0, _KEY_BYTES):
        raise ProblemError(Problem("SYN-110"))
    if len(asked.label) > _LONGEST_LABEL or "\0" in asked.label:
        raise ProblemError(Problem("SYN-110"))
    database, now = county.database, now_ms()
    try:
        made = enrolment.enrol(
            database,
            county.key,
            asked.code,
            asked.public_key,
            asked.label,
            asked.schema,
            now,
            sealing_key=asked.sealing_key,
        )
    except ProblemError as error:
        _log_stranger(county, "enrolment_refused", error.problems[0], now)
        raise
    name, division_code = villages.name_of(database, made.village_id)
    return EnrolReply(
        village_id=made.village_id,
        device=made.device,
        division_code=division_code,
        village_name=name,
        streams=made.streams,
        county_key=county.key.public,
        county_name=county.name,
        ruling=settings.read_ruling(database),
        sealing_key=county.key.sealing_public,
    )


def _token(county: County, asked: TokenRequest) -> TokenReply:
    now = now_ms()
    try:
        made_ms = read_nonce(county.key, asked.nonce, now)
        device = require_device(county, asked.village_id, asked.device, now)
        statement = token_statement(asked.village_id, asked.device, asked.nonce)
        if not verify(device.public_key, statement, asked.signature):
            raise ProblemError(Problem("SYN-104"))
        if not devices.use_nonce(county.database, device.village_id, device.device, made_ms):
            raise ProblemError(Problem("SYN-118"))
    except ProblemError as error:
        _log_stranger(county, "token_refused", error.problems[0], now)
        raise
    token = make_token(county.key, Bearer(device.village_id, device.device), now)
    return TokenReply(token=token, seconds=TOKEN_HOLDS_S, now_ms=now)


def _erase(county: County, bearer: Bearer, asked: EraseRequest) -> EraseReply:
    now = now_ms()
    device = require_device(county, bearer.village_id, bearer.device, now)
    kind = registry().find(asked.kind)
    if kind is None or "\0" in asked.reason:
        raise ProblemError(Problem("SYN-110"))
    if kind.stream not in device.streams:
        raise ProblemError(Problem("SYN-114", {"stream": kind.stream}))
    erasure.erase(
        county,
        device.village_id,
        asked.kind,
        asked.record_id.hex(),
        asked.reason,
        now,
        device=device.device,
    )
    return EraseReply(now_ms=now)


def _log_stranger(county: County, event: str, problem: Problem, now: int) -> None:
    """Log who was refused before it was known who spoke, in the county's own chain."""
    with county.database.atomic():
        audit.append(county.database, audit.COUNTY_ITSELF, event, now, details={"code": problem.code})
