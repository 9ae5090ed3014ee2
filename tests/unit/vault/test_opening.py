import os
import subprocess
import sys
from contextlib import closing

import pytest

from desktop.domain.accounts import Right, Role
from desktop.domain.problem import ProblemError
from desktop.messages import sentence
from desktop.services import accounts
from desktop.services.opening import create_office, open_office, recover_office
from desktop.vault.inspection import FolderState, inspect
from tests.support.offices import DISPLAY_NAME, make_office, reopen_office
from tests.support.vault import CHEAP, LOGIN, PASSWORD, VILLAGE

OTHER = "田埂 水牛 三月八"


@pytest.fixture
def office(tmp_path):
    office = make_office(tmp_path / "office")
    yield office
    office.close()


def refused(code, call, *args, **kwargs):
    with pytest.raises(ProblemError) as caught:
        call(*args, **kwargs)
    assert caught.value.problems[0].code == code
    assert len(sentence(caught.value.problems[0])) > 15


def logged_kinds(office):
    with office.store.reading() as connection:
        return [row[0] for row in connection.execute("SELECT kind FROM access_log ORDER BY seq")]


def test_a_new_office_opens_again_with_its_clerk(tmp_path):
    office = make_office(tmp_path)
    assert office.user.display_name == DISPLAY_NAME
    office.close()
    office = reopen_office(tmp_path)
    assert (office.user.login, office.user.display_name, office.user.role) == (
        LOGIN,
        DISPLAY_NAME,
        Role.CLERK,
    )
    assert office.vault.village == VILLAGE
    assert logged_kinds(office) == ["create", "sign_in"]
    office.close()


def test_a_second_opening_writes_no_change(tmp_path):
    make_office(tmp_path).close()
    office = reopen_office(tmp_path)
    with office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM change_set").fetchone() == (1,)
    office.close()


def test_the_recovery_sheet_opens_the_office_and_is_logged(tmp_path):
    office, sheet = create_office(tmp_path, VILLAGE, LOGIN, DISPLAY_NAME, Role.CLERK, PASSWORD, cost=CHEAP)
    office.close()
    office = recover_office(tmp_path, sheet.code, LOGIN, OTHER, cost=CHEAP)
    assert office.user.display_name == DISPLAY_NAME
    assert logged_kinds(office)[-1] == "recover"
    office.close()
    refused("VLT-001", open_office, tmp_path, LOGIN, PASSWORD, cost=CHEAP)
    open_office(tmp_path, LOGIN, OTHER, cost=CHEAP).close()


def test_a_missing_register_is_not_quietly_made_anew(tmp_path):
    office = make_office(tmp_path)
    office.close()
    office.vault.folder.register.unlink()
    refused("VLT-021", open_office, tmp_path, LOGIN, PASSWORD, cost=CHEAP)
    assert not office.vault.folder.register.exists()
    assert inspect(tmp_path).state is FolderState.DAMAGED


def test_a_register_of_another_office_is_refused(tmp_path):
    one, two = make_office(tmp_path / "one"), make_office(tmp_path / "two")
    one.close()
    two.close()
    one.vault.folder.register.write_bytes(two.vault.folder.register.read_bytes())
    refused("STO-001", open_office, tmp_path / "one", LOGIN, PASSWORD, cost=CHEAP)
    # The refusal lets go of the folder.
    assert inspect(tmp_path / "one").state is FolderState.READY


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5])
def test_an_office_killed_while_it_is_made_is_finished_or_can_be_made_anew(tmp_path, seconds):
    script = (
        "import os, sys, threading, time; from pathlib import Path\n"
        "from tests.support.offices import make_office\n"
        "import db.store, desktop.services.opening\n"
        "stop = lambda: (time.sleep(float(sys.argv[2])), os._exit(9))\n"
        "threading.Thread(target=stop, daemon=True).start()\n"
        "make_office(Path(sys.argv[1])); time.sleep(1)\n"
    )
    child = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(tmp_path / "office"), str(seconds)],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.returncode == 9
    state = inspect(tmp_path / "office").state
    assert state in {FolderState.EMPTY, FolderState.READY}
    if state is FolderState.EMPTY:
        make_office(tmp_path / "office").close()
    reopen_office(tmp_path / "office").close()


