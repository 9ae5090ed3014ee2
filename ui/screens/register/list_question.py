"""What a list asks of the register: the ids in order, and what stands in the first rows."""

from dataclasses import dataclass

from desktop.domain.register_filter import RegisterFilter, SortKey
from desktop.services import register
from desktop.services.office import Office
from desktop.services.register import ListKind
from ui.screens.register.table_model import LoadedRows, RowLoader
from ui.widgets.block_model import BLOCK_ROWS


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """One question; equal ones have equal answers as long as nothing is written."""

    kind: ListKind
    chosen: RegisterFilter
    sort: tuple[SortKey, ...]
    loader: RowLoader

    def __call__(self, office: Office) -> tuple[list[str], LoadedRows]:
        """Ids in the order asked for and the first rows; belongs in a read lane."""
        ids = register.list_ids(office, self.kind, self.chosen, self.sort)
        self.loader.office = office
        return ids, self.loader.load(ids[:BLOCK_ROWS], self.chosen.on)
