import json
import subprocess
import sys
import time

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.messages import sentence
from desktop.vault.inspection import FolderState, inspect
from desktop.vault.suite import SHIPPED_COST, get_suite
from desktop.vault.unlock import create_vault, recover, unlock
from tests.support.vault import CHEAP, LOGIN, PASSWORD, VILLAGE, forge

OTHER = "田埂 水牛 三月八"


@pytest.fixture
def made(tmp_path):
    vault, sheet = create_vault(tmp_path / "office", VILLAGE, LOGIN, Role.CLERK, PASSWORD, cost=CHEAP)
    vault.folder.register.write_bytes(b"stands in for the register")
    vault.finish_making()
    vault.close()
    return vault.folder, sheet


def refused(code, call, *args, **kwargs):
    with pytest.raises(ProblemError) as caught:
        call(*args, **kwargs)
    problem = caught.value.problems[0]
    assert problem.code == code
    assert len(sentence(problem)) > 15
    return problem


def test_the_same_key_comes_back_with_the_password(made):
    folder, _ = made
    with_key = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    first = with_key.subkey("register")
    with_key.close()
    again = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    assert again.subkey("register") == first
    assert again.subkey("blobs") != first
    assert again.user.role is Role.CLERK
    assert again.village == VILLAGE
    again.close()


def test_login_and_password_may_be_typed_with_full_width_characters(made):
    folder, _ = made
    unlock(folder.path, "ＷenShu ", PASSWORD.replace("1998", "１９９８"), cost=CHEAP).close()


def test_a_wrong_password_and_an_unknown_user_are_told_apart(made):
    folder, _ = made
    refused("VLT-001", unlock, folder.path, LOGIN, PASSWORD + "x", cost=CHEAP)
    refused("VLT-002", unlock, folder.path, "nobody", PASSWORD, cost=CHEAP)


def test_many_wrong_passwords_slow_down_the_next_try_even_after_a_restart(made):
    folder, _ = made
    clock = [1_000_000.0]
    for _ in range(5):
        refused("VLT-001", unlock, folder.path, LOGIN, "wrong word", cost=CHEAP, now=lambda: clock[0])
    problem = refused("VLT-003", unlock, folder.path, LOGIN, PASSWORD, cost=CHEAP, now=lambda: clock[0])
    assert problem.values["seconds"] == "2"
    clock[0] += 2
    unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP, now=lambda: clock[0]).close()
    refused("VLT-001", unlock, folder.path, LOGIN, "wrong word", cost=CHEAP, now=lambda: clock[0])
    unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP, now=lambda: clock[0]).close()


def test_a_clock_set_back_years_locks_nobody_out(made):
    folder, _ = made
    folder.attempts.write_text(json.dumps({"failures": 20, "last": 4e9}))
    problem = refused("VLT-003", unlock, folder.path, LOGIN, PASSWORD, cost=CHEAP, now=lambda: 1e9)
    assert int(problem.values["seconds"]) <= 60


def test_a_second_program_is_refused_and_told_who_has_the_folder(made):
    folder, _ = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    try:
        script = (
            "import sys; from pathlib import Path\n"
            "from desktop.domain.problem import ProblemError\n"
            "from desktop.messages import sentence\n"
            "from desktop.vault.inspection import inspect\nfrom desktop.vault.unlock import unlock\n"
            "print(inspect(Path(sys.argv[1])).state.name)\n"
            "try: unlock(Path(sys.argv[1]), 'wenshu', 'whatever')\n"
            "except ProblemError as error: print(error.problems[0].code, sentence(error.problems[0]))\n"
        )
        child = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", script, str(folder.path)],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    finally:
        vault.close()
    state, refusal = child.stdout.splitlines()
    assert state == "IN_USE"
    assert refusal.startswith("VLT-006")
    assert "请先关闭那个窗口" in refusal
    assert inspect(folder.path).state is FolderState.READY


def test_a_killed_program_leaves_no_lock_behind(made):
    folder, _ = made
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from desktop.vault.suite import KdfCost\n"
        "from desktop.vault.unlock import unlock\n"
        "vault = unlock(Path(sys.argv[1]), 'wenshu', sys.argv[2], cost=KdfCost(1, 64, 1))\n"
        "os._exit(9)\n"
    )
    child = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(folder.path), PASSWORD], check=False
    )
    assert child.returncode == 9
    assert folder.holder.exists()
    assert inspect(folder.path).state is FolderState.READY
    unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP).close()


