"""Values of a code table to choose from, in the language of the window."""

from collections.abc import Collection, Sequence

from desktop.domain.code_table import code_table
from desktop.words import word
from ui.widgets.code_combo import CodeOption


def code_options(
    table: str, only: Sequence[str] = (), *, leave_out: Collection[str] = ()
) -> tuple[CodeOption, ...]:
    """All values of a code table in its order, some of them in the order given, or all but some."""
    known = code_table(table)
    codes = only or [each.code for each in known.entries]
    return tuple(CodeOption(code, word(known.label(code))) for code in codes if code not in leave_out)
