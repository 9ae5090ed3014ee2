"""Choosing one value from a code table by typing hanzi, pinyin initials or the code itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget

from ui.widgets.pinyin_initials import initials

_LEAST_CHARS = 9


@dataclass(frozen=True, slots=True)
class CodeOption:
    """One value to choose; ``keys`` are further ways to type it, such as an older word."""

    code: str
    label: str
    keys: str = ""


def rank(option: CodeOption, typed: str) -> int | None:
    """How well an option matches what was typed: 0 best, None not at all."""
    wanted = typed.strip().lower()
    spoken = initials(option.label)
    if wanted in ("", option.code.lower(), spoken, option.label.lower()):
        return 0
    if option.label.lower().startswith(wanted) or spoken.startswith(wanted):
        return 1
    inside = wanted in option.label.lower() or (wanted.isascii() and wanted in spoken)
    return 2 if inside or wanted in option.keys.lower() else None


class _Offers:
    """What matches the text that is being typed, in a list below the line."""

    def __init__(self, combo: QComboBox) -> None:
        self.texts = QStringListModel(combo)
        self.list = QListView()
        self.completer = QCompleter(self.texts, combo)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setPopup(self.list)
        self.completer.setMaxVisibleItems(10)


class CodeCombo(QComboBox):
    """An editable box over the values of a table.

    Typing narrows the list by label, pinyin initials (``nh`` finds 农户) and code; Enter or Tab
    takes the best match, F4 opens the whole list. What matches nothing is not taken: the value
    before comes back.
    """

    code_changed = Signal(str)  # the code chosen, empty for none

    def __init__(self, options: Sequence[CodeOption], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[CodeOption, ...] = ()
        self._code = ""
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt's own completes to whatever begins alike
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.set_options(options)
        self._line.textEdited.connect(self._on_text_edited)
        self._line.returnPressed.connect(self._on_return)
        self._line.installEventFilter(self)
        self.activated.connect(self._on_activated)

    @cached_property
    def _offers(self) -> "_Offers":
        """The list below the line; a form has dozens of boxes, and in most nobody types."""
        made = _Offers(self)
        made.list.installEventFilter(self)
        made.completer.activated.connect(self._on_completed)
        self.setCompleter(made.completer)
        return made

    @property
    def _popup(self) -> QListView | None:
        """The list of offers, None as long as nobody typed."""
        return self._offers.list if "_offers" in self.__dict__ else None

    def _close_offers(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def set_options(self, options: Sequence[CodeOption]) -> None:
        """Offer other values; a first, empty entry stands for none."""
        self._options = (CodeOption("", ""), *options)
        kept = self._code
        self._places = {option.code: place for place, option in reversed(list(enumerate(self._options)))}
        self.clear()
        self.addItems([option.label for option in self._options])
        self.set_code(kept)

    def code(self) -> str:
        """The code chosen, empty for none."""
        return self._code

    def set_code(self, code: str) -> None:
        """Show a value without telling; a code that is not in the list is shown as it stands."""
        self._code = code
        index = self._places.get(code, -1)
        self.setCurrentIndex(index)
        if index < 0:
            self.setEditText(code)
        self._line.home(False)  # a value longer than the box is read from its beginning

    def minimumSizeHint(self) -> QSize:
        """As wide as a short word: the longest of a table would push a form of two columns off its page."""
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), self.fontMetrics().horizontalAdvance("国") * _LEAST_CHARS))
        return hint

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # a form of wrapped lines inside a scroll area squeezes boxes below the height they ask for
        self.setMinimumHeight(self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a form must not change what stands in it

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.take_typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
            if watched is self._popup and enters:
                self._take_offered()
                # The same key then moves on in the form, as if the list had not been open.
                again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
                QCoreApplication.postEvent(self, again)
                return True
            if watched is self._line and event.key() == Qt.Key.Key_F4:
                self._close_offers()
                self.showPopup()
                return True
        return super().eventFilter(watched, event)

    def _on_return(self) -> None:
        # With the list of offers open, keys reach the line past its event filters.
        popup = self._popup
        if popup is None or not (popup.isVisible() and popup.currentIndex().isValid()):
            self.take_typed()

    def take_typed(self) -> None:
        """Settle on what was typed: the best match, none when empty, else the value before."""
        self._close_offers()
        typed = self._line.text().strip()
        current = self._label(self._code)
        if typed == current:
            return
        if not typed:
            self._choose("")
            return
        matching = self._matching(typed)
        if matching:
            self._choose(matching[0].code)
        else:
            self.set_code(self._code)

    def _take_offered(self) -> None:
        """The offer the cursor went to, or the best match when it stayed in the line."""
        offered = self._offers.list.currentIndex()
        if offered.isValid():
            self._close_offers()
            self._on_completed(str(offered.data()))
        else:
            self.take_typed()

    def _matching(self, typed: str) -> list[CodeOption]:
        """Options that match, best first, then in the order of the table."""
        ranked = [(rank(option, typed), option) for option in self._options if option.label]
        found = [(place, option) for place, option in ranked if place is not None]
        return [option for _, option in sorted(found, key=lambda pair: pair[0])]

    def _label(self, code: str) -> str:
        return next((option.label for option in self._options if option.code == code), code)

    def _choose(self, code: str) -> None:
        changed = code != self._code
        self.set_code(code)
        if changed:
            self.code_changed.emit(code)

    def _on_text_edited(self, text: str) -> None:
        matching = self._matching(text)
        self._offers.texts.setStringList([option.label for option in matching])
        if text.strip() and matching:
            self._offers.completer.complete()
        else:
            self._close_offers()

    def _on_completed(self, text: str) -> None:
        chosen = next((option.code for option in self._options if option.label == text), None)
        if chosen is not None:
            self._choose(chosen)

    def _on_activated(self, index: int) -> None:
        self._choose(self._options[index].code)
