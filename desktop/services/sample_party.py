"""Puts the invented party branch on record, and its meetings with who came and how they voted.

Through the services of the screens, like all of the sample (`desktop.services.sample_office`).
"""

from collections.abc import Mapping
from datetime import date

from desktop.domain.meeting_attendance import AttendanceState
from desktop.domain.quorum import Vote
from desktop.sample.office import SampleOffice
from desktop.sample.party import SampleMember, SampleParty, make_party
from desktop.sample.records import SampleMeeting
from desktop.services.meetings import attendance, holding, planning, reading, topics
from desktop.services.office import Office
from desktop.services.party import dues, membership
from desktop.services.property.records import save_record
from desktop.services.sample_clock import office_on

_FEE_FARMER_FEN = 40
"""What a farmer of the sample branch pays a month, in fen."""

_FARMERS = ("1", "5", "6", "7")
_CONTACT_MONTHS = 3


def enter_party(office: Office, sample: SampleOffice, persons: Mapping[str, str]) -> int:
    """Put the branch on record: groups, members, posts, people away, newcomers, dues.

    Args:
        office: The office at work.
        sample: The sample.
        persons: Record ids by the sample's keys; members the register does not have are left out.

    Returns:
        How many members there are.
    """
    party = make_party(sample)
    branch = save_record(
        office,
        "branch",
        {
            "name": party.name,
            "kind": party.kind,
            "parent_name": party.parent,
            "founded_on": party.founded_on.isoformat(),
            "theme_day": party.theme_day,
        },
    ).id
    first, last = party.term
    save_record(
        office,
        "branch_term",
        {
            "branch_id": branch,
            "from_date": first.isoformat(),
            "to_date": last.isoformat(),
            "has_committee": "是",
            "elected_on": first.isoformat(),
            "approved_by": party.parent,
        },
    )
    groups = [
        save_record(office, "party_group", {"branch_id": branch, "name": name}).id for name in party.groups
    ]
    names = {one.key: one.name for one in sample.party}
    records = {
        member.person: _enter_member(office, member, persons[member.person], groups[member.group], names)
        for member in party.members
        if member.person in persons
    }
    _enter_posts(office, party, records, first)
    _enter_floats(office, sample, party, records, persons)
    _enter_newcomers(office, sample, party, persons)
    _collect_dues(office, sample, party, records)
    return len(records)


