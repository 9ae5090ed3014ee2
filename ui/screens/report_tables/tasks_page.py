"""Tasks from above in views: to be answered, waiting for the verdict, done, all; answered from here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.task_order import TaskState
from desktop.services.task_orders.orders import TaskOrder, covered_stays, list_tasks
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.screens.report_tables.answer_dialog import AnswerDialog
from ui.screens.report_tables.task_words import asks_words, state_tone, state_words, timing_words
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

OPEN, WAITING, DONE, ALL = "open", "waiting", "done", "all"


def _tr(text: str) -> str:
    return QCoreApplication.translate("TasksPage", text)


def _columns() -> tuple[RowColumn[TaskOrder], ...]:
    return (
        RowColumn(TableColumn("title", _tr("事项"), 12, sort_key="title"), lambda one: one.title),
        RowColumn(
            TableColumn("state", _tr("现在"), 9, sort_key="state"),
            lambda one: Cell(state_words(one.state), state_tone(one)),
        ),
        RowColumn(
            TableColumn("due", _tr("期限"), 9, sort_key="due"),
            lambda one: show_moment(one.due_at),
            lambda one: one.due_at,
        ),
        RowColumn(TableColumn("issuer", _tr("交办单位"), 8, sort_key="issuer"), lambda one: one.issuer),
    )


def _is_in(view: str, one: TaskOrder) -> bool:
    if view == OPEN:
        return one.is_open
    if view == WAITING:
        return one.state is TaskState.ANSWERED
    return view == ALL or one.state in (TaskState.ACCEPTED, TaskState.WITHDRAWN)


class TasksPage(QWidget):
    """The list of tasks, and the chosen one beside it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.list: ListPage[TaskOrder] = ListPage(
            "task_orders",
            _columns(),
            lambda one: one.id,
            (
                (OPEN, self.tr("待答复")),
                (WAITING, self.tr("等结论")),
                (DONE, self.tr("已结束")),
                (ALL, self.tr("全部")),
            ),
            (),
            picture="tasks",
            shares=(3, 2),
        )
        self.list.table.setAccessibleName(self.tr("上级交办"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.presenter = TasksPresenter(self, office, runner, shell)
        self.list.chosen.connect(self.presenter.choose)
        self.list.opened.connect(self.presenter.answer)
        self.list.view_chosen.connect(self.presenter.show_view)


class TasksPresenter(PagePresenter):
    """Tasks through the services."""

    def __init__(self, page: TasksPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._tasks: tuple[TaskOrder, ...] = ()
        self._stays = True
        self._view = OPEN
        self._wanted = ""

    def load(self) -> None:
        """Read the tasks anew."""

        def show(read: tuple[tuple[TaskOrder, ...], bool]) -> None:
            self._tasks, self._stays = read
            self._show()

        self._read(lambda: (list_tasks(self._office), covered_stays(self._office)), show)

    def show_view(self, view: str) -> None:
        """Show other tasks."""
        self._view = view
        self._show()

    def show_task(self, task_id: str) -> None:
        """Put the cursor on a task."""
        self._view, self._wanted = ALL, task_id
        self.load()

    def _show(self) -> None:
        page = self._page.list
        for view in (OPEN, WAITING, DONE, ALL):
            count = sum(_is_in(view, one) for one in self._tasks)
            late = view == OPEN and any(state_tone(one) == "overdue" for one in self._tasks)
            page.tabs.show_count(view, count, "overdue" if late else "")
        page.tabs.mark(self._view)
        rows = [one for one in self._tasks if _is_in(self._view, one)]
        nothing = (_tr("没有上级交办"), _tr("县里、乡镇交办的事项同步以后在这里，也在“任务”里。"))
        current = page.show_rows(rows, self._wanted, nothing)
        self._wanted = ""
        self.choose(current)

    def _find(self, task_id: str) -> TaskOrder | None:
        return next((one for one in self._tasks if one.id == task_id), None)

    def choose(self, task_id: str) -> None:
        """Show one task beside the list."""
        found = self._find(task_id)
        if found is None:
            self._page.list.panel.show_nothing(_tr("没有选中交办"))
            return
        actions = []
        if found.is_open and self.may(Right.EDIT_EVENTS):
            actions.append(Action(_tr("答复…"), lambda: self.answer(found.id), "primary", "edit"))
        if found.event_id:
            event_id = found.event_id
            actions.append(
                Action(_tr("看任务"), lambda: self._shell.open_record("events", "event", event_id))
            )
        self._page.list.panel.show_record(found.title, task_lines(found), actions)

    def answer(self, task_id: str) -> None:
        """Ask for the answer to a task."""
        found = self._find(task_id)
        if found is None or not found.is_open or not self.may(Right.EDIT_EVENTS):
            return
        AnswerDialog(
            self._office, self._runner, self._shell, self._page, found, self._stays, self.load
        ).open()


def task_lines(task: TaskOrder, *, with_content: bool = True) -> list[Line]:
    """A task with its answers and the issuer's words, the newest last; perhaps with what it says."""
    lines = [
        Line(f"{state_words(task.state)}　{timing_words(task.timing)}", "", state_tone(task)),
        Line(
            _tr("{issuer}　{number}").format(issuer=task.issuer, number=task.number)
            + (f"　{task.document}" if task.document else ""),
            "muted",
        ),
        Line(_tr("期限：{due}").format(due=show_moment(task.due_at)), "muted"),
        Line(_tr("要求：{asks}").format(asks=asks_words(task))),
        Line(task.content if with_content else ""),
    ]
    if task.reminders:
        told = _tr("已提醒 {count} 次，最近 {at}").format(
            count=task.reminders, at=show_moment(task.reminded_at)
        )
        lines.append(Line(told, "", "soon"))
    if task.target_quantity is not None:
        told = _tr("目标：{target} {unit}").format(target=task.target_quantity, unit=task.quantity_unit)
        lines.append(Line(told))
    words = {each.answer_no: each for each in task.facts.words if each.verdict != "used"}
    for one in task.answers:
        head = _tr("第 {number} 次答复，{at} {by}").format(
            number=one.number, at=show_moment(one.answered_at), by=one.answered_by
        )
        lines.append(Line(head, "strong"))
        lines.append(Line(one.text))
        if one.quantity is not None:
            told = _tr("数量：{quantity} {unit}").format(quantity=one.quantity, unit=task.quantity_unit)
            lines.append(Line(told))
        if one.rows is not None:
            lines.append(Line(_tr("附表 {rows} 行").format(rows=one.rows), "muted"))
        word = words.get(one.number)
        if word is not None and word.verdict == "returned":
            lines.append(Line(_tr("退回：{text}").format(text=word.text), "", "overdue"))
        elif word is not None:
            told = _tr("通过：{text}").format(text=word.text) if word.text else _tr("通过")
            lines.append(Line(told, "", "ok"))
    for use in task.facts.uses:
        lines.append(Line(_tr("用在：{where}").format(where=use.used_in), "", "ok"))
    if task.withdrawn_reason:
        lines.append(Line(_tr("已收回：{reason}").format(reason=task.withdrawn_reason), "muted"))
    if task.earlier is not None:
        told = _tr("同样的事 {day} 已经答复过：{title}").format(
            day=show_moment(task.earlier.answer.answered_at)[:10], title=task.earlier.title
        )
        lines.append(Line(told, "", "soon"))
    return lines
