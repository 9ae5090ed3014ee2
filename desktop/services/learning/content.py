"""Learning content: what there is, writing, putting right, withdrawing (学习内容)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from db.queries import learning as queries
from db.queries.learning import ItemRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.learning_content import COUNTY, NewLearningItem, check_item
from desktop.domain.learning_need import ItemFacts
from desktop.domain.list_text import list_text
from desktop.domain.plain_markup import Block, first_words, read_markup
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.attachments.records import Attachment, list_attachments, remove_with_record
from desktop.services.office import Office

_SUMMARY = 60


class ItemState(StrEnum):
    """Where an item stands on a day."""

    COMING = "coming"  # published on a later day
    CURRENT = "current"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LearningItem:
    """One line of the list of learning content, codes with their labels; days ISO texts, empty for none."""

    id: str
    title: str
    kind: str
    kind_label: str
    is_county: bool
    topics: tuple[str, ...]
    topic_labels: tuple[str, ...]
    audience: tuple[str, ...]
    audience_labels: tuple[str, ...]
    summary: str
    minutes: int | None
    source: str
    published_on: str
    withdrawn_on: str
    is_required: bool
    due_on: str
    state: ItemState
    pictures: int
    videos: int


@dataclass(frozen=True, slots=True)
class LearningPage:
    """An item to be read: its text in blocks, as typed, and what hangs on it."""

    item: LearningItem
    body: str
    typed_summary: str
    blocks: tuple[Block, ...]
    attachments: tuple[Attachment, ...]


def item_facts(row: ItemRow) -> ItemFacts:
    """What decides who needs an item."""
    return ItemFacts(
        row.id,
        date.fromisoformat(row.published_on),
        date.fromisoformat(row.withdrawn_on) if row.withdrawn_on else None,
        frozenset(row.topics),
        frozenset(row.audience),
        row.is_required,
        date.fromisoformat(row.due_on) if row.due_on else None,
    )


def list_items(office: Office, text: str = "") -> tuple[LearningItem, ...]:
    """All items, the newest first; with a text those that bear it in title, summary, body or labels.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_LEARNING)
    with office.store.reading() as connection:
        rows = queries.list_items(connection)
        files = queries.count_files(connection)
    wanted = text.strip().casefold()
    made = ((row, _shown(office, row, files.get(row.id, (0, 0)))) for row in rows)
    return tuple(item for row, item in made if not wanted or wanted in _searched(row, item))


def read_item(office: Office, item_id: str) -> LearningPage:
    """An item with its text and files.

    Raises:
        ProblemError: LRN-001 there is none; SYS-403.
    """
    office.require(Right.READ_LEARNING)
    with office.store.reading() as connection:
        row = queries.find_item(connection, item_id)
        files = queries.count_files(connection)
    if row is None:
        raise ProblemError(Problem("LRN-001"))
    return LearningPage(
        _shown(office, row, files.get(row.id, (0, 0))),
        row.body,
        row.summary,
        read_markup(row.body),
        list_attachments(office, "learning_item", item_id),
    )


def add_item(office: Office, new: NewLearningItem) -> str:
    """Publish an item of the village's own; returns its id.

    Raises:
        ProblemError: LRN-002 to LRN-008, SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    if problems := check_item(new):
        raise ProblemError(problems)
    with office.change("edit", f"发布学习内容：{new.title.strip()}") as work:
        return work.insert("learning_item", _stored(new))


def edit_item(office: Office, item_id: str, new: NewLearningItem) -> None:
    """Put an item of the village right.

    Raises:
        ProblemError: LRN-001 to LRN-009, SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    if problems := check_item(new):
        raise ProblemError(problems)
    with office.change("edit", f"修改学习内容：{new.title.strip()}") as work:
        _require_own(work, item_id)
        work.update("learning_item", item_id, _stored(new))


