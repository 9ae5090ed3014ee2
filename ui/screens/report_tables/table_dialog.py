"""A table is put together: its name, whom it is about, its columns, lines above and below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.register_filter import RegisterFilter, SortKey
from desktop.domain.report_table import ReportColumn, ReportSpec, Source, Subject
from desktop.services import register
from desktop.services.register import ListKind
from desktop.services.report_tables import tables
from desktop.services.report_tables.running import fields_of
from desktop.services.report_tables.tables import NewTable, SavedTable
from desktop.services.saved_views import SavedView
from desktop.words import word
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.report_tables.column_chooser import ColumnChooser
from ui.widgets.code_combo import CodeOption

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner

NO_GROUP = "none"
OWN, PRESENT, EVERYBODY = "own", "present", "all"
_GROUPS = {
    Subject.PEOPLE: ("villager_group", "grid_id", "sex", "age_band", "political_status", "residence_state"),
    Subject.HOUSEHOLDS: ("villager_group", "grid_id", "household_category", "safety_grade"),
}
_WIDTH = 44


def _tr(text: str) -> str:
    return QCoreApplication.translate("TableDialog", text)


@dataclass(frozen=True, slots=True)
class WhichRows:
    """A choice of rows: filter and order."""

    filter: RegisterFilter
    sort: tuple[SortKey, ...] = ()


def rows_on_offer(
    subject: Subject, views: Sequence[SavedView], known: ReportSpec | None
) -> dict[str, tuple[str, WhichRows]]:
    """Rows that a table can have, by key, in words: as it stands, those who are here, saved views, all."""
    kind = ListKind.PEOPLE if subject is Subject.PEOPLE else ListKind.HOUSEHOLDS
    offered: dict[str, tuple[str, WhichRows]] = {}
    if known is not None and known.subject is subject:
        said = register.sentence(kind, known.filter)
        offered[OWN] = (
            _tr("现在的条件：{said}").format(said=said or _tr("全部")),
            WhichRows(known.filter, known.sort),
        )
    offered[PRESENT] = (_tr("在村在册的"), WhichRows(tables.present(subject)))
    for view in views:
        offered[view.id] = (
            _tr("视图：{name}").format(name=view.name),
            WhichRows(view.layout.filter, view.layout.sort),
        )
    offered[EVERYBODY] = (_tr("档案里全部的"), WhichRows(RegisterFilter()))
    return offered


class TableDialog(FieldsDialog):
    """Asks for a table; ``submit_table`` gets it."""

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        parent: QWidget,
        views: Sequence[SavedView],
        subject: Subject,
        submit_table: Callable[[NewTable], None],
        known: SavedTable | None = None,
        proposal: ReportSpec | None = None,
    ) -> None:
        title = self.tr("修改报表") if known else self.tr("新报表")
        super().__init__(title, self.tr("保存"), office, runner, parent)
        self._known, self._subject, self._submit_table = known, subject, submit_table
        spec = known.spec if known else proposal
        self._spec = spec
        self.add_text("title", self.tr("名称"), known.title if known else "", required=True)
        self.add_text("requester", self.tr("报给谁"), known.requester if known else "")
        self._offered = rows_on_offer(subject, views, spec)
        options = [CodeOption(key, text) for key, (text, _) in self._offered.items()]
        self.add_code("rows", self.tr("哪些行"), options, next(iter(self._offered)))
        fields = fields_of(subject)
        groups = [CodeOption(NO_GROUP, self.tr("不分组，一人一户各一行"))]
        groups += [
            CodeOption(key, self.tr("每个{name}一行，数人数").format(name=word(fields[key].label)))
            for key in _GROUPS[subject]
        ]
        self.group = self.add_code(
            "group_by", self.tr("分组"), groups, (spec.group_by if spec else "") or NO_GROUP, required=False
        )
        self.chooser = ColumnChooser()
        self.form.add_field("columns", self.tr("列"), self.chooser, takes_enter=True)
        available = [tables.serial_column()]
        available += [ReportColumn(key, field.label) for key, field in fields.items() if key != "problem"]
        self.chooser.set_columns(available, spec.columns if spec else (tables.serial_column(),))
        self.add_text("day", self.tr("年龄算到哪天"), spec.filter.on if spec else "")
        self.add_text("head", self.tr("表头"), "｜".join(spec.head) if spec else "")
        self.add_text(
            "foot", self.tr("表尾"), "｜".join(spec.foot) if spec else self.tr("填表人：｜审核人：")
        )
        totals = bool(spec and any(column.total for column in spec.columns))
        self.add_ticks(
            "totals", self.tr("末行"), ((("yes"), self.tr("数字列合计")),), ("yes",) if totals else ()
        )
        self.say(self.tr("表头、表尾几行之间用“｜”隔开；不填表头就用名称。年龄不填日期就算到当天。"))
        self.submitted.connect(self._on_submitted)
        self.group.currentIndexChanged.connect(self._on_group)
        self.resize(self.fontMetrics().height() * _WIDTH, self.sizeHint().height())

    def _on_group(self) -> None:
        """A table by groups begins with its usual columns."""
        key = self.group.code()
        present = {column.source for column in self.chooser.columns()}
        if key not in ("", NO_GROUP) and Source.COUNT not in present:
            proposal = tables.summary_spec(self._subject, key, tables.USUAL_COUNTS[self._subject])
            fields = fields_of(self._subject)
            available = [
                *proposal.columns,
                *(ReportColumn(name, field.label) for name, field in fields.items() if field.unit),
            ]
            self.chooser.set_columns(available, proposal.columns)

    def _on_submitted(self, values: dict[str, str | tuple[str, ...]]) -> None:
        rows = self._offered[str(values["rows"])][1]
        day = self._day(str(values["day"]), future=True)
        with_totals = "yes" in values["totals"]
        fields = fields_of(self._subject)
        columns = tuple(
            replace(column, total=with_totals and self._is_number(column, fields))
            for column in self.chooser.columns()
        )

        def lines(key: str) -> tuple[str, ...]:
            return tuple(text.strip() for text in str(values[key]).split("｜") if text.strip())

        spec = ReportSpec(
            self._subject,
            columns,
            replace(rows.filter, on=day),
            rows.sort,
            "" if values["group_by"] == NO_GROUP else str(values["group_by"]),
            lines("head"),
            lines("foot"),
        )
        known = self._known
        self._submit_table(
            NewTable(
                str(values["title"]),
                spec,
                str(values["requester"]),
                known.form if known else b"",
                known.form_name if known else "",
                known.note if known else "",
            )
        )

    @staticmethod
    def _is_number(column: ReportColumn, fields: object) -> bool:
        if column.source is Source.COUNT:
            return True
        found = fields.get(column.key) if isinstance(fields, dict) else None
        return (
            column.source is Source.FIELD and found is not None and bool(found.unit) and column.key != "age"
        )
