"""An order to mobilise goes out, villages start, rates come back by true times, the all-clear ends it."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.ids import new_id
from sync.county.store.disaster_reports import list_reports, total_of
from sync.county.store.handing_down import Recipient
from sync.county.store.mobilisation_orders import (
    NewMobilisationOrder,
    clear_order,
    find_order,
    list_orders,
    list_responses,
    order_id_of,
    send_order,
)
from sync.county.store.villages import add_village
from tests.support.refusals import refusal
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS, operation

ORDER = NewMobilisationOrder("防指〔2026〕5号", "示范县防指", "02", "1", "转移临河住户", "一组")
ID = order_id_of(ORDER.number)
START = datetime.fromtimestamp(NOW_MS / 1_000, UTC)


@pytest.fixture
def recipients(county, village_id) -> list[Recipient]:
    other = add_village(county.database, "999901101202", "邻村", NOW_MS)
    return [Recipient(village_id, "示范村", "999901101201"), Recipient(other, "邻村", "999901101202")]


def at(minutes: int) -> str:
    return (START + timedelta(minutes=minutes)).isoformat()


def start(county, pc) -> str:
    """The village starts on the order: two callers, three households of which one is not reached."""
    made, callers, homes = new_id(), [new_id(), new_id(), new_id()], [new_id(), new_id(), new_id()]
    common = {"mobilisation_id": made}
    marks = [
        ("mobilisation_call", callers[0], "acknowledged", 3, None),
        ("mobilisation_call", callers[1], "acknowledged", 8, None),
        ("mobilisation_household", homes[0], "moved", 12, 4),
        ("mobilisation_household", homes[1], "told", 12, None),
        ("mobilisation_household", homes[2], "unreached", 14, None),
    ]
    pc.send(
        county,
        operation(
            "mobilisation",
            record_id=made,
            number="M-1",
            order_id=ID,
            kind="02",
            level="1",
            started_at=at(0),
            is_drill=0,
        ),
        *(
            operation("mobilisation_call", record_id=each, name="x", role="head", sequence=number, **common)
            for number, each in enumerate(callers[:2])
        ),
        operation(
            "mobilisation_call",
            record_id=callers[2],
            name="y",
            role="worker",
            sequence=3,
            skipped_reason="away",
            **common,
        ),
        *(
            operation(
                "mobilisation_household",
                record_id=each,
                household_id=each,
                sequence=1,
                people=3,
                **common,
            )
            for each in homes
        ),
        *(
            operation(
                "mobilisation_mark",
                target_table=table,
                target_id=target,
                mark=mark,
                at=at(minutes),
                entered_at=at(minutes + 30),
                people=people,
                **common,
            )
            for table, target, mark, minutes, people in marks
        ),
    )
    return made


def test_an_order_reaches_villages_once_and_is_corrected_under_its_number(county, pc, recipients) -> None:
    with across_villages():
        assert set(send_order(county, recipients, ORDER, NOW_MS).values()) == {1}
        assert set(send_order(county, recipients, ORDER, NOW_MS).values()) == {0}
    (row,) = [each for each in pc.take_pages(pc.exchange(county).pages) if "issuer" in each.fields]
    assert (row.fields["number"], row.fields["kind"], row.fields["is_drill"]) == (ORDER.number, "02", 0)


def test_what_comes_back_is_counted_by_true_times_and_the_silent_village_stands_first(
    county, pc, recipients
) -> None:
    with across_villages():
        send_order(county, recipients, ORDER, NOW_MS)
        start(county, pc)
        silent, told = list_responses(county.database, ID, NOW_MS + 3_600_000)
        order = find_order(county.database, ID)
    assert (order.started, order.villages) == (1, 2)
    assert (silent.name, silent.started_at, silent.checkpoints) == ("邻村", "", ())
    assert [(each.minutes, each.answered, each.whole) for each in told.checkpoints] == [
        (5, 1, 2),
        (10, 2, 2),
        (15, 2, 2),
    ]
    assert told.households is not None
    assert (told.households.reached, told.households.households, told.households.people_moved) == (2, 3, 4)
    assert told.households.people_unaccounted == 3


def test_the_all_clear_reaches_every_village_that_has_the_order_and_ends_it(county, pc, recipients) -> None:
    with across_villages():
        send_order(county, recipients, ORDER, NOW_MS)
        assert refusal(clear_order, county, ORDER.number, " ", NOW_MS) == ["CTY-230"]
        assert clear_order(county, ORDER.number, "水位已退", NOW_MS) == 2
        assert refusal(clear_order, county, ORDER.number, "再", NOW_MS) == ["CTY-234"]
        assert refusal(send_order, county, recipients, ORDER, NOW_MS) == ["CTY-234"]
        assert refusal(clear_order, county, "别的", "再", NOW_MS) == ["CTY-235"]
        (listed,) = list_orders(county.database)
    assert (listed.is_open, listed.clear_text) == (False, "水位已退")
    (row,) = [each for each in pc.take_pages(pc.exchange(county).pages) if "issuer" in each.fields]
    assert row.fields["cleared_at"]


def test_an_order_sent_by_mistake_is_withdrawn(county, recipients) -> None:
    with across_villages():
        send_order(county, recipients, ORDER, NOW_MS)
        clear_order(county, ORDER.number, "发错", NOW_MS, withdraws=True)
        order = find_order(county.database, ID)
    assert order.withdrawn_at
    assert not order.cleared_at


def test_an_order_that_says_too_little_or_the_impossible_is_not_sent(county, recipients) -> None:
    faulty = NewMobilisationOrder(" ", "", "77", "9", "长" * 501, deadline_at="2020-01-01 05:00")
    assert refusal(send_order, county, recipients, faulty, NOW_MS) == [
        "CTY-230",
        "CTY-230",
        "CTY-230",
        "CTY-231",
        "CTY-231",
        "CTY-232",
    ]


def test_only_the_newest_report_of_a_disaster_counts_and_names_stay_out(county, pc) -> None:
    fields = {"mobilisation_id": "a" * 32, "disaster": "02", "began_at": at(0), "reported_by": "x"}
    first, second = {"affected": 10, "direct_loss": 125}, {"affected": 12, "direct_loss": 250}
    pc.send(
        county,
        operation("disaster_report", kind="first", report_no=1, figures=json.dumps(first), **fields),
        operation("disaster_report", kind="followup", report_no=2, figures=json.dumps(second), **fields),
    )
    with across_villages():
        (line,) = list_reports(county.database)
    assert (line.kind, dict(line.figures)) == ("followup", second)
    assert total_of((line, line)) == {"affected": 24, "direct_loss": 500}
