"""HTTPS to the county over lines that are slow, cut off, or answered by somebody else.

A village's line goes through proxies, hotel-like sign-in pages and scanners. An answer counts only when it
has the type and the digest that the county gives it; everything else is a fault of the line and is
told as such. Nothing is trusted for having arrived: frames carry the county's signature.
"""

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
import requests

from desktop.domain.problem import Problem, ProblemError
from sync.protocol.blobs import BlobAnswer, BlobChunk, BlobPlace, BlobQuestion
from sync.protocol.messages import (
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
    Message,
    Nonce,
    PullReply,
    TokenReply,
    TokenRequest,
    Trouble,
)
from sync.village.trust import PinnedAdapter

CONTENT_TYPE = "application/msgpack"
DIGEST = "X-Body-SHA256"
CONNECT_SECONDS = 15.0
SILENT_SECONDS = 30.0
"""How long not a single byte may come before the line counts as dead; a transfer may last for hours."""

LARGEST_ANSWER = 16 * 2**20
_CHUNK = 65_536
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

Reply = TypeVar("Reply", bound=Message)


class LineError(ProblemError):
    """The line failed, not the work: nothing is wrong with what was sent, and it is sent again."""


@dataclass(frozen=True, slots=True)
class CountyAddress:
    """Where the county answers and how its server proves itself.

    Attributes:
        url: ``https://…``; plain ``http`` only to this PC itself.
        authority: File with the county's own certificate authority (PEM); None for the system's.
        fingerprint: SHA-256 of the server's certificate, or of two, as `read_fingerprints` gives them;
            instead of any authority.
    """

    url: str
    authority: Path | None = None
    fingerprint: str | None = None


