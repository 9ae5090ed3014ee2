"""Work and jobs: who looks for work, what work there is, who fits where, and how many there are (务工)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.job_match import GOOD, Reason
from desktop.domain.job_seeker import OPEN
from desktop.services.jobs_market.forecast import LABELS, Dimension, Forecast
from desktop.services.jobs_market.posts import Post
from desktop.services.jobs_market.referrals import Fit, ReferralRow
from desktop.services.jobs_market.seekers import Seeker
from desktop.services.jobs_market.terms import rule_value
from desktop.words import word
from ui.screens.jobs_market.presenter import JobsMarketPresenter
from ui.screens.jobs_market.work_words import pay_words, wish_words
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button, label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.table_stack import TableStack
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

SEEKERS, POSTS, FITS, FORECAST = "seekers", "posts", "fits", "forecast"
REFERRALS = "referrals"
"""The table below the fits; no page of its own."""
_KEYS = (SEEKERS, POSTS, FITS, FORECAST)

T = TypeVar("T")


def _tr(text: str) -> str:
    return QCoreApplication.translate("JobsMarketScreen", text)


def reason_words(reason: Reason) -> str:
    """A reason why a post fits, or does less, in words."""
    return {
        Reason.KIND: _tr("工种合适"),
        Reason.PLACE: _tr("地点合适"),
        Reason.NEARER: _tr("比要求的近"),
        Reason.WAGE: _tr("工资够"),
        Reason.SKILL: _tr("会这门技能"),
        Reason.SOON: _tr("赶得上"),
        Reason.OTHER_KIND: _tr("工种不同"),
        Reason.FARTHER: _tr("太远"),
        Reason.LESS_WAGE: _tr("工资低"),
        Reason.LATER: _tr("来不及"),
    }[reason]


def _seeker_columns() -> tuple[RowColumn[Seeker], ...]:
    def state(each: Seeker) -> Cell:
        tone = "" if not each.is_open else "soon" if each.validity.days_left <= 7 else "ok"
        return Cell(word(each.state_label), tone=tone)

    def consent(each: Seeker) -> str:
        return _tr("同意推荐") if each.row.consented_on else _tr("没有同意")

    return (
        RowColumn(TableColumn("name", _tr("姓名"), 5, sort_key="name"), lambda each: each.row.worker.name),
        RowColumn(
            TableColumn("group", _tr("小组"), 7, sort_key="group"),
            lambda each: each.row.worker.villager_group,
        ),
        RowColumn(TableColumn("age", _tr("年龄"), 4), lambda each: each.age),
        RowColumn(TableColumn("wish", _tr("想找什么"), 19), lambda each: wish_words(each.row)),
        RowColumn(TableColumn("consent", _tr("推荐"), 6), consent),
        RowColumn(TableColumn("state", _tr("状态"), 6, sort_key="state"), state),
        RowColumn(
            TableColumn("valid", _tr("有效到"), 7, sort_key="valid"),
            lambda each: each.validity.last_day.isoformat(),
        ),
    )


def _post_columns() -> tuple[RowColumn[Post], ...]:
    def state(each: Post) -> Cell:
        tone = "ok" if each.is_offered else "error" if each.row.is_listed_bad else "soon"
        return Cell(word(each.state_label), tone=tone if not each.row.closed_on else "")

    def place(each: Post) -> str:
        kind = code_table("job_place").label(each.row.place_kind) if each.row.place_kind else ""
        return "　".join(part for part in (word(kind), each.row.place) if part)

    return (
        RowColumn(
            TableColumn("employer", _tr("单位"), 9.5, sort_key="employer"), lambda each: each.row.employer
        ),
        RowColumn(TableColumn("title", _tr("岗位"), 6.5), lambda each: each.row.title),
        RowColumn(TableColumn("wage", _tr("工资"), 7.5), lambda each: pay_words(each.row)),
        RowColumn(TableColumn("place", _tr("在哪里"), 9), place),
        RowColumn(
            TableColumn("count", _tr("人数"), 2.5, RIGHT), lambda each: str(each.row.wanted_count or "")
        ),
        RowColumn(TableColumn("state", _tr("状态"), 5.5, sort_key="state"), state),
        RowColumn(
            TableColumn("from", _tr("来源"), 3), lambda each: _tr("县里") if each.is_county else _tr("村里")
        ),
        RowColumn(TableColumn("valid", _tr("有效到"), 6, sort_key="valid"), lambda each: each.row.valid_to),
    )


def _fit_columns() -> tuple[RowColumn[Fit], ...]:
    def why(each: Fit, *, good: bool) -> str:
        return "、".join(reason_words(reason) for reason in each.match.reasons if (reason in GOOD) is good)

    return (
        RowColumn(
            TableColumn("name", _tr("姓名"), 5, sort_key="name"), lambda each: each.seeker.row.worker.name
        ),
        RowColumn(TableColumn("wish", _tr("想找什么"), 13.5), lambda each: wish_words(each.seeker.row)),
        RowColumn(
            TableColumn("post", _tr("岗位"), 12.5),
            lambda each: f"{each.post.row.employer}　{each.post.row.title}",
        ),
        RowColumn(TableColumn("good", _tr("合适在"), 12), lambda each: why(each, good=True)),
        RowColumn(TableColumn("bad", _tr("要注意"), 5.5), lambda each: why(each, good=False)),
        RowColumn(
            TableColumn("done", _tr("推荐"), 4), lambda each: _tr("已推荐") if each.is_referred else ""
        ),
    )


def _referral_columns() -> tuple[RowColumn[ReferralRow], ...]:
    def outcome(each: ReferralRow) -> Cell:
        if not each.outcome:
            return Cell(_tr("等结果"), tone="soon")
        return Cell(word(code_table("job_referral_outcome").label(each.outcome)))

    return (
        RowColumn(TableColumn("day", _tr("推荐日期"), 7), lambda each: each.referred_on),
        RowColumn(TableColumn("name", _tr("姓名"), 5), lambda each: each.name),
        RowColumn(TableColumn("post", _tr("岗位"), 20), lambda each: f"{each.employer}　{each.title}"),
        RowColumn(TableColumn("outcome", _tr("结果"), 8), outcome),
        RowColumn(TableColumn("note", _tr("备注"), 10), lambda each: each.note),
    )


def _about_seeker(each: Seeker) -> str:
    return f"{each.row.worker.name}\n{each.row.worker.villager_group}\n{wish_words(each.row)}"


def _about_post(each: Post) -> str:
    return f"{each.row.employer}\n{each.row.title}\n{each.row.place}"


def _chosen(table: VirtualTable, model: RowsModel[T]) -> T | None:
    row = model.row_of(table.current_id())
    return model.row_at(row) if row >= 0 else None


class JobsMarketScreen(Screen):
    """Four pages over the same people and posts; what is done stands beside each list."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.pages = TabStrip(
            (
                (SEEKERS, self.tr("求职")),
                (POSTS, self.tr("岗位")),
                (FITS, self.tr("匹配推荐")),
                (FORECAST, self.tr("预测")),
            )
        )
        self.seekers_model = RowsModel(_seeker_columns(), lambda each: each.row.id, self)
        self.posts_model = RowsModel(_post_columns(), lambda each: each.row.id, self)
        self.fits_model = RowsModel(
            _fit_columns(), lambda each: f"{each.seeker.row.id}/{each.post.row.id}", self
        )
        self.referrals_model = RowsModel(_referral_columns(), lambda each: each.id, self)
        names = {
            SEEKERS: self.tr("求职的人"),
            POSTS: self.tr("岗位"),
            FITS: self.tr("合适的人和岗位"),
            REFERRALS: self.tr("推荐记录"),
            FORECAST: self.tr("求职汇总"),
        }
        self.tables = {key: VirtualTable(f"jobs_{key}") for key in names}
        for key, name in names.items():
            self.tables[key].setAccessibleName(name)
        self.tables[SEEKERS].show_model(self.seekers_model)
        self.tables[POSTS].show_model(self.posts_model)
        self.tables[FITS].show_model(self.fits_model)
        self.tables[REFERRALS].show_model(self.referrals_model)
        self._valid_days, self._least = rule_value(office, "valid_days"), rule_value(office, "least_count")
        self._found: tuple[Sequence[Seeker], Sequence[Post], Sequence[Fit], Sequence[ReferralRow]]
        self._found = (), (), (), ()
        self._make_tools(office)
        self._lay_out()
        self._presenter = presenter = JobsMarketPresenter(self, office, runner, shell)
        self._connect(presenter)
        self.mark_page(SEEKERS)
        presenter.load()

    def _make_tools(self, office: "Office") -> None:
        may_print = office.may(Right.PRINT)
        self._may = office.may(Right.EDIT_JOBS)
        self.search = SearchBox(self.tr("找：姓名、工种、单位"))
        self.search.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 14)
        self.new_seeker = button(self.tr("求职登记"), "primary", "plus")
        self.batch = button(self.tr("成批登记…"))
        self.renew = button(self.tr("续登记"))
        self.close_one = button(self.tr("结束…"))
        self.new_post = button(self.tr("登记岗位"), "primary", "plus")
        self.check = button(self.tr("已核实"), icon_name="check")
        self.bad = button(self.tr("列入黑名单"))
        self.full = button(self.tr("已招满"))
        self.refer = button(self.tr("推荐给单位"), "primary")
        self.outcome = button(self.tr("填结果…"), icon_name="edit")
        self.slip = button(self.tr("打印推荐单…"), icon_name="print")
        self.rows = self._dimensions(Dimension.KIND)
        self.rows.setAccessibleName(self.tr("按什么分行"))
        self.columns = self._dimensions(Dimension.PLACE)
        self.columns.setAccessibleName(self.tr("按什么分列"))
        self.papers = button(self.tr("打印和导出"), icon_name="print")
        menu = QMenu(self.papers)
        self.print_posts = menu.addAction(self.tr("打印岗位信息（张贴用）…"))
        self.print_forecast = menu.addAction(self.tr("打印求职汇总表…"))
        self.export_forecast = menu.addAction(self.tr("导出求职汇总表…"))
        self.export_names = menu.addAction(self.tr("导出同意推荐的名单…"))
        self.papers.setMenu(menu)
        for action in (self.print_posts, self.print_forecast):
            action.setEnabled(may_print)
        self.export_forecast.setEnabled(office.may(Right.EXPORT))
        self.export_names.setEnabled(office.may(Right.EXPORT) and office.may(Right.REVEAL))
        self._may_print = may_print
        for tool in (self.new_seeker, self.batch, self.new_post):
            tool.setEnabled(self._may)
        self._tools = {
            SEEKERS: (self.search, self.renew, self.close_one, self.batch, self.new_seeker),
            POSTS: (self.search, self.check, self.full, self.bad, self.new_post),
            FITS: (self.search, self.slip, self.outcome, self.refer),
            FORECAST: (self.rows, self.columns),
        }

    def _dimensions(self, chosen: Dimension) -> QComboBox:
        made = QComboBox()
        for each in Dimension:
            made.addItem(word(LABELS[each]), each.value)
        made.setCurrentIndex(made.findData(chosen.value))
        return made

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self.lists = {key: TableStack(self.tables[key], "gathering") for key in _KEYS}
        self._stack.addWidget(self.lists[SEEKERS])
        self._stack.addWidget(self.lists[POSTS])
        fits = QWidget()
        inside = QVBoxLayout(fits)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.lists[FITS], 3)
        inside.addWidget(label(self.tr("推荐记录"), "strong"))
        inside.addWidget(self.tables[REFERRALS], 2)
        self._stack.addWidget(fits)
        self._stack.addWidget(self.lists[FORECAST])
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("务工"), "title"))
        head.addWidget(self.pages, 1)
        head.addWidget(self.papers)
        tools = QHBoxLayout()
        tools.setSpacing(10)
        self.note = label("", "small", wrap=True)
        tools.addWidget(self.note, 1)
        for tool in dict.fromkeys(tool for row in self._tools.values() for tool in row):
            tools.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(tools)
        layout.addWidget(self._stack, 1)

    def _connect(self, presenter: JobsMarketPresenter) -> None:
        self.pages.chosen.connect(self.mark_page)
        self.new_seeker.clicked.connect(presenter.add_seeker)
        self.batch.clicked.connect(presenter.add_batch)
        self.renew.clicked.connect(lambda: presenter.renew(self.tables[SEEKERS].current_id()))
        self.close_one.clicked.connect(lambda: presenter.close(self.tables[SEEKERS].current_id()))
        self.tables[SEEKERS].row_activated.connect(presenter.edit_seeker)
        self.new_post.clicked.connect(presenter.add_post)
        self.tables[POSTS].row_activated.connect(presenter.edit_post)
        self.check.clicked.connect(lambda: presenter.check(self.tables[POSTS].current_id()))
        self.bad.clicked.connect(lambda: presenter.list_bad(self.tables[POSTS].current_id()))
        self.full.clicked.connect(lambda: presenter.close_post(self.tables[POSTS].current_id()))
        self.search.search_requested.connect(lambda _: self._show_found())
        self.search.went_down.connect(self._go_down)
        for key in (SEEKERS, POSTS, FITS, REFERRALS):
            self.tables[key].current_changed.connect(lambda _: self._arrange_tools())
        self.refer.clicked.connect(lambda: presenter.refer(self.tables[FITS].current_id()))
        self.tables[FITS].row_activated.connect(presenter.refer)
        self.outcome.clicked.connect(lambda: presenter.ask_outcome(self.tables[REFERRALS].current_id()))
        self.tables[REFERRALS].row_activated.connect(presenter.ask_outcome)
        self.slip.clicked.connect(lambda: presenter.print_slip(self.tables[REFERRALS].current_id()))
        for combo in (self.rows, self.columns):
            combo.activated.connect(lambda _: presenter.load())
        self.print_posts.triggered.connect(presenter.print_posts)
        self.print_forecast.triggered.connect(presenter.print_forecast)
        self.export_forecast.triggered.connect(presenter.export_forecast)
        self.export_names.triggered.connect(presenter.export_names)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._begin)

    def _go_down(self) -> None:
        self.tables[_KEYS[self._stack.currentIndex()]].focus_first_row()

    def _begin(self) -> None:
        if _KEYS[self._stack.currentIndex()] == POSTS:
            self._presenter.add_post()
        else:
            self._presenter.add_seeker()

    def mark_page(self, key: str) -> None:
        """Show one of the pages with its tools."""
        self.pages.mark(key)
        self._stack.setCurrentIndex(_KEYS.index(key))
        for tool in {tool for tools in self._tools.values() for tool in tools}:
            tool.setVisible(tool in self._tools[key])
        self.note.setText(
            {
                SEEKERS: self.tr("登记 {days} 天有效，到期前问一次。").format(days=self._valid_days),
                POSTS: self.tr("核实过的才推荐。"),
                FITS: self.tr("只列同意推荐的人和核实过的岗位。"),
                FORECAST: self.tr(
                    "给县人社的汇总表，没有姓名。* 是不足 {least} 人，或由它能推算出来的数。"
                ).format(least=self._least),
            }[key]
        )

    def dimensions(self) -> tuple[Dimension, Dimension]:
        """What the table of the last page has as rows and as columns."""
        return Dimension(self.rows.currentData()), Dimension(self.columns.currentData())

    def show_work(
        self,
        looking: Sequence[Seeker],
        offered: Sequence[Post],
        fits: Sequence[Fit],
        recommended: Sequence[ReferralRow],
    ) -> None:
        """Show who looks for work, what work there is, who fits where, and who was recommended."""
        self._found = looking, offered, fits, recommended
        self.pages.show_count(SEEKERS, sum(each.is_open for each in looking))
        self.pages.show_count(POSTS, sum(each.is_offered for each in offered))
        self._show_found()

    def all_posts(self) -> Sequence[Post]:
        """All posts, the newest first, also those that the search leaves out."""
        return self._found[1]

    def _show_found(self) -> None:
        looking, offered, fits, recommended = self._found
        text = self.search.text().strip()

        def seekers() -> None:
            self.seekers_model.set_rows([each for each in looking if text in _about_seeker(each)])

        def posts() -> None:
            self.posts_model.set_rows([each for each in offered if text in _about_post(each)])

        def pairs() -> None:
            self.fits_model.set_rows(
                [each for each in fits if text in _about_seeker(each.seeker) + _about_post(each.post)]
            )

        def referrals() -> None:
            self.referrals_model.set_rows(
                [each for each in recommended if text in f"{each.name}\n{each.employer}\n{each.title}"]
            )

        self._keep(SEEKERS, seekers)
        self._keep(POSTS, posts)
        self._keep(FITS, pairs)
        self._keep(REFERRALS, referrals)
        self._tell_nothing(text)
        self._arrange_tools()

    def _tell_nothing(self, text: str) -> None:
        nothing = {
            SEEKERS: (
                self.tr("还没有人求职"),
                self.tr("按 Ctrl+N 登记一个人；一个组一起问过的，用“成批登记”。"),
            ),
            POSTS: (self.tr("还没有岗位"), self.tr("县里下发的会自动出现；村里知道的按 Ctrl+N 登记。")),
            FITS: (self.tr("还没有合适的"), self.tr("要有同意推荐的人，和核实过、还在招的岗位。")),
        }
        for key, (title, advice) in nothing.items():
            if self.tables[key].model().rowCount():
                self.lists[key].show_table()
            elif text:
                self.lists[key].show_nothing(self.tr("没有找到“{text}”").format(text=text))
            else:
                self.lists[key].show_nothing(title, advice)

    def _arrange_tools(self) -> None:
        """Only what can be done to the chosen row can be pressed."""
        seeker = _chosen(self.tables[SEEKERS], self.seekers_model)
        is_looking = seeker is not None and seeker.row.state in OPEN
        for tool in (self.renew, self.close_one):
            tool.setEnabled(self._may and is_looking)
        post = _chosen(self.tables[POSTS], self.posts_model)
        is_there = self._may and post is not None
        is_full = post is not None and bool(post.row.closed_on)
        self.check.setEnabled(is_there and not is_full and post is not None and not post.row.checked_on)
        self.full.setEnabled(is_there and not is_full)
        self.bad.setEnabled(is_there)
        is_bad = post is not None and post.row.is_listed_bad
        self.bad.setText(self.tr("移出黑名单") if is_bad else self.tr("列入黑名单"))
        fit = _chosen(self.tables[FITS], self.fits_model)
        self.refer.setEnabled(self._may and fit is not None and not fit.is_referred)
        referral = _chosen(self.tables[REFERRALS], self.referrals_model)
        self.outcome.setEnabled(self._may and referral is not None)
        self.slip.setEnabled(self._may_print and referral is not None)

    def show_forecast(self, told: Forecast, lines: Sequence[Sequence[str]]) -> None:
        """Show the table by two things."""

        def column(place: int, heading: str) -> RowColumn[Sequence[str]]:
            return RowColumn(TableColumn(f"c{place}", word(heading), 6, RIGHT), lambda each: each[place])

        columns = (
            RowColumn(TableColumn("label", word(LABELS[told.rows]), 9), lambda each: word(each[0])),
            *(column(place, heading) for place, heading in enumerate((*told.table.columns, "合计"), start=1)),
        )
        model: RowsModel[Sequence[str]] = RowsModel(columns, lambda each: each[0], self)
        model.set_rows(list(lines))
        self.tables[FORECAST].show_model(model)
        if told.table.rows:
            self.lists[FORECAST].show_table()
        else:
            self.lists[FORECAST].show_nothing(self.tr("还没有人求职"))

    def _keep(self, key: str, change: Callable[[], None]) -> None:
        table = self.tables[key]
        current = table.current_id()
        change()
        if not (current and table.select_id(current)):
            table.focus_first_row() if table.hasFocus() else table.selectRow(0)

    def show_list(self, query: ListQuery) -> None:
        self.mark_page(query.view if query.view in _KEYS else SEEKERS)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.tables[SEEKERS].setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        presenter = self._presenter
        return (
            ("register", presenter.add_seeker),
            ("batch", presenter.add_batch),
            ("close", lambda: presenter.close(self.tables[SEEKERS].current_id())),
            (POSTS, lambda: self.mark_page(POSTS)),
            ("post", presenter.add_post),
            (FITS, lambda: self.mark_page(FITS)),
            (FORECAST, lambda: self.mark_page(FORECAST)),
        )

    def commands(self) -> Sequence[Command]:
        presenter = self._presenter
        return (
            Command(self.tr("求职登记"), presenter.add_seeker),
            Command(self.tr("成批求职登记"), presenter.add_batch),
            Command(self.tr("登记岗位"), presenter.add_post),
            Command(self.tr("打印岗位信息"), presenter.print_posts),
        )