def test_users_are_added_renamed_promoted_and_removed_with_their_names(office):
    accounts.add_user(office, "zhoukj", "周会计", Role.BOOKKEEPER, OTHER)
    accounts.set_identity(office, "zhoukj", "周 明 华", "")
    accounts.set_role_and_password(office, "zhoukj", Role.SECRETARY, OTHER)
    rows = accounts.list_users(office)
    assert [(row.user.display_name, row.user.role, row.is_at_work) for row in rows] == [
        (DISPLAY_NAME, Role.CLERK, True),
        ("周 明 华", Role.SECRETARY, False),
    ]
    accounts.remove_user(office, "zhoukj")
    rows = accounts.list_users(office)
    assert [(row.user.login, row.can_sign_in) for row in rows] == [(LOGIN, True), ("zhoukj", False)]


def test_a_quick_switch_changes_who_acts_and_is_logged_under_their_name(office):
    supervisor = accounts.add_user(office, "jianshi", "李监事", Role.SUPERVISOR, OTHER)
    refused("VLT-001", accounts.switch_user, office, "jianshi", PASSWORD)
    switched = accounts.switch_user(office, "jianshi", OTHER)
    assert switched.user == supervisor
    assert switched.store is office.store
    assert not switched.may(Right.EDIT_REGISTER)
    refused("SYS-403", accounts.add_user, switched, "x", "某某", Role.READER, OTHER)
    with switched.store.reading() as connection:
        (row,) = connection.execute("SELECT actor_id FROM access_log WHERE kind = 'switch_user'")
    assert row == (supervisor.id,)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.CLERK, Role.SECRETARY}])
def test_other_roles_manage_nobody(office, role):
    accounts.add_user(office, "other", "某某", role, OTHER)
    switched = accounts.switch_user(office, "other", OTHER)
    refused("SYS-403", accounts.add_user, switched, "x", "某某", Role.READER, OTHER)
    refused("SYS-403", accounts.remove_user, switched, LOGIN)
    refused("SYS-403", accounts.set_role_and_password, switched, "other", Role.SECRETARY, OTHER)
    refused("SYS-403", accounts.new_recovery_sheet, switched)


def test_a_user_needs_a_name(office):
    refused("VLT-034", accounts.add_user, office, "x", "  ", Role.READER, OTHER)
    assert len(office.vault.users) == 1


def test_an_account_lost_between_the_two_writes_is_made_at_the_next_sign_in(tmp_path):
    office = make_office(tmp_path)
    office.vault.add_user("zhoukj", Role.BOOKKEEPER, OTHER)
    office.close()
    office = open_office(tmp_path, "zhoukj", OTHER, cost=CHEAP)
    assert office.user.display_name == "zhoukj"
    assert [row.user.login for row in accounts.list_users(office)] == [LOGIN, "zhoukj"]
    office.close()


def test_passwords_and_codes_never_reach_the_register(office):
    sheet = accounts.new_recovery_sheet(office)
    accounts.change_password(office, PASSWORD, OTHER)
    with office.store.reading() as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        text = "\n".join(
            str(row)
            for table in tables
            if "_search" not in table
            for row in connection.execute(f"SELECT * FROM {table}")
        )
    assert "new_recovery_sheet" in text
    for secret in (PASSWORD, OTHER, sheet.code, *sheet.groups):
        assert secret not in text


def test_offices_side_by_side_share_neither_id_nor_key(tmp_path):
    with closing(make_office(tmp_path / "one")) as one, closing(make_office(tmp_path / "other")) as other:
        assert one.vault.vault_id != other.vault.vault_id
        assert one.store.key() != other.store.key()
