"""A vault whose passwords cost almost nothing, so that tests of other things don't wait for them."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from desktop.domain.village import Village
from desktop.vault.folder import DataFolder
from desktop.vault.suite import KdfCost

CHEAP = KdfCost(passes=1, memory_kib=64, lanes=1)

VILLAGE = Village(
    name="示范村",
    division_code="999901101201",
    town="示范镇",
    county="示范县",
    city="示范市",
    province="示范省",
)

LOGIN = "wenshu"
PASSWORD = "竹林 小路 1998"


def forge(folder: DataFolder, change: Callable[[dict[str, Any]], object]) -> None:
    """Alter both copies the way someone with a text editor and our source could."""
    for path in (folder.envelope, folder.envelope_copy):
        body = json.loads(path.read_bytes())
        del body["check"]
        change(body)
        canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        body["check"] = hashlib.sha256(canonical).hexdigest()
        path.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
