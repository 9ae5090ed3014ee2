"""Layouts an office adapts: in force at once, undone one by one, told by whom, named on the notice."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.problem import ProblemError
from desktop.reports.document import Table
from desktop.reports.layout_patch import (
    AddColumn,
    NameColumn,
    SetPage,
    ShowColumn,
    WordSignatures,
    read_patch,
)
from desktop.reports.preview import Preview
from desktop.reports.template import template
from desktop.services import finance
from desktop.services.disclosure import layouts, notices
from desktop.services.disclosure.compiling import ACCOUNTS
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office, User
from tests.support.village_copies import copy_office

REQUEST = NoticeRequest(ACCOUNTS, "2026-07-01", "2026-09-30", "2026-10-20")


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    finance.set_opening(made, "2026-07-01", 1_000_000)
    yield made
    made.close()


def as_role(office: Office, role: Role) -> Office:
    return replace(office, user=User(UserId(f"user-{role.value}"), role.value, role.label, role))


def headings(office: Office) -> list[str]:
    _, document = build_document(office, REQUEST, "")
    return [c.heading for block in document.blocks if isinstance(block, Table) for c in block.columns]


def test_a_change_holds_for_the_next_sheet_and_not_for_other_layouts(office: Office):
    layouts.change_layout(office, ACCOUNTS, NameColumn("entries", "summary", "用途"))
    assert "用途" in headings(office)
    assert layouts.get_layout(office, "debts").changes == ()
    counts = {each.name: each.changes for each in layouts.list_layouts(office)}
    assert counts[ACCOUNTS] == 1
    assert set(counts.values()) == {0, 1}


def test_changes_are_taken_back_and_brought_back_one_by_one(office: Office):
    for words in ("用途", "事由", "内容"):
        layouts.change_layout(office, ACCOUNTS, NameColumn("entries", "summary", words))
    assert layouts.undo_change(office, ACCOUNTS)
    assert "事由" in headings(office)
    assert layouts.undo_change(office, ACCOUNTS)
    assert "用途" in headings(office)
    assert layouts.redo_change(office, ACCOUNTS)
    assert "事由" in headings(office)
    layouts.change_layout(office, ACCOUNTS, NameColumn("entries", "summary", "项目"))
    assert not layouts.redo_change(office, ACCOUNTS)
    layouts.undo_change(office, ACCOUNTS)
    assert layouts.redo_change(office, ACCOUNTS)
    assert "项目" in headings(office)


def test_back_to_the_shipped_layout_and_from_there_again_to_the_own_one(office: Office):
    shipped = headings(office)
    layouts.change_layout(office, ACCOUNTS, ShowColumn("entries", "handler", False))
    layouts.change_layout(office, ACCOUNTS, AddColumn("entries", "own_1", "签字"))
    own = headings(office)
    assert layouts.restore_shipped(office, ACCOUNTS)
    assert headings(office) == shipped
    adapted = layouts.get_layout(office, ACCOUNTS)
    assert (adapted.can_undo, adapted.can_redo) == (False, True)
    assert [each.in_force for each in adapted.changes] == [False, False]
    assert layouts.redo_change(office, ACCOUNTS)
    assert layouts.redo_change(office, ACCOUNTS)
    assert headings(office) == own
    assert not layouts.redo_change(office, ACCOUNTS)


def test_without_changes_there_is_nothing_to_take_back(office: Office):
    assert not layouts.undo_change(office, ACCOUNTS)
    assert not layouts.redo_change(office, ACCOUNTS)
    assert not layouts.restore_shipped(office, ACCOUNTS)


def test_who_changed_what_and_when_is_kept(office: Office):
    layouts.change_layout(office, ACCOUNTS, WordSignatures(("会计",)))
    (change,) = layouts.get_layout(office, ACCOUNTS).changes
    assert read_patch(change.patch) == WordSignatures(("会计",))
    assert change.changed_by
    assert change.changed_at.endswith("+00:00")


def test_a_refused_change_leaves_nothing_behind(office: Office):
    with pytest.raises(ProblemError):
        layouts.change_layout(office, ACCOUNTS, SetPage("A4", None, 6))
    assert layouts.get_layout(office, ACCOUNTS).changes == ()


def test_only_who_may_adapt_layouts_does(office: Office):
    for role in (Role.SECRETARY, Role.SUPERVISOR, Role.READER):
        with pytest.raises(ProblemError) as refused:
            layouts.change_layout(as_role(office, role), ACCOUNTS, WordSignatures(("会计",)))
        assert refused.value.problems[0].code == "SYS-403"


def test_a_change_that_a_newer_program_made_is_named_and_skipped(office: Office):
    layouts.change_layout(office, ACCOUNTS, WordSignatures(("会计",)))
    _insert(office, '{"op": "fold_in_three"}')
    adapted = layouts.get_layout(office, ACCOUNTS)
    assert [each.problem.code if each.problem else "" for each in adapted.changes] == ["", "DOC-095"]
    assert adapted.layout.signatures == ("会计",)
    build_document(office, REQUEST, "")


def _insert(office: Office, patch: str) -> None:
    with office.change("edit", "另一台电脑") as work:
        values = {"template": ACCOUNTS, "position": 2, "patch": patch}
        work.insert(
            "layout_change", {**values, "changed_at": office.now_text(), "changed_by": office.user.id}
        )


def test_a_notice_names_the_shipped_version_and_the_offices_own(office: Office):
    layouts.change_layout(office, ACCOUNTS, WordSignatures(("会计",)))
    layouts.change_layout(office, ACCOUNTS, WordSignatures(("会计", "出纳")))
    notice = notices.make_notice(office, REQUEST)
    with office.store.reading() as connection:
        (version,) = connection.execute(
            "SELECT template_version FROM notice WHERE id = ?", (notice,)
        ).fetchone()
    assert version == f"{template(ACCOUNTS).version}+2"


@pytest.mark.parametrize("name", ["debts", ACCOUNTS, "allowance_list", "party_life", "text_notice"])
def test_a_layout_is_shown_with_invented_contents_before_there_are_any(office: Office, name: str):
    with Preview(layouts.specimen(office, name)) as pages:
        assert len(pages.sizes) >= 1
