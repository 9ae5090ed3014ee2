import pytest

from desktop.domain.accounts import (
    Right,
    Role,
    find_login_problem,
    find_password_problem,
    rights_of,
)


def test_whoever_drafts_by_role_never_reviews():
    for role in Role:
        assert not {Right.DRAFT_NOTICE, Right.REVIEW_NOTICE} <= rights_of(role), role


def test_the_supervision_committee_hears_objections_and_changes_nothing_else():
    allowed = rights_of(Role.SUPERVISOR) - {Right.EDIT_OBJECTIONS}
    assert not {right for right in allowed if right.name.startswith(("EDIT_", "DRAFT_", "ISSUE_", "IMPORT"))}


@pytest.mark.parametrize("role", [Role.GRID_WORKER, Role.READER, Role.BOOKKEEPER, Role.SUPERVISOR])
def test_only_secretary_and_clerk_see_whole_numbers_and_manage_users(role):
    assert not {Right.REVEAL, Right.MANAGE_USERS, Right.RESTORE, Right.IMPORT} & rights_of(role)


def test_each_right_belongs_to_someone():
    assert frozenset().union(*(rights_of(role) for role in Role)) == frozenset(Right)


def test_a_reader_can_only_read():
    assert {right.name.split("_")[0] for right in rights_of(Role.READER)} == {"READ"}


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "VLT-012"),
        ("12345678", "VLT-013"),
        ("87654321", "VLT-013"),
        ("88888888", "VLT-013"),
        ("ａ１２３４５６７", "VLT-013"),
        ("woaini1314", "VLT-013"),
        ("12121212", "VLT-013"),
        ("示范村202607", "VLT-014"),
        ("wenshu2026", "VLT-014"),
        ("x" * 300, "VLT-015"),
    ],
)
def test_a_password_anyone_would_guess_is_refused(password, code):
    problem = find_password_problem(password, "wenshu", "示范村")
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize("password", ["竹林 小路 1998", "correct horse", "k7#mQ2vz", "x7" * 32])
def test_a_password_needs_no_special_signs(password):
    if len(set(password)) > 2:
        assert find_password_problem(password, "wenshu", "示范村") is None


@pytest.mark.parametrize(
    ("login", "good"), [("wenshu", True), ("王文书", True), ("", False), ("a b", False), ("x" * 33, False)]
)
def test_a_login_is_one_word(login, good):
    assert (find_login_problem(login) is None) is good
