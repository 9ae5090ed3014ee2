"""What the buttons and menus beside a case lead to: each deed its own dialog, each paper its own sheet."""

from PySide6.QtWidgets import QDialog, QMenu, QPushButton

from desktop.domain.service_catalogue import PaperForm
from desktop.services.agency import agents, case_opening, case_steps, cases, papers
from desktop.services.agency.agents import AgentDraft
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.case_steps import Delivery, Submission
from desktop.services.agency.papers import Brought
from tests.support.desk import Desk
from tests.support.households import fill_with_households
from ui.screens.agency.view import CASES, OVER, AgencyScreen
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.widgets.reference_edit import ReferenceChoice, ReferenceEdit


def shown(desk: Desk, tab: str) -> dict[str, QPushButton]:
    """The buttons beside the case of a tab."""
    screen = desk.screen("agency", AgencyScreen)
    screen.show_tab(tab)
    screen.refresh()
    desk.settle()
    return (screen.cases if tab == CASES else screen.over).panel.buttons


def offered(desk: Desk, button: QPushButton) -> list[str]:
    desk.press(button)
    menu = button.findChildren(QMenu)[-1]
    menu.close()
    return [action.text() for action in menu.actions()]


def asked(desk: Desk, button: QPushButton, words: str) -> str:
    """The title of the dialog that an entry of a menu opens; it is left at once."""
    desk.press(button)
    menu = button.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()
    dialog = desk.dialog(QDialog)
    desk.settle()
    title = dialog.windowTitle()
    dialog.close()
    desk.settle()
    return title


def test_every_entry_beside_a_case_opens_what_it_says(desk: Desk) -> None:
    village, office = fill_with_households(desk.office), desk.office
    today = office.today().isoformat()
    agents.save_agent(office, AgentDraft("吴代办", today))
    agent = agents.save_agent(office, AgentDraft("周代办", today))
    case_id = case_opening.open_case(
        office, NewCase("18", person_id=village.people["张建国"], agent_id=agent)
    )
    paper = cases.get_case(office, case_id).papers[0]
    papers.receive_papers(office, case_id, [Brought(paper.id, PaperForm.ORIGINAL)])
    buttons = shown(desk, CASES)
    assert {
        words: asked(desk, buttons["更多…"], words)
        for words in offered(desk, buttons["更多…"])
        if words != "附件…"
    } == {
        "记一趟跑腿…": "记一趟跑腿",
        "删去一趟跑腿…": "删去一趟跑腿",
        "写进度页的话…": "进度页的话",
        "备注…": "备注",
        "加一份材料…": "加一份材料",
        "材料免交…": "材料免交",
        "委托书已签…": "委托书已签",
        "原件由办理单位收存…": "原件由办理单位收存",
        "移交代办员…": "移交代办员",
        "不予办理…": "不予办理",
        "本人撤回…": "本人撤回",
    }
    assert {words: asked(desk, buttons["打印…"], words) for words in offered(desk, buttons["打印…"])} == {
        "原件收据": "原件收据",
        "进度单": "代办进度单",
        "办理告知单": "办理告知单",
        "委托书": "委托书",
    }
    for words, title in (("退还原件…", "退还原件"), ("收材料…", "收材料")):
        desk.press(buttons[words])
        dialog = desk.dialog(QDialog)
        assert dialog.windowTitle() == title
        dialog.close()
        desk.settle()


def test_a_death_that_the_police_know_is_written_into_the_register_from_its_case(desk: Desk) -> None:
    village, office = fill_with_households(desk.office), desk.office
    today = office.today().isoformat()
    person = village.people["王海军"]
    case_id = case_opening.open_case(
        office, NewCase("02", person_id=village.people["赵小兰"], for_name="王海军", happened_on=today)
    )
    for paper in cases.get_case(office, case_id).papers:
        if paper.required:
            papers.receive_papers(office, case_id, [Brought(paper.id, PaperForm.SHOWN)])
    case_steps.submit(office, case_id, Submission("派出所", today))
    case_steps.grant(office, case_id, today, "", Delivery(today, "self", "赵小兰"))
    desk.press(shown(desk, OVER)["带入档案…"])
    desk.settle()
    dialog = desk.dialog(FieldsDialog)
    assert dialog.windowTitle() == "死亡带入档案"
    (line,) = dialog.findChildren(ReferenceEdit)
    line.set_choice(ReferenceChoice(person, "王海军"))
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    with office.store.reading() as connection:
        told = connection.execute("SELECT death_date FROM person WHERE id = ?", (person,)).fetchone()
    assert told == (today,)
