"""Which backups stay: all of today, one a day for a month, one a month for a year."""

import datetime
from collections.abc import Sequence

from desktop.vault.backup import BackupFile

DAILY_DAYS = 30
MONTHLY_MONTHS = 12
PRECAUTION_DAYS = 7


def to_keep(backups: Sequence[BackupFile], now: datetime.datetime) -> frozenset[BackupFile]:
    """The backups that stay; the others may be deleted.

    Kept are: the newest one whatever its age; all made today or later (a clock may have been wrong);
    the last of each of the 30 days before; the last of each of the 12 months before this one; and
    those made before something risky for 7 days. Days and months are those of ``now``'s time zone.

    Args:
        backups: All of one place, in any order.
        now: The present moment with a zone.
    """
    zone = now.tzinfo
    today = now.date()
    newest_first = sorted(backups, key=lambda file: file.age_key, reverse=True)
    kept = set(newest_first[:1])
    days: set[datetime.date] = set()
    months: set[tuple[int, int]] = set()
    for file in newest_first:
        day = file.made_at.astimezone(zone).date()
        age_days = (today - day).days
        month = (day.year, day.month)
        age_months = (today.year - day.year) * 12 + today.month - day.month
        if age_days <= 0 or (file.reason.is_precaution and age_days <= PRECAUTION_DAYS):
            kept.add(file)
        if age_days <= DAILY_DAYS and day not in days:
            kept.add(file)
        if 0 < age_months <= MONTHLY_MONTHS and month not in months:
            kept.add(file)
        days.add(day)
        months.add(month)
    return frozenset(kept)
