"""What a list asks of the register: ids in order, and what stands in the first rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.register_filter import RegisterFilter, SortKey
from desktop.services import register
from desktop.services.office import Office
from desktop.services.register import ListKind
from ui.screens.register.table_model import LoadedRows, RowLoader
from ui.widgets.block_model import BLOCK_ROWS

if TYPE_CHECKING:
    from concurrent.futures import Future


class ListAnswer(NamedTuple):
    """Ids in the order asked for, and their first `BLOCK_ROWS` rows."""

    ids: list[str]
    rows: LoadedRows


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """One question; equal ones have equal answers as long as nothing is written."""

    kind: ListKind
    chosen: RegisterFilter
    sort: tuple[SortKey, ...]
    loader: RowLoader

    def __call__(self, office: Office) -> ListAnswer:
        """The whole list; belongs in a read lane."""
        return self._with_rows(office, register.list_ids(office, self.kind, self.chosen, self.sort))

    def beginning(self, office: Office) -> ListAnswer:
        """The list's first rows, much sooner; none where only the whole list tells."""
        return self._with_rows(office, register.first_ids(office, self.kind, self.chosen, self.sort))

    def _with_rows(self, office: Office, ids: list[str]) -> ListAnswer:
        self.loader.office = office
        return ListAnswer(ids, self.loader.load(ids[:BLOCK_ROWS], self.chosen.on))


class EarlyAnswers(NamedTuple):
    """A question that was asked before its list was there, and what will come of it."""

    question: ListQuestion
    beginning: "Future[ListAnswer]"
    whole: "Future[ListAnswer]"
