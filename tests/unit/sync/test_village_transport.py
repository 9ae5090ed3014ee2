"""The line to the county: what is not the county's own whole answer is a fault of the line."""

import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest

from desktop.domain.problem import ProblemError
from sync.protocol.messages import Nonce, Trouble
from sync.village.pace import LONGEST_WAIT, Pace, wait_seconds
from sync.village.transport import CONTENT_TYPE, DIGEST, CountyAddress, LineError, Transport

GOOD = msgspec.msgpack.encode(Nonce(nonce=b"n", now_ms=1))


class Answers:
    """A port that answers everything with one thing."""

    def __init__(self) -> None:
        self.status, self.body = 200, GOOD
        self.headers = {"Content-Type": CONTENT_TYPE, DIGEST: sha256(GOOD).hexdigest()}
        self.promised: int | None = None
        answers = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(answers.status)
                for name, value in answers.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(answers.promised or len(answers.body)))
                self.end_headers()
                self.wfile.write(answers.body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=lambda: self.server.serve_forever(0.01), daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def answers():
    made = Answers()
    yield made
    made.close()


def asked(answers) -> str:
    """Code of the problem that asking ends in, empty when it ends well."""
    with Transport(CountyAddress(answers.url), 2, 2) as transport:
        try:
            transport.nonce()
        except ProblemError as error:
            return error.problems[0].code
    return ""


def test_the_countys_own_answer_is_taken(answers):
    assert asked(answers) == ""


@pytest.mark.parametrize("status", [200, 302, 403, 511])
def test_a_sign_in_page_of_the_network_is_told_as_one(answers, status):
    answers.status, answers.body = status, b"<html>please sign in</html>"
    answers.headers = {"Content-Type": "text/html"}
    assert asked(answers) == ("SYN-164" if status < 500 else "SYN-167")


def test_an_answer_that_a_proxy_has_altered_is_not_taken(answers):
    answers.body = GOOD + b"\0"
    assert asked(answers) == "SYN-163"


def test_an_answer_without_the_countys_digest_is_not_taken(answers):
    del answers.headers[DIGEST]
    assert asked(answers) == "SYN-163"


def test_an_answer_that_ends_early_is_a_line_that_was_cut(answers):
    answers.promised = len(GOOD) + 10
    assert asked(answers) == "SYN-163"


def test_a_proxy_without_its_server_is_told_as_such(answers):
    answers.status, answers.headers, answers.body = (
        502,
        {"Content-Type": "text/html"},
        b"<html>bad gateway</html>",
    )
    assert asked(answers) == "SYN-167"


def test_a_refusal_of_the_countys_has_its_own_code_and_is_no_fault_of_the_line(answers):
    body = msgspec.msgpack.encode(Trouble(code="SYN-112", values={"seconds": "3"}))
    answers.status, answers.body = 429, body
    answers.headers[DIGEST] = sha256(body).hexdigest()
    with Transport(CountyAddress(answers.url)) as transport, pytest.raises(ProblemError) as refused:
        transport.nonce()
    assert not isinstance(refused.value, LineError)
    assert (refused.value.problems[0].code, refused.value.problems[0].values) == ("SYN-112", {"seconds": "3"})


def test_nobody_at_the_port_is_told_as_not_reached(answers):
    address = CountyAddress(answers.url)
    answers.server.socket.close()
    with Transport(address, 2, 2) as transport, pytest.raises(LineError) as failed:
        transport.nonce()
    assert failed.value.problems[0].code == "SYN-161"


@pytest.mark.parametrize(
    "address", ["http://county.example.cn", "ftp://county.example.cn", "county", "https://"]
)
def test_an_address_that_would_send_data_in_the_clear_is_refused(address):
    with pytest.raises(ProblemError) as refused:
        Transport(CountyAddress(address))
    assert refused.value.problems[0].code == "SYN-160"


def test_the_wait_after_failures_grows_to_five_minutes_and_is_a_matter_of_chance():
    assert [wait_seconds(failures, lambda: 1.0) for failures in (1, 2, 3)] == [2, 4, 8]
    assert wait_seconds(50, lambda: 1.0) == LONGEST_WAIT
    assert wait_seconds(50, lambda: 0.0) == 0


def test_sizes_grow_on_a_good_line_and_shrink_on_a_bad_one():
    pace = Pace()
    assert pace.after_sending(10_000, 500, 0.1).batch_size == 1000
    assert pace.after_sending(10_000, 500, 4.0) == pace
    assert pace.after_sending(10_000, 500, 12.0).batch_size == 250
    assert pace.after_sending(10_000, 100, 12.0).batch_size == 50
    assert pace.after_sending(10_000, 500, 3_600.0).batch_size == 20
    assert pace.after_receiving(60_000, 0.1).page_bytes == 131_072
    assert pace.after_receiving(500, 0.1) == pace
    assert pace.after_receiving(60_000, 20.0).page_bytes == 32_768
    for _ in range(20):
        pace = pace.after_failure()
    assert (pace.batch_size, pace.page_bytes) == (20, 4096)
