"""The form of a new or changed event: a few fields first, the limit shown at once, the rest on demand."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.code_table import code_table
from desktop.domain.due_day import read_due_day
from desktop.domain.event_category import suggest_categories
from desktop.domain.event_limit import LimitClass, TimeUnit, usual_class
from desktop.domain.event_state import OPEN_STATES, SUSPENDED, VILLAGE, Urgency
from desktop.domain.problem import Problem
from desktop.services.events import EventDetail, LimitPreview, NewEvent, OnTheSpot, Target
from desktop.services.events.reporters import KnownReporter
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.jobs import JobRunner
from ui.screens.events.finding_edit import Found
from ui.screens.events.reporter_edit import ReporterEdit
from ui.screens.events.target_picker import TargetPicker
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot
from ui.widgets.following_scroll import scrolled
from ui.widgets.form import Form, long_text

_FULL_DATE = len("2026-01-01")
_ABOVE = (LimitClass.TOWNSHIP, LimitClass.COUNTY)
_OF_EVENTS = ("reporter", "reporter_phone", "on_the_spot")
_MORE = ("handler", "place", "source", "happened_at", "origin_number", "anonymous", "secret")
_OUTCOME = ("result", "way", "satisfaction")
_EVENT, _TASK = "event", "task"
_WALKED_IN = "S6"


class EventDialog(GrowingDialog):
    """Only the title is needed; days are read in any notation a clerk uses.

    What the register or the words of the text can say is filled in: telephone, category, limit.
    """

    submitted = Signal(object, object)  # NewEvent, OnTheSpot or None
    person_chosen = Signal(str)  # who reported it; answered by `show_reporter`
    words_changed = Signal(object)  # NewEvent so far; answered by `show_alike`

    def __init__(
        self,
        users: Sequence[tuple[str, str]],
        find: Callable[[str], Sequence[Found]],
        preview: Callable[[NewEvent], LimitPreview | None],
        runner: JobRunner,
        parent: QWidget,
        today: date,
        *,
        existing: EventDetail | None = None,
        draft: NewEvent | None = None,
        targets: Sequence[tuple[Target, str]] = (),
        on_the_spot: bool = False,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._preview = preview
        self._draft = draft or NewEvent("", kind=_EVENT)
        if existing is not None:  # what a task does not show stays as it was
            self._draft = NewEvent(
                existing.event.title,
                reporter=existing.reporter,
                reporter_phone=existing.reporter_phone,
                reporter_id=existing.reporter_id,
                received_at=existing.event.received_at,
            )
        self._existing = existing
        self._guessed_category = self._guessed_class = existing is None
        self._shows_more = existing is not None
        self.setWindowTitle(self.tr("修改任务") if existing else self.tr("新任务"))
        self._make_inputs(users, find, runner)
        self._lay_out()
        self._connect()
        self._show(existing, targets)
        self.on_the_spot.setChecked(on_the_spot)
        self._show_fields()
        self._guess()
        height = self.fontMetrics().height()
        self.resize(height * 34, height * 30)
        (self.title_edit if self.title_edit.isEnabled() else self.handler).setFocus()

    def _make_inputs(
        self,
        users: Sequence[tuple[str, str]],
        find: Callable[[str], Sequence[Found]],
        runner: JobRunner,
    ) -> None:
        self.form = Form()
        self.title_edit = QLineEdit()
        self.kind = CodeCombo(
            (CodeOption(_EVENT, self.tr("群众反映的事")), CodeOption(_TASK, self.tr("交办的任务")))
        )
        self.reporter = ReporterEdit(find, runner)
        self.reporter_phone = QLineEdit()
        self.due_on = QLineEdit()
        self.due_on.setPlaceholderText(self.tr("如 10月20日、明天、月底，可不填"))
        self.limit_class = CodeCombo(
            tuple(each for each in code_options("event_limit_class") if each.code not in _ABOVE)
        )
        self.category = CodeCombo(code_options("event_category"))
        self.picker = TargetPicker(find, runner)
        self.text = long_text(3)
        self.handler = CodeCombo(tuple(CodeOption(user_id, name) for user_id, name in users))
        self.place = QLineEdit()
        self.source = CodeCombo(code_options("event_source"))
        self.happened_at = QLineEdit()
        self.happened_at.setPlaceholderText(self.tr("事后补记的，写真实的日期"))
        self.origin_number = QLineEdit()
        self.origin_number.setPlaceholderText(self.tr("文号、热线工单号"))
        self.anonymous = QCheckBox(self.tr("匿名：不记姓名"))
        self.secret = QCheckBox(self.tr("要求保密：只有书记和文书看得到是谁"))
        self.on_the_spot = QCheckBox(self.tr("当场办结：登记、办结、反馈一次完成"))
        self.outcome = long_text(2)
        self.way = CodeCombo(code_options("feedback_way"))
        self.satisfaction = CodeCombo(code_options("satisfaction"))

    def _lay_out(self) -> None:
        add = self.form.add_field
        add("title", self.tr("标题"), self.title_edit, required=True)
        add("kind", self.tr("种类"), self.kind)
        add("reporter", self.tr("反映人"), self.reporter, takes_enter=True)
        add("reporter_phone", self.tr("电话"), self.reporter_phone)
        add("due_on", self.tr("期限"), self.due_on)
        add("text", self.tr("内容"), self.text)
        add("category", self.tr("类别"), self.category)
        add("limit_class", self.tr("办理时限"), self.limit_class)
        add("targets", self.tr("有关的人和户"), self.picker, takes_enter=True)
        add("handler", self.tr("办理人"), self.handler)
        add("place", self.tr("地点"), self.place)
        add("source", self.tr("来源"), self.source)
        add("happened_at", self.tr("发生时间"), self.happened_at)
        add("origin_number", self.tr("来文编号"), self.origin_number)
        add("anonymous", "", self.anonymous)
        add("secret", "", self.secret)
        add("on_the_spot", "", self.on_the_spot)
        add("result", self.tr("办理结果"), self.outcome, required=True)
        add("way", self.tr("怎样告诉的"), self.way, required=True)
        add("satisfaction", self.tr("满意程度"), self.satisfaction)
        self.more = button(self.tr("更多…"), "quiet")
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        row = foot(cancel, self.save)
        row.insertWidget(0, self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(scrolled(self.form), 1)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.save.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)
        self.more.clicked.connect(self._toggle_more)
        self.kind.code_changed.connect(self._show_fields)
        self.on_the_spot.toggled.connect(self._show_fields)
        self.anonymous.toggled.connect(self._show_fields)
        self.title_edit.textChanged.connect(self._guess)
        self.text.textChanged.connect(self._guess)
        self.title_edit.editingFinished.connect(lambda: self.words_changed.emit(self._typed("", "")))
        self.category.code_changed.connect(self._category_chosen)
        self.limit_class.code_changed.connect(self._class_chosen)
        self.due_on.textChanged.connect(self._show_limit)
        self.reporter.chosen.connect(self._chosen)
        self.reporter.entered.connect(lambda: self.form.go_on("reporter"))

    # What follows from what was typed

    def _toggle_more(self) -> None:
        self._shows_more = not self._shows_more
        self._show_fields()
        if self._shows_more:
            self.handler.setFocus()

    def _show_fields(self) -> None:
        is_event = self.kind.code() != _TASK
        for key in _OF_EVENTS:
            self.form[key].set_shown(is_event)
        self.form["on_the_spot"].set_shown(is_event and self._existing is None)
        self.form["reporter"].set_shown(is_event and not self.anonymous.isChecked())
        self.form["due_on"].set_shown(not is_event or self._shows_more)
        for key in _MORE:
            self.form[key].set_shown(self._shows_more)
        self.form["limit_class"].set_title(self.tr("办理时限") if is_event else self.tr("紧急程度"))
        self.form["limit_class"].set_shown(is_event or self._shows_more)
        if not is_event:
            self.form["anonymous"].set_shown(False)
            self.form["secret"].set_shown(False)
        settles = is_event and self.on_the_spot.isChecked() and self._existing is None
        for key in _OUTCOME:
            self.form[key].set_shown(settles)
        self.save.setText(self.tr("当场办结") if settles else self.tr("保存"))
        self.more.setText(self.tr("收起") if self._shows_more else self.tr("更多…"))
        self._show_limit()

    def _category_chosen(self) -> None:
        self._guessed_category = False
        self.form["category"].show_hint("")
        self._show_limit()

    def _class_chosen(self) -> None:
        self._guessed_class = False
        self._show_limit()

    def _guess(self) -> None:
        """The category that the words speak of, as long as nobody chose one."""
        if not self._guessed_category:
            return
        found = suggest_categories(f"{self.title_edit.text()} {self.text.toPlainText()}")
        self.category.set_code(found[0] if found else self._draft.category)
        hint = ""
        if found:
            others = self.tr("、").join(word(code_table("event_category").label(code)) for code in found[1:])
            hint = self.tr("按内容选的，可以改")
            if others:
                hint = self.tr("按内容选的，也可能是{others}").format(others=others)
        self.form["category"].show_hint(hint)
        self._show_limit()

    def _show_limit(self) -> None:
        if self._guessed_class and self.kind.code() != _TASK:
            urgency = Urgency(self._draft.urgency)
            self.limit_class.set_code(usual_class(urgency, self.category.code()).value)
        preview = self._preview(self._typed("", ""))
        self.form["limit_class"].show_hint(self._limit_words(preview) if preview else "")

    def _limit_words(self, preview: LimitPreview) -> str:
        accept, handle = preview.accept.at, preview.handle.at
        if preview.limit.accept.unit is TimeUnit.MINUTES:
            return self.tr("{time} 前受理，马上处置，同时打电话报告乡镇").format(time=f"{accept:%H:%M}")
        told = self.tr("{accept}前受理，{due}前办结").format(
            accept=self._day(accept.date()), due=self._day(handle.date())
        )
        if self.due_on.text().strip():
            told = self.tr("{accept}前受理，期限按填写的").format(accept=self._day(accept.date()))
        if preview.handle.unknown_years:
            told += self.tr("（{year} 年的放假安排还没有，按周一到周五算）").format(
                year=preview.handle.unknown_years[0]
            )
        return told

    def _day(self, day: date) -> str:
        return self.tr("{month}月{day}日").format(month=day.month, day=day.day)

    def _chosen(self, person_id: str) -> None:
        self.person_chosen.emit(person_id)
        self.form.go_on("reporter")

    def show_reporter(self, known: KnownReporter | None) -> None:
        """Fill in the telephone of who was taken from the register."""
        if known is not None and known.person_id == self.reporter.person_id():
            self.reporter_phone.setText(known.phone)

    def show_alike(self, titles: Sequence[str]) -> None:
        """Say that somebody may have reported it before."""
        told = self.tr("可能已经有人反映过：{titles}").format(titles=self.tr("；").join(titles))
        self.form["title"].show_hint(told if titles else "")

    # In and out

    def _show(self, existing: EventDetail | None, targets: Sequence[tuple[Target, str]]) -> None:
        self.picker.set_targets(targets)
        if existing is None:
            draft = self._draft
            self.kind.set_code(draft.kind)
            self.title_edit.setText(draft.title)
            self.text.setPlainText(draft.text)
            self.category.set_code(draft.category)
            self._guessed_category = not draft.category
            self.place.setText(draft.place)
            self.source.set_code(draft.source or _WALKED_IN)
            self.limit_class.set_code(usual_class(draft.urgency, draft.category).value)
            self.reporter.set_reporter(draft.reporter, draft.reporter_id)
            self.reporter_phone.setText(draft.reporter_phone)
            self.handler.set_code(draft.handler_id)
            return
        event = existing.event
        self.title_edit.setText(event.title)
        self.kind.set_code(event.kind)
        self.category.set_code(event.category)
        self.due_on.setText(event.due_on)
        self.handler.set_code(event.handler_id)
        self.limit_class.set_code(existing.own_class or event.urgency)
        # nobody changes a limit that stands still, lies above, or has been met
        runs = event.state in OPEN_STATES and existing.level == VILLAGE and event.state != SUSPENDED
        self.limit_class.setEnabled(runs)
        self.due_on.setEnabled(runs)
        if existing.order_id:  # its issuer's words
            for theirs in (
                self.title_edit,
                self.kind,
                self.text,
                self.due_on,
                self.category,
                self.limit_class,
                self.source,
                self.origin_number,
            ):
                theirs.setEnabled(False)
        self.source.set_code(existing.source)
        self.place.setText(existing.place)
        self.happened_at.setText(existing.happened_at[:_FULL_DATE])
        self.origin_number.setText(existing.origin_number)
        self.anonymous.setChecked(existing.anonymous)
        self.secret.setChecked(existing.secret)
        self.reporter.set_reporter("" if existing.anonymous else existing.reporter, existing.reporter_id)
        self.reporter_phone.setText(existing.reporter_phone)
        for hidden in (self.reporter, self.reporter_phone, self.anonymous, self.secret):
            hidden.setEnabled(not existing.is_hidden)
        self.text.setPlainText(existing.text)

    def _typed(self, due_on: str, happened_at: str) -> NewEvent:
        is_event = self.kind.code() != _TASK
        chosen = self.limit_class.code()
        limit_class = chosen if is_event else ""
        urgency = Urgency(chosen) if chosen in set(Urgency) else Urgency.NORMAL
        draft = self._draft
        return NewEvent(
            title=self.title_edit.text(),
            kind=self.kind.code() or _EVENT,
            text=self.text.toPlainText().strip(),
            category=self.category.code(),
            source=self.source.code(),
            urgency=urgency,
            place=self.place.text().strip(),
            reporter=self.reporter.name() if is_event else draft.reporter,
            reporter_phone=self.reporter_phone.text().strip() if is_event else draft.reporter_phone,
            due_on=due_on,
            handler_id=self.handler.code(),
            targets=self.picker.targets(),
            limit_class=limit_class,
            happened_at=happened_at,
            received_at=draft.received_at,
            reporter_id=self.reporter.person_id() if is_event else draft.reporter_id,
            anonymous=is_event and self.anonymous.isChecked(),
            secret=is_event and self.secret.isChecked(),
            position=draft.position,
            letter_id=draft.letter_id,
            origin_number=self.origin_number.text().strip(),
            rule_key=draft.rule_key,
            rule_subject=draft.rule_subject,
        )

    def _submit(self) -> None:
        self.form.clear_problems()
        due_on = happened_at = ""
        if self.due_on.text().strip() and self.form["due_on"].widget.isVisibleTo(self):
            reading = read_due_day(self.due_on.text(), self._today)
            if reading.value is None or len(reading.value) < _FULL_DATE:
                self._say_no_day("due_on", "EVT-012", reading.problems)
                return
            due_on = reading.value
        if self.happened_at.text().strip():
            reading = read_date(self.happened_at.text(), self._today)
            if reading.value is None or len(reading.value) < _FULL_DATE:
                self._say_no_day("happened_at", "EVT-038", reading.problems)
                return
            happened_at = reading.value
        outcome = None
        if self.form["result"].widget.isVisibleTo(self):
            outcome = OnTheSpot(self.outcome.toPlainText().strip(), self.way.code(), self.satisfaction.code())
        self.submitted.emit(self._typed(due_on, happened_at), outcome)

    def _say_no_day(self, key: str, code: str, problems: Sequence[Problem]) -> None:
        problem = problems[0] if problems else Problem(code)
        told = messages.join((messages.reason(problem), messages.advice(Problem(code))))
        self.form[key].show_problem(told)
        self.form.focus_first_problem()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the form from being saved; it stays open."""
        show_at_fields(self.form, problems, named={"text": "result"})
