"""Turns the register and the books into what a notice says."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from db.queries import finance as finance_queries
from db.queries import meetings as meeting_queries
from db.queries.finance import EntryRow, GrantRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.household_numbering import group_number
from desktop.domain.period import Period
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.reports.data import (
    AccountEntry,
    Accounts,
    AllowanceHousehold,
    AllowanceList,
    AllowanceState,
    Bodies,
    DutyCount,
    MeetingEntry,
    NoticeData,
    PartyLife,
    PayeeKind,
    Publication,
)
from desktop.services.finance import MINIMUM_ALLOWANCE
from desktop.services.office import Office
from desktop.services.settings import Settings, load_settings

ACCOUNTS, ALLOWANCES, PARTY_LIFE = "accounts_quarterly", "allowance_list", "party_life"


@dataclass(frozen=True, slots=True)
class NoticeRequest:
    """What a notice shall show; the same request over the same facts gives the same sheet.

    Days are ISO texts. ``issued_on`` stands under the issuer's name, ``posted_on`` is the first
    day on the board.
    """

    template: str
    first: str
    last: str
    issued_on: str
    posted_on: str = ""
    large: bool = False

    def to_json(self) -> str:
        """As the notice keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "NoticeRequest":
        """The opposite of `to_json`."""
        return cls(**json.loads(text))


def compile_data(office: Office, request: NoticeRequest, number: str) -> NoticeData:
    """Collect what a notice says from the register and the books as they stand.

    Raises:
        ProblemError: DOC-130 no builder for the template, DOC-131 no opening balance was entered,
            SYS-403.
    """
    settings = load_settings(office)
    period = Period(date.fromisoformat(request.first), date.fromisoformat(request.last))
    common = _Common(office, settings, period, number, request)
    if request.template == ACCOUNTS:
        return _accounts(common)
    if request.template == ALLOWANCES:
        return _allowances(common)
    if request.template == PARTY_LIFE:
        return _party_life(common)
    raise ProblemError(Problem("DOC-130", {"template": request.template}))


@dataclass(frozen=True, slots=True)
class _Common:
    office: Office
    settings: Settings
    period: Period
    number: str
    request: NoticeRequest

    @property
    def bodies(self) -> Bodies:
        return Bodies(collective=self.settings.collective_name, branch=self.settings.branch_name)

    def days(self, rule: str, setting: int) -> int:
        """Days a sheet stays up: the office's own setting, or the rule in force where it set none."""
        if setting:
            return setting
        issued_on = date.fromisoformat(self.request.issued_on)
        return get_rule(rule, issued_on, self.office.vault.village.division_code).value

    def publication(self, days: int, objections: bool) -> Publication:
        """Board, days and telephones; the day of posting is not counted in the term."""
        issued_on = date.fromisoformat(self.request.issued_on)
        posted_on = date.fromisoformat(self.request.posted_on or self.request.issued_on)
        last_day = posted_on + timedelta(days=days)
        return Publication(
            issued_on=issued_on,
            place=self.settings.board_place,
            posted_on=posted_on,
            take_down_on=last_day,
            objections=Period(posted_on + timedelta(days=1), last_day) if objections else None,
            office_phone=self.settings.village_office_phone,
            supervision_phone=self.settings.supervision_phone,
            town_phone=self.settings.town_phone,
        )


def _accounts(common: _Common) -> Accounts:
    common.office.require(Right.READ_FINANCE)
    first, last = common.period.first.isoformat(), common.period.last.isoformat()
    with common.office.store.reading() as connection:
        opening = finance_queries.balance_before(connection, first)
        entries = finance_queries.list_entries(connection, first, last)
    if opening is None:
        raise ProblemError(Problem("DOC-131", {"day": first}))
    moved = sum(entry.income_cents - entry.expense_cents for entry in entries)
    return Accounts(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication(
            common.days("disclosure.post.days", common.settings.post_days), objections=True
        ),
        values={"voucher_hours": common.settings.voucher_hours},
        opening_cents=opening,
        closing_cents=opening + moved,
        income=tuple(_entry(row, row.income_cents) for row in entries if row.kind.startswith("I")),
        expenditure=tuple(_entry(row, row.expense_cents) for row in entries if row.kind.startswith("O")),
    )


def _entry(row: EntryRow, amount_cents: int) -> AccountEntry:
    return AccountEntry(
        on=date.fromisoformat(row.entry_on),
        voucher=row.voucher_no or "",
        # the table's label explains itself in brackets, for which a column on the wall has no room
        account=code_table("funds_entry_kind").label(row.kind).partition("(")[0],
        summary=row.summary,
        amount_cents=amount_cents,
        handler=row.handler or "",
        approver=row.approver or "",
        remark=row.note or "",
        payee=row.payee or "",
        payee_kind=PayeeKind(row.payee_kind),
        payee_group=row.payee_group or "",
    )


