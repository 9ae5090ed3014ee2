"""The household card (户卡): members, the chosen one beside them, dwelling, land, tasks."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.services.register_card import CardSection, HouseholdCard, Member, PersonCard
from ui.screens.register.conflict_badge import ConflictBadge
from ui.screens.register.person_panel import PersonPanel
from ui.screens.register.section_view import SectionView
from ui.widgets.dress import button, label, line, tool_button
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.problem_line import ProblemLine
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from ui.screens.attachments.area import AttachmentArea


class CardPage(QWidget):
    """Shows one household with one of its members; emits what the user wants to do."""

    back_wanted = Signal()
    step_wanted = Signal(int)  # 1 for the next record of the list, -1 for the one before
    member_chosen = Signal(str)  # person id
    edit_wanted = Signal(str, str)  # table, id
    add_person_wanted = Signal(str)  # household id
    add_part_wanted = Signal(str, str)  # table, household or contract id
    head_change_wanted = Signal(object)  # HouseholdCard
    split_wanted = Signal(object)  # HouseholdCard
    merge_wanted = Signal(object)  # HouseholdCard
    form_wanted = Signal(str)  # household id: the form for a visit, on paper
    past_wanted = Signal(str)  # household id: the card as of a past day
    print_wanted = Signal(str)  # household id
    agenda_wanted = Signal(str)  # household id
    history_wanted = Signal(str, str)  # table, id
    event_wanted = Signal(str)
    party_wanted = Signal(str)  # id of a member's record in the party
    service_wanted = Signal(str)  # id of an agency case
    add_service_wanted = Signal(str)  # person id: open a case
    seeker_wanted = Signal(str, str)  # person id and name: what work is looked for
    add_visit_wanted = Signal(str)  # person id: a visit to put on record
    add_event_wanted = Signal()
    certificate_wanted = Signal(str)  # person id: a certificate about this member
    conflicts_wanted = Signal(str)  # id of the record whose conflicts are to be decided
    reveal_wanted = Signal(str, str, str, str, object)  # table, id, identifier, reason, MaskedField

    def __init__(self) -> None:
        super().__init__()
        self.card: HouseholdCard | None = None
        self.make_attachments: Callable[[str, str], AttachmentArea] | None = None  # table, id
        self.household_tabs: list[tuple[str, Callable[[str], QWidget]]] = []  # title, of a household's id
        self.person: PersonCard | None = None
        self._may_edit = self._may_reveal = self._may_print = self._may_certify = False
        self.back = button(self.tr("名单"), "quiet", "chevron_left")
        self.back.setToolTip(self.tr("回到名单（Esc）"))
        self.before = tool_button("chevron_left", self.tr("上一个（Alt+↑）"))
        self.after = tool_button("chevron_right", self.tr("下一个（Alt+↓）"))
        self.title = label("", "title")
        self.facts = label("", "muted", wrap=True)
        self.problem = ProblemLine()
        self.conflict = ConflictBadge()
        self.add_person = button(self.tr("新增成员"), "primary", "plus")
        self.edit = button(self.tr("修改户"), "", "edit")
        self.print_card = button(self.tr("打印户卡"), "", "print")
        self.agenda = button(self.tr("走访议程"), "", "tasks")
        self.agenda.setToolTip(self.tr("这一户到期和没办完的事，可打印带去走访（Ctrl+G）"))
        self.more = button(self.tr("更多"))
        self._menu = QMenu(self)
        self.more.setMenu(self._menu)
        self._model: RowsModel[Member] = RowsModel(self._columns(), lambda member: member.id, self)
        self.members = VirtualTable("register.members")
        self.members.setAccessibleName(self.tr("户内成员"))
        self.members.show_model(self._model)
        self.panel = PersonPanel()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._arrange()
        self._connect()

    def _columns(self) -> list[RowColumn[Member]]:
        return [
            RowColumn(
                TableColumn("name", self.tr("姓名"), 5.5),
                lambda m: Cell(m.name, icon="home", hint=self.tr("户主")) if m.is_head else m.name,
            ),
            RowColumn(TableColumn("relation", self.tr("关系"), 4.5), lambda m: m.relation),
            RowColumn(TableColumn("sex", self.tr("性别"), 2.5), lambda m: m.sex),
            RowColumn(TableColumn("age", self.tr("年龄"), 2.5, RIGHT), lambda m: m.age),
            RowColumn(TableColumn("citizen_id", self.tr("身份证号"), 10.5), lambda m: m.masked_id),
            RowColumn(TableColumn("residence", self.tr("居住状态"), 8), lambda m: m.residence),
            RowColumn(
                TableColumn("tags", self.tr("标签"), 10), lambda m: "、".join(tag.label for tag in m.tags)
            ),
            RowColumn(TableColumn("mobile", self.tr("手机"), 7), lambda m: m.mobile),
            RowColumn(TableColumn("political", self.tr("政治面貌"), 6), lambda m: m.political_status),
            RowColumn(TableColumn("medical", self.tr("医保"), 7, shown=False), lambda m: m.medical),
            RowColumn(TableColumn("pension", self.tr("养老"), 7, shown=False), lambda m: m.pension),
            RowColumn(TableColumn("birth", self.tr("出生日期"), 6.5, shown=False), lambda m: m.birth_date),
            RowColumn(TableColumn("from", self.tr("入户日期"), 6.5, shown=False), lambda m: m.from_date),
        ]

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.back, self.before, self.after):
            head.addWidget(widget)
        head.addSpacing(6)
        head.addWidget(self.title)
        head.addStretch()
        for widget in (self.more, self.agenda, self.print_card, self.edit, self.add_person):
            head.addWidget(widget)
        self._left = left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.members)
        left.addWidget(self.tabs)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 4)
        left.setChildrenCollapsible(False)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        one = self.fontMetrics().horizontalAdvance("国")
        self.panel.setMinimumWidth(one * 22)
        left.setMinimumWidth(one * 26)
        split.setSizes([one * 52, one * 30])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.facts)
        layout.addWidget(self.problem)
        layout.addWidget(self.conflict, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.before.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.after.clicked.connect(lambda: self.step_wanted.emit(1))
        self.members.current_changed.connect(self.member_chosen)
        self.members.row_activated.connect(self._on_edit_person)
        self.add_person.clicked.connect(self._on_add_person)
        self.edit.clicked.connect(self._on_edit_household)
        self.print_card.clicked.connect(self._on_print)
        self.agenda.clicked.connect(self._on_agenda)
        self.panel.reveal_wanted.connect(self.reveal_wanted)
        self.panel.history_wanted.connect(self.history_wanted)
        self.panel.event_wanted.connect(self.event_wanted)
        self.panel.party_wanted.connect(self.party_wanted)
        self.panel.service_wanted.connect(self.service_wanted)
        self.panel.add_service_wanted.connect(self.add_service_wanted)
        self.panel.seeker_wanted.connect(self.seeker_wanted)
        self.panel.add_visit_wanted.connect(self.add_visit_wanted)
        self.panel.conflicts_wanted.connect(self.conflicts_wanted)
        self.conflict.wanted.connect(self.conflicts_wanted)
        self.panel.edit_wanted.connect(self._on_edit_person)
        keys = {
            "Esc": self.back_wanted.emit,
            "F2": self._on_edit_current,
            "Ctrl+N": self._on_add_person,
            "Ctrl+P": self._on_print,
            "Ctrl+G": self._on_agenda,
            "Alt+Up": lambda: self.step_wanted.emit(-1),
            "Alt+Down": lambda: self.step_wanted.emit(1),
        }
        for key, slot in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_rights(self, *, may_edit: bool, may_reveal: bool, may_print: bool, may_certify: bool) -> None:
        """What the user at work may do; the rest is hidden."""
        self._may_certify = may_certify
        self._may_edit, self._may_reveal, self._may_print = may_edit, may_reveal, may_print
        self.print_card.setVisible(may_print)

    def show_household(self, card: HouseholdCard | None, person_id: str = "") -> None:
        """Show a household with one member chosen, the head when none is named.

        None stands for a person without a household: only their card is shown.
        """
        self.card = card
        self.members.setVisible(card is not None)
        self.tabs.setVisible(card is not None)
        editable = self._may_edit and card is not None
        for widget in (self.add_person, self.edit, self.more):
            widget.setVisible(editable)
        self.print_card.setVisible(self._may_print and card is not None)
        self.agenda.setVisible(card is not None)
        if card is None:
            self._model.set_rows([])
            self.title.setText(self.tr("不在任何户内的人"))
            self.facts.setText("")
            self.problem.show_text("")
            self.conflict.show_count(0, "")
            return
        self.title.setText(self.tr("{name} 户").format(name=card.head_name or self.tr("（无户主）")))
        facts = (
            card.household_no or self.tr("无户编号"),
            card.villager_group,
            card.address,
            self.tr("{n} 人，常住 {m} 人").format(n=card.member_count, m=card.resident_count),
            card.kind,
            card.state,
        )
        self.facts.setText(" · ".join(part for part in facts if part))
        words = "；".join(tag.label for tag in card.problems)
        self.problem.show_text(self.tr("待核：{problems}").format(problems=words) if words else "", "soon")
        self.conflict.show_count(card.conflicts, card.id)
        self._model.set_rows(card.members)
        self._fit_members(len(card.members))
        self._fill_menu(card)
        self._fill_tabs(card)
        wanted = person_id or next((m.id for m in card.members if m.is_head), "")
        if not self.members.select_id(wanted) and card.members:
            self.members.select_id(card.members[0].id)
        if not card.members:
            self.panel.show_nothing()

    def show_person(self, person: PersonCard) -> None:
        """Show one person beside the members."""
        self.person = person
        members = self.card.members if self.card is not None else ()
        is_head = any(member.is_head and member.id == person.id for member in members)
        is_member = any(member.id == person.id for member in members)
        household_id = self.card.id if self.card is not None and is_member else ""
        self.panel.show_person(
            person, household_id, may_edit=self._may_edit, may_reveal=self._may_reveal, is_head=is_head
        )

    def focus_members(self) -> None:
        """Give the keyboard to the members."""
        if self.card is not None:
            self.members.focus_first_row()
        else:
            self.panel.setFocus()

    def _fit_members(self, count: int) -> None:
        """As high as the members need, up to half of the room."""
        row = self.members.verticalHeader().defaultSectionSize()
        heading = self.members.horizontalHeader().sizeHint().height()
        wanted = heading + row * max(2, count) + 3 * row // 2  # a line and a half for the scroll bar
        room = max(self._left.height(), 2 * wanted)
        self._left.setSizes([wanted, room - wanted])

    def _fill_menu(self, card: HouseholdCard) -> None:
        menu = self._menu
        menu.clear()
        for table, words in (
            ("dwelling", self.tr("添加住房")),
            ("homestead", self.tr("添加宅基地")),
            ("land_contract", self.tr("添加承包合同")),
        ):
            menu.addAction(words, lambda t=table: self.add_part_wanted.emit(t, card.id))  # type: ignore[misc]
        if card.is_open_hukou:
            menu.addSeparator()
            menu.addAction(self.tr("户主变更…"), lambda: self.head_change_wanted.emit(card))
            menu.addAction(self.tr("分户…"), lambda: self.split_wanted.emit(card))
            menu.addAction(self.tr("并户…"), lambda: self.merge_wanted.emit(card))
        menu.addSeparator()
        menu.addAction(self.tr("登记任务…"), self.add_event_wanted.emit)
        if self._may_print:
            menu.addAction(self.tr("打印入户登记表…"), lambda: self.form_wanted.emit(card.id))
        if self._may_certify:
            menu.addAction(self.tr("给选中的人开具证明…"), self._on_certify)
        menu.addAction(self.tr("户的变更记录"), lambda: self.history_wanted.emit("household", card.id))
        menu.addAction(self.tr("查看某日的情况…"), lambda: self.past_wanted.emit(card.id))

    def _fill_tabs(self, card: HouseholdCard) -> None:
        kept = self.tabs.currentIndex()
        while self.tabs.count():
            page = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if page is not None:
                page.deleteLater()
        self._add_tab(self.tr("户情况"), [card.section], "")
        buildings = (*card.dwellings, *card.homesteads)
        self._add_tab(self._counted(self.tr("住房"), len(buildings)), buildings, "dwelling")
        contracts = sum(section.table == "land_contract" for section in card.land)
        self._add_tab(self._counted(self.tr("土地"), contracts), card.land, "land_contract")
        self._add_events(card)
        for title, make in self.household_tabs:
            layout = self._page(title)
            layout.addWidget(make(card.id))
            layout.addStretch()
        self._add_attachments(card)
        if card.former_members:
            self._add_former(card)
        self.tabs.setCurrentIndex(max(0, min(kept, self.tabs.count() - 1)))

    def _counted(self, words: str, count: int) -> str:
        return f"{words} {count}" if count else words

    def _page(self, title: str) -> QVBoxLayout:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        scroll = PlainScroll()
        host.setProperty("role", "scrolled")
        scroll.setWidget(host)
        self.tabs.addTab(scroll, title)
        return layout

    def _add_tab(self, title: str, sections: Sequence[CardSection], table: str) -> None:
        layout = self._page(title)
        for number, section in enumerate(sections):
            if number:
                layout.addWidget(line())
            made = SectionView(
                section, columns=2, may_reveal=self._may_reveal, may_edit=self._may_edit and bool(table)
            )
            made.reveal_wanted.connect(self.reveal_wanted)
            made.edit_wanted.connect(self.edit_wanted)
            made.history_wanted.connect(self.history_wanted)
            layout.addWidget(made)
            if section.table == "land_contract" and self._may_edit:
                add = button(self.tr("添加地块"), "link")
                add.clicked.connect(
                    lambda _=False, i=section.record_id: self.add_part_wanted.emit("land_parcel", i)
                )
                layout.addWidget(add)
        if not sections:
            layout.addWidget(label(self.tr("还没有登记。"), "muted"))
        if table and self._may_edit and self.card is not None:
            self._add_part_buttons(layout, table, self.card.id)
        layout.addStretch()

    def _add_part_buttons(self, layout: QVBoxLayout, table: str, household_id: str) -> None:
        offered = {
            "dwelling": (("dwelling", self.tr("添加住房")), ("homestead", self.tr("添加宅基地"))),
            "land_contract": (("land_contract", self.tr("添加承包合同")),),
        }[table]
        row = QHBoxLayout()
        for name, words in offered:
            add = button(words, "", "plus")
            add.clicked.connect(lambda _=False, t=name: self.add_part_wanted.emit(t, household_id))
            row.addWidget(add)
        row.addStretch()
        layout.addLayout(row)

    def _add_events(self, card: HouseholdCard) -> None:
        still_open = sum(event.is_open for event in card.events)
        layout = self._page(self._counted(self.tr("任务"), still_open))
        for event in card.events:
            words = self.tr("{title}（{state}）").format(title=event.title, state=event.state)
            due = self.tr("{words}　期限 {day}").format(words=words, day=event.due_on)
            pressed = button(due if event.due_on and event.is_open else words, "link")
            pressed.clicked.connect(lambda _=False, i=event.id: self.event_wanted.emit(i))
            layout.addWidget(pressed)
        if not card.events:
            layout.addWidget(label(self.tr("没有和这一户有关的任务。"), "muted"))
        layout.addStretch()

    def _add_attachments(self, card: HouseholdCard) -> None:
        if self.make_attachments is None:
            return
        words = self.tr("附件")
        layout = self._page(words)
        place = self.tabs.count() - 1
        area = self.make_attachments("household", card.id)
        area.title.hide()
        area.counted.connect(lambda count: self.tabs.setTabText(place, self._counted(words, count)))
        layout.addWidget(area)
        layout.addStretch()

    def _add_former(self, card: HouseholdCard) -> None:
        layout = self._page(self._counted(self.tr("曾在本户"), len(card.former_members)))
        for member in card.former_members:
            parts = (member.name, member.relation, member.reason_out, member.to_date)
            pressed = button("　".join(part for part in parts if part), "link")
            pressed.clicked.connect(lambda _=False, i=member.id: self.member_chosen.emit(i))
            layout.addWidget(pressed)
        layout.addStretch()

    def _on_edit_current(self) -> None:
        if self.person is not None:
            self._on_edit_person(self.person.id)

    def _on_edit_person(self, person_id: str) -> None:
        if self._may_edit and person_id:
            self.edit_wanted.emit("person", person_id)

    def _on_edit_household(self) -> None:
        if self._may_edit and self.card is not None:
            self.edit_wanted.emit("household", self.card.id)

    def _on_add_person(self) -> None:
        if self._may_edit and self.card is not None:
            self.add_person_wanted.emit(self.card.id)

    def _on_certify(self) -> None:
        if self.person is not None:
            self.certificate_wanted.emit(self.person.id)

    def _on_agenda(self) -> None:
        if self.card is not None:
            self.agenda_wanted.emit(self.card.id)

    def _on_print(self) -> None:
        if self._may_print and self.card is not None:
            self.print_wanted.emit(self.card.id)
