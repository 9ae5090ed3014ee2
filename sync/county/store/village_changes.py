"""What may change about a village: its name and its division code; its number never does."""

from desktop.domain.division import find_code_problem
from desktop.domain.problem import Problem, ProblemError
from sync.county.store import audit
from sync.county.store.database import Database, query
from sync.county.store.villages import find_name_problem, lock_village


def rename_village(database: Database, village_id: int, name: str, now_ms: int, *, operator: str) -> None:
    """Give a village another name.

    Raises:
        ProblemError: CTY-082, the name can't be one.
    """
    problem = find_name_problem(name)
    if problem:
        raise ProblemError(problem)
    with database.atomic():
        lock_village(database, village_id)
        query(
            database,
            "UPDATE village SET name = %(name)s WHERE village_id = %(village_id)s",
            {"village_id": village_id, "name": name},
        )
        details = {"name": name, "operator": operator}
        audit.append(database, village_id, "village_renamed", now_ms, details=details)


def change_division_code(
    database: Database, village_id: int, division_code: str, now_ms: int, *, operator: str
) -> None:
    """Give a village another division code; the ones it had go on meaning it.

    Raises:
        ProblemError: The code can't be a village's (VLG-001 …), or is another village's (CTY-001).
    """
    problem = find_code_problem(division_code)
    if problem:
        raise ProblemError(problem)
    with database.atomic():
        lock_village(database, village_id)
        query(
            database,
            "INSERT INTO division_alias (division_code, village_id) VALUES (%(code)s, %(village_id)s) "
            "ON CONFLICT DO NOTHING",
            {"code": division_code, "village_id": village_id},
        )
        if division_code not in list_division_codes(database, village_id):
            raise ProblemError(Problem("CTY-001", {"code": division_code}))
        query(
            database,
            "UPDATE village SET division_code = %(code)s WHERE village_id = %(village_id)s",
            {"village_id": village_id, "code": division_code},
        )
        details = {"code": division_code, "operator": operator}
        audit.append(database, village_id, "division_code_changed", now_ms, details=details)


def list_division_codes(database: Database, village_id: int) -> tuple[str, ...]:
    """Every code that means the village, now or formerly."""
    rows = query(
        database,
        "SELECT division_code FROM division_alias WHERE village_id = %(village_id)s ORDER BY division_code",
        {"village_id": village_id},
    )
    return tuple(row[0] for row in rows)
