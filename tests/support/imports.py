"""Takes small ledgers through the whole import, as the wizard does, and looks at the register."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from db.changelog.replay import NUMBER_OF_TABLE
from desktop.services.office import Office
from desktop.services.register_import.rows import PlannedRow, RowClass
from desktop.services.register_import.session import (
    ImportPlan,
    ImportReport,
    OpenImport,
    commit_import,
    open_import,
    plan_import,
)
from tests.support.ledger import save
from tests.support.village_copies import copy_office

DAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HEADINGS = ("户编号", "姓名", "与户主关系", "公民身份号码", "出生日期", "村民小组", "手机号码", "门牌地址")


@dataclass
class Clock:
    """A clock that goes on only when told."""

    now: datetime = DAY

    def __call__(self) -> datetime:
        return self.now

    def forward(self, days: int) -> None:
        self.now += timedelta(days=days)


@dataclass
class ImportDesk:
    """A clerk at an office who imports ledgers."""

    folder: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.office: Office = replace(copy_office(self.folder / "office"), clock=self.clock)

    def file(
        self,
        *rows: Sequence[Any],
        headings: Sequence[str] = HEADINGS,
        name: str = "花名册",
        title: str = "名册",
    ) -> Path:
        return save(self.folder / f"{name}.xlsx", [headings, *rows], title=title)

    def plan(self, path: Path) -> tuple[OpenImport, ImportPlan]:
        opened = open_import(self.office, path)
        return opened, plan_import(self.office, opened)

    def take(self, path: Path) -> ImportReport:
        opened, plan = self.plan(path)
        return commit_import(self.office, opened, plan)

    def take_rows(self, *rows: Sequence[Any], **options: Any) -> ImportReport:
        return self.take(self.file(*rows, **options))

    def plan_rows(self, *rows: Sequence[Any], **options: Any) -> list[PlannedRow]:
        return self.plan(self.file(*rows, **options))[1].rows

    def one(self, sql: str, *values: object) -> Any:
        with self.office.store.reading() as connection:
            row = connection.execute(sql, values).fetchone()
        return None if row is None else row[0] if len(row) == 1 else row

    def person(self, name: str) -> str:
        return str(self.one("SELECT id FROM person WHERE name = ?", name))


def classes(rows: Sequence[PlannedRow]) -> list[RowClass]:
    return [row.row_class for row in rows]


def register(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is history, to the last column; local revision numbers aside."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with office.store.reading() as connection:
        for table in NUMBER_OF_TABLE:
            cursor = connection.execute(f"SELECT * FROM {table} ORDER BY id")
            kept = [at for at, column in enumerate(cursor.description) if column[0] != "rev"]
            found[table] = [tuple(row[at] for at in kept) for row in cursor]
    return found
