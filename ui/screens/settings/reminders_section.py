"""What one is reminded of and when, and which rules make tasks by themselves (提醒和规则)."""

from datetime import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QTimeEdit, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.reminder import ReminderWishes
from desktop.services.reminders.wishes import load_wishes, save_wishes
from desktop.services.rule_tasks.explaining import RuleLine, list_task_rules, mute, unmute
from desktop.words import word
from ui.widgets.dress import button, label, line

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class RemindersSection(QScrollArea):
    """An account's own reminders, and the rules of the village."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self._office, self._runner, self._shell = office, runner, shell
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.is_on = QCheckBox(self.tr("提醒我办的和没人办的任务"))
        self.urgent = QCheckBox(self.tr("紧急任务在免打扰时间也提醒"))
        self.digest, self.quiet_from, self.quiet_to = QTimeEdit(), QTimeEdit(), QTimeEdit()
        for edit, name in (
            (self.digest, self.tr("每日摘要时间")),
            (self.quiet_from, self.tr("免打扰开始")),
            (self.quiet_to, self.tr("免打扰结束")),
        ):
            edit.setDisplayFormat("HH:mm")
            edit.setAccessibleName(name)
        self.save = button(self.tr("保存提醒"), "primary")
        self.save.clicked.connect(self._save)
        self.boxes: dict[str, QCheckBox] = {}
        self._rules = QVBoxLayout()
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 4, 12, 4)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("我的提醒"), "heading"))
        layout.addWidget(self.is_on)
        layout.addLayout(self._times())
        layout.addWidget(self.urgent)
        layout.addWidget(
            label(
                self.tr("每天一次摘要，只说几项、哪一类，不出现姓名和事由。每个账户各设各的。"),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(line())
        layout.addWidget(label(self.tr("自动生成任务的规则"), "heading"))
        layout.addWidget(
            label(
                self.tr("打勾的规则到日子自动生成任务，写明原因；原因没有了，任务自动撤回。全村的电脑一样。"),
                "muted",
                wrap=True,
            )
        )
        layout.addLayout(self._rules)
        layout.addStretch()
        self.setWidget(host)
        self.load()

    def _times(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("每日摘要")))
        row.addWidget(self.digest)
        row.addSpacing(16)
        row.addWidget(label(self.tr("免打扰")))
        row.addWidget(self.quiet_from)
        row.addWidget(label(self.tr("到")))
        row.addWidget(self.quiet_to)
        row.addStretch()
        return row

    def load(self) -> None:
        """Read wishes and rules anew."""
        office = self._office

        def work(_job: JobHandle) -> tuple[ReminderWishes, tuple[RuleLine, ...]]:
            rules = list_task_rules(office) if office.may(Right.READ_EVENTS) else ()
            return load_wishes(office), rules

        self._runner.read(work, self._show, self._shell.show_error, owner=self)

    def _show(self, read: tuple[ReminderWishes, tuple[RuleLine, ...]]) -> None:
        wishes, rules = read
        self.is_on.setChecked(wishes.is_on)
        self.urgent.setChecked(wishes.urgent_through)
        self.digest.setTime(_shown(wishes.digest_at))
        self.quiet_from.setTime(_shown(wishes.quiet_from))
        self.quiet_to.setTime(_shown(wishes.quiet_to))
        while (item := self._rules.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        for rule in rules:
            box = QCheckBox(word(rule.title))
            box.setChecked(rule.is_on)
            box.setEnabled(self._office.may(Right.EDIT_EVENTS))
            box.toggled.connect(partial(self._switch, rule.key))
            told = self.tr("提前 {days} 天。依据：{basis}").format(
                days=rule.ahead_days, basis=word(rule.basis)
            )
            if rule.muted:
                told += self.tr("；有 {n} 个对象不再提醒").format(n=rule.muted)
            self._rules.addWidget(box)
            note = label(told, "small", wrap=True)
            note.setContentsMargins(26, 0, 0, 0)
            self._rules.addWidget(note)
            self.boxes[rule.key] = box

    def _save(self) -> None:
        wishes = ReminderWishes(
            self.is_on.isChecked(),
            _chosen(self.digest),
            _chosen(self.quiet_from),
            _chosen(self.quiet_to),
            self.urgent.isChecked(),
        )
        self._runner.write(
            lambda job: save_wishes(self._office, wishes),
            lambda _: self._shell.notify(self.tr("提醒已保存")),
            self._shell.show_error,
        )

    def _switch(self, rule: str, is_on: bool) -> None:
        def work(_job: JobHandle) -> None:
            if is_on:
                unmute(self._office, rule)
            else:
                mute(self._office, rule)

        def done(_: None) -> None:
            self._shell.notify(self.tr("规则已启用") if is_on else self.tr("规则已停用，它的任务已撤回"))
            self.load()

        self._runner.write(work, done, self._shell.show_error)


def _shown(at: time) -> QTime:
    return QTime(at.hour, at.minute)


def _chosen(edit: QTimeEdit) -> time:
    return time(edit.time().hour(), edit.time().minute())