def _enter_member(
    office: Office, member: SampleMember, person_id: str, group_id: str, names: Mapping[str, str]
) -> str:
    income = member.fee_income_cents
    texts = {
        "person_id": person_id,
        "group_id": group_id,
        "status": "1" if member.is_full else "2",
        "stage": "" if member.is_full else "4",
        "applied_on": member.applied_on.isoformat(),
        "joined_on": member.joined_on.isoformat(),
        "confirmed_on": member.confirmed_on.isoformat() if member.confirmed_on else "",
        "introducers": "、".join(names[key] for key in member.introducers),
        "fee_basis": member.fee_basis,
        "fee_income_cents": str(income // 100) if income else "",
        "fee_cents": f"{_FEE_FARMER_FEN / 100:.2f}" if member.fee_basis in _FARMERS else "",
        "duty_post": member.duty_post,
    }
    return save_record(office, "party_member", texts).id


def _enter_posts(office: Office, party: SampleParty, records: Mapping[str, str], first: date) -> None:
    for member in sorted(party.members, key=lambda one: one.post):
        if member.person not in records:
            continue
        for post in (member.post, "31" if member.leads_group else ""):
            if post:
                texts = {"member_id": records[member.person], "post": post, "from_date": first.isoformat()}
                save_record(office, "party_post", texts)


def _enter_floats(
    office: Office,
    sample: SampleOffice,
    party: SampleParty,
    records: Mapping[str, str],
    persons: Mapping[str, str],
) -> None:
    for place, member in enumerate(one for one in party.members if one.float and one.person in records):
        away = member.float
        assert away is not None
        texts = {
            "member_id": records[member.person],
            "kind": "1",
            "left_on": away.left_on.isoformat(),
            "place": away.place,
            "reason": "外出务工",
            "contact_person_id": persons.get(away.contact, ""),
        }
        save_record(office, "party_float", texts)
        # the last of them was called some months ago: there is something to remind of
        month = sample.day.month - (_CONTACT_MONTHS if place == 0 else 0)
        called = {
            "member_id": records[member.person],
            "contacted_on": date(sample.day.year, month, 20).isoformat(),
            "way": "1",
            "reached": "是",
            "contacted_by": sample.person(away.contact).name,
        }
        save_record(office, "party_contact", called)


def _enter_newcomers(
    office: Office, sample: SampleOffice, party: SampleParty, persons: Mapping[str, str]
) -> None:
    for newcomer in party.newcomers:
        if newcomer.person not in persons:
            continue
        days = dict(newcomer.steps)
        texts = {
            "person_id": persons[newcomer.person],
            "stage": newcomer.stage,
            "applied_on": days["10"].isoformat(),
        }
        member_id = save_record(office, "party_member", texts).id
        contacts = "、".join(sample.person(key).name for key in newcomer.contacts)
        for step, day in newcomer.steps:
            texts = {
                "member_id": member_id,
                "step": step,
                "done_on": day.isoformat(),
                "people": contacts if step in ("11", "20", "21") else "",
                "hours": "24" if step == "32" else "",
            }
            save_record(office, "party_development_step", texts)


def _collect_dues(
    office: Office, sample: SampleOffice, party: SampleParty, records: Mapping[str, str]
) -> None:
    """Quarter by quarter, as the branch collects them; who is behind has paid for fewer months."""
    year = sample.day.year
    paid_until = {
        records[one.person]: int(one.paid_until[-2:]) for one in party.members if one.person in records
    }
    lines = {line.member_id: line for line in dues.read_year(office, year).lines}
    for quarter in range((sample.day.month - 1) // 3 + 1):
        months = range(3 * quarter + 1, 3 * quarter + 4)
        payments = []
        for member_id, until in paid_until.items():
            fee = lines[member_id].fee_cents if member_id in lines else None
            covered = [month for month in months if month <= until]
            if fee and covered:
                first, last = f"{year}-{covered[0]:02d}", f"{year}-{covered[-1]:02d}"
                payments.append(dues.Collected(member_id, first, last, fee * len(covered)))
        day = date(year, months[-1], 25)
        dues.collect(office_on(office, day, 10), payments, day)


def enter_meetings(office: Office, sample: SampleOffice, persons: Mapping[str, str]) -> int:
    """Enter the meetings of the quarter with the lists of who came; returns how many."""
    with office.store.reading() as connection:
        branch = membership.branches_on(connection, sample.day)[0]
    groups = {group.name: group.id for group in branch.groups}
    for meeting in sample.meetings:
        _enter_meeting(
            office_on(office, meeting.on, 17), meeting, persons, branch.id, groups.get(meeting.body, "")
        )
    return len(sample.meetings)


def _enter_meeting(
    office: Office, meeting: SampleMeeting, persons: Mapping[str, str], branch_id: str, group_id: str
) -> None:
    drafts = [planning.TopicDraft(title) for title in meeting.topics]
    drafts += [planning.TopicDraft(vote.matter, kind=meeting.kinds[0]) for vote in meeting.votes]
    meeting_id = planning.plan_meeting(
        office,
        planning.MeetingPlan(
            kinds=meeting.kinds,
            held_on=meeting.on.isoformat(),
            title=meeting.title,
            starts_at=meeting.starts,
            ends_at=meeting.ends,
            place=meeting.place,
            chair=meeting.chair,
            recorder=meeting.recorder,
            branch_id=branch_id,
            party_group_id=group_id,
            lecturer_name=meeting.lecturer,
            note=meeting.note,
            topics=tuple(drafts),
        ),
    )
    _mark_people(office, meeting, meeting_id, persons)
    detail = reading.get_meeting(office, meeting_id)
    present = {need.topic.id: need.attendance.present for need in detail.topic_needs}
    for topic in detail.topics:
        vote = Vote(agreed=present[topic.id] - 1, abstained=1) if topic.kind else None
        decided = meeting.decision if topic is detail.topics[-1] else ""
        draft = planning.TopicDraft(topic.title, kind=topic.kind)
        topics.edit_topic(office, topic.id, draft, topics.TopicMinutes(resolution=decided, vote=vote))
    holding.close_minutes(
        office, meeting_id, holding.Closing(meeting.chair, meeting.recorder, meeting.starts, meeting.ends)
    )


def _mark_people(office: Office, meeting: SampleMeeting, meeting_id: str, persons: Mapping[str, str]) -> None:
    rows = reading.get_meeting(office, meeting_id).attendance
    excused = {persons[one.person]: one.reason for one in meeting.leave if one.person in persons}
    for reason in sorted(set(excused.values())):
        lines = [row.id for row in rows if excused.get(row.person_id) == reason]
        attendance.mark(office, lines, AttendanceState.LEAVE, reason)
    leading = (meeting.chair, meeting.recorder)
    rest = [row for row in rows if row.person_id not in excused]
    absent = [row.id for row in rest if row.name not in leading][: meeting.absent]
    if absent:
        attendance.mark(office, absent, AttendanceState.ABSENT)
    attendance.mark_rest(office, meeting_id, AttendanceState.PRESENT)
