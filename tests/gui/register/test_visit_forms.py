"""入户登记表 from card and list, and back from paper by scanning into the palette."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.services.office import Office
from tests.support.households import Village
from tests.support.windows import activate
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.register.view import RegisterScreen
from ui.shell.workspace import Workspace
from ui.widgets.filter_terms import FilterSet, FilterTerm

CONTROL = Qt.KeyboardModifier.ControlModifier


def _printed(office: Office) -> list[tuple[str, bool]]:
    """Households whose form was printed, and whether in full."""
    with office.store.reading() as connection:
        query = "SELECT target_id, fields FROM access_log WHERE purpose = '入户登记表' ORDER BY rowid"
        return [(str(household), bool(fields)) for household, fields in connection.execute(query)]


def _dialog(qtbot: QtBot, screen: RegisterScreen) -> PrintDialog:
    dialog = screen.card.findChild(PrintDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.print.isEnabled, timeout=20_000)
    return dialog


def test_the_card_prints_a_form_filled_in_or_empty(
    qtbot: QtBot, workspace: Workspace, screen: RegisterScreen, village: Village, office: Office
) -> None:
    household = village.households["张建国"]
    workspace.open_household(household)
    qtbot.waitUntil(screen.card.isVisible)
    (entry,) = [one for one in screen.card.more.menu().actions() if one.text() == "打印入户登记表…"]
    entry.trigger()
    dialog = _dialog(qtbot, screen)
    assert _printed(office) == [(household, True)]
    dialog.full.click()
    qtbot.waitUntil(lambda: len(_printed(office)) == 2)
    qtbot.waitUntil(dialog.print.isEnabled, timeout=20_000)
    assert _printed(office)[1] == (household, False)
    dialog.reject()


def test_the_list_prints_a_form_for_every_household_of_a_group(
    qtbot: QtBot, screen: RegisterScreen, village: Village, office: Office
) -> None:
    screen.list.filter_wanted.emit(FilterSet((FilterTerm("villager_group", "一组", "一组"),)))
    qtbot.waitUntil(lambda: screen.list.count.text() == "3 人")
    screen.list.form_actions[1].trigger()
    dialog = _dialog(qtbot, screen)
    assert [household for household, _ in _printed(office)] == [
        village.households["张建国"],
        village.households["王海军"],
    ]
    dialog.reject()


def test_the_list_prints_forms_of_the_chosen_rows(
    qtbot: QtBot, screen: RegisterScreen, village: Village, office: Office
) -> None:
    screen.list.table.select_id(village.people["赵一诺"])
    screen.list.form_actions[0].trigger()
    dialog = _dialog(qtbot, screen)
    assert [household for household, _ in _printed(office)] == [village.households["赵小兰"]]
    dialog.reject()


def test_a_number_scanned_into_the_palette_opens_the_household_however_fast_it_comes(
    qtbot: QtBot, workspace: Workspace, screen: RegisterScreen, village: Village, office: Office
) -> None:
    with office.store.reading() as connection:
        query = "SELECT household_no FROM household WHERE id = ?"
        (number,) = connection.execute(query, (village.households["赵小兰"],)).fetchone()
    activate(qtbot, workspace)
    screen.list.focus_rows()
    qtbot.keyClick(screen.list.table, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(workspace.palette_box.box, number)
    qtbot.keyClick(workspace.palette_box.box, Qt.Key.Key_Return)  # before any answer
    qtbot.waitUntil(lambda: screen.card.card is not None)
    assert screen.card.card is not None
    assert screen.card.card.id == village.households["赵小兰"]
    assert not workspace.palette_box.isVisible()
