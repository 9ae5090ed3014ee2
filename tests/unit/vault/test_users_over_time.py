"""Whatever the office does with its users, in whatever order: the envelope and a plain model agree."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.domain.accounts import Right, Role, rights_of
from desktop.domain.problem import ProblemError
from desktop.vault.unlock import create_vault, recover, unlock
from tests.support.vault import CHEAP, VILLAGE

LOGINS = st.sampled_from(["wenshu", "shuji", "kuaiji", "监事", "Reader"])
PASSWORDS = st.sampled_from([f"田埂 水牛 三月{day}" for day in "一二三四五六"])
ROLES = st.sampled_from(list(Role))


def manages(role: Role) -> bool:
    return Right.MANAGE_USERS in rights_of(role)


class Users(RuleBasedStateMachine):
    """``model`` maps logins to (role, password); ``at_work`` is who opened the vault."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name)
        first = "田埂 水牛 三月一"
        self.vault, self.sheet = create_vault(
            self.path, VILLAGE, "wenshu", Role.CLERK, first, cost=CHEAP, now=lambda: 0.0
        )
        self.vault.finish_making()
        self.key = bytes(self.vault.subkey("register"))
        self.model = {"wenshu": (Role.CLERK, first)}
        self.at_work = "wenshu"

    def teardown(self) -> None:
        self.vault.close()
        self._folder.cleanup()

    def _refused(self, code, call, *arguments) -> None:
        with pytest.raises(ProblemError) as caught:
            call(*arguments)
        assert caught.value.problems[0].code == code

    def _managers_without(self, login) -> bool:
        return any(manages(role) for name, (role, _) in self.model.items() if name != login)

    @rule(login=LOGINS, role=ROLES, password=PASSWORDS)
    def add(self, login, role, password) -> None:
        if login in self.model:
            self._refused("VLT-010", self.vault.add_user, login.upper(), role, password)
        else:
            self.vault.add_user(login, role, password)
            self.model[login] = (role, password)

    @rule(login=LOGINS, role=ROLES, password=PASSWORDS)
    def replace(self, login, role, password) -> None:
        if login not in self.model:
            self._refused("VLT-002", self.vault.replace_user, login, role, password)
        elif not manages(role) and not self._managers_without(login):
            self._refused("VLT-022", self.vault.replace_user, login, role, password)
        else:
            self.vault.replace_user(login, role, password)
            self.model[login] = (role, password)

    @rule(login=LOGINS)
    def remove(self, login) -> None:
        if login not in self.model:
            self._refused("VLT-002", self.vault.remove_user, login)
        elif login == self.at_work:
            self._refused("VLT-023", self.vault.remove_user, login)
        elif not self._managers_without(login):
            self._refused("VLT-022", self.vault.remove_user, login)
        else:
            self.vault.remove_user(login)
            del self.model[login]

    @rule(password=PASSWORDS)
    def change_own_password(self, password) -> None:
        role, old = self.model[self.at_work]
        self.vault.change_password(old, password)
        self.model[self.at_work] = (role, password)

    @rule(login=LOGINS)
    def switch(self, login) -> None:
        if login in self.model:
            self.vault.switch_user(login, self.model[login][1])
            self.at_work = login

    @rule()
    def print_a_new_sheet(self) -> None:
        self.sheet = self.vault.new_recovery_sheet()

    @rule(login=LOGINS)
    def restart(self, login) -> None:
        self.vault.close()
        login = login if login in self.model else self.at_work
        self.vault = unlock(self.path, login, self.model[login][1], cost=CHEAP, now=lambda: 0.0)
        self.at_work = login

    @rule(password=PASSWORDS)
    @precondition(lambda self: len(self.model) > 1)
    def recover_someone(self, password) -> None:
        login = next(iter(self.model))
        self.vault.close()
        self.vault = recover(self.path, self.sheet.code, login, password, cost=CHEAP, now=lambda: 0.0)
        self.model[login] = (self.model[login][0], password)
        self.at_work = login

    @rule(login=LOGINS, password=PASSWORDS)
    def try_a_password(self, login, password) -> None:
        self.vault.folder.attempts.unlink(missing_ok=True)
        if login in self.model and self.model[login][1] != password:
            self._refused("VLT-001", self.vault.switch_user, login, password)
        self.vault.folder.attempts.unlink(missing_ok=True)

    @invariant()
    def the_same_people_with_the_same_roles(self) -> None:
        found = {user.login: user.role for user in self.vault.users}
        assert found == {login: role for login, (role, _) in self.model.items()}
        assert self.vault.user.login == self.at_work
        assert self.vault.user.role is self.model[self.at_work][0]

    @invariant()
    def one_key_for_all_and_someone_who_manages(self) -> None:
        assert bytes(self.vault.subkey("register")) == self.key
        assert any(manages(role) for role, _ in self.model.values())


TestUsersOverTime = Users.TestCase
TestUsersOverTime.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
