"""Which fields may leave the village, by the county's ruling.

A field that stays in the village is neither sent nor taken from what the county sends: what was
never sent up cannot be emptied by what comes down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.domain.catalogue import Sensitivity
from sync.protocol.operation import Op, Operation
from sync.protocol.registry import Authority, FieldRule, RecordKind, registry


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the county rules to leave the village.

    Attributes:
        classes: Whether fields of a sensitivity class travel. Class R never does as a class.
        fields: Single fields by ``table.column``; they override their class, and only so can a
            field of class R travel.
    """

    classes: Mapping[Sensitivity, bool] = field(
        default_factory=lambda: {Sensitivity.N: True, Sensitivity.P: True}
    )
    fields: Mapping[str, bool] = field(default_factory=dict)
    _by_kind: dict[int, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def from_wire(cls, ruling: Mapping[str, bool]) -> "Ruling":
        """The ruling of a message: keys are class letters and ``table.column``.

        A class that is not named keeps its default: N and P travel, S and R stay.
        """
        classes = {Sensitivity(key): value for key, value in ruling.items() if "." not in key}
        single = {key: value for key, value in ruling.items() if "." in key}
        return cls({**cls().classes, **classes}, single)

    def allows(self, kind: RecordKind, rule: FieldRule) -> bool:
        """Whether a field of a kind leaves the village.

        What only the county writes came from it and is nothing to hold back: the two values of a
        conflict are of class S wherever they are shown, and a village must see them to decide.
        """
        named = self.fields.get(f"{kind.table}.{rule.name}")
        if named is not None:
            return named
        if rule.authority is Authority.COUNTY:
            return True
        return rule.sensitivity is not Sensitivity.R and self.classes.get(rule.sensitivity, False)

    def travelling(self, kind: RecordKind) -> frozenset[str]:
        """Names of the fields of a kind that leave the village; none: its records stay as well."""
        names = self._by_kind.get(kind.number)
        if names is None:
            names = frozenset(name for name, rule in kind.fields.items() if self.allows(kind, rule))
            self._by_kind[kind.number] = names
        return names


def trim(operation: Operation, ruling: Ruling) -> Operation | None:
    """The part of an operation that may leave the village, or None when nothing may.

    Fields that the registry does not know stay: nobody has ruled on them.
    """
    kind = registry().find(operation.kind)
    names = ruling.travelling(kind) if kind else frozenset()
    if not names:
        return None
    if operation.fields.keys() <= names and operation.before.keys() <= names:
        return None if operation.op is Op.UPDATE and not operation.fields else operation
    fields = {name: value for name, value in operation.fields.items() if name in names}
    before = {name: value for name, value in operation.before.items() if name in names}
    if operation.op is Op.UPDATE and not fields:
        return None
    return replace(operation, fields=fields, before=before)
