"""What a travelling record is called on a screen, and who may see and change it."""

from db.connection import Connection
from desktop.domain.accounts import Right
from sync.village.waiting import TABLES

_NAMED_BY = {
    "person": "name",
    "household": "household_no",
    "event": "title",
    "meeting": "title",
    "notice": "title",
    "funds_entry": "summary",
    "grid": "name",
    "hazard_site": "name",
    "shelter": "name",
    "account": "display_name",
    "saved_view": "name",
    "attachment": "file_name",
    "restricted_attachment": "file_name",
    "learning_attachment": "file_name",
    "letter_attachment": "file_name",
    "villager_letter": "title",
    "service_booking": "number",
    "learning_item": "title",
    "deed": "title",
    "notice_posting": "place",
    "disclosure_overlay": "code",
    "duty_reason": "period",
    "rectification_order": "title",
    "task_order": "title",
    "report_table": "title",
    "rectification": "title",
    "score_rule": "version",
    "points_scheme": "name",
    "points_entry": "occurred_on",
    "points_closing": "quarter",
    "points_appeal": "received_on",
    "matter": "title",
    "meeting_topic": "title",
    "funds_account": "name",
    "debt": "counterparty",
    "asset": "name",
    "land_resource": "name",
    "contract": "name",
    "project": "name",
    "certificate": "number",
    "village_fact": "key",
    "branch": "name",
    "party_group": "name",
    "party_transfer": "number",
    "party_honour": "title",
}
_NAMED_AFTER = {
    "membership": ("person", "person_id"),
    "restricted": ("person", "person_id"),
    "dwelling": ("household", "household_id"),
    "homestead": ("household", "household_id"),
    "land_contract": ("household", "household_id"),
    "aid_grant": ("household", "household_id"),
    "event_step": ("event", "event_id"),
    "event_link": ("event", "event_id"),
    "event_extension": ("event", "event_id"),
    "event_rating": ("event", "event_id"),
    "event_reporter": ("event", "event_id"),
    "event_escalation": ("event", "event_id"),
    "task_answer": ("task_order", "order_id"),
    "task_verdict": ("task_order", "order_id"),
    "report_run": ("report_table", "report_id"),
    "notice_step": ("notice", "notice_id"),
    "objection": ("notice", "notice_id"),
    "matter_step": ("matter", "matter_id"),
    "meeting_attendance": ("meeting", "meeting_id"),
    "meeting_grade": ("meeting", "meeting_id"),
    "body_seat": ("person", "person_id"),
    "debt_move": ("debt", "debt_id"),
    "subsidy": ("person", "person_id"),
    "project_step": ("project", "project_id"),
    "study": ("learning_item", "item_id"),
    "deed_participant": ("deed", "deed_id"),
    "branch_term": ("branch", "branch_id"),
    "party_fee_move": ("branch", "branch_id"),
    "hazard_threat": ("hazard_site", "site_id"),
    "hazard_card": ("hazard_site", "site_id"),
    "patrol_plan": ("hazard_site", "site_id"),
    "patrol": ("hazard_site", "site_id"),
    "party_member": ("person", "person_id"),
    "party_post": ("party_member", "member_id"),
    "party_float": ("party_member", "member_id"),
    "party_contact": ("party_member", "member_id"),
    "party_development_step": ("party_member", "member_id"),
    "party_fee": ("party_member", "member_id"),
    "party_discipline": ("party_member", "member_id"),
    "party_appraisal": ("party_member", "member_id"),
}
_RIGHTS = {
    "event": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "event_step": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "event_link": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "event_extension": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "event_rating": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "event_reporter": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "event_escalation": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "villager_letter": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "letter_attachment": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "service_booking": (Right.READ_SERVICES, Right.EDIT_SERVICES),
    "task_order": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "task_answer": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "task_verdict": (Right.READ_EVENTS, Right.EDIT_EVENTS),
    "report_table": (Right.EXPORT, Right.EXPORT),
    "report_run": (Right.EXPORT, Right.EXPORT),
    "report_value": (Right.READ_REGISTER, Right.EXPORT),
    "meeting": (Right.READ_MEETINGS, Right.EDIT_MEETINGS),
    "meeting_attendance": (Right.READ_MEETINGS, Right.EDIT_MEETINGS),
    "meeting_topic": (Right.READ_MEETINGS, Right.EDIT_MEETINGS),
    "meeting_grade": (Right.READ_MEETINGS, Right.EDIT_MEETINGS),
    "body_seat": (Right.READ_MEETINGS, Right.EDIT_MEETINGS),
    "funds_entry": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "funds_opening": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "aid_grant": (Right.READ_AID, Right.EDIT_AID),
    "notice": (Right.READ_NOTICES, Right.DRAFT_NOTICE),
    "notice_step": (Right.READ_NOTICES, Right.DRAFT_NOTICE),
    "notice_posting": (Right.READ_NOTICES, Right.DRAFT_NOTICE),
    "objection": (Right.READ_OBJECTIONS, Right.EDIT_OBJECTIONS),
    "disclosure_overlay": (Right.READ_NOTICES, Right.SETTINGS),
    "duty_reason": (Right.READ_DUTIES, Right.ANSWER_DUTIES),
    "rectification_order": (Right.READ_DUTIES, Right.ANSWER_DUTIES),
    "rectification": (Right.READ_DUTIES, Right.ANSWER_DUTIES),
    "rectification_verdict": (Right.READ_DUTIES, Right.ANSWER_DUTIES),
    "score_rule": (Right.READ_DUTIES, Right.SETTINGS),
    "layout_change": (Right.READ_NOTICES, Right.EDIT_LAYOUT),
    "sheet_row": (Right.READ_NOTICES, Right.DRAFT_NOTICE),
    "matter": (Right.READ_NOTICES, Right.EDIT_MATTERS),
    "matter_step": (Right.READ_NOTICES, Right.EDIT_MATTERS),
    "funds_account": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "debt": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "debt_move": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "asset": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "land_resource": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "contract": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "project": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "project_step": (Right.READ_FINANCE, Right.EDIT_FINANCE),
    "subsidy": (Right.READ_AID, Right.EDIT_AID),
    "branch": (Right.READ_PARTY, Right.EDIT_PARTY),
    "branch_term": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_group": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_member": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_post": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_float": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_contact": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_development_step": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_fee": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_fee_move": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_transfer": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_discipline": (Right.EDIT_PARTY, Right.EDIT_PARTY),
    "party_honour": (Right.READ_PARTY, Right.EDIT_PARTY),
    "party_appraisal": (Right.READ_PARTY, Right.EDIT_PARTY),
    "points_scheme": (Right.READ_POINTS, Right.EDIT_POINTS),
    "points_entry": (Right.READ_POINTS, Right.EDIT_POINTS),
    "points_closing": (Right.READ_POINTS, Right.CONFIRM_POINTS),
    "points_appeal": (Right.READ_POINTS, Right.EDIT_POINTS),
    "certificate": (Right.REVEAL, Right.ISSUE_CERTIFICATE),
    "learning_item": (Right.READ_LEARNING, Right.EDIT_LEARNING),
    "learning_attachment": (Right.READ_LEARNING, Right.EDIT_LEARNING),
    "study": (Right.READ_LEARNING, Right.EDIT_LEARNING),
    "deed": (Right.READ_LEARNING, Right.EDIT_LEARNING),
    "deed_participant": (Right.READ_LEARNING, Right.EDIT_LEARNING),
    "figure_sheet": (Right.READ_LEARNING, Right.PRINT),
    "hazard_site": (Right.READ_PATROLS, Right.EDIT_PATROLS),
    "hazard_threat": (Right.READ_PATROLS, Right.EDIT_PATROLS),
    "hazard_card": (Right.READ_PATROLS, Right.EDIT_PATROLS),
    "patrol_alert": (Right.READ_PATROLS, Right.EDIT_PATROLS),
    "patrol_plan": (Right.READ_PATROLS, Right.EDIT_PATROLS),
    "patrol": (Right.READ_PATROLS, Right.EDIT_PATROLS),
    "village_fact": (Right.READ_NOTICES, Right.SETTINGS),
    "account": (Right.MANAGE_USERS, Right.MANAGE_USERS),
    "restricted": (Right.REVEAL, Right.REVEAL),
    "restricted_attachment": (Right.REVEAL, Right.REVEAL),
}


def reading_right(table: str) -> Right:
    """The right that one needs to see records of a table."""
    return _RIGHTS.get(table, (Right.READ_REGISTER, Right.EDIT_REGISTER))[0]


def editing_right(table: str) -> Right:
    """The right that one needs to change records of a table."""
    return _RIGHTS.get(table, (Right.READ_REGISTER, Right.EDIT_REGISTER))[1]


def table_of(kind: int) -> str:
    """The table of a record kind."""
    return TABLES[kind]


def name_of(connection: Connection, table: str, record_id: str) -> str:
    """What a record is called; empty when it has no name or is gone."""
    owner = _NAMED_AFTER.get(table)
    if owner is not None:
        row = connection.execute(
            f"SELECT {owner[1]} FROM {table} WHERE id = ?",  # noqa: S608 - own names
            (record_id,),
        ).fetchone()
        return name_of(connection, owner[0], str(row[0])) if row else ""
    column = _NAMED_BY.get(table)
    if column is None:
        return ""
    row = connection.execute(
        f"SELECT {column} FROM {table} WHERE id = ?",  # noqa: S608 - own names
        (record_id,),
    ).fetchone()
    return str(row[0] or "") if row else ""
