"""A meeting on paper: notice and attendance sheet before it, minutes after it, cards, book of a year."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from db.queries import meeting_rolls as roll_queries
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_state import CLOSED_STATES
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.meeting_attendance import CAME, AttendanceState
from desktop.domain.meeting_due import Standing, kind_rules
from desktop.domain.period import day_words
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.document import Notice
from desktop.reports.meeting_sheets import (
    MeetingPaper,
    Rows,
    build_attendance_sheet,
    build_call,
    build_minutes,
)
from desktop.services.meetings import reading
from desktop.services.meetings.reading import (
    AttendanceRow,
    FullMeetingRow,
    KindNeed,
    MeetingDetail,
    TopicNeed,
)
from desktop.services.office import Office
from desktop.services.party import membership
from desktop.services.settings import load_settings

_NAMES_PRINTED = 80
"""Up to so many who came stand by name in the minutes; of more the signed sheet says who they were."""

_NUMERALS = "一二三四五六七八九十"
_WEEKDAYS = "一二三四五六日"
_REQUEST = "请准时参加，签到入场。确有特殊情况不能参加的，请提前向主持人或者村办公室请假并说明原因。"
_PARTS = {"P": "党组织会议", "V": "村民自治会议", "E": "集体经济组织会议"}
_OTHER_PART = "其他会议"


def render_minutes(office: Office, meeting_id: str) -> bytes:
    """The minutes of a meeting as PDF, as far as they are written; that they were printed is logged first.

    Raises:
        ProblemError: MTG-005, SYS-403.
    """
    return _printed(office, meeting_id, "会议记录", build_minutes)


def render_attendance_sheet(office: Office, meeting_id: str) -> bytes:
    """The sheet to sign on paper; that it was printed is logged first.

    Raises:
        ProblemError: MTG-005, SYS-403.
    """
    return _printed(office, meeting_id, "会议签到表", build_attendance_sheet)


def render_call(office: Office, meeting_id: str) -> bytes:
    """The notice that calls people to a meeting; that it was printed is logged first.

    Raises:
        ProblemError: MTG-005, SYS-403.
    """
    return _printed(office, meeting_id, "会议通知", build_call)


def _printed(office: Office, meeting_id: str, purpose: str, build: Callable[[MeetingPaper], Notice]) -> bytes:
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    paper = _paper(office, reading.get_meeting(office, meeting_id))
    office.log_access("print", "meeting", meeting_id, purpose=purpose)
    return render_internal(build(paper))


def render_cards(office: Office, person_ids: Iterable[str]) -> bytes:
    """Cards with square codes for some people; that they were printed is logged first.

    Raises:
        ProblemError: MTG-035 nobody is named, SYS-403.
    """
    from desktop.reports.member_cards import MemberCard
    from desktop.reports.member_cards import render_cards as draw

    office.require(Right.PRINT)
    office.require(Right.READ_MEETINGS)
    wanted = tuple(dict.fromkeys(person_ids))
    if not wanted:
        raise ProblemError(Problem("MTG-035"))
    today = office.today()
    with office.store.reading() as connection:
        branches = {branch.id: branch for branch in membership.branches_on(connection, today)}
        members = {member.person_id: member for member in membership.members_on(connection, today)}
        rows = {
            row.person_id: row for row in roll_queries.list_candidates(connection, today.isoformat(), wanted)
        }
    cards = []
    for person_id in wanted:
        if person_id not in rows:
            continue
        row, member = rows[person_id], members.get(person_id)
        lines = [row.villager_group]
        if member is not None and member.branch_id in branches:
            branch = branches[member.branch_id]
            groups = {group.id: group.name for group in branch.groups}
            lines = [groups.get(member.group_id, ""), branch.name]
        cards.append(MemberCard(person_id, row.name, tuple(line for line in lines if line)))
    office.log_access("print", "meeting", None, purpose=f"签到卡 {len(cards)} 张")
    return draw(office.vault.village.full_name, cards)


def render_year_book(office: Office, year: int, job: JobHandle | None = None) -> bytes:
    """The minutes of a year's closed meetings as one book: the party's, the villagers', the collective's.

    Args:
        office: The office at work.
        year: Which.
        job: Told how far it is; may cancel.

    Raises:
        ProblemError: MTG-041 there are none, SYS-403.
        Cancelled: The user asked to stop.
    """
    from desktop.reports.layout import lay_out
    from desktop.reports.minutes_book import MinutesBook, MinutesEntry, bind_minutes
    from desktop.reports.rendering import render_internal

    job = job or NoJob()
    office.require(Right.PRINT)
    rows = [
        row for row in reading.list_all(office, date(year, 1, 1), date(year, 12, 31)) if row.state == "held"
    ]
    if not rows:
        raise ProblemError(Problem("MTG-041", {"year": str(year)}))
    order = [*_PARTS.values(), _OTHER_PART]
    rows.sort(key=lambda row: order.index(part_of(row.kinds)))
    entries = []
    for number, row in enumerate(rows):
        job.check_cancelled()
        job.report(number, len(rows), "render")
        detail = reading.get_meeting(office, row.id)
        notice = build_minutes(_paper(office, detail))
        numbers = detail.tally
        entries.append(
            MinutesEntry(
                part_of(row.kinds),
                row.held_on,
                detail.kinds_label,
                row.title,
                f"{numbers.present}/{numbers.due}",
                row.signed_on,
                len(lay_out(notice).pages),
                render_internal(notice),
            )
        )
    office.log_access("print", "meeting", None, purpose=f"{year}年会议记录合订本")
    village = office.vault.village
    book = MinutesBook(village.name, village.full_name, year, office.today(), tuple(entries))
    return bind_minutes(book, job)


def part_of(kinds: Sequence[str]) -> str:
    """The part of the year's book in which a meeting stands: that of its first kind."""
    return _PARTS.get(kinds[0][:1], _OTHER_PART) if kinds else _OTHER_PART


