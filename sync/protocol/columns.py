"""Operations and rows as columns: all values of one field side by side.

Records of one kind of which the same was done make a group. Which fields a record names is its shape;
a group lists its shapes once. docs/protocol.md has the layout byte by byte.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise, repeat
from operator import attrgetter, itemgetter
from typing import Annotated, Any

import msgspec

from sync.protocol.codings import (
    Allowance,
    AnyCoding,
    Reading,
    TooMuch,
    Untravelled,
    Whole,
    Writing,
    are_ids,
    read_column,
    read_integers,
    write_column,
    write_integers,
)
from sync.protocol.frame import FrameError
from sync.protocol.operation import Op, Operation, Row, Value
from sync.protocol.packing import Unreadable

LAYOUT = 1
MAX_BYTES = 16 * 2**20
"""Of a body of columns; as objects it may take some 25 times as much memory."""
MAX_KIND = 2**31 - 1
MAX_RECORDS = 20_000
MAX_CELLS = 2_000_000
MAX_CHARACTERS = 64 * 2**20

_ID_BYTES = 16
_DELETED = 1
_WHOLE = 2


class _Table(msgspec.Struct, frozen=True, array_like=True):
    """Mappings with named columns.

    A shape is which columns a mapping has, in its order: ``sizes`` says how many each shape has,
    ``places`` names them one shape after the other. ``shape_of`` says which shape each mapping has.
    """

    names: list[int]
    sizes: list[int]
    places: list[int]
    shape_of: Whole
    columns: list[AnyCoding]


class _Group(msgspec.Struct, frozen=True, array_like=True):
    """Records of one kind and mark: columns that every record has, then tables of named fields."""

    kind: Annotated[int, msgspec.Meta(ge=0, le=MAX_KIND)]
    mark: int
    count: int
    heads: list[AnyCoding]
    tables: list[_Table]


class _Body(msgspec.Struct, frozen=True, array_like=True):
    """``order`` tells for each record in turn which group its next one is in."""

    layout: int
    count: int
    names: list[str]
    ids: bytes
    order: Whole
    groups: list[_Group]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Body)


def encode_operations(operations: Sequence[Operation]) -> bytes:
    """Operations of any kinds, in their order; not compressed.

    Raises:
        FrameError: SYN-010, a value has no form on the wire; SYN-003, more than fits one body.
    """
    marks = [(operation.kind, int(operation.op)) for operation in operations]
    return _encode(operations, marks, ("base", "action", "at_ms", "actor"), ("fields", "before"))


def decode_operations(data: bytes) -> tuple[Operation, ...]:
    """What `encode_operations` was given.

    Raises:
        FrameError: SYN-007, the bytes contradict themselves or unfold to more than is allowed.
    """

    def build(kind: int, mark: int, columns: Sequence[Sequence[Any]]) -> Iterator[Operation]:
        return map(Operation, repeat(kind), columns[0], repeat(_op(mark)), *columns[1:])

    return _decode(data, (str, int, int, int, str), 2, build)


def decode_keys(data: bytes) -> tuple[Operation, ...]:
    """What `encode_operations` was given, without fields and replaced values; these are not looked at.

    Raises:
        FrameError: As `decode_operations`.
    """
    nothing: dict[str, Value] = {}

    def build(kind: int, mark: int, columns: Sequence[Sequence[Any]]) -> Iterator[Operation]:
        ids, *others = columns
        return map(Operation, repeat(kind), ids, repeat(_op(mark)), *others, repeat(nothing), repeat(nothing))

    return _decode(data, (str, int, int, int, str), 0, build)


def encode_rows(rows: Sequence[Row]) -> bytes:
    """Rows of any kinds, in their order; not compressed.

    Raises:
        FrameError: As `encode_operations`.
    """
    marks = [(row.kind, _DELETED * row.deleted | _WHOLE * row.whole) for row in rows]
    return _encode(rows, marks, ("rev", "device", "actor", "at_ms"), ("fields",))


def decode_rows(data: bytes) -> tuple[Row, ...]:
    """What `encode_rows` was given.

    Raises:
        FrameError: As `decode_operations`.
    """

    def build(kind: int, mark: int, columns: Sequence[Sequence[Any]]) -> Iterator[Row]:
        if not 0 <= mark <= _DELETED | _WHOLE:
            raise Unreadable("mark")
        ids, revs, *others = columns
        deleted, whole = bool(mark & _DELETED), bool(mark & _WHOLE)
        return map(Row, repeat(kind), ids, revs, repeat(deleted), repeat(whole), *others)

    return _decode(data, (str, int, int, str, int), 1, build)


def _op(mark: int) -> Op:
    try:
        return Op(mark)
    except ValueError as error:
        raise Unreadable("mark") from error


def _encode(
    records: Sequence[Any],
    marks: Sequence[tuple[int, int]],
    heads: Sequence[str],
    tables: Sequence[str],
) -> bytes:
    if len(records) > MAX_RECORDS:
        raise FrameError("SYN-003")
    groups = {key: number for number, key in enumerate(dict.fromkeys(marks))}
    order = list(map(groups.__getitem__, marks))
    members: list[list[Any]] = [[] for _ in groups]
    for number, record in zip(order, records, strict=True):
        members[number].append(record)
    writing, names = Writing(Allowance(MAX_CELLS, MAX_CHARACTERS)), _Names()
    if any(not 0 <= kind <= MAX_KIND for kind, _ in groups):
        raise FrameError("SYN-010")
    try:
        for group in members:
            _place_records([record.record_id for record in group], writing)
        made = [
            _Group(
                kind,
                mark,
                len(group),
                [write_column(_column(group, name), writing) for name in ("record_id", *heads)],
                [_write_table(_column(group, name), names, writing) for name in tables],
            )
            for (kind, mark), group in zip(groups, members, strict=True)
        ]
        ids = bytes.fromhex("".join(writing.ids))
        planes = b"".join(ids[place::_ID_BYTES] for place in range(_ID_BYTES))
        body = _Body(LAYOUT, len(records), names.listed(), planes, _write_integers(order, writing), made)
        data = _encoder.encode(body)
    except (Untravelled, UnicodeEncodeError, OverflowError) as error:
        raise FrameError("SYN-010") from error
    except TooMuch as error:
        raise FrameError("SYN-003") from error
    if len(data) > MAX_BYTES:
        raise FrameError("SYN-003")
    return data


def _write_integers(values: Sequence[int], writing: Writing) -> Whole:
    writing.allowance.take_cells(len(values))
    return write_integers(values)


def _column(records: Sequence[Any], name: str) -> list[Any]:
    return list(map(attrgetter(name), records))


def _place_records(ids: Sequence[str], writing: Writing) -> None:
    if not are_ids(ids):
        raise Untravelled("record id")
    writing.places(ids)


class _Names:
    """Names of fields in the order in which they were first met."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, name: str) -> int:
        return self._places.setdefault(name, len(self._places))

    def listed(self) -> list[str]:
        return list(self._places)


