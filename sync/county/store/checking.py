"""Which operations of a batch the county can't take, before anything is merged."""

from collections.abc import Sequence

from desktop.domain.problem import Problem
from sync.protocol.operation import Operation
from sync.protocol.registry import registry

_LONGEST_ACTOR = 64


def find_fault(operation: Operation, streams: Sequence[str], newest_rev: int) -> Problem | None:
    """Why an operation can't be taken, or None; types and rights are `sync.plan.merge`'s to judge.

    Args:
        operation: As it arrived.
        streams: What its author may write to.
        newest_rev: The village's newest revision before this batch; nobody can have seen a newer one.
    """
    kind = registry().find(operation.kind)
    if kind is None:
        return Problem("SYN-131", {"kind": str(operation.kind)})
    if kind.stream not in streams:
        return Problem("SYN-132", {"stream": kind.stream})
    if not 0 <= operation.base <= newest_rev:
        return Problem("SYN-133", {"base": str(operation.base), "newest": str(newest_rev)})
    if not kind.fields.keys() >= operation.fields.keys() | operation.before.keys():
        names = (*operation.fields, *operation.before)
        unknown = next(name for name in names if name not in kind.fields)
        return Problem("SYN-134", {"field": unknown[:_LONGEST_ACTOR]})
    # PostgreSQL keeps every character but NUL.
    texts = [value for value in operation.fields.values() if isinstance(value, str)]
    if "\0" in operation.actor or "\0" in "".join(texts):
        named = (("actor", operation.actor), *operation.fields.items())
        return Problem(
            "SYN-135",
            {"field": next(name for name, value in named if isinstance(value, str) and "\0" in value)},
        )
    return Problem("SYN-135", {"field": "actor"}) if len(operation.actor) > _LONGEST_ACTOR else None
