"""Answers the list page: filter, search, order, saved views, export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from shiboken6 import isValid

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.domain.register_filter import ListLayout, RegisterFilter, SortKey
from desktop.services import register, saved_views
from desktop.services.register import Facet, ListKind
from desktop.services.saved_views import SavedView
from ui.dialogs.closed import accept_if_open
from ui.screens.register.list_filter import to_filter, to_groups, to_terms
from ui.screens.register.list_question import ListAnswer, ListQuestion
from ui.screens.register.table_model import LoadedRows
from ui.widgets.filter_terms import FilterSet
from ui.widgets.virtual_table import TableArrangement

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.register.export_dialog import ExportWish
    from ui.screens.register.list_page import ListPage
    from ui.screens.register.view_dialog import SaveViewDialog
    from ui.shell.shell_api import Shell

MOST_HITS = 200
"""More than anyone reads; a search that finds more is too short."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterList", text)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one list shows."""

    chosen: RegisterFilter
    sort: tuple[SortKey, ...] = ()


class ListPresenter:
    """Holds a filter and an order for each of the two lists and one search text for both."""

    def __init__(self, page: "ListPage", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._page = page
        self._office = office
        self._runner = runner
        self._shell = shell
        self._kind = ListKind.PEOPLE
        self._text = ""
        self._outside_too = False
        self._wishes = {
            kind: _Wish(register.usual_layout(kind).filter, page.sort_kept(kind)) for kind in ListKind
        }
        self._ids: list[str] = []  # of the filter alone, in order
        self._started = False
        self._has_views = False
        self._has_begun = False  # the list's beginning is in view, the rest still asked for

    @property
    def kind(self) -> ListKind:
        """Which list is shown."""
        return self._kind

    def shown_ids(self) -> Sequence[str]:
        """Ids in the order shown, for going from card to card."""
        return self._page.models[self._kind].ids

    def load(self) -> None:
        """Read the list and its counts anew."""
        self._started, self._has_begun = True, False
        kind, wish = self._kind, self._wishes[self._kind]
        self._page.show_filter(to_terms(kind, wish.chosen))
        office = self._office

        def asked_still() -> bool:
            return kind is self._kind and wish == self._wishes[kind]

        question = ListQuestion(kind, wish.chosen, wish.sort, self._page.loader(kind))
        early = self._page.take_early(question)

        def read_list(_job: JobHandle) -> ListAnswer:
            return question(office) if early is None else early.whole.result()

        def show_beginning(answer: ListAnswer) -> None:
            if asked_still() and answer.ids and not self._ids and not self._text:
                self._page.show_ids(answer.ids, wish.chosen.on, asked="", all_gone=False, first=answer.rows)
                self._has_begun = True

        def show_list(answer: ListAnswer) -> None:
            if asked_still():
                self._ids = answer.ids
                self._show_found(answer.rows)
                self._has_begun = False
                # Now only: all at once would keep the first rows waiting, to be read and then to be painted.
                if early is None:
                    read_rest()
                else:
                    QTimer.singleShot(0, self._page, read_rest)

        def show_facets(facets: tuple[Facet, ...]) -> None:
            if asked_still():
                self._page.show_facets(to_groups(facets), to_terms(kind, wish.chosen))

        def read_rest() -> None:
            if not self._has_views:
                self.load_views()
            self._runner.read(
                lambda job: register.facets(office, kind, wish.chosen),
                show_facets,
                self._shell.show_error,
                owner=self._page,
            )

        if early is not None:
            self._await(early.beginning, show_beginning)
        self._runner.read(read_list, show_list, self._shell.show_error, owner=self._page)

    def _await(self, beginning: "Future[ListAnswer]", show: Callable[[ListAnswer], None]) -> None:
        """Show the list's beginning, now if it is there; what fails is told by the list."""
        if not beginning.done():
            self._runner.read(lambda job: beginning.result(), show, lambda _: None, owner=self._page)
        elif beginning.exception() is None:
            show(beginning.result())

    def load_views(self) -> None:
        """Read the saved views of the list in view."""
        self._has_views = True
        screen = self._screen()
        self._runner.read(
            lambda job: saved_views.list_views(self._office, screen),
            lambda views: self._page.show_views(views) if screen == self._screen() else None,
            self._shell.show_error,
            owner=self._page,
        )

    def show_kind(self, kind: ListKind) -> None:
        """Go to the other list; the search text stays."""
        self._kind = kind
        self._page.show_kind(kind)
        self.load()
        self.load_views()

    def show(self, kind: ListKind, terms: FilterSet, text: str) -> None:
        """Show what another screen asks for; without terms the usual list."""
        chosen = to_filter(terms) if terms else register.usual_layout(kind).filter
        self._wishes[kind] = replace(self._wishes[kind], chosen=chosen)
        self._text = text
        self._page.search.set_text_silently(text)
        self.show_kind(kind)

    def choose(self, terms: FilterSet) -> None:
        """Narrow the list to other terms."""
        wish = self._wishes[self._kind]
        self._wishes[self._kind] = replace(wish, chosen=to_filter(terms, wish.chosen.on))
        self.load()

    def clear(self) -> None:
        """Take back what narrows the list: the search text first, then the filter.

        From the usual filter on, which leaves out those who are gone, the next step shows everyone.
        """
        if self._text:
            self._page.search.set_text_silently("")
            self.search("")
            return
        usual = register.usual_layout(self._kind).filter
        wish = self._wishes[self._kind]
        chosen = usual if wish.chosen != usual else wish.chosen
        if chosen != wish.chosen:
            self._wishes[self._kind] = replace(wish, chosen=chosen)
            self.load()

    def sort(self, kind: ListKind, key: str, descending: bool) -> None:
        """Order a list by a column."""
        sort = (SortKey(key, descending),)
        if self._wishes[kind].sort == sort:
            return
        self._wishes[kind] = replace(self._wishes[kind], sort=sort)
        if self._started and kind is self._kind:
            self.load()

    def search(self, text: str) -> None:
        """Look for people by whatever is known of them."""
        self._text = text
        self._outside_too = False
        self._show_found()

    def show_outside(self) -> None:
        """Show the hits that the filter hides as well."""
        self._outside_too = True
        self._show_found()

    def _show_found(self, first: LoadedRows | None = None) -> None:
        """Show the list as filtered, with its first rows, or the hits of the search within it."""
        kind, text, on = self._kind, self._text, self._wishes[self._kind].chosen.on
        if not text:
            shows_all = self._wishes[kind].chosen in (
                RegisterFilter(),
                register.usual_layout(kind).filter,
            )
            empty_register = not self._ids and shows_all
            if not (self._has_begun and self._page.show_rest(self._ids)):
                self._page.show_ids(self._ids, on, asked="", all_gone=empty_register, first=first)
            self._page.show_count(self._page.number_text(len(self._ids)))
            return

        def work(_job: JobHandle) -> list[str]:
            from desktop.services.search import find_people  # late: the first list is not searched

            hits = find_people(self._office, text, MOST_HITS)
            if kind is ListKind.PEOPLE:
                return [hit.id for hit in hits]
            return list(dict.fromkeys(hit.household_id for hit in hits if hit.household_id))

        def show(found: list[str]) -> None:
            if (kind, text) == (self._kind, self._text):
                self._show_hits(found, on)

        self._runner.read(work, show, self._shell.show_error, owner=self._page)

    def _show_hits(self, found: list[str], on: str) -> None:
        in_list = set(found).intersection(self._ids)
        within = [one for one in found if one in in_list]
        outside = len(found) - len(within)
        everything = self._outside_too or not within
        shown = found if everything else within
        self._page.show_ids(shown, on, asked=self._text, all_gone=False)
        words = _tr("找到 {number}").format(number=self._page.number_text(len(shown)))
        if everything and outside and shown:
            words += _tr("，其中 {number}不在筛选范围内").format(number=self._page.number_text(outside))
        if len(found) >= MOST_HITS:
            words = _tr("只显示前 {number}，请多输几个字").format(number=self._page.number_text(len(shown)))
        more = "" if everything or not outside else _tr("另有 {number}不在筛选范围内，也显示")
        self._page.show_count(words, more.format(number=self._page.number_text(outside)))

    # Saved views

    def _screen(self) -> str:
        return f"register.{self._kind.value}"

    def save_view(self) -> None:
        """Ask for a name and keep the list as it stands."""
        from ui.screens.register.view_dialog import SaveViewDialog

        dialog = SaveViewDialog(self._page)
        dialog.submitted.connect(partial(self._save_view, dialog))
        dialog.open()

    def _save_view(self, dialog: "SaveViewDialog", name: str, for_all: bool) -> None:
        state = self._page.table.arrangement()
        wish = self._wishes[self._kind]
        layout = ListLayout(wish.chosen, state.columns, tuple(state.widths.items()), wish.sort)
        screen = self._screen()

        def saved(_view_id: str) -> None:
            accept_if_open(dialog)
            self._shell.notify(_tr("已保存视图“{name}”").format(name=name.strip()))
            self.load_views()

        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError) and isValid(dialog):
                dialog.show_problem(error.problems[0])
            else:
                self._shell.show_error(error)

        self._runner.write(
            lambda job: saved_views.save_view(self._office, screen, name, layout, for_all=for_all),
            saved,
            failed,
        )

    def show_view(self, view: SavedView) -> None:
        """Show a list as it was kept."""
        layout = view.layout
        sort = layout.sort[:1]
        self._wishes[self._kind] = _Wish(layout.filter, sort)
        key = sort[0].field if sort else ""
        descending = bool(sort) and sort[0].descending
        self._page.table.restore(TableArrangement(layout.columns, dict(layout.widths), key, descending))
        self.load()

    def show_usual(self) -> None:
        """Show the list as it was delivered."""
        layout = register.usual_layout(self._kind)
        self._wishes[self._kind] = _Wish(layout.filter)
        self._page.table.restore(TableArrangement(layout.columns, {}))
        self.load()

    def remove_view(self, view: SavedView) -> None:
        """Forget a view; the note offers to take that back."""

        def work(_job: JobHandle) -> int | None:
            from desktop.services import history  # late: reads the models, which only undo needs

            saved_views.remove_view(self._office, view.id)
            last = history.next_undo(self._office)
            return last.change_set if last is not None else None

        def removed(change_set: int | None) -> None:
            self.load_views()
            back = partial(self._bring_back, change_set) if change_set is not None else None
            self._shell.notify(
                _tr("已删除视图“{name}”").format(name=view.name), _tr("撤销") if back else "", back
            )

        self._runner.write(work, removed, self._shell.show_error)

    def _bring_back(self, change_set: int) -> None:
        def work(_job: JobHandle) -> None:
            from desktop.services import history

            history.undo(self._office, change_set)

        self._runner.write(work, lambda _: self.load_views(), self._shell.show_error)

    # Out of the office

    def export(self) -> None:
        """Ask what for, then where to; the list leaves as it is shown."""
        from ui.screens.register.export_dialog import ExportDialog

        state = to_sentence(self._kind, self._wishes[self._kind].chosen)
        dialog = ExportDialog(
            self._page.number_text(len(self.shown_ids())), state, self._page, may_reveal=self._may_reveal()
        )
        dialog.submitted.connect(self._choose_file)
        dialog.open()

    def _may_reveal(self) -> bool:
        return self._office.may(Right.REVEAL)

    def _choose_file(self, wish: "ExportWish") -> None:
        from ui.dialogs.files import save_file

        kind_name = _tr("人员名册") if self._kind is ListKind.PEOPLE else _tr("户名册")
        name = f"{kind_name}{self._office.today().isoformat()}.xlsx"
        patterns = _tr("Excel 工作簿 (*.xlsx);;逗号分隔文本 (*.csv)")
        save_file(self._page, _tr("导出名册"), name, patterns, partial(self._export, wish))

    def _export(self, wish: "ExportWish", path: Path) -> None:
        from desktop.services.register_export import export_list

        kind, listed = self._kind, self._wishes[self._kind]
        columns = [column.identifier for column in self._page.table.shown_columns()]
        only = list(self.shown_ids()) if self._text else None

        def work(job: JobHandle) -> int:
            return export_list(
                self._office,
                path,
                kind,
                listed.chosen,
                columns,
                wish.purpose,
                listed.sort,
                job,
                only=only,
                reveal=wish.reveal,
            )

        self._shell.run_long(
            _tr("正在导出名册"),
            work,
            lambda count: self._shell.notify(
                _tr("已导出 {number}到 {file}").format(number=self._page.number_text(count), file=path.name)
            ),
        )


def to_sentence(kind: ListKind, chosen: RegisterFilter) -> str:
    """The filter as one line; 全部 for none."""
    return register.sentence(kind, chosen) or _tr("全部")