def _write_table(mappings: Sequence[Mapping[str, Value]], names: _Names, writing: Writing) -> _Table:
    shapes: dict[tuple[str, ...], int] = {}
    shape_of = [shapes.setdefault(tuple(mapping), len(shapes)) for mapping in mappings]
    everywhere = frozenset.intersection(*map(frozenset, shapes))
    columns: dict[str, list[Value]] = {}
    for name in dict.fromkeys(chain.from_iterable(shapes)):
        having = mappings if name in everywhere else [mapping for mapping in mappings if name in mapping]
        columns[name] = list(map(itemgetter(name), having))
    # Identity numbers last: they can say of their birth that it is what another column says.
    ordered = sorted(columns.items(), key=lambda item: isinstance(item[1][0], str) and len(item[1][0]) == 18)
    writing.earlier = []
    codings = []
    for _, values in ordered:
        codings.append(write_column(values, writing))
        writing.earlier.append(values)
    places = {name: number for number, (name, _) in enumerate(ordered)}
    return _Table(
        [names.place(name) for name in places],
        list(map(len, shapes)),
        [places[name] for shape in shapes for name in shape],
        _write_integers(shape_of, writing),
        codings,
    )


def _decode(
    data: bytes,
    head_types: Sequence[type],
    tables: int,
    build: Callable[[int, int, Sequence[Sequence[Any]]], Iterator[Any]],
) -> tuple[Any, ...]:
    if len(data) > MAX_BYTES:
        raise FrameError("SYN-003")
    try:
        return tuple(_records(_decoder.decode(data), head_types, tables, build))
    except (msgspec.MsgspecError, Unreadable, UnicodeError, RecursionError) as error:
        raise FrameError("SYN-007") from error
    except TooMuch as error:
        raise FrameError("SYN-003") from error


def _records(
    body: _Body,
    head_types: Sequence[type],
    tables: int,
    build: Callable[[int, int, Sequence[Sequence[Any]]], Iterator[Any]],
) -> Iterable[Any]:
    if body.layout != LAYOUT or body.count > MAX_RECORDS or sum(g.count for g in body.groups) != body.count:
        raise Unreadable("count")
    if any(group.count <= 0 for group in body.groups):
        raise Unreadable("count")
    reading = Reading(_ids(body.ids), Allowance(MAX_CELLS, MAX_CHARACTERS))
    groups = [_read_group(group, body.names, reading, head_types, tables, build) for group in body.groups]
    order = read_integers(body.order, body.count, reading)
    if len(groups) == 1 and not any(order):
        return groups[0]
    if Counter(order) != {number: group.count for number, group in enumerate(body.groups)}:
        raise Unreadable("order")
    return map(next, map(groups.__getitem__, order))


