"""The county's addresses over real HTTP: what villages may say, and that nothing else gets through."""

import itertools
import os
from collections.abc import Iterator
from hashlib import sha256

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.county.api.limits import Rate, RateLimit
from sync.county.api.wire import DIGEST, MEDIA_TYPE, MOST_BYTES
from sync.county.clock import now_ms
from sync.county.store import audit, devices, enrolment, villages
from sync.county.store.database import query
from sync.county.store.wipe import order_wipe
from sync.protocol.messages import (
    EnrolReply,
    EnrolRequest,
    Health,
    Nonce,
    PullReply,
    TokenReply,
    Trouble,
)
from sync.protocol.order import wipe_statement
from sync.protocol.registry import SCHEMA_VERSION, Stream
from sync.protocol.suite import SigningKey, verify
from tests.support.county_server import RemotePc, plain_client, read, trouble_of
from tests.support.forked_server import ForkedServer
from tests.support.village_pc import person

_serial = itertools.count(1)


@pytest.fixture
def village_id(behind) -> int:
    return villages.add_village(behind.database, f"999901101{next(_serial):03d}", "示范村", now_ms())


@pytest.fixture
def code(behind, village_id) -> str:
    return enrolment.make_code(behind.database, behind.key, village_id, (Stream.REGISTER,), now_ms())


@pytest.fixture
def remote(server, code) -> RemotePc:
    return RemotePc(server, code)


def _events(county, village_id) -> list[str]:
    return [entry.event for entry in audit.read_entries(county.database, village_id)]


# --- who is there ----------------------------------------------------------------------------------------


def test_the_county_says_what_it_speaks_and_what_time_it_has(server) -> None:
    told = read(server.client.get("/health"), Health)
    assert told.schema == SCHEMA_VERSION
    assert abs(told.now_ms - now_ms()) < 60_000


def test_every_answer_has_its_digest(server) -> None:
    response = server.client.get("/health")
    assert response.headers[DIGEST] == sha256(response.content).hexdigest()
    assert response.headers["Content-Type"] == MEDIA_TYPE


def test_a_code_makes_a_pc_a_device_of_its_village_once(server, village_id, code) -> None:
    asked = EnrolRequest(code=code, public_key=bytes(32), label="甲", schema=SCHEMA_VERSION)
    made = read(server.post("/enrol", asked), EnrolReply)
    assert (made.village_id, made.device, made.village_name) == (village_id, 1, "示范村")
    assert made.streams == ("register",)
    assert trouble_of(server.post("/enrol", asked)) == (403, "SYN-101")


def test_a_code_may_be_typed_in_small_letters_with_a_dash(server, code) -> None:
    typed = f" {code[:5].lower()}-{code[5:].lower()} "
    asked = EnrolRequest(code=typed, public_key=bytes(32), label="甲", schema=SCHEMA_VERSION)
    assert read(server.post("/enrol", asked), EnrolReply).device == 1


def test_a_wrong_code_is_refused_and_logged(server, behind) -> None:
    asked = EnrolRequest(code="AAAAAAAAAA", public_key=bytes(32), label="甲", schema=SCHEMA_VERSION)
    assert trouble_of(server.post("/enrol", asked)) == (403, "SYN-101")
    assert _events(behind, audit.COUNTY_ITSELF)[-1] == "enrolment_refused"


def test_a_key_of_the_wrong_length_is_refused(server, code) -> None:
    asked = EnrolRequest(code=code, public_key=b"short", label="甲", schema=SCHEMA_VERSION)
    assert trouble_of(server.post("/enrol", asked)) == (400, "SYN-110")


def test_a_signed_nonce_gives_one_token(server, remote) -> None:
    asked = remote.token_request()
    assert read(server.post("/token", asked), TokenReply).seconds == 3_600
    assert trouble_of(server.post("/token", asked)) == (401, "SYN-118")


def test_a_nonce_signed_by_another_key_gives_none(server, remote, behind) -> None:
    remote.pc.key = SigningKey.new()
    assert trouble_of(server.post("/token", remote.token_request())) == (403, "SYN-104")
    assert _events(behind, audit.COUNTY_ITSELF)[-1] == "token_refused"


