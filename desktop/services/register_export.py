"""Lists leave the office as a workbook, masked unless asked otherwise, and it is written down (导出名册)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.register_filter import RegisterFilter, SortKey
from desktop.services import register
from desktop.services.office import Office
from desktop.services.register import ListKind

_WINDOW = 400


def export_list(
    office: Office,
    path: Path,
    kind: ListKind,
    chosen: RegisterFilter,
    columns: Sequence[str],
    purpose: str,
    sort: Sequence[SortKey] = (),
    job: JobHandle | None = None,
    *,
    only: Sequence[str] | None = None,
    reveal: bool = False,
) -> int:
    """Write a list as it is shown: the same rows, columns, order and masks.

    The export is logged with its purpose and columns before the file is in its place; one with
    covered values in full is logged as kind ``export_full``.

    Args:
        office: The open office.
        path: ``.xlsx`` or ``.csv``; replaced as a whole or not at all.
        kind: People or households.
        chosen: The filter.
        columns: Column keys in order.
        purpose: What it is for, as the user gave it.
        sort: Sort keys; empty for the order of groups and households.
        job: Told how many rows are written; may cancel.
        only: Ids in order instead of the filter's, such as the hits of a search.
        reveal: Write covered values in full; needs the right to see them.

    Returns:
        Number of rows.

    Raises:
        ProblemError: SYS-403; REG-040 no purpose was given; IMP-080 the file can't be written.
        Cancelled: The user asked to stop; an old file is untouched.
    """
    from desktop.exchange.list_writer import write_list

    office.require(Right.EXPORT)
    if reveal:
        office.require(Right.REVEAL)
    if not purpose.strip():
        raise ProblemError(Problem("REG-040", place=Place(field="purpose")))
    job = job or NoJob()
    ids = list(only) if only is not None else register.list_ids(office, kind, chosen, sort)
    labels = {column.key: column.label for column in register.columns(kind)}

    def texts() -> Iterator[Sequence[str]]:
        for start in range(0, len(ids), _WINDOW):
            window = ids[start : start + _WINDOW]
            for row in register.rows(office, kind, window, columns, chosen.on, reveal=reveal):
                yield row.cells
        # Last of all the rows, while the file can still be given up: what leaves is written down.
        logged = "export_full" if reveal else "export"
        office.log_access(logged, kind.value, None, tuple(columns), purpose.strip())

    return write_list(path, [labels[key] for key in columns], texts(), job=job)