def test_each_user_opens_the_same_key_with_their_own_password(made):
    folder, _ = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    key = vault.subkey("register")
    added = vault.add_user("周会计", Role.BOOKKEEPER, OTHER)
    vault.close()
    vault = unlock(folder.path, "周会计", OTHER, cost=CHEAP)
    assert vault.user == added
    assert vault.subkey("register") == key
    vault.close()
    refused("VLT-001", unlock, folder.path, "周会计", PASSWORD, cost=CHEAP)


def test_logins_are_unique_whatever_their_case_and_width(made):
    folder, _ = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    refused("VLT-010", vault.add_user, "ＷENSHU", Role.READER, OTHER)
    refused("VLT-011", vault.add_user, "two words", Role.READER, OTHER)
    vault.close()


def test_after_a_change_of_password_the_old_one_opens_neither_copy_of_the_envelope(made):
    folder, _ = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    refused("VLT-001", vault.change_password, "not the old one", OTHER)
    vault.change_password(PASSWORD, OTHER)
    vault.close()
    folder.envelope.unlink()
    refused("VLT-001", unlock, folder.path, LOGIN, PASSWORD, cost=CHEAP)
    unlock(folder.path, LOGIN, OTHER, cost=CHEAP).close()


def test_a_removed_user_has_no_way_in(made):
    folder, _ = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    vault.add_user("reader", Role.READER, OTHER)
    vault.remove_user("reader")
    refused("VLT-023", vault.remove_user, LOGIN)
    vault.close()
    refused("VLT-002", unlock, folder.path, "reader", OTHER, cost=CHEAP)


def test_an_office_always_keeps_someone_who_can_manage_users(made):
    folder, _ = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    refused("VLT-022", vault.replace_user, LOGIN, Role.READER, PASSWORD)
    vault.add_user("shuji", Role.SECRETARY, OTHER)
    vault.replace_user(LOGIN, Role.READER, PASSWORD)
    assert vault.user.role is Role.READER
    vault.close()


def test_the_first_user_must_be_able_to_manage_users(tmp_path):
    refused("VLT-022", create_vault, tmp_path / "x", VILLAGE, LOGIN, Role.READER, PASSWORD, cost=CHEAP)
    assert not (tmp_path / "x").exists()


def test_a_switch_of_user_keeps_the_key_and_asks_only_the_other_password(made):
    folder, _ = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    vault.add_user("jianshi", Role.SUPERVISOR, OTHER)
    key = vault.subkey("register")
    refused("VLT-001", vault.switch_user, "jianshi", PASSWORD)
    assert vault.user.login == LOGIN
    assert vault.switch_user("JianShi", OTHER).role is Role.SUPERVISOR
    assert vault.subkey("register") == key
    vault.close()


def test_a_role_raised_by_hand_in_the_file_opens_nothing(made):
    folder, _ = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    vault.add_user("reader", Role.READER, OTHER)
    vault.close()
    forge(folder, lambda body: body["users"][1].update(role="secretary"))
    refused("VLT-001", unlock, folder.path, "reader", OTHER, cost=CHEAP)
    refused("VLT-026", unlock, folder.path, LOGIN, PASSWORD, cost=CHEAP)


def test_a_village_renamed_by_hand_in_the_file_is_noticed(made):
    folder, _ = made
    forge(folder, lambda body: body["village"].update(name="别的村"))
    refused("VLT-026", unlock, folder.path, LOGIN, PASSWORD, cost=CHEAP)


def test_a_wrap_that_asks_for_absurd_memory_is_refused_without_trying(made):
    folder, _ = made
    forge(folder, lambda body: body["users"][0]["cost"].update(memory_kib=2**40))
    started = time.monotonic()
    refused("VLT-001", unlock, folder.path, LOGIN, PASSWORD, cost=CHEAP)
    assert time.monotonic() - started < 5


def test_the_recovery_sheet_opens_and_sets_a_new_password(made):
    folder, sheet = made
    vault = recover(folder.path, "-".join(sheet.groups).lower(), LOGIN, OTHER, cost=CHEAP)
    key = vault.subkey("register")
    vault.close()
    refused("VLT-001", unlock, folder.path, LOGIN, PASSWORD, cost=CHEAP)
    vault = unlock(folder.path, LOGIN, OTHER, cost=CHEAP)
    assert vault.subkey("register") == key
    vault.close()


def test_a_new_sheet_makes_the_old_one_worthless(made):
    folder, sheet = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    newer = vault.new_recovery_sheet()
    vault.close()
    refused("VLT-030", recover, folder.path, sheet.code, LOGIN, OTHER, cost=CHEAP)
    recover(folder.path, newer.code, LOGIN, OTHER, cost=CHEAP).close()


