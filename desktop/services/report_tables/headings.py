"""The plain form of a column's heading, by which typed values and asked columns are known again."""

from desktop.exchange.heading import plain_heading, read_heading
from desktop.exchange.list_writer import text_width

__all__ = ["plain_label", "text_width"]


def plain_label(label: str) -> str:
    """A heading without blanks, marks, units and width differences."""
    return read_heading(label).base or plain_heading(label)