def test_a_nonce_that_the_county_never_made_gives_none(server, remote) -> None:
    nonce = read(server.client.get("/nonce"), Nonce).nonce
    asked = msgspec.structs.replace(remote.token_request(), nonce=nonce[:-1] + bytes([nonce[-1] ^ 1]))
    assert trouble_of(server.post("/token", asked)) == (401, "SYN-118")


@pytest.mark.parametrize("token", ["", "zz", "00" * 52, "Bearer"])
def test_without_a_good_token_nothing_is_exchanged(server, remote, token) -> None:
    assert trouble_of(server.post("/exchange", remote.pc.request(), token)) == (401, "SYN-102")


def test_a_token_with_a_flipped_bit_is_none(server, remote) -> None:
    flipped = remote.token[:-1] + ("0" if remote.token[-1] != "0" else "1")
    assert trouble_of(server.post("/exchange", remote.pc.request(), flipped)) == (401, "SYN-102")


# --- exchanging ------------------------------------------------------------------------------------------


def test_two_pcs_of_a_village_exchange_their_work(server, behind, village_id, remote) -> None:
    code = enrolment.make_code(behind.database, behind.key, village_id, (Stream.REGISTER,), now_ms())
    other = RemotePc(server, code)
    frame = remote.pc.frame([person("张三"), person("李四")])
    receipt = remote.pc.read_receipt(remote.exchange(frame).receipt)
    assert (receipt.no, receipt.rev) == (1, 1)
    rows = other.pc.take_pages(other.exchange().pages)
    assert {row.fields["name"] for row in rows} == {"张三", "李四"}


def test_further_pages_are_pulled(server, behind, village_id, remote) -> None:
    code = enrolment.make_code(behind.database, behind.key, village_id, (Stream.REGISTER,), now_ms())
    other = RemotePc(server, code)
    remote.exchange(remote.pc.frame([person(f"村民{number}") for number in range(30)]))
    rows = other.pc.take_pages(other.exchange(page_bytes=0).pages)
    at = other.pc.cursors["register"]
    where = {"stream": "register", "rev": at.rev, "id": at.last_id.hex(), "basis": at.basis, "limit": 0}
    headers = {"Authorization": f"Bearer {other.token}"}
    pulled = read(server.client.get("/pull", params=where, headers=headers), PullReply)
    rows += other.pc.take_pages([pulled.page])
    assert len({row.record_id for row in rows}) == len(rows) == 30


@pytest.mark.parametrize(
    ("where", "refused"),
    [
        ({"stream": "restricted"}, (403, "SYN-114")),
        ({}, (400, "SYN-110")),
        ({"stream": "register", "rev": "-1"}, (400, "SYN-110")),
        ({"stream": "register", "rev": str(2**70)}, (400, "SYN-110")),
        ({"stream": "register", "id": "xyz"}, (400, "SYN-110")),
    ],
)
def test_a_pull_that_makes_no_sense_is_refused(server, remote, where, refused) -> None:
    headers = {"Authorization": f"Bearer {remote.token}"}
    assert trouble_of(server.client.get("/pull", params=where, headers=headers)) == refused


def test_a_revoked_device_is_shut_out_at_once(server, behind, remote) -> None:
    pc = remote.pc
    remote.exchange()
    devices.revoke_device(behind.database, pc.village_id, pc.number, now_ms())
    assert trouble_of(remote.ask(pc.frame([person("张三")]))) == (403, "SYN-103")
    assert trouble_of(server.post("/token", remote.token_request())) == (403, "SYN-103")
    assert _events(behind, pc.village_id)[-1] == "request_refused"


def test_a_device_that_is_to_destroy_its_keys_gets_the_order_signed(server, behind, remote) -> None:
    pc = remote.pc
    number = order_wipe(behind.database, behind.key, pc.village_id, pc.number, now_ms())
    assert order_wipe(behind.database, behind.key, pc.village_id, pc.number, now_ms()) == number
    for answer in (remote.ask(), server.post("/token", remote.token_request())):
        told = msgspec.msgpack.decode(answer.content, type=Trouble)
        assert (answer.status_code, told.code, told.values["wipe"]) == (403, "SYN-103", str(number))
        statement = wipe_statement(pc.village_id, pc.number, number)
        assert verify(pc.county_key, statement, bytes.fromhex(told.values["signature"]))
    assert "wipe_ordered" in _events(behind, pc.village_id)


