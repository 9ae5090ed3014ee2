"""Passwords of operators: kept as Argon2id hashes, tried a few at a time, made up where one is given out."""

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desktop.domain.accounts import find_password_problem, password_form
from desktop.domain.problem import ProblemError

_hasher = PasswordHasher()
# Each takes 64 MiB: many at once would be a way to fill the machine's memory.
_few_at_once = threading.BoundedSemaphore(4)

_LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
"""No letter that is read as another when a password is told on paper."""


def new_hash(password: str, login: str) -> str:
    """The hash of a new password.

    Raises:
        ProblemError: VLT-012 to VLT-015, it is too easy.
    """
    problem = find_password_problem(password, login)
    if problem:
        raise ProblemError(problem)
    with _few_at_once:
        return _hasher.hash(password_form(password))


def fits(hashed: str | None, password: str) -> bool:
    """Whether a password is the hashed one; trying it against None takes as long and never fits."""
    with _few_at_once:
        try:
            _hasher.verify(hashed or _nobodys(), password_form(password))
        except (VerificationError, InvalidHashError):
            return False
    return hashed is not None


def make_password() -> str:
    """A password for somebody to begin with: 12 letters and digits in groups of four."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join(letters[start : start + 4] for start in range(0, 12, 4))


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_hex(16))
