"""Meetings of the party, the villagers and the collective (会议), from their plan to the signed minutes."""

from desktop.services.meetings.records import (
    MeetingRow,
    NewMeeting,
    add_meeting,
    check_meeting,
    edit_meeting,
    insert_meeting,
    list_meetings,
    remove_meeting,
)

__all__ = [
    "MeetingRow",
    "NewMeeting",
    "add_meeting",
    "check_meeting",
    "edit_meeting",
    "insert_meeting",
    "list_meetings",
    "remove_meeting",
]