def test_enrolling_tells_both_sides_sealing_keys(server, behind, code, village_id) -> None:
    asked = EnrolRequest(
        code=code, public_key=bytes(32), label="甲", schema=SCHEMA_VERSION, sealing_key=b"s" * 32
    )
    assert read(server.post("/enrol", asked), EnrolReply).sealing_key == behind.key.sealing_public
    device = devices.find_device(behind.database, village_id, 1)
    assert device is not None
    assert device.sealing_key == b"s" * 32


@pytest.mark.parametrize(
    ("spoil", "refused"),
    [
        ({"village_id": 1}, (403, "SYN-105")),
        ({"device": 99}, (403, "SYN-105")),
        ({"no": 5}, (409, "SYN-106")),
        ({"previous": bytes(32)}, (409, "SYN-109")),
        ({"schema": SCHEMA_VERSION + 1}, (409, "SYN-115")),
    ],
)
def test_a_batch_that_is_not_the_devices_next_is_refused_and_logged(behind, remote, spoil, refused) -> None:
    assert trouble_of(remote.ask(remote.pc.frame([person("张三")], **spoil))) == refused
    assert _events(behind, remote.pc.village_id)[-1] == "batch_refused"


def test_a_forged_batch_is_refused_and_logged(behind, remote) -> None:
    remote.pc.key = SigningKey.new()
    assert trouble_of(remote.ask(remote.pc.frame([person("张三")]))) == (400, "SYN-004")
    assert _events(behind, remote.pc.village_id)[-1] == "batch_refused"


def test_a_schema_of_the_past_that_was_never_made_is_malformed(remote) -> None:
    assert trouble_of(remote.ask(b"CQT\x01")) == (400, "SYN-002")


# --- what is no message ----------------------------------------------------------------------------------


def test_a_body_beyond_the_limit_is_refused(server, remote) -> None:
    refused = server.post("/exchange", b"x" * (MOST_BYTES + 1), remote.token)
    assert trouble_of(refused) == (413, "SYN-111")


def test_a_body_that_differs_from_its_digest_is_refused(server) -> None:
    refused = server.client.post("/enrol", content=b"\x80", headers={DIGEST: "0" * 64})
    assert trouble_of(refused) == (400, "SYN-117")


def test_an_unknown_address_and_a_wrong_method_are_told_as_such(server) -> None:
    assert trouble_of(server.client.get("/nothing")) == (404, "SYN-113")
    assert trouble_of(server.client.get("/enrol")) == (405, "SYN-113")


_junk = st.one_of(
    st.binary(max_size=200),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text() | st.binary(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=12,
    ).map(msgspec.msgpack.encode),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(["/enrol", "/token", "/exchange"]), body=_junk)
def test_no_body_is_an_error_of_ours(server, remote, path, body) -> None:
    response = server.post(path, body, remote.token)
    if response.status_code != 200:
        assert 400 <= response.status_code < 500
        assert msgspec.msgpack.decode(response.content, type=Trouble).code.startswith("SYN-")


_names = ["schema", "now_ms", "epoch", "last_no", "cursors", "batch", "page_bytes", "done"]
_hostile_values = st.one_of(
    st.integers(-(2**63), 2**63 - 1), st.text(max_size=5), st.binary(max_size=40), st.none()
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from(_names), _hostile_values, max_size=3))
def test_no_field_of_an_exchange_is_an_error_of_ours(server, remote, changes) -> None:
    fields = msgspec.to_builtins(remote.pc.request(), builtin_types=(bytes,)) | changes
    response = server.post("/exchange", msgspec.msgpack.encode(fields), remote.token)
    assert response.status_code in (200, 400, 403, 409), response.content


