"""Opens a case: who, what; what has to be brought and until when is told at once (一次性告知)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.service_catalogue import ServiceItem, Since
from desktop.services.agency import case_opening
from desktop.services.agency.case_opening import FROM_EVENT, IN_PERSON, ONLINE, NewCase, Outlook
from desktop.words import word
from ui.screens.agency.term_words import apply_words, term_words
from ui.screens.pages.fields_dialog import FieldsDialog, typed_person
from ui.widgets.code_combo import CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, card, label, set_tone
from ui.widgets.reference_edit import ReferenceChoice

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner

_LOOK_MS = 150


def _tr(text: str) -> str:
    return QCoreApplication.translate("CaseDialog", text)


def paper_words(title: str, form: str, condition: str, *, required: bool) -> str:
    """A paper as one line: how it is brought, and when it is needed."""
    told = word(code_table("service_paper_form").label(form))
    when = condition or ("" if required else _tr("需要时"))
    return f"{title} {told}" + (f"，{when}" if when else "")


class CaseDialog(FieldsDialog):
    """Few fields; below them stands what the person is told, as soon as the service is chosen."""

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        new: NewCase,
        items: Sequence[ServiceItem],
        agents: Sequence[tuple[str, str]],
        print_sheet: Callable[[NewCase], None],
        parent: QWidget,
    ) -> None:
        super().__init__(_tr("代办立件"), _tr("立件"), office, runner, parent)
        self._new = new
        self._suggested = new.agent_id
        self._items = {item.code: item for item in items}
        self.item = self.add_code(
            "item", _tr("办什么"), [CodeOption(item.code, word(item.label)) for item in items], new.item
        )
        chosen = ReferenceChoice(new.person_id, new.applicant) if new.person_id else None
        self.person = self.add_person("applicant", _tr("申请人"), chosen, required=True)
        self.person.setPlaceholderText(_tr("姓名、拼音，回车选中；不在档案里的直接写姓名"))
        if chosen is None and new.applicant:
            self.person.setText(new.applicant)
        self.add_text("for_name", _tr("为谁办"), new.for_name).setPlaceholderText(_tr("给本人办的不填"))
        elsewhere = {ONLINE, FROM_EVENT} - {new.asked_way}
        ways = code_options("service_asked_way", leave_out=elsewhere)
        self.way = self.add_code("asked_way", _tr("怎么提出"), ways, new.asked_way)
        self.happened = self.add_day("happened_on", _tr("发生日期"), new.happened_on, required=False)
        self.phone = self.add_text("phone", _tr("电话"), new.phone)
        self.phone.setPlaceholderText(_tr("空着用档案里的电话"))
        self.agent = self.add_code(
            "agent_id",
            _tr("代办员"),
            [CodeOption(key, name) for key, name in agents],
            new.agent_id,
            required=False,
        )
        self.add_text("note", _tr("备注"), new.note)
        self.told = card()
        inside = QHBoxLayout(self.told)
        inside.setContentsMargins(12, 8, 8, 8)
        self._told = QVBoxLayout()
        self._told.setSpacing(3)
        inside.addLayout(self._told, 1)
        self.sheet = button(_tr("告知单…"), "quiet", "print")
        self.sheet.clicked.connect(lambda: print_sheet(self.read_case()))
        inside.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignTop)
        self.told.hide()
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(2, self.told)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_LOOK_MS)
        self._wait.timeout.connect(self._ask)
        for signal in (self.item.code_changed, self.person.choice_changed, self.happened.textChanged):
            signal.connect(lambda *_: self._on_changed())
        self._on_changed()
        self.resize(self.fontMetrics().height() * 34, self.sizeHint().height())
        (self.person if new.item and not new.applicant else self.item).setFocus()

    def read_case(self) -> NewCase:
        """The case as the fields have it now."""
        values = self.values()
        person_id, name = typed_person(self.person)
        # a person chosen anew brings a household of his own
        home = self._new.household_id if person_id == self._new.person_id or self._new.life_event_id else ""
        way = str(values["asked_way"])
        return replace(
            self._new,
            item=str(values["item"]),
            applicant=name,
            person_id=person_id,
            household_id=home,
            for_name=str(values["for_name"]),
            asked_way=way,
            happened_on=str(values["happened_on"]) if self._asks_day() else "",
            phone=str(values["phone"]),
            agent_id=str(values["agent_id"]),
            note=str(values["note"]),
            counts_trip=way in IN_PERSON,
        )

    def _asks_day(self) -> bool:
        item = self._items.get(self.item.code())
        return (
            item is not None and item.apply_within is not None and item.apply_within.since is not Since.AGE16
        )

    def _on_changed(self) -> None:
        field = self.form["happened_on"]
        field.set_shown(self._asks_day())
        item = self._items.get(self.item.code())
        if item is not None and item.apply_within is not None:
            titles = {
                Since.BIRTH: _tr("出生日期"),
                Since.DEATH: _tr("死亡日期"),
                Since.ARRIVAL: _tr("迁移日期"),
            }
            field.set_title(titles.get(item.apply_within.since, _tr("发生日期")))
        self._wait.start()

    def _ask(self) -> None:
        new, office = self.read_case(), self._office
        if new.agent_id == self._suggested:
            new = replace(new, agent_id="")
        self._runner.read(
            lambda job: case_opening.look(office, new), self.show_outlook, lambda _error: None, owner=self
        )

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Show what the person is told."""
        while (taken := self._told.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.told.setVisible(outlook is not None)
        if outlook is None:
            return
        item = outlook.item
        mode = word(code_table("service_mode").label(item.mode))
        self._told.addWidget(label(f"{mode} · {item.where}", "strong", wrap=True))
        papers = "；".join(
            paper_words(need.title, need.form, need.condition, required=need.required)
            for need in outlook.papers
        )
        self._told.addWidget(label(_tr("带：{papers}").format(papers=papers or _tr("不用带材料")), wrap=True))
        term = term_words(item)
        if term:
            day = f"（{outlook.term.isoformat()}）" if outlook.term else ""
            self._told.addWidget(label(_tr("多久：{term}").format(term=f"{term}{day}"), "muted", wrap=True))
        if apply := outlook.apply_by.isoformat() if outlook.apply_by else apply_words(item):
            told = _tr("最晚申报：{day}").format(day=apply)
            self._told.addWidget(label(told, "muted", wrap=True))
        for problem in outlook.warnings:
            shown = label(messages.brief(problem), "small", wrap=True)
            set_tone(shown, "soon")
            self._told.addWidget(shown)
        if self.agent.code() == self._suggested:  # nobody was chosen by hand
            self._suggested = outlook.agent_id
            self.agent.set_code(outlook.agent_id)
