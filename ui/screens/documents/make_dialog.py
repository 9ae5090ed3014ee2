"""What a new notice shall show: which item, over which period, what the drafter knows, and where it hangs."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.disclosure_duty import periods
from desktop.domain.disclosure_item import Frequency, Scope
from desktop.domain.period import Period
from desktop.domain.problem import Problem
from desktop.services.disclosure.making import (
    ACCOUNTS_DUTY,
    FieldTemplate,
    ItemChoice,
    MakeChoices,
    read_field,
)
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.scope import boards
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.documents.table_model import period_words
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.problem_line import ProblemLine

QUARTERS_OFFERED = 8
_DAYS = "days"
_BACK_DAYS = 730
_LONG_LINES = 7
_DATES = ("first", "last", "posted_on", "issued_on")

_ACCOUNTS = frozenset(("DOC-131", "FIN-020", "FIN-021"))
"""Problems that are mended in the accounts."""


class MakeDialog(GrowingDialog):
    """An item found by typing, its period by its frequency, and the values that its layout asks for."""

    submitted = Signal(object)  # NoticeRequest
    accounts_wanted = Signal()  # what is missing is entered there

    def __init__(self, choices: MakeChoices, parent: QWidget, wanted: NoticeRequest | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("制作公开表"))
        self._choices = choices
        self._wanted = wanted
        self._periods: dict[str, Period] = {}
        self._fields: dict[str, FieldTemplate] = {}
        self.form = Form()
        self.kind = CodeCombo(
            tuple(CodeOption(each.duty, word(each.title), each.words.lower()) for each in choices.items)
        )
        self.layout_box = CodeCombo(())
        self.period = CodeCombo(())
        self.first, self.last, self.posted_on, self.issued_on = (QLineEdit() for _ in range(4))
        self.places = QLineEdit()
        self.large = QCheckBox(self.tr("大字版（A3，给老年人看）"))
        self._arrange_form()
        self.values: Form | None = None
        self._scope = label("", "muted", wrap=True)
        self.problem = ProblemLine()
        self.source = button(self.tr("打开收支"), "link")
        self.source.hide()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 10, 0)
        self._body.setSpacing(12)
        self._arrange()
        self.kind.code_changed.connect(lambda _code: self._on_item())
        self.layout_box.code_changed.connect(lambda _code: self._on_layout())
        self.period.code_changed.connect(lambda _key: self._on_period())
        self.source.clicked.connect(self.accounts_wanted)
        self._begin()
        height = self.fontMetrics().height()
        wanted_height = self._host.sizeHint().height() + 10 * height
        self.resize(height * 32, max(20 * height, min(34 * height, wanted_height)))

    def _arrange_form(self) -> None:
        add = self.form.add_field
        hint = self.tr("打几个字、拼音首字母或编号（如 V15）来找")
        add("item", self.tr("公开事项"), self.kind, required=True, hint=hint)
        add("template", self.tr("公开表"), self.layout_box, required=True)
        add("period", self.tr("期间"), self.period, required=True)
        add("first", self.tr("起"), self.first, required=True)
        add("last", self.tr("止"), self.last, required=True)
        add("places", self.tr("公开地点"), self.places, required=True, hint=self.tr("几处公开栏用顿号隔开"))
        add("posted_on", self.tr("张贴日期"), self.posted_on, required=True)
        add("issued_on", self.tr("落款日期"), self.issued_on, required=True)
        add("large", "", self.large)

    def _arrange(self) -> None:
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.make = button(self.tr("制作"), "primary")
        self.make.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)
        self._host = host = QWidget()
        host.setProperty("role", "scrolled")
        host.setLayout(self._body)
        self._body.addWidget(self.form)
        self._body.addWidget(self._scope)
        self._body.addStretch()
        scroll = PlainScroll()
        scroll.setWidget(host)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 14, 16)
        layout.setSpacing(12)
        layout.addWidget(
            label(
                self.tr("账目、会议、救助等内容从登记里取，不用再录一遍；表里没有来源的才要填。"),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(scroll, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.source, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(foot(cancel, self.make))

    def _begin(self) -> None:
        wanted = self._wanted
        found = self._choices.find(wanted.item) if wanted is not None else None
        found = found or self._choices.find(ACCOUNTS_DUTY) or self._choices.items[0]
        self.kind.set_code(found.duty)
        today = self._choices.today.isoformat()
        self.posted_on.setText(wanted.posted_on or today if wanted is not None else today)
        self.issued_on.setText(wanted.issued_on if wanted is not None else today)
        self.large.setChecked(wanted is not None and wanted.large)
        self._on_item()
        if wanted is not None:
            self._show_wanted(wanted)

    def _show_wanted(self, wanted: NoticeRequest) -> None:
        period = Period(date.fromisoformat(wanted.first), date.fromisoformat(wanted.last))
        self.period.set_code(next((key for key, each in self._periods.items() if each == period), _DAYS))
        self._on_period()
        self.first.setText(wanted.first)
        self.last.setText(wanted.last)
        self.choose_layout(wanted.template)
        if wanted.places:
            self.places.setText("、".join(wanted.places))
        for name, text in wanted.values:
            if name in self._fields and self.values is not None:
                _set_text(self.values[name].widget, text)

    def choose_item(self, code: str) -> None:
        """Choose an item by its code or its duty's."""
        found = self._choices.find(code)
        if found is not None:
            self.kind.set_code(found.duty)
            self._on_item()

    def choose_layout(self, name: str) -> None:
        """Choose one of the layouts of the item."""
        if any(each.name == name for each in self._chosen().layouts):
            self.layout_box.set_code(name)
            self._on_layout()

    def _chosen(self) -> ItemChoice:
        return self._choices.find(self.kind.code()) or self._choices.items[0]

    def _on_item(self) -> None:
        chosen = self._chosen()
        self.layout_box.set_options(tuple(CodeOption(each.name, word(each.label)) for each in chosen.layouts))
        self.layout_box.set_code(chosen.layouts[0].name)
        self.form["template"].set_shown(len(chosen.layouts) > 1)
        self._periods = {period.words(): period for period in _offered(chosen.frequency, self._choices.today)}
        self.period.set_options(
            (
                *(CodeOption(key, _words(each)) for key, each in self._periods.items()),
                CodeOption(_DAYS, self.tr("自定起止日期")),
            )
        )
        self.period.set_code(next(iter(self._periods), _DAYS))
        self.form["period"].set_shown(bool(self._periods))
        scopes = {
            Scope.BRANCH: self.tr("这一项只在党支部内公开，不要贴到村里的公开栏。"),
            Scope.RESTRICTED: self.tr("这一项只对特定的人公开，不要贴到公开栏。"),
        }
        usual = {"、".join(places) for places in self._choices.places.values()}
        if self.places.text() in usual:  # what was typed stays
            self.places.setText("、".join(self._choices.places[chosen.scope]))
        self._scope.setText(scopes.get(chosen.scope, ""))
        self._scope.setVisible(chosen.scope in scopes)
        self._on_period()
        self._on_layout()

    def _on_period(self) -> None:
        chosen = self._periods.get(self.period.code())
        for key in ("first", "last"):
            self.form[key].set_shown(chosen is None)
        if chosen is not None:
            self.first.setText(chosen.first.isoformat())
            self.last.setText(chosen.last.isoformat())
        elif not self._periods:
            for edit in (self.first, self.last):
                edit.setText(self._choices.today.isoformat())

    def _on_layout(self) -> None:
        layouts = self._chosen().layouts
        layout = next((each for each in layouts if each.name == self.layout_box.code()), layouts[0])
        typed = self._texts()
        if self.values is not None:
            self._body.removeWidget(self.values)
            self.values.hide()
            self.values.deleteLater()
            self.values = None
        self._fields = {field.name: field for field in layout.fields}
        if self._fields:
            self.values = Form()
            self.values.add_heading(self.tr("表里要填的"))
            for name, field in self._fields.items():
                widget = _input(field)
                self.values.add_field(
                    name, word(field.label), widget, required=field.required, hint=self._hint(field)
                )
                _set_text(widget, typed.get(name, ""))
            self.values.finished.connect(self._submit)
            self._body.insertWidget(self._body.count() - 1, self.values)

    def _hint(self, field: FieldTemplate) -> str:
        return {
            "day": self.tr("日期，如 2026-10-20"),
            "month": self.tr("年月，如 2026-10"),
            "figure": self.tr("元，如 1200.00"),
        }.get(field.form, "")

    def _texts(self) -> dict[str, str]:
        if self.values is None:
            return {}
        return {name: _text(self.values[name].widget) for name in self._fields}

    def _submit(self) -> None:
        self.form.clear_problems()
        self.problem.show_text("")
        self.source.hide()
        days, values, places = self._read_days(), self._read_values(), boards(self.places.text())
        if not places:
            self.form["places"].show_problem(
                messages.brief(Problem("DOC-078", {"label": self.tr("公开地点")}))
            )
        if days is None or values is None or not places:
            if not self.form.focus_first_problem() and self.values is not None:
                self.values.focus_first_problem()
            return
        chosen, wanted = self._chosen(), self._wanted
        same = wanted is not None and wanted.item in (*chosen.items, chosen.duty)
        self.submitted.emit(
            NoticeRequest(
                self.layout_box.code(),
                days["first"],
                days["last"],
                days["issued_on"],
                posted_on=days["posted_on"],
                large=self.large.isChecked(),
                item=wanted.item if wanted is not None and same else chosen.items[0],
                covers=wanted.covers if wanted is not None and same and wanted.covers else chosen.covers,
                record_id=wanted.record_id if wanted is not None and same else "",
                stage=wanted.stage if wanted is not None and same else "",
                places=places,
                values=values,
            )
        )

    def _read_days(self) -> dict[str, str] | None:
        """The days typed; None with the problems shown when one is none."""
        days = {}
        for key in _DATES:
            edit = getattr(self, key)
            reading = read_date(edit.text(), self._choices.today, allow_future=True)
            if reading.value is None or len(reading.value) < len("2026-01-01"):
                problem = reading.problems[0] if reading.problems else Problem("DOC-140")
                told = messages.join((messages.reason(problem), messages.advice(Problem("DOC-140"))))
                self.form[key].show_problem(told)
            else:
                days[key] = reading.value
        if len(days) < len(_DATES):
            return None
        if days["last"] < days["first"]:
            self.form["last"].show_problem(messages.reason(Problem("DOC-141")))
            return None
        return days

    def _read_values(self) -> tuple[tuple[str, str], ...] | None:
        """What was typed for the layout; None with the problems shown where it can't stand there."""
        if self.values is None:
            return ()
        self.values.clear_problems()
        read, faulty = [], False
        for name, text in self._texts().items():
            reading = read_field(self._fields[name], text, self._choices.today)
            if reading.value is None:
                self.values[name].show_problem("\n".join(map(messages.brief, reading.problems)))
                faulty = True
            elif reading.value:
                read.append((name, reading.value))
        return None if faulty else tuple(read)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what keeps the notice from being made, and where what is missing is entered."""
        self.problem.show_text("\n".join(messages.sentence(problem) for problem in problems))
        self.source.setVisible(any(each.code in _ACCOUNTS for each in problems))


def _input(field: FieldTemplate) -> QWidget:
    if field.choices:
        return CodeCombo(tuple(CodeOption(each, word(each)) for each in field.choices))
    if field.form == "long":
        text = QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setFixedHeight(text.fontMetrics().height() * _LONG_LINES)
        return text
    return QLineEdit()


def _text(widget: QWidget) -> str:
    if isinstance(widget, CodeCombo):
        return widget.code()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _set_text(widget: QWidget, text: str) -> None:
    if isinstance(widget, CodeCombo):
        widget.set_code(text)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)


def _words(period: Period) -> str:
    return period_words(period.first.isoformat(), period.last.isoformat())


def _offered(frequency: frozenset[Frequency], today: date) -> list[Period]:
    """Periods an item is told for, the one that ended last first; none for what only happens."""
    first = today - timedelta(days=_BACK_DAYS)
    offered: list[Period] = []
    for each in (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF_YEAR, Frequency.YEAR):
        if each in frequency:
            found = periods(each, first, today)
            over = [period for period in reversed(found) if period.last < today]
            offered += [*over[:QUARTERS_OFFERED], *(period for period in found if period.last >= today)]
    if Frequency.PLAN_YEAR in frequency:
        offered += [Period.year(today.year), Period.year(today.year + 1)]
    if Frequency.STANDING in frequency and not offered:
        offered.append(Period.year(today.year))
    return list(dict.fromkeys(offered))


def quarters(today: date) -> tuple[tuple[str, date, date], ...]:
    """The latest quarters in words with first and last day; the present one comes last."""
    words = (
        QCoreApplication.translate("Quarter", "第一季度"),
        QCoreApplication.translate("Quarter", "第二季度"),
        QCoreApplication.translate("Quarter", "第三季度"),
        QCoreApplication.translate("Quarter", "第四季度"),
    )
    shape = QCoreApplication.translate("Quarter", "{year} 年{quarter}")
    number = today.year * 4 + (today.month - 1) // 3
    found = []
    for each in (*range(number - 1, number - 1 - QUARTERS_OFFERED, -1), number):
        year, quarter = divmod(each, 4)
        after = date(year + (quarter == 3), quarter * 3 + 4 if quarter < 3 else 1, 1)
        text = shape.format(year=year, quarter=words[quarter])
        found.append((text, date(year, quarter * 3 + 1, 1), after - timedelta(days=1)))
    return tuple(found)
