"""The layouts of notices as this office prints them: shipped files and the office's own changes.

A change is a record; taking it back marks it, so that what was printed when can always be told.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.queries import layouts as queries
from db.queries.layouts import LayoutChangeRow
from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Problem
from desktop.reports.document import Paper
from desktop.reports.template import Template, list_templates, template
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office, actors

if TYPE_CHECKING:
    from desktop.reports.layout_patch import LayoutPatch

NOTICE_KINDS = frozenset(("accounts", "list", "sheet"))
"""Kinds of layouts that hang on a board; the office's own papers are not adapted."""


@dataclass(frozen=True, slots=True)
class LayoutSummary:
    """One line of the list of layouts; ``changes`` counts those in force."""

    name: str
    label: str
    item: str
    changes: int
    changed_at: str
    changed_by: str


@dataclass(frozen=True, slots=True)
class LayoutChange:
    """One change: what, by whom and when; moments are UTC ISO texts.

    Attributes:
        id: Of the record.
        patch: As JSON, read by `desktop.reports.layout_patch.read_patch`.
        changed_at: When it was made.
        changed_by: Name of who made it.
        in_force: False when it was taken back.
        problem: Why the layout does not take it; None when it does.
    """

    id: str
    patch: str
    changed_at: str
    changed_by: str
    in_force: bool
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class AdaptedLayout:
    """A layout as it is printed, as it was shipped, and what lies between, oldest first."""

    layout: Template
    shipped: Template
    changes: tuple[LayoutChange, ...]
    can_undo: bool
    can_redo: bool


def layout_of(office: Office, request: NoticeRequest) -> Template:
    """The layout that a request is printed with, with the office's changes and the request's paper.

    Raises:
        ProblemError: DOC-020, DOC-021.
    """
    from desktop.reports.layout_patch import apply_patches

    shipped = template(request.template)
    with office.store.reading() as connection:
        rows = _in_force(queries.list_changes(connection, request.template))
    layout = shipped
    if rows:
        layout, _ = apply_patches(shipped, [row.patch for row in rows])
        layout = replace(layout, changes=rows[-1].position)
    if request.paper:
        layout = replace(layout, page=replace(layout.page, paper=Paper[request.paper]), paper_chosen=True)
    if request.turn:
        layout = replace(layout, across=request.turn == "across")
    return layout.turned()


def _in_force(rows: tuple[LayoutChangeRow, ...]) -> tuple[LayoutChangeRow, ...]:
    return tuple(row for row in rows if not row.withdrawn_at)


def list_layouts(office: Office) -> tuple[LayoutSummary, ...]:
    """Layouts of notices by their names for people, with who changed them last.

    Raises:
        ProblemError: DOC-020, DOC-021, SYS-403.
    """
    office.require(Right.READ_NOTICES)
    names = actors(office)
    with office.store.reading() as connection:
        rows = _in_force(queries.list_changes(connection))
    by_layout: dict[str, list[LayoutChangeRow]] = {}
    for row in rows:
        by_layout.setdefault(row.template, []).append(row)
    found = []
    for each in list_templates():
        if each.kind not in NOTICE_KINDS:
            continue
        changes = by_layout.get(each.name, [])
        at, by = (changes[-1].changed_at, names.get(changes[-1].changed_by, "")) if changes else ("", "")
        found.append(LayoutSummary(each.name, each.label, each.item, len(changes), at, by))
    return tuple(sorted(found, key=lambda each: (each.item[:1], each.item, each.name)))


def get_layout(office: Office, name: str) -> AdaptedLayout:
    """A layout with its changes.

    Raises:
        ProblemError: DOC-020, DOC-021, SYS-403.
    """
    from desktop.reports.layout_patch import apply_patches

    office.require(Right.READ_NOTICES)
    shipped = template(name)
    names = actors(office)
    with office.store.reading() as connection:
        rows = queries.list_changes(connection, name)
    rows = tuple(row for row in rows if not row.replaced_at)
    active = _in_force(rows)
    layout, skipped = apply_patches(shipped, [row.patch for row in active])
    problems = {active[each.place].id: each.problem for each in skipped}
    return AdaptedLayout(
        replace(layout, changes=active[-1].position if active else 0),
        shipped,
        tuple(
            LayoutChange(
                row.id,
                row.patch,
                row.changed_at,
                names.get(row.changed_by, ""),
                not row.withdrawn_at,
                problems.get(row.id),
            )
            for row in rows
        ),
        bool(active),
        len(active) < len(rows),
    )


def change_layout(office: Office, name: str, patch: "LayoutPatch") -> None:
    """Change a layout; what had been taken back before can no longer be brought back.

    Raises:
        ProblemError: DOC-090 … DOC-101 the layout does not take the change, SYS-403.
    """
    office.require(Right.EDIT_LAYOUT)
    layout = get_layout(office, name).layout
    patch.apply(layout)
    with office.store.reading() as connection:
        rows = queries.list_changes(connection, name)
    now = office.now_text()
    with office.change("edit", f"调整版式：{layout.label}") as work:
        for row in rows:
            if row.withdrawn_at and not row.replaced_at:
                work.update("layout_change", row.id, {"replaced_at": now})
        work.insert(
            "layout_change",
            {
                "template": name,
                "position": max((row.position for row in rows), default=0) + 1,
                "patch": patch.to_json(),
                "changed_at": now,
                "changed_by": office.user.id,
            },
        )


def undo_change(office: Office, name: str) -> bool:
    """Take the last change back; false when there is none.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_LAYOUT)
    with office.store.reading() as connection:
        rows = _in_force(queries.list_changes(connection, name))
    _withdraw(office, name, rows[-1:])
    return bool(rows)


def redo_change(office: Office, name: str) -> bool:
    """Bring back what was taken back last, one change; false when there is none.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_LAYOUT)
    with office.store.reading() as connection:
        rows = queries.list_changes(connection, name)
    gone = [row for row in rows if row.withdrawn_at and not row.replaced_at]
    if gone:
        with office.change("edit", f"恢复版式调整：{template(name).label}") as work:
            work.update("layout_change", gone[0].id, {"withdrawn_at": None})
    return bool(gone)


def restore_shipped(office: Office, name: str) -> bool:
    """Take every change back; each can be brought back by `redo_change`. False when there is none.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_LAYOUT)
    with office.store.reading() as connection:
        rows = _in_force(queries.list_changes(connection, name))
    _withdraw(office, name, rows)
    return bool(rows)


def _withdraw(office: Office, name: str, rows: tuple[LayoutChangeRow, ...]) -> None:
    if not rows:
        return
    with office.change("edit", f"撤销版式调整：{template(name).label}") as work:
        for row in rows:
            work.update("layout_change", row.id, {"withdrawn_at": office.now_text()})


def specimen(
    office: Office, name: str, rows: int = 12, large: bool = False, job: JobHandle | None = None
) -> bytes:
    """The layout printed with invented contents, with the village's own name.

    Args:
        office: The office at work.
        name: Of the layout.
        rows: In each of its tables.
        large: Large print.
        job: May cancel between building and printing.

    Raises:
        ProblemError: DOC-002 or DOC-003 what does not fit the largest sheet, DOC-020, DOC-021, SYS-403.
    """
    from desktop.reports.building import build_notice
    from desktop.reports.rendering import render_internal
    from desktop.reports.specimen import specimen_data

    job = job or NoJob()
    layout = get_layout(office, name).layout
    data = specimen_data(layout, office.vault.village, office.today(), rows)
    notice = build_notice(layout, data, large=large)
    job.check_cancelled()
    return render_internal(notice)
