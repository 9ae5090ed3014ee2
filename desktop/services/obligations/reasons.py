"""Why a duty of a period was not done, as the village tells the township (未履职说明)."""

from db.queries import obligations as queries
from desktop.domain.accounts import Right
from desktop.domain.duty_name import duty_label
from desktop.domain.period import Period
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office

LONGEST = 300


def give_reason(
    office: Office, duty: str, subject_id: str, period: Period, reason: str, label: str = ""
) -> None:
    """Write down why a duty was missed; said again for the same duty it takes the place of what was said.

    Args:
        office: The office at work.
        duty: As `desktop.domain.duty_name` writes it.
        subject_id: Branch or group; empty for the village.
        period: What the duty counted for.
        reason: In words; empty takes the reason back.
        label: What the duty is called in the history; the name of its code when empty.

    Raises:
        ProblemError: DTY-010 it is too long, SYS-403.
    """
    office.require(Right.ANSWER_DUTIES)
    text = " ".join(reason.split())
    if len(text) > LONGEST:
        raise ProblemError(Problem("DTY-010", {"length": str(LONGEST)}, Place(field="reason")))
    told = period.words()
    with office.store.reading() as connection:
        known = [
            row.id
            for row in queries.list_reasons(connection)
            if (row.duty, row.subject_id, row.period) == (duty, subject_id, told)
        ]
    values = {
        "duty": duty,
        "subject_id": subject_id or None,
        "period": told,
        "reason": text,
        "given_on": office.today().isoformat(),
        "given_by": office.user.display_name,
    }
    if not text and not known:
        return
    with office.change("edit", f"说明未履职：{label or duty_label(duty)}") as work:
        if not text:
            for record_id in known:
                work.delete("duty_reason", record_id)
        elif known:
            # two PCs may have said something at once: the newest one stands, the others go
            work.update("duty_reason", known[-1], values)
            for record_id in known[:-1]:
                work.delete("duty_reason", record_id)
        else:
            work.insert("duty_reason", values)
