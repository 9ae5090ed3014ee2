"""Letters that keep the numbers of a village's PCs apart (编号字头), since they can't ask each other."""

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, as in check codes: read aloud and written down they stay what they are."""

FIRST_PC = 1
"""The number that the county gives a village's first PC."""


def series_of(device: int) -> str:
    """The letters in front of a PC's serial numbers.

    Args:
        device: Its number at the county; a PC that is enrolled nowhere counts as the first.

    Returns:
        Empty for the first PC, so that a village with one PC has plain numbers; B for the second, C for the
        third, up to Z, then BA, BB and so on; never the same for two PCs.

    Raises:
        ValueError: No PC has such a number.
    """
    if device < FIRST_PC:
        raise ValueError(f"no PC has the number {device}")
    letters, left = "", device - FIRST_PC
    while left:
        left, place = divmod(left, len(_LETTERS))
        letters = _LETTERS[place] + letters
    return letters
