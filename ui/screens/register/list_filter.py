"""A list's filter as the chips and facets show it, and back (筛选).

The services keep conditions on fields, the widgets keep terms on values. A condition that is not
about single values, such as an age range, becomes one term whose code holds its ends.
"""

from desktop.domain.register_filter import Condition, Op, RegisterFilter
from desktop.services import register
from desktop.services.register import Facet, ListKind
from desktop.words import word
from ui.widgets.facet_panel import FacetGroup, FacetValue
from ui.widgets.filter_terms import FilterSet, FilterTerm

_SEPARATOR = "\x1f"
_OPEN_AT_FIRST = frozenset(
    ("villager_group", "residence_state", "political_status", "group_tags", "problem", "household_state")
)


def to_terms(kind: ListKind, chosen: RegisterFilter) -> FilterSet:
    """The terms of a filter, in the order of its conditions; its day is not among them."""
    terms: list[FilterTerm] = []
    for phrase in register.describe(kind, chosen):
        condition = phrase.condition
        if condition.op in (Op.IN, Op.NOT_IN):
            excluded = condition.op is Op.NOT_IN
            terms += [
                FilterTerm(condition.field, value, word(text), excluded)
                for value, text in zip(condition.values, phrase.words, strict=True)
            ]
        else:
            group = f"{condition.field}:{condition.op.value}"
            terms.append(FilterTerm(group, _SEPARATOR.join(condition.values), phrase.sentence))
    return FilterSet(tuple(terms))


def to_filter(terms: FilterSet, on: str = "") -> RegisterFilter:
    """The opposite of `to_terms`."""
    chosen = RegisterFilter(on=on)
    for term in terms:
        field, _, op = term.group.partition(":")
        if op:
            values = tuple(term.code.split(_SEPARATOR)) if term.code else ()
            chosen = chosen.with_condition(Condition(field, Op(op), values))
            continue
        side = Op.NOT_IN if term.excluded else Op.IN
        known = chosen.find(field, side)
        values = (*(known.values if known else ()), term.code)
        chosen = chosen.with_condition(Condition(field, side, values))
    return chosen


def to_groups(facets: tuple[Facet, ...]) -> list[FacetGroup]:
    """Facets for the panel; values that nobody has and nobody asked for are left out."""
    groups = []
    for facet in facets:
        values = tuple(
            FacetValue(value.value, word(value.label), value.count)
            for value in facet.values
            if value.count or value.side
        )
        if len(values) > 1 or any(value.side for value in facet.values):
            groups.append(FacetGroup(facet.field, word(facet.label), values, facet.field in _OPEN_AT_FIRST))
    return groups
