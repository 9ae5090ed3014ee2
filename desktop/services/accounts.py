"""The people of the office: who can sign in, as what, and who is at work now.

Logins, roles and wrapped keys lie in the vault's envelope, names for people in the register. The
envelope is written first where it takes a right away and last where it gives one, so that a power cut
never leaves someone with more than was meant.
"""

from dataclasses import dataclass

from desktop.domain.accounts import Right, Role
from desktop.domain.ids import RecordId, UserId
from desktop.domain.problem import Problem, ProblemError
from desktop.services.disclosure.interests import find_supervisor_problem
from desktop.services.office import Office, User
from desktop.services.opening import sign_in
from desktop.vault.recovery import RecoverySheet


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the user list; ``can_sign_in`` is False for people who left.

    ``person_id`` and ``person`` are who that is in the register, empty while nobody said.
    """

    user: User
    can_sign_in: bool
    is_at_work: bool
    person_id: str = ""
    person: str = ""


def list_users(office: Office) -> tuple[AccountRow, ...]:
    """Everyone who can sign in, in the order they were added, then those who left, by name."""
    with office.store.reading() as connection:
        accounts = {
            row[0]: row
            for row in connection.execute(
                "SELECT a.id, a.login, a.display_name, a.role, coalesce(p.id, ''), coalesce(p.name, '')"
                " FROM account a LEFT JOIN person p ON p.id = a.person_id"
            )
        }
    rows = []
    for known in office.vault.users:
        account = accounts.pop(known.id, None)
        name = account[2] if account else known.login
        rows.append(
            AccountRow(
                User(known.id, known.login, name, known.role),
                True,
                known.id == office.user.id,
                *(account[4:6] if account else ()),
            )
        )
    left = sorted(accounts.values(), key=lambda row: str(row[2]))
    rows += [AccountRow(User(UserId(row[0]), row[1], row[2], Role(row[3])), False, False) for row in left]
    return tuple(rows)


def add_user(
    office: Office, login: str, display_name: str, role: Role, password: str, person_id: str = ""
) -> User:
    """Let one more person sign in.

    Args:
        office: The office at work.
        login: For signing in.
        display_name: As shown and printed.
        role: Post.
        password: The first one.
        person_id: Who that is in the register; "" while it is not said.

    Raises:
        ProblemError: SYS-403; VLT-010 to VLT-015 for login or password; VLT-034 no name; VLT-018/019;
            DOC-062 to DOC-064 the person can't have that post.
    """
    office.require(Right.MANAGE_USERS)
    name = _good_name(display_name)
    _check_post(office, "", name, role, person_id)
    known = office.vault.add_user(login, role, password)
    with office.change("edit", "添加用户") as work:
        work.insert(
            "account",
            {
                "login": known.login,
                "display_name": name,
                "role": role.value,
                "active": 1,
                "person_id": person_id or None,
            },
            RecordId(known.id),
        )
    return User(known.id, known.login, name, known.role)


def set_role_and_password(office: Office, login: str, role: Role, password: str) -> None:
    """Give a person a role and a new password, both at once, since the role is bound to the password.

    Raises:
        ProblemError: SYS-403, VLT-002, VLT-012 to VLT-015, VLT-022 nobody could manage users any more,
            DOC-062 and DOC-063 the person can't have that post.
    """
    office.require(Right.MANAGE_USERS)
    row = next((row for row in list_users(office) if row.user.login == login), None)
    if row is not None:
        _check_post(office, row.user.id, row.user.display_name, role, row.person_id)
    changed = office.vault.replace_user(login, role, password)
    with office.change("edit", "修改用户岗位和密码") as work:
        work.update("account", changed.id, {"role": role.value, "active": 1})


def set_identity(office: Office, login: str, display_name: str, person_id: str) -> None:
    """Say who a user is: the name that is shown and printed, and the person of the register.

    Args:
        office: The office at work.
        login: Whose.
        display_name: As shown and printed from now on; papers already issued keep the old one.
        person_id: From whom relatives are known; "" takes the tie back.

    Raises:
        ProblemError: SYS-403, VLT-002 no such login, VLT-034 no name, DOC-062 to DOC-064 the person can't
            have the post.
    """
    office.require(Right.MANAGE_USERS)
    name = _good_name(display_name)
    user_id = _get_id(office, login)
    row = next(row for row in list_users(office) if row.user.id == user_id)
    _check_post(office, user_id, name, row.user.role, person_id)
    with office.change("edit", "修改用户姓名和对应的人") as work:
        work.update("account", user_id, {"display_name": name, "person_id": person_id or None})


def _check_post(office: Office, user_id: str, name: str, role: Role, person_id: str) -> None:
    with office.store.reading() as connection:
        problem = find_supervisor_problem(connection, user_id, name, role, person_id)
    if problem is not None:
        raise ProblemError(problem)


def remove_user(office: Office, login: str) -> None:
    """Take away a person's way in; what they did stays under their name.

    Raises:
        ProblemError: SYS-403, VLT-002, VLT-022, VLT-023 it is the one at work.
    """
    office.require(Right.MANAGE_USERS)
    removed = office.vault.remove_user(login)
    with office.change("edit", "停用用户") as work:
        work.update("account", removed.id, {"active": 0})


def change_password(office: Office, old_password: str, new_password: str) -> None:
    """Change one's own password; logged without either.

    Raises:
        ProblemError: VLT-001 the old one is wrong, VLT-003 wait first, VLT-012 to VLT-015.
    """
    office.vault.change_password(old_password, new_password)
    office.log_access("change_password")


def check_password(office: Office, password: str) -> None:
    """Return when it is the password of the one at work: unlocking the screen.

    Raises:
        ProblemError: VLT-001 wrong, VLT-003 wait first.
    """
    office.vault.check_password(password)


def switch_user(office: Office, login: str, password: str) -> Office:
    """Let another person go on without closing the register; logged under their name.

    Returns:
        The office to use from now on; the old value must not be used any more, nor closed.

    Raises:
        ProblemError: VLT-001 wrong, VLT-002 no such login, VLT-003 wait first; the one at work stays.
    """
    entered = sign_in(office, office.vault.switch_user(login, password))
    entered.log_access("switch_user")
    return entered


def new_recovery_sheet(office: Office) -> RecoverySheet:
    """A new sheet to print; the old one opens nothing any more. Logged.

    Raises:
        ProblemError: SYS-403, VLT-018, VLT-019.
    """
    office.require(Right.MANAGE_USERS)
    sheet = office.vault.new_recovery_sheet()
    office.log_access("new_recovery_sheet")
    return sheet


def _good_name(display_name: str) -> str:
    name = " ".join(display_name.split())
    if not name:
        raise ProblemError(Problem("VLT-034"))
    return name


def _get_id(office: Office, login: str) -> UserId:
    for known in office.vault.users:
        if known.login == login:
            return known.id
    raise ProblemError(Problem("VLT-002", {"login": login}))
