"""What a list is narrowed to: values wanted, values not wanted, and the sentence that says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class FilterTerm:
    """One value of one group, wanted or (``excluded``) not wanted."""

    group: str
    code: str
    label: str
    excluded: bool = False

    @property
    def words(self) -> str:
        """The term as the sentence says it."""
        if self.excluded:
            return QCoreApplication.translate("FilterTerm", "非 {value}").format(value=self.label)
        return self.label


@dataclass(frozen=True, slots=True)
class FilterSet:
    """Terms in the order they were chosen.

    Wanted values of one group widen each other (或), groups narrow each other (且), values not
    wanted are taken away one by one (且 非).
    """

    terms: tuple[FilterTerm, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __iter__(self) -> Iterator[FilterTerm]:
        return iter(self.terms)

    def find(self, group: str, code: str) -> FilterTerm | None:
        """The term on a value, wanted or not, or None."""
        return next((t for t in self.terms if (t.group, t.code) == (group, code)), None)

    def with_term(self, term: FilterTerm) -> "FilterSet":
        """With a term added, or turned round when the value was there the other way."""
        if self.find(term.group, term.code) is None:
            return FilterSet((*self.terms, term))
        same = (term.group, term.code)
        return FilterSet(tuple(term if (t.group, t.code) == same else t for t in self.terms))

    def without(self, group: str, code: str) -> "FilterSet":
        """Without the term on a value."""
        return FilterSet(tuple(t for t in self.terms if (t.group, t.code) != (group, code)))

    def toggled(self, term: FilterTerm) -> "FilterSet":
        """A term that is there as it stands goes, any other comes or is turned round."""
        if self.find(term.group, term.code) == term:
            return self.without(term.group, term.code)
        return self.with_term(term)

    def wanted(self) -> dict[str, tuple[str, ...]]:
        """Codes wanted by group, in the order chosen."""
        found: dict[str, tuple[str, ...]] = {}
        for term in self.terms:
            if not term.excluded:
                found[term.group] = (*found.get(term.group, ()), term.code)
        return found

    def parts(self) -> tuple[tuple[str, FilterTerm], ...]:
        """Terms in sentence order, each with the joining word before it (empty for the first)."""
        ordered: list[FilterTerm] = []
        for group in dict.fromkeys(t.group for t in self.terms if not t.excluded):
            ordered += [t for t in self.terms if t.group == group and not t.excluded]
        ordered += [t for t in self.terms if t.excluded]
        both = QCoreApplication.translate("FilterSet", "且")
        either = QCoreApplication.translate("FilterSet", "或")
        joined: list[tuple[str, FilterTerm]] = []
        before: FilterTerm | None = None
        for term in ordered:
            if before is None:
                joiner = ""
            else:
                joiner = either if before.group == term.group and not term.excluded else both
            joined.append((joiner, term))
            before = term
        return tuple(joined)

    def sentence(self) -> str:
        """The filter in words, such as ``一组 或 二组 且 党员 且 非 在村``; empty for no terms."""
        return " ".join(f"{joiner} {term.words}".strip() for joiner, term in self.parts())
