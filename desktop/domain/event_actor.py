"""Who did a step of an event: somebody of the village by the account's id, or somebody above."""

from collections.abc import Mapping

_ABOVE = "county:"


def actor_above(name: str) -> str:
    """What stands in ``done_by`` for somebody of the county or township, named as the office there does."""
    return f"{_ABOVE}{name}"


def is_above(done_by: str) -> bool:
    """Whether a step was done above the village."""
    return done_by.startswith(_ABOVE)


def actor_name(done_by: str, names: Mapping[str, str]) -> str:
    """The name of who did it, by the village's display names; the id itself of an account nobody knows."""
    return f"上级·{done_by.removeprefix(_ABOVE)}" if is_above(done_by) else names.get(done_by, done_by)
