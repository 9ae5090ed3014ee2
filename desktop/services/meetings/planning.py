"""A meeting that is to come: planned with what the last one of its kind knows, changed, cancelled."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.connection import Connection
from db.queries import matters as matter_queries
from db.queries import meetings as queries
from db.queries.meetings import FullMeetingRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.ids import RecordId
from desktop.domain.list_text import list_text
from desktop.domain.matter_step import MEETING_KINDS, MatterStep
from desktop.domain.meeting_attendance import AttendanceState, call_problems, call_rule, tally
from desktop.domain.meeting_due import Whose, kind_rules
from desktop.domain.meeting_period import MONTHS, next_day
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.services.meetings import reading, roll
from desktop.services.meetings.roll import RollEntry
from desktop.services.office import Office
from desktop.services.party import membership

SHORT = {
    "P01": "党员大会",
    "P02": "支委会",
    "P03": "党小组会",
    "V01": "村民会议",
    "V02": "村民代表会议",
    "V05": "村委会会议",
    "V06": "两委联席会议",
    "V07": "村监会会议",
    "E01": "成员大会",
    "E02": "成员代表大会",
}
"""Kind → how a title names it, where the official name is long."""


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """An item of the agenda as it is planned; ``kind`` is empty where nothing is put to the vote."""

    title: str
    reporter: str = ""
    kind: str = ""
    subject: str = ""
    majority: str = ""
    matter_id: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting as it is planned; days are ISO texts, times ``HH:MM``.

    Attributes:
        kinds: Codes of ``meeting_kind``; one gathering may be of several.
        held_on: The day it is to be held.
        title: What it is called.
        branch_id: Whose meeting it is; so are `party_group_id` and `villager_group`.
        by_households: Those due are one for each household.
        called_on: Day on which those due were told; empty while they were not.
        topics: Its agenda; None leaves the agenda of a meeting that exists as it is.
    """

    kinds: tuple[str, ...]
    held_on: str
    title: str
    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    chair: str = ""
    recorder: str = ""
    branch_id: str = ""
    party_group_id: str = ""
    villager_group: str = ""
    by_households: bool = False
    called_on: str = ""
    theme: str = ""
    lecture: str = ""
    lecturer_name: str = ""
    observers: str = ""
    note: str = ""
    topics: tuple[TopicDraft, ...] | None = None

    @property
    def whose(self) -> Whose:
        """Whose meeting it is."""
        return Whose(self.branch_id, self.party_group_id, self.villager_group)


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with what follows from it, before it is kept.

    Attributes:
        due: How many are due.
        voters: How many of them have a vote in some kind.
        problems: What is doubtful: nobody due, told too late.
    """

    due: int
    voters: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Whose meetings there can be: branches by id and name, party groups also by branch, villager groups."""

    branches: tuple[tuple[str, str], ...]
    party_groups: tuple[tuple[str, str, str], ...]
    villager_groups: tuple[str, ...]