def whose_words(office: Office, row: FullMeetingRow) -> str:
    """Whose meeting it is, in full."""
    settings, village = load_settings(office), office.vault.village
    with office.store.reading() as connection:
        branches = {b.id: b for b in membership.branches_on(connection, date.fromisoformat(row.held_on))}
    if any(kind_rules()[kind].is_party for kind in row.kinds if kind in kind_rules()):
        branch = branches.get(row.branch_id)
        if branch is None:
            return settings.branch_name or f"中共{village.name}支部委员会"
        group = next((group.name for group in branch.groups if group.id == row.party_group_id), "")
        return branch.name + group
    if any(kind.startswith("E") for kind in row.kinds):
        return settings.collective_name or f"{village.name}股份经济合作社"
    return f"{village.name}{row.villager_group}"


def _paper(office: Office, detail: MeetingDetail) -> MeetingPaper:
    row, settings = detail.row, load_settings(office)
    on = date.fromisoformat(row.held_on)
    numbers = detail.tally
    rows = detail.attendance
    unit = "户" if row.by_households else "人"
    came = [each for each in rows if _state(each) in CAME and each.standing in ("voter", "member")]
    is_planned = row.state == "planned"
    whose, village = whose_words(office, row), office.vault.village.name
    kinds = reading.kinds_label(row.kinds)
    guests = [each.name for each in rows if each.standing == Standing.OBSERVER and _state(each) in CAME]
    values = {
        "whose": whose,
        "caller": whose if whose != village else f"{village}村民委员会",
        "kinds": kinds,
        "record": f"{kinds}记录" if kinds.endswith("会议") else f"{kinds}会议记录",
        "number_text": f"通知日期：{row.called_on}" if row.called_on else "",
        "meeting_title": row.title,
        "time": _time_words(row, on),
        "meeting_place": row.place,
        "meeting_place_or_blank": row.place or "＿＿＿＿＿＿",
        "chair": row.chair,
        "recorder": row.recorder,
        "due": f"{numbers.due} {unit}",
        "present": "" if is_planned else f"{numbers.present} {unit}",
        "leave": "" if is_planned else f"{numbers.leave} {unit}",
        "absent": "" if is_planned else f"{numbers.absent} {unit}",
        "quorum": "" if is_planned else "；".join(filter(None, map(_quorum_words, detail.needs))),
        "present_names": _names(came) if len(came) <= _NAMES_PRINTED else "见签到表",
        "leave_names": _names([e for e in rows if _state(e) is AttendanceState.LEAVE], reasons=True),
        "absent_names": _names([e for e in rows if _state(e) is AttendanceState.ABSENT]),
        "not_counted_names": _names(
            [each for each in rows if each.standing == Standing.NOT_COUNTED], reasons=True
        ),
        "observers": "、".join([*guests, *([row.observers] if row.observers else [])]),
        "theme": row.theme,
        "lecture": "　".join(part for part in (row.lecture, row.lecturer_name) if part),
        "content": row.content if detail.topics else row.content or row.resolution,
        "agenda": "\n".join(f"{number}. {topic.title}" for number, topic in enumerate(detail.topics, start=1))
        or "会上通知。",
        "invited": _invited(row),
        "who": _who(detail, unit),
        "office_phone": settings.village_office_phone,
        "call_time": _call_words(row, on),
        "request": _REQUEST + _proxy_words(row),
    }
    needs = {need.topic.id: need for need in detail.topic_needs}
    topics = [
        {
            "heading": _heading(place, topic.title, topic.reporter),
            "discussion": topic.discussion,
            "vote": _vote_words(needs[topic.id]) if topic.id in needs and not is_planned else "",
            "resolution": topic.resolution,
            "task": _task_words(topic.task_number, topic.task_state),
        }
        for place, topic in enumerate(detail.topics)
    ]
    return MeetingPaper(
        office.vault.village,
        on,
        date.fromisoformat(row.called_on) if row.called_on else None,
        values,
        topics,
        {
            "due_people": tuple(
                {"name": each.name, "group": each.villager_group, "standing": _standing_words(each)}
                for each in rows
                if each.standing in ("voter", "member")
            ),
            "grades": tuple(
                {
                    "name": grade.name,
                    "post": grade.post,
                    "excellent": str(grade.excellent),
                    "good": str(grade.good),
                    "fair": str(grade.fair),
                    "poor": str(grade.poor),
                }
                for grade in detail.grades
            ),
            "made_up": _made_up(rows),
        },
    )


