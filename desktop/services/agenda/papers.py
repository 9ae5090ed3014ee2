"""Days on which a person's cards and papers run out (证件到期), typed once and reminded of by a rule."""

from datetime import date

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office


def add_paper(office: Office, person_id: str, kind: str, expires_on: date, note: str = "") -> str:
    """Write down when a paper runs out; an older one of the same kind is closed by it.

    Raises:
        ProblemError: INB-021 the kind is not known, SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    if kind not in {entry.code for entry in code_table("expiring_paper_kind").entries}:
        raise ProblemError(Problem("INB-021", place=Place(field="kind")))
    label = code_table("expiring_paper_kind").label(kind)
    with office.change("edit", f"登记证件到期：{label}") as work:
        for (old,) in work.connection.execute(
            "SELECT id FROM expiring_paper WHERE person_id = ? AND kind = ? AND closed_on IS NULL",
            (person_id, kind),
        ).fetchall():
            work.update("expiring_paper", old, {"closed_on": office.today().isoformat()})
        return work.insert(
            "expiring_paper",
            {
                "person_id": person_id,
                "kind": kind,
                "expires_on": expires_on.isoformat(),
                "note": note.strip() or None,
            },
        )
