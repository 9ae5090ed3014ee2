"""The county's statement picks the rows that `sync.plan.feed.is_due` says, for any reader at any place."""

from random import Random

import pytest

from sync.county.store.feed import read_page
from sync.county.store.records import read_records
from sync.plan.feed import is_due
from sync.plan.merge import RecordState
from sync.protocol.messages import Cursor
from sync.protocol.operation import Op, Operation
from tests.support.village_pc import VillagePc, operation, person

BATCHES = 25
LARGEST_PAGE = 1_000_000


def a_village_at_work(county, pcs: list[VillagePc], chance: Random) -> set[tuple[int, str]]:
    """Batches of several PCs on records of each other, some with what their authors had not seen."""
    people: list[str] = []
    for rev in range(1, BATCHES + 1):
        author = chance.choice(pcs)
        batch: list[Operation] = [person("张三") for _ in range(chance.randint(0, 2))]
        for record_id in chance.sample(people, min(len(people), chance.randint(0, 3))):
            op = chance.choice((Op.UPDATE, Op.UPDATE, Op.DELETE))
            fields = {"mobile": str(chance.randint(1, 3))} if op is Op.UPDATE else {}
            base = chance.randint(0, rev - 1)
            batch.append(operation("person", op, record_id, base=base, **fields))
        batch = batch or [person("李四")]
        author.send(county, *batch)
        people += [each.record_id for each in batch if each.op is Op.INSERT]
    return {(batch[0].kind, record_id) for record_id in people}


def due_by_rule(states: list[RecordState], device: int, has_sent: bool, cursor: Cursor) -> list[str]:
    """Ids of what is to be sent, in its order."""
    due = [
        (state.rev, state.record_id)
        for state in states
        if (state.rev, bytes.fromhex(state.record_id)) > (cursor.rev, cursor.last_id)
        and is_due(state, device, is_new=not has_sent and state.created.rev > cursor.rev)
    ]
    return [record_id for _, record_id in sorted(due)]


@pytest.mark.parametrize("seed", range(6))
def test_a_page_holds_what_the_rule_says_for_any_reader_at_any_place(county, village_id, seed):
    chance = Random(seed)
    authors = [VillagePc.enrolled(county, village_id) for _ in range(3)]
    silent = VillagePc.enrolled(county, village_id)
    keys = a_village_at_work(county, authors, chance)
    states = [found.state for found in read_records(county.database, village_id, keys).values()]
    assert any(state.deleted for state in states) and any(state.own is None for state in states)
    places = [Cursor(), *(Cursor(rev=each.rev, last_id=bytes.fromhex(each.record_id)) for each in states)]
    for reader in (*authors, silent):
        row = reader.row(county)
        for cursor in chance.sample(places, 8):
            page = read_page(county, row, "register", cursor, LARGEST_PAGE)
            told = [one.record_id for one in page.rows if (one.kind, one.record_id) in keys]
            assert told == due_by_rule(states, row.device, row.has_sent, cursor)
