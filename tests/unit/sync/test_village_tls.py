"""How the county's server proves itself, over real TLS with certificates made for the test."""

import socket
import threading
from contextlib import contextmanager

import pytest

from desktop.domain.problem import ProblemError
from desktop.services.sync.pinning import pin_certificate
from desktop.services.sync.running import enrol, sync_now
from sync.village.identity import current_state
from sync.village.transport import CountyAddress, Transport
from sync.village.trust import read_authority, read_fingerprints
from tests.support import tls
from tests.support.offices import make_office
from tests.support.relay import Relay
from tests.support.small_county import SmallCounty


@contextmanager
def county_showing(certificate):
    with SmallCounty(tls=tls.context(certificate)) as made:
        made.ruling = {"S": True}
        yield made


@pytest.fixture(scope="module")
def ours():
    return tls.authority()


@pytest.fixture
def pem(tmp_path, ours):
    file = tmp_path / "county.pem"
    file.write_bytes(ours.pem)
    return file


@pytest.fixture
def office(tmp_path):
    made = make_office(tmp_path / "office")
    yield made
    made.close()


def asked(url, **trust) -> str:
    """Code of the problem that asking ends in, empty when it ends well."""
    with Transport(CountyAddress(url, **trust), 5, 5) as transport:
        try:
            transport.nonce()
        except ProblemError as error:
            return error.problems[0].code
    return ""


@pytest.mark.parametrize(
    ("signer", "host", "expired", "code"),
    [
        ("ours", "127.0.0.1", False, ""),
        ("another", "127.0.0.1", False, "SYN-165"),
        (None, "127.0.0.1", False, "SYN-165"),
        ("ours", "county.example.cn", False, "SYN-165"),
        ("ours", "127.0.0.1", True, "SYN-166"),
    ],
)
def test_only_a_good_certificate_of_the_countys_own_authority_is_spoken_to(
    ours, pem, signer, host, expired, code
):
    signers = {"ours": ours, "another": tls.authority("另一个"), None: None}
    with county_showing(tls.server(signers[signer], host, expired=expired)) as county:
        assert asked(county.url, authority=pem) == code
        assert county.requests == ([] if code else ["nonce"])


def test_where_an_authority_is_pinned_no_other_vouches_for_the_county(ours, monkeypatch, pem, tmp_path):
    another = tls.authority("另一个")
    file = tmp_path / "another.pem"
    file.write_bytes(another.pem)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))  # as a network with a sign-in page asks for
    with county_showing(tls.server(another)) as stranger, county_showing(tls.server(ours)) as county:
        assert asked(stranger.url, authority=pem) == "SYN-165"
        assert asked(county.url, authority=pem) == ""
        assert asked(county.url) == "SYN-165"


def test_a_pinned_certificate_is_taken_whoever_signed_it_and_no_other_is():
    own, another = tls.server(expired=True), tls.server()
    with county_showing(own) as county:
        assert asked(county.url, fingerprint=own.fingerprint) == ""
        assert asked(county.url, fingerprint=another.fingerprint) == "SYN-165"
        assert asked(county.url, fingerprint=f"{another.fingerprint},{own.fingerprint}") == ""
        assert asked(county.url, fingerprint=f"{own.fingerprint},{another.fingerprint}") == ""
        assert county.requests == ["nonce"] * 3


def test_a_pinned_certificate_is_compared_through_a_proxy_too(monkeypatch):
    own, another = tls.server(), tls.server()
    with county_showing(own) as county, tunnel(county.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.setenv("no_proxy", "")
        assert asked(county.url, fingerprint=own.fingerprint) == ""
        assert asked(county.url, fingerprint=another.fingerprint) == "SYN-165"


@contextmanager
def tunnel(port, answer=b"HTTP/1.1 200 OK\r\n\r\n"):
    """A proxy that gives one answer to every CONNECT, and a line to a port when that answer is yes."""
    with Relay(port) as relay, socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            while True:
                try:
                    near, _ = listener.accept()
                except OSError:
                    return
                with near:
                    near.recv(65_536)
                    near.sendall(answer)
                    if b" 200 " in answer:
                        pass_on(near, int(relay.url.rpartition(":")[2]))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def pass_on(near, port):
    with socket.create_connection(("127.0.0.1", port)) as far:
        back = threading.Thread(target=pump, args=(far, near), daemon=True)
        back.start()
        pump(near, far)
        back.join(5)


def pump(source, target):
    try:
        while piece := source.recv(65_536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def test_a_sign_in_page_of_the_network_is_told_as_one_over_tls_as_well(monkeypatch, ours, pem):
    portal = tls.server(tls.authority("上网登录"))
    with county_showing(portal) as stranger:
        assert asked(stranger.url, authority=pem) == "SYN-165"
        assert stranger.requests == []
    with county_showing(tls.server(ours)) as county, Relay(county.port, sign_in_page=True) as in_the_clear:
        assert asked(in_the_clear.url.replace("http:", "https:"), authority=pem) == "SYN-164"
    refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    with county_showing(tls.server(ours)) as county, tunnel(county.port, refusal) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.setenv("no_proxy", "")
        assert asked(county.url, authority=pem) == "SYN-164"


def test_an_enrolled_pc_keeps_what_it_trusts_and_goes_on_under_it(office, ours, pem):
    with county_showing(tls.server(ours)) as county:
        enrol(office, county.url, county.new_code(), authority=pem)
        pem.unlink()  # it came on a stick
        sync_now(office)
        assert current_state(office.store).authority_pem == ours.pem.decode()


def test_a_certificate_that_follows_another_is_pinned_beside_it_until_the_old_one_is_gone(office):
    old, new, stranger = tls.server(), tls.server(), tls.server()
    with county_showing(old) as county:
        enrol(office, county.url, county.new_code(), fingerprint=old.fingerprint)
        with pytest.raises(ProblemError) as refused:
            pin_certificate(office, fingerprint=stranger.fingerprint)
        assert refused.value.problems[0].code == "SYN-165"
        assert current_state(office.store).fingerprint == old.fingerprint
        pin_certificate(office, fingerprint=f"{old.fingerprint}, {new.fingerprint.upper()}")
        sync_now(office)
    with county_showing(new) as renewed:
        kept = current_state(office.store).fingerprint
        assert asked(renewed.url, fingerprint=kept) == ""


@pytest.mark.parametrize("content", [b"", b"no certificate", bytes(300_000), "证书".encode()])
def test_a_file_that_is_no_certificate_is_told_before_anything_is_sent(tmp_path, content):
    file = tmp_path / "county.pem"
    file.write_bytes(content)
    with pytest.raises(ProblemError) as refused:
        read_authority(file)
    assert refused.value.problems[0].code == "SYN-250"


def test_a_fingerprint_is_read_as_people_write_it():
    digits = "0a" * 32
    assert read_fingerprints(":".join(["0A"] * 32)) == digits
    assert read_fingerprints(f" {digits[:32]} {digits[32:]} ，{'0b' * 32}") == f"{digits},{'0b' * 32}"
    assert read_fingerprints("  ") == ""
    for wrong in ("0a", "zz" * 32, ",".join(letter * 64 for letter in "abc")):
        with pytest.raises(ProblemError) as refused:
            read_fingerprints(wrong)
        assert refused.value.problems[0].code == "SYN-251"
