"""What becomes of the sample's inspections: households told, mended and praised; consents for credit.

Through the services of the screens, like all of the sample (`desktop.services.sample_office`).
"""

from collections.abc import Mapping
from datetime import date, timedelta

from desktop.domain.accounts import Role
from desktop.domain.household_board import RED, BoardState
from desktop.domain.rules import get_rule
from desktop.services.boards import (
    credit_consents,
    credit_panels,
    entries,
    inspections,
    proposals,
)
from desktop.services.boards.credit_consents import NewConsent
from desktop.services.boards.credit_panels import NewPanel
from desktop.services.boards.households import list_adults
from desktop.services.office import Office, User
from desktop.services.sample_clock import office_on

BANK = "示范农商银行"
_PRAISED, _TO_MEND, _CONSENTS = 6, 5, 14


def enter_boards(office: Office, users: Mapping[str, User]) -> None:
    """Entries of the red and black board on every step of their way, and a list for a bank.

    Args:
        office: The office at work, with rounds of inspection on record.
        users: Users by login; the secretary among them approves.
    """
    for summary in inspections.list_rounds(office):
        if summary.row.closed_on:
            _enter_entries(office, users, summary.row.id, date.fromisoformat(summary.row.walked_on))
    _enter_credit(office)


def _enter_entries(office: Office, users: Mapping[str, User], round_id: str, walked_on: date) -> None:
    found = proposals.propose(office, round_id)
    chosen = [one.entry for one in found if one.entry.colour == RED][:_PRAISED]
    chosen += [one.entry for one in found if one.entry.colour != RED][-_TO_MEND:]
    if not chosen:
        return
    ids = entries.add_entries(office_on(office, walked_on, 16), chosen)
    told_on = walked_on + timedelta(days=2)
    told = [entry_id for entry_id in ids if _tell(office_on(office, told_on, 10), entry_id)]
    for entry_id in told[::2]:
        mended_on = told_on + timedelta(days=4)
        entries.mend(office_on(office, mended_on, 10), entry_id, mended_on.isoformat(), "已清理，复看合格")
    secretary = next((user for user in users.values() if user.role is Role.SECRETARY), None)
    if secretary is None:
        return
    clerk = office_on(office, told_on + timedelta(days=9), 10)
    wanted = (BoardState.PROPOSED, BoardState.UNMENDED)
    ready = [each for each in ids if entries.get_entry(clerk, each).state in wanted]
    entries.approve(clerk.as_user(secretary, clerk.vault), ready[:-1])  # the last one waits on the screen


def _tell(office: Office, entry_id: str) -> bool:
    """Tell the household, unless it is one to help, which is left for the clerk; whether it was told."""
    if entries.get_entry(office, entry_id).state is not BoardState.FOUND:
        return False
    entries.tell(office, entry_id, office.today().isoformat(), office.user.display_name, "visit")
    return True


def _enter_credit(office: Office) -> None:
    """Some households consent, a panel lists them by the reference table."""
    today = office.today()
    signed_on = today - timedelta(days=20)
    then = office_on(office, signed_on, 15)
    asked = credit_consents.households_without(office, BANK)
    for household in asked[:: max(1, len(asked) // _CONSENTS)][:_CONSENTS]:
        adults = list_adults(office, household.id)
        if not adults:
            continue
        day = signed_on.isoformat()
        until = credit_consents.suggest_term(then, day)
        credit_consents.add_consent(then, NewConsent(household.id, adults[0][0], BANK, day, until))
    panel = next((one.row.inspector_ids for one in inspections.list_rounds(office)), ())
    least = get_rule("credit.panel.least", today, office.vault.village.division_code).value
    if len(panel) >= least and credit_consents.list_consents(office):
        held_on = (today - timedelta(days=5)).isoformat()
        credit_panels.hold_panel(office, NewPanel(BANK, held_on, panel, today.year))
