"""What was typed and not yet saved (草稿); it survives a crash and a power cut."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.domain.ids import new_id
from desktop.services.office import Office

DIALOG = "dialog"
"""Form of what was typed into a dialog that a lock closed; it belongs to no record."""
SHEET_ROWS = "sheet_rows"
"""Form of what is typed into the rows of a sheet; its record ends with ``|`` and the notice's id."""
TITLE = "_title"
"""Key under which a draft tells what its dialog was called; no input has this name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form: which one, of which record (empty for a new one), and its texts by field."""

    form: str
    record_id: str
    kept_at: datetime
    texts: Mapping[str, str]


def keep_draft(office: Office, form: str, record_id: str, texts: Mapping[str, str]) -> None:
    """Keep the texts of an unfinished form in place of what was kept before.

    Raises:
        ProblemError: STO-004 disk full, STO-005 can't be written.
    """
    with office.store.local_writing() as connection:
        connection.execute(
            "INSERT INTO draft(form, record_id, actor_id, at_ms, content) VALUES(?, ?, ?, ?, ?) "
            "ON CONFLICT(form, record_id, actor_id) DO UPDATE SET at_ms = excluded.at_ms, "
            "content = excluded.content",
            (
                form,
                record_id,
                office.user.id,
                time.time_ns() // 1_000_000,
                json.dumps(dict(texts), ensure_ascii=False),
            ),
        )


def keep_dialog(office: Office, title: str, texts: Mapping[str, str]) -> str:
    """Keep what was typed into a dialog beside all that was kept before.

    Args:
        office: Whose user typed it.
        title: What the dialog is called.
        texts: By the names of its inputs.

    Returns:
        What the draft is found by, in the place of a record.

    Raises:
        ProblemError: STO-004 disk full, STO-005 can't be written.
    """
    place = str(new_id())
    keep_draft(office, DIALOG, place, {TITLE: title, **texts})
    return place


def drop_draft(office: Office, form: str, record_id: str) -> None:
    """Forget a draft: its form was saved or given up."""
    with office.store.local_writing() as connection:
        connection.execute(
            "DELETE FROM draft WHERE form = ? AND record_id = ? AND actor_id = ?",
            (form, record_id, office.user.id),
        )


def find_draft(office: Office, form: str, record_id: str) -> Draft | None:
    """This user's draft of a form."""
    return next((draft for draft in list_drafts(office, form) if draft.record_id == record_id), None)


def list_drafts(office: Office, form: str = "") -> tuple[Draft, ...]:
    """This user's drafts of one form or of all, latest first."""
    condition = "AND form = ?" if form else ""
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT form, record_id, at_ms, content FROM draft "  # noqa: S608 - own text
            f"WHERE actor_id = ? {condition} ORDER BY at_ms DESC",
            (office.user.id, form) if form else (office.user.id,),
        )
        return tuple(
            Draft(name, record_id, datetime.fromtimestamp(at_ms / 1000, UTC), json.loads(content))
            for name, record_id, at_ms, content in rows
        )
