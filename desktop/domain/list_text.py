"""A list as the file keeps it: one spelling, so that equal lists are equal texts."""

import json
from collections.abc import Iterable


def list_text(values: Iterable[str]) -> str | None:
    """Compact JSON, sorted and without repetitions; None for an empty list."""
    entries = sorted(set(values))
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")) if entries else None
