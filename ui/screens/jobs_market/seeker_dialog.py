"""Forms about job seekers: one registration, several of a group at once, and the end of one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from desktop.domain.code_table import code_table
from desktop.services.jobs_market.seekers import NewSeeker, Seeker, SeekerRow, WorkerRow
from desktop.words import word
from ui.dialogs.form_dialog import FormDialog
from ui.jobs import JobRunner
from ui.screens.events.finding_edit import Found
from ui.screens.events.target_picker import TargetPicker
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import label

if TYPE_CHECKING:
    pass

_PERSON = Qt.ItemDataRole.UserRole


def code_combo(table: str) -> CodeCombo:
    """A box over the values of a code table."""
    return CodeCombo(code_options(table))


def yuan_to_cents(text: str) -> int | None:
    """Whole yuan as typed, in fen; None for an empty text or none that is a number (the form refuses it)."""
    typed = text.strip().replace(",", "").removesuffix("元")
    return int(typed) * 100 if typed.isdecimal() else None


def cents_to_yuan(cents: int | None) -> str:
    """Fen as whole yuan; empty for none."""
    return "" if cents is None else str(cents // 100)


class SeekerDialog(FormDialog):
    """Who, what and where first; the register gives the rest."""

    submitted = Signal(object)  # NewSeeker
    person_chosen = Signal(str)  # id: what is known of him may be filled in

    def __init__(
        self,
        find: Callable[[str], Sequence[Found]],
        runner: JobRunner,
        today: str,
        parent: QWidget,
        *,
        existing: Seeker | None = None,
    ) -> None:
        title = self.tr("修改求职登记") if existing else self.tr("求职登记")
        super().__init__(title, self.tr("保存"), parent, columns=2, scrolls=True)
        self._today = today
        self._existing = existing
        self.picker = TargetPicker(find, runner)
        self.kind = code_combo("job_kind")
        self.job = QLineEdit()
        self.job.setPlaceholderText(self.tr("如 缝纫、开叉车"))
        self.place = code_combo("job_place")
        self.wage = QLineEdit()
        self.wage.setPlaceholderText(self.tr("每月多少元，不说可以不填"))
        self.from_on = QLineEdit()
        self.from_on.setPlaceholderText("2026-12-01")
        self.skills = QListWidget()
        self.skills.setFixedHeight(self.fontMetrics().height() * 5)
        for each in code_table("job_skill").entries:
            item = QListWidgetItem(word(each.label))
            item.setData(_PERSON, each.code)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.skills.addItem(item)
        self.certificates, self.training, self.limits = QLineEdit(), QLineEdit(), QLineEdit()
        self.training.setPlaceholderText(self.tr("想学什么"))
        self.limits.setPlaceholderText(self.tr("如 要接送孩子，只能白天"))
        self.consent = QCheckBox(self.tr("本人同意把姓名、电话推荐给单位"))
        self.note = QLineEdit()
        add = self.form.add_field
        if existing is None:
            add("person_id", self.tr("谁找工作"), self.picker, required=True, takes_enter=True)
        else:
            add("person_id", self.tr("谁找工作"), label(existing.row.worker.name))
        add("consented_on", self.tr("同意推荐"), self.consent)
        add("wanted_kind", self.tr("工种"), self.kind)
        add("wanted_job", self.tr("想做什么"), self.job)
        add("wanted_place", self.tr("地点"), self.place)
        add("wage_cents", self.tr("期望工资"), self.wage)
        add("from_on", self.tr("哪天可以上岗"), self.from_on)
        add("limits", self.tr("不便之处"), self.limits)
        add("skills", self.tr("会什么"), self.skills)
        add("training", self.tr("培训愿望"), self.training)
        add("certificates", self.tr("证书"), self.certificates)
        add("note", self.tr("备注"), self.note)
        if existing is not None:
            self._fill(existing.row)
            self.consent.setChecked(bool(existing.row.consented_on))
            self.kind.setFocus()
        else:
            self.picker.search.setFocus()
            self.picker.changed.connect(self._tell_person)
        self.resize(self.fontMetrics().height() * 46, self.fontMetrics().height() * 21)

    def show_known(self, known: NewSeeker) -> None:
        """Fill in what is known of the person, as long as he is chosen and nothing was typed yet."""
        is_blank = not (self.kind.code() or self.job.text() or self.wage.text() or self._ticked())
        if is_blank and known.person_id == self._person():
            self._fill(known)
            self.kind.setFocus()

    def _tell_person(self) -> None:
        if person := self._person():
            self.person_chosen.emit(person)

    def _fill(self, known: NewSeeker | SeekerRow) -> None:
        self.kind.set_code(known.wanted_kind)
        self.job.setText(known.wanted_job)
        self.place.set_code(known.wanted_place)
        self.wage.setText(cents_to_yuan(known.wage_cents))
        self.from_on.setText(known.from_on)
        for number in range(self.skills.count()):
            item = self.skills.item(number)
            if item.data(_PERSON) in known.skills:
                item.setCheckState(Qt.CheckState.Checked)
        self.certificates.setText(known.certificates)
        self.training.setText(known.training)
        self.limits.setText(known.limits)
        self.note.setText(known.note)

    def _ticked(self) -> tuple[str, ...]:
        items = [self.skills.item(number) for number in range(self.skills.count())]
        return tuple(each.data(_PERSON) for each in items if each.checkState() is Qt.CheckState.Checked)

    def _person(self) -> str:
        if self._existing is not None:
            return self._existing.row.worker.id
        people = [target.id for target in self.picker.targets() if target.table == "person"]
        return people[0] if len(people) == 1 else ""

    def submit(self) -> None:
        self.form.clear_problems()
        person = self._person()
        if not person:
            self.form["person_id"].show_problem(self.tr("请选一个人。"))
        wage = yuan_to_cents(self.wage.text())
        if self.wage.text().strip() and wage is None:
            self.form["wage_cents"].show_problem(self.tr("请填整数，每月多少元。"))
        if self.form.focus_first_problem():
            return
        kept = self._existing.row.consented_on if self._existing else ""
        self.submitted.emit(
            NewSeeker(
                person_id=person,
                wanted_kind=self.kind.code(),
                wanted_job=self.job.text(),
                wanted_place=self.place.code(),
                wage_cents=wage,
                from_on=self.from_on.text().strip(),
                skills=self._ticked(),
                certificates=self.certificates.text(),
                training=self.training.text(),
                limits=self.limits.text(),
                consented_on=(kept or self._today) if self.consent.isChecked() else "",
                note=self.note.text(),
            )
        )


class BatchDialog(FormDialog):
    """Several people of one villager group: Space ticks, the wish is given once for those ticked."""

    group_chosen = Signal(str)
    submitted = Signal(object)  # tuple[NewSeeker, ...]

    def __init__(self, groups: Sequence[str], today: str, parent: QWidget) -> None:
        super().__init__(self.tr("成批求职登记"), self.tr("保存"), parent, scrolls=True)
        self._today = today
        self.group = QComboBox()
        self.group.addItem(self.tr("全村"), "")
        for each in groups:
            self.group.addItem(each, each)
        self.people = QListWidget()
        self.people.setMinimumHeight(self.fontMetrics().height() * 11)
        self.kind = code_combo("job_kind")
        self.place = code_combo("job_place")
        self.from_on = QLineEdit()
        self.from_on.setPlaceholderText("2026-12-01")
        self.consent = QCheckBox(self.tr("勾选的人都当面同意推荐"))
        add = self.form.add_field
        add("group", self.tr("村民小组"), self.group)
        add(
            "people",
            self.tr("谁找工作"),
            self.people,
            required=True,
            hint=self.tr("空格键勾选。已登记的、上学参军的和不在劳动年龄的不列出"),
        )
        add("wanted_kind", self.tr("工种"), self.kind, required=True)
        add("wanted_place", self.tr("地点"), self.place)
        add("from_on", self.tr("哪天可以上岗"), self.from_on)
        add("consented_on", self.tr("同意推荐"), self.consent)
        self.group.activated.connect(lambda _: self.group_chosen.emit(str(self.group.currentData())))
        self.resize(self.fontMetrics().height() * 32, self.fontMetrics().height() * 28)
        self.people.setFocus()

    def show_people(self, people: Sequence[WorkerRow]) -> None:
        """Offer the people of a group; those ticked before and still there stay ticked."""
        ticked = set(self._ticked())
        self.people.clear()
        for each in people:
            job = code_table("job_state").label(each.job_state) if each.job_state else ""
            text = "　".join(part for part in (each.name, each.villager_group, word(job)) if part)
            item = QListWidgetItem(text)
            item.setData(_PERSON, each.id)
            item.setCheckState(Qt.CheckState.Checked if each.id in ticked else Qt.CheckState.Unchecked)
            self.people.addItem(item)
        if people:
            self.people.setCurrentRow(0)

    def _ticked(self) -> tuple[str, ...]:
        items = [self.people.item(number) for number in range(self.people.count())]
        return tuple(each.data(_PERSON) for each in items if each.checkState() is Qt.CheckState.Checked)

    def submit(self) -> None:
        self.form.clear_problems()
        people = self._ticked()
        if not people:
            self.form["people"].show_problem(self.tr("请至少勾选一个人。"))
        if not self.kind.code():
            self.form["wanted_kind"].show_problem(self.tr("请选一个工种。"))
        if self.form.focus_first_problem():
            return
        consented = self._today if self.consent.isChecked() else ""
        self.submitted.emit(
            tuple(
                NewSeeker(
                    person_id=person,
                    wanted_kind=self.kind.code(),
                    wanted_place=self.place.code(),
                    from_on=self.from_on.text().strip(),
                    consented_on=consented,
                )
                for person in people
            )
        )


class CloseDialog(FormDialog):
    """How a registration ends; where the person works now goes into the register."""

    submitted = Signal(bool, str, str)  # found work, code of job_state, work

    def __init__(self, seeker: Seeker, parent: QWidget) -> None:
        super().__init__(self.tr("结束求职登记"), self.tr("保存"), parent)
        self.outcome = QComboBox()
        self.outcome.addItem(self.tr("找到工作了"), True)
        self.outcome.addItem(self.tr("不找了"), False)
        self.job_state = code_combo("job_state")
        self.job = QLineEdit(seeker.row.wanted_job)
        add = self.form.add_field
        add("person", self.tr("谁"), label(seeker.row.worker.name))
        add("outcome", self.tr("结果"), self.outcome)
        add("job_state", self.tr("在哪里工作"), self.job_state, hint=self.tr("写进民情档案的就业去向"))
        add("job", self.tr("做什么"), self.job)
        self.outcome.activated.connect(self._arrange)
        self.outcome.setFocus()

    def _arrange(self) -> None:
        for key in ("job_state", "job"):
            self.form[key].set_shown(bool(self.outcome.currentData()))

    def submit(self) -> None:
        found = bool(self.outcome.currentData())
        self.submitted.emit(found, self.job_state.code() if found else "", self.job.text() if found else "")
