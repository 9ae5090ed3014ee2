"""Answering a task from above: the form asks for exactly what the task asks for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from desktop.domain.problem import Place, Problem
from desktop.domain.task_order import EVIDENCE, QUANTITY, TABLE
from desktop.services.report_tables import tables
from desktop.services.report_tables.running import RunTable, run_table
from desktop.services.task_orders.answering import AnswerTable, NewAnswer, answer
from desktop.services.task_orders.orders import TaskOrder, covered_stays, find_task
from ui.dialogs.refusal import refused_in
from ui.screens.attachments.making import make_area
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.report_tables.task_words import asks_words, timing_words
from ui.widgets.dress import button, label
from ui.widgets.moment import show_moment

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_WIDTH = 38


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnswerDialog", text)


def open_answer(office: "Office", runner: "JobRunner", shell: "Shell", parent: QWidget, wanted: str) -> None:
    """Ask for the answer to a task, named by its own id or that of its event."""

    def show(read: tuple[TaskOrder, bool]) -> None:
        AnswerDialog(office, runner, shell, parent, *read).open()

    runner.read(
        lambda job: (find_task(office, wanted), covered_stays(office)), show, shell.show_error, owner=parent
    )


class AnswerDialog(FieldsDialog):
    """One answer; the table is made from the register, evidence hangs on the task itself."""

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        parent: QWidget,
        task: TaskOrder,
        covered_stays: bool,
        done: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(_tr("答复：{title}").format(title=task.title), _tr("答复"), office, runner, parent)
        self._shell, self._task, self._stays, self._done = shell, task, covered_stays, done
        self._run: RunTable | None = None
        self._table_id = ""
        self.say(self._about())
        self.text = self.add_long_text("text", _tr("办理情况"), self._first_text(), required=True)
        if QUANTITY in task.asks:
            self._add_quantity()
        if TABLE in task.asks:
            self._add_table()
        if EVIDENCE in task.asks and task.event_id:
            area = make_area(office, runner, shell, "event", task.event_id)
            self.form.add_field(EVIDENCE, task.evidence_asked or _tr("证明材料"), area, takes_enter=True)
            self._readers[EVIDENCE] = lambda: ""
        self.submitted.connect(self._on_submitted)
        self.resize(self.fontMetrics().height() * _WIDTH, self.sizeHint().height())
        if TABLE in task.asks:
            self.make_table()

    def _about(self) -> str:
        task = self._task
        lines = [
            _tr("{issuer}　{number}　期限 {due}（{timing}）").format(
                issuer=task.issuer,
                number=task.number,
                due=show_moment(task.due_at),
                timing=timing_words(task.timing),
            ),
            _tr("要求：{asks}").format(asks=asks_words(task)),
        ]
        if task.content:
            lines.append(task.content)
        if task.word:
            lines.append(_tr("退回的原因：{word}").format(word=task.word))
        if task.earlier is not None:
            lines.append(
                _tr(
                    "同样的事 {day} 已经答复过（{title}），下面先填上那次的内容，核对后可以直接再答。"
                ).format(day=show_moment(task.earlier.answer.answered_at)[:10], title=task.earlier.title)
            )
        return "\n".join(lines)

    def _first_text(self) -> str:
        if self._task.answers:
            return self._task.answers[-1].text
        return self._task.earlier.answer.text if self._task.earlier is not None else ""

    def _add_quantity(self) -> None:
        task = self._task
        before = task.answers[-1] if task.answers else task.earlier.answer if task.earlier else None
        value = str(before.quantity) if before is not None and before.quantity is not None else ""
        hint = _tr("单位：{unit}").format(unit=task.quantity_unit)
        if task.target_quantity is not None:
            hint = _tr("{hint}，目标 {target}").format(hint=hint, target=task.target_quantity)
        self.add_text(QUANTITY, _tr("数量"), value, required=True, hint=hint)

    def _add_table(self) -> None:
        host = QWidget()
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        self.table_note = label(_tr("正在从档案生成…"), wrap=True)
        self.look = button(_tr("看表、补填…"), icon_name="columns")
        self.look.setEnabled(False)
        self.look.clicked.connect(self._open_table)
        row.addWidget(self.table_note, 1)
        row.addWidget(self.look)
        self.form.add_field(TABLE, _tr("表"), host)
        self._readers[TABLE] = lambda: ""
        self.reason = self.add_text("reason", _tr("提供敏感信息的原因"))
        self.form["reason"].set_shown(False)

    def make_table(self) -> None:
        """Make the table from the register, or find the one made before."""
        task, office = self._task, self._office
        if task.table is None:
            return
        asked = task.table

        def work() -> tuple[str, RunTable]:
            made = tables.table_of_task(office, task.id, task.title, task.issuer, asked)
            saved = tables.find_table(office, made)
            return made, run_table(office, saved.spec, made)

        def show(read: tuple[str, RunTable]) -> None:
            self._table_id, self._run = read
            run = read[1]
            told = _tr("{count} 行，没填的 {missing} 处。").format(
                count=len(run.body.rows), missing=len(run.missing)
            )
            if run.changes is not None and not run.changes.is_empty:
                told += _tr("和上次报的有变化。")
            if run.covered and self._stays:
                labels = "、".join(sorted(run.covered))
                told += _tr("县里裁定敏感信息不出村，{labels}不随答复传出；要的话请另行导出报送。").format(
                    labels=labels
                )
            self.table_note.setText(told)
            self.look.setEnabled(True)
            self.form["reason"].set_shown(bool(run.covered) and not self._stays)

        def failed(error: Exception) -> None:
            self.table_note.setText(_tr("表没有做成。"))
            self._shell.show_error(error)

        self._runner.write(lambda job: work(), show, failed, owner=self)

    def _open_table(self) -> None:
        self.reject()
        self._shell.open_record("report_tables", "report_table", self._table_id)

    def _on_submitted(self, values: dict[str, str | tuple[str, ...]]) -> None:
        quantity = None
        if QUANTITY in self._task.asks and values[QUANTITY]:
            typed = str(values[QUANTITY])
            if not typed.isdecimal():
                self.show_problems((Problem("TSK-016", place=Place(field=QUANTITY)),))
                return
            quantity = int(typed)
        new = NewAnswer(str(values["text"]), quantity, self._table(), str(values.get("reason", "")))
        self.setEnabled(False)

        def stored(_number: int) -> None:
            if isValid(self):
                self.accept()
            self._shell.notify(_tr("已答复“{title}”，下次同步时传到县里。").format(title=self._task.title))
            self._shell.records_changed()
            if self._done is not None:
                self._done()

        self._runner.write(
            lambda job: answer(self._office, self._task.id, new), stored, refused_in(self, self._shell)
        )

    def _table(self) -> AnswerTable | None:
        """The rows that go; covered columns stay behind where the county rules so."""
        run = self._run
        if run is None:
            return None
        return AnswerTable(run.body, run.covered, self._stays, self._table_id, run.on)
