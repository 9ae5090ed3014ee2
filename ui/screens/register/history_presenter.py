"""Takes actions back and brings them forth again, from the history of a record or by Ctrl+Z."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.job import JobHandle
from desktop.services import history
from desktop.services.history import ClashKey, ClashView, UndoEntry
from desktop.services.record_history import RecordChange, record_history
from ui.screens.register.history_dialog import HistoryDialog

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


_FEW = 5
"""As many further records belong to one ordinary action, such as a move-out that closes the household."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterHistory", text)


class HistoryPresenter:
    """Asks about clashes first: what was edited since stays unless the user says otherwise."""

    def __init__(self, parent: QWidget, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._parent = parent
        self._office = office
        self._runner = runner
        self._shell = shell

    def open(self, table: str, record_id: str) -> None:
        """Show the history of a record."""

        def show(changes: tuple[RecordChange, ...]) -> None:
            dialog = HistoryDialog(_tr("变更记录"), self._parent)
            dialog.show_changes(changes)
            dialog.undo_wanted.connect(partial(self._undo_from, dialog, table, record_id))
            dialog.open()

        self._read(table, record_id, show, self._parent)

    def _read(
        self, table: str, record_id: str, show: Callable[[tuple[RecordChange, ...]], None], owner: QWidget
    ) -> None:
        self._runner.read(
            lambda job: record_history(self._office, table, record_id),
            show,
            self._shell.show_error,
            owner=owner,
        )

    def _undo_from(self, dialog: HistoryDialog, table: str, record_id: str, change: RecordChange) -> None:
        """Take one action of a record's history back; asks first when it wrote other records too."""

        def done() -> None:
            self._read(table, record_id, dialog.show_changes, dialog)

        def take() -> None:
            self._take(change.change_set, "", done, dialog)

        if change.others <= _FEW:
            take()
            return
        question = _tr("撤销“{label}”？") if not change.undone else _tr("恢复“{label}”？")
        detail = _tr("这次操作还写了另外 {n} 条记录，会一起退回；后来改过的一条条问您。")
        if change.undone:
            detail = _tr("这次操作还写了另外 {n} 条记录，会一起恢复；后来改过的一条条问您。")
        self._shell.ask(
            question.format(label=change.label),
            detail.format(n=change.others),
            _tr("恢复") if change.undone else _tr("撤销"),
            take,
            danger=True,
        )

    def undo_set(self, change_set: int) -> None:
        """Take one action back: the 撤销 of a note."""
        self._take(change_set, _tr("已撤销"), lambda: None, self._parent)

    def undo_latest(self) -> None:
        """Ctrl+Z: take back this user's latest edit, also one made before a restart."""
        self._runner.read(
            lambda job: history.next_undo(self._office),
            partial(self._take_entry, _tr("没有可以撤销的操作"), _tr("已撤销：{label}")),
            self._shell.show_error,
            owner=self._parent,
        )

    def redo_latest(self) -> None:
        """Ctrl+Y: bring back what Ctrl+Z took."""
        self._runner.read(
            lambda job: history.next_redo(self._office),
            partial(self._take_entry, _tr("没有可以恢复的操作"), _tr("已恢复：{label}")),
            self._shell.show_error,
            owner=self._parent,
        )

    def _take_entry(self, nothing: str, words: str, entry: UndoEntry | None) -> None:
        if entry is None:
            self._shell.notify(nothing)
            return
        self._take(entry.change_set, words.format(label=entry.label), lambda: None, self._parent)

    def _take(self, change_set: int, told: str, done: Callable[[], None], parent: QWidget) -> None:
        def ask(clashes: tuple[ClashView, ...]) -> None:
            if not clashes:
                self._write(change_set, told, done, frozenset())
                return
            from ui.screens.register_import.clash_dialog import ClashDialog

            dialog = ClashDialog(clashes, parent)
            dialog.answered.connect(partial(self._write, change_set, told, done))
            dialog.open()

        self._runner.read(
            lambda job: history.clashes(self._office, change_set), ask, self._shell.show_error, owner=parent
        )

    def _write(
        self, change_set: int, told: str, done: Callable[[], None], forced: frozenset[ClashKey]
    ) -> None:
        def work(_job: JobHandle) -> tuple[ClashView, ...]:
            return history.undo(self._office, change_set, forced)

        def written(left: tuple[ClashView, ...]) -> None:
            words = told or _tr("已处理")
            if left:
                words += _tr("；后来又改过的 {n} 条保持不变").format(n=len(left))
            self._shell.notify(words)
            self._shell.records_changed()
            done()

        self._runner.write(work, written, self._shell.show_error)
