"""Which category a matter is of, by the words it is told in (``resources/events/category_words.csv``)."""

import csv
from collections import defaultdict
from functools import cache

import resources


@cache
def category_words() -> dict[str, tuple[str, ...]]:
    """Words by code of ``event_category``."""
    with resources.path("events", "category_words.csv").open(encoding="utf-8", newline="") as stream:
        return {row["category"]: tuple(row["words"].split()) for row in csv.DictReader(stream)}


def suggest_categories(text: str, most: int = 3) -> tuple[str, ...]:
    """Codes whose words stand in a text, the likeliest first; longer words count for more."""
    points: dict[str, int] = defaultdict(int)
    for code, words in category_words().items():
        # a word inside another of the same category is the same evidence
        found = [word for word in words if word in text]
        for word in found:
            if not any(word != other and word in other for other in found):
                points[code] += len(word)
    ranked = sorted((code for code in points if points[code]), key=lambda code: (-points[code], code))
    return tuple(ranked[:most])
