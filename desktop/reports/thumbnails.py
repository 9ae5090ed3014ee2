"""The form in which a record keeps a small picture; light, since every card shows some."""

import base64


def thumbnail_text(thumbnail: bytes) -> str | None:
    """A thumbnail in the form in which the record keeps it; None for none."""
    return base64.b64encode(thumbnail).decode("ascii") if thumbnail else None


def thumbnail_bytes(text: str | None) -> bytes:
    """The other way round; empty for none and for what is no base64."""
    try:
        return base64.b64decode(text or "", validate=True)
    except ValueError:
        return b""
