"""The catalogue in force: every item with its frequency, reviewer, days, and who ordered it (公开目录)."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from desktop.domain.catalogue import catalogue
from desktop.domain.rules import NATION
from desktop.services.disclosure.catalogue import CERTAINTIES, CatalogueEntry, Origin
from desktop.services.disclosure.terms import TermValue
from desktop.services.disclosure.village_facts import FACTS
from desktop.words import word
from ui.screens.duties.detail import notice_words, reviewer_words, scope_words
from ui.screens.duties.table_model import frequency_words, line_words
from ui.widgets.dress import button, foot, label
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

_TOWN_DIGITS = 9
_COUNTY_DIGITS = 6
_CITY_DIGITS = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("CatalogueDialog", text)


class CatalogueDialog(QDialog):
    """A table of items to look through, with what is ordered for the chosen one beside it."""

    def __init__(self, entries: Sequence[CatalogueEntry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("公开目录"))
        self._entries = {entry.item.code: entry for entry in entries}
        self.search = SearchBox(self.tr("找事项：名称、编号、依据"))
        self._model: RowsModel[CatalogueEntry] = RowsModel(_columns(), lambda entry: entry.item.code, self)
        self.table = VirtualTable("duties.catalogue")
        self.table.setAccessibleName(self.tr("公开目录"))
        self.table.show_model(self._model)
        self._side = PlainScroll()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self._side)
        split.setSizes([22_000, 10_000])
        split.setChildrenCollapsible(False)
        close = button(self.tr("关闭"))
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(
            label(
                self.tr("国家、省的规定随程序更新；本县的规定由县里下发，同步后自动采用。"),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.search)
        layout.addWidget(split, 1)
        layout.addLayout(foot(close))
        self.search.search_requested.connect(self.show_matching)
        self.search.went_down.connect(self.table.focus_first_row)
        self.table.current_changed.connect(self._show)
        self.show_matching("")
        self.resize(parent.window().size() * 0.86)

    def show_matching(self, text: str) -> None:
        """Show the items in which a text stands; all of them for an empty one."""
        wanted = text.strip().lower()
        rows = [
            entry
            for entry in self._entries.values()
            if wanted in f"{entry.item.code} {word(entry.item.label)} {word(entry.item.basis)}".lower()
        ]
        self._model.set_rows(rows)
        if rows:
            self.table.select_id(rows[0].item.code)
            self._show(rows[0].item.code)

    def _show(self, code: str) -> None:
        entry = self._entries.get(code)
        if entry is None:
            return
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(6)
        layout.addWidget(label(f"{entry.item.code}　{word(entry.item.label)}", "heading", wrap=True))
        for name, value in _facts(entry):
            if value:
                layout.addWidget(label(name, "small"))
                layout.addWidget(label(value, wrap=True))
        layout.addStretch()
        self._side.setWidget(host)


def _columns() -> tuple[RowColumn[CatalogueEntry], ...]:
    return (
        RowColumn(TableColumn("code", _tr("编号"), 3, sort_key="code"), lambda entry: entry.item.code),
        RowColumn(
            TableColumn("label", _tr("公开事项"), 16, sort_key="label"), lambda entry: word(entry.item.label)
        ),
        RowColumn(TableColumn("frequency", _tr("多久一次"), 6.5), _frequencies),
        RowColumn(
            TableColumn("reviewer", _tr("谁来审核"), 8, sort_key="reviewer"),
            lambda entry: reviewer_words(entry.item.reviewer),
        ),
        RowColumn(TableColumn("notice", _tr("公示期"), 5), notice_words),
        RowColumn(TableColumn("origin", _tr("规定来自"), 5, sort_key="origin"), _origin),
        RowColumn(
            TableColumn("line", _tr("类别"), 4, sort_key="line", shown=False),
            lambda entry: line_words(entry.item.code[:1]),
        ),
        RowColumn(
            TableColumn("scope", _tr("公开范围"), 5, shown=False), lambda entry: scope_words(entry.item.scope)
        ),
        RowColumn(TableColumn("basis", _tr("依据"), 16, shown=False), lambda entry: word(entry.item.basis)),
    )


def _frequencies(entry: CatalogueEntry) -> str:
    return "、".join(frequency_words(each) for each in sorted(entry.item.frequency))


def _origin(entry: CatalogueEntry) -> str | Cell:
    if not entry.changed:
        return _tr("国家")
    return Cell(_level(max(entry.changed, key=lambda each: len(each.jurisdiction))), "ok")


def _level(origin: Origin) -> str:
    digits = len(origin.jurisdiction)
    if origin.jurisdiction == NATION:
        return _tr("国家")
    if digits >= _TOWN_DIGITS:
        return _tr("乡镇、村")
    if digits >= _COUNTY_DIGITS:
        return _tr("本县")
    return _tr("本市") if digits >= _CITY_DIGITS else _tr("本省")


def _facts(entry: CatalogueEntry) -> tuple[tuple[str, str], ...]:
    item = entry.item
    needed = "\n".join(word(FACTS[name].question) for name in sorted(item.owed_if))
    return (
        (_tr("多久一次"), _frequencies(entry)),
        (_tr("谁来审核"), reviewer_words(item.reviewer)),
        (_tr("公开范围"), scope_words(item.scope)),
        (_tr("公示期"), _days(notice_words(entry), entry.notice)),
        (
            _tr("即时公开"),
            _days(_tr("{days} 天内").format(days=entry.within.value), entry.within) if entry.within else "",
        ),
        (_tr("答“有”才要公开"), needed),
        (_tr("表上不出现"), "、".join(_field_names(item.mask))),
        (_tr("依据"), f"{word(item.basis)}（{word(CERTAINTIES[item.certainty])}）"),
        (_tr("地方另有规定"), "\n".join(_change(each) for each in entry.changed)),
    )


def _days(words: str, term: TermValue | None) -> str:
    """Days with where they come from."""
    if term is None:
        return words
    source = word(term.rule.source)
    if term.own is not None:
        return _tr("{words}（本村设置；现行规定 {value}：{source}）").format(
            words=words, value=term.rule.value, source=source
        )
    certainty = word(CERTAINTIES[term.rule.certainty])
    return _tr("{words}（{source}；{certainty}）").format(words=words, source=source, certainty=certainty)


def _change(origin: Origin) -> str:
    names = {
        "duty": _tr("同一张表"),
        "frequency": _tr("多久一次"),
        "reviewer": _tr("谁来审核"),
        "scope": _tr("公开范围"),
        "notice": _tr("公示期"),
        "within": _tr("即时公开"),
        "seal": _tr("印章"),
        "layout": _tr("公开表"),
        "owed_if": _tr("什么情况下公开"),
        "mask": _tr("表上不出现"),
    }
    return _tr("{level}：{field}，{day} 起，{source}").format(
        level=_level(origin),
        field=names[origin.field],
        day=origin.since.isoformat(),
        source=word(origin.source) or _tr("没有写明出处"),
    )


def _field_names(mask: frozenset[str]) -> list[str]:
    """Names of masked fields as the register has them; the few that are no fields have their own."""
    labels = {field.identifier: word(field.label) for field in catalogue()}
    own = {
        "bank_account": _tr("银行账号"),
        "address": _tr("门牌地址"),
        "cause": _tr("致困原因"),
        "minor_name": _tr("未成年人姓名"),
        "name": _tr("姓名"),
    }
    return sorted(own.get(name) or labels.get(name, name) for name in mask)