def list_choices(office: Office) -> Choices:
    """Whose meetings can be planned.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        branches = membership.branches_on(connection, office.today())
        groups = queries.list_villager_groups(connection)
    return Choices(
        tuple((branch.id, branch.name) for branch in branches),
        tuple((group.id, branch.id, group.name) for branch in branches for group in branch.groups),
        groups,
    )


def propose_plan(
    office: Office, kind: str, branch_id: str = "", party_group_id: str = "", on: date | None = None
) -> MeetingPlan:
    """The next meeting of a kind with everything that the last one and the register know.

    Args:
        office: The office at work.
        kind: Code of ``meeting_kind``.
        branch_id: Whose; empty takes that of the last one, or the only branch.
        party_group_id: Whose, of a group's meeting; empty as before.
        on: The day; None proposes one.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    today = office.today()
    code = office.vault.village.division_code
    with office.store.reading() as connection:
        last = queries.last_of_kind(connection, kind, branch_id, party_group_id)
        branches = membership.branches_on(connection, today)
        due_group = _next_group(connection, branches, kind, today)
        topics = _matters_waiting(connection, kind)
    rule = kind_rules().get(kind)
    plan = MeetingPlan((kind,), "", "")
    if last is not None:
        plan = replace(
            plan,
            kinds=tuple(each for each in last.kinds if each == kind or _goes_along(each, kind)),
            starts_at=last.starts_at,
            ends_at=last.ends_at,
            place=last.place,
            chair=last.chair,
            recorder=last.recorder,
            branch_id=last.branch_id,
            party_group_id=last.party_group_id,
            villager_group=last.villager_group,
            by_households=last.by_households,
        )
    else:
        plan = replace(plan, by_households=roll.usually_by_households((kind,)))
    if rule is not None and (rule.is_party or rule.due == "both_committees"):
        only = branches[0].id if len(branches) == 1 else ""
        plan = replace(plan, branch_id=branch_id or plan.branch_id or only)
        if rule.due == "party_group":
            plan = replace(plan, party_group_id=party_group_id or due_group or plan.party_group_id)
    theme_day = next((branch.theme_day for branch in branches if branch.id == plan.branch_id), "")
    day = on or next_day(kind, date.fromisoformat(last.held_on) if last else None, today, theme_day)
    call = call_rule(kind, day, code)
    if on is None and call is not None:
        day = max(day, today + timedelta(days=call.value))
    called = today.isoformat() if (day - today).days >= (call.value if call else 0) and call else ""
    group = _group_name(branches, plan.party_group_id)
    return replace(
        plan,
        held_on=day.isoformat(),
        called_on=called,
        title=_title(plan.kinds, day, plan.villager_group or group),
        topics=topics,
    )


def _goes_along(other: str, kind: str) -> bool:
    """Whether a kind that was joined last time is joined again: of the same people, and due as often."""
    rules = kind_rules()
    same = other in rules and kind in rules and rules[other].due == rules[kind].due
    return same and MONTHS.get(other, 1) <= MONTHS.get(kind, 1)


def _title(kinds: tuple[str, ...], day: date, whose: str) -> str:
    table = code_table("meeting_kind")
    names = "暨".join(SHORT.get(kind, table.label(kind)) for kind in kinds)
    return f"{day.year}年{day.month}月{whose}{names}"


def _group_name(branches: tuple[membership.BranchOnDay, ...], group_id: str) -> str:
    return next((group.name for branch in branches for group in branch.groups if group.id == group_id), "")


def _next_group(
    connection: Connection, branches: tuple[membership.BranchOnDay, ...], kind: str, today: date
) -> str:
    """Of the groups the one that has met least lately."""
    groups = [group.id for branch in branches for group in branch.groups]
    if kind != "P03" or not groups:
        return ""
    met = {group: queries.last_of_kind(connection, kind, "", group) for group in groups}

    def when(group: str) -> str:
        row = met[group]
        return row.held_on if row is not None else ""

    return min(groups, key=when)


def _matters_waiting(connection: Connection, kind: str) -> tuple[TopicDraft, ...]:
    """Major matters whose next discussion such a meeting can be, as items of its agenda."""
    steps: dict[str, set[str]] = {}
    for step in matter_queries.list_steps(connection):
        steps.setdefault(step.matter_id, set()).add(step.kind)
    discussions = [step for step in MatterStep if step in MEETING_KINDS]
    drafts = []
    for matter in matter_queries.list_matters(connection):
        if matter.dropped_on or matter.completed_on:
            continue
        taken = steps.get(matter.id, set())
        following = next((step for step in discussions if step.value not in taken), None)
        if following is not None and kind in MEETING_KINDS[following]:
            drafts.append(TopicDraft(matter.title, matter.owner or "", kind, "", "", matter.id))
    return tuple(reversed(drafts))


