"""What OpenAPI says of each address: bodies are msgpack, their shapes come from the messages themselves."""

from functools import cache
from typing import Any

import msgspec
from fastapi import Response

from sync.county.api.wire import DIGEST, MEDIA_TYPE, status_of
from sync.protocol.messages import Message, Trouble

ALWAYS = ("SYN-110", "SYN-111", "SYN-112", "SYN-117")
"""Codes that any address may answer with."""

BEARER = ("SYN-102", "SYN-103", "SYN-104", "SYN-230")
"""Codes of an address that wants a token."""


class Msgpack(Response):
    """A response whose body is one message."""

    media_type = MEDIA_TYPE


@cache
def _content(message: type[Message]) -> dict[str, Any]:
    # Schemas are written out in place: msgpack's field order and names are those of the JSON form.
    (schema,), parts = msgspec.json.schema_components([message], ref_template="#/$defs/{name}")
    return {MEDIA_TYPE: {"schema": _inline(schema, parts)}}


def _inline(schema: Any, parts: dict[str, Any]) -> Any:
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _inline(parts[schema["$ref"].rpartition("/")[2]], parts)
        return {name: _inline(value, parts) for name, value in schema.items()}
    if isinstance(schema, list):
        return [_inline(value, parts) for value in schema]
    return schema


def of(asked: type[Message] | None, told: type[Message], *codes: str) -> dict[str, Any]:
    """Arguments for a route: its request, its answer, and the troubles it may answer with."""
    by_status: dict[int, list[str]] = {}
    for code in sorted({*ALWAYS, *codes}):
        by_status.setdefault(status_of(code), []).append(code)
    headers = {DIGEST: {"description": "Hex SHA-256 of the body.", "schema": {"type": "string"}}}
    responses: dict[int | str, Any] = {
        200: {"description": told.__doc__ or "", "content": _content(told), "headers": headers}
    }
    for status, listed in sorted(by_status.items()):
        responses[status] = {
            "description": "Refused: " + ", ".join(listed),
            "content": _content(Trouble),
            "headers": headers,
        }
    extra: dict[str, Any] = {}
    if asked is not None:
        extra["requestBody"] = {"required": True, "content": _content(asked)}
    if set(BEARER) <= set(codes):
        extra["security"] = [{"device": []}]
    return {"responses": responses, "openapi_extra": extra, "response_class": Msgpack}
