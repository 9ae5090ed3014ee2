"""Learning content as the county's office writes it: one TOML file for each item, its files beside it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.learning_content import NewLearningItem
from desktop.domain.problem import Problem, ProblemError

_KEYS = frozenset(
    "key title kind topics audience summary body minutes source published_on required due_on files".split()
)


@dataclass(frozen=True, slots=True)
class LearningFile:
    """A file of an item: its name, what it shows, its bytes."""

    name: str
    caption: str
    content: bytes


@dataclass(frozen=True, slots=True)
class LearningSource:
    """An item as it was written; the same ``key`` is the same item, so that a correction replaces it."""

    key: str
    item: NewLearningItem
    files: tuple[LearningFile, ...] = ()


def read_sources(path: Path, today: date) -> tuple[LearningSource, ...]:
    """The item of a TOML file, or those of a folder in the order of their names.

    Raises:
        ProblemError: LRN-040 it can't be read; LRN-041 a file is missing; LRN-042 the folder holds none;
            LRN-043 an entry that is not known.
    """
    if not path.is_dir():
        return (_read(path, today),)
    found = sorted(path.glob("*.toml"))
    if not found:
        raise ProblemError(Problem("LRN-042", {"name": path.name}))
    return tuple(_read(file, today) for file in found)


def _read(path: Path, today: date) -> LearningSource:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unread(path, str(error)) from error
    unknown = sorted(entries.keys() - _KEYS)
    if unknown:
        raise ProblemError(Problem("LRN-043", {"name": path.name, "key": unknown[0]}))
    for name in ("title", "body"):
        if not isinstance(entries.get(name), str):
            raise _unread(path, name)
    item = NewLearningItem(
        title=_text(path, entries, "title"),
        kind=_text(path, entries, "kind") or "A",
        topics=_list(path, entries, "topics"),
        audience=_list(path, entries, "audience"),
        summary=_text(path, entries, "summary"),
        body=_text(path, entries, "body"),
        source=_text(path, entries, "source"),
        minutes=_number(path, entries, "minutes"),
        published_on=_day(path, entries, "published_on") or today.isoformat(),
        due_on=_day(path, entries, "due_on"),
        is_required=entries.get("required") is True,
    )
    return LearningSource(str(entries.get("key") or path.stem), item, _files(path, entries))


def _files(path: Path, entries: Mapping[str, Any]) -> tuple[LearningFile, ...]:
    found = []
    for entry in entries.get("files", ()):
        name, caption = (
            (entry, "") if isinstance(entry, str) else (entry.get("file"), entry.get("caption", ""))
        )
        if not isinstance(name, str) or Path(name).name != name or not isinstance(caption, str):
            raise _unread(path, "files")
        try:
            content = (path.parent / name).read_bytes()
        except OSError as error:
            raise ProblemError(Problem("LRN-041", {"name": path.name, "file": name})) from error
        found.append(LearningFile(name, caption, content))
    return tuple(found)


def _text(path: Path, entries: Mapping[str, Any], name: str) -> str:
    value = entries.get(name, "")
    if not isinstance(value, str):
        raise _unread(path, name)
    return value


def _list(path: Path, entries: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = entries.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _unread(path, name)
    return tuple(value)


def _number(path: Path, entries: Mapping[str, Any], name: str) -> int | None:
    value = entries.get(name)
    if value is not None and (type(value) is not int):
        raise _unread(path, name)
    return value


def _day(path: Path, entries: Mapping[str, Any], name: str) -> str:
    value = entries.get(name, "")
    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        raise _unread(path, name)
    return value


def _unread(path: Path, reason: str) -> ProblemError:
    return ProblemError(Problem("LRN-040", {"name": path.name, "reason": reason}))