@pytest.mark.parametrize(
    "cursor", [{"rev": -5}, {"rev": 2**63}, {"id": b"x" * 40}, {"rev": 2**64 - 1}, {"basis": 2**63}]
)
def test_a_cursor_that_can_not_be_is_refused(server, remote, cursor) -> None:
    fields = msgspec.to_builtins(remote.pc.request(), builtin_types=(bytes,))
    body = msgspec.msgpack.encode(fields | {"cursors": {"register": cursor}})
    assert trouble_of(server.post("/exchange", body, remote.token)) == (400, "SYN-110")


# --- how often -------------------------------------------------------------------------------------------


def test_a_bucket_empties_and_refills() -> None:
    at = [0.0]
    limit = RateLimit(Rate(burst=2, per_second=0.5), clock=lambda: at[0])

    def is_let_in(caller: str) -> bool:
        try:
            limit.spend(caller)
        except Exception as error:
            assert error.problems[0].code == "SYN-112"
            return False
        return True

    assert [is_let_in("a") for _ in range(3)] == [True, True, False]
    assert is_let_in("b")
    at[0] = 2.0
    assert [is_let_in("a") for _ in range(2)] == [True, False]


@pytest.fixture
def slow_server(server) -> Iterator[ForkedServer]:
    """A second server process over the same county that lets a device ask once in ten seconds."""
    running = ForkedServer(server.database_url, server.folder, "--per-device", "0.1", "--per-address", "100")
    running.start()
    yield running
    running.close()


def test_who_asks_too_often_is_told_when_to_come_back(slow_server, remote, code) -> None:
    slow_server.post("/exchange", remote.pc.request(), remote.token)
    response = slow_server.post("/exchange", remote.pc.request(), remote.token)
    assert trouble_of(response) == (429, "SYN-112")
    assert int(response.headers["Retry-After"]) >= 1
    # Wrong codes from one address close the door for right ones too.
    wrong = EnrolRequest(code="A" * 10, public_key=bytes(32), label="甲", schema=SCHEMA_VERSION)
    answers = [trouble_of(slow_server.post("/enrol", wrong)) for _ in range(21)]
    assert answers == [(403, "SYN-101")] * 20 + [(429, "SYN-112")]
    right = EnrolRequest(code=code, public_key=bytes(32), label="甲", schema=SCHEMA_VERSION)
    assert trouble_of(slow_server.post("/enrol", right)) == (429, "SYN-112")


# --- what is written down --------------------------------------------------------------------------------


def test_openapi_describes_every_address_its_bodies_and_its_refusals(server) -> None:
    told = server.client.get("/openapi.json").json()
    assert set(told["paths"]) == {
        f"/sync/v1/{name}"
        for name in (
            *("health", "enrol", "nonce", "token", "exchange", "pull"),
            *("digest", "erase", "give_back", "blob/have", "blob/{sha256}"),
        )
    }
    for methods in told["paths"].values():
        for method, operation in methods.items():
            assert operation["description"]
            assert operation["responses"]["200"]["content"][MEDIA_TYPE]["schema"]["properties"]
            assert operation["responses"]["429"]["content"][MEDIA_TYPE]["schema"]["properties"]["code"]
            assert ("requestBody" in operation) == (method in ("post", "put"))
    assert "batch" in str(told["paths"]["/sync/v1/exchange"]["post"]["requestBody"])


def test_the_servers_log_holds_no_names(server, remote) -> None:
    remote.exchange(remote.pc.frame([person("欧阳无敌", mobile="13800000001")]))
    assert "欧阳无敌" not in server.log()
    assert "13800000001" not in server.log()
    assert remote.token not in server.log()


def test_the_clock_of_a_pc_is_no_reason_to_refuse(remote) -> None:
    assert remote.ask(now_ms=0).status_code == 200


def test_connections_that_are_cut_leave_the_server_serving(server) -> None:
    with plain_client(str(server.client.base_url)) as client:
        client.post("/exchange", content=os.urandom(1000))
    assert server.client.get("/health").status_code == 200


def test_nothing_is_left_open_in_the_database(behind, remote) -> None:
    remote.exchange(remote.pc.frame([person("张三")]))
    idle = query(
        behind.database,
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND state LIKE 'idle in transaction%%'",
        {},
    )
    assert idle == [(0,)]
