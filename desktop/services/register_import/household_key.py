"""What tells one household of a workbook from another."""

from desktop.services.register_import.rows import SourceRow

_OFFICIAL_LENGTH = 18


def number_key(number: str, villager_group: str) -> str:
    """A household number that means one household only.

    An official number of 18 digits does by itself; an office's own short number is counted anew in
    every villagers' group.
    """
    return number if len(number) == _OFFICIAL_LENGTH else f"{villager_group}/{number}"


def same_group(one: str, other: str) -> bool:
    """Whether two groups may be one; a workbook or a register that names none contradicts nothing."""
    return not one or not other or one == other


def household_key(source: SourceRow) -> object:
    """Rows of one household share it: the number where there is one, else the file's own grouping."""
    number = source.values.get("household_no")
    if number:
        return number_key(str(number), str(source.values.get("villager_group") or ""))
    return source.household if source.household >= 0 else source.key
