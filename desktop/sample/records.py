"""Values of the sample office; codes are those of ``resources/codes``, dates ISO text of known precision."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.register_filter import ListLayout


@dataclass(frozen=True, slots=True)
class SampleGroup:
    """A 村民小组 with the hamlet it lies in and its grid; ``number`` is counted from 1."""

    number: int
    name: str
    hamlet: str
    grid: str


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """One person as the office ought to know them.

    ``key`` ("P0001") names the person inside the sample; ``father``, ``mother`` and ``spouse``
    hold such keys, "" when that person is not in the register. Empty text means unknown, with
    one exception: ``citizen_id`` is empty when the person has no number (a new baby).
    ``old_id`` is the 15-digit form for those whom the old ledger still lists under it. ``listing``
    is "" for the living, "dead" or "moved" for those an old workbook still carries.
    """

    key: str
    household: str
    relation_to_head: str
    name: str
    sex: str
    birth_date: str
    citizen_id: str
    old_id: str = ""
    typed_name: str = ""  # how an old program wrote a rare name; "" when like ``name``
    former_name: str = ""
    nickname: str = ""
    lunar_birthday: str = ""
    ethnicity: str = "01"
    marital_status: str = "10"
    education: str = ""
    political_status: str = "13"
    military_service: str = "none"
    health_status: str = "10"
    mobile: str = ""
    residence_state: str = "10"
    current_place: str = ""
    moved_in_date: str = ""
    moved_from: str = ""
    moved_out_date: str = ""
    death_date: str = ""
    father: str = ""
    mother: str = ""
    spouse: str = ""
    adopted: bool = False
    uxorilocal: bool = False  # 上门女婿
    married_out: bool = False  # daughter married elsewhere, still registered here
    listing: str = ""
    party_stage: str = ""  # "full", "probationary" or ""
    party_floating: bool = False
    employment_status: str = ""
    job_state: str = ""
    work_place: str = ""
    employer: str = ""
    job_title: str = ""
    monthly_wage_yuan: int | None = None
    left_date: str = ""
    medical_insured: str = "resident"
    medical_paid_year: int | None = None
    medical_paid_yuan: int | None = None
    pension_insured: str = "none"
    pension_tier_yuan: int | None = None
    pension_receiving: bool | None = None
    benefit_account: str = ""
    collective_member: bool = True
    group_tags: tuple[str, ...] = ()
    disability_no: str = ""
    disability_category: str = ""
    disability_grade: str = ""
    remark: str = ""

    @property
    def is_present(self) -> bool:
        """Whether the person is alive and still registered here."""
        return self.listing == ""

    def age_on(self, day: date) -> int:
        """Full years on a day."""
        born = date.fromisoformat(self.birth_date)
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class SampleDwelling:
    """The house of a household."""

    address: str
    built_year: int
    structure: str
    floors: int
    floor_area_m2: Decimal
    safety_grade: str
    homestead_no: str
    homestead_area_m2: Decimal


@dataclass(frozen=True, slots=True)
class SampleParcel:
    """One plot of contracted land."""

    code: str
    name: str
    land_kind: str
    area_mu: Decimal
    boundaries: str


@dataclass(frozen=True, slots=True)
class SampleContract:
    """The land contract of a household; its area is the sum of the parcels."""

    contract_no: str
    contractor_code: str
    title_no: str
    starts_on: str
    ends_on: str
    parcels: tuple[SampleParcel, ...]
    transferred_mu: Decimal
    transferee: str
    main_crop: str

    @property
    def area_mu(self) -> Decimal:
        """Confirmed area in mu (666.67 m²)."""
        return sum((parcel.area_mu for parcel in self.parcels), Decimal(0))


@dataclass(frozen=True, slots=True)
class SampleHousehold:
    """A registered household; ``members`` holds person keys, the head first, in the order of the booklet.

    ``split_from`` is the key of the household the son left on 分户, or "".
    """

    key: str
    household_no: str
    group: SampleGroup
    address: str
    head: str
    members: tuple[str, ...]
    dwelling: SampleDwelling
    hukou_type: str = "2"
    household_category: str = "1"
    contract: SampleContract | None = None
    split_from: str = ""
    phone: str = ""
    needs: str = ""
    annual_income_yuan: int | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleUser:
    """Somebody who works with the program; ``role`` is the name of a member of ``accounts.Role``."""

    login: str
    display_name: str
    role: str
    person: str


@dataclass(frozen=True, slots=True)
class SampleStep:
    """What was done in a matter, by whom (a login), on which day."""

    on: date
    by: str
    text: str
    state: str  # table event_state, the state the step leads to


@dataclass(frozen=True, slots=True)
class SampleTask:
    """An event reported or a task given; ``state`` as in table event_state.

    ``situation`` says how it stands on the sample's day: "new", "open", "due_today", "due_soon",
    "overdue" or "done".
    """

    key: str
    kind: str  # "event" or "task"
    title: str
    text: str
    category: str
    source: str
    level: str
    urgency: str  # "urgent", "normal" or "complex"
    received_on: date
    due_on: date
    done_on: date | None
    state: str
    situation: str
    handler: str
    reporter: str  # person key or ""
    persons: tuple[str, ...]
    households: tuple[str, ...]
    steps: tuple[SampleStep, ...]
    note: str = ""
    result: str = ""
    document_no: str = ""  # of the order from above


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One line of the village accounts; exactly one of the two amounts is above zero."""

    key: str
    on: date
    voucher_no: str
    kind: str  # table funds_entry_kind
    summary: str
    income_cents: int
    expense_cents: int
    handler: str  # names as they stand on paper
    approver: str
    payee: str = ""
    payee_person: str = ""
    payee_kind: str = "none"  # "official", "contractor", "aid" or "none"
    payee_group: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SampleLedger:
    """The accounts from ``starts_on``; ``opening_cents`` is the balance before the first entry."""

    starts_on: date
    opening_cents: int
    entries: tuple[SampleEntry, ...]

    def between(self, first: date, last: date) -> tuple[SampleEntry, ...]:
        """Entries of a period, both days included, in voucher order."""
        return tuple(entry for entry in self.entries if first <= entry.on <= last)

    def balance_before(self, day: date) -> int:
        """Balance in cents at the end of the day before ``day``."""
        return self.opening_cents + sum(
            entry.income_cents - entry.expense_cents for entry in self.entries if entry.on < day
        )


