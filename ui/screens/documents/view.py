"""Notices of 三务公开: the list, the very sheet beside it, and what can be done with it now."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.accounts import Right, Role, rights_of
from desktop.domain.notice_state import NoticeAction
from desktop.domain.problem import Problem
from desktop.services.disclosure.notices import NoticeDetail, NoticeSummary
from desktop.services.disclosure.postings import Posting
from desktop.services.disclosure.steps import step_label
from desktop.services.drafts import SHEET_ROWS
from desktop.words import word
from ui.screens.documents import table_model
from ui.screens.documents.explain_panel import ExplainPanel
from ui.screens.documents.life_panels import LifePanel, ObjectionsPanel, PostingsPanel
from ui.screens.documents.life_presenter import NoticeLife
from ui.screens.documents.presenter import DocumentsPresenter
from ui.screens.documents.step_bar import StepBar
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button, label, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.list_frame import ListFrame
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.problem_line import ProblemLine
from ui.widgets.rows_model import RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_MAIN = ("archive", "issue", "township", "decide", "approve", "submit", "print")
"""Steps that lead on; the first one that is allowed is the main button unless sheets wait for the board."""
_DANGER = ("withdraw",)
_FORWARD = (
    NoticeAction.REVIEW,
    NoticeAction.DECIDE,
    NoticeAction.APPROVE,
    NoticeAction.ISSUE,
    NoticeAction.POST,
    NoticeAction.ARCHIVE,
)
"""Steps that lead a notice on: when this user can't take one, the screen says why."""

_SHEET, _BOARDS, _OBJECTIONS, _LIFE = "sheet", "boards", "objections", "life"


def _main_step(life: NoticeLife) -> str:
    """The step that is to be taken now: a printed sheet is hung, one whose time is over comes down."""
    allowed = life.detail.allowed
    if NoticeAction.TAKE_DOWN in allowed and any((each.days_left or 0) <= 0 for each in _hanging(life)):
        return NoticeAction.TAKE_DOWN.value
    printed = any(step.kind == NoticeAction.PRINT for step in life.detail.steps)
    if NoticeAction.POST in allowed and printed and not life.postings:
        return NoticeAction.POST.value
    return next((action for action in _MAIN if action in allowed), "")


def _hanging(life: NoticeLife) -> list[Posting]:
    return [each for each in life.postings if each.taken_down_on is None]


def _is_late(life: NoticeLife) -> bool:
    return any(
        each.is_too_short or (each.days_left is not None and each.days_left < 0) for each in life.postings
    )


