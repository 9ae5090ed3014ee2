"""The tab of the village covenant: articles, what their words give doubt about, adoption and filing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.covenant import CovenantState, article_number, find_infringements
from desktop.domain.problem import Place, Problem, Severity
from desktop.services.boards import covenants
from desktop.services.boards.covenants import Article, Covenant, MeetingRow, NewArticle
from desktop.services.boards.printing import render_covenant
from ui.screens.pages.list_page import Action, Line, ListPage
from ui.screens.pages.page_presenter import PagePresenter
from ui.widgets.code_combo import CodeOption
from ui.widgets.dress import button
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

CURRENT, DRAFT, OLD = "current", "draft", "old"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CovenantPage", text)


def _state_words(state: CovenantState) -> str:
    return {
        CovenantState.DRAFT: _tr("草案"),
        CovenantState.UNFILED: _tr("未备案"),
        CovenantState.IN_FORCE: _tr("有效"),
        CovenantState.REPEALED: _tr("已废止"),
    }[state]


def _points_words(article: Article) -> str:
    if article.points is None:
        return ""
    least, most = article.points
    return f"−{least}" if least == most else f"−{least} ~ −{most}"


def _state(one: Article) -> Cell:
    if one.state is CovenantState.DRAFT and one.doubts and not one.row.legal_note:
        return Cell(_tr("要改"), "overdue")
    tones = {CovenantState.UNFILED: "soon", CovenantState.IN_FORCE: "ok"}
    return Cell(_state_words(one.state), tones.get(one.state, ""))


def _columns() -> tuple[RowColumn[Article], ...]:
    return (
        RowColumn(TableColumn("number", _tr("编号"), 5), lambda one: one.row.number),
        RowColumn(TableColumn("title", _tr("标题"), 12), lambda one: one.row.title),
        RowColumn(TableColumn("points", _tr("扣分"), 6), _points_words),
        RowColumn(TableColumn("state", _tr("状态"), 6), _state),
    )


class CovenantPage(ListPage[Article]):
    """Articles in their order."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self.new = button(_tr("加一条"), "primary", "plus")
        self.begin = button(_tr("起草新版"), icon_name="edit")
        self.adopt = button(_tr("登记通过…"), icon_name="check")
        self.file = button(_tr("登记备案…"), icon_name="save")
        self.print = button(_tr("打印…"), icon_name="print")
        super().__init__(
            "covenant",
            _columns(),
            lambda one: one.row.id,
            ((CURRENT, _tr("现行")), (DRAFT, _tr("草案")), (OLD, _tr("已废止"))),
            (self.print, self.begin, self.adopt, self.file, self.new),
            picture="documents",
            shares=(5, 5),
        )
        self.table.setAccessibleName(_tr("村规民约条文"))
        presenter = self.presenter = CovenantPresenter(self, office, runner, shell)
        for pressed, right, run in (
            (self.new, Right.EDIT_BOARDS, presenter.add),
            (self.begin, Right.EDIT_BOARDS, presenter.redraft),
            (self.adopt, Right.APPROVE_BOARDS, presenter.adopt),
            (self.file, Right.EDIT_BOARDS, presenter.file),
            (self.print, Right.PRINT, presenter.print_book),
        ):
            pressed.setEnabled(presenter.may(right))
            pressed.clicked.connect(run)
        self.chosen.connect(presenter.choose)
        self.opened.connect(lambda _id: presenter.edit())
        self.view_chosen.connect(presenter.show_view)
        self.tabs.mark(CURRENT)

    def show_article(self, article: Article, actions: Sequence[Action]) -> None:
        """Show one article."""
        row = article.row
        facts = [_state_words(article.state)]
        if row.adopted_on:
            facts.append(_tr("{day} 村民会议通过").format(day=row.adopted_on))
        if row.filed_on:
            facts.append(_tr("{day} 报{whom}备案").format(day=row.filed_on, whom=row.filed_with))
        if row.repealed_on:
            facts.append(_tr("{day} 废止").format(day=row.repealed_on))
        lines = [Line(" · ".join(facts), "muted"), Line(row.text)]
        if points := _points_words(article):
            told = _tr("违反一次扣分：{points}").format(points=points)
            lines.append(Line(f"{told}　{_tr('可以上榜')}" if row.is_for_board else told))
        is_open = article.state is CovenantState.DRAFT and not row.legal_note
        lines += [Line(messages.brief(doubt), "", "overdue" if is_open else "") for doubt in article.doubts]
        if row.legal_note:
            lines.append(Line(_tr("合法性核对：{note}").format(note=row.legal_note), "muted"))
        self.panel.show_record(f"{row.number}　{row.title}", lines, actions)


