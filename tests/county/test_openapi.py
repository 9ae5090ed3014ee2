"""The county's own description of its calls, held against what the server answers."""

import itertools
import json
import random
import time
from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from sync.county.api.app import make_app
from sync.county.api.wire import DIGEST, MEDIA_TYPE
from sync.county.clock import now_ms
from sync.county.county import open_county
from sync.county.store import devices, enrolment, villages
from sync.county.store.database import open_database
from sync.county.store.wipe import order_wipe
from sync.protocol.messages import Trouble
from sync.protocol.registry import Stream
from tests.support.county_server import RemotePc

_INTEGERS = st.integers(-2, 3) | st.integers(-(2**63), 2**64 - 1)
_BYTES = (
    st.just(bytes(16)) | st.sampled_from([b"", b"\xff" * 16, bytes(32), b"CQT\x01"]) | st.binary(max_size=80)
)
_WORDS = st.sampled_from(["register", "restricted", ""]) | st.text(max_size=40)
_HASHES = st.sampled_from(["00" * 32, "ab" * 32, "ff" * 32, "nohash"])
_MOSTLY = st.sampled_from([True, True, True, True, False])
_IN_A_ROW = 20
_ANYTHING = st.none() | st.booleans() | _INTEGERS | _BYTES | _WORDS | st.lists(_INTEGERS, max_size=2)


@cache
def _document() -> dict:
    return make_app(None).openapi()  # type: ignore[arg-type]  # the description needs no county


def _calls() -> list[tuple[str, str]]:
    return [(method, path) for path, calls in _document()["paths"].items() for method in calls]


_VALUES: dict[int, st.SearchStrategy] = {}
"""By the schema's place in memory; the document lives as long as the process."""


def _value(schema: dict) -> st.SearchStrategy:
    """Values that a schema of the document allows, bytes where it says base64."""
    if id(schema) not in _VALUES:
        _VALUES[id(schema)] = _new_value(schema)
    return _VALUES[id(schema)]


def _new_value(schema: dict) -> st.SearchStrategy:
    if "anyOf" in schema:
        return st.one_of([_value(each) for each in schema["anyOf"]])
    if schema["type"] == "object":
        if "additionalProperties" in schema:
            return st.dictionaries(_WORDS, _value(schema["additionalProperties"]), max_size=3)
        fields = {name: _value(each) for name, each in schema["properties"].items()}
        needed = {name: fields.pop(name) for name in schema["required"]}
        return st.fixed_dictionaries(needed, optional=fields)
    if schema["type"] == "array":
        return st.lists(_value(schema["items"]), max_size=3)
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True)
    if "exclusiveMaximum" in schema:
        return st.integers(schema["minimum"], schema["exclusiveMaximum"] - 1)
    if schema["type"] == "string":
        return _BYTES if schema.get("contentEncoding") == "base64" else _WORDS
    return {"integer": _INTEGERS, "boolean": st.booleans(), "null": st.none()}[schema["type"]]


@st.composite
def _bodies(draw: st.DrawFn, schema: dict) -> bytes:
    """A message that the document allows; one of five times with a name too few, or one of another type."""
    message = draw(_value(schema))
    if not draw(_MOSTLY):
        name = draw(st.sampled_from(sorted(schema["properties"])))
        if draw(st.booleans()):
            message.pop(name, None)
        else:
            message[name] = draw(_ANYTHING)
    return msgspec.msgpack.encode(message)


@pytest.fixture(scope="module")
def roles(server) -> dict[str, str]:
    """Tokens of everybody who may ask: by role, an empty one for a stranger."""
    opened = open_database(server.database_url)
    with opened.connection_context():
        county = open_county(opened, server.folder)
        village_id = villages.add_village(opened, "999901101201", "示范村", now_ms())

        def enrolled(*streams: Stream) -> RemotePc:
            return RemotePc(server, enrolment.make_code(opened, county.key, village_id, streams, now_ms()))

        pc, restricted = enrolled(Stream.REGISTER), enrolled(*Stream)
        gone, lost = enrolled(Stream.REGISTER), enrolled(Stream.REGISTER)
        devices.revoke_device(opened, village_id, gone.pc.number, now_ms())
        order_wipe(opened, county.key, village_id, lost.pc.number, now_ms())
    opened.close_all()
    return {
        "stranger": "",
        "liar": "0" * len(pc.token),
        "pc": pc.token,
        "pc with the restricted stream": restricted.token,
        "pc that is shut out": gone.token,
        "pc that is lost": lost.token,
    }


def test_the_server_hands_out_the_description_it_is_held_against(server) -> None:
    assert server.client.get("/openapi.json").json() == json.loads(json.dumps(_document()))


@pytest.mark.parametrize(("method", "path"), _calls())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_every_answer_is_one_that_the_description_names(server, roles, method, path, data) -> None:
    known = data.draw(_MOSTLY)
    ask(server, roles["pc" if known else "stranger"], method, path, data)


def test_nobody_gets_another_answer_however_long_they_ask(server, roles, request) -> None:
    minutes = request.config.getoption("--fuzz-minutes")
    if minutes is None:
        minutes = 60 if request.config.getoption("--release") else 0
    ends_at = time.monotonic() + 60 * minutes
    whole_round = list(itertools.product(_calls(), roles))
    for number in itertools.count():
        if number >= len(whole_round) and time.monotonic() > ends_at:
            break
        (method, path), role = whole_round[number % len(whole_round)]
        ask_often(server, roles[role], method, path)
    assert server.client.get("/health").status_code == 200


def ask_often(server, token: str, method: str, path: str) -> None:
    """Some requests of one kind; a failure shows the smallest, and its seed stands at the top of the run."""

    @seed(random.getrandbits(32))
    @settings(max_examples=_IN_A_ROW, database=None, suppress_health_check=[*HealthCheck])
    @given(data=st.data())
    def some(data: st.DataObject) -> None:
        ask(server, token, method, path, data)

    some()


def ask(server, token: str, method: str, path: str, data: st.DataObject) -> None:
    """One request that the description allows, or nearly; its answer must be one that it names."""
    call = _document()["paths"][path][method]
    asked = call.get("requestBody")
    body = data.draw(_bodies(asked["content"][MEDIA_TYPE]["schema"])) if asked else b""
    given = [each for each in call.get("parameters", ()) if each["in"] == "query" and data.draw(_MOSTLY)]
    query = {
        each["name"]: data.draw(_value(each["schema"]) if data.draw(_MOSTLY) else _WORDS) for each in given
    }
    headers = {"Content-Type": MEDIA_TYPE} | ({"Authorization": f"Bearer {token}"} if token else {})
    place = path.replace("{sha256}", data.draw(_HASHES)).removeprefix("/sync/v1")
    answer = server.client.request(method, place, content=body, params=query, headers=headers)
    assert str(answer.status_code) in {str(status) for status in call["responses"]} - {"500"}
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert DIGEST in answer.headers
    if answer.status_code != 200:
        assert msgspec.msgpack.decode(answer.content, type=Trouble).code.startswith("SYN-")
