"""Words of the screen of learning that several of its pages use."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.learning_need import Reason
from desktop.services.learning.content import ItemState, LearningItem
from desktop.services.learning.needs import LackShown
from desktop.words import word
from ui.widgets.table_column import Cell


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningWords", text)


def state_cell(item: LearningItem) -> Cell:
    """Until when an item is to be studied, with its meaning in words and colour."""
    if item.state is ItemState.WITHDRAWN:
        return Cell(_tr("{day} 撤下").format(day=item.withdrawn_on))
    if item.state is ItemState.COMING:
        return Cell(_tr("{day} 起").format(day=item.published_on))
    if item.state is ItemState.OVERDUE:
        return Cell(_tr("{day} 已到期").format(day=item.due_on), "overdue")
    if item.state is ItemState.DUE_SOON:
        return Cell(_tr("{day} 到期").format(day=item.due_on), "soon")
    return Cell(_tr("{day} 前").format(day=item.due_on) if item.due_on else "")


def origin_word(item: LearningItem) -> str:
    """Who published an item."""
    return _tr("县里") if item.is_county else _tr("本村")


def labels_text(labels: tuple[str, ...]) -> str:
    """Labels of codes in the language of the window, in one line."""
    return "、".join(word(label) for label in labels)


def reason_text(lack: LackShown) -> str:
    """Why somebody should still study something."""
    text = {
        Reason.MISSED: _tr("要补课"),
        Reason.REQUIRED: _tr("必学"),
        Reason.ROLE: _tr("岗位需要"),
    }[lack.reason]
    return f"{text}（{word(lack.why)}）" if lack.why else text


def due_text(lack: LackShown) -> str:
    """Until when, and whether that day has passed."""
    if not lack.due_on:
        return ""
    if lack.is_overdue:
        return _tr("{day} 已过期").format(day=lack.due_on)
    return _tr("{day} 前").format(day=lack.due_on)
