"""Days of the month, terms and thresholds: the rule in force with its source, and the office's own (期限)."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Place, Problem
from desktop.domain.rules import Certainty
from desktop.services.disclosure.catalogue import CERTAINTIES
from desktop.services.disclosure.terms import MAJOR_CENTS, TERMS, TermValue
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.widgets.dress import button, foot, label
from ui.widgets.following_scroll import scrolled
from ui.widgets.form import Form

_SINCE = "duties_since"


class TermsDialog(GrowingDialog):
    """An empty line follows the rule, which stands beside it; a number is the office's own."""

    submitted = Signal(object, object)  # changed values by rule, first day or None when it stays

    def __init__(
        self, terms: Mapping[str, TermValue], own_since: str, since: date, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("公开期限和标准"))
        self._terms = terms
        self._own_since = own_since
        self._today = today
        self.form = Form()
        self.lines: dict[str, QLineEdit] = {}
        for key, term in terms.items():
            line = QLineEdit("" if term.own is None else _shown(key, term.own))
            line.setMaximumWidth(
                self.fontMetrics().height() * 9
            )  # the last one, unbounded, holds the column open
            line.setPlaceholderText(_shown(key, term.rule.value))
            self.lines[key] = line
            self.form.add_field(key, word(TERMS[key][0]), line, hint=self._hint(key, term))
        self.since = QLineEdit(own_since)
        self.since.setPlaceholderText(since.isoformat())
        self.form.add_field(
            _SINCE,
            self.tr("从哪天起算公开任务"),
            self.since,
            hint=self.tr("空着就从开始使用那天算起，登记过更早的公开表就从那时算起"),
        )
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        self.save.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 14, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("空着按现行规定；填了就按本村的。"), "muted", wrap=True))
        layout.addWidget(scrolled(self.form), 1)
        layout.addLayout(foot(cancel, self.save))
        height = self.fontMetrics().height()
        self.resize(height * 38, height * 32)

    def set_may_change(self, may_change: bool) -> None:
        """Whether the user may change the values, or only look."""
        for line in (*self.lines.values(), self.since):
            line.setReadOnly(not may_change)
        self.save.setEnabled(may_change)

    def _hint(self, key: str, term: TermValue) -> str:
        unit = self.tr("元") if key == MAJOR_CENTS else word(term.rule.unit)
        rule = self.tr("现行规定 {value} {unit}：{source}").format(
            value=_shown(key, term.rule.value), unit=unit, source=word(term.rule.source)
        )
        if term.rule.certainty is Certainty.LOOKED_UP:
            return rule
        return f"{rule}（{word(CERTAINTIES[term.rule.certainty])}）"

    def _submit(self) -> None:
        self.form.clear_problems()
        changed: dict[str, int | None] = {}
        problems = []
        for key, line in self.lines.items():
            text = line.text().strip().replace(",", "").replace("，", "")
            if text and not text.isdecimal():
                least, most = (_shown(key, value) for value in TERMS[key][1:])
                problems.append(Problem("DOC-075", {"low": least, "high": most}, Place(field=key)))
                continue
            value = _stored(key, int(text)) if text else None
            if value != self._terms[key].own:
                changed[key] = value
        since = self._read_since(problems)
        if problems:
            self.show_problems(problems)
        elif changed or since is not None:
            self.submitted.emit(changed, since)
        else:
            self.accept()

    def _read_since(self, problems: list[Problem]) -> str | None:
        """The first day typed, empty for none; None while it stays as it was."""
        typed = self.since.text().strip()
        if typed == self._own_since:
            return None
        if not typed:
            return ""
        reading = read_date(typed, self._today)
        if reading.value is None or len(reading.value) < len("2026-01-01"):
            problems.append(Problem("DOC-140", place=Place(field=_SINCE)))
            return None
        return reading.value

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what keeps the values from being saved."""
        show_at_fields(self.form, problems)


def _shown(key: str, value: int) -> str:
    return str(value // 100 if key == MAJOR_CENTS else value)


def _stored(key: str, value: int) -> int:
    return value * 100 if key == MAJOR_CENTS else value
