"""Pages about learning content: what was handed down, writing, correcting, withdrawing (学习内容)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.code_table import code_table
from desktop.domain.ids import new_id
from desktop.domain.learning_content import NewLearningItem
from desktop.domain.plain_markup import read_markup
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rules import get_rule
from sync.county.clock import day_of
from sync.county.console.form import SentFile, Upload
from sync.county.console.shown import Ask, Shown, Went
from sync.county.learning_files import LearningFile
from sync.county.store import learning
from sync.county.store.handing_down import Recipient, find_recipients
from sync.county.store.learning import HandedItem


@dataclass(frozen=True, slots=True)
class Choice:
    """A code to tick, and whether it is ticked."""

    code: str
    label: str
    is_chosen: bool


def items(ask: Ask) -> Shown:
    """Everything that was handed down."""
    database = ask.county.database
    kinds = code_table("learning_kind")
    values = {
        "items": [(each, kinds.label(each.kind)) for each in learning.list_items(database)],
        "villages": len(find_recipients(database, "")),
    }
    return Shown("learning.html", values)


def item(ask: Ask) -> Shown:
    """One item with its text, files, and how many villages have it.

    Raises:
        ProblemError: LRN-001, there is none.
    """
    listed = _listed(ask)
    new, files = learning.read_item(ask.county, listed.record_id)
    topics, audiences = code_table("learning_topic"), code_table("learning_audience")
    values = {
        "item": listed,
        "new": new,
        "files": files,
        "blocks": read_markup(new.body),
        "topics": "、".join(topics.label(code) for code in new.topics),
        "audience": "、".join(audiences.label(code) for code in new.audience) or "所有人",
        "villages": len(find_recipients(ask.county.database, "")),
    }
    return Shown("learning_item.html", values)


def writing(ask: Ask) -> Shown:
    """The form of a new item."""
    return Shown("learning_write.html", _form(ask, None, ()))


def publish_new(ask: Ask, sent: Upload) -> Went:
    """Hand a new item to the villages chosen.

    Raises:
        ProblemError: LRN-002 to LRN-008, LRN-010 to LRN-013, ATT-001 to ATT-004, CTY-002 no such village.
    """
    record_id = new_id()
    recipients = find_recipients(ask.county.database, "".join(sent.typed.get("village", "").split()))
    _hand(ask, record_id, sent, recipients, _files(sent.files))
    return Went(f"/learning/{record_id}", "learning_published")


def correcting(ask: Ask) -> Shown:
    """The form of an item that is there.

    Raises:
        ProblemError: LRN-001, there is none.
    """
    listed = _listed(ask)
    new, files = learning.read_item(ask.county, listed.record_id)
    return Shown("learning_write.html", {**_form(ask, new, files), "item": listed})


def correct(ask: Ask, sent: Upload) -> Went:
    """Hand an item down anew to those that have it; files whose box is ticked stay, new ones come after.

    Raises:
        ProblemError: LRN-001; as `publish_new`.
    """
    listed = _listed(ask)
    _, known = learning.read_item(ask.county, listed.record_id)
    kept = set(sent.several.get("keep", ()))
    files = [each for number, each in enumerate(known) if str(number) in kept] + _files(sent.files)
    _hand(ask, listed.record_id, sent, learning.recipients_of(ask.county.database, listed.record_id), files)
    return Went(f"/learning/{listed.record_id}", "learning_published")


def withdraw(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Withdraw an item from every village.

    Raises:
        ProblemError: LRN-001, there is none.
    """
    listed = _listed(ask)
    learning.withdraw(ask.county, listed.record_id, day_of(ask.at_ms), ask.at_ms, _by(ask))
    return Went(f"/learning/{listed.record_id}", "learning_withdrawn")


def spread(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Hand an item to every village, those that came later and those it was withdrawn from included.

    Raises:
        ProblemError: LRN-001, there is none.
    """
    listed = _listed(ask)
    new, files = learning.read_item(ask.county, listed.record_id)
    prepared = learning.prepare_item(listed.record_id, new, files, day_of(ask.at_ms))
    recipients = find_recipients(ask.county.database, "")
    learning.publish(ask.county, recipients, prepared, ask.at_ms, _by(ask))
    return Went(f"/learning/{listed.record_id}", "learning_published")


def _hand(
    ask: Ask,
    record_id: str,
    sent: Upload,
    recipients: Sequence[Recipient],
    files: Sequence[LearningFile],
) -> None:
    today = day_of(ask.at_ms)
    prepared = learning.prepare_item(record_id, _read(sent, today.isoformat()), files, today)
    learning.publish(ask.county, recipients, prepared, ask.at_ms, _by(ask))


def _read(sent: Upload, today: str) -> NewLearningItem:
    typed, minutes = sent.typed, sent.typed.get("minutes", "").strip()
    if minutes and not (minutes.isascii() and minutes.isdecimal()):
        raise ProblemError(Problem("LRN-007", {"value": minutes, "most": "600"}))
    return NewLearningItem(
        title=typed.get("title", ""),
        kind=typed.get("kind", "A"),
        topics=sent.several.get("topics", ()),
        audience=sent.several.get("audience", ()),
        summary=typed.get("summary", ""),
        body=typed.get("body", "").replace("\r\n", "\n"),
        minutes=int(minutes) if minutes else None,
        source=typed.get("source", ""),
        published_on=typed.get("published_on", "").strip() or today,
        is_required=typed.get("required") == "yes",
        due_on=typed.get("due_on", "").strip(),
    )


def _form(ask: Ask, known: NewLearningItem | None, files: Sequence[LearningFile]) -> dict[str, object]:
    today = day_of(ask.at_ms)
    shown = known or NewLearningItem("", published_on=today.isoformat())

    def choices(table: str, chosen: Sequence[str]) -> list[Choice]:
        return [Choice(each.code, each.label, each.code in chosen) for each in code_table(table).entries]

    return {
        "item": None,
        "shown": shown,
        "files": files,
        "kinds": choices("learning_kind", (shown.kind,)),
        "topics": choices("learning_topic", shown.topics),
        "audience": choices("learning_audience", shown.audience),
        "limits": {
            name: get_rule(f"learning.{name}", today).value
            for name in ("picture.kb", "video.mb", "file.mb", "item.mb")
        },
    }


def _listed(ask: Ask) -> HandedItem:
    record_id = ask.asked["record"]
    found = [each for each in learning.list_items(ask.county.database) if each.record_id == record_id]
    if not found:
        raise ProblemError(Problem("LRN-001"))
    return found[0]


def _files(sent: Sequence[SentFile]) -> list[LearningFile]:
    return [LearningFile(each.name, "", each.content) for each in sent]


def _by(ask: Ask) -> dict[str, object]:
    return {"operator": ask.operator.login}
