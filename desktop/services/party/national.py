"""A member's record as the national member system asks for it: field by field, and as a workbook.

The system takes no files from villages, so that a person types it in; here every value stands in the order
of that system's form, ready to be copied. Items are data (``resources/party/national_items.csv``).
"""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import resources
from db.connection import Connection
from db.queries import party as party_queries
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.money import show_money
from desktop.domain.party_dues import monthly_dues
from desktop.domain.party_float import FLOATING_OUT
from desktop.services.office import Office
from desktop.services.party.dues import asked_cents, read_payments
from desktop.services.party.membership import posts_on
from desktop.services.property.rules import text

YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class NationalItem:
    """One item of the form: its section, label, where its value stands, and the code table, "" for none."""

    section: str
    label: str
    source: str
    codes: str


@dataclass(frozen=True, slots=True)
class NationalValue:
    """What stands in an item: the code where it has one, and the words."""

    item: NationalItem
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class NationalForm:
    """One member's form, every item in its order."""

    member_id: str
    name: str
    values: tuple[NationalValue, ...]


@cache
def national_items() -> tuple[NationalItem, ...]:
    """The items in the order of the form."""
    with resources.path("party", "national_items.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            NationalItem(row["section"], row["item"], row["source"], row["codes"])
            for row in csv.DictReader(stream)
        )


def read_forms(office: Office, member_ids: Sequence[str]) -> tuple[NationalForm, ...]:
    """Forms of some members in the order asked for; they show personal data in full, which is logged.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PARTY)
    office.require(Right.REVEAL)
    with office.store.reading() as connection:
        known = {row.id: row.person_id for row in party_queries.list_members(connection)}
        reader = _Reader(office, connection)
        forms = tuple(reader.form(each, known[each]) for each in member_ids if each in known)
    office.log_access("reveal", "person", fields=("citizen_id", "mobile"), purpose="全国党员系统录入")
    return forms


def export_forms(office: Office, path: Path, member_ids: Sequence[str]) -> int:
    """Write forms as a workbook, one line a member, codes and words side by side; the export is logged.

    Returns:
        Number of members.

    Raises:
        ProblemError: IMP-080 the file can't be written, SYS-403.
    """
    from desktop.exchange.list_writer import write_list

    office.require(Right.EXPORT)
    headings = [
        heading
        for item in national_items()
        for heading in ((f"{item.label}代码", item.label) if item.codes else (item.label,))
    ]
    rows = [
        [
            cell
            for value in form.values
            for cell in ((value.code, value.words) if value.item.codes else (value.words,))
        ]
        for form in read_forms(office, member_ids)
    ]
    office.log_access("export", "party_member", purpose="全国党员系统录入表")
    return write_list(path, tuple(headings), rows, sheet_name="党员信息")


class _Reader:
    """Reads the rows behind a form."""

    def __init__(self, office: Office, connection: Connection) -> None:
        self._office = office
        self._connection = connection
        self._payments = read_payments(connection)
        self._posts: dict[str, list[str]] = {}
        for post in posts_on(connection, office.today()):
            self._posts.setdefault(post.member_id, []).append(post.label)

    def form(self, member_id: str, person_id: str) -> NationalForm:
        connection = self._connection
        rows: dict[str, Mapping[str, object]] = {
            "member": queries.find_record(connection, "party_member", member_id) or {},
            "person": next(iter(party_queries.list_rows(connection, "person", "pk", id=person_id)), {}),
            "float": self._float(member_id),
        }
        branch_id = str(rows["member"].get("branch_id") or "")
        rows["branch"] = queries.find_record(connection, "branch", branch_id) or {}
        own: dict[str, Callable[[], str]] = {
            "posts": lambda: "、".join(self._posts.get(member_id, ())),
            "lost": lambda: YES if rows["member"].get("contact_lost_on") else NO,
            "fee": lambda: self._fee(member_id),
            "fee_until": lambda: max((each.last for each in self._payments.get(member_id, ())), default=""),
        }
        values = []
        for item in national_items():
            table, _, column = item.source.partition(".")
            stored = rows[table].get(column) if column else own[item.source]()
            values.append(_value(item, stored))
        return NationalForm(member_id, str(rows["person"].get("name") or ""), tuple(values))

    def _float(self, member_id: str) -> Row:
        rows = queries.list_where(self._connection, "party_float", "member_id", member_id)
        return next((row for row in rows if row["kind"] == FLOATING_OUT and not text(row, "back_on")), {})

    def _fee(self, member_id: str) -> str:
        member = party_queries.list_members(self._connection, member_id=member_id)[0]
        today, place = self._office.today(), self._office.vault.village.division_code
        dues = monthly_dues(member.fee_basis, member.fee_income_cents, today, place)
        asked = asked_cents(member.fee_cents, dues)
        return "" if asked is None else show_money(asked)


def _value(item: NationalItem, stored: object) -> NationalValue:
    if stored is None or stored == "":
        return NationalValue(item, "", "")
    if item.codes:
        return NationalValue(item, str(stored), code_table(item.codes).label(str(stored)))
    if item.source.endswith("introducers"):
        return NationalValue(item, "", "、".join(json.loads(str(stored))))
    if item.source.rpartition(".")[2].startswith("is_"):
        return NationalValue(item, "", YES if stored else NO)
    return NationalValue(item, "", str(stored))
