"""Lists as the file keeps them: JSON in one column."""

import json


def stored_list(text: str | None) -> tuple[str, ...]:
    """The entries of a kept list; empty for none."""
    return tuple(json.loads(text)) if text else ()
