"""Reads and writes visits for the screen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.problem import ProblemError
from desktop.domain.visit_class import CLASSES
from desktop.services.visits import entries, objects, patches, walk_lists
from desktop.services.visits.entries import Visit
from desktop.services.visits.objects import NewObject, ObjectKind, VisitObject
from desktop.services.visits.patches import Decision, Patch
from desktop.services.visits.walk_lists import NewWalkList, WalkEntry, WalkList
from ui.dialogs.closed import accept_if_open, unless_closed
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.visits.visit_entry import VisitEntry
from ui.screens.visits.walk_dialog import WalkDialog
from ui.widgets.code_options import code_options
from ui.widgets.reference_edit import ReferenceChoice

if TYPE_CHECKING:
    from desktop.domain.job import JobHandle
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.visits.view import VisitsScreen
    from ui.shell.shell_api import Shell

_RECORD_DAYS = 366
_MOST_RECORDS = 2000

Read = tuple[
    tuple[VisitObject, ...],
    tuple[Visit, ...],
    tuple[Patch, ...],
    tuple[WalkList, ...],
    tuple[str, ...],
    Mapping[str, str],
]
"""Who is visited, visits, facts to confirm, walk lists, warnings in words, names of who is responsible."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisitsPresenter", text)


class VisitsPresenter:
    """Loads the tabs, opens the forms, writes what they ask for."""

    def __init__(self, view: "VisitsScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view, self._office, self._runner, self._shell = view, office, runner, shell
        self._may_edit = office.may(Right.EDIT_VISITS)
        self._entry = VisitEntry(view, office, runner, shell)

    def load(self) -> None:
        """Read every tab anew."""
        office = self._office
        since = (office.today() - timedelta(days=_RECORD_DAYS)).isoformat()

        def read() -> Read:
            found = objects.list_objects(office)
            responsible = tuple(dict.fromkeys(each for one in found for each in one.visitor_ids))
            return (
                found,
                entries.list_visits(office, since, most=_MOST_RECORDS),
                patches.list_patches(office),
                walk_lists.list_walk_lists(office),
                tuple(each.words for each in objects.alarms(office)),
                entries.named_visitors(office, responsible),
            )

        self._runner.read(lambda job: read(), self._view.show_read, self._shell.show_error, owner=self._view)

    # Visits

    def find(self) -> None:
        """Ask whom a visit was to."""
        self._entry.find()

    def enter(self, kind: str, target_id: str) -> None:
        """Ask for a visit to somebody."""
        self._entry.enter(kind, target_id)

    def change(self, visit_id: str) -> None:
        """Put a visit right."""
        self._entry.change(visit_id)

    def remove(self, visit: Visit | None) -> None:
        """Remove a visit that was entered by mistake, after a question."""
        if visit is None or not self._may_edit:
            return
        self._shell.ask(
            _tr("删除 {at} 走访{name}的记录？").format(at=visit.at, name=visit.title),
            _tr("还没确认的变更一起删除；登记了的任务不删。可以撤销。"),
            _tr("删除"),
            lambda: self._run(lambda: entries.remove_visit(self._office, visit.row.id)),
            danger=True,
        )

    # Facts found changed

    def confirm(self, patch: Patch | None) -> None:
        """Let the register take what was found."""
        if patch is None or not self._office.may(Right.EDIT_REGISTER):
            return

        def done(decision: Decision) -> None:
            if decision is Decision.ASKED_AGAIN:
                self._runner.read(
                    lambda job: patches.list_patches(self._office),
                    lambda read: self._ask_again(next(p for p in read if p.row.id == patch.row.id)),
                    self._shell.show_error,
                    owner=self._view,
                )
            elif decision is Decision.WRITTEN:
                self._shell.notify(
                    _tr("已写入档案：{owner} {field}").format(owner=patch.owner, field=patch.label)
                )
            else:
                self._shell.notify(_tr("档案里已经是这样了，不用再改。"))
            self._changed()

        self._runner.write(
            lambda job: patches.confirm_patch(self._office, patch.row.id), done, self._shell.show_error
        )

    def _ask_again(self, patch: Patch) -> None:
        """The register was changed since the visit: the old value in the question is today's."""
        self._shell.ask(
            _tr("{owner}的{field}在走访以后改过了，还要改吗？").format(owner=patch.owner, field=patch.label),
            _tr("档案里现在是“{old}”，走访时记的是“{new}”。").format(
                old=patch.old or _tr("没有填"), new=patch.new or _tr("没有填")
            ),
            _tr("改成走访记的"),
            lambda: self.confirm(patch),
        )

    def dismiss(self, patch: Patch | None) -> None:
        """Ask why the register stays as it is."""
        if patch is None or not self._office.may(Right.EDIT_REGISTER):
            return
        about = _tr("{owner}　{field}：{old} → {new}").format(
            owner=patch.owner, field=patch.label, old=patch.old or _tr("没有填"), new=patch.new
        )
        dialog = FieldsDialog(
            _tr("不采用"), _tr("不采用"), self._office, self._runner, self._view, about=about
        )
        dialog.add_text("reason", _tr("为什么"), required=True).setPlaceholderText(
            _tr("如 打电话核实过，号码没有变")
        )
        dialog.submitted.connect(
            lambda values: self._store(
                dialog, lambda: patches.dismiss_patch(self._office, patch.row.id, str(values["reason"]))
            )
        )
        dialog.open()

    # Walk lists

    def plan(self, chosen: Sequence[VisitObject]) -> None:
        """Ask for who goes and when; whom to visit are those shown."""
        if not self._may_edit:
            return
        if not chosen:
            self._shell.notify(_tr("这里没有要走访的，先换一个筛选。"))
            return
        office = self._office

        def work() -> tuple[NewWalkList, Mapping[str, str]]:
            new = walk_lists.suggest_walk_list(office, chosen)
            return new, entries.named_visitors(office, new.visitor_ids)

        def ask(read: tuple[NewWalkList, Mapping[str, str]]) -> None:
            new, people = read
            dialog = FieldsDialog(
                _tr("做走访单"),
                _tr("做走访单"),
                office,
                self._runner,
                self._view,
                about=_tr("列入 {homes} 户，要看 {people} 人，按走的路线排好。").format(
                    homes=len({one.household_id for one in chosen}),
                    people=sum(one.kind is ObjectKind.PERSON for one in chosen),
                ),
            )
            dialog.add_text(
                "title", _tr("名称"), new.title, required=True, hint=_tr("只在电脑上看，不印在单子上")
            )
            dialog.add_day("planned_on", _tr("哪天走"), new.planned_on, future=True)
            dialog.add_people(
                "visitors", _tr("走访人"), [ReferenceChoice(one, name) for one, name in people.items()]
            )

            def store(values: Mapping[str, Any]) -> None:
                wanted = NewWalkList(
                    values["title"], values["planned_on"], values["visitors"], new.target_ids
                )
                self._store(
                    dialog, lambda: walk_lists.plan_walk_list(office, wanted), self._view.show_new_list
                )

            dialog.submitted.connect(store)
            dialog.open()

        self._runner.read(lambda job: work(), ask, self._shell.show_error, owner=self._view)

    def enter_list(self, list_id: str) -> None:
        """Enter a list row by row."""
        if not list_id or not self._may_edit:
            return
        office = self._office

        def ask(walk: WalkList) -> None:
            dialog = WalkDialog(walk, self._view, may_log=office.may(Right.EDIT_EVENTS))

            def store(entry: WalkEntry) -> None:
                self._runner.write(
                    lambda job: walk_lists.enter_line(office, list_id, entry),
                    unless_closed(
                        dialog, lambda _: dialog.show_stored(entry.home_id), lambda _: self._changed()
                    ),
                    unless_closed(dialog, failed, self._shell.show_error),
                )

            def failed(error: Exception) -> None:
                if isinstance(error, ProblemError) and any(problem.place for problem in error.problems):
                    dialog.show_problems(error.problems)
                else:
                    dialog.save.setEnabled(True)
                    self._shell.show_error(error)

            dialog.submitted.connect(store)
            dialog.finished.connect(lambda _: self._changed())
            dialog.open()

        self._runner.read(
            lambda job: walk_lists.get_walk_list(office, list_id),
            ask,
            self._shell.show_error,
            owner=self._view,
        )

    def close_list(self, walk: WalkList | None) -> None:
        """Close a list after a question; one from which nothing was entered can be removed instead."""
        if walk is None or not self._may_edit or walk.row.closed_on:
            return
        office, left = self._office, len(walk.lines) - walk.entered
        if not walk.entered:
            self._shell.ask(
                _tr("“{title}”还没有登记，删除这张走访单？").format(title=walk.row.title),
                _tr("上面的人和户照样到期。"),
                _tr("删除"),
                lambda: self._run(lambda: walk_lists.remove_walk_list(office, walk.row.id)),
                danger=True,
            )
            return
        self._shell.ask(
            _tr("结束“{title}”？").format(title=walk.row.title),
            _tr("还有 {n} 户没有登记，照样到期。").format(n=left) if left else _tr("都登记了。"),
            _tr("结束"),
            lambda: self._run(lambda: walk_lists.close_walk_list(office, walk.row.id)),
        )

    # By hand

    def add_object(self) -> None:
        """Ask whom to put into a class."""
        self._open_object(None, None)

    def change_object(self, one: VisitObject | None) -> None:
        """Change what was decided by hand."""
        if one is None:
            return
        self._runner.read(
            lambda job: objects.get_object(self._office, one.hand_id),
            lambda new: self._open_object(one, new),
            self._shell.show_error,
            owner=self._view,
        )

    def _open_object(self, one: VisitObject | None, existing: NewObject | None) -> None:
        if not self._may_edit:
            return
        office = self._office
        title = _tr("列入走访对象") if one is None else _tr("修改：{name}").format(name=one.title)
        dialog = FieldsDialog(title, _tr("保存"), office, self._runner, self._view)
        if existing is None:
            dialog.add_target("target", _tr("哪个人、哪一户"))
        dialog.add_code(
            "visit_class", _tr("类别"), code_options(CLASSES), existing.visit_class if existing else "F1"
        )
        dialog.add_text(
            "cycle_days",
            _tr("几天一次"),
            existing.cycle_days if existing else "",
            hint=_tr("不填就按这一类的周期"),
        )
        dialog.add_day(
            "from_on",
            _tr("从哪天起"),
            existing.from_on if existing else office.today().isoformat(),
            future=True,
        )
        dialog.add_day(
            "to_on", _tr("到哪天"), existing.to_on if existing else "", required=False, future=True
        )
        dialog.add_text("reason", _tr("为什么"), existing.reason if existing else "", required=True)

        def store(values: Mapping[str, Any]) -> None:
            kind, _, target = str(values.get("target", "")).partition("/")
            new = NewObject(
                existing.kind if existing else kind,
                existing.target_id if existing else target,
                values["visit_class"],
                values["from_on"],
                values["to_on"],
                values["cycle_days"],
                values["reason"],
            )

            def work() -> None:
                if one is None:
                    objects.add_object(office, new)
                else:
                    objects.change_object(office, one.hand_id, new)

            self._store(dialog, work)

        dialog.submitted.connect(store)
        dialog.open()

    def end_object(self, one: VisitObject | None) -> None:
        """Take somebody out after a question."""
        if one is None or not self._may_edit:
            return
        self._shell.ask(
            _tr("把{name}移出走访对象？").format(name=one.title),
            _tr("从今天起不再按手工列入的类别走访；按规则该走的照样走。"),
            _tr("移出"),
            lambda: self._run(lambda: objects.end_object(self._office, one.hand_id)),
        )

    # Papers

    def print_list(self, walk: WalkList | None) -> None:
        """Preview a walk list."""
        if walk is None:
            return
        list_id = walk.row.id

        def make(full: bool, _job: "JobHandle") -> bytes:
            from desktop.services.visits.printing import render_walk_list

            return render_walk_list(self._office, list_id, reveal=full)

        # a printer's queue and the name of a file are read by others too: not what somebody typed
        self._open_paper(
            _tr("走访单 {day}").format(day=walk.row.planned_on),
            _tr("不印困难原因和证件号，电话只印头尾。打印会记入日志。"),
            make,
            _tr("印完整电话"),
        )

    def print_coverage(self) -> None:
        """Ask for a period, then preview how far it was covered."""
        today = self._office.today()
        dialog = FieldsDialog(
            _tr("打印走访情况表"),
            _tr("预览"),
            self._office,
            self._runner,
            self._view,
            about=_tr("各类对象走到了多少，没有姓名，可以报乡镇。"),
        )
        dialog.add_day("first", _tr("从哪天"), date(today.year, today.month, 1).isoformat())
        dialog.add_day("last", _tr("到哪天"), today.isoformat())

        def show(values: Mapping[str, Any]) -> None:
            try:
                end = (date.fromisoformat(values["last"]) + timedelta(days=1)).isoformat()
                first = date.fromisoformat(values["first"]).isoformat()
            except ValueError:
                dialog.form["first"].show_problem(_tr("看不懂日期，请写成 2026-11-01 这样。"))
                return
            if first >= end:
                dialog.form["last"].show_problem(_tr("结束的一天在开始之前。"))
                return
            dialog.accept()

            def make(_full: bool, _job: "JobHandle") -> bytes:
                from desktop.services.visits.printing import render_coverage

                return render_coverage(self._office, first, end)

            self._open_paper(_tr("走访情况表"), _tr("人次和人数分开写。打印会记入日志。"), make)

        dialog.submitted.connect(show)
        dialog.open()

    def _open_paper(
        self, name: str, note: str, make: "Callable[[bool, JobHandle], bytes]", full: str = ""
    ) -> None:
        from ui.screens.register.print_dialog import Paper, PrintDialog

        if self._office.may(Right.PRINT):
            paper = Paper(name, name, note, full, False, make)
            PrintDialog(self._office, self._runner, self._shell, paper, self._view).open()

    # Small help

    def _store(
        self, dialog: FieldsDialog, work: Callable[[], Any], then: Callable[[], None] | None = None
    ) -> None:
        """Write what a form asks for; it closes when it is stored."""
        dialog.yes.setEnabled(False)

        def stored(_: Any) -> None:
            accept_if_open(dialog)
            self._changed()
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            dialog.yes.setEnabled(True)
            if isinstance(error, ProblemError) and any(problem.place for problem in error.problems):
                dialog.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        refused = unless_closed(dialog, failed, self._shell.show_error)
        self._runner.write(lambda job: work(), stored, refused)

    def _run(self, work: Callable[[], Any]) -> None:
        self._runner.write(lambda job: work(), lambda _: self._changed(), self._shell.show_error)

    def _changed(self) -> None:
        self._shell.records_changed()
