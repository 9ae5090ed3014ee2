"""Somebody with a telephone on the villagers' pages of one county."""

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import httpx
import pytest
from PIL import Image

from sync.county.api.app import make_app
from sync.county.api.limits import Rate, Rates
from sync.county.villager import app as pages
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS

VILLAGE = "/v/999901101201"


@dataclass
class Villager:
    """Opens pages and fills in forms; the clock moves on by ``wait_ms`` between opening and sending."""

    app: object
    at_ms: int = NOW_MS
    wait_ms: int = 10_000
    seen: list[str] = field(default_factory=list)

    def get(self, path: str, **params: str) -> httpx.Response:
        """Look at a page."""
        return self._ask("GET", path, params=params or None)

    def fill_in(
        self, path: str, typed: Mapping[str, str], pictures: tuple[bytes, ...] = (), *, multipart: bool = True
    ) -> httpx.Response:
        """Open a form, fill it in after a while, send it."""
        form = self.get(path).text
        token = re.search(r'name="form" value="([^"]+)"', form)
        self.at_ms += self.wait_ms
        values = {**typed, "form": token.group(1) if token else ""}
        return self.post(path, values, pictures, multipart=multipart)

    def post(
        self,
        path: str,
        values: Mapping[str, str],
        pictures: tuple[bytes, ...] = (),
        *,
        multipart: bool = False,
    ) -> httpx.Response:
        """Send a form."""
        if not multipart:
            return self._ask("POST", path, data=values)
        files = [(name, (None, value)) for name, value in values.items()]
        files += [("pictures", ("我家门口.jpg", each, "image/jpeg")) for each in pictures]
        return self._ask("POST", path, files=files)

    def follow(self, answer: httpx.Response) -> httpx.Response:
        """Go where an answer leads."""
        assert answer.status_code == 303, answer.text
        return self.get(answer.headers["Location"])

    def _ask(self, method: str, path: str, **more: object) -> httpx.Response:
        async def ask() -> httpx.Response:
            way = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=way, base_url="https://county.example.cn") as client:
                return await client.request(method, path, **more)

        answer = asyncio.run(ask())
        self.seen.append(path)
        return answer


@pytest.fixture
def villager(county, village_id, monkeypatch) -> Iterator[Villager]:
    """Somebody of the village, in front of a county that is asked by nobody else."""
    rates = Rates(villager=Rate(50, 1), wrong_code=Rate(4, 0.01))
    somebody = Villager(make_app(county, rates))
    monkeypatch.setattr(pages, "now_ms", lambda: somebody.at_ms)
    with across_villages():
        yield somebody


@pytest.fixture
def photo() -> bytes:
    """A picture with the place it was taken at in it."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 1.0, 2.0)})
    out = BytesIO()
    Image.new("RGB", (400, 300), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()