def withdraw_item(office: Office, item_id: str) -> None:
    """Take an item of the village out of use; records of study stay.

    Raises:
        ProblemError: LRN-001, LRN-009, LRN-014 it is withdrawn already; SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    with office.change("edit", "撤下学习内容 1 条") as work:
        row = _require_own(work, item_id)
        if row.withdrawn_on:
            raise ProblemError(Problem("LRN-014", {"title": row.title}))
        work.update("learning_item", item_id, {"withdrawn_on": office.today().isoformat()})


def publish_again(office: Office, item_id: str) -> None:
    """Take the withdrawal of an item back.

    Raises:
        ProblemError: LRN-001, LRN-009, SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    with office.change("edit", "重新发布学习内容 1 条") as work:
        _require_own(work, item_id)
        work.update("learning_item", item_id, {"withdrawn_on": None})


def remove_item(office: Office, item_id: str) -> None:
    """Remove an item that nobody has studied, with its files; undone like any edit.

    Raises:
        ProblemError: LRN-001, LRN-009, LRN-015 there are records of study; SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    with office.change("edit", "删除学习内容 1 条") as work:
        row = _require_own(work, item_id)
        if count := queries.count_studies(work.connection, item_id):
            raise ProblemError(Problem("LRN-015", {"title": row.title, "count": str(count)}))
        work.delete("learning_item", item_id)
        remove_with_record(work, "learning_item", item_id)


def _require_own(work: Work, item_id: str) -> ItemRow:
    row = queries.find_item(work.connection, item_id)
    if row is None:
        raise ProblemError(Problem("LRN-001"))
    if row.origin == COUNTY:
        raise ProblemError(Problem("LRN-009", {"title": row.title}))
    return row


def _stored(new: NewLearningItem) -> dict[str, Value]:
    return {
        "title": new.title.strip(),
        "kind": new.kind,
        "topics": list_text(new.topics),
        "audience": list_text(new.audience),
        "summary": new.summary.strip() or None,
        "body": new.body.strip() or None,
        "minutes": new.minutes,
        "source": new.source.strip() or None,
        "published_on": new.published_on,
        "is_required": int(new.is_required),
        "due_on": new.due_on or None,
    }


def _shown(office: Office, row: ItemRow, files: tuple[int, int]) -> LearningItem:
    topics, audiences = code_table("learning_topic"), code_table("learning_audience")
    return LearningItem(
        id=row.id,
        title=row.title,
        kind=row.kind,
        kind_label=code_table("learning_kind").label(row.kind),
        is_county=row.origin == COUNTY,
        topics=row.topics,
        topic_labels=tuple(topics.label(code) for code in row.topics),
        audience=row.audience,
        audience_labels=tuple(audiences.label(code) for code in row.audience),
        summary=row.summary or first_words(read_markup(row.body), _SUMMARY),
        minutes=row.minutes,
        source=row.source,
        published_on=row.published_on,
        withdrawn_on=row.withdrawn_on,
        is_required=row.is_required,
        due_on=row.due_on,
        state=_state(row, office.today(), office.vault.village.division_code),
        pictures=files[0],
        videos=files[1],
    )


def _state(row: ItemRow, today: date, division_code: str) -> ItemState:
    facts = item_facts(row)
    if facts.withdrawn_on is not None and facts.withdrawn_on <= today:
        return ItemState.WITHDRAWN
    if facts.published_on > today:
        return ItemState.COMING
    if facts.due_on is None:
        return ItemState.CURRENT
    if facts.due_on < today:
        return ItemState.OVERDUE
    soon = timedelta(days=get_rule("learning.due_soon.days", today, division_code).value)
    return ItemState.DUE_SOON if facts.due_on <= today + soon else ItemState.CURRENT


def _searched(row: ItemRow, item: LearningItem) -> str:
    parts = (row.title, row.summary, row.body, row.source, *item.topic_labels, *item.audience_labels)
    return "\n".join(parts).casefold()
