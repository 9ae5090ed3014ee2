"""Columns of the list of matters."""

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.services.matters import MatterState, MatterSummary
from desktop.words import word
from ui.screens.matters.matter_words import amount_words, next_words, progress_words
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("MattersTable", text)


def progress_cell(matter: MatterSummary) -> Cell:
    """The six steps as shapes; a gap says what is missing as its tool tip."""
    words = progress_words(matter)
    if matter.gaps:
        return Cell(words, "overdue", "\n".join(messages.reason(problem) for problem in matter.problems))
    return Cell(words, "ok" if matter.state is MatterState.DONE else "")


def columns() -> tuple[RowColumn[MatterSummary], ...]:
    """Columns in their first order."""
    return (
        RowColumn(TableColumn("title", _tr("事项"), 11, sort_key="title"), lambda matter: matter.title),
        RowColumn(TableColumn("progress", _tr("六步"), 12), progress_cell),
        RowColumn(TableColumn("next", _tr("下一步"), 9), next_words),
        RowColumn(
            TableColumn("opened", _tr("提出日期"), 6, sort_key="opened"), lambda matter: matter.opened_on
        ),
        RowColumn(TableColumn("kind", _tr("类别"), 10, shown=False), lambda matter: word(matter.kind_label)),
        RowColumn(
            TableColumn("amount", _tr("金额"), 7, RIGHT, "amount", shown=False),
            lambda matter: amount_words(matter.amount_cents),
            lambda matter: matter.amount_cents,
        ),
        RowColumn(TableColumn("owner", _tr("落实人"), 5, shown=False), lambda matter: matter.owner),
    )
