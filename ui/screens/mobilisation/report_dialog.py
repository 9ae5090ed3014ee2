"""The form of a disaster report: facts, figures in two columns, ledgers by name, a line each."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.disaster_report import DeadPerson, DestroyedHouse, ReportKind, disaster_figures
from desktop.domain.problem import Problem
from desktop.services.mobilisation.reports import NewReport
from desktop.words import word
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.problem_line import ProblemLine

_SIZE = (46, 27)  # in heights of a line
_MISSING = "失踪"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportDialog", text)


class ReportDialog(QDialog):
    """Asks for a report; what is wrong is told above the buttons, and the dialog stays open."""

    submitted = Signal(object)  # NewReport

    def __init__(self, new: NewReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_tr("更正灾情报告") if new.corrects_id else _tr("灾情报告"))
        self._new = new
        self.kind = CodeCombo(code_options("disaster_report_kind"))
        self.kind.set_code(new.kind.value)
        self.kind.setEnabled(not new.corrects_id)
        self.disaster = CodeCombo(code_options("disaster_kind"))
        self.disaster.set_code(new.disaster)
        self.began = QLineEdit(new.began_at)
        self.ended = QLineEdit(new.ended_at)
        self.ended.setPlaceholderText(_tr("还没结束就空着"))
        self.place = QLineEdit(new.place)
        self.reporter = QLineEdit(new.reported_by)
        self.response = QCheckBox(_tr("已启动应急响应（要 3 张照片）"))
        self.response.setChecked(new.response_on)
        self.text = _box(new.text, 3)
        self.deaths = _box("\n".join(_dead_line(each) for each in new.deaths), 2)
        self.deaths.setPlaceholderText(
            _tr("一人一行：姓名，性别，年龄，住址，时间，原因；失踪的前面写“失踪，”")
        )
        self.houses = _box("\n".join(_house_line(each) for each in new.houses), 2)
        self.houses.setPlaceholderText(_tr("一户一行：户主，住址，倒塌间数，原因"))
        self.figures: dict[str, QLineEdit] = {}
        self.reasons: dict[str, QLineEdit] = {}
        self.problem = ProblemLine()
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        layout = QVBoxLayout(inside)
        layout.setSpacing(8)
        layout.addLayout(self._facts())
        layout.addWidget(label(_tr("数字（没有就空着）"), "strong"))
        layout.addLayout(self._figures())
        for title, box in (
            (_tr("灾情和处置"), self.text),
            (_tr("死亡、失踪人员名册"), self.deaths),
            (_tr("倒塌住房名册"), self.houses),
        ):
            layout.addWidget(label(title, "strong"))
            layout.addWidget(box)
            box.setAccessibleName(title)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        cancel = button(_tr("取消"))
        cancel.clicked.connect(self.reject)
        self.goes_up = False
        self.yes = button(_tr("保存"))
        self.yes.clicked.connect(self._on_yes)
        self.yes_and_up = button(_tr("保存并登记上报…"), "primary")
        self.yes_and_up.clicked.connect(lambda: self.submit(goes_up=True))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.problem)
        outer.addLayout(foot(cancel, self.yes, self.yes_and_up))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, lambda: self.submit(goes_up=True))
        self.yes_and_up.setToolTip(_tr("Ctrl+回车"))
        next(iter(self.figures.values())).setFocus()  # what stands above is filled in
        line = self.fontMetrics().height()
        self.resize(line * _SIZE[0], line * _SIZE[1])

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        facts: tuple[tuple[str, QWidget], ...] = (
            (_tr("报告"), self.kind),
            (_tr("灾种"), self.disaster),
            (_tr("开始"), self.began),
            (_tr("结束"), self.ended),
            (_tr("地点"), self.place),
            (_tr("报告人"), self.reporter),
        )
        for place, (title, widget) in enumerate(facts):
            row, column = divmod(place, 2)
            shown = QLabel(title)
            shown.setBuddy(widget)
            grid.addWidget(shown, row, column * 2)
            grid.addWidget(widget, row, column * 2 + 1)
        grid.addWidget(self.response, len(facts) // 2, 1, 1, 3)
        return grid

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        place, section = 0, ""
        for figure in disaster_figures():
            if figure.section != section:
                place, section = place + place % 2, figure.section  # each section begins a line
            row, column = divmod(place, 2)
            place += 1
            edit = QLineEdit(self._new.figures.get(figure.code, ""))
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            title = QLabel(f"{word(figure.label)}（{word(figure.unit)}）")
            title.setBuddy(edit)
            reason = QLineEdit(self._new.reasons.get(figure.code, ""))
            reason.setPlaceholderText(_tr("比上次少的原因"))
            reason.setVisible(bool(reason.text()))
            self.figures[figure.code], self.reasons[figure.code] = edit, reason
            grid.addWidget(title, row * 2, column * 2)
            grid.addWidget(edit, row * 2, column * 2 + 1)
            grid.addWidget(reason, row * 2 + 1, column * 2, 1, 2)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        return grid

    def report(self) -> NewReport:
        """The report as it is typed."""
        return replace(
            self._new,
            kind=ReportKind(self.kind.code()),
            disaster=self.disaster.code(),
            began_at=self.began.text(),
            ended_at=self.ended.text(),
            place=self.place.text(),
            figures={code: edit.text() for code, edit in self.figures.items()},
            reasons={code: edit.text() for code, edit in self.reasons.items()},
            deaths=tuple(_read_dead(line) for line in self.deaths.toPlainText().splitlines() if line.strip()),
            houses=tuple(
                _read_house(line) for line in self.houses.toPlainText().splitlines() if line.strip()
            ),
            text=self.text.toPlainText(),
            response_on=self.response.isChecked(),
            reported_by=self.reporter.text(),
        )

    def _on_yes(self) -> None:
        self.submit()

    def submit(self, *, goes_up: bool = False) -> None:
        """Hand on what was typed; ``goes_up`` says that it is reported at once."""
        self.goes_up = goes_up
        if not self.kind.code():
            self.problem.show_text(_tr("请选是初报、续报还是核报。"))
            self.kind.setFocus()
            return
        self.problem.show_text("")
        self.submitted.emit(self.report())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong; where a figure fell, the line for its reason comes up."""
        self.problem.show_text("\n".join(messages.sentence(each) for each in problems))
        for each in problems:
            code = each.place.field if each.place else ""
            if each.code == "MOB-062" and code in self.reasons:
                self.reasons[code].show()
                self.reasons[code].setFocus()
            elif code in self.figures:
                self.figures[code].setFocus()


def _box(text: str, lines: int) -> QPlainTextEdit:
    made = QPlainTextEdit(text)
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * (lines + 1))
    return made


def _parts(line: str, most: int) -> list[str]:
    found = [part.strip() for part in line.replace(",", "，").split("，", most - 1)]
    return found + [""] * (most - len(found))


def _dead_line(person: DeadPerson) -> str:
    parts = [person.name, person.sex, person.age, person.address, person.at, person.cause]
    return "，".join(([_MISSING] if person.is_missing else []) + parts).rstrip("，")


def _read_dead(line: str) -> DeadPerson:
    first, _, rest = line.strip().replace(",", "，").partition("，")
    is_missing = first == _MISSING
    name, sex, age, address, at, cause = _parts(rest if is_missing else line, 6)
    return DeadPerson(name, sex, age, address, at, cause, is_missing)


def _house_line(house: DestroyedHouse) -> str:
    return "，".join((house.head, house.address, str(house.rooms or ""), house.cause)).rstrip("，")


def _read_house(line: str) -> DestroyedHouse:
    head, address, rooms, cause = _parts(line, 4)
    digits = rooms.removesuffix("间").strip()
    return DestroyedHouse(head, address, int(digits) if digits.isdecimal() else 0, cause)
