"""One person's card beside the members of the household (人口卡)."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.services.register_card import PersonCard, Stay
from desktop.words import word
from ui.screens.register.conflict_badge import ConflictBadge
from ui.screens.register.section_view import SectionView
from ui.widgets.dress import button, label, line
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.problem_line import ProblemLine


class PersonPanel(PlainScroll):
    """Shows a person; emits what the user wants to do."""

    reveal_wanted = Signal(str, str, str, str, object)  # table, id, identifier, reason, MaskedField
    edit_wanted = Signal(str)  # person id
    head_wanted = Signal(str)  # make this person the head
    death_wanted = Signal(str)
    move_out_wanted = Signal(str)
    erasure_wanted = Signal(str)  # by law, for good
    history_wanted = Signal(str, str)  # table, id
    person_wanted = Signal(str)  # a relative
    household_wanted = Signal(str)
    event_wanted = Signal(str)
    party_wanted = Signal(str)  # id of a member's record
    service_wanted = Signal(str)  # id of an agency case
    add_service_wanted = Signal(str)  # person id: open a case
    seeker_wanted = Signal(str, str)  # person id and name: what work is looked for
    add_visit_wanted = Signal(str)  # person id: a visit to put on record
    conflicts_wanted = Signal(str)  # id of the record whose conflicts are to be decided

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[SectionView] = []
        self.make_attachments: Callable[[str, str], QWidget] | None = None  # table, id
        self.may_open_cases = False  # of agency services
        self.may_register_seekers = False
        self.may_log_visits = False
        self._shown = ""
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody is chosen."""
        self._shown = ""
        self.sections = []
        empty = EmptyState("user")
        empty.show_text(self.tr("没有选中的人"))
        self.setWidget(empty)

    def show_person(
        self, card: PersonCard, household_id: str, *, may_edit: bool, may_reveal: bool, is_head: bool
    ) -> None:
        """Show a person as a member of the household in view ("" for none)."""
        scrolled = self.verticalScrollBar().value() if card.id == self._shown else 0
        self._shown = card.id
        host = QWidget()
        host.setProperty("role", "scrolled")
        layout = QVBoxLayout(host)
        layout.setContentsMargins(6, 0, 10, 0)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(card.name or self.tr("（未填姓名）"), "heading"))
        head.addStretch()
        if self.may_log_visits and household_id:
            visit = button(self.tr("记走访"), "quiet", "visit")
            visit.setToolTip(self.tr("走访了这个人，也算走访了这一户"))
            visit.clicked.connect(lambda: self.add_visit_wanted.emit(card.id))
            head.addWidget(visit)
        if may_edit:
            for widget in self._actions(card, in_household=bool(household_id), is_head=is_head):
                head.addWidget(widget)
        layout.addLayout(head)
        age = self.tr("{age} 岁").format(age=card.age) if card.age.isdigit() else card.age
        facts = [part for part in (card.sex, age, card.residence) if part]
        layout.addWidget(label(" · ".join(facts), wrap=True))
        if card.tags:
            layout.addWidget(label(" · ".join(tag.label for tag in card.tags), "strong", wrap=True))
        if card.problems:
            problem = ProblemLine()
            words = "；".join(tag.label for tag in card.problems)
            problem.show_text(self.tr("待核：{problems}").format(problems=words), "soon")
            layout.addWidget(problem)
        if card.conflicts:
            conflict = ConflictBadge()
            conflict.show_count(card.conflicts, card.id)
            conflict.wanted.connect(self.conflicts_wanted)
            layout.addWidget(conflict)
        self._add_sections(layout, card, may_reveal=may_reveal)
        self._add_links(layout, card, household_id)
        if self.make_attachments is not None:
            layout.addWidget(line())
            layout.addWidget(self.make_attachments("person", card.id))
        layout.addStretch()
        self.setWidget(host)
        self.verticalScrollBar().setValue(scrolled)

    def _actions(self, card: PersonCard, *, in_household: bool, is_head: bool) -> list[QWidget]:
        edit = button(self.tr("修改"), "quiet", "edit")
        edit.setToolTip(self.tr("修改这个人的档案（F2）"))
        edit.clicked.connect(lambda: self.edit_wanted.emit(card.id))
        more = button(self.tr("更多"), "quiet")
        menu = QMenu(more)
        menu.addAction(self.tr("变更记录"), lambda: self.history_wanted.emit("person", card.id))
        if self.may_open_cases:
            menu.addAction(self.tr("代办立件…"), lambda: self.add_service_wanted.emit(card.id))
        if self.may_register_seekers:
            menu.addAction(self.tr("求职登记…"), lambda: self.seeker_wanted.emit(card.id, card.name))
        if in_household:
            menu.addSeparator()
            if not is_head:
                menu.addAction(self.tr("设为户主…"), lambda: self.head_wanted.emit(card.id))
            menu.addAction(self.tr("迁出登记…"), lambda: self.move_out_wanted.emit(card.id))
            menu.addAction(self.tr("死亡登记…"), lambda: self.death_wanted.emit(card.id))
        menu.addSeparator()
        menu.addAction(self.tr("依法删除…"), lambda: self.erasure_wanted.emit(card.id))
        more.setMenu(menu)
        self.menu = menu
        return [edit, more]

    def _add_sections(self, layout: QVBoxLayout, card: PersonCard, *, may_reveal: bool) -> None:
        self.sections = []
        for section in card.sections:
            if not any(field.text for field in section.fields):
                continue
            layout.addWidget(line())
            made = SectionView(section, may_reveal=may_reveal)
            made.reveal_wanted.connect(self.reveal_wanted)
            self.sections.append(made)
            layout.addWidget(made)

    def _add_links(self, layout: QVBoxLayout, card: PersonCard, household_id: str) -> None:
        if card.relatives:
            layout.addWidget(line())
            layout.addWidget(label(self.tr("亲属"), "strong"))
            host = QWidget()
            flow = FlowLayout(host)
            for kin, person_id, name in card.relatives:
                pressed = button(self.tr("{word}：{name}").format(word=kin, name=name), "link")
                pressed.clicked.connect(lambda _=False, i=person_id: self.person_wanted.emit(i))
                flow.addWidget(pressed)
            layout.addWidget(host)
        stays = [stay for stay in card.stays if not (stay.lasts and stay.household_id == household_id)]
        if card.party_member_id:
            layout.addWidget(line())
            party = button(self.tr("党员卡片"), "link")
            party.clicked.connect(lambda: self.party_wanted.emit(card.party_member_id))
            layout.addWidget(party, 0, Qt.AlignmentFlag.AlignLeft)
        if stays:
            layout.addWidget(line())
            layout.addWidget(label(self.tr("所在的户"), "strong"))
            for stay in stays:
                pressed = button(self._stay(stay), "link")
                pressed.clicked.connect(lambda _=False, i=stay.household_id: self.household_wanted.emit(i))
                layout.addWidget(pressed)
        if card.services:
            layout.addWidget(line())
            layout.addWidget(label(self.tr("代办"), "strong"))
            for case in card.services:
                words = self.tr("{title}（{state}）").format(title=word(case.title), state=word(case.state))
                pressed = button(words, "link")
                pressed.clicked.connect(lambda _=False, i=case.id: self.service_wanted.emit(i))
                layout.addWidget(pressed)
        if card.events:
            layout.addWidget(line())
            layout.addWidget(label(self.tr("任务"), "strong"))
            for event in card.events:
                pressed = button(
                    self.tr("{title}（{state}）").format(title=event.title, state=event.state), "link"
                )
                pressed.clicked.connect(lambda _=False, i=event.id: self.event_wanted.emit(i))
                layout.addWidget(pressed)

    def _stay(self, stay: Stay) -> str:
        since = stay.from_date or self.tr("不详")
        until = self.tr("今") if stay.lasts else stay.to_date or self.tr("不详")
        parts = (stay.household_no or self.tr("无户编号"), stay.villager_group, stay.relation)
        words = " ".join(part for part in parts if part)
        return self.tr("{household}　{since} 至 {until}").format(household=words, since=since, until=until)
