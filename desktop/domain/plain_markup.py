"""Text with simple headings and lists, as a clerk types it: nothing in it can fetch or run anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_HEADING = re.compile(r"(#{1,3})\s+(.+)\Z")
_BULLET = re.compile(r"(?:[-*•·]\s+|[●○■◆]\s*)(.+)\Z")
_NUMBERED = re.compile(r"(\d{1,2})(?:[.)]\s+|[、．]\s*)(.+)\Z")


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class Block:
    """One block; ``level`` is 1 to 3 for headings, ``mark`` the number of a numbered entry as typed."""

    kind: BlockKind
    text: str
    level: int = 0
    mark: str = ""


def read_markup(text: str) -> tuple[Block, ...]:
    """The blocks of a text.

    A line that begins with ``#`` (up to three) and a blank is a heading, one with ``-``, ``*`` or ``●`` an
    entry of a list, one with ``1.`` or ``1、`` a numbered entry; every other line is a paragraph. Signs
    inside a line, addresses and HTML stay plain text.
    """
    blocks = []
    for raw in text.splitlines():
        line = raw.strip().lstrip("\u3000\ufeff")
        if not line:
            continue
        if found := _HEADING.match(line):
            blocks.append(Block(BlockKind.HEADING, found[2].rstrip("# "), level=len(found[1])))
        elif found := _BULLET.match(line):
            blocks.append(Block(BlockKind.BULLET, found[1]))
        elif found := _NUMBERED.match(line):
            blocks.append(Block(BlockKind.NUMBERED, found[2], mark=found[1]))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, line))
    return tuple(blocks)


def first_words(blocks: Sequence[Block], length: int) -> str:
    """The beginning of the first paragraph, for a list."""
    text = next((block.text for block in blocks if block.kind is BlockKind.PARAGRAPH), "")
    return text if len(text) <= length else text[: length - 1] + "…"
