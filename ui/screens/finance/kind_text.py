"""A kind of entry in a word, in the window's language."""

from desktop.domain.code_table import code_table
from desktop.words import word


def kind_text(kind: str) -> str:
    """Its label; the table explains itself in brackets, for which there is no room."""
    return word(code_table("funds_entry_kind").label(kind)).partition("(")[0].strip()
