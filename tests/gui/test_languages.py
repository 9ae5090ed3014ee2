"""Every screen in Chinese, in English and in longer texts: nothing fails, stays Chinese or is cut."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

import resources
from desktop import messages, words
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office
from tests.support.offices import DISPLAY_NAME, make_office
from tests.support.shell import shell_services
from tests.support.vault import VILLAGE
from ui.jobs import JobRunner
from ui.screens.register.form_sections import sections_of
from ui.screens.register.record_form import RecordForm
from ui.screens.shipped import SCREENS
from ui.shell.problem_dialog import BugDialog, ProblemDialog
from ui.shell.workspace import Workspace
from ui.theme import apply_language
from ui.widgets.code_combo import CodeCombo
from ui.widgets.number_card import NumberCard

pytestmark = pytest.mark.early

CHINESE = re.compile("[\u4e00-\u9fff]")
KEYS = [spec.key for spec in SCREENS]
SIZE = (1366, 768)


def catalogue_texts() -> Iterator[str]:
    """What the catalogue of services says of papers and laws, which have no other name than their own."""
    for file in resources.path("services").glob("*.toml"):
        yield from re.findall(r'"([^"]*[\u4e00-\u9fff][^"]*)"', file.read_text(encoding="utf-8"))


# Names of people, places, papers and laws are data; a language is named in itself.
DATA = re.compile(
    "|".join(
        (
            DISPLAY_NAME,
            VILLAGE.name,
            "^中文$",
            *(re.escape(text) for text in sorted(set(catalogue_texts()), key=len, reverse=True)),
        )
    )
)


class StretchedTexts(QTranslator):
    """A language as long-winded as the longest: each text grows by two fifths, values and keys stay."""

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        words_only = re.sub(r"\{\w*\}|\s", "", source_text)
        text, tab, keys = source_text.partition("\t")
        return f"{text}{'国' * -(-len(words_only) * 2 // 5)}{tab}{keys}"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def speak(dressed_application: QApplication) -> Iterator[Callable[[str], None]]:
    """Switches the program to a language; Chinese again afterwards."""
    stretched = StretchedTexts()

    def switch(language: str) -> None:
        if language == "stretched":
            dressed_application.installTranslator(stretched)
        else:
            apply_language(dressed_application, language)

    yield switch
    dressed_application.removeTranslator(stretched)
    apply_language(dressed_application, "zh_CN")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "d")
    yield made
    made.close()


Screens = Callable[[str], Iterator[tuple[str, Workspace]]]


@pytest.fixture
def screens_in(
    qtbot: QtBot, runner: JobRunner, office: Office, speak: Callable[[str], None]
) -> Iterator[Screens]:
    """Opens one screen after the other in a window of a language and lets each come to rest."""
    opened: list[Workspace] = []

    def rest(workspace: Workspace, key: str) -> None:
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
        # Answers are handed over after the lane is free; a layout inside another takes a round for each.
        qtbot.waitUntil(lambda: not runner.is_busy and workspace.current_key == key)
        for _ in range(3):
            QApplication.processEvents()

    def walk(language: str) -> Iterator[tuple[str, Workspace]]:
        speak(language)
        workspace = Workspace.over(office, runner, shell_services(office), SCREENS)
        opened.append(workspace)
        qtbot.addWidget(workspace)
        workspace.resize(*SIZE)
        workspace.show()
        for key in KEYS:
            workspace.open_screen(key)
            rest(workspace, key)
            bugs = [w for w in QApplication.topLevelWidgets() if isinstance(w, BugDialog)]
            assert bugs == [], key
            yield key, workspace

    yield walk
    for workspace in opened:
        workspace.close_workspace()
    runner.close()


def texts(widget: QWidget) -> Iterator[str]:
    """Everything a widget says of its own: to the eye, on hovering, to a screen reader."""
    yield from (widget.accessibleName(), widget.windowTitle())
    if not isinstance(widget, NumberCard):  # whose tooltip is the filter that was counted
        yield widget.toolTip()
    if isinstance(widget, QAbstractButton | QLabel):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QTableView) and (model := widget.model()) is not None:
        header = widget.horizontalHeader()
        yield from (
            str(model.headerData(place, header.orientation()) or "") for place in range(header.count())
        )


def chinese_texts(top: QWidget) -> set[str]:
    """Chinese that a window says in itself and in everything inside it."""
    return {
        f"{type(widget).__name__}: {text}"
        for widget in (top, *top.findChildren(QWidget))
        for text in texts(widget)
        if CHINESE.search(DATA.sub("", text))
    }


def is_cut(widget: QWidget) -> bool:
    """Whether a shown text has less room than it asks for."""
    if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLabel) or not widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    return widget.width() < widget.sizeHint().width() or widget.height() < widget.sizeHint().height()


@pytest.mark.parametrize("language", ["zh_CN", "en", "stretched"])
def test_no_text_of_a_screen_is_cut(screens_in: Screens, language: str) -> None:
    cut, widths, today = set(), {}, set()
    for key, workspace in screens_in(language):
        today.add(workspace.navigation.buttons()["today"].text().rstrip("国"))
        widgets = workspace.findChildren(QWidget)
        cut |= {(key, f"{type(widget).__name__} {widget.text()!r}") for widget in widgets if is_cut(widget)}
        widths[key] = workspace.minimumSizeHint().width()
    assert cut == set()
    assert today == {"Today" if language == "en" else "今日"}
    assert {key: width for key, width in widths.items() if width > SIZE[0]} == {}
    assert list(widths) == KEYS


def test_no_chinese_is_left_on_an_english_screen(
    qtbot: QtBot, runner: JobRunner, screens_in: Screens
) -> None:
    others = QApplication.topLevelWidgets()  # a window of the test before may still be closing
    left = set()
    for key, workspace in screens_in("en"):
        screen = workspace.current_screen()
        for _, show in (("", lambda: None), *screen.views_to_photograph()):
            show()
            qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
            QApplication.processEvents()
            shown = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top not in others]
            for top in (screen, workspace.navigation, workspace.status, *shown):
                if top is not workspace:  # whose other screens have been looked at
                    left |= {(key, text) for text in chinese_texts(top)}
            for dialog in QApplication.topLevelWidgets():
                if isinstance(dialog, QDialog):
                    dialog.reject()
    assert left == set()


def test_the_catalogue_is_built_where_only_its_source_is_there(
    dressed_application: QApplication, speak: Callable[[str], None]
) -> None:
    assert dressed_application.translate("ScreenSpec", "今日") == "今日"
    speak("en")
    assert dressed_application.translate("ScreenSpec", "今日") == "Today"
    speak("zh_CN")
    assert dressed_application.translate("ScreenSpec", "今日") == "今日"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_form_shows_choices_in_its_language_and_gives_back_what_it_was_given(
    qtbot: QtBot, speak: Callable[[str], None], language: str
) -> None:
    speak(language)
    form = RecordForm(sections_of("person"))
    qtbot.addWidget(form)
    given = {"sex": "女", "collective_member": "是", "pension_receiving": "否", "ethnicity": "汉族"}
    form.set_texts(given)
    assert {key: form.text(key) for key in given} == given
    shown = {box.currentText() for box in form.findChildren(CodeCombo)}
    assert {"zh_CN": {"女", "是", "否"}, "en": {"Female", "Yes", "No"}}[language] <= shown


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("table", ["person", "household"])
def test_both_columns_of_a_form_fit_the_smallest_window(
    qtbot: QtBot, speak: Callable[[str], None], language: str, table: str
) -> None:
    speak(language)
    form = RecordForm(sections_of(table))
    qtbot.addWidget(form)
    form.show()
    assert form.minimumSizeHint().width() <= 900  # 1093 less the navigation and the margins


def test_a_problem_is_told_in_the_language_of_the_window(qtbot: QtBot, speak: Callable[[str], None]) -> None:
    speak("en")
    problem = Problem("IMP-042", place=Place("Sheet1", 14, "Name"))
    dialog = ProblemDialog(ProblemError(problem).problems)
    qtbot.addWidget(dialog)
    told = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert told[:2] == ["Sheet “Sheet1”, row 14, column “Name”", "This row has no name."]
    assert not any(CHINESE.search(text) for text in told)
    assert words.language() == "en"
    speak("zh_CN")
    assert messages.reason(problem) == "这一行没有姓名。"
