"""What a household gets of a subsidy paid by area (惠农补贴)."""

import csv
from functools import cache

import resources


def share_cents(area: int, rate_cents: int) -> int:
    """Area in hundredths of a mu times a rate in fen a mu, rounded half up to a fen."""
    return (area * rate_cents + 50) // 100


@cache
def area_columns() -> dict[str, str]:
    """Programme → column of the land contract by whose area it is paid; others are not in it.

    Source:
        Column ``area`` of ``resources/codes/subsidy_programme.csv``, a proposal that counties may change.
    """
    with resources.path("codes", "subsidy_programme.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["area"] for row in csv.DictReader(stream) if row["area"]}
