"""The part of a record that is one person's and is erased without the rest: who reported an event.

An erasure order names a kind and a record. Under the kind of further reporters (``event_reporter``) the id
of an event stands for who reported that event himself: his name, his telephone and who he is in the register.
No further reporter ever has the id of an event.
"""

from dataclasses import dataclass
from functools import cache

from sync.protocol.registry import registry


@dataclass(frozen=True, slots=True)
class PersonalPart:
    """The kind under which a part is erased, the kind whose records hold it, and its fields there."""

    kind: int
    whole: int
    fields: frozenset[str]


@cache
def reporter_part() -> PersonalPart:
    """Who reported an event himself."""
    return PersonalPart(
        registry().table("event_reporter").number,
        registry().table("event").number,
        frozenset({"reporter", "reporter_phone", "reporter_id"}),
    )
