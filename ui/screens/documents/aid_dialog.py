"""Aid of every kind: who receives it; look, enter, put right, stop (救助)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.aid_kind import HARDSHIP_CLASSES, AidKind, find_aid_kind, list_aid_kinds
from desktop.domain.code_table import code_table
from desktop.domain.job import JobHandle
from desktop.domain.money import read_money, show_money
from desktop.domain.problem import Problem
from desktop.services import finance
from desktop.services.events import Target
from desktop.services.finance import GrantHousehold, GrantRow, NewGrant
from desktop.words import word
from ui.screens.documents.entry_dialog import EntryDialog
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.events.finding_edit import Found
from ui.screens.events.target_picker import TargetPicker
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, label
from ui.widgets.form import Form
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_HITS = 8


class AidDialog(EntryDialog):
    """A kind of aid on top, its grants in force, the next one to enter or one to put right below."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", parent: QWidget) -> None:
        super().__init__(office, runner, shell, parent)
        self.setWindowTitle(self.tr("救助"))
        self.aid = QComboBox()
        self.aid.setAccessibleName(self.tr("救助种类"))
        for each in list_aid_kinds():
            self.aid.addItem(word(each.label), each.code)
        self._edited: GrantRow | None = None
        self._is_personal = False  # of the kind on top; read by searches in their own lane
        self.ended = QCheckBox(self.tr("也显示已停发的"))
        self._sum = label("", "muted", wrap=True)
        self._model: RowsModel[GrantRow] = RowsModel(self._columns(), lambda row: row.id, self)
        self.table = VirtualTable("documents.aid")
        self.table.setAccessibleName(self.tr("救助对象"))
        self.table.show_model(self._model)
        self.picker = TargetPicker(self._find, runner)
        self.picker.setFocusProxy(self.picker.search)
        self.people, self.amount, self.from_month = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = CodeCombo(self._kind_options())
        self.hardship = CodeCombo(())
        self.form = Form(columns=2)
        add = self.form.add_field
        add("household", self.tr("户"), self.picker, required=True, takes_enter=True)
        add("people_count", self.tr("保障人口"), self.people, required=True)
        add("monthly_cents", self.tr("月保障金额（元）"), self.amount, required=True)
        add("from_month", self.tr("从哪个月起"), self.from_month, required=True)
        add("kind", self.tr("变动"), self.kind, required=True)
        add("hardship_class", self.tr("困难类别"), self.hardship, required=True)
        self.from_month.setPlaceholderText(self.tr("如 2026-07"))
        self.forms = (self.form,)
        self.stop = button(self.tr("停发…"), "danger")
        self.lay_out(
            (self.aid, self._sum, self.ended),
            (self.table, self.form),
            self.tr("按 Enter 修改选中的一条。待遇变了请新登记一条“调整”，原来的会自动结束。"),
            (self.stop,),
        )
        self._may_edit = office.may(Right.EDIT_AID)
        for widget in (self.form, self.add):
            widget.setVisible(self._may_edit)
        self._show_kind()
        self.aid.currentIndexChanged.connect(self._on_aid)
        self.ended.toggled.connect(self._load)
        self.picker.changed.connect(self._on_picked)
        self.picker.failed.connect(shell.show_error)
        self.add.clicked.connect(self._save)
        self.form.finished.connect(self._save)
        self.table.row_activated.connect(self._on_activated)
        self.back.clicked.connect(lambda: self._edit(None))
        self.stop.clicked.connect(self._ask_stop)
        self._load()

    @property
    def _aid(self) -> AidKind:
        """The kind chosen on top."""
        kind = find_aid_kind(str(self.aid.currentData()))
        assert kind is not None  # the box offers no others
        return kind

    def _on_aid(self) -> None:
        self._show_kind()
        self._load()

    def _show_kind(self) -> None:
        """Ask for what this kind has: household or person, a month or a time, a class of hardship."""
        aid, form = self._aid, self.form
        self._is_personal = aid.is_personal
        labels = code_table(HARDSHIP_CLASSES).label
        for key, title in (
            ("household", self.tr("人") if aid.is_personal else self.tr("户")),
            ("monthly_cents", self.tr("金额（元）") if aid.is_once else self.tr("月保障金额（元）")),
            ("from_month", self.tr("发放月份") if aid.is_once else self.tr("从哪个月起")),
        ):
            form[key].set_title(title)
        form["people_count"].set_shown(not aid.is_personal)
        form["kind"].set_shown(not aid.is_once)
        form["hardship_class"].set_shown(bool(aid.classes))
        self.hardship.set_options([CodeOption(code, word(labels(code))) for code in aid.classes])
        self.ended.setText(self.tr("也显示以前发放的") if aid.is_once else self.tr("也显示已停发的"))
        self._edit(None)

    def _kind_options(self) -> tuple[CodeOption, ...]:
        return (
            CodeOption("new", self.tr("新增")),
            CodeOption("continued", self.tr("续保")),
            CodeOption("changed", self.tr("调整")),
        )

    def _stopped(self) -> CodeOption:
        return CodeOption("stopped", self.tr("停发"))

    def _columns(self) -> tuple[RowColumn[GrantRow], ...]:
        kinds = {option.code: option.label for option in (*self._kind_options(), self._stopped())}
        return (
            RowColumn(TableColumn("head", self.tr("姓名"), 5), lambda row: row.head),
            RowColumn(TableColumn("group", self.tr("组"), 4), lambda row: row.group),
            RowColumn(
                TableColumn("people", self.tr("保障人口"), 5, RIGHT), lambda row: str(row.people_count)
            ),
            RowColumn(
                TableColumn("amount", self.tr("金额（元）"), 8, RIGHT, sort_key="amount"),
                lambda row: show_money(row.monthly_cents),
                lambda row: row.monthly_cents,
            ),
            RowColumn(
                TableColumn("from", self.tr("从哪个月起"), 6, sort_key="from"), lambda row: row.from_month
            ),
            RowColumn(TableColumn("to", self.tr("发到"), 5), lambda row: row.to_month or ""),
            RowColumn(TableColumn("kind", self.tr("变动"), 4), lambda row: self._change_of(row, kinds)),
        )

    @staticmethod
    def _change_of(row: GrantRow, kinds: Mapping[str, str]) -> str:
        """How a monthly grant stands, the class of what was paid once."""
        kind = find_aid_kind(row.aid_kind)
        if kind is not None and kind.is_once:
            return word(code_table(HARDSHIP_CLASSES).label(row.hardship_class)) if row.hardship_class else ""
        return kinds[row.change_kind]

    def _load(self) -> None:
        office, ended, aid = self._office, self.ended.isChecked(), self._aid
        today = office.today()
        # what is paid once is over when its month is; a year of it is looked at together
        since = today.replace(month=1, day=1) if aid.is_once else today

        def work(_job: JobHandle) -> tuple[GrantRow, ...]:
            return finance.list_grants(office, date.min if ended else since, date.max, aid.code)

        def show(rows: tuple[GrantRow, ...]) -> None:
            if (self.ended.isChecked(), self._aid) == (ended, aid):
                self._show(rows, today.isoformat()[:7])

        self._runner.read(work, show, self._shell.show_error, owner=self)

    def _show(self, rows: Sequence[GrantRow], month: str) -> None:
        self._model.set_rows(rows)
        if self._aid.is_once:
            self._sum.setText(
                self.tr("共 {count} 笔，金额 {amount} 元").format(
                    count=len(rows), amount=show_money(sum(row.monthly_cents for row in rows))
                )
            )
            return
        paid = [row for row in rows if row.from_month <= month and (row.to_month or month) >= month]
        self._sum.setText(
            self.tr("本月在保 {count} 户 {people} 人，保障金 {amount} 元").format(
                count=len(paid),
                people=sum(row.people_count for row in paid),
                amount=show_money(sum(row.monthly_cents for row in paid)),
            )
        )

    # Whose grant

    def _find(self, text: str) -> Sequence[Found]:
        """Households by any of their people, each once; or the people themselves. Runs in a read lane."""
        from desktop.services.search import find_people

        if self._is_personal:
            return tuple(
                Found(
                    Target("person", hit.id),
                    hit.name,
                    f"{hit.villager_group}　{hit.household_no}　{hit.relation}",
                )
                for hit in find_people(self._office, text, _HITS)
                if hit.household_id and not hit.is_gone
            )
        found: dict[str, Found] = {}
        for hit in find_people(self._office, text, _HITS):
            if not hit.household_id or hit.household_id in found:
                continue
            household = finance.find_grant_household(self._office, hit.household_id)
            if household is None:
                continue
            found[household.id] = Found(
                Target("household", household.id),
                self._name(household.head),
                f"{hit.villager_group}　{hit.household_no}",
            )
        return tuple(found.values())

    def _name(self, head: str) -> str:
        return self.tr("{name}户").format(name=head)

    def _called(self, row: GrantRow) -> str:
        return row.head if self._is_personal else self._name(row.head)

    def _entering(self) -> str:
        return self.tr("登记这个人") if self._is_personal else self.tr("登记这一户")

    def _on_picked(self) -> None:
        """Keep the household that was taken last, and offer its number of people."""
        targets = self.picker.targets()
        if not targets:
            return
        if self._aid.is_personal:
            self.picker.set_targets([each for each in self.picker.chosen() if each[0] == targets[-1]])
            self.amount.setFocus()
            return
        office, household_id = self._office, targets[-1].id

        def work(_job: JobHandle) -> GrantHousehold | None:
            return finance.find_grant_household(office, household_id)

        def show(found: GrantHousehold | None) -> None:
            if found is not None and household_id in {each.id for each in self.picker.targets()}:
                self.picker.set_targets([(Target("household", found.id), self._name(found.head))])
                if not self.people.text():
                    self.people.setText(str(found.people_count))

        self.people.setFocus()
        self._runner.read(work, show, self._shell.show_error, owner=self)

    # Writing

    def _save(self) -> None:
        self.clear_problems()
        amount = read_money(self.amount.text())
        if amount.value is None:
            problem = amount.problems[0] if amount.problems else Problem("FIN-007")
            self.form["monthly_cents"].show_problem(messages.reason(problem))
            self.form.focus_first_problem()
            return
        cents, people = amount.value, self.people.text().strip()
        count = int(people) if people.isdecimal() else 0
        targets = self.picker.targets()
        target_id, aid = targets[-1].id if targets else "", self._aid
        hardship = self.hardship.code() if aid.classes else ""
        if aid.is_personal:
            count = 1
        month, kind = self.read_month(self.from_month.text()), self.kind.code() or "continued"
        office, edited = self._office, self._edited

        def work() -> None:
            household_id = target_id
            if aid.is_personal:
                head = target_id
                household_id = finance.find_household_of(office, head) if head else ""
            elif edited is not None and edited.household_id == household_id:
                head = edited.head_person_id  # who applied, even when another heads the household now
            else:
                household = finance.find_grant_household(office, household_id)
                head = household.head_person_id if household else ""
            resumed = edited is not None and edited.change_kind == "stopped" and kind != "stopped"
            to_month = (edited.to_month or "") if edited is not None and not resumed else ""
            grant = NewGrant(household_id, head, count, cents, month, aid.code, kind, to_month, hardship)
            if edited is None:
                finance.add_grants(office, (grant,))
            else:
                finance.edit_grant(office, edited.id, grant)

        self.store(work, self._on_saved)

    def _on_activated(self, grant_id: str) -> None:
        row = next((row for row in self._model.rows if row.id == grant_id), None)
        if self._may_edit and row is not None:
            self._edit(row)

    def _edit(self, row: GrantRow | None) -> None:
        """Put a grant into the form to be mended; None for a new one."""
        self._edited = row
        self.clear_problems()
        self.add.setText(self._entering() if row is None else self.tr("保存修改"))
        self.back.setVisible(row is not None)
        self.stop.setVisible(row is not None and row.to_month is None and not self._aid.is_once)
        is_stopped = row is not None and row.change_kind == "stopped"
        self.kind.set_options((*self._kind_options(), *((self._stopped(),) if is_stopped else ())))
        if row is None:
            self.picker.set_targets(())
            for edit in (self.people, self.amount):
                edit.clear()
            self.kind.set_code("new")
            self.hardship.set_code("")
            self.picker.setFocus()
            return
        target = Target("household", row.household_id)
        if self._is_personal:
            target = Target("person", row.head_person_id)
        self.picker.set_targets([(target, self._called(row))])
        self.people.setText(str(row.people_count))
        self.amount.setText(show_money(row.monthly_cents))
        self.from_month.setText(row.from_month)
        self.kind.set_code(row.change_kind)
        self.hardship.set_code(row.hardship_class)
        (self.amount if self._is_personal else self.people).setFocus()

    def _ask_stop(self) -> None:
        row = self._edited
        if row is None:
            return
        dialog = TextDialog(
            self.tr("停发"),
            self.tr("“{name}”从哪个月起不再发放？如 2026-08。").format(name=self._called(row)),
            self.tr("停发"),
            self,
            danger=True,
        )
        grant_id = row.id
        dialog.submitted.connect(lambda text: self._stop(grant_id, text))
        dialog.open()

    def _stop(self, grant_id: str, text: str) -> None:
        month = self.read_month(text)
        self.store(lambda: finance.stop_grant(self._office, grant_id, month), self._on_saved)

    def _on_saved(self) -> None:
        self._edit(None)
        self._shell.records_changed()
        self._load()
