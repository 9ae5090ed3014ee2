"""Everything on record about one member, for the card (党员卡片)."""

from dataclasses import dataclass

from db.connection import Connection
from db.queries import party as party_queries
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.money import show_money
from desktop.domain.party_dues import MonthlyDues, monthly_dues
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office
from desktop.services.party.conduct import DISCIPLINE, HONOUR
from desktop.services.party.dues import FEE
from desktop.services.party.floating import CONTACT, FLOAT
from desktop.services.party.members import MEMBER, POST, MemberLine, list_members
from desktop.services.party.transfers import TRANSFER
from desktop.services.property.records import LedgerRecord, get_record
from desktop.services.property.rules import text, whole

APPRAISAL = "party_appraisal"


@dataclass(frozen=True, slots=True)
class CardRow:
    """A line of a card: the record it stands for, its day, what it says, a further word."""

    ledger: str
    id: str
    day: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MemberCard:
    """Everything about one member.

    Attributes:
        line: As in the list.
        record: The same as a record of its ledger, for its form.
        posts: Posts held, now and before.
        floats: Times away.
        contacts: Contacts with the branch while away.
        honours: Awards.
        disciplines: Measures of discipline; empty without the right to change the party's record.
        appraisals: Grades by year.
        fees: Payments.
        transfers: Letters.
        dues: What a month costs; None where it is unknown.
        fee_cents: What the branch agreed on for a month; None where the rules decide.
    """

    line: MemberLine
    record: LedgerRecord
    posts: tuple[CardRow, ...]
    floats: tuple[CardRow, ...]
    contacts: tuple[CardRow, ...]
    honours: tuple[CardRow, ...]
    disciplines: tuple[CardRow, ...]
    appraisals: tuple[CardRow, ...]
    fees: tuple[CardRow, ...]
    transfers: tuple[CardRow, ...]
    dues: MonthlyDues | None
    fee_cents: int | None


def read_card(office: Office, member_id: str) -> MemberCard:
    """One member with everything on record.

    Raises:
        ProblemError: FIN-051 there is no such record, SYS-403.
    """
    office.require(Right.READ_PARTY)
    line = next((each for each in list_members(office) if each.id == member_id), None)
    if line is None:
        raise ProblemError(Problem("FIN-051", {"label": "党员"}))
    record = get_record(office, MEMBER, member_id)
    with office.store.reading() as connection:
        row = party_queries.list_members(connection, member_id=member_id)[0]
        parts = _Parts(connection, member_id)
        return MemberCard(
            line,
            record,
            parts.posts(),
            parts.floats(),
            parts.contacts(),
            parts.honours(),
            parts.disciplines() if office.may(Right.EDIT_PARTY) else (),
            parts.appraisals(),
            parts.fees(),
            parts.transfers(),
            monthly_dues(
                row.fee_basis, row.fee_income_cents, office.today(), office.vault.village.division_code
            ),
            row.fee_cents,
        )


@dataclass(frozen=True, slots=True)
class _Parts:
    """Reads what belongs to one member, the latest first."""

    connection: Connection
    member_id: str

    def _rows(self, ledger: str) -> tuple[Row, ...]:
        return queries.list_where(self.connection, ledger, "member_id", self.member_id)

    def posts(self) -> tuple[CardRow, ...]:
        return tuple(
            CardRow(
                POST, text(row, "id"), _span(row, "from_date", "to_date"), _label("party_post", row, "post")
            )
            for row in self._rows(POST)
        )

    def floats(self) -> tuple[CardRow, ...]:
        return tuple(
            CardRow(
                FLOAT,
                text(row, "id"),
                _span(row, "left_on", "back_on"),
                " ".join((_label("party_float_kind", row, "kind"), text(row, "place"))).strip(),
                text(row, "employer"),
            )
            for row in self._rows(FLOAT)
        )

    def contacts(self) -> tuple[CardRow, ...]:
        return tuple(
            CardRow(
                CONTACT,
                text(row, "id"),
                text(row, "contacted_on"),
                _label("party_contact_way", row, "way") + ("" if row["reached"] else "　没有联系上"),
                text(row, "text"),
            )
            for row in self._rows(CONTACT)
        )

    def honours(self) -> tuple[CardRow, ...]:
        return tuple(
            CardRow(HONOUR, text(row, "id"), text(row, "given_on"), text(row, "title"), text(row, "given_by"))
            for row in self._rows(HONOUR)
        )

    def disciplines(self) -> tuple[CardRow, ...]:
        return tuple(
            CardRow(
                DISCIPLINE,
                text(row, "id"),
                text(row, "decided_on"),
                _label("party_discipline_kind", row, "kind"),
                _label("party_scope", row, "scope"),
            )
            for row in self._rows(DISCIPLINE)
        )

    def appraisals(self) -> tuple[CardRow, ...]:
        rows = party_queries.list_rows(self.connection, APPRAISAL, "year DESC", member_id=self.member_id)
        return tuple(
            CardRow(
                APPRAISAL,
                text(row, "id"),
                str(whole(row, "year")),
                _label("party_appraisal_grade", row, "grade"),
                text(row, "text"),
            )
            for row in rows
        )

    def fees(self) -> tuple[CardRow, ...]:
        return tuple(
            CardRow(
                FEE,
                text(row, "id"),
                text(row, "paid_on"),
                f"{_months(row)}　{show_money(whole(row, 'amount_cents') or 0)} 元",
                text(row, "note"),
            )
            for row in self._rows(FEE)
        )

    def transfers(self) -> tuple[CardRow, ...]:
        return tuple(
            CardRow(
                TRANSFER,
                text(row, "id"),
                text(row, "issued_on"),
                f"{_label('party_transfer_direction', row, 'direction')}　第 {text(row, 'number')} 号",
                text(row, "to_organisation" if row["direction"] == "out" else "from_organisation"),
            )
            for row in self._rows(TRANSFER)
        )


def _label(table: str, row: Row, name: str) -> str:
    return code_table(table).label(text(row, name)) if text(row, name) else ""


def _span(row: Row, first: str, last: str) -> str:
    begun, ended = text(row, first), text(row, last)
    return f"{begun} 至 {ended}" if ended else f"{begun} 起" if begun else ""


def _months(row: Row) -> str:
    first, last = text(row, "first_month"), text(row, "last_month")
    return first if first == last else f"{first} 至 {last}"
