"""Two living copies of one village file are told apart at their first exchanges, also when they only read."""

import dataclasses

from sync.county.store import devices
from tests.support.village_pc import person


def copy_of(pc):
    """The same file on another PC."""
    return dataclasses.replace(pc, cursors=dict(pc.cursors))


def numbers_given(reply) -> list[str]:
    return [command.values["device"] for command in reply.commands if command.verb == "new_epoch"]


def test_a_pc_whose_answers_were_lost_is_no_twin(county, pc):
    first = pc.exchange(county)
    for _ in range(3):
        again = pc.exchange(county, handle=b"")
        assert not numbers_given(again)
    assert first.handle != again.handle
    later = pc.exchange(county, handle=again.handle)
    assert not numbers_given(later)
    assert not numbers_given(pc.exchange(county, handle=again.handle))


def test_a_copy_that_only_reads_gets_a_number_of_its_own(county, pc):
    pc.send(county, person("王一"))
    handle = pc.exchange(county).handle
    twin = copy_of(pc)
    mine = pc.exchange(county, handle=handle)
    mine = pc.exchange(county, handle=mine.handle)
    reply = twin.exchange(county, handle=handle)
    (number,) = numbers_given(reply)
    assert reply.pages == ()
    assert numbers_given(twin.exchange(county, handle=handle)) == [number]
    assert not numbers_given(pc.exchange(county, handle=mine.handle))
    states = [each.state for each in devices.list_devices(county.database, pc.village_id)]
    assert states == [devices.ACTIVE, devices.ACTIVE]


def test_whichever_copy_comes_later_is_the_twin(county, pc):
    handle = pc.exchange(county).handle
    twin = copy_of(pc)
    theirs = twin.exchange(county, handle=handle)
    assert not numbers_given(theirs)
    mine = pc.exchange(county, handle=handle)
    assert not numbers_given(mine)
    assert numbers_given(twin.exchange(county, handle=theirs.handle))


def test_a_stick_shows_no_handle_and_asks_for_none(county, pc):
    handle = pc.exchange(county).handle
    handle = pc.exchange(county, handle=handle).handle
    from sync.county.bundles import take_bundle
    from tests.support.village_pc import NOW_MS

    answered = take_bundle(county, pc.stick(county, pc.request()), NOW_MS)
    assert not any(numbers_given(reply) for reply in pc.read_stick(answered.data))
    assert not numbers_given(pc.exchange(county, handle=handle))
