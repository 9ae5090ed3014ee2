"""Who takes a step of an event without being an account of the village: the county, the person himself."""

COUNTY = "0" * 32
VILLAGER = "f" * 32
"""Who sent the letter, through the county's pages."""

_SAID = {COUNTY: "县里", VILLAGER: "来信人"}


def said_author(account_id: str, unit: str = "") -> str:
    """What an author that is no account is called, empty for an account; ``unit`` is the county's office."""
    if account_id == COUNTY and unit:
        return unit
    return _SAID.get(account_id, "")