def view_plan(office: Office, plan: MeetingPlan) -> PlanView:
    """How many are due on the day of a plan, and what is doubtful about it.

    Returns:
        With MTG-048, nobody is due since a list is missing, as a warning; MTG-025 and MTG-046 of the day
        on which they are told.

    Raises:
        ProblemError: MTG-001, MTG-002, MTG-013, MTG-040, SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    _refuse(check_plan(plan, with_title=False))
    on = date.fromisoformat(plan.held_on)
    with office.store.reading() as connection:
        entries = _due(office, connection, plan)
    called = date.fromisoformat(plan.called_on) if plan.called_on else None
    problems = list(call_problems(plan.kinds, on, called, office.vault.village.division_code))
    if not entries and any(kind_rules()[kind].due != "nobody" for kind in plan.kinds):
        values = {"kinds": reading.kinds_label(plan.kinds)}
        problems.append(Problem("MTG-048", values, severity=Severity.WARNING))
    return PlanView(len(entries), sum(bool(entry.votes_in) for entry in entries), tuple(problems))


def check_plan(plan: MeetingPlan, *, with_title: bool = True) -> tuple[Problem, ...]:
    """What keeps a plan from being kept.

    MTG-001 no kind, MTG-002 no day, MTG-004 the recorder is the chair, MTG-006 no title, MTG-013 no time of
    day, MTG-020 an item without a title, MTG-040 the end before the beginning.
    """
    problems = []
    kinds = code_table("meeting_kind")
    if not plan.kinds or any(kind not in kinds for kind in plan.kinds):
        problems.append(Problem("MTG-001", place=Place(field="kinds")))
    for day, field in ((plan.held_on, "held_on"), (plan.called_on, "called_on")):
        try:
            if day or field == "held_on":
                date.fromisoformat(day)
        except ValueError:
            problems.append(Problem("MTG-002", {"value": day}, Place(field=field)))
    if with_title and not plan.title.strip():
        problems.append(Problem("MTG-006", place=Place(field="title")))
    for time, field in ((plan.starts_at, "starts_at"), (plan.ends_at, "ends_at")):
        if time and not is_time(time):
            problems.append(Problem("MTG-013", {"value": time}, Place(field=field)))
    if is_time(plan.starts_at) and is_time(plan.ends_at) and plan.ends_at <= plan.starts_at:
        problems.append(Problem("MTG-040", place=Place(field="ends_at")))
    if plan.recorder.strip() and plan.recorder.strip() == plan.chair.strip():
        problems.append(Problem("MTG-004", {"name": plan.chair.strip()}, Place(field="recorder")))
    if any(not topic.title.strip() for topic in plan.topics or ()):
        problems.append(Problem("MTG-020", place=Place(field="topics")))
    return tuple(problems)


def is_time(text: str) -> bool:
    """Whether a text is a time of day as the file keeps it, ``08:30``."""
    hours, _, minutes = text.partition(":")
    digits = len(text) == len("08:30") and hours.isdecimal() and minutes.isdecimal()
    return digits and int(hours) < 24 and int(minutes) < 60


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise ProblemError(problems)


def _due(office: Office, connection: Connection, plan: MeetingPlan) -> tuple[RollEntry, ...]:
    return roll.due_people(
        connection,
        plan.kinds,
        plan.whose,
        date.fromisoformat(plan.held_on),
        office.vault.village.division_code,
        by_households=plan.by_households,
    )


def plan_meeting(office: Office, plan: MeetingPlan) -> RecordId:
    """Plan a meeting with its agenda and the list of those due.

    Raises:
        ProblemError: What `check_plan` finds, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    _refuse(check_plan(plan))
    with office.change("edit", f"安排会议：{plan.title.strip()}") as work:
        return insert_plan(office, work, plan)


def insert_plan(office: Office, work: Work, plan: MeetingPlan) -> RecordId:
    """Write a checked plan inside a transaction that is open already; returns the meeting's id."""
    meeting_id = work.insert("meeting", {**_stored(plan), "state": "planned"})
    for place, topic in enumerate(plan.topics or (), start=1):
        insert_topic(work, meeting_id, place, topic)
    _write_roll(work, meeting_id, _due(office, work.connection, plan))
    recount(work, meeting_id)
    return meeting_id


