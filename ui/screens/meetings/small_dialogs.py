"""What is asked before a deed of a meeting: who, instead of whom, when made up, what task."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.code_table import code_table
from desktop.domain.due_day import read_due_day
from desktop.domain.meeting_due import Standing
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Problem
from desktop.services.meetings.reading import TopicRow
from desktop.words import word
from ui.dialogs.form_dialog import FormDialog
from ui.jobs import JobRunner
from ui.screens.events.finding_edit import Found
from ui.screens.events.target_picker import TargetPicker
from ui.widgets.code_combo import CodeCombo, CodeOption


class MeetingForm(FormDialog):
    """A form of a meeting, with its days."""

    def read_day(self, edit: QLineEdit, key: str, today: date, *, to_come: bool = False) -> str | None:
        """The ISO day typed, empty where nothing was; None where it is no day, which is then said."""
        self.form[key].show_problem("")
        text = edit.text().strip()
        if not text:
            return ""
        found = read_due_day(text, today) if to_come else read_date(text, today)
        if found.value is not None and is_day(found.value):
            return found.value
        self.form[key].show_problem(messages.brief(Problem("MTG-002", {"value": text})))
        edit.setFocus()
        return None


class ReasonDialog(MeetingForm):
    """Why somebody is on leave or not counted; the usual reasons are offered."""

    submitted = Signal(str)

    def __init__(self, title: str, reasons: Sequence[str], parent: QWidget) -> None:
        super().__init__(title, self.tr("确定"), parent)
        self.reason = CodeCombo(tuple(CodeOption(reason, reason) for reason in reasons))
        self.other = QLineEdit()
        self.form.add_field("usual", self.tr("常用原因"), self.reason)
        self.form.add_field("reason", self.tr("或者写明"), self.other)
        self.reason.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        self.submitted.emit(self.other.text().strip() or self.reason.code())


class ProxyDialog(MeetingForm):
    """Who of the household comes instead."""

    submitted = Signal(str)  # person id

    def __init__(self, name: str, people: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(self.tr("由同户家人代为参加"), self.tr("确定"), parent)
        self.person = CodeCombo(tuple(CodeOption(key, text) for key, text in people))
        self.say(
            self.tr("{name}同户年满 18 周岁的家人：").format(name=name)
            if people
            else self.tr("{name}同户没有其他年满 18 周岁的家人。").format(name=name)
        )
        self.form.add_field("proxy", self.tr("代为参加的人"), self.person, required=True)
        if len(people) == 1:
            self.person.set_code(people[0][0])
        self.person.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        self.submitted.emit(self.person.code())


class PersonDialog(MeetingForm):
    """Whom to put on the list, and as what."""

    submitted = Signal(object, object)  # person ids, Standing

    def __init__(self, find: Callable[[str], Sequence[Found]], runner: JobRunner, parent: QWidget) -> None:
        super().__init__(self.tr("添加人员"), self.tr("添加"), parent)
        self.picker = TargetPicker(find, runner)
        table = code_table("meeting_standing")
        self.standing = CodeCombo(
            tuple(
                CodeOption(each.value, word(table.label(each.value)))
                for each in (Standing.OBSERVER, Standing.VOTER, Standing.MEMBER)
            )
        )
        self.standing.set_code(Standing.OBSERVER.value)
        self.say(self.tr("列席的人不算应到。不在民情档案里的来宾，在“会议记录”页的“列席”里写姓名。"))
        self.form.add_field("search", self.tr("人员"), self.picker, required=True, takes_enter=True)
        self.form.add_field("standing", self.tr("身份"), self.standing)
        self.picker.search.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        ids = tuple(target.id for target in self.picker.targets())
        if ids:
            self.submitted.emit(ids, Standing(self.standing.code() or Standing.OBSERVER.value))
        else:
            self.show_problems((Problem("MTG-035"),))


class MakeUpDialog(MeetingForm):
    """When and how somebody learned later what was said."""

    submitted = Signal(str, str, str)  # ISO day, how, told by

    def __init__(self, names: Sequence[str], today: date, parent: QWidget) -> None:
        super().__init__(self.tr("登记补课"), self.tr("登记"), parent)
        self._today = today
        self.say("、".join(names))
        self.day, self.how, self.told_by = QLineEdit(today.isoformat()), QLineEdit(), QLineEdit()
        self.how.setPlaceholderText(self.tr("如 自学、上门补课、电话传达"))
        self.form.add_field("made_up_on", self.tr("日期"), self.day, required=True)
        self.form.add_field("how", self.tr("方式"), self.how)
        self.form.add_field("told_by", self.tr("传达人"), self.told_by, hint=self.tr("生病的人由谁传达"))
        self.how.setFocus()

    def submit(self) -> None:
        day = self.read_day(self.day, "made_up_on", self._today)
        if day is not None:
            self.submitted.emit(day, self.how.text().strip(), self.told_by.text().strip())


class TaskDialog(MeetingForm):
    """The task that a resolution becomes."""

    submitted = Signal(str, str, str)  # title, due day, handler

    def __init__(
        self, topic: TopicRow, users: Sequence[tuple[str, str]], today: date, parent: QWidget
    ) -> None:
        super().__init__(self.tr("决议转任务"), self.tr("转成任务"), parent)
        self._today = today
        self.say(topic.resolution)
        self.title, self.due_on = QLineEdit(f"落实：{topic.title}"), QLineEdit()
        self.due_on.setPlaceholderText(self.tr("如 10月20日、月底，可不填"))
        self.handler = CodeCombo(tuple(CodeOption(key, name) for key, name in users))
        self.form.add_field("title", self.tr("任务"), self.title, required=True)
        self.form.add_field("due_on", self.tr("期限"), self.due_on)
        self.form.add_field("handler_id", self.tr("办理人"), self.handler)
        self.due_on.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        due_on = self.read_day(self.due_on, "due_on", self._today, to_come=True)
        if due_on is not None:
            self.submitted.emit(self.title.text().strip(), due_on, self.handler.code())


class SignDialog(MeetingForm):
    """The day on which the printed minutes were signed."""

    submitted = Signal(str)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(self.tr("登记签字"), self.tr("登记"), parent)
        self._today = today
        self.say(
            self.tr("打印的会议记录由主持人、记录人签字以后登记。登记以后不能再改，除非写明原因重新打开。")
        )
        self.day = QLineEdit(today.isoformat())
        self.form.add_field("signed_on", self.tr("签字日期"), self.day, required=True)
        self.day.setFocus()

    def submit(self) -> None:
        day = self.read_day(self.day, "signed_on", self._today)
        if day is not None:
            self.submitted.emit(day)
