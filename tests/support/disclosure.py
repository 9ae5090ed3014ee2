"""An office with a quarter's accounts, and its people at work one after the other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.services import finance
from desktop.services.disclosure import notices
from desktop.services.disclosure.compiling import ACCOUNTS
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import NewEntry
from desktop.services.office import Office, User
from tests.support.offices import make_office

REQUEST = NoticeRequest(ACCOUNTS, "2026-07-01", "2026-09-30", "2026-10-20")


def as_role(office: Office, role: Role) -> Office:
    """The office with somebody of a role at work."""
    return replace(office, user=User(UserId(f"user-{role.value}"), role.value, role.label, role))


def on_day(office: Office, day: str) -> Office:
    """The office at noon of a day."""
    moment = datetime.fromisoformat(f"{day}T12:00:00").astimezone(UTC)
    return replace(office, clock=lambda: moment)


def keep_books(office: Office) -> None:
    """An opening balance and two entries of the third quarter of 2026."""
    books = as_role(office, Role.BOOKKEEPER)
    finance.set_opening(books, "2026-07-01", 1_000_000)
    finance.add_entries(
        books,
        (
            NewEntry("2026-07-05", "I02", "大塘承包款", 250_000, "记07-001", "王会计", "王书记"),
            NewEntry("2026-08-05", "O04", "办公电费", 44_824, "记08-001", "王会计", "王书记"),
        ),
    )


def reviewed(office: Office, request: NoticeRequest = REQUEST) -> str:
    """A notice drafted by the clerk that the supervision committee has examined."""
    notice = notices.make_notice(office, request)
    notices.submit(office, notice)
    notices.review(as_role(office, Role.SUPERVISOR), notice)
    return notice


def issued(office: Office, request: NoticeRequest = REQUEST) -> str:
    """As `reviewed`, and issued."""
    notice = reviewed(office, request)
    notices.issue(as_role(office, Role.SECRETARY), notice)
    return notice


@pytest.fixture
def disclosing(tmp_path: Path) -> Iterator[Office]:
    """A clerk's office with books, on 20 October 2026."""
    made = make_office(tmp_path)
    keep_books(made)
    yield on_day(made, "2026-10-20")
    made.close()
