"""Somebody who presses, types and chooses whatever is there, without reading it."""

import random
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from ui.shell.problem_dialog import BugDialog, ProblemDialog
from ui.shell.workspace import Workspace

_TEXTS = (
    *"-5 0 3 10 138 12.345 999999999999 100% 2026 2026-11-20 2026-13-45 11月3日 一组 王 zjg 张𬱖 ，".split(),
    *("", " ", "\"'\\", "<b>x</b>", "很长的文字" * 40),
)
_NAMES = ("x.pdf", "x.xlsx", "gone/x.pdf", "长" * 150)
_KEYS = (
    *(Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space),
    *(Qt.Key.Key_Delete, Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_F7),
)
_WITH_CONTROL = (
    *(Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_S, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_F, Qt.Key.Key_P),
    *(Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_Return),
)
_INPUTS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
_TABLE_ROWS = 30


class ImpatientHand:
    """One deed after another, the same ones for the same chance; ``deeds`` tells of them."""

    def __init__(
        self, workspace: Workspace, chance: random.Random, files: Sequence[Path], place: Path
    ) -> None:
        """Sit down.

        Args:
            workspace: The window.
            chance: Decides on everything.
            files: What is chosen where a file is asked for.
            place: Folder in which files are saved.
        """
        self._workspace = workspace
        self._chance = chance
        self._files = files
        self._place = place
        self.deeds: list[str] = []

    def act(self) -> None:
        """Do one thing with what is in front."""
        front = self._front()
        if isinstance(front, BugDialog):
            raise AssertionError("\n".join((*self.deeds[-12:], front.details)))
        if isinstance(front, ProblemDialog):
            front.close()
        elif isinstance(front, QFileDialog):
            self._choose_file(front)
        elif isinstance(front, QDialog) and type(front).__module__.startswith("PySide6"):
            front.reject()  # the system's own, such as its printers
        elif isinstance(front, QMenu):
            self._choose_action(front)
        else:
            self._use(front)

    def _front(self) -> QWidget:
        modal, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        shown = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
        ]
        return popup or modal or (shown[-1] if shown else self._workspace)

    def _choose_file(self, asked: QFileDialog) -> None:
        if self._chance.random() < 0.4:
            saves = asked.acceptMode() == QFileDialog.AcceptMode.AcceptSave
            file = self._place / self._chance.choice(_NAMES) if saves else self._chance.choice(self._files)
            self.deeds.append(f"file {file.name[:20]}")
            asked.fileSelected.emit(str(file))
        asked.reject()

    def _choose_action(self, menu: QMenu) -> None:
        offered = [each for each in menu.actions() if each.isEnabled() and each.isVisible()]
        chosen = self._chance.choice([each for each in offered if not each.isSeparator()] or [None])
        menu.close()
        if chosen is not None:
            self.deeds.append(f"menu {chosen.text()}")
            chosen.trigger()

    def _use(self, front: QWidget) -> None:
        if front is self._workspace and self._chance.random() < 0.06:
            key = self._chance.choice(list(self._workspace.navigation.buttons()))
            self.deeds.append(f"screen {key}")
            self._workspace.open_screen(key)
            return
        if self._chance.random() < 0.05:
            self._press_key(QApplication.focusWidget() or front)
            return
        there = [
            each
            for each in (front, *front.findChildren(QWidget))
            if isinstance(each, _INPUTS) and each.isVisible() and each.isEnabled()
        ]
        there = [each for each in there if not each.visibleRegion().isEmpty()]
        if not there:
            QTest.keyClick(front, Qt.Key.Key_Escape)
            return
        chosen = self._chance.choice(there)
        self.deeds.append(f"{type(chosen).__name__} {chosen.accessibleName() or chosen.toolTip()}")
        if isinstance(chosen, QAbstractButton):
            self.deeds[-1] += f" {chosen.text()}"
            QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)
        elif isinstance(chosen, QAbstractItemView):
            self._press_row(chosen)
        elif isinstance(chosen, QComboBox):
            self._choose_row(chosen)
        elif isinstance(chosen, QLineEdit | QPlainTextEdit):
            self._type(chosen)

    def _press_key(self, at: QWidget) -> None:
        if self._chance.random() < 0.35:
            key, with_key = self._chance.choice(_WITH_CONTROL), Qt.KeyboardModifier.ControlModifier
        else:
            key, with_key = self._chance.choice(_KEYS), Qt.KeyboardModifier.NoModifier
        self.deeds.append(f"{key} {with_key} at {type(at).__name__} {at.accessibleName()}")
        QTest.keyClick(at, key, with_key)

    def _press_row(self, table: QAbstractItemView) -> None:
        model = table.model()
        if model is None or not model.rowCount():
            return
        index = model.index(self._chance.randrange(min(model.rowCount(), _TABLE_ROWS)), 0)
        place, none = table.visualRect(index).center(), Qt.KeyboardModifier.NoModifier
        chance = self._chance.random()
        if chance < 0.85:
            press = QTest.mouseClick if chance < 0.6 else QTest.mouseDClick
            press(table.viewport(), Qt.MouseButton.LeftButton, none, place)
        else:
            QTest.mouseClick(table.viewport(), Qt.MouseButton.RightButton, none, place)

    def _choose_row(self, box: QComboBox) -> None:
        if box.count():
            row = self._chance.randrange(box.count())
            box.setCurrentIndex(row)
            box.activated.emit(row)

    def _type(self, line: QLineEdit | QPlainTextEdit) -> None:
        text = self._chance.choice(_TEXTS)
        self.deeds[-1] += f": {text[:20]}"
        line.setFocus()
        if self._chance.random() < 0.5:
            line.clear()
        if isinstance(line, QPlainTextEdit):
            line.insertPlainText(text)
            return
        line.insert(text)
        line.textEdited.emit(line.text())
        if self._chance.random() < 0.3:
            QTest.keyClick(line, Qt.Key.Key_Return)