_ALLOWANCE_STATES = {
    "new": AllowanceState.NEW,
    "continued": AllowanceState.CONTINUED,
    "changed": AllowanceState.CHANGED,
}


def _allowance_state(grant: GrantRow, period: Period) -> AllowanceState | None:
    """What a notice over a period calls a grant; None when another one took its place before.

    A grant is new, changed or stopped in the period in which that happens only; before and after
    it is an ordinary one.
    """
    first, last = period.first.isoformat()[:7], period.last.isoformat()[:7]
    if grant.to_month is not None and grant.to_month < last and grant.change_kind == "stopped":
        return AllowanceState.STOPPED
    if grant.to_month is not None and grant.to_month < first:
        return None
    if grant.change_kind == "stopped" or grant.from_month < first:
        return AllowanceState.CONTINUED
    return _ALLOWANCE_STATES[grant.change_kind]


def _allowances(common: _Common) -> AllowanceList:
    common.office.require(Right.READ_AID)
    with common.office.store.reading() as connection:
        grants = finance_queries.list_grants(
            connection,
            MINIMUM_ALLOWANCE,
            # one that ended with the month before is reported as stopped in this period
            (common.period.first - timedelta(days=1)).isoformat(),
            common.period.last.isoformat(),
        )
    states = {grant.id: _allowance_state(grant, common.period) for grant in grants}
    # a change takes the place of the grant it changes
    latest = {
        grant.household_id: grant.id
        for grant in sorted(grants, key=lambda grant: grant.from_month)
        if states[grant.id] is not None
    }
    shown = [grant for grant in grants if latest.get(grant.household_id) == grant.id]
    return AllowanceList(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication(
            common.days("aid.notice.days", common.settings.notice_days), objections=True
        ),
        households=tuple(
            AllowanceHousehold(
                head=grant.head,
                group=grant.group,
                people=grant.people_count,
                state=state,
                monthly_cents=grant.monthly_cents,
                since=date.fromisoformat(f"{grant.from_month}-01"),
                hamlet=grant.hamlet,
            )
            for grant in sorted(shown, key=lambda grant: group_number(grant.group))
            if (state := states[grant.id]) is not None
        ),
        civil_affairs_phone=common.settings.civil_affairs_phone,
    )


_PARTY_KINDS = ("P01", "P02", "P03", "P04", "P05")


def _party_life(common: _Common) -> PartyLife:
    common.office.require(Right.READ_MEETINGS)
    kinds = code_table("meeting_kind")
    with common.office.store.reading() as connection:
        rows = meeting_queries.list_meetings(
            connection, common.period.first.isoformat(), common.period.last.isoformat()
        )
    held = [(row, tuple(kind for kind in row.kinds if kind in _PARTY_KINDS)) for row in rows]
    held = [(row, party) for row, party in held if party]
    return PartyLife(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication(
            common.days("disclosure.post.days", common.settings.post_days), objections=False
        ),
        meetings=tuple(
            MeetingEntry(
                on=date.fromisoformat(row.held_on),
                kind="、".join(kinds.label(kind) for kind in party),
                topic=row.title,
                chair=row.chair or "",
                due=row.due_count or 0,
                present=row.present_count or 0,
                leave=row.leave_count or 0,
                decision=row.resolution or "",
                remark=row.note or "",
            )
            for row, party in held
        ),
        duties=tuple(
            DutyCount(kinds.label(kind), rule, owed, sum(kind in party for _, party in held))
            for kind, rule, owed in _duties(common)
        ),
    )


def _duties(common: _Common) -> tuple[tuple[str, str, int], ...]:
    """Kind, rule in words, and how often it is owed in the period; 0 where it does not apply.

    A committee meeting is not owed by a branch without a committee, a group meeting not by one
    without groups. How often is a rule by place and date (``resources/rules/rules.toml``).
    """
    period, settings = common.period, common.settings
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    quarters = max(1, months // 3)
    committees = 1 if settings.branch_has_committee else 0
    owed = (
        ("P01", "per_quarter", quarters, 1, "每季度{times}次"),
        ("P02", "per_month", months, committees, "每月{times}次"),
        ("P03", "per_month", months, settings.party_group_count, "每月{times}次（每个党小组）"),
        ("P04", "per_quarter", quarters, 1, "每季度{times}次"),
        ("P05", "per_month", months, 1, "每月{times}次"),
    )
    division_code = common.office.vault.village.division_code
    duties = []
    for kind, each, periods, bodies, words in owed:
        times = get_rule(f"party.meeting.{kind}.{each}", period.last, division_code).value
        duties.append((kind, words.format(times=_TIMES.get(times, str(times))), times * periods * bodies))
    return tuple(duties)


_TIMES = {1: "一", 2: "两", 3: "三", 4: "四"}
