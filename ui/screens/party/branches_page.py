"""Branches with their committee, terms and groups, and what does not fit (组织)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.party_branch import TermState
from desktop.services.party import branches
from desktop.services.party.branches import BranchView, TermLine
from desktop.words import word
from ui.screens.property.record_forms import RecordForms
from ui.widgets.dress import button, card, label, line, set_tone, tool_button
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class BranchesPage(QWidget):
    """A sheet for each branch."""

    member_wanted = Signal(str)

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self._office, self._runner, self._shell = office, runner, shell
        self.may_edit = office.may(Right.EDIT_PARTY)
        self.forms = RecordForms(self, office, runner, shell, self._on_stored)
        self.new = button(self.tr("登记党支部"), "primary", "plus")
        self.new.setEnabled(self.may_edit)
        self.new.clicked.connect(self.add)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("党组织"), "title"))
        head.addStretch()
        head.addWidget(self.new)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.area, 1)

    def load(self) -> None:
        """Read the branches anew."""
        self._runner.read(
            lambda _job: branches.read_branches(self._office),
            self.show_branches,
            self._shell.show_error,
            owner=self,
        )

    def add(self) -> None:
        """Ask for a new branch."""
        if self.may_edit:
            self.forms.open_form(branches.BRANCH, None, {})

    def show_branches(self, views: Sequence[BranchView]) -> None:
        """Show every branch."""
        if not views:
            empty = EmptyState("village")
            empty.show_text(
                self.tr("还没有登记党支部"),
                self.tr("先登记党支部，再登记任期、党小组和职务；会议、党费和积分都按它来算。"),
                self.tr("登记党支部") if self.may_edit else "",
            )
            empty.acted.connect(self.add)
            self.area.setWidget(empty)
            return
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 10, 0)
        layout.setSpacing(12)
        for view in views:
            layout.addWidget(self._sheet(view))
        layout.addStretch()
        self.area.setWidget(host)

    def _sheet(self, view: BranchView) -> QWidget:
        made = card()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(view.branch.name, "heading", wrap=True), 1)
        if self.may_edit:
            edit = button(self.tr("修改…"), icon_name="edit")
            edit.clicked.connect(lambda: self.forms.open_existing(branches.BRANCH, view.branch.id))
            head.addWidget(edit)
        layout.addLayout(head)
        layout.addWidget(label(self._numbers(view), wrap=True))
        about = "　".join(
            part
            for part in (
                word(view.kind),
                self.tr("上级：{name}").format(name=view.parent) if view.parent else "",
                self.tr("主题党日：{day}").format(day=view.theme_day) if view.theme_day else "",
                self.tr("联合单位：{units}").format(units="、".join(view.units)) if view.units else "",
            )
            if part
        )
        layout.addWidget(label(about, "muted", wrap=True))
        for problem in view.warnings:
            warned = label(messages.brief(problem), wrap=True)
            set_tone(warned, "overdue" if problem.code == "PTY-017" else "soon")
            layout.addWidget(warned)
        layout.addWidget(line())
        parts = QHBoxLayout()
        parts.setSpacing(24)
        for part in (self._posts(view), self._groups(view), self._terms(view)):
            parts.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(parts)
        return made

    def _numbers(self, view: BranchView) -> str:
        branch = view.branch
        parts = [
            self.tr("正式党员 {count} 名").format(count=branch.full_count),
            self.tr("预备党员 {count} 名").format(count=branch.probationary_count),
        ]
        if view.floating_count:
            parts.append(self.tr("流动党员 {count} 名").format(count=view.floating_count))
        parts.append(
            self.tr("支部委员会 {count} 人").format(count=view.committee_count)
            if branch.has_committee
            else self.tr("不设委员会")
        )
        return "　".join(parts)

    def _part(self, title: str, tip: str, add: Callable[[], None]) -> tuple[QWidget, QGridLayout]:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(title, "strong"))
        head.addStretch()
        if self.may_edit:
            plus = tool_button("plus", tip)
            plus.clicked.connect(add)
            head.addWidget(plus)
        layout.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        layout.addLayout(grid)
        return host, grid

    def _posts(self, view: BranchView) -> QWidget:
        host, grid = self._part(
            self.tr("职务"),
            self.tr("登记职务"),
            lambda: self.forms.open_new("party_post", {"branch_id": view.branch.id}),
        )
        groups = {group.id: group.name for group in view.groups}
        for row, post in enumerate(view.posts):
            words = word(post.label)
            if post.group_id in groups:
                words = f"{groups[post.group_id]}　{words}"
            grid.addWidget(label(words, "muted"), row, 0)
            name = button(post.name, "link")
            name.clicked.connect(lambda _=False, member=post.member_id: self.member_wanted.emit(member))
            grid.addWidget(name, row, 1, Qt.AlignmentFlag.AlignLeft)
            if self.may_edit:
                grid.addWidget(self._edit("party_post", post.id), row, 2)
        if not view.posts:
            grid.addWidget(label(self.tr("还没有登记职务。"), "muted"), 0, 0, 1, 2)
        return host

    def _groups(self, view: BranchView) -> QWidget:
        host, grid = self._part(
            self.tr("党小组"),
            self.tr("登记党小组"),
            lambda: self.forms.open_new(branches.GROUP, {"branch_id": view.branch.id}),
        )
        for row, group in enumerate(view.groups):
            grid.addWidget(label(group.name), row, 0)
            count = self.tr("{count} 人").format(count=group.count)
            words = f"{count}　{self.tr('组长 {name}').format(name=group.head)}" if group.head else count
            grid.addWidget(label(words, "muted"), row, 1)
            if self.may_edit:
                grid.addWidget(self._edit(branches.GROUP, group.id), row, 2)
        if not view.groups:
            grid.addWidget(label(self.tr("没有党小组。"), "muted"), 0, 0, 1, 2)
        return host

    def _terms(self, view: BranchView) -> QWidget:
        host, grid = self._part(
            self.tr("任期"),
            self.tr("登记新一届任期"),
            lambda: self.forms.open_new(branches.TERM, {"branch_id": view.branch.id}),
        )
        for row, term in enumerate(view.terms):
            grid.addWidget(label(term.words or self.tr("一届")), row, 0)
            grid.addWidget(self._term_label(term), row, 1)
            if self.may_edit:
                grid.addWidget(self._edit(branches.TERM, term.id), row, 2)
        if not view.terms:
            grid.addWidget(label(self.tr("还没有登记任期。"), "muted"), 0, 0, 1, 2)
        return host

    def _term_label(self, term: TermLine) -> QWidget:
        words = self.tr("{first} 至 {last}").format(first=term.from_date, last=term.term.ends.isoformat())
        made = label(words, wrap=True)
        if term.is_last:
            set_tone(made, {TermState.SOON: "soon", TermState.OVER: "overdue"}.get(term.term.state, ""))
        return made

    def _edit(self, ledger: str, record_id: str) -> QWidget:
        edit = tool_button("edit", self.tr("修改"))
        edit.clicked.connect(lambda: self.forms.open_existing(ledger, record_id))
        return edit

    def _on_stored(self, _ledger: str, _record_id: str) -> None:
        self._shell.records_changed()
