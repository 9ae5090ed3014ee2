"""What the party's organisation asks for today, for the start page (今日)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.party_branch import TermState
from desktop.domain.party_dues import ArrearsState
from desktop.domain.party_float import ContactState
from desktop.services.office import Office
from desktop.services.party.branches import read_branches
from desktop.services.party.development import candidates_of, urgent_steps
from desktop.services.party.dues import arrears_of
from desktop.services.party.floating import floats_of
from desktop.services.party.membership import members_on
from desktop.services.party.transfers import LetterState, open_letters
from desktop.services.property.rules import Surroundings


class ReminderKind(StrEnum):
    """What a reminder is about; the page of the screen that helps."""

    CONTACT = "floating"
    STEP = "development"
    DUES = "dues"
    LETTER = "transfers"
    TERM = "branches"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be done.

    Attributes:
        kind: What it is about.
        record_id: Whom or what it is about: a member, a letter, a branch.
        name: What that is called.
        words: What is to be done, in Chinese.
        due: Until when; None where no day is fixed.
        is_late: Whether that day has passed.
    """

    kind: ReminderKind
    record_id: str
    name: str
    words: str
    due: date | None
    is_late: bool


_CONTACT_WORDS = {
    ContactState.SOON: "该联系了",
    ContactState.OVERDUE: "到期没有联系",
    ContactState.LOST: "失去联系，要查找",
}
_DUES_WORDS = {
    ArrearsState.WARN: "欠交党费 {months} 个月，请提醒",
    ArrearsState.URGE: "欠交党费 {months} 个月，请当面催交",
    ArrearsState.LIMIT: "连续 {months} 个月没有交党费，要问明原因",
}


def list_reminders(office: Office) -> tuple[Reminder, ...]:
    """What is due soon or late, the late ones first, then by day.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PARTY)
    with office.store.reading() as connection:
        around = Surroundings(connection, office.today(), office.vault.village.division_code)
        found = [*_contacts(around), *_steps(around), *_dues(around), *_letters(around)]
    found += _terms(office)
    return tuple(sorted(found, key=lambda each: (not each.is_late, each.due or date.max, each.name)))


def _contacts(around: Surroundings) -> list[Reminder]:
    return [
        Reminder(
            ReminderKind.CONTACT,
            line.member_id,
            line.name,
            _CONTACT_WORDS[line.contact.state],
            line.contact.due,
            line.contact.state is not ContactState.SOON,
        )
        for line in floats_of(around)
        if line.contact is not None and line.contact.state in _CONTACT_WORDS
    ]


def _steps(around: Surroundings) -> list[Reminder]:
    labels = code_table("party_development_step")
    return [
        Reminder(
            ReminderKind.STEP,
            candidate.member_id,
            candidate.name,
            labels.label(step.step.value),
            step.due,
            step.state.value == "late",
        )
        for candidate, step in urgent_steps(candidates_of(around))
    ]


def _dues(around: Surroundings) -> list[Reminder]:
    members = {member.id: member for member in members_on(around.connection, around.today)}
    return [
        Reminder(
            ReminderKind.DUES,
            member_id,
            members[member_id].name,
            _DUES_WORDS[owed.state].format(months=owed.run),
            None,
            owed.state is not ArrearsState.WARN,
        )
        for member_id, owed in arrears_of(around, members.values()).items()
        if owed.state in _DUES_WORDS
    ]


def _letters(around: Surroundings) -> list[Reminder]:
    return [
        Reminder(
            ReminderKind.LETTER,
            letter.id,
            letter.name,
            f"介绍信第 {letter.number} 号的回执还没有回来",
            letter.last,
            letter.state is LetterState.OVERDUE,
        )
        for letter in open_letters(around)
    ]


def _terms(office: Office) -> list[Reminder]:
    found = []
    for view in read_branches(office):
        term = view.terms[0].term if view.terms else None
        if term is not None and term.state is not TermState.RUNS:
            is_over = term.state is TermState.OVER
            words = "已经届满，要换届" if is_over else "快届满，准备换届"
            found.append(
                Reminder(ReminderKind.TERM, view.branch.id, view.branch.name, words, term.ends, is_over)
            )
    return found