def _ids(planes: bytes) -> list[str]:
    count, odd = divmod(len(planes), _ID_BYTES)
    if odd:
        raise Unreadable("ids")
    whole = bytearray(len(planes))
    for place in range(_ID_BYTES):
        whole[place::_ID_BYTES] = planes[place * count : (place + 1) * count]
    digits = whole.hex()
    return [digits[start : start + 2 * _ID_BYTES] for start in range(0, len(digits), 2 * _ID_BYTES)]


def _read_group(
    group: _Group,
    names: Sequence[str],
    reading: Reading,
    head_types: Sequence[type],
    tables: int,
    build: Callable[[int, int, Sequence[Sequence[Any]]], Iterator[Any]],
) -> Iterator[Any]:
    if len(group.heads) < len(head_types) or len(group.tables) < tables:
        raise Unreadable("columns")
    columns: list[Sequence[Any]] = []
    for coding, wanted in zip(group.heads, head_types, strict=False):
        column: Sequence[Any] = read_column(coding, group.count, reading)
        if set(map(type, column)) != {wanted}:
            raise Unreadable("type")
        columns.append(column)
    if not are_ids(columns[0]):
        raise Unreadable("record id")
    columns += [_read_table(table, group.count, names, reading) for table in group.tables[:tables]]
    return build(group.kind, group.mark, columns)


def _read_table(table: _Table, count: int, names: Sequence[str], reading: Reading) -> list[dict[str, Value]]:
    width = len(table.columns)
    if len(table.names) != width or not all(0 <= place < len(names) for place in table.names):
        raise Unreadable("names")
    labels = [names[place] for place in table.names]
    if len(set(labels)) != width:
        raise Unreadable("names")
    shape_of = read_integers(table.shape_of, count, reading)
    uses = Counter(shape_of)
    if uses.keys() != set(range(len(table.sizes))):
        raise Unreadable("shape")
    shapes = _read_shapes(table)
    lengths = [0] * width
    for number, shape in enumerate(shapes):
        for place in shape:
            lengths[place] += uses[number]
    reading.earlier = []
    for coding, length in zip(table.columns, lengths, strict=True):
        reading.earlier.append(read_column(coding, length, reading))
    named = [tuple(labels[place] for place in shape) for shape in shapes]
    if not any(named):
        return [{} for _ in range(count)]
    if 2 * sum(lengths) >= count * width and (ordered := _common_order(shapes)):
        return _mostly_full(ordered, labels, reading.earlier, shapes, shape_of)
    cells = [iter(column) for column in reading.earlier]
    sources = [[cells[place] for place in shape] for shape in shapes]
    return [dict(zip(named[shape], map(next, sources[shape]), strict=True)) for shape in shape_of]


def _common_order(shapes: Sequence[Sequence[int]]) -> list[int] | None:
    """All columns in an order that every shape keeps; None if the largest shapes don't tell one."""
    by_size: list[Sequence[int]] = sorted(shapes, key=len, reverse=True)
    order = list(dict.fromkeys(chain.from_iterable(by_size)))
    rank = {place: number for number, place in enumerate(order)}
    for shape in shapes:
        if any(rank[left] > rank[right] for left, right in pairwise(shape)):
            return None
    return order


def _mostly_full(
    order: Sequence[int],
    labels: Sequence[str],
    columns: Sequence[Sequence[Value]],
    shapes: Sequence[Sequence[int]],
    shape_of: Sequence[int],
) -> list[dict[str, Value]]:
    """Mappings made with all columns, then rid of what they lack: four times as fast as one by one."""
    full, lacking = [], []
    for place in order:
        has = [place in shape for shape in shapes]
        if all(has):
            full.append(columns[place])
            continue
        here = list(map(has.__getitem__, shape_of))
        cells = iter(columns[place])
        full.append([next(cells) if there else None for there in here])
        lacking.append((labels[place], here))
    names = tuple(labels[place] for place in order)
    made: list[dict[str, Value]] = list(map(dict, map(zip, repeat(names), zip(*full, strict=True))))
    for name, here in lacking:
        for mapping, there in zip(made, here, strict=True):
            if not there:
                del mapping[name]
    return made


def _read_shapes(table: _Table) -> list[list[int]]:
    if any(size < 0 for size in table.sizes) or sum(table.sizes) != len(table.places):
        raise Unreadable("shape")
    ends = list(accumulate(table.sizes, initial=0))
    shapes = [table.places[start:end] for start, end in pairwise(ends)]
    for shape in shapes:
        if len(set(shape)) != len(shape) or not all(0 <= place < len(table.columns) for place in shape):
            raise Unreadable("shape")
    return shapes
