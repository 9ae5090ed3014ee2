"""The addresses for the bytes of attachments."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from sync.county.api import description
from sync.county.api.tokens import Bearer
from sync.county.api.wire import answer, decoder, read_body
from sync.county.clock import now_ms
from sync.county.county import County
from sync.county.store import blobs
from sync.protocol.blobs import BlobAnswer, BlobChunk, BlobPlace, BlobQuestion

_Hash = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the content, hexadecimal.")]

_read_question = decoder(BlobQuestion)
_read_chunk = decoder(BlobChunk)


def add_routes(
    router: APIRouter,
    county: County,
    bearer_of: Callable[[Request], Bearer],
    work: Callable[[Callable[[], Any]], Awaitable[Any]],
) -> None:
    """Add the addresses of attachments; ``work`` runs something off the event loop over a connection."""

    @router.post("/blob/have", **description.of(BlobQuestion, BlobAnswer, *description.BEARER, "SYN-116"))
    async def blob_have(request: Request) -> Response:
        """Which contents the county has, and from which byte it lacks the others."""
        bearer = bearer_of(request)
        asked = _read_question(await read_body(request))
        place = (county, bearer.village_id, bearer.device)
        return answer(await work(partial(blobs.have, *place, asked.hashes, now_ms())))

    @router.put(
        "/blob/{sha256}",
        **description.of(
            BlobChunk,
            BlobPlace,
            *description.BEARER,
            *(
                "SYN-116",
                "SYN-220",
                "SYN-222",
                "SYN-223",
                "SYN-224",
                "SYN-225",
                "SYN-226",
                "SYN-227",
                "ATT-021",
            ),
        ),
    )
    async def blob_put(request: Request, sha256: _Hash) -> Response:
        """Send a part of a content; the last one completes it."""
        bearer = bearer_of(request)
        chunk = _read_chunk(await read_body(request))
        place = (county, bearer.village_id, bearer.device, bytes.fromhex(sha256))
        return answer(await work(partial(blobs.put, *place, chunk, now_ms())))

    @router.get(
        "/blob/{sha256}",
        **description.of(None, BlobChunk, *description.BEARER, "SYN-116", "SYN-220", "SYN-221"),
    )
    async def blob_get(
        request: Request,
        sha256: _Hash,
        start: Annotated[int, Query(ge=0, lt=2**31, description="First byte.")] = 0,
        limit: Annotated[int, Query(ge=0, lt=2**31, description="About how many bytes.")] = 262_144,
    ) -> Response:
        """A part of a content."""
        bearer = bearer_of(request)
        place = (county, bearer.village_id, bearer.device, bytes.fromhex(sha256))
        return answer(await work(partial(blobs.get, *place, start, limit, now_ms())))
