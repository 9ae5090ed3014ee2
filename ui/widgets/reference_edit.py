"""A line that points to a record: type to search, arrows and Enter to choose."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.widgets.search_box import SearchBox

_ROWS_SHOWN = 8
_CHOICE = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class ReferenceChoice:
    """A record that can be chosen: its id, its name, and what tells it from its namesakes."""

    id: str
    name: str
    detail: str = ""


class ReferenceEdit(SearchBox):
    """Shows the name of the record chosen; what is typed over it asks for others.

    The hits lie below the line, over the rest of the window: Up and Down go through them, Enter
    takes one, Esc leaves the one chosen before. Down or F4 in a line as it stands asks for what
    is near. Emptying the line points to nothing; a text with which nothing was chosen stays as it
    is, for the reader of the form to refuse.
    """

    hits_wanted = Signal(str)  # the text to search for; empty for what is near
    choice_changed = Signal()  # another record, none, or a text that is none yet
    settled = Signal()  # Enter: go on with the next field

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self._chosen = ReferenceChoice("", "")
        self._asked: str | None = None  # what the hits wanted now are for; None for no question
        self._answered: str | None = None  # what the hits in view are for
        self._takes_single = False  # Enter came before the answer
        self.hits = QListWidget(self)
        self.hits.setObjectName("reference_hits")
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays in the line
        self.hits.setAccessibleName(self.tr("可选的记录"))
        self.hits.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.hide()
        self.hits.itemClicked.connect(self._take)
        self.textEdited.connect(lambda _text: self.choice_changed.emit())
        self.search_requested.connect(self._on_typed)

    def choice(self) -> ReferenceChoice:
        """The record the line points to; a text with which none was chosen comes back as its id."""
        typed = self.text().strip()
        return self._chosen if typed == self._chosen.name else ReferenceChoice(typed, typed)

    def set_choice(self, choice: ReferenceChoice) -> None:
        """Show a record without telling; one without an id for none."""
        self._chosen = choice
        self.close_hits()
        self.set_text_silently(choice.name)
        self.setCursorPosition(0)

    def show_hits(self, asked: str, hits: Sequence[ReferenceChoice]) -> None:
        """Show what was found for a text; the answer to an older question is dropped."""
        if asked != self._asked or not self.hasFocus():
            return
        self._answered = asked
        self.hits.clear()
        for hit in hits:
            item = QListWidgetItem("　".join(part for part in (hit.name, hit.detail) if part))
            item.setData(_CHOICE, hit)
            self.hits.addItem(item)
        self.hits.setCurrentRow(0)
        if not hits:
            self.hits.hide()
            return
        if self._takes_single and len(hits) == 1:
            self._take(self.hits.item(0))
            return
        self._place()
        self.hits.show()
        self.hits.raise_()

    def close_hits(self) -> None:
        """Take the hits away and drop the question."""
        self._asked = self._answered = None
        self._takes_single = False
        self.hits.hide()
        self.hits.setParent(self)  # nothing of a form is left in the window when the form goes

    def is_choosing(self) -> bool:
        """Whether somebody is about to choose: what is typed so far is no mistake yet."""
        return self.hasFocus() and not self._is_settled()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._is_open()
        ):
            event.accept()  # before Esc leaves the page, it leaves the hits
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.hits.isVisible():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.hits.setCurrentRow(min(max(self.hits.currentRow() + step, 0), self.hits.count() - 1))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self._ask("" if self._is_settled() else self.text().strip())
        elif key in _ENTER:
            self._on_enter()
        elif key == Qt.Key.Key_Escape and self._is_open():
            self.set_choice(self._chosen)
            self.choice_changed.emit()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_hits()
            if not self._is_settled():
                self.choice_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.close_hits()

    def _is_settled(self) -> bool:
        return self.text().strip() == self._chosen.name

    def _is_open(self) -> bool:
        return self.hits.isVisible() or not self._is_settled()

    def _on_typed(self, text: str) -> None:
        if not text:
            self._chosen = ReferenceChoice("", "")
            self.close_hits()
            self.choice_changed.emit()
        elif self.is_choosing():
            self._ask(text)

    def _ask(self, text: str) -> None:
        self._asked = text
        self._takes_single = False
        self.hits_wanted.emit(text)

    def _on_enter(self) -> None:
        self._tell()  # the last letters may not have been searched for yet
        if self.hits.isVisible() and self._answered == self._asked:
            self._take(self.hits.currentItem())
        elif self._is_settled():
            self.settled.emit()
        else:
            self._takes_single = True

    def _take(self, item: QListWidgetItem) -> None:
        choice: ReferenceChoice = item.data(_CHOICE)
        self.set_choice(choice)
        self.choice_changed.emit()
        self.settled.emit()

    def _place(self) -> None:
        """Below the line, or above it where there is no room; as wide as the longest hit needs."""
        window = self.window()
        self.hits.setParent(window)
        frame = 2 * self.hits.frameWidth()
        wanted = self.hits.sizeHintForRow(0) * min(self.hits.count(), _ROWS_SHOWN) + frame
        bar = self.hits.verticalScrollBar().sizeHint().width() if self.hits.count() > _ROWS_SHOWN else 0
        width = min(max(self.width(), self.hits.sizeHintForColumn(0) + frame + bar + 12), window.width() - 8)
        below = self.mapTo(window, QPoint(0, self.height() + 1))
        above = self.mapTo(window, QPoint(0, 0)).y()
        top = below.y()
        if top + wanted > window.height() and above > wanted:
            top = above - wanted - 1
        left = max(4, min(below.x(), window.width() - width - 4))
        self.hits.setGeometry(left, top, width, min(wanted, window.height() - top))
