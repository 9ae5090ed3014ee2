"""Somebody at the console of a county's real server, in each of its roles."""

import itertools
from collections.abc import Callable, Iterator

import httpx
import pytest
from argon2 import PasswordHasher

from sync.county.clock import now_ms
from sync.county.store import operators, passwords, villages
from sync.county.store.roles import Role
from tests.support.console_client import PASSWORD, sign_in
from tests.support.county_server import plain_client
from tests.support.village_pc import VillagePc

_serial = itertools.count(1)


@pytest.fixture(autouse=True)
def _accounts_are_cheap_to_make(monkeypatch) -> None:
    """Accounts that tests make have a hash that costs little, here and where the server tries it."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def serial() -> int:
    """A number that no other test of this process has."""
    return next(_serial)


@pytest.fixture
def login(behind) -> str:
    """An administrator's account."""
    made = f"operator{next(_serial)}"
    operators.add_operator(behind.database, made, "陈主任", PASSWORD, now_ms())
    return made


@pytest.fixture
def visitor(server) -> Iterator[httpx.Client]:
    """A browser that nobody has signed in."""
    with plain_client(f"http://127.0.0.1:{server.port}/console") as client:
        yield client


@pytest.fixture
def browser(visitor, login) -> httpx.Client:
    """A browser of an administrator."""
    assert sign_in(visitor, login).status_code == 303
    return visitor


@pytest.fixture
def browser_of(server, behind) -> Iterator[Callable[[Role], httpx.Client]]:
    """Makes a browser of somebody of a role."""
    opened = []

    def make(role: Role) -> httpx.Client:
        login = f"{role.value}{next(_serial)}"
        operators.add_operator(behind.database, login, role.label, PASSWORD, now_ms(), role=role)
        client = plain_client(f"http://127.0.0.1:{server.port}/console")
        opened.append(client)
        assert sign_in(client, login).status_code == 303
        return client

    yield make
    for client in opened:
        client.close()


@pytest.fixture
def village_id(behind) -> int:
    """A village of the county behind the server."""
    return villages.add_village(behind.database, f"999901102{next(_serial):03d}", "示范村", now_ms())


@pytest.fixture
def pc(behind, village_id) -> VillagePc:
    """A PC of that village."""
    return VillagePc.enrolled(behind, village_id)
