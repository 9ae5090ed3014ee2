"""What somebody brings forward against an entry of points, and the answer (积分申诉)."""

from dataclasses import dataclass
from datetime import date

from db.queries import points as queries
from db.queries.points import AppealRow, OwnerRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.points_scheme import Subject
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.domain.work_day import after_days
from desktop.services.office import Office
from desktop.services.points.ledger import EntryState, NewEntry, book_in, reverse_in
from desktop.services.points.standings import EntryLine, entry_lines

UPHELD, DISMISSED, WITHDRAWN = "upheld", "dismissed", "withdrawn"
"""Codes of appeal_outcome."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal with the entry it is about and whom that counts for."""

    row: AppealRow
    owner: OwnerRow
    entry: EntryLine

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return not self.row.outcome

    @property
    def outcome_label(self) -> str:
        """How it was decided, in words; empty while it was not."""
        return code_table("appeal_outcome").label(self.row.outcome) if self.row.outcome else ""

    def is_overdue(self, today: date) -> bool:
        """Whether the answer is late."""
        return self.is_open and self.row.due_on < today.isoformat()


def list_appeals(office: Office, subject: Subject | None = None) -> tuple[Appeal, ...]:
    """Appeals of one ledger or of both, open ones first, by the day their answer is due.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    with office.store.reading() as connection:
        rows = queries.list_appeals(connection)
        entries = [entry for row in rows if (entry := queries.find_entry(connection, row.entry_id))]
        lines = {line.row.id: line for line in entry_lines(office, connection, entries)}
        owners: dict[str, OwnerRow] = {}
        for each in Subject:
            ids = tuple({line.row.owner_id for line in lines.values() if line.row.subject == each.value})
            owners |= queries.find_owners(connection, each.value, ids)
    found = [
        Appeal(row, owners[line.row.owner_id], line)
        for row in rows
        if (line := lines.get(row.entry_id)) is not None and line.row.owner_id in owners
        if subject is None or line.row.subject == subject.value
    ]
    return tuple(sorted(found, key=lambda each: (not each.is_open, each.row.due_on)))


def add_appeal(office: Office, entry_id: str, text: str, received_on: str, appellant_id: str = "") -> str:
    """Take an appeal against an entry, also against a refused one; the answer is due some days later.

    Returns:
        The id of the appeal.

    Raises:
        ProblemError: PTS-001 there is no such entry; PTS-040 it says nothing; PTS-041 the day is none or to
            come; PTS-045 one against the entry is open; SYS-403.
    """
    office.require(Right.EDIT_POINTS)
    problems = []
    if not text.strip():
        problems.append(Problem("PTS-040", place=Place(field="text")))
    try:
        received = date.fromisoformat(received_on)
    except ValueError:
        received = date.max
    if received > office.today():
        problems.append(Problem("PTS-041", {"value": received_on[:20]}, Place(field="received_on")))
    if problems:
        raise ProblemError(problems)
    days = get_rule("points.appeal.days", received, office.vault.village.division_code).value
    with office.change("points", "登记积分申诉 1 件") as work:
        if queries.find_entry(work.connection, entry_id) is None:
            raise ProblemError(Problem("PTS-001"))
        if any(row.entry_id == entry_id and not row.outcome for row in queries.list_appeals(work.connection)):
            raise ProblemError(Problem("PTS-045"))
        return work.insert(
            "points_appeal",
            {
                "entry_id": entry_id,
                "appellant_id": appellant_id or None,
                "text": text.strip(),
                "received_on": received_on,
                "due_on": after_days(received, days).last.isoformat(),
            },
        )


def answer_appeal(
    office: Office, appeal_id: str, outcome: str, answer: str, corrected_x100: int | None = None
) -> None:
    """Answer an appeal. An upheld one takes the entry back and books it anew as it should be.

    A confirmed entry is taken back; for a refused one nothing stands to take back. ``corrected_x100`` is what
    the item should have given: None books nothing instead.

    Raises:
        ProblemError: PTS-042 there is no open one; PTS-043 no answer; PTS-044 no outcome; PTS-046 an upheld
            one against a refused entry says no points; what `reverse_in` and `book_in` find; SYS-403: it
            takes the right to confirm.
    """
    office.require(Right.CONFIRM_POINTS)
    problems = []
    if outcome not in code_table("appeal_outcome"):
        problems.append(Problem("PTS-044", place=Place(field="outcome")))
    if not answer.strip():
        problems.append(Problem("PTS-043", place=Place(field="answer")))
    if problems:
        raise ProblemError(problems)
    with office.change("points", "答复积分申诉 1 件") as work:
        row = next((each for each in queries.list_appeals(work.connection) if each.id == appeal_id), None)
        entry = queries.find_entry(work.connection, row.entry_id) if row else None
        if row is None or row.outcome or entry is None:
            raise ProblemError(Problem("PTS-042"))
        if outcome == UPHELD:
            if entry.state == EntryState.CONFIRMED:
                reverse_in(office, work, entry.id, f"申诉成立（{row.received_on}）")
            elif corrected_x100 is None:
                raise ProblemError(Problem("PTS-046", place=Place(field="corrected")))
            if corrected_x100 is not None:
                corrected = NewEntry(
                    Subject(entry.subject),
                    entry.owner_id,
                    entry.item,
                    entry.occurred_on,
                    corrected_x100,
                    entry.origin,
                    entry.evidence,
                    f"申诉后更正（{row.received_on}）",
                )
                book_in(office, work, [corrected], state=EntryState.CONFIRMED)
        work.update(
            "points_appeal",
            appeal_id,
            {
                "answer": answer.strip(),
                "answered_on": office.today().isoformat(),
                "answered_by": office.user.id,
                "outcome": outcome,
            },
        )