class CovenantPresenter(PagePresenter):
    """Drafts, adoption, filing."""

    def __init__(self, page: CovenantPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._view = ""
        self._wanted = ""
        self._covenant: Covenant | None = None
        self._article: Article | None = None

    def load(self) -> None:
        """Read the articles anew."""

        def show(covenant: Covenant) -> None:
            self._covenant = covenant
            if not self._view:
                self._view = CURRENT if self._rows(CURRENT) or not self._rows(DRAFT) else DRAFT
            self._show()

        self._read(lambda: covenants.read_covenant(self._office), show)

    def _rows(self, view: str) -> tuple[Article, ...]:
        if self._covenant is None:
            return ()
        if view == OLD:
            return self._covenant.repealed
        states = (CovenantState.DRAFT,) if view == DRAFT else (CovenantState.IN_FORCE, CovenantState.UNFILED)
        return self._covenant.of(*states)

    def _show(self) -> None:
        covenant = self._covenant
        if covenant is None:
            return
        page = self._page
        page.tabs.mark(self._view)
        for view in (CURRENT, DRAFT, OLD):
            page.tabs.show_count(view, len(self._rows(view)))
        drafts = self._rows(DRAFT)
        page.adopt.setVisible(bool(drafts))
        page.begin.setVisible(not drafts and bool(self._rows(CURRENT)))
        page.file.setVisible(bool(covenant.of(CovenantState.UNFILED)))
        is_late = any(problem.severity is Severity.ERROR for problem in covenant.warnings)
        page.tell(
            "\n".join(messages.brief(problem) for problem in covenant.warnings),
            "overdue" if is_late else "soon",
        )
        nothing = {
            CURRENT: (
                _tr("还没有登记村规民约"),
                _tr("按 Ctrl+N 一条一条写成草案，村民会议通过、报乡镇备案以后生效。"),
            ),
            DRAFT: (_tr("没有草案"), _tr("按 Ctrl+N 加一条，或者从现行的起草新版。")),
            OLD: (_tr("没有废止的条文"), ""),
        }[self._view]
        current = page.show_rows(self._rows(self._view), self._wanted, nothing)
        self._wanted = ""
        self.choose(current)

    def show_view(self, view: str) -> None:
        """Show other articles."""
        self._view = view
        self._show()

    def choose(self, article_id: str) -> None:
        """Show one article beside the list."""
        found = next((one for one in self._rows(self._view) if one.row.id == article_id), None)
        self._article = found
        if found is None:
            self._page.panel.show_nothing(_tr("没有选中条文"))
            return
        actions = []
        if found.state is CovenantState.DRAFT and self.may(Right.EDIT_BOARDS):
            actions = [
                Action(_tr("修改…"), self.edit, "primary", "edit"),
                Action(_tr("删除"), self.remove, "quiet"),
            ]
        self._page.show_article(found, actions)

    # Drafting

    def add(self) -> None:
        """Ask for a new article; where rules are in force, a new version is drafted first."""
        if not self.may(Right.EDIT_BOARDS):
            return
        if self._rows(DRAFT) or not self._rows(CURRENT):
            self._ask("", None)
            return
        self._shell.ask(
            _tr("先起草新版？"),
            _tr("现行条文会复制成草案，在草案上加一条，村民会议通过以后整份替换。"),
            _tr("起草新版"),
            self.redraft,
        )

    def edit(self) -> None:
        """Change the draft that is shown."""
        found = self._article
        if found is not None and found.state is CovenantState.DRAFT and self.may(Right.EDIT_BOARDS):
            self._ask(found.row.id, found)

    def _ask(self, article_id: str, known: Article | None) -> None:
        dialog = self._dialog(
            _tr("修改条文") if known else _tr("加一条"),
            _tr("保存"),
            _tr("村规民约由村民会议通过、报乡镇备案；不能罚款，不能侵犯人身和财产权利。"),
        )
        row = known.row if known else None
        number = row.number if row else self._next_number()
        dialog.add_text("number", _tr("编号"), number, required=True)
        dialog.add_text("title", _tr("标题"), row.title if row else "", required=True)
        text = dialog.add_long_text("text", _tr("内容"), row.text if row else "", required=True)
        points = known.points if known else None
        least = dialog.add_text("points", _tr("违反一次最少扣"), str(points[0]) if points else "")
        most = dialog.add_text(
            "most", _tr("最多扣"), str(points[1]) if points else "", hint=_tr("2 到 10 分；不扣分就空着")
        )
        dialog.add_ticks(
            "board",
            _tr("红黑榜"),
            (("board", _tr("违反的可以上榜")),),
            ("board",) if row and row.is_for_board else (),
        )
        dialog.add_text(
            "legal_note",
            _tr("合法性核对"),
            row.legal_note if row else "",
            hint=_tr("条文有疑问又确实没有问题的，写明谁核对的"),
        )

        def check() -> None:
            found = find_infringements(text.toPlainText())
            told = "\n".join(messages.brief(each) for each in found)
            dialog.form["text"].show_problem(told, "soon")

        text.textChanged.connect(check)
        check()

        def save(values: dict[str, str | tuple[str, ...]]) -> None:
            numbers = [least.text().strip(), most.text().strip() or least.text().strip()]
            if any(each and not each.isdecimal() for each in numbers) or (numbers[1] and not numbers[0]):
                bounds = {"least": "2", "most": "10"}
                dialog.show_problems((Problem("BRD-042", bounds, Place(field="points")),))
                return
            new = NewArticle(
                str(values["number"]),
                str(values["title"]),
                str(values["text"]),
                (int(numbers[0]), int(numbers[1])) if numbers[0] else None,
                bool(values["board"]),
                str(values["legal_note"]),
            )
            self._store(
                dialog,
                lambda: covenants.save_article(self._office, new, article_id),
                lambda kept: self._go_to(kept[0]),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def _next_number(self) -> str:
        return article_number(len(self._rows(DRAFT)) + 1)

    def _go_to(self, article_id: str) -> None:
        self._wanted, self._view = article_id, DRAFT
        self.load()

    def redraft(self) -> None:
        """Copy what is in force as a draft."""

        def done(count: int) -> None:
            self._shell.notify(_tr("已把 {count} 条复制成草案，改好后交村民会议。").format(count=count))
            self.show_view(DRAFT)

        self._write(lambda: covenants.redraft(self._office), done)

    def remove(self) -> None:
        """Take the draft away."""
        found = self._article
        if found is not None:
            self._write(lambda: covenants.remove_article(self._office, found.row.id))

    # In force

    def adopt(self) -> None:
        """Ask which assembly adopted the draft."""

        def ask(meetings: tuple[MeetingRow, ...]) -> None:
            about = _tr("整份草案一起通过，现行的条文同时废止。")
            if not meetings:
                about = _tr("还没有登记过村民会议。请先到“会议”里登记那次会议。")
            dialog = self._dialog(_tr("登记通过"), _tr("登记"), about)
            options = [CodeOption(one.id, f"{one.held_on}　{one.title}") for one in meetings]
            dialog.add_code("meeting", _tr("村民会议"), options, options[0].code if options else "")

            def save(values: dict[str, str]) -> None:
                def done(_none: None) -> None:
                    self._shell.notify(_tr("已通过。请尽快报乡镇备案，备案以后生效。"))
                    self.show_view(CURRENT)

                self._store(dialog, lambda: covenants.adopt(self._office, values["meeting"]), done)

            dialog.submitted.connect(save)
            dialog.open()

        self._read(lambda: covenants.assemblies(self._office), ask)

    def file(self) -> None:
        """Ask when the covenant was filed, and with whom."""
        office = self._office
        dialog = self._dialog(_tr("登记备案"), _tr("登记"))
        dialog.add_day("filed_on", _tr("备案日期"), office.today().isoformat())
        town = office.vault.village.town
        dialog.add_text("filed_with", _tr("备案机关"), f"{town}人民政府" if town else "", required=True)

        def save(values: dict[str, str]) -> None:
            self._store(
                dialog,
                lambda: covenants.file_covenant(office, values["filed_on"], values["filed_with"]),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def print_book(self) -> None:
        """Preview the covenant, or the draft where that is shown."""
        is_draft = self._view == DRAFT
        self._paper(
            _tr("村规民约草案") if is_draft else _tr("村规民约"),
            _tr("草案印有“征求意见”。") if is_draft else _tr("印好发到各户，贴在公开栏。"),
            lambda: render_covenant(self._office, draft=is_draft),
        )
