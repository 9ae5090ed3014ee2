"""What must never happen to anybody's work, watched from outside.

Every value that a simulated user writes is unique, so that each can be followed: it stands at the end,
or was overwritten by somebody who had seen it, or people were told of it (conflict, refusal).
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sync.plan.give_back import GivenBack
from sync.plan.intake import Intake, Key
from sync.plan.likeness import alike
from sync.plan.merge import Author, Conflict, Reason, RecordState
from sync.protocol.operation import COUNTY, Op, Operation, Value
from sync.protocol.registry import Authority, FieldRule, Policy, registry

CONFLICT = 25
Token = tuple[Key, str, str]
"""Record, field (or "field.key"), and one unique piece of what was written there."""

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_UNIQUE = re.compile(r"v[0-9]+")


def tokens(key: Key, values: Mapping[str, Value]) -> set[Token]:
    """The unique pieces of a record's values; words that several people may write are left out."""
    found = set()
    rules = registry().find(key[0]).fields
    for name, value in values.items():
        policy = rules[name].policy
        if value is None or policy in (Policy.FIRST, Policy.FURTHEST):
            continue
        if policy is Policy.SET:
            pieces = [(name, element) for element in json.loads(value)]
        elif policy is Policy.MAP:
            pieces = [(f"{name}.{part}", text) for part, text in json.loads(value).items()]
        else:
            pieces = [(name, value)]
        found |= {(key, path, plain) for path, piece in pieces if (plain := _plain(str(piece)))}
    return found


@lru_cache(4096)
def _plain(piece: str) -> str:
    """A unique piece however it was typed; empty for a word that several people may write."""
    plain = piece.translate(_WIDE).replace(" ", "")
    return plain if _UNIQUE.fullmatch(plain) else ""


def _rule(conflict: Conflict) -> FieldRule:
    return registry().find(conflict.kind).fields[conflict.field]


