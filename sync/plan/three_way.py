"""Joins what two people did to one list or one object, by what each of them had before.

Lists and objects are JSON text as the register keeps it: a list is a set of texts or numbers, sorted,
without repetitions; an empty one is None.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sync.plan.likeness import alike
from sync.protocol.operation import Value

Element = str | int


@dataclass(frozen=True, slots=True)
class KeyClash:
    """A key of an object that two people gave different values; None where one took it away."""

    key: str
    kept: Value
    other: Value


def join_sets(before: Value, now: Value, value: Value) -> Value:
    """The present list with the author's elements added and taken away.

    Args:
        before: What the author replaced.
        now: What the record holds.
        value: What the author made of it.

    Raises:
        ValueError: One of them is not a list of texts and whole numbers.
    """
    old, present, new = _elements(before), _elements(now), _elements(value)
    joined = (present - (old - new)) | (new - old)
    return _text(sorted(joined, key=lambda element: (isinstance(element, int), str(element))))


def join_maps(before: Value, now: Value, value: Value) -> tuple[Value, tuple[KeyClash, ...]]:
    """The present object with the author's keys changed, and the keys that somebody else had changed.

    A key that both changed, to values not alike, keeps what the record holds. A key without a value
    and no key are the same.

    Raises:
        ValueError: One of them is not an object.
    """
    old, joined, new = _object(before), _object(now), _object(value)
    clashes = []
    for key in sorted(old.keys() | new.keys()):
        wanted = new.get(key)
        present = joined.get(key)
        if wanted in (old.get(key), present):
            continue
        if present != old.get(key):
            if not alike(_scalar(present), _scalar(wanted)):
                clashes.append(KeyClash(key, _scalar(present), _scalar(wanted)))
        elif wanted is None:
            del joined[key]
        else:
            joined[key] = wanted
    return _text(dict(sorted(joined.items()))), tuple(clashes)


def _elements(text: Value) -> set[Element]:
    found = [] if text in (None, "") else _parsed(text)
    if not isinstance(found, list) or not all(type(element) in (str, int) for element in found):
        raise ValueError("not a list of texts and numbers")
    return set(found)


def _object(text: Value) -> dict[str, Any]:
    found = {} if text in (None, "") else _parsed(text)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _parsed(text: Value) -> Any:
    if not isinstance(text, str):
        raise ValueError("not JSON text")
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _scalar(value: Any) -> Value:
    return value if value is None or isinstance(value, str | int | float) else _text([value])


def _text(value: Iterable[Any]) -> str | None:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None