def _state(row: AttendanceRow) -> AttendanceState:
    return reading.mark_of(row).state


def _time_words(row: FullMeetingRow, on: date) -> str:
    times = "—".join(part for part in (row.starts_at, row.ends_at) if part)
    return f"{day_words(on)} {times}".strip()


def _call_words(row: FullMeetingRow, on: date) -> str:
    return f"{day_words(on)}（星期{_WEEKDAYS[on.weekday()]}）{row.starts_at}"


def _names(rows: Iterable[AttendanceRow], *, reasons: bool = False) -> str:
    """Names; with a reason behind each, or with who came instead."""
    said = []
    for row in rows:
        behind = row.reason if reasons else ""
        if _state(row) is AttendanceState.PROXY:
            behind = f"委托{row.proxy}"
        elif _state(row) is AttendanceState.ONLINE:
            behind = "线上"
        name = row.name or "（已不在档案中）"
        said.append(f"{name}（{behind}）" if behind else name)
    return "、".join(said)


def _quorum_words(need: KindNeed) -> str:
    if not need.least:
        return ""
    unit = "户" if need.by_households else "人"
    what = "" if need.by_households else "有表决权"
    told = f"{need.label}应到{what} {need.due} {unit}，实到 {need.present} {unit}，至少 {need.least} {unit}"
    return f"{told}，{'不足法定人数' if need.lacking else '符合规定'}"


def _vote_words(need: TopicNeed) -> str:
    if need.vote is None:
        return "未表决"
    vote = need.vote
    told = (
        f"参加表决 {vote.total} 票，同意 {vote.agreed} 票，反对 {vote.against} 票，弃权 {vote.abstained} 票"
    )
    least = f"（通过至少 {need.needed} 票）" if need.needed else ""
    return f"{told}{least}，{'通过' if need.is_passed else '未通过'}"


def _task_words(number: str, state: str) -> str:
    if not number:
        return ""
    return f"任务 {number}{'，已办结' if state in CLOSED_STATES else ''}"


def _heading(place: int, title: str, reporter: str) -> str:
    number = _NUMERALS[place] if place < len(_NUMERALS) else str(place + 1)
    return f"{number}、{title}" + (f"（{reporter}）" if reporter else "")


def _standing_words(row: AttendanceRow) -> str:
    return "" if row.standing == Standing.VOTER else code_table("meeting_standing").label(row.standing)


def _made_up(rows: Iterable[AttendanceRow]) -> Rows:
    return tuple(
        {
            "name": row.name,
            "on": date.fromisoformat(row.made_up_on),
            "how": row.made_up_note,
            "told_by": row.told_by,
        }
        for row in rows
        if row.made_up_on
    )


def _invited(row: FullMeetingRow) -> str:
    rules = [kind_rules()[kind] for kind in row.kinds if kind in kind_rules()]
    words = {
        "branch": "党员",
        "party_group": "党员",
        "party_committee": "支部委员",
        "villagers": "户代表" if row.by_households else "村民",
        "villagers_of_group": "户代表" if row.by_households else "村民",
        "representatives": "村民代表",
        "collective": "成员",
        "collective_representatives": "成员代表",
        "both_committees": "“两委”成员",
        "committee": "村委会委员",
        "supervision": "村监会委员",
        "finance": "理财小组成员",
        "council": "理事",
        "supervisors": "监事",
    }
    return "、".join(dict.fromkeys(words[rule.due] for rule in rules if rule.due in words)) or "同志"


def _who(detail: MeetingDetail, unit: str) -> str:
    guests = f"列席：{detail.row.observers}。" if detail.row.observers else ""
    return f"{_invited(detail.row)}共 {detail.tally.due} {unit}。{guests}"


def _proxy_words(row: FullMeetingRow) -> str:
    rules = [kind_rules()[kind] for kind in row.kinds if kind in kind_rules()]
    if any(rule.may_proxy for rule in rules):
        return "不能到场的，可以线上参加，或者书面委托同户其他成年成员代为参加。"
    return "户主不能参加的，由同户其他成年人参加。" if row.by_households else ""
