"""Figures of patrols (巡查统计): patrols, person-times and people of a span or of an alert, apart."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.code_table import code_table
from desktop.services.office import Office
from desktop.services.patrols.rounds import ABNORMAL, DANGER, Patrol, PatrolFilter, list_patrols, split_names


@dataclass(frozen=True, slots=True)
class PatrolFigures:
    """What patrols come to.

    Attributes:
        patrols: Patrols of a site (点次); a round of five sites counts five.
        person_times: Those who went, added up over the patrols (人次).
        people: Different people (人).
        sites: Different sites (个点).
        abnormal: Patrols that found something abnormal.
        danger: Patrols that found danger.
        late: Patrols that were entered late.

    Source:
        domain.md 12: patrol person-times are the sum over patrols of patrollers; 人 and 人次 are told apart.
    """

    patrols: int
    person_times: int
    people: int
    sites: int
    abnormal: int
    danger: int
    late: int


@dataclass(frozen=True, slots=True)
class FigureLine:
    """The figures of one kind of sites, or of one day."""

    label: str
    figures: PatrolFigures


def count_patrols(patrols: Sequence[Patrol]) -> PatrolFigures:
    """The figures of some patrols; people of the register by their record, others by name."""
    results = Counter(each.row.result for each in patrols)
    return PatrolFigures(
        len(patrols),
        sum(len(each.names) for each in patrols),
        len({one for each in patrols for one in _people(each)}),
        len({each.row.site_id for each in patrols}),
        results[ABNORMAL],
        results[DANGER],
        sum(each.is_late for each in patrols),
    )


def _people(patrol: Patrol) -> tuple[str, ...]:
    named = split_names(patrol.row.patrollers)
    return (*patrol.row.patroller_ids, *(f"name:{name}" for name in named))


def figures_by_kind(patrols: Sequence[Patrol]) -> tuple[FigureLine, ...]:
    """The figures kind by kind, in the order of the table of kinds."""
    kinds: dict[str, list[Patrol]] = defaultdict(list)
    for each in patrols:
        kinds[each.site_kind].append(each)
    table = code_table("hazard_kind")
    order = [entry.code for entry in table.entries]
    return tuple(
        FigureLine(table.label(kind) if kind else "没有种类", count_patrols(kinds[kind]))
        for kind in sorted(kinds, key=lambda kind: order.index(kind) if kind in order else len(order))
    )


def figures_of(office: Office, wanted: PatrolFilter) -> PatrolFigures:
    """The figures of a span, or of an alert within it.

    Raises:
        ProblemError: PTL-047, SYS-403.
    """
    return count_patrols(list_patrols(office, wanted))
