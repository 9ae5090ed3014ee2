"""Who makes the office, as the wizard asks."""

from dataclasses import dataclass

from desktop.domain.accounts import Role


@dataclass(frozen=True, slots=True)
class FirstUser:
    """The first who can sign in."""

    login: str
    display_name: str
    role: Role
    password: str
