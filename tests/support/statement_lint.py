"""A cursor that refuses statements which could not stay on one machine of a distributed database.

Put into the county's database by the tests, so that every statement of every test passes it: on a
distributed table each reference has its village as a constant, a transaction stays within one village,
nothing draws from a sequence. What runs over all villages on purpose (migrations, lists for people) runs
inside ``across_villages``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg

from sync.county.store.models import DISTRIBUTED
from sync.county.store.models.base import table_name_of

TABLES = frozenset(table_name_of(model) for model in DISTRIBUTED)
_across = ContextVar("across", default=False)
_village_of: dict[int, tuple[int, object]] = {}
"""Backend → its transaction and the village that transaction is about."""

_REFERENCE = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO|TABLE)\s+(\w+)", re.IGNORECASE)
_CONSTANT = re.compile(r"(?<![.\w])(?:\w+\.)?village_id\s*=\s*%\(village_id\)s", re.IGNORECASE)
_INSERTED = re.compile(r"INSERT\s+INTO\s+\w+\s*\(\s*village_id\b", re.IGNORECASE)


class CrossVillage(AssertionError):
    """A statement that would have to visit more than one machine."""


@contextmanager
def across_villages() -> Iterator[None]:
    """Statements inside may see all villages."""
    token = _across.set(True)
    try:
        yield
    finally:
        _across.reset(token)


def check(statement: str, parameters: Any) -> object:
    """The village that a statement is about, None when it is about none.

    Raises:
        CrossVillage: It isn't about one village alone.
    """
    if re.search(r"\bnextval\b|\bserial\b", statement, re.IGNORECASE):
        raise CrossVillage(f"draws from a sequence: {statement}")
    named = [name.lower() for name in _REFERENCE.findall(statement)]
    distributed = [name for name in named if name in TABLES]
    if not distributed:
        return None
    constants = len(_CONSTANT.findall(statement))
    inserts = len(_INSERTED.findall(statement))
    if inserts and "%(village_id)s" not in statement:
        raise CrossVillage(f"inserts without its village: {statement}")
    if constants + inserts < len(distributed):
        raise CrossVillage(f"{len(distributed)} tables and {constants + inserts} villages: {statement}")
    village = parameters.get("village_id") if isinstance(parameters, dict) else None
    if village is None:
        raise CrossVillage(f"no village given: {statement}")
    return village


class LintingCursor(psycopg.Cursor[Any]):
    """Checks each statement before it runs."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        if isinstance(query, str) and not _across.get():
            self._stay_with(check(query, params))
        return super().execute(query, params, **options)

    def copy(self, statement: Any, params: Any = None, **options: Any) -> Any:
        if isinstance(statement, str) and not _across.get() and "(village_id," not in statement:
            raise CrossVillage(f"copies without its village: {statement}")
        return super().copy(statement, params, **options)

    def _stay_with(self, village: object) -> None:
        """Within a transaction the first village is the only one."""
        connection = self.connection
        if village is None:
            return
        if connection.info.transaction_status != psycopg.pq.TransactionStatus.INTRANS:
            return
        backend = connection.info.backend_pid
        plain = psycopg.Cursor(connection)
        transaction = plain.execute("SELECT pg_current_xact_id()::text").fetchone()[0]
        known = _village_of.get(backend)
        if known and known[0] == transaction and known[1] != village:
            raise CrossVillage(f"one transaction for the villages {known[1]} and {village}")
        _village_of[backend] = (transaction, village)
