"""The list of screens on the left: all sections where there is room, one at a time where there is not."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.shell.navigation import Navigation
from ui.shell.screen_spec import ScreenSpec

TALL, LOW = 1200, 380


def spec(key: str, section: str = "", *, at_foot: bool = False) -> ScreenSpec:
    return ScreenSpec(key, key, "tasks", f"Ctrl+{key}", "nowhere:Nothing", at_foot=at_foot, section=section)


SPECS = (
    spec("today"),
    *(spec(f"daily{n}", "日常") for n in range(4)),
    *(spec(f"party{n}", "党建") for n in range(4)),
    *(spec(f"money{n}", "财务三资") for n in range(4)),
    spec("settings", at_foot=True),
)


@pytest.fixture
def navigation(dressed_application: QApplication, qtbot) -> Iterator[Navigation]:
    made = Navigation("示范村", SPECS)
    qtbot.addWidget(made)
    made.resize(made.width(), TALL)
    made.show()
    made.show_current("today")
    yield made


def shown(navigation: Navigation) -> set[str]:
    return {key for key, button in navigation.buttons().items() if button.isVisible()}


def in_section(section: str) -> set[str]:
    return {each.key for each in SPECS if each.section == section}


def always() -> set[str]:
    return {each.key for each in SPECS if not each.section}


def test_a_tall_window_shows_every_screen_under_its_heading(navigation):
    assert shown(navigation) == {each.key for each in SPECS}
    assert [heading.text() for heading in navigation.headings().values()] == ["日常", "党建", "财务三资"]


def test_a_low_window_shows_the_section_of_the_screen_in_view(navigation):
    navigation.resize(navigation.width(), LOW)
    navigation.show_current("party1")
    assert shown(navigation) == always() | in_section("党建")
    navigation.show_current("today")
    assert shown(navigation) == always() | in_section("党建"), "a screen without a section folds nothing away"


def test_a_heading_opens_its_section_and_closes_it_again(navigation, qtbot):
    navigation.resize(navigation.width(), LOW)
    navigation.show_current("party1")
    heading = navigation.headings()["财务三资"]
    qtbot.mouseClick(heading, Qt.MouseButton.LeftButton)
    assert shown(navigation) == always() | in_section("财务三资")
    assert navigation.headings()["党建"].isChecked(), "the closed section of the screen in view is marked"
    qtbot.mouseClick(heading, Qt.MouseButton.LeftButton)
    assert shown(navigation) == always()


def test_the_window_made_tall_again_shows_everything(navigation):
    navigation.resize(navigation.width(), LOW)
    navigation.resize(navigation.width(), TALL)
    assert shown(navigation) == {each.key for each in SPECS}


def test_the_arrow_keys_go_through_headings_and_what_is_shown(navigation, qtbot):
    navigation.resize(navigation.width(), LOW)
    navigation.show_current("daily0")
    navigation.activateWindow()
    navigation.buttons()["daily3"].setFocus()
    qtbot.waitUntil(navigation.buttons()["daily3"].hasFocus)
    qtbot.keyClick(navigation.buttons()["daily3"], Qt.Key.Key_Down)
    assert navigation.headings()["党建"].hasFocus()
    qtbot.keyClick(navigation.headings()["党建"], Qt.Key.Key_Space)
    qtbot.keyClick(navigation.headings()["党建"], Qt.Key.Key_Down)
    assert navigation.buttons()["party0"].hasFocus()


def test_a_narrow_list_keeps_two_characters_of_each_heading(navigation):
    navigation.set_narrow(True)
    assert navigation.headings()["财务三资"].text() == "财务"
    navigation.set_narrow(False)
    assert navigation.headings()["财务三资"].text() == "财务三资"


def test_sections_too_tall_for_the_window_scroll_to_the_screen_in_view(navigation, qtbot):
    navigation.resize(navigation.width(), navigation.minimumSizeHint().height())
    navigation.show_current("money3")
    qtbot.wait(0)
    button = navigation.buttons()["money3"]
    assert navigation.rect().contains(button.mapTo(navigation, button.rect().center()))
    assert not button.visibleRegion().isEmpty()
    foot = navigation.buttons()["settings"]
    assert not foot.visibleRegion().isEmpty(), "what stands at the foot never scrolls away"
