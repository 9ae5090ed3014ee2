"""What the services hand over to be printed: plain values, unmasked.

Amounts are integer cents, days are ``date``; masking happens on the way to the sheet, by the
template. Texts are empty when unknown, never None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.domain.period import Period
from desktop.domain.village import Village


@dataclass(frozen=True, slots=True)
class Bodies:
    """Full names of the bodies that issue notices; empty ones follow from the village's name."""

    committee: str = ""  # 村民委员会
    collective: str = ""  # 村股份经济合作社
    branch: str = ""  # 村党支部
    supervision: str = ""  # 村务监督委员会


@dataclass(frozen=True, slots=True)
class Publication:
    """Where, when and how long a notice hangs, and who hears objections.

    Attributes:
        issued_on: Date under the issuer's name; None while undecided.
        place: Board or boards.
        posted_on: First day on the board; None takes ``issued_on``.
        take_down_on: Day the sheet comes down; None leaves it out.
        objections: Days objections are heard; None leaves them out.
        office_phone: Telephone of the village office.
        supervision_phone: Telephone of the supervision committee.
        town_phone: Telephone of the town.
    """

    issued_on: date | None = None
    place: str = ""
    posted_on: date | None = None
    take_down_on: date | None = None
    objections: Period | None = None
    office_phone: str = ""
    supervision_phone: str = ""
    town_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeData:
    """What every public notice needs.

    Attributes:
        village: Whose notice it is.
        period: What it speaks of; None is refused.
        number: Number given by the archive; empty on drafts.
        bodies: Issuers' names.
        publication: Where and when it hangs.
        values: Further values a template asks for by name.
        origins: Name of a value → the records it was made from, see `ORIGIN`.
    """

    village: Village
    period: Period | None
    number: str = ""
    bodies: Bodies = Bodies()
    publication: Publication = Publication()
    values: Mapping[str, str] | None = None
    origins: Mapping[str, str] | None = None


SheetValue = str | int | date | None
"""A value of a sheet's row: text, whole number (money in cents), day, or unknown."""

ORIGIN = "origin"
"""Key of a row under which stand the records it was made from: ``table/id``, several with blanks between.

No column prints it; a figure on the sheet is explained by it.
"""


def origin_of(value: str) -> str:
    """Key of a row under which stand the records behind one of its values, where not all are behind it."""
    return f"{ORIGIN}:{value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(NoticeData):
    """A notice whose tables are rows of named values; its template says how each is written.

    Attributes:
        tables: Name of a table → its rows in the order printed; see also `ORIGIN`.
    """

    tables: Mapping[str, tuple[Mapping[str, SheetValue], ...]]


class PayeeKind(Enum):
    """Why a person is paid; decides how the name is printed."""

    NONE = "none"  # no person: firms and offices are named in the summary
    OFFICIAL = "official"  # 村干部: full name
    CONTRACTOR = "contractor"  # full name
    AID = "aid"  # relief: group, surname and 某


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """One entry of the village's books.

    Attributes:
        on: Day of the voucher.
        voucher: Voucher number.
        account: Account (科目).
        summary: What it was.
        amount_cents: Income or expenditure, by the list it stands in; corrections are negative.
        handler: 经手人.
        approver: 审批人.
        remark: 备注.
        payee: Person paid; printed after the summary.
        payee_kind: Why.
        payee_group: Villagers' group of the payee.
        origin: Its record, see `ORIGIN`.
    """

    on: date
    voucher: str
    account: str
    summary: str
    amount_cents: int
    handler: str = ""
    approver: str = ""
    remark: str = ""
    payee: str = ""
    payee_kind: PayeeKind = PayeeKind.NONE
    payee_group: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts(NoticeData):
    """Income and expenditure of a period, entry by entry.

    Attributes:
        opening_cents: Balance at the start.
        closing_cents: Balance at the end, as the books have it.
        previous_closing_cents: Closing balance of the notice before; None for the first.
        income: In the order of the books.
        expenditure: In the order of the books.
        voucher_hours: Where and when the vouchers can be seen, in words.
        opening_origin: Records behind the opening balance, see `ORIGIN`.
        balance_note: Why declared balances differ from the entries; empty where they agree.
    """

    opening_cents: int
    closing_cents: int
    previous_closing_cents: int | None = None
    income: tuple[AccountEntry, ...] = ()
    expenditure: tuple[AccountEntry, ...] = ()
    voucher_hours: str = ""
    opening_origin: str = ""
    balance_note: str = ""


class AllowanceState(Enum):
    """Why a household stands on an allowance list."""

    NEW = "新增"
    CONTINUED = "续保"
    CHANGED = "调整"
    STOPPED = "停发"


@dataclass(frozen=True, slots=True)
class AllowanceHousehold:
    """One household with the minimum living allowance (低保).

    People and amount of a stopped one are neither printed nor counted. ``hamlet`` is printed only
    where two heads of the same group have the same name.
    """

    head: str
    group: str
    people: int
    state: AllowanceState
    monthly_cents: int
    since: date
    hamlet: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceList(NoticeData):
    """Households with the minimum living allowance.

    Attributes:
        households: In the order printed.
        basis: Rule the list rests on, in words.
        civil_affairs_phone: Telephone of the county's civil affairs office.
    """

    households: tuple[AllowanceHousehold, ...]
    basis: str = "《最低生活保障审核确认办法》"
    civil_affairs_phone: str = ""


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """One meeting held; ``leave`` counts those excused."""

    on: date
    kind: str
    topic: str
    chair: str
    due: int
    present: int
    leave: int
    decision: str = ""
    remark: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class DutyCount:
    """A kind of meeting, how often it was due and was held.

    ``due`` is 0 when the branch does not owe it: the sheet then says that it does not apply.
    """

    kind: str
    rule: str
    due: int
    done: int
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLife(NoticeData):
    """Three meetings and one lecture (三会一课) and theme days of a period."""

    meetings: tuple[MeetingEntry, ...]
    duties: tuple[DutyCount, ...]


@dataclass(frozen=True, slots=True)
class CardMember:
    """A member on the household card; codes are already words."""

    name: str
    relation: str
    sex: str = ""
    birth: str = ""
    citizen_id: str = ""
    ethnicity: str = ""
    education: str = ""
    political_status: str = ""
    mobile: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class CardSection:
    """Further facts of the household, such as dwelling or land: labels and values."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdCard:
    """A household for the office's own ledger.

    Attributes:
        village: Whose register it is.
        printed_on: Day of the print.
        as_of: Day whose state is shown.
        household_no: Display number of the household.
        head: Name of the head.
        category: Kind of household in words.
        group: Villagers' group.
        address: House number address.
        phone: Telephone of the household.
        members: Head first.
        sections: Dwelling, land, insurance and so on.
    """

    village: Village
    printed_on: date
    as_of: date
    household_no: str
    head: str
    category: str = ""
    group: str = ""
    address: str = ""
    phone: str = ""
    members: tuple[CardMember, ...]
    sections: tuple[CardSection, ...] = ()
