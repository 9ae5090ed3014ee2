"""Ctrl+K: one box for people and commands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.job import JobHandle
from ui.icons import pixmap
from ui.jobs import JobRunner, JobTicket
from ui.shell.screen import Command
from ui.theme import colours
from ui.widgets.dress import label
from ui.widgets.pinyin_initials import matches
from ui.widgets.search_box import SearchBox

PEOPLE_LIMIT = 20
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Hit:
    """A person or household that was found.

    Attributes:
        kind: ``person`` or ``household``.
        record_id: Of the record.
        title: Name.
        detail: What tells two of the same name apart, masked: group, household, age.
    """

    kind: str
    record_id: str
    title: str
    detail: str


class PeopleFinder(Protocol):
    """Finds people and households by anything one can type; runs in a read lane."""

    def __call__(self, text: str, limit: int) -> Sequence[Hit]:
        """Best matches first."""


@dataclass(frozen=True, slots=True)
class _Entry:
    icon: str
    title: str
    detail: str
    run: Callable[[], None]


class CommandPalette(QFrame):
    """A box over the window: type, go down, Enter. Esc closes it."""

    hit_chosen = Signal(object)  # Hit
    closed = Signal()
    failed = Signal(object)  # the exception a search ended with

    def __init__(self, find: PeopleFinder, runner: JobRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._window = parent
        self._find = find
        self._runner = runner
        self._commands: Sequence[Command] = ()
        self._asked = ""
        self._answered = ""
        self._runs_first = False  # Enter came before the answer, as from a scanner
        self._ticket: JobTicket | None = None
        self.box = SearchBox(self.tr("找人、找户，或者输入要做的事（可打拼音首字母）"))
        self.list = QListView()
        self.list.setAccessibleName(self.tr("结果"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self._model = _EntryModel(self)
        self.list.setModel(self._model)
        self._note = label("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.addWidget(self.box)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._note)
        self.box.search_requested.connect(self._search)
        self.box.returnPressed.connect(self._run_current)
        self.box.left.connect(self.close_palette)
        self.box.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        self.hide()

    def open_palette(self, commands: Sequence[Command]) -> None:
        """Show the palette with these commands, ready to type."""
        self._commands = commands
        self._runs_first = False
        self.box.set_text_silently("")
        self._asked = ""
        self._show_entries("", ())
        self._place()
        self.show()
        self.raise_()
        self.box.setFocus()

    def close_palette(self) -> None:
        """Hide the palette; whoever had the focus before gets it back from the window."""
        if self._ticket is not None:
            self._ticket.cancel()
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def titles(self) -> tuple[str, ...]:
        """Titles of the entries shown, top to bottom."""
        return tuple(entry.title for entry in self._model.entries)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {
                Qt.Key.Key_Down.value: 1,
                Qt.Key.Key_Up.value: -1,
                Qt.Key.Key_PageDown.value: 8,
                Qt.Key.Key_PageUp.value: -8,
            }.get(event.key())
            if step is not None:
                self._step(step)
                return True
            if watched is self.list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run_current()
                return True
            if watched is self.list and event.key() == Qt.Key.Key_Escape:
                self.close_palette()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            focused: QWidget | None = self.window().focusWidget()
            if focused is not None and not self.isAncestorOf(focused):
                self.close_palette()
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self._asked = text
        self._runs_first = False
        if self._ticket is not None:
            self._ticket.cancel()
        if not text:
            self._show_entries("", ())
            return
        work = partial(self._find_people, text)
        self._ticket = self._runner.read(work, partial(self._show_entries, text), self._on_failed, owner=self)

    def _find_people(self, text: str, job: JobHandle) -> Sequence[Hit]:
        return self._find(text, PEOPLE_LIMIT)

    def _on_failed(self, error: Exception) -> None:
        self.close_palette()
        self.failed.emit(error)

    def _show_entries(self, text: str, hits: Sequence[Hit]) -> None:
        """Show people first when something was typed, then the commands that match."""
        if text != self._asked:
            return
        commands = [
            _Entry("chevron_right", command.title, command.shortcut, command.run)
            for command in self._commands
            if matches(f"{command.title} {command.keys}", text)
        ]
        people = [
            _Entry(
                "home" if hit.kind == "household" else "user",
                hit.title,
                hit.detail,
                partial(self.hit_chosen.emit, hit),
            )
            for hit in hits
        ]
        self._model.show(people + commands)
        self._note.setText(
            "" if people or commands else self.tr("没有找到。可以打姓名、拼音、证件后四位、电话或户号。")
        )
        self._note.setVisible(bool(self._note.text()))
        self._answered = text
        if self._model.entries:
            self.list.setCurrentIndex(self._model.index(0))
        if self._runs_first:
            self._run_current()

    def _step(self, step: int) -> None:
        count = len(self._model.entries)
        if count:
            row = min(max(self.list.currentIndex().row() + step, 0), count - 1)
            self.list.setCurrentIndex(self._model.index(row))

    def _run_current(self) -> None:
        """Do what the cursor is on; what is shown for an older text is waited out."""
        self._runs_first = self._answered != self._asked
        if self._runs_first:
            return
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._model.entries):
            entry = self._model.entries[row]
            self.close_palette()
            entry.run()

    def _on_clicked(self) -> None:
        self._run_current()

    def _place(self) -> None:
        room = self._window.size()
        one = self.fontMetrics().horizontalAdvance("国")
        width = min(room.width() - 40, one * 44)
        height = min(room.height() - 80, self.fontMetrics().height() * 24)
        self.setGeometry((room.width() - width) // 2, 40, width, height)


class _EntryModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[_Entry] = []

    def show(self, entries: list[_Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title} {entry.detail}".strip()
        return entry if role == _ENTRY else None


class _EntryDelegate(QStyledItemDelegate):
    """Icon, title, and the detail in grey at the right end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, round(option.fontMetrics.height() * 1.7))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: _Entry = index.data(_ENTRY)
        c = colours()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(c.selection))
        height = option.fontMetrics.height()
        inner = option.rect.adjusted(10, 0, -10, 0)
        picture = pixmap(entry.icon, c.muted, height, painter.device().devicePixelRatio())
        painter.drawPixmap(inner.left(), inner.center().y() - height // 2, picture)
        words = inner.adjusted(height + 10, 0, 0, 0)
        title_width = option.fontMetrics.horizontalAdvance(entry.title)
        painter.setPen(QColor(c.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        shown = option.fontMetrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, shown)
        rest = QRect(words)
        rest.setLeft(words.left() + min(title_width, words.width()) + 16)
        if rest.width() > 0:
            painter.setPen(QColor(c.muted))
            detail = option.fontMetrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, middle | Qt.AlignmentFlag.AlignRight, detail)
        painter.restore()