class Transport:
    """One conversation with the county; connections are kept open between calls. Close it at the end."""

    def __init__(
        self,
        address: CountyAddress,
        connect_seconds: float = CONNECT_SECONDS,
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        """Get ready; nothing is sent yet.

        Raises:
            ProblemError: SYN-160 the address is no address, or would send data in the clear.
        """
        parts = urlsplit(address.url)
        is_good = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        if not is_good or not parts.hostname:
            raise ProblemError(Problem("SYN-160", {"address": address.url}))
        self._host = parts.netloc
        self._base = address.url.rstrip("/")
        self._timeout = (connect_seconds, silent_seconds)
        self._verify: bool | str = str(address.authority) if address.authority else True
        self._session = requests.Session()
        # The way out is asked for once; left to itself the session asks the whole environment, on Windows the
        # registry too, for each request.
        self._session.proxies.update(requests.utils.get_environ_proxies(address.url))
        self._session.trust_env = False
        if address.fingerprint:
            self._session.mount("https://", PinnedAdapter(address.fingerprint))
            self._verify = False  # the fingerprint is compared instead, and is stricter
        self.bytes_sent = 0
        self.bytes_received = 0

    def __enter__(self) -> "Transport":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def enrol(self, request: EnrolRequest) -> EnrolReply:
        """Show a one-time code.

        Raises:
            LineError: SYN-161 to SYN-167.
            ProblemError: The county's own code.
        """
        return self._post("enrol", request, EnrolReply)

    def nonce(self) -> Nonce:
        """Something to sign; raises as `enrol`."""
        return self._get("nonce", {}, Nonce)

    def token(self, request: TokenRequest) -> TokenReply:
        """A token for a signed nonce; raises as `enrol`."""
        return self._post("token", request, TokenReply)

    def exchange(self, request: ExchangeRequest, token: str) -> ExchangeReply:
        """The one call of an exchange; raises as `enrol`."""
        return self._post("exchange", request, ExchangeReply, token)

    def pull(self, stream: str, cursor: Cursor, page_bytes: int, token: str) -> bytes:
        """The frame of a further page of one stream; raises as `enrol`."""
        query = {
            "stream": stream,
            "rev": str(cursor.rev),
            "id": cursor.last_id.hex(),
            "basis": str(cursor.basis),
            "limit": str(page_bytes),
        }
        return self._get("pull", query, PullReply, token).page

    def ask_blobs(self, question: BlobQuestion, token: str) -> BlobAnswer:
        """Which contents the county has; raises as `enrol`."""
        return self._post("blob/have", question, BlobAnswer, token)

    def put_blob(self, sha256: bytes, chunk: BlobChunk, token: str) -> BlobPlace:
        """Send a part of a content; raises as `enrol`."""
        return self._send("PUT", f"blob/{sha256.hex()}", chunk, BlobPlace, token)

    def get_blob(self, sha256: bytes, start: int, limit: int, token: str) -> BlobChunk:
        """Fetch a part of a content; raises as `enrol`."""
        query = {"start": str(start), "limit": str(limit)}
        return self._get(f"blob/{sha256.hex()}", query, BlobChunk, token)

    def digest(self, request: DigestRequest, token: str) -> DigestReply:
        """One step of an audit; raises as `enrol`."""
        return self._post("digest", request, DigestReply, token)

    def erase(self, request: EraseRequest, token: str) -> EraseReply:
        """Ask for a record to be erased by law; raises as `enrol`."""
        return self._post("erase", request, EraseReply, token)

    def give_back(self, request: GiveBackRequest, token: str) -> GiveBackReply:
        """A portion of what a restored county has lost; raises as `enrol`."""
        return self._post("give_back", request, GiveBackReply, token)

    def _get(self, name: str, query: dict[str, str], reply: type[Reply], token: str = "") -> Reply:
        return self._decode(self._request("GET", name, {}, None, query, token), reply)

    def _post(self, name: str, message: Message, reply: type[Reply], token: str = "") -> Reply:
        return self._send("POST", name, message, reply, token)

    def _send(self, method: str, name: str, message: Message, reply: type[Reply], token: str) -> Reply:
        body = msgspec.msgpack.encode(message)
        self.bytes_sent += len(body)
        headers = {DIGEST: hashlib.sha256(body).hexdigest(), "Content-Type": CONTENT_TYPE}
        return self._decode(self._request(method, name, headers, body, {}, token), reply)

    def _request(
        self,
        method: str,
        name: str,
        headers: dict[str, str],
        body: bytes | None,
        query: dict[str, str],
        token: str,
    ) -> bytes:
        sent = {"Accept": CONTENT_TYPE, "Accept-Encoding": "identity", **headers}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        try:
            with self._session.request(
                method,
                f"{self._base}/sync/v1/{name}",
                params=query,
                data=body,
                headers=sent,
                timeout=self._timeout,
                # Said with each call: the environment's own authority must not take its place.
                verify=self._verify,
                allow_redirects=False,
                stream=True,
            ) as response:
                content = self._read(response)
                self._check(response, content)
                return content
        except requests.exceptions.SSLError as error:
            raise LineError(Problem(_tls_code(error), {"host": self._host})) from error
        except requests.exceptions.ProxyError as error:
            code = "SYN-164" if "tunnel connection failed" in str(error).lower() else "SYN-161"
            raise LineError(Problem(code, {"host": self._host})) from error
        except requests.exceptions.Timeout as error:
            raise LineError(Problem("SYN-162", {"host": self._host})) from error
        except requests.exceptions.ChunkedEncodingError as error:
            raise LineError(Problem("SYN-163", {"host": self._host})) from error
        except requests.exceptions.RequestException as error:
            raise LineError(Problem("SYN-161", {"host": self._host})) from error

    def _read(self, response: requests.Response) -> bytes:
        content = bytearray()
        for chunk in response.iter_content(_CHUNK):
            content += chunk
            if len(content) > LARGEST_ANSWER:
                raise self._stranger()
        self.bytes_received += len(content)
        return bytes(content)

    def _check(self, response: requests.Response, content: bytes) -> None:
        """Return when the county gave this answer whole and took the request."""
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != CONTENT_TYPE:
            if response.status_code >= 500:
                raise LineError(Problem("SYN-167", {"host": self._host}))
            raise self._stranger()
        digest = response.headers.get(DIGEST, "")
        if not hmac.compare_digest(digest.lower(), hashlib.sha256(content).hexdigest()):
            raise LineError(Problem("SYN-163", {"host": self._host}))
        if response.status_code == 200:
            return
        if 400 <= response.status_code < 500:
            trouble = self._decode(content, Trouble)
            raise ProblemError(Problem(trouble.code, trouble.values))
        raise LineError(Problem("SYN-167", {"host": self._host}))

    def _decode(self, content: bytes, reply: type[Reply]) -> Reply:
        try:
            return msgspec.msgpack.decode(content, type=reply)
        except msgspec.DecodeError as error:
            raise self._stranger() from error

    def _stranger(self) -> LineError:
        return LineError(Problem("SYN-164", {"host": self._host}))


def _tls_code(error: Exception) -> str:
    text = str(error).lower()
    if "wrong version number" in text or "http request" in text:
        return "SYN-164"  # somebody answers in the clear where only TLS is spoken
    if "expired" in text or "not yet valid" in text:
        return "SYN-166"
    return "SYN-165"
