"""The party's records among the ledgers: what each is called, checked by, and known again by."""

from desktop.services.party import branches, conduct, development, dues, floating, members, transfers
from desktop.services.property.rules import LedgerRules

RULES: dict[str, LedgerRules] = {
    branches.BRANCH: branches.BRANCH_RULES,
    branches.TERM: branches.TERM_RULES,
    branches.GROUP: branches.GROUP_RULES,
    members.MEMBER: members.MEMBER_RULES,
    members.POST: members.POST_RULES,
    floating.FLOAT: floating.FLOAT_RULES,
    floating.CONTACT: floating.CONTACT_RULES,
    development.STEP: development.STEP_RULES,
    dues.FEE: dues.FEE_RULES,
    dues.FEE_MOVE: dues.MOVE_RULES,
    transfers.TRANSFER: transfers.TRANSFER_RULES,
    conduct.DISCIPLINE: conduct.DISCIPLINE_RULES,
    conduct.HONOUR: conduct.HONOUR_RULES,
}

TITLES = {
    branches.BRANCH: "党支部",
    branches.TERM: "任期",
    branches.GROUP: "党小组",
    members.MEMBER: "党员",
    members.POST: "党内职务",
    floating.FLOAT: "流动",
    floating.CONTACT: "联系记录",
    development.STEP: "发展党员步骤",
    dues.FEE: "党费",
    dues.FEE_MOVE: "党费上缴和使用",
    transfers.TRANSFER: "组织关系转接",
    conduct.DISCIPLINE: "处分",
    conduct.HONOUR: "表彰",
}

NAME_FIELDS = {
    branches.BRANCH: "name",
    branches.TERM: "branch_id",
    branches.GROUP: "name",
    members.MEMBER: "person_id",
    members.POST: "member_id",
    floating.FLOAT: "member_id",
    floating.CONTACT: "member_id",
    development.STEP: "member_id",
    dues.FEE: "member_id",
    dues.FEE_MOVE: "kind",
    transfers.TRANSFER: "person_id",
    conduct.DISCIPLINE: "member_id",
    conduct.HONOUR: "title",
}
"""Ledger → the field that its records are called by."""

SAME = {
    members.MEMBER: ("person_id",),
    dues.FEE: ("member_id", "first_month", "last_month"),
    branches.BRANCH: ("name",),
    branches.GROUP: ("branch_id", "name"),
    conduct.HONOUR: ("member_id", "title", "given_on"),
    conduct.DISCIPLINE: ("member_id", "kind", "decided_on"),
    members.POST: ("member_id", "post", "from_date"),
    floating.FLOAT: ("member_id", "left_on"),
    floating.CONTACT: ("member_id", "contacted_on"),
    development.STEP: ("member_id", "step", "done_on"),
    dues.FEE_MOVE: ("kind", "moved_on", "amount_cents", "text"),
    transfers.TRANSFER: ("person_id", "direction", "issued_on"),
    branches.TERM: ("branch_id", "from_date"),
}
"""Fields by which a row of a workbook is known to be on record already."""