def edit_plan(office: Office, meeting_id: str, plan: MeetingPlan) -> None:
    """Change a plan; who is due follows where the day, the kinds or whose meeting it is changed.

    Raises:
        ProblemError: MTG-005, MTG-011 signed, MTG-012 cancelled, MTG-026 a meeting that was held is put on
            a day to come, what `check_plan` finds, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    _refuse(check_plan(plan))
    with office.change("edit", f"修改会议：{plan.title.strip()}") as work:
        row = open_meeting(work, meeting_id)
        if row.state == "held" and plan.held_on > office.today().isoformat():
            raise ProblemError(Problem("MTG-026", {"day": plan.held_on}, Place(field="held_on")))
        work.update("meeting", meeting_id, _stored(plan))
        if plan.topics is not None:
            for topic in queries.list_topics(work.connection, meeting_id):
                work.delete("meeting_topic", topic.id)
            for place, draft in enumerate(plan.topics, start=1):
                insert_topic(work, meeting_id, place, draft)
        before = (row.kinds, row.held_on, reading.whose_of(row), row.by_households)
        kinds = tuple(sorted(set(plan.kinds)))
        if before != (kinds, plan.held_on, plan.whose, plan.by_households):
            _renew(office, work, meeting_id, plan)
        recount(work, meeting_id)


def plan_of(row: FullMeetingRow) -> MeetingPlan:
    """A meeting on record as a plan, to be changed; its agenda stays as it is."""
    return MeetingPlan(
        row.kinds,
        row.held_on,
        row.title,
        row.starts_at,
        row.ends_at,
        row.place,
        row.chair,
        row.recorder,
        row.branch_id,
        row.party_group_id,
        row.villager_group,
        row.by_households,
        row.called_on,
        row.theme,
        row.lecture,
        row.lecturer_name,
        row.observers,
        row.note,
    )


def find_roll_changes(office: Office, meeting_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of those who are due and not on the list, and of those on it who are not due any more.

    Guests and people put on the list by hand are left out of the second.

    Raises:
        ProblemError: MTG-005, SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        row = queries.find_meeting(connection, meeting_id)
        if row is None:
            raise ProblemError(Problem("MTG-005"))
        due = {entry.person_id: entry for entry in _due(office, connection, plan_of(row))}
        listed = queries.list_attendance(connection, meeting_id)
    there = {each.person_id for each in listed}
    missing = tuple(entry.name for key, entry in due.items() if key not in there)
    over = tuple(each.name for each in listed if each.standing in _ON_ROLL and each.person_id not in due)
    return missing, over


_ON_ROLL = ("voter", "member")


def renew_roll(office: Office, meeting_id: str) -> None:
    """Make the list anew from what the register says; marks of those who stay due are kept.

    Raises:
        ProblemError: MTG-005, MTG-011, MTG-012, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    with office.change("edit", "更新会议应到名单") as work:
        row = open_meeting(work, meeting_id)
        _renew(office, work, meeting_id, plan_of(row))
        recount(work, meeting_id)


def _renew(office: Office, work: Work, meeting_id: str, plan: MeetingPlan) -> None:
    due = {entry.person_id: entry for entry in _due(office, work.connection, plan)}
    for row in queries.list_attendance(work.connection, meeting_id):
        entry = due.pop(row.person_id, None)
        if entry is not None and row.standing in _ON_ROLL:
            patch = {"standing": entry.standing.value, "votes_in": list_text(entry.votes_in)}
            work.update("meeting_attendance", row.id, patch)
        elif entry is None and row.standing in _ON_ROLL and row.state == AttendanceState.DUE:
            work.delete("meeting_attendance", row.id)
    _write_roll(work, meeting_id, tuple(due.values()))


def _write_roll(work: Work, meeting_id: str, entries: tuple[RollEntry, ...]) -> None:
    for entry in entries:
        work.insert(
            "meeting_attendance",
            {
                "meeting_id": meeting_id,
                "person_id": entry.person_id,
                "household_id": entry.household_id or None,
                "standing": entry.standing.value,
                "votes_in": list_text(entry.votes_in),
                "state": AttendanceState.DUE.value,
            },
        )