@dataclass(frozen=True, slots=True)
class SampleLeave:
    """Somebody excused from a meeting."""

    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class SampleVote:
    """A show of hands: present with a vote = yes + no + abstained."""

    matter: str
    due: int
    present: int
    yes: int
    no: int
    abstained: int


@dataclass(frozen=True, slots=True)
class SampleMeeting:
    """One gathering, which may count for several kinds; due = present + on leave + absent."""

    key: str
    kinds: tuple[str, ...]  # table meeting_kind
    title: str
    on: date
    starts: str  # "14:30"
    ends: str
    place: str
    body: str  # the branch, its committee or a party group
    chair: str
    recorder: str
    lecturer: str
    due: int
    present: int
    leave: tuple[SampleLeave, ...]
    absent: int
    topics: tuple[str, ...]
    decision: str
    votes: tuple[SampleVote, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleAidGrant:
    """A grant of aid, 低保 unless ``aid_kind`` says otherwise.

    ``kind`` is "new", "continued", "changed" or "stopped".
    ``monthly_cents`` of a stopped grant is what was paid until ``ends_on``; of what is paid once, in
    ``starts_on``, all of it. ``applicant`` is who receives what is granted to one person.
    """

    household: str
    applicant: str
    persons: tuple[str, ...]  # those counted
    kind: str
    monthly_cents: int
    starts_on: str  # month, ISO "2026-07"
    ends_on: str  # month, "" while it goes on
    allowance_no: str
    reason: str  # restricted: never on a notice
    aid_kind: str = "A01"
    hardship_class: str = ""  # a code of the table, where the kind tells one


@dataclass(frozen=True, slots=True)
class SampleView:
    """A saved list of the register; ``screen`` as in ``saved_views``, such as "register.people"."""

    name: str
    screen: str
    layout: ListLayout