class Ledger:
    """Follows every value, and objects to the batch that breaks a promise."""

    def __init__(self) -> None:
        self.wrote: set[Token] = set()
        self.seen_over: set[Token] = set()
        self.told: set[Token] = set()
        self.replaced: dict[Token, set[Token]] = {}
        self.left_the_county: set[Token] = set()
        self.unsent: dict[str, dict[Token, int]] = defaultdict(dict)
        self.held: dict[str, dict[tuple[Key, str], Value]] = defaultdict(dict)
        self.on_the_wire: list[tuple] = []
        self.renewed: set[int] = set()
        self.writer: dict[Token, str] = {}
        self.lost_with_county: set[Token] = set()
        self.life_began = 0
        self.torn: set[Key] = set()  # the county has forgotten, or refused, something in between
        self.counts: dict[str, int] = defaultdict(int)

    # --- users ---

    def saves(self, who: str, seq: int, key: Key, old: Mapping[str, Value], new: Mapping[str, Value]) -> None:
        """A user who sees ``old`` makes it ``new``; both hold the fields concerned."""
        gone, made = tokens(key, old) - tokens(key, new), tokens(key, new) - tokens(key, old)
        self.wrote |= made
        self.seen_over |= gone
        self.unsent[who].update(dict.fromkeys(made, seq))
        for token in made:
            self.writer[token] = who
            self.replaced[token] = {one for one in gone if one[1] == token[1]}

    def unsent_of(self, device: object) -> dict[Token, int]:
        return dict(self.unsent[device.name])

    def disk_lost(self, device: object, sent: int, kept: dict[Token, int]) -> None:
        """What was neither sent nor in the old copy cannot be asked for."""
        lost = {token for token, seq in self.unsent[device.name].items() if seq > sent and token not in kept}
        self.wrote -= lost
        self.unsent[device.name] = dict(kept)
        self.counts["restored"] += 1

    def look_at_held(self, device: object, key: Key | None = None) -> None:
        """Take what stands in fields that stay in the village, of one record or all, as what has to."""
        if key is None:
            self.held[device.name] = device.held_values()
        else:
            self.held[device.name] |= device.held_values_of(key)

    def forget_held(self, device: object, key: Key) -> None:
        held = self.held[device.name]
        for entry in [entry for entry in held if entry[0] == key]:
            del held[entry]

    # --- the county ---

    def whole_actions(self, waiting: Sequence[tuple[int, Operation]], count: int) -> None:
        sent = {operation.action for _, operation in waiting[:count]}
        left = {operation.action for _, operation in waiting[count:]}
        assert not sent & left, "a user's action was split over two batches"

    def watch(
        self,
        states: Mapping[Key, RecordState],
        operations: Iterable[Operation],
        taken: Intake,
        author: Author,
    ) -> None:
        by_key = {(operation.kind, operation.record_id): operation for operation in operations}
        assert len(by_key) == len(list(operations)), "two operations of one record in a batch"
        refused = [operation for operation, _ in taken.refusals]
        assert not {one.action for one in refused} & {
            one.action for one in by_key.values() if one not in refused
        }, "an action was refused in part"
        for operation in refused:
            self.told |= tokens((operation.kind, operation.record_id), operation.fields)
            self.torn.add((operation.kind, operation.record_id))
            self.counts["refused"] += 1
        for conflict in taken.conflicts:
            self._watch_conflict(conflict)
        for key, new in taken.states.items():
            self._watch_record(states.get(key), new, by_key[key], taken, author)

    def _watch_conflict(self, conflict: Conflict) -> None:
        self.counts[conflict.reason.value] += 1
        if not conflict.field:
            return
        kept, other = (self._conflict_tokens(conflict, side[0]) for side in (conflict.kept, conflict.other))
        self.told |= kept | other
        if conflict.reason is not Reason.FIELD:
            return
        is_decision = "." not in conflict.field and _rule(conflict).policy is Policy.FIRST
        assert not is_decision, "a conflict about the settling of a conflict"
        assert not alike(conflict.kept[0], conflict.other[0]), "a conflict between values that say the same"
        # A PC that went back to an old copy sends again under a new number, which nobody has seen; where the
        # county went back as well, what came of it may come later than this, as what another PC gives back.
        # Nor has anybody seen a list or an object as a whole, of which no replaced value was sent.
        one_value = "." in conflict.field or not _rule(conflict).needs_before
        is_torn = (conflict.kind, conflict.record_id) in self.torn
        is_renewed = not self.renewed.isdisjoint((conflict.other[1].device, conflict.kept[1].device))
        if one_value and not is_torn and not is_renewed and not self._met_twice(conflict, kept):
            assert not kept & self._ancestors(other), "a conflict with a value that its author had seen"

    def _met_twice(self, conflict: Conflict, kept: set[Token]) -> bool:
        """Whether the value kept was lost with the county and came to it a second time.

        Its author, without a receipt, sends it again as new work, which a reader of the lost revision can't
        know to be the same. Or a reader gave it back and can't say whose it is, and its author without a
        receipt sends what he has made of it since. A conflict too many, told to people, and no loss.
        """
        version = conflict.kept[1]
        if not kept or not kept <= self.lost_with_county:
            return False
        if version.rev >= self.life_began:
            return conflict.base < self.life_began
        wrote = {self.writer[token] for token in kept}
        return version.device == COUNTY and conflict.base < version.rev and wrote == {conflict.other[1].actor}

    def _conflict_tokens(self, conflict: Conflict, value: Value) -> set[Token]:
        key = (conflict.kind, conflict.record_id)
        name, _, part = conflict.field.partition(".")
        if part:
            value = None if value is None else json.dumps({part: value})
        return tokens(key, {name: value})

    def _ancestors(self, young: set[Token]) -> set[Token]:
        found: set[Token] = set()
        edge = set(young)
        while edge := {old for token in edge for old in self.replaced.get(token, ())} - found:
            found |= edge
        return found

    def _watch_record(
        self,
        old: RecordState | None,
        new: RecordState,
        operation: Operation,
        taken: Intake,
        author: Author,
    ) -> None:
        key = (new.kind, new.record_id)
        before, after = tokens(key, old.fields if old else {}), tokens(key, new.fields)
        assert not (after - before) & self.left_the_county, "an old value came back"
        self.left_the_county |= before - after
        rules = registry().find(new.kind).fields
        assert all(rules[name].accepts(value) for name, value in new.fields.items()), (
            "a value of a wrong type"
        )
        if old is not None:
            self._watch_authority(old, new, author)
        else:
            assert key[0] != CONFLICT or author.device == COUNTY, "a village made a conflict"
        if old is None or old.deleted is None:
            return
        undone = operation.op is Op.INSERT and old.deleted.device == author.device
        is_refused = any(one is operation for one, _ in taken.refusals)
        assert not (undone and new.deleted and not is_refused), "an undone deletion stayed"
        if new.deleted is not None:
            return
        self.counts["brought back"] += 1
        knew = old.deleted.device == author.device or old.deleted.rev <= operation.base
        if knew:
            return
        assert any(
            conflict.reason is Reason.REVIVED and (conflict.kind, conflict.record_id) == key
            for conflict in taken.conflicts
        ), "a deleted record came back unsaid"
        assert any(old.fields.get(name) != value for name, value in operation.fields.items()), (
            "a deleted record came back by what had been sent before"
        )

    def _watch_authority(self, old: RecordState, new: RecordState, author: Author) -> None:
        others = Authority.VILLAGE if author.device == COUNTY else Authority.COUNTY
        for name, rule in registry().find(new.kind).fields.items():
            same = old.fields.get(name) == new.fields.get(name)
            assert same or rule.authority is not others, "a field was changed by the wrong side"
        gone = old.deleted is None and new.deleted is not None
        assert not gone or new.kind != CONFLICT, "a village deleted a conflict"

    def forgotten(self, key: Key) -> None:
        """The county has forgotten that a record was deleted; who is old enough may make it anew."""
        self.left_the_county = {token for token in self.left_the_county if token[0] != key}
        self.torn.add(key)
        self.counts["forgotten"] += 1

    def gone_with(self, held: set[Token], elsewhere: set[Token]) -> None:
        """Whoever held these is gone, and nobody else has them: they can't be asked for."""
        self.wrote -= held - elsewhere
        for unsent in self.unsent.values():
            for token in held - elsewhere:
                unsent.pop(token, None)

    def county_lost(self, held: set[Token], life_began: int) -> None:
        """A county was restored: it had these, and begins a new life."""
        self.lost_with_county |= held
        self.life_began = life_began

    def given_back(self, met: GivenBack) -> None:
        """People are told of what a restored county got back and could not lay over newer work."""
        self.counts["given back"] += met.state is not None
        for conflict in met.conflicts:
            self._watch_conflict(conflict)

    # --- at rest ---

    def settle(self, states: Mapping[Key, RecordState]) -> None:
        """Nothing that anybody wrote is gone without anybody's knowledge."""
        final = set()
        for key, state in states.items():
            if state.deleted is None:
                final |= tokens(key, state.fields)
        lost = self.wrote - final - self.seen_over - self.told
        assert not lost, f"silently lost: {sorted(lost)[:5]}"
