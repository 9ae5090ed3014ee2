"""Running text as a drafter types it, as paragraphs with the fonts of their headings.

Source:
    GB/T 9704-2012, 7.3.3: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋 as the text.
"""

import re
from dataclasses import replace

from desktop.reports.document import Paragraph
from desktop.reports.fonts import Role

_FIRST = re.compile(r"[一二三四五六七八九十百]+、")
_SECOND = re.compile(r"（[一二三四五六七八九十百]+）")
_ATTACHED = "附件："
_ATTACHED_INDENT = 5.0  # two characters, and the three of 附件：
_LONGEST_HEADING = 28  # characters, one line


def paragraphs(text: Paragraph) -> list[Paragraph]:
    """One paragraph for each line typed; blanks at its ends are dropped, as the indent is the layout's.

    A line that begins with a number of the first or second level has its short first sentence as heading
    where more follows it, or the whole of a short line without a full stop; a heading that stands alone
    stays with what follows.
    """
    made: list[Paragraph] = []
    indent = text.indent
    for line in (each.strip(" \t\u3000") for each in text.text.split("\n")):
        if not line:
            continue
        space = text.space_before if not made else 0.0
        lead, role = _heading(line) if text.role is Role.BODY else (0, Role.BODY)
        made.append(
            replace(
                text,
                text=line,
                indent=indent,
                space_before=space,
                lead=lead,
                lead_role=role,
                with_next=text.with_next or lead == len(line),
            )
        )
        if line.startswith(_ATTACHED):
            indent = _ATTACHED_INDENT
    if made and not text.with_next and made[-1].with_next:
        made[-1] = replace(made[-1], with_next=False)  # nothing of this text follows
    return made


def _heading(line: str) -> tuple[int, Role]:
    """How many characters of a line are a heading, and its font."""
    role = Role.HEI if _FIRST.match(line) else Role.KAI if _SECOND.match(line) else None
    if role is None:
        return 0, Role.BODY
    end = line.find("。") + 1
    if end == len(line) or end > _LONGEST_HEADING:  # a sentence that happens to be numbered
        return 0, Role.BODY
    if end:
        return end, role
    return (len(line), role) if len(line) <= _LONGEST_HEADING else (0, Role.BODY)
