"""The form of a visit, filled in as far as the register knows, and the search that leads to it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.problem import Problem
from desktop.domain.visit_class import FORMS, policies
from desktop.services.visits.entries import FINDINGS, EntryForm, NewPatch, NewVisit
from desktop.services.visits.patches import FactField
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.events.finding_edit import Found
from ui.screens.events.target_picker import TargetPicker
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.visits.visit_words import OUTCOMES, about_words
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label, tool_button
from ui.widgets.form import long_text
from ui.widgets.reference_edit import ReferenceChoice

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner

_LATE = "VIS-006"
_WIDTH, _HEIGHT = 54, 36  # in heights of a line


class FindDialog(GrowingDialog):
    """Whom a visit was to: a name or its pinyin, Enter takes the first."""

    found = Signal(str, str)  # kind, id

    def __init__(self, find: Callable[[str], Sequence[Found]], runner: "JobRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("记走访"))
        self.picker = TargetPicker(find, runner)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("走访了谁？输入姓名或拼音，回车选中。"), "muted", wrap=True))
        layout.addWidget(self.picker)
        layout.addStretch()
        layout.addLayout(foot(cancel))
        self.picker.changed.connect(self._take)
        height = self.fontMetrics().height()
        self.resize(height * 30, height * 17)
        self.picker.search.setFocus()

    def _take(self) -> None:
        (target, *_) = self.picker.targets()
        self.found.emit(target.table, target.id)
        self.accept()


class FindingEdit(QWidget):
    """Something found, and a tick that makes an event of it."""

    def __init__(self, text: str, *, may_log: bool) -> None:
        super().__init__()
        self.text = long_text(2, text)
        self.as_event = QCheckBox(self.tr("登记为任务"))
        self.as_event.setVisible(may_log)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.text)
        layout.addWidget(self.as_event)
        self.setFocusProxy(self.text)
        self.text.textChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        is_any = bool(self.text.toPlainText().strip())
        self.as_event.setEnabled(is_any)
        if not is_any:
            self.as_event.setChecked(False)


class FactsEdit(QWidget):
    """Facts found changed: the field, what the register says, and what was found."""

    def __init__(self, facts: Sequence[FactField]) -> None:
        super().__init__()
        self._facts = {each.key: each for each in facts}
        self._added: dict[str, str] = {}
        self.field = CodeCombo(
            tuple(CodeOption(each.key, f"{each.owner}　{word(each.label)}") for each in facts)
        )
        self.field.setAccessibleName(self.tr("哪一项变了"))
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("现在是"))
        self.text.setAccessibleName(self.tr("现在是"))
        self.field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        add = button(self.tr("再加一项"))
        add.clicked.connect(self.add)
        self.old = label("", "small", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.field, 3)
        row.addWidget(self.text, 3)
        row.addWidget(add)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.old)
        layout.addLayout(self._lines)
        self.setFocusProxy(self.field)
        self.field.code_changed.connect(self._show_old)
        self._show_old("")

    def _show_old(self, key: str) -> None:
        fact = self._facts.get(key)
        told = self.tr("档案里：{old}").format(old=fact.old or self.tr("没有填")) if fact else ""
        self.old.setText(told)
        self.old.setVisible(bool(told))

    def add(self) -> None:
        """Keep what is in the line and begin another."""
        key, text = self.field.code(), self.text.text().strip()
        if not key or not text:
            return
        self._added[key] = text
        self.field.set_code("")
        self.text.clear()
        self._show_old("")
        self._show_lines()

    def _show_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for key, text in self._added.items():
            fact = self._facts[key]
            line = QWidget()
            inside = QHBoxLayout(line)
            inside.setContentsMargins(0, 0, 0, 0)
            told = f"{fact.owner}　{word(fact.label)}：{fact.old or self.tr('没有填')} → {text}"
            inside.addWidget(label(told, wrap=True), 1)
            drop = tool_button("close", self.tr("去掉这一项"))
            drop.clicked.connect(partial(self._drop, key))
            inside.addWidget(drop)
            self._lines.addWidget(line)

    def _drop(self, key: str) -> None:
        self._added.pop(key, None)
        self._show_lines()

    def patches(self) -> tuple[NewPatch, ...]:
        """All of them, also the one still in the line."""
        kept = dict(self._added)
        key, text = self.field.code(), self.text.text().strip()
        if key and text:
            kept[key] = text
        chosen = [(self._facts[one], found) for one, found in kept.items()]
        return tuple(NewPatch(fact.table, fact.record_id, fact.field, text) for fact, text in chosen)


class VisitDialog(FieldsDialog):
    """One form for a visit; Ctrl+Enter stores it as it stands."""

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        start: EntryForm,
        people: Mapping[str, str],
        parent: QWidget,
        *,
        is_new: bool,
        may_log: bool,
    ) -> None:
        title = self.tr("走访：{name}") if is_new else self.tr("更正走访：{name}")
        super().__init__(
            title.format(name=start.title),
            self.tr("保存"),
            office,
            runner,
            parent,
            about=about_words(start, office.today()),
            columns=2,
        )
        new = self._start = start.new
        self._is_new = is_new
        self.outcome = self.add_code("outcome", self.tr("结果"), code_options(OUTCOMES), new.outcome)
        self.visited_at = self.add_text("visited_at", self.tr("时间"), new.visited_at, required=True)
        choices = [ReferenceChoice(one, name) for one, name in people.items()]
        self.add_people("visitors", self.tr("走访人"), choices, required=False)
        self.form_code = self.add_code("form", self.tr("方式"), code_options(FORMS), new.form)
        self.others = self.add_text("others", self.tr("其他走访人"), new.visitors)
        self.others.setPlaceholderText(self.tr("不在档案里的，写姓名"))
        self.late = self.add_text("late_reason", self.tr("补登原因"), new.late_reason)
        self.late.setPlaceholderText(self.tr("如 停电，先记在纸上"))
        self._show_late(bool(new.late_reason))
        self.findings: dict[str, FindingEdit] = {}
        names = (self.tr("需求"), self.tr("隐患"), self.tr("矛盾纠纷"))
        for finding, name in zip(FINDINGS, names, strict=True):
            edit = FindingEdit(new.finding(finding), may_log=may_log)
            self.form.add_field(finding, name, edit)
            self.findings[finding] = edit
        self.note_edit = self.add_long_text("note", self.tr("备注"), new.note, lines=2)
        self.facts = FactsEdit(start.facts)
        self.form.add_field(
            "facts",
            self.tr("情况有变"),
            self.facts,
            hint=self.tr("先记下，确认以后才写入档案"),
        )
        explained = [
            (each.code, each.label_en if QLocale().language() == QLocale.Language.English else each.label)
            for each in policies()
        ]
        self.add_ticks("policies", self.tr("宣传了"), explained, new.policies)
        if start.others:
            shown = [
                (one, self.tr("{name}（到期）").format(name=name) if is_due else name)
                for one, name, is_due in start.others
            ]
            self.add_ticks("also", self.tr("还见到了"), shown, new.also_ids)
        self.met = self.add_text("met", self.tr("接待的人"), new.met)
        self.met.setPlaceholderText(self.tr("是别人时写"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)
        self.yes.setToolTip(self.tr("Ctrl+回车"))
        height = self.fontMetrics().height()
        self.resize(height * _WIDTH, height * _HEIGHT)

    def _show_late(self, shown: bool) -> None:
        self.form["late_reason"].set_shown(shown)

    def new_visit(self) -> NewVisit:
        """The visit as it stands."""
        texts = self.values()

        def text(key: str) -> str:
            value = texts.get(key, "")
            return value if isinstance(value, str) else ""

        def many(key: str) -> tuple[str, ...]:
            value = texts.get(key, ())
            return value if isinstance(value, tuple) else ()

        found = {key: edit.text.toPlainText().strip() for key, edit in self.findings.items()}
        return NewVisit(
            self._start.kind,
            self._start.target_id,
            text("visited_at"),
            many("visitors"),
            text("others"),
            text("form"),
            text("outcome"),
            text("met"),
            many("also"),
            found["needs"],
            found["hazards"],
            found["disputes"],
            many("policies"),
            text("note"),
            text("late_reason"),
            self.facts.patches(),
            frozenset(key for key, edit in self.findings.items() if edit.as_event.isChecked()),
            self._start.walk_list_id,
        )

    def submit(self) -> None:
        if self.yes.isEnabled():
            self.form.clear_problems()
            self.submitted.emit(self.new_visit())

    def wait(self, waits: bool) -> None:
        """Take nothing further while the visit is being stored."""
        self.yes.setEnabled(not waits)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is wrong; the reason of a late entry is asked for when it is needed."""
        if any(each.code == _LATE for each in problems):
            self._show_late(True)
        rest = []
        for problem in problems:
            key = problem.place.field if problem.place else ""
            if "/" in key:
                key = "facts"
            if key in self.form:
                self.form[key].show_problem(messages.brief(problem))
            else:
                rest.append(messages.brief(problem))
        if rest:
            self.form["outcome"].show_problem("\n".join(rest))
        self.form.focus_first_problem()