class DocumentsScreen(Screen):
    """Makes notices and leads them from draft to wall."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.search = SearchBox(self.tr("找公开表：名称、期间、编号"))
        self.make = button(self.tr("制作公开表"), "primary", "plus")
        self.verify = button(self.tr("核对…"), icon_name="check")
        self.more = button(self.tr("更多"))
        menu = QMenu(self)
        self.accounts = menu.addAction(self.tr("收支…"))
        self.meetings = menu.addAction(self.tr("会议记录…"))
        self.aid = menu.addAction(self.tr("救助名单…"))
        menu.addSeparator()
        self.layouts = menu.addAction(self.tr("公开表的版式…"))
        self.archive = menu.addAction(self.tr("年度归档…"))
        self.more.setMenu(menu)
        self.batch = button(self.tr("打印一批…"), icon_name="print")
        self.batch.setEnabled(office.may(Right.PRINT))
        self.make.setEnabled(office.may(Right.DRAFT_NOTICE))
        self.accounts.setEnabled(office.may(Right.READ_FINANCE))
        self.meetings.setEnabled(office.may(Right.READ_MEETINGS))
        self.aid.setEnabled(office.may(Right.READ_AID))
        self.tabs = TabStrip(self._state_names())
        self._model: RowsModel[NoticeSummary] = RowsModel(
            table_model.columns(), lambda notice: notice.id, self
        )
        self.table = VirtualTable("documents")
        self.table.setAccessibleName(self.tr("公开表"))
        self.table.show_model(self._model)
        self.preview = PdfPreview(runner)
        self._warning = ProblemLine()
        self._reason = label("", "muted", wrap=True)
        self.steps = StepBar()
        self.pages = TabStrip(
            (
                (_SHEET, self.tr("表样")),
                (_BOARDS, self.tr("张贴")),
                (_OBJECTIONS, self.tr("异议")),
                (_LIFE, self.tr("经过")),
            )
        )
        self.boards, self.objections, self.life = PostingsPanel(), ObjectionsPanel(), LifePanel()
        self._pages = QStackedWidget()
        self._page_keys = (_SHEET, _BOARDS, _OBJECTIONS, _LIFE)
        self._actions = QWidget()
        self._action_flow = FlowLayout(self._actions)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(8, 0, 0, 0)
        side.setSpacing(6)
        side.addWidget(self.steps)
        side.addWidget(self._actions)
        side.addWidget(self._reason)
        side.addWidget(self._warning)
        side.addWidget(self.pages)
        side.addWidget(self._pages, 1)
        self.explain = ExplainPanel(office, runner, shell, self.preview)
        paper = QSplitter(Qt.Orientation.Vertical)
        paper.setChildrenCollapsible(False)
        paper.addWidget(self.preview)
        paper.addWidget(self.explain)
        paper.setStretchFactor(0, 1)
        paper.setStretchFactor(1, 0)
        paper.splitterMoved.connect(self._note_split)
        self.explain.height_wanted.connect(self._give_room)
        self._paper, self._chosen_height = paper, 0
        for page in (paper, self.boards, self.objections, self.life):
            self._pages.addWidget(page)
        self._side = QStackedWidget()
        nothing = EmptyState("documents")
        nothing.show_text(self.tr("没有选中公开表"), self.tr("在左边选一份，这里显示将要打印的样子。"))
        self._side.addWidget(nothing)
        self._side.addWidget(right)
        self._frame = ListFrame(
            self.tr("三务公开"),
            (self.more, self.batch, self.verify, self.make),
            self.tabs,
            self.table,
            self._side,
            picture="documents",
            shares=(2, 3),
            search=self.search,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._presenter = DocumentsPresenter(self, office, runner, shell)
        self.search.search_requested.connect(self._presenter.search)
        self.search.went_down.connect(self.table.focus_first_row)
        self.make.clicked.connect(self._presenter.make)
        self.verify.clicked.connect(self._presenter.verify)
        self.accounts.triggered.connect(self._presenter.open_accounts)
        self.meetings.triggered.connect(self._presenter.open_meetings)
        self.aid.triggered.connect(self._presenter.open_aid)
        self.layouts.triggered.connect(self._presenter.open_layouts)
        self.archive.triggered.connect(self._presenter.archive)
        self.batch.clicked.connect(self._presenter.open_batch)
        self.table.current_changed.connect(self._presenter.choose)
        self.preview.render_failed.connect(shell.show_error)
        self.tabs.chosen.connect(self._presenter.show_state)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._presenter.make)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self._presenter.print_chosen)
        QShortcut(QKeySequence("Ctrl+E"), self, self._explain_sheet)
        self.pages.chosen.connect(self.show_page)
        self.boards.photos_wanted.connect(self._presenter.life.show_photos)
        self.objections.add_wanted.connect(self._presenter.life.object)
        self.objections.answer_wanted.connect(self._presenter.life.answer)
        self.objections.conclude_wanted.connect(self._presenter.life.conclude)
        self.life.version_wanted.connect(self._presenter.show_notice)
        for place, key in enumerate(self._page_keys, start=1):
            QShortcut(QKeySequence(f"Alt+{place}"), self, partial(self.show_page, key))
        self.tabs.mark("")
        self.show_page(_SHEET)
        self._presenter.load()

    def _state_names(self) -> tuple[tuple[str, str], ...]:
        return (
            ("", self.tr("全部")),
            (table_model.DRAFTS, self.tr("草稿")),
            (table_model.UNDER_WAY, self.tr("审核中")),
            (table_model.TO_POST, self.tr("待张贴")),
            (table_model.HANGING, self.tr("公开中")),
            (table_model.TO_TAKE_DOWN, self.tr("该取下")),
            (table_model.OBJECTED, self.tr("有异议")),
            (table_model.OVER, self.tr("已结束")),
            (table_model.GONE, self.tr("已撤回")),
        )

    def _action_name(self, action: str) -> str:
        return {
            "refresh": self.tr("重新取数"),
            "submit": self.tr("送审"),
            "approve": self.tr("审核通过"),
            "decide": self.tr("登记审定…"),
            "township": self.tr("登记上级意见…"),
            "take_down": self.tr("登记取下…"),
            "archive": self.tr("归档"),
            "return": self.tr("退回…"),
            "issue": self.tr("发布"),
            "print": self.tr("打印…"),
            "post": self.tr("登记张贴…"),
            "correct": self.tr("更正…"),
            "withdraw": self.tr("撤回…"),
            "save": self.tr("另存 PDF…"),
            "fill": self.tr("填写内容…"),
            "paper": self.tr("纸张…"),
        }[action]

    def show_notices(
        self,
        notices: Sequence[NoticeSummary],
        state: str,
        counts: dict[str, int],
        asked: str,
        wanted: str = "",
    ) -> None:
        """Show the notices of a state and how many each state has.

        Args:
            notices: Those to show.
            state: The tab they stand under.
            counts: How many each tab has.
            asked: What was searched for.
            wanted: Where the cursor goes if it is there.
        """
        for key, _ in self._state_names():
            waits = key in (table_model.TO_TAKE_DOWN, table_model.OBJECTED) and counts.get(key, 0)
            self.tabs.show_count(key, counts.get(key, 0), "soon" if waits else "")
        self.tabs.mark(state)
        current = self.table.current_id()
        with QSignalBlocker(self.table):  # only the sheet of the one chosen in the end is made
            self._model.set_rows(notices)
            for each in (wanted, current, *(notice.id for notice in notices[:1])):
                if each and self.table.select_id(each):
                    break
        self._presenter.choose(self.table.current_id())
        self._frame.show_rows(exist=bool(notices))
        if not notices and asked:
            self._frame.empty.show_text(self.tr("没有找到“{text}”").format(text=asked))
            self._side.setCurrentIndex(0)
            return
        if not notices:
            self._frame.empty.show_text(
                self.tr("还没有公开表"), self.tr("点右上角“制作公开表”，内容从已登记的数据里取。")
            )
            self._side.setCurrentIndex(0)

    def select_notice(self, notice_id: str) -> bool:
        """Put the cursor on a notice; false when it is not in the list shown."""
        return self.table.select_id(notice_id)

    def show_page(self, key: str) -> None:
        """Show one of the pages beside the list: the sheet, its boards, its objections, its life."""
        self.pages.mark(key)
        self._pages.setCurrentIndex(self._page_keys.index(key))

    def show_life(self, life: NoticeLife) -> None:
        """Show how far a notice has come and what can be done with it."""
        detail = life.detail
        self._side.setCurrentIndex(1)
        self.steps.show_state(detail.route, detail.summary.state)
        while (item := self._action_flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        main = _main_step(life)
        hanging = _hanging(life)
        offered = [each.value for each in detail.allowed if each is not NoticeAction.TAKE_DOWN or hanging]
        beside = ("fill", "save") if detail.can_be_filled else ("save",)
        if NoticeAction.REFRESH in detail.allowed:
            beside = ("paper", *beside)
        for action in sorted((*offered, *beside), key=lambda name: name != main):
            role = "primary" if action == main else "danger" if action in _DANGER else ""
            pressed = button(self._action_name(action), role)
            pressed.clicked.connect(lambda _=False, wanted=action: self._presenter.act(wanted))
            self._action_flow.addWidget(pressed)
        self._reason.setText(
            "\n".join(
                self.tr("{step}：{reason}").format(
                    step=word(step_label(action)), reason=self._why(detail, action, problem)
                )
                for action, problem in detail.refused.items()
                if action in _FORWARD
            )
        )
        if detail.is_unchecked:
            told = self.tr("还没有写明您是档案里的谁，程序核对不了亲属回避，请自己核对名单。")
            self._reason.setText("\n".join(part for part in (self._reason.text(), told) if part))
        if detail.sharing:
            told = self.tr(
                "编号 {number} 还有另一份公开表：{titles}。请把后发的一份更正，新版会取得自己的编号。"
            ).format(number=detail.summary.number, titles=self.tr("、").join(detail.sharing))
            self._reason.setText("\n".join(part for part in (told, self._reason.text()) if part))
        self._reason.setVisible(bool(self._reason.text()))
        self.pages.show_count(_BOARDS, len(life.postings), "overdue" if _is_late(life) else "")
        waiting = [each for each in life.objections or () if not each.settled_on]
        self.pages.show_count(_OBJECTIONS, len(waiting), "overdue" if waiting else "")
        self.pages.show_count(_LIFE, len(detail.steps))

    def _why(self, detail: NoticeDetail, action: NoticeAction, problem: Problem) -> str:
        """What keeps this user from a step; for want of a right, whose it is."""
        if problem.code != "SYS-403":
            return messages.reason(problem)
        rights = detail.route.rights(action)
        posts = [word(role.label) for role in Role if rights & rights_of(role)]
        return self.tr("由{posts}来办").format(posts=self.tr("、").join(posts))

    def show_warnings(self, problems: Sequence[Problem]) -> None:
        """Show what is worth knowing about the sheet; nothing hides the line."""
        self._warning.show_text("\n".join(messages.brief(problem) for problem in problems), "soon")
        set_tone(self._warning, "soon" if problems else "")

    def show_list(self, query: ListQuery) -> None:
        self.search.set_text_silently(query.text)
        self._presenter.show_list(query.view, query.text)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "notice":
            self._presenter.show_notice(record_id)
        elif kind == f"draft:{SHEET_ROWS}":
            self._presenter.show_notice(record_id.rpartition("|")[2], fills=True)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.table.setFocus()

    def close_screen(self) -> None:
        self._presenter.close()

    def _give_room(self, wanted: int) -> None:
        """Let the panel below the sheet be as high as it asks or as the user drew it, at most the half."""
        total = sum(self._paper.sizes())
        height = wanted if self.explain.is_folded else min(self._chosen_height or wanted, total // 2)
        self._paper.setSizes([total - height, height])

    def _note_split(self) -> None:
        if not self.explain.is_folded:
            self._chosen_height = self._paper.sizes()[1]

    def _explain_sheet(self) -> None:
        self.show_page(_SHEET)
        self.explain.begin()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("boards", lambda: self.show_page(_BOARDS)),
            ("objections", lambda: self.show_page(_OBJECTIONS)),
            ("life", lambda: self.show_page(_LIFE)),
            ("meetings", self._presenter.open_meetings),
            ("aid", self._presenter.open_aid),
            ("layouts", self._presenter.open_layouts),
            ("batch", self._presenter.open_batch),
            ("explain", self._explain_sheet),
            ("verify", self._presenter.verify),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("制作公开表"), self._presenter.make, shortcut="Ctrl+N"),
            Command(self.tr("核对一份公开表是不是存档的那一份"), self._presenter.verify),
            Command(self.tr("说明数字的出处"), self._explain_sheet, shortcut="Ctrl+E"),
            Command(self.tr("年度归档：目录、原件和合订本"), self._presenter.archive),
            Command(self.tr("登记张贴"), self._presenter.life.post),
            Command(self.tr("登记取下"), self._presenter.life.take_down),
            Command(self.tr("登记异议"), self._presenter.life.object),
            Command(self.tr("登记收支"), self._presenter.open_accounts),
            Command(self.tr("登记会议"), self._presenter.open_meetings),
            Command(self.tr("登记低保和其他救助"), self._presenter.open_aid),
            Command(self.tr("调整公开表的版式"), self._presenter.open_layouts),
            Command(self.tr("打印一批公开表"), self._presenter.open_batch),
        )
