"""An account's own wishes for reminders, kept on this PC."""

import json
from datetime import time

from desktop.domain.reminder import ReminderWishes
from desktop.services.office import Office

_KEY = "reminders:"


def load_wishes(office: Office) -> ReminderWishes:
    """What the account at work has chosen; what it never chose is as at first."""
    usual = ReminderWishes()
    with office.store.reading() as connection:
        row = connection.execute("SELECT value FROM setting WHERE key = ?", (_key(office),)).fetchone()
    if row is None:
        return usual
    kept = json.loads(row[0])
    return ReminderWishes(
        bool(kept["is_on"]),
        time.fromisoformat(kept["digest_at"]),
        time.fromisoformat(kept["quiet_from"]),
        time.fromisoformat(kept["quiet_to"]),
        bool(kept["urgent_through"]),
    )


def save_wishes(office: Office, wishes: ReminderWishes) -> None:
    """Keep what the account at work has chosen; everybody may choose for himself."""
    value = json.dumps(
        {
            "is_on": wishes.is_on,
            "digest_at": wishes.digest_at.isoformat("minutes"),
            "quiet_from": wishes.quiet_from.isoformat("minutes"),
            "quiet_to": wishes.quiet_to.isoformat("minutes"),
            "urgent_through": wishes.urgent_through,
        }
    )
    with office.change("edit", "修改提醒") as work:
        row = work.connection.execute("SELECT id FROM setting WHERE key = ?", (_key(office),)).fetchone()
        if row is None:
            work.insert("setting", {"key": _key(office), "value": value})
        else:
            work.update("setting", str(row[0]), {"value": value})


def _key(office: Office) -> str:
    return f"{_KEY}{office.user.id}"
