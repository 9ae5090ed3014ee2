"""Values of a code table as choices of a dialog."""

from desktop.domain.code_table import code_table
from desktop.words import word
from ui.widgets.code_combo import CodeOption


def code_options(table: str) -> tuple[CodeOption, ...]:
    """All values of a code table to choose from, in the language of the window."""
    return tuple(CodeOption(each.code, word(each.label)) for each in code_table(table).entries)
