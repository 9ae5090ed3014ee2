"""What is typed once for a column that the register has no field for, kept for every later table."""

from hashlib import sha256

from desktop.domain.accounts import Right
from desktop.domain.ids import RecordId
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.report_table import Subject
from desktop.services.office import Office

LONGEST = 200


def value_id_of(subject_id: str, key: str) -> RecordId:
    """Id of a typed value: two PCs that type about the same thing write the same record."""
    return RecordId(sha256(f"report_value|{subject_id}|{key}".encode()).hexdigest()[:32])


def set_value(office: Office, subject: Subject, subject_id: str, key: str, value: str) -> None:
    """Keep what was typed about a person or household under a plain heading; empty takes it back.

    Raises:
        ProblemError: TSK-028 it is too long, REG-001 there is no such person or household; SYS-403.
    """
    office.require(Right.EXPORT)
    text = value.strip()
    if len(text) > LONGEST:
        raise ProblemError(Problem("TSK-028", {"length": str(LONGEST)}, Place(field="value")))
    record_id = value_id_of(subject_id, key)
    with office.change("edit", f"补填报表内容：{key}") as work:
        found = work.connection.execute(
            f"SELECT 1 FROM {subject.table} WHERE id = ?",  # noqa: S608 - own name
            (subject_id,),
        ).fetchone()
        if found is None:
            raise ProblemError(Problem("REG-001"))
        if not work.update("report_value", record_id, {"value": text or None}) and text:
            work.insert(
                "report_value",
                {"subject_table": subject.table, "subject_id": subject_id, "key": key, "value": text},
                record_id,
            )
