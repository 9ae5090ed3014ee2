"""The form of a round: who went, then site by site by keyboard, with the last values beside the new ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem
from desktop.services.patrols.rounds import (
    ABNORMAL,
    DANGER,
    NORMAL,
    RESULTS,
    SIGNS,
    WEATHER,
    NewPatrol,
    NewRound,
    SiteForm,
    reading_warnings,
)
from desktop.services.references import find_references
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.pages.fields_dialog import TickBoxes
from ui.screens.patrols.patrol_words import short_moment, warning_words
from ui.screens.register.reference_words import reference_choice
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.following_scroll import FollowingScroll
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine
from ui.widgets.reference_edit import ReferenceChoice, ReferenceEdit
from ui.widgets.reference_list_edit import ReferenceListEdit

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner

_WIDTH, _HEIGHT = 58, 34  # in heights of a line
_KEYS = {Qt.Key.Key_1: NORMAL, Qt.Key.Key_2: ABNORMAL, Qt.Key.Key_3: DANGER}


@dataclass(frozen=True, slots=True)
class RoundStart:
    """What a round begins with: who usually goes, the time, and, where one is put right, what it says."""

    people: tuple[ReferenceChoice, ...]
    time: str
    others: str = ""
    weather: str = ""
    patrol: NewPatrol | None = None


class SitePage(QWidget):
    """One site of the round: result, readings, signs, what was done."""

    changed = Signal()
    finished = Signal()

    def __init__(self, form: SiteForm, share: int, *, may_log: bool) -> None:
        super().__init__()
        self.site = form
        self._share = share
        self.form = Form()
        self.result = CodeCombo(code_options(RESULTS))
        self.form.add_field("result", self.tr("结果"), self.result, required=True)
        self.readings: dict[str, QLineEdit] = {}
        for spec in form.site.readings:
            line = QLineEdit()
            last = form.last.get(spec.name)
            hint = (
                self.tr("上次 {value}（{moment}）").format(
                    value=last.value, moment=short_moment(last.patrolled_at)
                )
                if last
                else self.tr("还没有量过")
            )
            self.form.add_field(f"readings/{spec.name}", spec.heading, line, hint=hint)
            self.readings[spec.name] = line
            line.textChanged.connect(partial(self._check_reading, spec.name))
        signs = code_table(SIGNS)
        self.signs = TickBoxes([(code, word(signs.label(code))) for code in form.signs], ())
        self.form.add_field("signs", self.tr("看到的"), self.signs)
        self.note = QLineEdit()
        self.form.add_field("note", self.tr("情况"), self.note)
        self.action = QLineEdit()
        self.form.add_field("action", self.tr("处置"), self.action)
        self.told = QLineEdit()
        self.form.add_field("reported_to", self.tr("报告给"), self.told)
        self.told_at = QLineEdit()
        self.told_at.setPlaceholderText(self.tr("不填就是巡查的时间"))
        self.form.add_field("reported_at", self.tr("报告时间"), self.told_at)
        self.with_event = QCheckBox(self.tr("同时登记为紧急事项"))
        self.with_event.setEnabled(may_log)
        self.form.add_field("event", "", self.with_event)
        self.at = QLineEdit()
        self.at.setPlaceholderText(self.tr("不填就是上面的时间"))
        self.form.add_field("at", self.tr("时间"), self.at)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 0, 6, 0)
        facts = "　".join(part for part in (word(form.site.kind_label), form.site.row.position) if part)
        layout.addWidget(label(form.site.row.name, "heading", wrap=True))
        layout.addWidget(label(facts, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addStretch()
        self.result.code_changed.connect(lambda _code: self._follow())
        self.signs.changed.connect(self._take_signs)
        self.form.finished.connect(self.finished)
        self._may_log = may_log
        self._follow()

    def _follow(self) -> None:
        danger = self.result.code() == DANGER
        self.form["event"].set_shown(danger)
        self.with_event.setChecked(danger and self._may_log)
        for key in ("reported_to", "reported_at"):
            self.form[key].set_shown(self.result.code() in (ABNORMAL, DANGER))
        self.changed.emit()

    def _take_signs(self) -> None:
        """A sign is at least something abnormal."""
        if self.signs.ticked() and self.result.code() in ("", NORMAL):
            self.set_result(ABNORMAL)

    def _check_reading(self, name: str, _typed: str = "") -> None:
        spec = next(each for each in self.site.site.readings if each.name == name)
        last = self.site.last[name].value if name in self.site.last else ""
        warnings, problems = reading_warnings(spec, self.readings[name].text(), last, self._share)
        field = self.form[f"readings/{name}"]
        if problems:
            field.show_problem(messages.brief(problems[0]))
        else:
            field.show_problem(warning_words(warnings, last), "soon")
        if self.readings[name].text().strip() and not self.result.code():
            self.set_result(NORMAL)

    def set_result(self, code: str) -> None:
        """Choose a result, as a key of the list does."""
        self.result.set_code(code)
        self._follow()

    def entered(self, time: str) -> NewPatrol | None:
        """What was typed; None while there is no result."""
        if not self.result.code():
            return None
        return NewPatrol(
            self.site.site.row.id,
            self.at.text().strip() or time,
            self.result.code(),
            {name: line.text().strip() for name, line in self.readings.items() if line.text().strip()},
            self.signs.ticked(),
            self.action.text(),
            self.told.text(),
            self.told_at.text(),
            self.note.text(),
            self.with_event.isChecked() and self.result.code() == DANGER,
        )

    def fill(self, patrol: NewPatrol) -> None:
        """Show a patrol to put right; an event is made from its page, not here."""
        self.at.setText(patrol.at)
        self.result.set_code(patrol.result)
        readings: Mapping[str, str] = patrol.readings or {}
        for name, text in readings.items():
            if name in self.readings:
                self.readings[name].setText(text)
        for code, box in self.signs.boxes.items():
            box.setChecked(code in patrol.signs)
        for line, text in (
            (self.note, patrol.note),
            (self.action, patrol.action),
            (self.told, patrol.reported_to),
            (self.told_at, patrol.reported_at),
        ):
            line.setText(text)
        self._may_log = False
        self._follow()
        self.form["event"].set_shown(False)


class RoundDialog(GrowingDialog):
    """Sites on the left, one of them on the right; 1, 2, 3 in the list are normal, abnormal, danger."""

    submitted = Signal(object)  # NewRound

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        forms: Sequence[SiteForm],
        start: RoundStart,
        share: int,
        parent: QWidget,
        *,
        may_log: bool,
    ) -> None:
        super().__init__(parent)
        is_new = start.patrol is None
        self.setWindowTitle(self.tr("登记巡查") if is_new else self.tr("修改巡查"))
        self._office, self._runner = office, runner
        self.head = Form(2)
        line = ReferenceEdit(self.tr("姓名、拼音，回车选中"))
        line.hits_wanted.connect(partial(self._look, line))
        self.people = ReferenceListEdit(line)
        self.people.set_choices(start.people)
        self.others = QLineEdit(start.others)
        self.others.setPlaceholderText(self.tr("不在档案里的，写姓名"))
        self.time = QLineEdit(start.time)
        self.weather = CodeCombo(code_options(WEATHER))
        self.weather.set_code(start.weather)
        self.head.add_field("patrollers", self.tr("巡查人"), self.people, required=True, takes_enter=True)
        self.head.add_field("others", self.tr("其他人"), self.others)
        self.head.add_field("time", self.tr("时间"), self.time, required=True)
        self.head.add_field("weather", self.tr("天气"), self.weather)
        self.people.settled.connect(lambda: self.head.go_on("patrollers"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("这一轮的隐患点"))
        self.list.installEventFilter(self)
        self.pages: list[SitePage] = []
        self._stack = QStackedWidget()
        for form in forms:
            page = SitePage(form, share, may_log=may_log and is_new)
            page.changed.connect(self._show_states)
            page.finished.connect(self._go_on)
            self._stack.addWidget(FollowingScroll(page))
            self.pages.append(page)
            self.list.addItem(QListWidgetItem(form.site.row.name))
        self.problem = ProblemLine()
        self.rest = button(self.tr("其余都正常"))
        self.rest.setToolTip(self.tr("还没有结果的点都记为正常"))
        self.rest.clicked.connect(self._mark_rest)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.yes = button(self.tr("保存"), "primary")
        self.yes.setToolTip(self.tr("Ctrl+回车；没有结果的点不登记"))
        self.yes.clicked.connect(self.submit)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(label(self.tr("1 正常　2 异常　3 险情"), "small"))
        left.addWidget(self.list, 1)
        left.addWidget(self.rest)
        body = QGridLayout()
        body.setHorizontalSpacing(14)
        if len(forms) > 1:
            body.addLayout(left, 0, 0)
        body.addWidget(self._stack, 0, 1)
        body.setColumnStretch(0, 2 if len(forms) > 1 else 0)
        body.setColumnStretch(1, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addLayout(body, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.yes))
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        self.head.finished.connect(self._begin)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self.submit)
        if start.patrol is not None:
            self.pages[0].fill(start.patrol)
        self._show_states()
        self.resize(self.fontMetrics().height() * _WIDTH, self.fontMetrics().height() * _HEIGHT)
        (self.list if start.people and len(forms) > 1 else self.people).setFocus()

    def _look(self, line: ReferenceEdit, text: str) -> None:
        self._runner.read(
            lambda job: find_references(self._office, "person", text),
            lambda found: line.show_hits(text, [reference_choice(each) for each in found]),
            lambda _error: None,
            owner=self,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _KEYS:
                event.accept()
                self._mark(_KEYS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
                event.accept()
                self._begin_site()
                return True
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        """From who went to the sites."""
        if len(self.pages) > 1:
            self.list.setFocus()
        else:
            self._begin_site()

    def _begin_site(self) -> None:
        self.pages[self.list.currentRow()].result.setFocus()

    def _mark(self, code: str) -> None:
        row = self.list.currentRow()
        self.pages[row].set_result(code)
        if code == NORMAL and not self.pages[row].readings:
            self.list.setCurrentRow(min(row + 1, len(self.pages) - 1))
        elif self.pages[row].readings:
            next(iter(self.pages[row].readings.values())).setFocus()
        else:
            self.pages[row].signs.setFocus()

    def _mark_rest(self) -> None:
        for page in self.pages:
            if not page.result.code():
                page.set_result(NORMAL)

    def _go_on(self) -> None:
        """Enter in the last field of a site: the next one; after the last the round is stored."""
        row = self.list.currentRow()
        if row + 1 < len(self.pages):
            self.list.setCurrentRow(row + 1)
            self.list.setFocus()
        else:
            self.yes.setFocus()

    def _show_states(self) -> None:
        table = code_table(RESULTS)
        for row, page in enumerate(self.pages):
            code = page.result.code()
            state = word(table.label(code)) if code else self.tr("没有登记")
            mark = {NORMAL: "✓", ABNORMAL: "！", DANGER: "‼"}.get(code, "　")
            item = self.list.item(row)
            if item is not None:
                item.setText(f"{mark} {page.site.site.row.name}　{state}")
        self.rest.setVisible(any(not page.result.code() for page in self.pages))

    # What was typed

    def round(self) -> NewRound:
        """The round as it stands; sites without a result are left out."""
        time = self.time.text().strip()
        entered = [patrol for page in self.pages if (patrol := page.entered(time)) is not None]
        people = tuple(choice.id for choice in self.people.choices())
        return NewRound(people, tuple(entered), self.others.text(), self.weather.code())

    def submit(self) -> None:
        """Hand on what was typed; not again while it is being stored."""
        if not self.yes.isEnabled():
            return
        self.problem.show_text("")
        self.head.clear_problems()
        for page in self.pages:
            page.form.clear_problems()
        self.submitted.emit(self.round())

    def wait(self, waits: bool) -> None:
        """Take nothing further while the round is being stored."""
        self.yes.setEnabled(not waits)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is wrong and go to the first; what belongs to none stands below."""
        time = self.time.text().strip()
        entered = [row for row, page in enumerate(self.pages) if page.entered(time) is not None]
        rest = []
        went = False
        for problem in problems:
            place = problem.place
            told = messages.brief(problem)
            if place is None or place.row is None or place.row > len(entered):
                field = place.field if place else ""
                if field == "patrollers":
                    self.head[field].show_problem(told)
                else:
                    rest.append(told)
                continue
            page = self.pages[entered[place.row - 1]]
            if place.field == "at" and not page.at.text().strip():
                self.head["time"].show_problem(told)
                continue
            try:
                page.form[place.field].show_problem(told)
            except KeyError:
                rest.append(told)
            if not went:
                self.list.setCurrentRow(entered[place.row - 1])
                went = True
        self.problem.show_text("\n".join(rest))
