"""The screen 务工, worked as a clerk would before the Spring Festival."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.services.events import Target
from desktop.services.jobs_market import posts, seekers
from tests.support.desk import Desk, add_family
from tests.support.windows import activate
from ui.screens.jobs_market.jobs_part import JobsPart
from ui.screens.jobs_market.post_dialog import OutcomeDialog, PostDialog
from ui.screens.jobs_market.seeker_dialog import BatchDialog, CloseDialog, SeekerDialog
from ui.screens.jobs_market.view import FITS, POSTS, SEEKERS, JobsMarketScreen
from ui.screens.register.view import RegisterScreen
from ui.screens.today.view import TodayScreen


def test_from_the_registration_to_the_job(desk: Desk) -> None:
    people = add_family(desk.office)
    name, person = "王建国", people["王建国"]
    screen = desk.screen("jobs_market", JobsMarketScreen)
    assert screen.lists[SEEKERS].currentWidget() is screen.lists[SEEKERS].empty

    desk.press(screen.new_seeker)
    form = desk.dialog(SeekerDialog)
    desk.press(form.yes)
    assert form.form["person_id"].problem.text()
    form.picker.set_targets([(Target("person", person), name)])
    form.kind.set_code("01")
    form.place.set_code("3")
    desk.write(form.wage, "四千")
    desk.press(form.yes)
    assert form.form["wage_cents"].problem.text()
    desk.write(form.wage, "4000")
    form.consent.setChecked(True)
    desk.press(form.yes)
    desk.settle()
    assert screen.seekers_model.rowCount() == 1
    assert screen.lists[SEEKERS].currentWidget() is screen.tables[SEEKERS]

    screen.mark_page(POSTS)
    desk.press(screen.new_post)
    post = desk.dialog(PostDialog)
    desk.write(post.employer, "示范服装厂")
    desk.write(post.title_edit, "包装工")
    post.kind.set_code("01")
    post.place_kind.set_code("3")
    post.demands.setPlainText("限女")
    desk.press(post.yes)
    desk.settle()
    assert "限女" in post.form["demands"].problem.text()
    post.demands.setPlainText("能站着干活")
    desk.write(post.wage_from, "5000")
    desk.press(post.yes)
    desk.settle()
    (offered,) = posts.list_posts(desk.office)
    assert not offered.is_offered
    desk.press(screen.check)
    desk.settle()

    screen.mark_page(FITS)
    assert screen.fits_model.rowCount() == 1
    screen.tables[FITS].selectRow(0)
    desk.press(screen.refer)
    desk.settle()
    assert screen.referrals_model.rowCount() == 1
    screen.tables["referrals"].selectRow(0)
    desk.press(screen.outcome)
    result = desk.dialog(OutcomeDialog)
    result.outcome.set_code("hired")
    desk.press(result.yes)
    desk.settle()
    (seeker,) = seekers.list_seekers(desk.office)
    assert (seeker.state_label, seeker.row.worker.job_state) == ("已就业", "30")


def test_a_group_is_registered_by_keyboard_and_one_of_them_closed(desk: Desk) -> None:
    people = add_family(desk.office)
    with desk.office.change("edit", "出生日期") as work:
        for name in ("王建国", "李秀英"):
            work.update("person", people[name], {"birth_date": "1985-05-01"})
    screen = desk.screen("jobs_market", JobsMarketScreen)
    desk.press(screen.batch)
    desk.settle()
    form = desk.dialog(BatchDialog)
    desk.settle()
    assert form.people.count() >= 2
    for row in (0, 1):
        form.people.setCurrentRow(row)
        desk.qtbot.keyClick(form.people, Qt.Key.Key_Space)
    form.kind.set_code("03")
    desk.press(form.yes)
    desk.settle()
    assert screen.seekers_model.rowCount() == 2
    screen.tables["seekers"].selectRow(0)
    desk.press(screen.close_one)
    end = desk.dialog(CloseDialog)
    end.job_state.set_code("30")
    desk.press(end.yes)
    desk.settle()
    assert sorted(each.state_label for each in seekers.list_seekers(desk.office)) == ["已就业", "登记"]


def test_only_what_can_be_done_to_the_chosen_row_can_be_pressed(desk: Desk) -> None:
    people = add_family(desk.office)
    seeker = seekers.register_seeker(desk.office, seekers.NewSeeker(people["王建国"], "01"))
    screen = desk.screen("jobs_market", JobsMarketScreen)
    assert screen.renew.isEnabled()
    seekers.close_seeker(desk.office, seeker, seekers.SeekerState.CANCELLED)
    screen.refresh()
    desk.settle()
    assert not screen.renew.isEnabled()
    assert not screen.close_one.isEnabled()
    screen.tables["seekers"].row_activated.emit(seeker)
    desk.settle()
    form = desk.dialog(SeekerDialog)
    assert form.kind.code() == "01", "who looks again is registered anew with what is known"
    desk.press(form.yes)
    desk.settle()
    assert [each.state_label for each in seekers.list_seekers(desk.office)] == ["登记", "已取消"]

    desk.write(screen.search, "李秀英")
    desk.until(lambda: screen.seekers_model.rowCount() == 0)
    screen.search.clear()
    desk.until(lambda: screen.seekers_model.rowCount() == 2)


def test_a_post_keeps_its_note_and_the_countys_is_only_read(desk: Desk) -> None:
    first = posts.NewPost("ABC", "包装工", posts.suggest_valid_to(desk.office), phone="10000000001")
    made = posts.add_post(desk.office, replace(first, note="带身份证"))
    screen = desk.screen("jobs_market", JobsMarketScreen)
    screen.mark_page(POSTS)
    screen.tables[POSTS].row_activated.emit(made)
    form = desk.dialog(PostDialog)
    desk.write(form.wage_from, "5000")
    desk.press(form.yes)
    desk.settle()
    assert posts.get_post(desk.office, made).row.note == "带身份证"

    desk.press(screen.new_post)
    form = desk.dialog(PostDialog)
    activate(desk.qtbot, form)
    desk.write(form.employer, "ABC")
    desk.enter(form.employer.completer().popup())  # which has the keyboard while it offers names
    assert form.phone.text() == "10000000001"
    form.reject()

    with desk.office.change("edit", "县里下发") as work:
        work.update("job_post", made, {"source": posts.COUNTY})
    screen.refresh()
    desk.settle()
    screen.tables[POSTS].row_activated.emit(made)
    form = desk.dialog(PostDialog)
    assert not form.yes.isVisible()
    assert not form.employer.isEnabled()
    desk.press(form.cancel)


def test_the_card_of_a_household_tells_of_work_and_registers_from_there(desk: Desk) -> None:
    people = add_family(desk.office)
    register = desk.screen("register", RegisterScreen)

    def part() -> JobsPart:
        tabs = register.card.tabs
        return tabs.findChildren(JobsPart)[-1]

    def deeds() -> dict[str, QPushButton]:
        return {each.accessibleName(): each for each in part().findChildren(QPushButton)}

    desk.workspace.open_household(people["household"])
    desk.settle()
    titles = [register.card.tabs.tabText(n) for n in range(register.card.tabs.count())]
    register.card.tabs.setCurrentIndex(titles.index("务工"))
    desk.until(lambda: "求职登记 王建国" in deeds())
    desk.press(deeds()["求职登记 王建国"])
    desk.settle()
    form = desk.dialog(SeekerDialog)
    assert [target.id for target in form.picker.targets()] == [people["王建国"]]
    form.kind.set_code("01")
    form.training.setText("电焊")
    desk.press(form.yes)
    desk.settle()
    desk.until(lambda: "修改 王建国" in deeds())
    said = [line.text() for line in part().findChildren(QLabel)]
    assert "想学：电焊" in said
    assert "没有同意推荐" in said
    desk.press(deeds()["结束 王建国"])
    end = desk.dialog(CloseDialog)
    end.job_state.set_code("50")
    desk.press(end.yes)
    desk.settle()
    desk.until(lambda: any("省外务工" in line.text() for line in part().findChildren(QLabel)))
    assert "求职登记 王建国" in deeds()


def test_the_start_page_leads_to_what_waits(desk: Desk) -> None:
    post = posts.NewPost("示范服装厂", "包装工", posts.suggest_valid_to(desk.office))
    posts.add_post(desk.office, post)
    today = desk.screen("today", TodayScreen)
    (link,) = [each for each in today.findChildren(QPushButton) if each.text() == "等核实的岗位"]
    desk.press(link)
    desk.settle()
    screen = desk.workspace.current_screen()
    assert isinstance(screen, JobsMarketScreen)
    assert screen.check.isVisible()
