"""Deterministic schedules of several PCs, one county and everything that goes wrong between them.

    python -m tests.sync.simulator --seed 17      one schedule, with what happened in it
    python -m tests.sync.simulator --runs 1000    many, from --seed on

A schedule is made by its seed alone. At its end the line is quiet, everybody exchanges until nothing
moves, and the promises of docs/decisions/0021-merge.md are checked.
"""

import argparse
import json
import random
import sys
from collections import Counter

from sync.protocol.operation import Op, Operation, Value
from sync.protocol.registry import Policy, Stream, registry
from tests.sync.county import County, stream_of
from tests.sync.device import (
    COLUMNS,
    CONFLICT,
    EVENT,
    PERSON,
    RESTRICTED,
    Copy,
    Device,
    Fault,
    calm,
    travelling,
)
from tests.sync.ledger import Ledger

_TEN_YEARS_MS = 10 * 365 * 86_400_000
_STEP_MS = 60_000
_WORDS = ("李雷", "李 雷", "ＬＥＩ", "LEI")
_KEYS = ("甲", "乙", "丙")
_SLIP = 0.004


class Clocks:
    """Clocks of the PCs: right, or years off and jumping."""

    def __init__(self, seed: int, wild: bool) -> None:
        self._chance = random.Random(~seed) if wild else None

    def now(self, step: int) -> int:
        right = 1_750_000_000_000 + step * _STEP_MS
        return right + (self._chance.randint(-_TEN_YEARS_MS, _TEN_YEARS_MS) if self._chance else 0)


