"""A county's server as a real process, and a village's PC that talks to it over HTTP."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import httpx
import msgspec

from sync.county.api.wire import MEDIA_TYPE
from sync.protocol.messages import (
    EnrolReply,
    EnrolRequest,
    ExchangeReply,
    Message,
    Nonce,
    TokenReply,
    TokenRequest,
    Trouble,
)
from sync.protocol.registry import SCHEMA_VERSION
from sync.protocol.suite import SigningKey
from sync.protocol.token import token_statement
from tests.support.village_pc import VillagePc

START_SECONDS = 30
# A client that speaks no TLS need not read the world's authorities, which takes longer than most tests.
_NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def plain_client(address: str, **headers: str) -> httpx.Client:
    """A client of a server on this machine, without TLS."""
    return httpx.Client(base_url=address, timeout=30, headers=headers, verify=_NO_AUTHORITIES)


class CountyServer:
    """``cunqingtong-county serve`` over a database; `start`, `kill`, `start` again."""

    def __init__(self, database_url: str, folder: Path, *options: str) -> None:
        self.database_url, self.folder = database_url, folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.words = ["serve", "--name", "示范县", "--database", database_url]
        self.words += ["--data", str(folder), "--port", str(self.port)]
        self.words += options or ("--per-device", "10000", "--per-address", "10000")
        self._log = folder.parent / f"server-{self.port}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.client = plain_client(f"http://127.0.0.1:{self.port}/sync/v1")

    def start(self) -> None:
        """Start the process and wait until it answers."""
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", "sync.county.cli", *self.words]
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        give_up_at = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up_at and self._process.poll() is None:
            try:
                if self.client.get("/health").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError(f"the server did not start:\n{self.log()}")

    @property
    def pid(self) -> int:
        """Number of the process; with several workers they are its children."""
        assert self._process is not None
        return self._process.pid

    def log(self) -> str:
        """What the process has printed."""
        return self._log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """End the process as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """Ask the process to end; gives its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=START_SECONDS)

    def close(self) -> None:
        """Leave nothing behind."""
        if self._process is not None and self._process.poll() is None:
            self.kill()
        self.client.close()

    def post(self, path: str, message: Message | bytes, token: str = "") -> httpx.Response:
        """Send a message, or bytes as they are."""
        body = message if isinstance(message, bytes) else msgspec.msgpack.encode(message)
        headers = {"Content-Type": MEDIA_TYPE} | ({"Authorization": f"Bearer {token}"} if token else {})
        return self.client.post(path, content=body, headers=headers)


def read(response: httpx.Response, message: type) -> object:
    """The message of an answer that was not refused."""
    assert response.status_code == 200, (response.status_code, response.content)
    return msgspec.msgpack.decode(response.content, type=message)


def trouble_of(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    return response.status_code, msgspec.msgpack.decode(response.content, type=Trouble).code


class RemotePc:
    """A village's PC at the other end of a wire."""

    def __init__(self, server: CountyServer, code: str, key: SigningKey | None = None) -> None:
        self._server = server
        key = key or SigningKey.new()
        asked = EnrolRequest(code=code, public_key=key.public, label="文书电脑", schema=SCHEMA_VERSION)
        self.enrolled = read(server.post("/enrol", asked), EnrolReply)
        made = self.enrolled
        self.pc = VillagePc(made.village_id, made.device, key, os.urandom(16), county_key=made.county_key)
        self.token = self.new_token()

    def token_request(self) -> TokenRequest:
        """A signed nonce, not sent yet."""
        nonce = read(self._server.client.get("/nonce"), Nonce).nonce
        statement = token_statement(self.pc.village_id, self.pc.number, nonce)
        signature = self.pc.key.sign(statement)
        return TokenRequest(
            village_id=self.pc.village_id, device=self.pc.number, nonce=nonce, signature=signature
        )

    def new_token(self) -> str:
        """A token for an hour."""
        return read(self._server.post("/token", self.token_request()), TokenReply).token

    def ask(self, batch: bytes | None = None, **changes: object) -> httpx.Response:
        """One exchange; the answer as it came."""
        return self._server.post("/exchange", self.pc.request(batch, **changes), self.token)

    def exchange(self, batch: bytes | None = None, **changes: object) -> ExchangeReply:
        """One exchange that has to succeed."""
        return read(self.ask(batch, **changes), ExchangeReply)
