"""Settings of the office: one definition each, kept in the register, defaults in the code.

What is true of the village and not of this PC (`SHARED`) lies in the record ``village_fact``,
which all its PCs get by the exchange; the rest stays here.
"""

import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import Any

from db.connection import Connection
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.ids import RecordId
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office can set; a county may push other defaults later.

    Attributes:
        auto_lock_minutes: Idle minutes until the window locks; 0 never.
        audit_days: Days after which what this PC and the county hold is compared again.
        backup_minutes: Minutes between two backups while the window is open.
        second_backup_folder: Where each backup is copied to; empty for nowhere.
        village_office_phone: Printed on notices.
        supervision_phone: Printed on notices.
        town_phone: Printed on notices.
        civil_affairs_phone: Printed on aid notices.
        voucher_hours: When villagers may see vouchers and books, in words.
        board_place: Where notices hang.
        branch_place: Where notices hang that only members of the branch may read.
        notice_days: Days a notice for objections stays up; 0 takes the rule in force.
        post_days: Days other notices stay up; 0 takes the rule in force.
        branch_has_committee: Branch of seven or more full members: monthly committee meetings.
        party_group_count: Party groups of the branch; 0 means no group meetings are owed.
        public_address: Where villagers ask the county for a sheet (https://…); empty takes the address at
            which the county answers this PC.
        collective_name: 村股份经济合作社, empty for the usual name.
        branch_name: 村党支部 or 党总支, empty for the usual name.
        voucher_months: Months within which a voucher number stands only once: 12, or 1 where it begins anew.
        attachment_file_mb: Most megabytes of one attachment as it is kept.
        attachment_total_mb: Most megabytes of all attachments together.
        attachment_position: Whether pictures keep the position at which they were taken.
        attachment_fetch_all: Whether originals of other PCs come without being asked for.
        duties_since: First day from which duties of disclosure are counted; empty for the day on which
            the office began, or of which its first notice speaks.
    """

    auto_lock_minutes: int = 5
    audit_days: int = 7
    backup_minutes: int = 30
    second_backup_folder: str = ""
    village_office_phone: str = ""
    supervision_phone: str = ""
    town_phone: str = ""
    civil_affairs_phone: str = ""
    voucher_hours: str = ""
    board_place: str = "村务公开栏"
    branch_place: str = "党员活动室"
    notice_days: int = 0
    post_days: int = 0
    branch_has_committee: bool = True
    party_group_count: int = 0
    public_address: str = ""
    collective_name: str = ""
    branch_name: str = ""
    voucher_months: int = 12
    attachment_file_mb: int = 20
    attachment_total_mb: int = 5_000
    attachment_position: bool = False
    attachment_fetch_all: bool = False
    duties_since: str = ""


SHARED = frozenset(
    (
        "village_office_phone",
        "supervision_phone",
        "town_phone",
        "civil_affairs_phone",
        "voucher_hours",
        "board_place",
        "branch_place",
        "notice_days",
        "post_days",
        "branch_has_committee",
        "party_group_count",
        "public_address",
        "collective_name",
        "branch_name",
        "voucher_months",
        "duties_since",
    )
)
"""Settings that are the same on every PC of the village."""

FACT, TERM, CHECKED = "village_fact:", "rule:", "checked:"
"""Beginnings of keys that are the village's too: answers about it, days and thresholds of its own, and what
was found right in a check-up (`desktop.services.data_check`)."""

_BOUNDS = {
    "auto_lock_minutes": (0, 120),
    "audit_days": (1, 90),
    "backup_minutes": (5, 240),
    "notice_days": (0, 60),
    "post_days": (0, 60),
    "party_group_count": (0, 30),
    "voucher_months": (1, 12),
    "attachment_file_mb": (1, 30),
    "attachment_total_mb": (100, 100_000),
}


def load_settings(office: Office) -> Settings:
    """The settings in force; unknown ones of a newer program are left alone."""
    known = {field.name for field in fields(Settings)}
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT key, value FROM setting UNION ALL SELECT key, value FROM village_fact"
        ).fetchall()
    return replace(Settings(), **{key: json.loads(value) for key, value in rows if key in known})


def load_setting(connection: Connection, name: str, default: Any) -> Any:
    """One setting, read inside a transaction."""
    row = connection.execute(
        f"SELECT value FROM {_table_of(name)} WHERE key = ?",  # noqa: S608 - own names
        (name,),
    ).fetchone()
    return default if row is None else json.loads(row[0])


def load_shared(connection: Connection, beginning: str) -> dict[str, Any]:
    """What the village has answered, by the rest of its key, of keys with one beginning."""
    rows = connection.execute("SELECT key, value FROM village_fact WHERE key LIKE ?", (f"{beginning}%",))
    return {str(key).removeprefix(beginning): json.loads(value) for key, value in rows}


def _table_of(name: str) -> str:
    return "village_fact" if name in SHARED or name.startswith((FACT, TERM, CHECKED)) else "setting"


def _id_of(table: str, name: str) -> RecordId | None:
    """The id of a new row: that of a shared one follows from its key, for other PCs make it too."""
    if table == "setting":
        return None
    return RecordId(hashlib.sha256(f"village_fact:{name}".encode()).hexdigest()[:32])


def put_setting(work: Work, name: str, value: Any) -> None:
    """Write one setting inside a transaction; its bounds and the right are the caller's matter.

    None takes it back, so that its default holds again.
    """
    table, text = _table_of(name), json.dumps(value, ensure_ascii=False)
    row = work.connection.execute(
        f"SELECT id FROM {table} WHERE key = ?",  # noqa: S608 - own names
        (name,),
    ).fetchone()
    if value is None:
        if row is not None:
            work.delete(table, str(row[0]))
    elif row is None:
        work.insert(table, {"key": name, "value": text}, _id_of(table, name))
    else:
        work.update(table, str(row[0]), {"value": text})


def save_settings(office: Office, **changed: Any) -> Settings:
    """Change some settings in one action.

    Raises:
        ProblemError: SYS-410 a number is out of its bounds, DOC-140 no day, SYS-403.
        TypeError: There is no such setting.
    """
    office.require(Right.SETTINGS)
    settings = replace(load_settings(office), **changed)
    problems = [
        Problem("SYS-410", {"low": str(low), "high": str(high)}, Place(field=name))
        for name, (low, high) in _BOUNDS.items()
        if not low <= getattr(settings, name) <= high
    ]
    if settings.duties_since and not is_day(settings.duties_since):
        problems.append(Problem("DOC-140", place=Place(field="duties_since")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", "修改设置") as work:
        for name in changed:
            put_setting(work, name, getattr(settings, name))
    return settings
