"""The rules of points in force, their versions, and the way to a new one (规则)."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.points_scheme import (
    OriginRule,
    PointsItem,
    PointsScheme,
    Source,
    Span,
    Subject,
    show_points,
)
from desktop.services.points import schemes
from desktop.services.points.printing import range_words
from desktop.services.points.schemes import SchemeVersion
from desktop.words import word
from ui.screens.points.context import PageContext
from ui.screens.points.list_page import ListPage
from ui.screens.points.scheme_dialog import SchemeDialog
from ui.widgets.dress import button, label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("PointsRules", text)


def origin_words(rule: OriginRule) -> str:
    """Which records an item follows from."""
    if rule.source is Source.DUES:
        return _tr("党费记录")
    if rule.source is Source.DISCIPLINE:
        return _tr("处分记录")
    table = "deed_kind" if rule.source is Source.DEED else "meeting_kind"
    kinds = "、".join(word(code_table(table).label(kind)) for kind in rule.kinds)
    words = {
        Source.ATTENDANCE: _tr("会议签到：{kinds}"),
        Source.MADE_UP: _tr("补课记录：{kinds}"),
        Source.DEED: _tr("实事：{kinds}"),
    }[rule.source]
    return words.format(kinds=kinds)


def limit_words(item: PointsItem) -> str:
    """How often an item counts."""
    limit = item.limit
    if limit is None:
        return ""
    span = {Span.MONTH: _tr("每月"), Span.QUARTER: _tr("每季度"), Span.YEAR: _tr("每年")}[limit.span]
    words = _tr("{span}每户最多 {count} 次") if limit.same else _tr("{span}最多 {count} 次")
    return words.format(span=span, count=limit.count)


def _columns(scheme: PointsScheme) -> tuple[RowColumn[PointsItem], ...]:
    def origins(item: PointsItem) -> str:
        if item.is_equivalent:
            return _tr("申报（只给年老体弱、流动党员）")
        return "；".join(map(origin_words, item.origins)) or _tr("申报")

    return (
        RowColumn(
            TableColumn("category", _tr("类别"), 7), lambda item: word(scheme.category_label(item.category))
        ),
        RowColumn(TableColumn("item", _tr("项目"), 14), lambda item: word(item.label)),
        RowColumn(TableColumn("points", _tr("分值"), 6, RIGHT), range_words),
        RowColumn(TableColumn("from", _tr("从哪里来"), 18), origins),
        RowColumn(TableColumn("limit", _tr("次数"), 9), limit_words),
    )


class RulesPage(QWidget):
    """Every item with what it gives and where it comes from; ceilings and versions beside them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.subject = QComboBox()
        self.subject.setAccessibleName(self.tr("台账"))
        self.subject.addItem(self.tr("党员积分办法"), Subject.MEMBER)
        self.subject.addItem(self.tr("家庭积分办法"), Subject.HOUSEHOLD)
        self.change = button(self.tr("改成新的一版…"), icon_name="edit")
        self.change.setEnabled(context.office.may(Right.EDIT_POINTS))
        beside = QWidget()
        self._told = label("", wrap=True)
        inside = QVBoxLayout(beside)
        inside.setContentsMargins(8, 0, 0, 0)
        inside.addWidget(self._told)
        inside.addStretch()
        self.page = ListPage(
            "points_rules", self.tr("积分项目"), (self.subject,), (self.change,), beside, (7, 3)
        )
        self.table = self.page.table
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self._scheme: PointsScheme | None = None
        self.subject.activated.connect(lambda _index: self.load())
        self.change.clicked.connect(self.open_change)

    def chosen_subject(self) -> Subject:
        """Whose rules are shown."""
        return Subject(self.subject.currentData())

    def load(self) -> None:
        """Read the rules anew."""
        office, subject = self._context.office, self.chosen_subject()
        self._context.read(
            lambda: (schemes.scheme_in_force(office, subject), schemes.list_versions(office, subject)),
            partial(self._show, subject),
        )

    def _show(self, subject: Subject, read: tuple[PointsScheme, tuple[SchemeVersion, ...]]) -> None:
        if subject is not self.chosen_subject():
            return
        scheme, versions = read
        self._scheme = scheme
        self.table.show_model(RowsModel(_columns(scheme), lambda item: item.code, self))
        model = self.table.table_model()
        if isinstance(model, RowsModel):
            model.set_rows(scheme.items)
        self.page.show_rows(exist=True)
        self._told.setText(self._words(scheme, versions))

    def _words(self, scheme: PointsScheme, versions: tuple[SchemeVersion, ...]) -> str:
        lines = [
            self.tr("现行：{name}，第 {version} 版").format(name=word(scheme.name), version=scheme.version),
            self.tr("每年从零开始。"),
            "",
            self.tr("全年上限"),
        ]
        for each in scheme.categories:
            ceiling = self.tr("不设") if each.ceiling_x100 is None else show_points(each.ceiling_x100)
            if each.is_negative:
                ceiling = self.tr("不设下限")
            lines.append(f"{word(each.label)}　{ceiling}")
        lines += ["", self.tr("各版")]
        for version in versions:
            found = version.scheme
            adopted = (
                self.tr("{day} 通过").format(day=version.adopted_on) if version.id else self.tr("程序自带")
            )
            words = self.tr("第 {version} 版，{day} 起用，{adopted}")
            lines.append(
                words.format(version=found.version, day=found.valid_from.isoformat(), adopted=adopted)
            )
        if scheme.source:
            lines += ["", self.tr("依据：{source}").format(source=word(scheme.source))]
        return "\n".join(lines)

    def open_change(self) -> None:
        """Adapt the rules in force; they become a new version from a day on."""
        if self._scheme is None or not self.change.isEnabled():
            return
        office = self._context.office
        dialog = SchemeDialog(self._scheme, office.today(), self)
        dialog.submitted.connect(
            lambda scheme, adopted_on: self._context.write(
                lambda: schemes.adopt_scheme(office, scheme, adopted_on),
                self.tr("新的一版从 {day} 起用。").format(day=scheme.valid_from.isoformat()),
                dialog,
            )
        )
        dialog.open()
