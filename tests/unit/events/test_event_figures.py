"""Figures of events over a period."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.accounts import Role
from desktop.domain.event_figure import EventFacts, reckon_figures
from desktop.domain.event_state import CLOSED_STATES, OPEN_STATES, Step
from desktop.reports.building import build_notice
from desktop.reports.data import HouseholdCard
from desktop.reports.gate import inspect
from desktop.reports.rendering import render
from desktop.reports.template import template
from desktop.services import events
from desktop.services.disclosure.compiling import compile_data
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.events import NewEvent
from desktop.services.events.figures import read_figures
from desktop.services.events.merging import merge_event
from desktop.services.events.printing import render_event_slip
from desktop.services.events.publishing import publish_event
from desktop.services.events.reminders import read_reminders
from desktop.services.office import Office
from tests.support.disclosure import as_role, on_day
from tests.support.offices import make_office

FIRST, LAST = datetime(2026, 10, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def facts(name: str = "a", **more: object) -> EventFacts:
    base = EventFacts(
        name, "75", FIRST + DAY, FIRST + 5 * DAY, FIRST + 3 * DAY, FIRST + 4 * DAY, FIRST + 3 * DAY, 1, "2"
    )
    return replace(base, **more)  # type: ignore[arg-type]


def reckoned(*each: EventFacts):
    return reckon_figures(each, FIRST, LAST)


def test_settled_in_time_of_those_due_and_in_the_village_of_those_settled():
    figures = reckoned(
        facts("a"),
        facts("late", settled_at=FIRST + 6 * DAY),
        facts("open", state="50", settled_at=None, told_at=None),
        facts("above", max_level=2),
    )
    assert figures.settlement_rate.text() == "2/4"
    assert figures.in_village_rate.text() == "2/3"


def test_what_was_refused_merged_or_withdrawn_before_it_was_settled_leaves_both():
    """domain.md 12, pitfall 2."""
    withdrawn = facts("95", state="95", settled_at=None, told_at=None)
    figures = reckoned(facts("a"), withdrawn, *(facts(state, state=state) for state in ("20", "96")))
    assert (figures.due, figures.settled, figures.refused) == (("a",), ("a",), ("20",))


def test_withdrawing_what_was_settled_makes_no_figure_better():
    """domain.md 12: closed in time of those due; satisfied of those rated."""
    bad = facts("bad", satisfaction="4", settled_at=FIRST + 6 * DAY)
    for state in ("80", "95"):
        figures = reckoned(facts("good"), replace(bad, state=state))
        assert figures.settlement_rate.text() == "1/2"
        assert figures.satisfaction_rate.text() == "1/2"
        assert figures.handled == ("good", "bad")


def test_what_was_done_anew_counts_once_at_its_last_closing():
    """domain.md 12, pitfall 3."""
    again = facts("again", reopened=1, settled_at=LAST + DAY, told_at=LAST + DAY)
    assert reckoned(again).settled == ()
    later = reckon_figures((again,), LAST, LAST + 30 * DAY)
    assert (later.settled, later.reopened) == (("again",), ("again",))


def test_satisfaction_is_of_those_who_said_and_stands_beside_the_rating_rate():
    figures = reckoned(*(facts(code, satisfaction=code) for code in ("1", "2", "3", "4", "9")))
    assert (figures.satisfaction_rate.text(), figures.rating_rate.text()) == ("2/4", "4/5")
    many = reckoned(*(facts(str(n), satisfaction="2" if n else "4") for n in range(10)))
    assert many.satisfaction_rate.text() == "90.0%"


moments = st.one_of(st.none(), st.integers(-40, 130).map(lambda days: FIRST + days * DAY))
anything = st.builds(
    EventFacts,
    st.uuids().map(str),
    st.sampled_from([*OPEN_STATES, *CLOSED_STATES]),
    moments.filter(lambda moment: moment is not None),
    moments,
    moments,
    moments,
    moments,
    st.integers(1, 3),
    st.sampled_from(["", "1", "2", "3", "4", "9"]),
    st.integers(0, 1),
    st.booleans(),
)


@given(st.lists(anything, max_size=20, unique_by=lambda each: each.id))
def test_a_part_is_never_more_than_its_whole(some: list[EventFacts]):
    figures = reckoned(*some)
    for part, whole in (
        (figures.settled_in_time, figures.due),
        (figures.in_village, figures.settled),
        (figures.on_the_spot, figures.settled),
        (figures.reopened, figures.settled),
        (figures.rated, figures.handled),
        (figures.satisfied, figures.rated),
    ):
        assert set(part) <= set(whole)


@given(st.lists(anything, max_size=20, unique_by=lambda each: each.id), st.integers(1, 90))
def test_two_halves_of_a_period_add_up(some: list[EventFacts], days: int):
    middle = FIRST + days * DAY
    whole, one, two = (
        reckon_figures(some, *span) for span in ((FIRST, LAST), (FIRST, middle), (middle, LAST))
    )
    for name in ("received", "handled", "due", "settled", "rated", "refused"):
        assert sorted(getattr(whole, name)) == sorted(getattr(one, name) + getattr(two, name))


# Over a real office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = make_office(Path(tmp_path_factory.mktemp("figures")))
    yield made
    made.close()


def reported(title: str) -> NewEvent:
    return NewEvent(title, kind="event", category="0402", reporter="李秀英", reporter_phone="13800001111")


def test_figures_hold_for_a_period_and_say_what_they_were_read_from(office: Office):
    at = on_day(office, "2025-03-10")
    done, late, same = (events.add_event(at, reported(title)) for title in ("办好", "迟了", "同一件"))
    events.add_event(at, NewEvent("填表"))
    merge_event(at, same, late)
    events.settle(at, done, "办好了", "10")
    events.settle(on_day(office, "2025-03-28"), late, "总算好了", "10")
    read = read_figures(on_day(office, "2025-04-02"), date(2025, 3, 1), date(2025, 3, 31))
    assert (len(read.figures.received), read.figures.settlement_rate.text()) == (2, "1/2")
    assert read.row_count == 3
    early = read_figures(on_day(office, "2025-03-11"), date(2025, 3, 1), date(2025, 3, 31))
    assert early.figures.due == ()
    tasks = read_figures(on_day(office, "2025-04-02"), date(2025, 4, 1), date(2025, 4, 30))
    assert tasks.figures.received == ()


def test_the_public_sheet_shows_public_texts_and_nothing_else(office: Office):
    at = on_day(office, "2025-06-10")
    event = events.add_event(at, reported("李秀英家门口路灯不亮"))
    silent = events.add_event(at, reported("没有公开的事"))
    for each in (event, silent):
        events.settle(at, each, "李秀英家的灯换好了", "10")
    publish_event(at, event, "有村民反映路灯不亮，已换新灯。")
    request = NoticeRequest("settled_events", "2025-04-01", "2025-06-30", "2025-07-05")
    sheet = compile_data(at, request, "V35-1")
    (row,) = sheet.tables["rows"]  # type: ignore[union-attr]
    assert (row["text"], row["category"]) == ("有村民反映路灯不亮，已换新灯。", "路灯供电")
    assert "李秀英" not in str(sheet)
    assert "收到 2 件，办结 2 件" in sheet.values["summary"]  # type: ignore[union-attr]


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_the_public_sheet_passes_the_gate_and_the_slip_names_nobody_who_wished_for_secrecy(office: Office):
    at = on_day(office, "2025-08-20")
    event = events.add_event(at, replace(reported("家里的事"), secret=True, text="不想让人知道"))
    events.settle(at, event, "谈过了", "10")
    publish_event(at, event, "一位村民反映家庭困难，已帮助申请救助。")
    request = NoticeRequest("settled_events", "2025-08-01", "2025-08-31", "2025-09-05")
    data = compile_data(at, request, "V35-2")
    assert not isinstance(data, HouseholdCard)
    assert inspect(render(build_notice(template("settled_events"), data), draft=False)) == ()
    slip = text_of(render_event_slip(at, event))
    assert "谈过了" in slip
    assert "李秀英" not in slip
    assert "1380000" not in slip


def test_today_names_what_waits_and_only_for_who_has_a_part_in_it(office: Office):
    at = on_day(office, "2025-09-10")
    new = events.add_event(at, reported("没人受理"))
    back = events.add_event(at, reported("退回来的"))
    events.take_step(at, back, Step.ESCALATE, "办不了")
    events.take_step(at, back, Step.RETURN, "村里能办")
    told = events.add_event(at, reported("没告诉"))
    events.take_step(at, told, Step.SETTLE, "好了")
    later = on_day(office, "2025-09-20")
    waiting = read_reminders(later)
    assert new in [row.id for row in waiting.accept_overdue]
    assert [row.id for row in waiting.returned] == [back]
    assert told in [row.id for row in waiting.to_feed_back]
    assert waiting.extensions == ()
    assert not read_reminders(as_role(later, Role.READER)).is_any