def insert_topic(work: Work, meeting_id: str, position: int, topic: TopicDraft) -> RecordId:
    """Write an item of an agenda inside a transaction that is open already; returns its id."""
    return work.insert(
        "meeting_topic",
        {
            "meeting_id": meeting_id,
            "position": position,
            "title": topic.title.strip(),
            "reporter": topic.reporter.strip() or None,
            "kind": topic.kind or None,
            "subject": topic.subject or None,
            "majority": topic.majority or None,
            "matter_id": topic.matter_id or None,
        },
    )


def open_meeting(work: Work, meeting_id: str) -> FullMeetingRow:
    """A meeting that may still be written to.

    Raises:
        ProblemError: MTG-005 there is none, MTG-011 its minutes are signed, MTG-012 it was cancelled.
    """
    row = queries.find_meeting(work.connection, meeting_id)
    if row is None:
        raise ProblemError(Problem("MTG-005"))
    if row.signed_on:
        raise ProblemError(Problem("MTG-011", {"title": row.title, "day": row.signed_on}))
    if row.state == "cancelled":
        raise ProblemError(Problem("MTG-012", {"title": row.title}))
    return row


def recount(work: Work, meeting_id: str) -> None:
    """Bring the numbers of a meeting in step with its list; typed numbers stay where there is none."""
    row = queries.find_meeting(work.connection, meeting_id)
    rows = queries.list_attendance(work.connection, meeting_id)
    if row is None or not rows:
        return
    marks = tuple(map(reading.mark_of, rows))
    numbers = tally(marks)
    households: dict[str, Value] = {"household_due_count": None, "household_present_count": None}
    for kind in row.kinds:
        rule = kind_rules().get(kind)
        if rule is not None and rule.due in ("villagers", "villagers_of_group"):
            attendance = reading.voters(row, kind, marks)
            households = {
                "household_due_count": attendance.households_due,
                "household_present_count": attendance.households_present,
            }
    work.update(
        "meeting",
        meeting_id,
        {
            "due_count": numbers.due,
            "present_count": numbers.present,
            "leave_count": numbers.leave,
            "absent_count": numbers.absent,
            "observer_count": numbers.observers,
            **households,
        },
    )


def note_called(office: Office, meeting_id: str) -> bool:
    """Write down that people were told today, where no day is on record yet; returns whether it was written.

    Raises:
        ProblemError: MTG-005, MTG-011, MTG-012, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    with office.change("edit", "登记会议通知日期") as work:
        row = open_meeting(work, meeting_id)
        if row.called_on or row.state != "planned":
            return False
        work.update("meeting", meeting_id, {"called_on": office.today().isoformat()})
    return True


def cancel_meeting(office: Office, meeting_id: str, reason: str) -> None:
    """Write down that a planned meeting will not be held.

    Raises:
        ProblemError: MTG-005, MTG-011, MTG-012, MTG-031 no reason, MTG-049 it was held already, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    if not reason.strip():
        raise ProblemError(Problem("MTG-031", place=Place(field="reason")))
    with office.change("edit", "取消会议 1 次") as work:
        row = open_meeting(work, meeting_id)
        if row.state != "planned":
            raise ProblemError(Problem("MTG-049", {"title": row.title}))
        work.update("meeting", meeting_id, {"state": "cancelled", "cancelled_reason": reason.strip()})


def _stored(plan: MeetingPlan) -> dict[str, Value]:
    texts = {
        name: (getattr(plan, name).strip() or None)
        for name in (
            "starts_at",
            "ends_at",
            "place",
            "chair",
            "recorder",
            "branch_id",
            "party_group_id",
            "villager_group",
            "called_on",
            "theme",
            "lecture",
            "lecturer_name",
            "observers",
            "note",
        )
    }
    return {
        "kinds": list_text(plan.kinds),
        "held_on": plan.held_on,
        "title": plan.title.strip(),
        "by_households": int(plan.by_households),
        **texts,
    }
