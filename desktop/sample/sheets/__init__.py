"""The sheets of the dirty workbook, one hand each."""

from collections.abc import Callable

from desktop.sample.author import Author
from desktop.sample.records import SampleGroup
from desktop.sample.sheets.careful_hand import write_careful_hand
from desktop.sample.sheets.damaged_numbers import write_damaged_numbers
from desktop.sample.sheets.date_notations import write_date_notations
from desktop.sample.sheets.double_heading import write_double_heading
from desktop.sample.sheets.hidden_rows import write_hidden_rows
from desktop.sample.sheets.household_rows import write_household_rows
from desktop.sample.sheets.loose_words import write_loose_words
from desktop.sample.sheets.merged_households import write_merged_households
from desktop.sample.sheets.mixed_numbers import write_mixed_numbers

GROUP_SHEETS: tuple[Callable[[Author, SampleGroup], None], ...] = (
    write_mixed_numbers,
    write_merged_households,
    write_double_heading,
    write_date_notations,
    write_household_rows,
    write_damaged_numbers,
    write_hidden_rows,
    write_loose_words,
    write_careful_hand,
)
"""One hand for each villager group, in the order of their numbers."""