def test_another_office_s_sheet_opens_nothing(made, tmp_path):
    folder, _ = made
    other, sheet = create_vault(tmp_path / "other", VILLAGE, LOGIN, Role.CLERK, PASSWORD, cost=CHEAP)
    other.finish_making()
    other.close()
    refused("VLT-030", recover, folder.path, sheet.code, LOGIN, OTHER, cost=CHEAP)


def test_no_secret_shows_in_a_repr(made):
    _, sheet = made
    assert sheet.code not in repr(sheet)


def test_a_folder_is_described_without_a_password(made, tmp_path):
    folder, _ = made
    assert inspect(tmp_path / "nothing here").state is FolderState.EMPTY
    report = inspect(folder.path)
    assert report.state is FolderState.READY
    assert report.village == VILLAGE
    assert [(user.login, user.role) for user in report.users] == [(LOGIN, Role.CLERK)]


def test_a_newer_folder_is_refused_and_left_as_it_is(made):
    folder, _ = made
    forge(folder, lambda body: body.update(format=2))
    before = folder.envelope.read_bytes()
    assert inspect(folder.path).state is FolderState.NEWER
    refused("VLT-005", unlock, folder.path, LOGIN, PASSWORD, cost=CHEAP)
    refused("VLT-008", create_vault, folder.path, VILLAGE, LOGIN, Role.CLERK, PASSWORD, cost=CHEAP)
    assert folder.envelope.read_bytes() == before


def test_an_unknown_suite_asks_for_an_update(made):
    folder, _ = made
    forge(folder, lambda body: body.update(suite="S9"))
    assert inspect(folder.path).state is FolderState.NEWER
    refused("VLT-009", unlock, folder.path, LOGIN, PASSWORD, cost=CHEAP)


def test_a_register_without_its_envelope_is_neither_opened_nor_built_over(made):
    folder, _ = made
    folder.envelope.unlink()
    folder.envelope_copy.unlink()
    report = inspect(folder.path)
    assert report.state is FolderState.DAMAGED
    assert report.problems[0].code == "VLT-028"
    refused("VLT-028", create_vault, folder.path, VILLAGE, LOGIN, Role.CLERK, PASSWORD, cost=CHEAP)


def test_an_envelope_without_its_register_says_what_is_missing(made):
    folder, _ = made
    folder.register.unlink()
    assert inspect(folder.path).problems[0].code == "VLT-021"


def test_an_office_whose_making_was_cut_short_can_be_made_anew(tmp_path):
    vault, _ = create_vault(tmp_path, VILLAGE, LOGIN, Role.CLERK, PASSWORD, cost=CHEAP)
    vault.folder.register.write_bytes(b"half a register")
    vault.close()
    assert inspect(tmp_path).state is FolderState.EMPTY
    refused("VLT-007", unlock, tmp_path, LOGIN, PASSWORD, cost=CHEAP)
    vault, _ = create_vault(tmp_path, VILLAGE, LOGIN, Role.CLERK, OTHER, cost=CHEAP)
    assert not vault.folder.register.exists()
    vault.finish_making()
    vault.close()
    unlock(tmp_path, LOGIN, OTHER, cost=CHEAP).close()


def test_nothing_works_after_the_vault_was_closed(made):
    folder, _ = made
    vault = unlock(folder.path, LOGIN, PASSWORD, cost=CHEAP)
    vault.close()
    vault.close()
    with pytest.raises(RuntimeError):
        vault.subkey("register")


def test_one_guess_at_the_shipped_setting_costs_a_quarter_of_a_second_and_more():
    suite = get_suite("A1")
    started, cpu = time.perf_counter(), time.process_time()
    suite.stretch("某个猜测的密码".encode(), b"0" * 16, SHIPPED_COST)
    elapsed, worked = time.perf_counter() - started, time.process_time() - cpu
    # Processor time does not depend on what else runs; a guesser has to pay it on every try.
    assert worked >= 0.25, f"{worked:.3f} s of processor time, {elapsed:.3f} s by the clock"
    assert SHIPPED_COST.memory_kib >= 64 * 1024


def test_the_shipped_setting_is_used_unless_another_is_handed_in(tmp_path):
    vault, _ = create_vault(tmp_path, VILLAGE, LOGIN, Role.CLERK, PASSWORD)
    body = json.loads(vault.folder.envelope.read_bytes())
    vault.close()
    cost = body["users"][0]["cost"]
    assert cost == {
        "passes": SHIPPED_COST.passes,
        "memory_kib": SHIPPED_COST.memory_kib,
        "lanes": SHIPPED_COST.lanes,
    }
