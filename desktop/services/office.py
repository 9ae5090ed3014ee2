"""The open office: who is at work on which village's file."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from db.connection import Connection
from db.store import ChangeSetInfo, Store, Work
from desktop.domain.accounts import Right, Role, rights_of
from desktop.domain.ids import UserId
from desktop.domain.problem import Problem, ProblemError
from desktop.vault.unlock import OpenVault


@dataclass(frozen=True, slots=True)
class User:
    """Someone signed in. ``display_name`` is known only while the file is open."""

    id: UserId
    login: str
    display_name: str
    role: Role


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """Handed to every service: the open file, the vault, and who asks.

    A quick switch makes another office over the same store (`as_user`); closing one closes both.
    """

    store: Store
    vault: OpenVault
    user: User
    clock: Callable[[], datetime] = _now

    def today(self) -> date:
        """The day at the office (the PC's time zone)."""
        return self.clock().astimezone().date()

    def now_text(self) -> str:
        """The moment in UTC as ISO text with seconds, as the file keeps it."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    def may(self, right: Right) -> bool:
        """Whether the user at work has a right."""
        return right in rights_of(self.user.role)

    def require(self, right: Right) -> None:
        """Go on only with a right.

        Raises:
            ProblemError: SYS-403, naming the right.
        """
        if not self.may(right):
            raise ProblemError(Problem("SYS-403", {"right": right.value, "role": self.user.role.label}))

    def change(
        self, kind: str, label: str, *, batch_id: str | None = None, undoes: int | None = None
    ) -> AbstractContextManager[Work]:
        """One user action: a transaction with its change set (see `Store.writing`)."""
        return self.store.writing(ChangeSetInfo(self.user.id, kind, label, batch_id=batch_id, undoes=undoes))

    def log_access(
        self,
        kind: str,
        target_table: str | None = None,
        target_id: str | None = None,
        fields: Sequence[str] = (),
        purpose: str = "",
    ) -> None:
        """Write down a read that has to be answered for: reveal, print, export, sign-in."""
        with self.store.local_writing() as connection:
            self.write_access(connection, kind, target_table, target_id, fields, purpose)

    def write_access(
        self,
        connection: Connection,
        kind: str,
        target_table: str | None,
        target_id: str | None,
        fields: Sequence[str] = (),
        purpose: str = "",
    ) -> None:
        """As `log_access`, inside a transaction that is open already."""
        connection.execute(
            "INSERT INTO access_log(at_ms, actor_id, kind, target_table, target_id, fields, purpose) "
            "VALUES(?, ?, ?, ?, ?, ?, ?)",
            (
                time.time_ns() // 1_000_000,
                self.user.id,
                kind,
                target_table,
                target_id,
                ",".join(fields),
                purpose,
            ),
        )

    def as_user(self, user: User, vault: OpenVault) -> "Office":
        """The same file with another user at work."""
        return replace(self, user=user, vault=vault)

    def close(self) -> None:
        """Close the file and forget its key."""
        self.store.close()
        self.vault.close()


def actors(office: Office) -> dict[str, str]:
    """Display names by user id, for histories; users who left stay named."""
    with office.store.reading() as connection:
        rows = connection.execute("SELECT id, display_name FROM account")
        return {str(user_id): str(name) for user_id, name in rows}
