"""The exchange by stick: both ways, sealed, and twice is as once."""

import pytest

from desktop.domain.problem import ProblemError
from desktop.services.sync.bundles import export_bundle, import_bundle
from desktop.services.sync.receipts import list_receipts
from desktop.services.sync.running import sync_now
from desktop.services.sync.status import sync_status
from sync.protocol.messages import Command
from sync.protocol.order import wipe_statement
from sync.village.identity import begin_new_epoch, current_state
from tests.support.exchange import enrolled_office, in_step, records_at, records_of
from tests.support.offices import reopen_office
from tests.support.small_county import VILLAGE_ID, SmallCounty


@pytest.fixture
def county():
    with SmallCounty() as made:
        yield made


@pytest.fixture
def offices(tmp_path, county):
    pair = [enrolled_office(tmp_path / name, county) for name in "ab"]
    yield pair
    for office in pair:
        office.close()


def add_people(office, *names):
    with office.change("edit", "加人") as work:
        return [work.insert("person", {"name": name}) for name in names]


def carried(office, county, folder, name="stick"):
    """A stick goes to the county and comes back."""
    out = export_bundle(office, folder / name)
    answer = out.path.with_name(f"{name}-back.cqs")
    answer.write_bytes(county.answer_bundle(current_state(office.store).device, out.path.read_bytes()))
    return out, answer


def test_a_stick_carries_everything_up_and_the_answer_everything_down(offices, county, tmp_path):
    one, other = offices
    add_people(other, "李四")
    sync_now(other)
    for number in range(3):
        add_people(one, f"张{number}")
    out, answer = carried(one, county, tmp_path)
    assert out.path.suffix == ".cqs"
    report = import_bundle(one, answer)
    assert (report.sent, report.received) == (4, 2)
    assert sync_status(one).waiting == 0
    assert records_of(one) == records_at(county)
    assert list_receipts(one)[0].operations == 4


def test_an_answer_taken_in_twice_and_a_stick_answered_twice_change_nothing(offices, county, tmp_path):
    one, _ = offices
    add_people(one, "张三")
    out, answer = carried(one, county, tmp_path)
    county.answer_bundle(1, out.path.read_bytes())
    import_bundle(one, answer)
    held = records_of(one)
    again = import_bundle(one, answer)
    assert (again.sent, again.received) == (0, 0)
    assert records_of(one) == held == records_at(county)


def test_work_sent_by_stick_and_online_arrives_once(offices, county, tmp_path):
    one, other = offices
    add_people(one, "张三")
    _, answer = carried(one, county, tmp_path)
    add_people(one, "李四")
    taken = county.operations_taken
    in_step(one, other)
    assert county.operations_taken == taken + 2  # 李四 and the other PC's account; nothing of the stick
    import_bundle(one, answer)
    assert records_of(one) == records_of(other) == records_at(county)


def test_a_large_office_goes_on_one_stick_in_many_batches(offices, county, tmp_path):
    one, _ = offices
    for part in range(3):
        add_people(one, *(f"张{part}-{number}" for number in range(4000)))
    out, answer = carried(one, county, tmp_path)
    assert out.batches == 3
    assert import_bundle(one, answer).sent == 12_001
    assert records_of(one) == records_at(county)


def test_a_restored_pc_gets_its_new_number_by_stick_and_sends_its_work_under_it(offices, county, tmp_path):
    one, other = offices
    add_people(one, "张三")
    in_step(one, other)
    with one.store.local_writing() as connection:
        begin_new_epoch(connection)
    add_people(one, "李四")
    _, answer = carried(one, county, tmp_path)
    assert import_bundle(one, answer).sent == 0
    assert current_state(one.store).device == 3
    with pytest.raises(ProblemError) as refused:
        import_bundle(one, answer)
    assert refused.value.problems[0].code == "SYN-172"
    _, answer = carried(one, county, tmp_path, "second")
    assert import_bundle(one, answer).sent == 1
    in_step(other)
    assert records_of(one) == records_of(other) == records_at(county)


def test_what_the_county_asks_comes_by_stick_too_the_order_to_destroy_keys_under_its_signature_only(
    offices, county, tmp_path
):
    one, other = offices
    add_people(one, "张三")
    for_another = county.key.sign(wipe_statement(VILLAGE_ID, 2, 2)).hex()
    county.devices[1].commands += [
        Command(number=1, verb="reset"),
        Command(number=2, verb="wipe", values={"signature": for_another}),
    ]
    _, answer = carried(one, county, tmp_path)
    import_bundle(one, answer)
    assert current_state(one.store).command_no == 1
    assert one.vault.is_open
    signature = county.key.sign(wipe_statement(VILLAGE_ID, 1, 2)).hex()
    county.devices[1].commands = [Command(number=2, verb="wipe", values={"signature": signature})]
    _, answer = carried(one, county, tmp_path, "second")
    folder = one.vault.folder.path
    with pytest.raises(ProblemError) as destroyed:
        import_bundle(one, answer)
    assert destroyed.value.problems[0].code == "SYN-190"
    with pytest.raises(ProblemError) as refused:
        reopen_office(folder)
    assert refused.value.problems[0].code == "SYN-190"
    assert other.vault.is_open


def test_a_stick_shows_no_name_to_who_finds_it(offices, tmp_path):
    add_people(offices[0], "绝密的名字")
    data = export_bundle(offices[0], tmp_path / "stick").path.read_bytes()
    assert "绝密的名字".encode() not in data


@pytest.mark.parametrize("place", [0.01, 0.3, 0.99])
def test_a_damaged_answer_is_refused(offices, county, tmp_path, place):
    add_people(offices[0], "张三")
    _, answer = carried(offices[0], county, tmp_path)
    data = bytearray(answer.read_bytes())
    data[int(len(data) * place)] ^= 1
    answer.write_bytes(data)
    with pytest.raises(ProblemError) as refused:
        import_bundle(offices[0], answer)
    assert refused.value.problems[0].code == "SYN-172"
    assert sync_status(offices[0]).waiting > 0


def test_an_answer_to_another_pc_and_a_missing_file_are_refused(offices, county, tmp_path):
    _, answer = carried(offices[0], county, tmp_path)
    with pytest.raises(ProblemError) as refused:
        import_bundle(offices[1], answer)
    assert refused.value.problems[0].code == "SYN-172"
    with pytest.raises(ProblemError) as refused:
        import_bundle(offices[0], tmp_path / "nowhere.cqs")
    assert refused.value.problems[0].code == "SYN-170"


def test_a_county_without_a_sealing_key_takes_no_sticks(offices, tmp_path):
    with offices[0].store.local_writing() as connection:
        connection.execute("UPDATE sync_state SET county_sealing_key = NULL")
    with pytest.raises(ProblemError) as refused:
        export_bundle(offices[0], tmp_path / "stick")
    assert refused.value.problems[0].code == "SYN-171"
