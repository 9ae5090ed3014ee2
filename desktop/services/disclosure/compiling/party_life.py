"""Meetings that the party branch held, and those it owes (三会一课、主题党日)."""

from collections import Counter
from datetime import date

from db.queries import meetings as queries
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.obligation import list_obligations
from desktop.domain.rules import get_rule
from desktop.reports.data import DutyCount, MeetingEntry, PartyLife
from desktop.services.disclosure.compiling.common import Common
from desktop.services.obligations.holders import read_holders

_PARTY_KINDS = ("P01", "P02", "P03", "P04", "P05")


def compile_party_life(common: Common) -> PartyLife:
    """The meetings of the period and the count of those owed.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_MEETINGS)
    kinds = code_table("meeting_kind")
    with common.office.store.reading() as connection:
        rows = queries.list_meetings(
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
                origin=f"meeting/{row.id}",
            )
            for row, party in held
        ),
        duties=tuple(
            DutyCount(
                kinds.label(kind),
                rule,
                owed,
                sum(kind in party for _, party in held),
                " ".join(f"meeting/{row.id}" for row, party in held if kind in party),
            )
            for kind, rule, owed in _duties(common)
        ),
    )


def _duties(common: Common) -> tuple[tuple[str, str, int], ...]:
    """Kind, rule in words, and how often it is owed in the period; 0 where it does not apply.

    A committee meeting is not owed by a branch without a committee, a group meeting not by one
    without groups. How often is a rule by place and date (``resources/rules``).
    """
    period, settings = common.period, common.settings
    on_record = _on_record(common)
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
    duties = []
    for kind, each, periods, bodies, words in owed:
        times = get_rule(f"obligation.{kind}.{each}", period.last, common.division_code).value
        due = times * periods * bodies if on_record is None else on_record[kind]
        duties.append((kind, words.format(times=_TIMES.get(times, str(times))), due))
    return tuple(duties)


def _on_record(common: Common) -> Counter[str] | None:
    """How often each kind falls due in the period by the branches, terms and groups on record.

    None where no branch is on record: then the settings say what the branch is.
    """
    with common.office.store.reading() as connection:
        holders = read_holders(common.office, connection)
    if holders.is_assumed:
        return None
    found = list_obligations(common.period, holders.all, (), common.division_code)
    owed: Counter[str] = Counter()
    for each in found:
        owed[each.kind] += each.times
    return owed


_TIMES = {1: "一", 2: "两", 3: "三", 4: "四"}
