"""Certificates (证明): the list of those issued, one beside it, and the way to a new one."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout

from desktop.services.certificates import CertificateSummary
from ui.screens.certificates import table_model
from ui.screens.certificates.detail import CertificatePanel
from ui.screens.certificates.presenter import CertificatesPresenter
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button
from ui.widgets.list_frame import ListFrame
from ui.widgets.rows_model import RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class CertificatesScreen(Screen):
    """What the village has certified, to whom and for what."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.search = SearchBox(self.tr("找证明：姓名、编号、种类、用途"))
        self.new = button(self.tr("开具证明"), "primary", "plus")
        self.refused = button(self.tr("哪些不能开…"), icon_name="help")
        self.more = button(self.tr("存根册"))
        menu = QMenu(self)
        self.more.setMenu(menu)
        self.tabs = TabStrip(self._view_names())
        self._model: RowsModel[CertificateSummary] = RowsModel(
            table_model.columns(), lambda each: each.id, self
        )
        self.table = VirtualTable("certificates")
        self.table.setAccessibleName(self.tr("证明"))
        self.table.show_model(self._model)
        self.detail = CertificatePanel()
        self._frame = ListFrame(
            self.tr("证明"),
            (self.more, self.refused, self.new),
            self.tabs,
            self.table,
            self.detail,
            picture="certificate",
            shares=(3, 2),
            search=self.search,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._presenter = presenter = CertificatesPresenter(self, office, runner, shell)
        menu.addAction(self.tr("打印今年的存根册…"), presenter.print_stubs)
        menu.addAction(self.tr("导出今年的存根册…"), presenter.export_stubs)
        menu.addAction(self.tr("核对一个证明文件…"), presenter.verify)
        menu.addAction(self.tr("核对编号和校验码…"), presenter.ask_code)
        self.search.search_requested.connect(presenter.search)
        self.search.went_down.connect(self.table.focus_first_row)
        self.new.clicked.connect(presenter.add)
        self.refused.clicked.connect(presenter.open_refused)
        self.table.current_changed.connect(presenter.choose)
        self.table.row_activated.connect(lambda _id: presenter.open_sheet())
        self.tabs.chosen.connect(presenter.show_view)
        self.detail.sheet_wanted.connect(presenter.open_sheet)
        self.detail.void_wanted.connect(presenter.void)
        self.detail.person_wanted.connect(presenter.open_person)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, presenter.add)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, presenter.open_sheet)
        self.show_view("year")
        presenter.load()

    def _view_names(self) -> tuple[tuple[str, str], ...]:
        return (("year", self.tr("今年")), ("void", self.tr("已作废")), ("all", self.tr("全部")))

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self.tabs.mark(view)

    def show_certificates(
        self, found: Sequence[CertificateSummary], counts: Mapping[str, int], asked: str
    ) -> None:
        """Show the certificates of a view; ``asked`` is the text that was searched for."""
        for key, _ in self._view_names():
            self.tabs.show_count(key, counts.get(key, 0))
        current = self.table.current_id()
        self._model.set_rows(found)
        self._frame.show_rows(exist=bool(found))
        if not found:
            if asked:
                self._frame.empty.show_text(self.tr("没有找到“{text}”").format(text=asked))
            else:
                told = self.tr("按 Ctrl+N 开具一份。清单以外的，点“哪些不能开”看该找谁。")
                self._frame.empty.show_text(self.tr("没有证明"), told)
            self.detail.show_nothing()
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(found[0].id)
        self._presenter.choose(self.table.current_id())

    def show_detail(self, chosen: CertificateSummary) -> None:
        """Show one certificate."""
        self.detail.show_certificate(chosen)

    def show_list(self, query: ListQuery) -> None:
        self.search.set_text_silently(query.text)
        self._presenter.show_view(query.view or "year", query.text)

    def show_record(self, kind: str, record_id: str) -> None:
        """A certificate is shown; for a person, one is begun."""
        if kind == "certificate":
            self._presenter.show_certificate(record_id)
        elif kind == "person":
            self._presenter.add_for(record_id)

    def select_certificate(self, certificate_id: str) -> bool:
        """Put the cursor on a certificate; false when it is not in the list shown."""
        return self.table.select_id(certificate_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.table.setFocus()

    def close_screen(self) -> None:
        self._presenter.close()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (("new", self._presenter.add), ("refused", self._presenter.open_refused))

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("开具证明"), self._presenter.add, shortcut="Ctrl+N"),
            Command(self.tr("哪些证明不能开"), self._presenter.open_refused),
            Command(self.tr("打印今年的存根册"), self._presenter.print_stubs),
            Command(self.tr("导出今年的存根册"), self._presenter.export_stubs),
            Command(self.tr("核对证明文件是不是存档的那一份"), self._presenter.verify),
            Command(self.tr("核对证明的编号和校验码"), self._presenter.ask_code),
        )