class Office:
    """A county and its PCs; what users do is drawn from a source of chance."""

    def __init__(self, pcs: int = 3, clocks: Clocks | None = None, seed: int = 0) -> None:
        self.ledger = Ledger()
        self.county = County(self.ledger)
        every = (Stream.REGISTER, Stream.RESTRICTED)
        # The last PC may not see the restricted stream.
        self.devices = [
            Device(self.county, every if number < pcs - 1 or pcs == 1 else every[:1], f"pc{number}")
            for number in range(pcs)
        ]
        self.clocks = clocks or Clocks(0, wild=False)
        self._slips = random.Random(f"slips of {seed}")  # apart, so that the other draws stay as they are
        self.step = 0
        self._made = 0
        self._ids = 0

    def close(self) -> None:
        for device in self.devices:
            device.close()

    # --- users ---

    def act(self, device: Device, chance: random.Random) -> None:
        """One user action of one to three changes."""
        self.step += 1
        with device.action(self.clocks.now(self.step)):
            for _ in range(chance.randint(1, 3)):
                self._change(device, chance)

    def _change(self, device: Device, chance: random.Random) -> None:
        kinds = [kind for kind in (PERSON, PERSON, EVENT, RESTRICTED) if stream_of(kind) in device.streams]
        kind = chance.choice(kinds)
        ids = device.ids(kind)
        draw = chance.random()
        if draw < 0.06:
            self._answer_conflict(device, chance)
        elif draw < 0.10 and device.undo_delete(chance):
            return
        elif not ids or draw < 0.28:
            key = (kind, self._new_id(chance))
            columns = COLUMNS[kind]
            values = {
                name: self._value(kind, name, None, chance) for name in columns if chance.random() < 0.7
            }
            values[columns[0]] = values.get(columns[0]) or self._value(kind, columns[0], None, chance)
            device.insert(*key, values)
            self._saved(device, key, {}, values)
        elif draw < 0.88:
            key = (kind, chance.choice(ids))
            old = device.row(*key)
            names = chance.sample(COLUMNS[kind], chance.randint(1, 2))
            new = {name: self._value(kind, name, old[name], chance) for name in names}
            device.update(*key, new)
            self._saved(device, key, {name: old[name] for name in names}, new)
        else:
            key = (kind, chance.choice(ids))
            self._saved(device, key, device.row(*key), {})
            device.delete(*key)

    def _answer_conflict(self, device: Device, chance: random.Random) -> None:
        ids = device.ids(CONFLICT)
        if not ids:
            return
        key = (CONFLICT, chance.choice(ids))
        draw = chance.random()
        if draw < 0.6:
            device.update(*key, {"state": "done", "decision": self._unique(), "decided_by": device.name})
        elif draw < 0.8:
            new = {"kept_value": self._unique()}
            old = {"kept_value": device.row(*key)["kept_value"]}
            device.update(*key, new)
            self._saved(device, key, old, new)
        else:
            self._saved(device, key, device.row(*key), {})
            device.delete(*key)

    def _saved(self, device: Device, key: tuple[int, str], old: dict, new: dict) -> None:
        sent = travelling(key[0])
        self.ledger.saves(
            device.name,
            device.newest_change() + 1,
            key,
            {name: value for name, value in old.items() if name in sent},
            {name: value for name, value in new.items() if name in sent},
        )
        self.ledger.look_at_held(device, key)

    def _new_id(self, chance: random.Random) -> str:
        self._ids += 1
        return f"{chance.getrandbits(128):032x}"[:24] + f"{self._ids:08x}"

    def _unique(self) -> str:
        self._made += 1
        return f"v{self._made}"

    def _value(self, kind: int, name: str, now: Value, chance: random.Random) -> Value:
        """What a user makes of a value; rarely a program slips, and a number stands where text belongs."""
        policy = registry().find(kind).fields[name].policy
        if policy is Policy.SET:
            elements = set(json.loads(now)) if now else set()
            if elements and chance.random() < 0.5:
                elements.remove(chance.choice(sorted(elements)))
            if chance.random() < 0.7:
                elements.add(self._unique())
            return json.dumps(sorted(elements), separators=(",", ":")) if elements else None
        if policy is Policy.MAP:
            entries = json.loads(now) if now else {}
            key = chance.choice(_KEYS)
            if key in entries and chance.random() < 0.3:
                del entries[key]
            else:
                entries[key] = self._unique()
            text = json.dumps(entries, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            return text if entries else None
        if self._slips.random() < _SLIP:
            return self._slips.randrange(100)
        draw = chance.random()
        if draw < 0.06:
            return None
        if draw < 0.22:
            return chance.choice(_WORDS)
        return self._unique()

    def county_acts(self, chance: random.Random) -> None:
        """The county's people make a task, or change what is theirs to change, or what is not."""
        self.step += 1
        living = [key for key, state in self.county.states.items() if state.deleted is None]
        tasks = sorted(key for key in living if key[0] == EVENT)
        people = sorted(key for key in living if key[0] == PERSON)
        draw = chance.random()
        if draw < 0.3 or not tasks:
            key, op = (EVENT, self._new_id(chance)), Op.INSERT
            fields: dict[str, Value] = {"title": self._unique(), "state": self._unique()}
        elif draw < 0.8 or not people:
            key, op = chance.choice(tasks), Op.UPDATE
            fields = {chance.choice(("state", "result", "title")): self._unique()}
        elif draw < 0.9:
            key, op, fields = chance.choice(people), Op.UPDATE, {"name": self._unique()}
        else:
            key, op, fields = chance.choice(tasks), Op.DELETE, {}
        known = self.county.states.get(key)
        old = {name: known.fields.get(name) for name in fields} if known else {}
        if op is Op.DELETE and known.created.device == 0:
            old = dict(known.fields)
        self.ledger.saves("county", 0, key, old, fields)
        at_ms = self.clocks.now(self.step)
        self.county.edit(Operation(*key, op, 0, self.step, at_ms, "county", fields))

    def late_frame(self, chance: random.Random) -> None:
        """A frame that was given up, or taken long ago, reaches the county after all."""
        if self.ledger.on_the_wire:
            self.county.push(*chance.choice(self.ledger.on_the_wire))

    def years_pass(self, chance: random.Random, copies: dict[str, Copy]) -> None:
        """Mostly everybody has exchanged when the county tidies up; only old copies know older things."""
        self.step += 1
        if chance.random() < 0.7:
            self.exchange_all()
        self.county.tidy(chance.randint(self.county.rev // 2, self.county.rev))
        old = [device for device in self.devices if device.name in copies]
        if old and chance.random() < 0.7:
            device = chance.choice(old)
            device.restore(copies[device.name])

    def exchange_all(self) -> None:
        """One after the other exchanges without faults until nothing moves."""
        for _ in range(3):
            for device in self.devices:
                device.restart()
                while device.send(calm):
                    pass
                for stream in device.streams:
                    while device.receive(stream, 50, calm):
                        pass
                    device.receive(stream, 50, calm)  # so that the county hears how far was read

    # --- at rest ---

    def settle(self) -> None:
        """Exchange without faults until nothing moves, then check every promise."""
        for _ in range(40):
            moved = False
            for device in self.devices:
                device.restart()
                while device.send(calm):
                    moved = True
                for stream in device.streams:
                    while device.receive(stream, 50, calm):
                        moved = True
            if not moved and not any(device.pending() for device in self.devices):
                break
        else:
            raise AssertionError("never came to rest")
        self.check()

    def check(self) -> None:
        """All copies are equal, nothing is lost, nothing is left to send, held fields were not touched."""
        for device in self.devices:
            assert not device.pending(), "work is left unsent"
            ours, county = device.registers(), self.register(device)
            # What the county refused as a whole stays with its author, to be mended there.
            refused = device.refused() - self.county.states.keys()
            ours = {key: row for key, row in ours.items() if key not in refused}
            differing = [key for key in ours.keys() | county.keys() if ours.get(key) != county.get(key)]
            assert not differing, (
                f"{device.name} differs from the county in {differing[0]}: "
                f"{ours.get(differing[0])} / {county.get(differing[0])}"
            )
            held = self.ledger.held[device.name]
            assert held.items() <= device.held_values().items(), "a field that stays here changed"
        self.ledger.settle(self.county.states)

    def register(self, device: Device) -> dict:
        """The county's records as one PC may see them."""
        return {
            key: {name: state.fields[name] for name in travelling(key[0]) if name in state.fields}
            for key, state in self.county.states.items()
            if state.deleted is None and stream_of(key[0]) in device.streams
        }

    def result(self) -> dict:
        """The county's records without clocks' times."""
        return {
            key: {name: value for name, value in state.fields.items() if not name.endswith("_at_ms")}
            | {"deleted": state.deleted is not None}
            for key, state in self.county.states.items()
        }


def run(seed: int, steps: int = 90, wild_clocks: bool = False) -> Office:
    """One schedule; gives the office at rest, its files closed.

    Raises:
        AssertionError: A promise was broken; the text names the seed.
    """
    chance = random.Random(seed)
    office = Office(chance.choice((2, 3, 3, 4)), Clocks(seed, wild_clocks), seed)
    try:
        _play(office, chance, steps, fault_rate=chance.choice((0.0, 0.08, 0.2)))
        office.settle()
    except AssertionError as error:
        raise AssertionError(f"{error}; python -m tests.sync.simulator --seed {seed}") from error
    finally:
        office.close()
    return office


def _play(office: Office, chance: random.Random, steps: int, fault_rate: float) -> None:
    def fault(point: str) -> None:
        if chance.random() < fault_rate:
            office.ledger.counts[point] += 1
            raise Fault(point)

    copies: dict[str, Copy] = {}
    backups: list[dict[str, object]] = []
    delayed: list[tuple[Device, object]] = []
    # A week without a line: from one step to another this PC neither sends nor receives.
    away = {device.name: sorted(chance.sample(range(steps), 2)) for device in office.devices}
    for step in range(steps):
        device = chance.choice(office.devices)
        first, last = away[device.name]
        is_away = first <= step < last and last - first < steps // 2
        draw = chance.random()
        try:
            if draw < 0.45:
                office.act(device, chance)
            elif draw < 0.48:
                office.county_acts(chance)
            elif draw < 0.485:
                office.late_frame(chance)
            elif draw < 0.49:
                if backups and chance.random() < 0.5:
                    office.county.restore(chance.choice(backups))
                else:
                    backups.append(office.county.back_up())
            elif draw < 0.50:
                office.years_pass(chance, copies)
            elif draw < 0.53:
                copies[device.name] = device.backup()
            elif draw < 0.55 and device.name in copies:
                device.restore(copies[device.name])
            elif is_away:
                continue
            elif draw < 0.74:
                device.batch_size(chance.choice((1, 3, 10, 500)))
                device.send(fault)
            elif draw < 0.77:
                page = device.ask(chance.choice(device.streams), chance.randint(1, 8), fault)
                delayed += [(device, page)] if page else []
            elif draw < 0.80 and delayed:
                reader, page = delayed.pop(chance.randrange(len(delayed)))
                device = reader
                reader.apply(page, fault)
            else:
                device.receive(chance.choice(device.streams), chance.randint(1, 8), fault)
        except Fault:
            device.restart()


def main(arguments: list[str]) -> int:
    """Run schedules from the command line and say what was in them."""
    parser = argparse.ArgumentParser(prog="simulator")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--steps", type=int, default=90)
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    for seed in range(options.seed, options.seed + options.runs):
        counts.update(run(seed, options.steps).ledger.counts)
    print(f"{options.runs} schedules from seed {options.seed}, no promise broken")
    for what, count in sorted(counts.items()):
        print(f"  {what}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
