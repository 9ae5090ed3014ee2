"""A requester's form becomes a table, is filled in and leaves; a task from above is answered with a table."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QLineEdit

from desktop.domain.report_table import (
    AskedTable,
    ReportColumn,
    ReportSpec,
    Source,
    Subject,
    asked_to_json,
)
from desktop.domain.task_order import TaskState
from desktop.services.report_tables import tables
from desktop.services.task_orders.intake import take_in_tasks
from desktop.services.task_orders.orders import list_tasks
from tests.support.desk import Desk
from tests.support.households import fill_with_households
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.report_tables.answer_dialog import AnswerDialog
from ui.screens.report_tables.form_dialog import FormDialog
from ui.screens.report_tables.table_dialog import TableDialog
from ui.screens.report_tables.view import TASKS, ReportTablesScreen


@pytest.fixture
def screen(desk: Desk) -> ReportTablesScreen:
    fill_with_households(desk.office)
    return desk.screen("report_tables", ReportTablesScreen)


def give_task(desk: Desk) -> None:
    """A task that asks for a number and a table, due tomorrow."""
    due = (desk.office.clock() + timedelta(days=1)).isoformat(timespec="seconds")
    spec = ReportSpec(Subject.PEOPLE, (ReportColumn("", "序号", Source.SERIAL), ReportColumn("name", "姓名")))
    with desk.office.change("received", "test") as work:
        work.insert(
            "task_order",
            {
                "number": "民〔2026〕7号",
                "title": "上报独居老人情况",
                "content": "逐户核实，附名单。",
                "issuer": "示范县民政局",
                "issued_at": desk.office.now_text(),
                "due_at": due,
                "urgency": "normal",
                "asks": '["quantity","table"]',
                "quantity_unit": "人",
                "target_quantity": 3,
                "table_spec": asked_to_json(AskedTable(spec)),
                "reminder_count": 0,
            },
        )
    take_in_tasks(desk.office)


def test_a_form_is_read_its_own_column_typed_once_and_filled_in_place(desk, screen, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["60岁以上老人鞋码表"])
    book.active.append(["序号", "姓名", "年龄", "鞋码"])
    book.save(tmp_path / "表样.xlsx")
    screen.tables.presenter.read_form(tmp_path / "表样.xlsx")
    desk.settle()
    dialog = desk.dialog(FormDialog)
    assert [combo.code() for combo in dialog.combos] == ["@serial", "name", "age", "@own"]
    dialog.submit()
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (saved,) = tables.list_tables(desk.office)
    assert saved.title == "60岁以上老人鞋码表"
    run = screen.tables.presenter._run
    assert run is not None
    row = run.body.rows[0]
    screen.tables.presenter.open_row(row.id)
    typing = desk.dialog(FieldsDialog)
    line = typing.form["鞋码"].widget
    assert isinstance(line, QLineEdit)
    desk.write(line, "42")
    typing.submit()
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    screen.tables.presenter._export_to(saved, screen.tables.presenter._run, "报民政局", tmp_path / "报.xlsx")
    desk.until((tmp_path / "报.xlsx").exists)
    desk.settle()
    sheet = openpyxl.load_workbook(tmp_path / "报.xlsx").active
    assert sheet["A1"].value == "60岁以上老人鞋码表"
    assert [sheet["B3"].value, sheet["D3"].value] == [row.cells[1], 42]


def test_a_table_is_put_together_by_typing_and_shown_at_once(desk, screen) -> None:
    screen.tables.presenter._open_table(Subject.PEOPLE)
    desk.settle()
    dialog = desk.dialog(TableDialog)
    title = dialog.form["title"].widget
    assert isinstance(title, QLineEdit)
    desk.write(title, "党员名单")
    for text in ("姓名", "年龄", "是否会开拖拉机"):
        dialog.chooser.search.setText(text)
        desk.enter(dialog.chooser.search)
    dialog.submit()
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (saved,) = tables.list_tables(desk.office)
    assert [(each.label, each.source) for each in saved.spec.columns] == [
        ("序号", Source.SERIAL),
        ("姓名", Source.FIELD),
        ("年龄", Source.FIELD),
        ("是否会开拖拉机", Source.OWN),
    ]


def test_a_day_that_is_none_is_refused_at_its_field(desk, screen) -> None:
    screen.tables.presenter._open_table(Subject.PEOPLE)
    desk.settle()
    dialog = desk.dialog(TableDialog)
    for key, text in (("title", "党员名单"), ("day", "2026-13-45")):
        line = dialog.form[key].widget
        assert isinstance(line, QLineEdit)
        desk.write(line, text)
    dialog.chooser.search.setText("姓名")
    desk.enter(dialog.chooser.search)
    dialog.submit()
    desk.until(lambda: "2026-13-45" in dialog.form["day"].problem.text())
    assert dialog.isVisible()
    assert tables.list_tables(desk.office) == ()


def test_a_task_is_answered_with_its_number_and_a_table_made_by_itself(desk, screen) -> None:
    give_task(desk)
    screen.show_tab(TASKS)
    desk.settle()
    screen.tasks.presenter.answer(screen.tasks.list.table.current_id())
    desk.settle()
    dialog = desk.dialog(AnswerDialog)
    dialog.submit()
    desk.until(dialog.form["quantity"].problem.text)
    desk.settle()
    dialog.text.setPlainText("核实完毕")
    number = dialog.form["quantity"].widget
    assert isinstance(number, QLineEdit)
    desk.write(number, "3")
    dialog.submit()
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (task,) = list_tasks(desk.office)
    assert (task.state, task.answers[0].quantity) == (TaskState.ANSWERED, 3)
    assert task.answers[0].rows == 5
