"""What a change of a layout is called in the list of changes."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.problem import ProblemError
from desktop.reports.layout_patch import (
    AddColumn,
    LayoutPatch,
    MoveColumn,
    NameColumn,
    SetPage,
    ShowColumn,
    WidenColumn,
    WordHead,
    WordNotes,
    WordSignatures,
    WordTable,
    WordTitle,
    read_patch,
)
from desktop.reports.template import Template


def _tr(text: str) -> str:
    return QCoreApplication.translate("PatchWords", text)


def describe(text: str, shipped: Template) -> str:
    """A change in words, with the headings that columns have in the shipped layout."""
    try:
        return _words(read_patch(text), shipped)
    except ProblemError:
        return _tr("本程序不认识的调整")


def _words(patch: LayoutPatch, shipped: Template) -> str:
    if isinstance(patch, ShowColumn):
        words = _tr("显示“{column}”列") if patch.shown else _tr("隐藏“{column}”列")
        return words.format(column=_heading(shipped, patch.column))
    if isinstance(patch, MoveColumn):
        return _tr("移动“{column}”列").format(column=_heading(shipped, patch.column))
    if isinstance(patch, WidenColumn):
        return _tr("“{column}”列宽改为 {share}").format(
            column=_heading(shipped, patch.column), share=f"{patch.share:g}"
        )
    if isinstance(patch, NameColumn):
        return _tr("“{column}”列改名为“{heading}”").format(
            column=_heading(shipped, patch.column), heading=patch.heading
        )
    if isinstance(patch, AddColumn):
        return _tr("加空白列“{heading}”").format(heading=patch.heading)
    if isinstance(patch, SetPage):
        turned = {None: _tr("方向按列数"), False: _tr("竖放"), True: _tr("横放")}[patch.across]
        return _tr("纸张 {paper}，{turned}，表格 {size} 磅").format(
            paper=patch.paper, turned=turned, size=f"{patch.text_pt:g}"
        )
    return {
        WordTitle: _tr("改标题"),
        WordHead: _tr("改表头一行"),
        WordNotes: _tr("改表下说明"),
        WordSignatures: _tr("改签名栏"),
        WordTable: _tr("改表题或空表文字"),
    }[type(patch)]


def _heading(shipped: Template, value: str) -> str:
    for block in shipped.tables:
        for column in block.columns:
            if column.value == value:
                return column.column.heading
    return _tr("空白列")
