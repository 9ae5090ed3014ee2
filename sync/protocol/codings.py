"""How the values of one column become few bytes: each coding is one class with its way back.

A coding is chosen by what the values look like, never by the name of the column, so that columns of
a newer program travel as well as ours. docs/protocol.md says what each looks like on the wire.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import accumulate, compress, pairwise
from math import gcd, isfinite
from operator import add, sub
from struct import unpack as struct_unpack
from typing import cast

import msgspec

from sync.protocol.operation import Value
from sync.protocol.packing import Unreadable, pack, packed_size, unpack, unpack_values

LEAST_INTEGER = -(2**63)
GREATEST_INTEGER = 2**63 - 1
DEEPEST = 4
LONGEST_LETTERS = 32
MOST_RUNS = 8
RUN_DIGITS = 18

_FEW = 8  # below so many values a coding costs more than it saves
_WORTH_AN_ALPHABET = 64
_SHORT_TEXT = 8
_ENOUGH_TO_TELL = 64
_CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_ID_CHARACTERS = 32
_NO_LETTER = "\0"


class Untravelled(ValueError):
    """A value that has no form on the wire: beyond 64 bits, infinite, half a character, a foreign type."""


class TooMuch(Exception):
    """A body that unfolds to more than is allowed."""


class Allowance:
    """What one body may unfold to: a crafted body of a few bytes must not fill the memory.

    Counted alike in writing and in reading, so that whatever is written can be read.
    """

    def __init__(self, cells: int, characters: int) -> None:
        self._cells = cells
        self._characters = characters

    def take_cells(self, number: int) -> None:
        """Count so many values, or raise `TooMuch`."""
        self._cells -= number
        if self._cells < 0:
            raise TooMuch

    def take_characters(self, number: int) -> None:
        """Count so many characters of text that is put together, or raise `TooMuch`."""
        self._characters -= number
        if self._characters < 0:
            raise TooMuch


class Reading:
    """What a column may lean on while it is read.

    Attributes:
        ids: The table of ids of the body.
        allowance: What the body may still unfold to.
        earlier: The columns of the same table that were read before.
    """

    def __init__(self, ids: Sequence[str], allowance: Allowance) -> None:
        self.ids = ids
        self.allowance = allowance
        self.earlier: list[Sequence[Value]] = []


class Writing:
    """What a column may lean on while it is written.

    Attributes:
        ids: The table of ids of the body: id to its place; grows while columns are written.
        allowance: What the body may still unfold to.
        earlier: The columns of the same table that were written before.
    """

    def __init__(self, allowance: Allowance) -> None:
        self.ids: dict[str, int] = {}
        self.allowance = allowance
        self.earlier: list[Sequence[Value]] = []

    def places(self, ids: Sequence[str]) -> list[int]:
        """Places of ids in the table; new ones are put at its end."""
        table = self.ids
        try:
            return list(map(table.__getitem__, ids))
        except KeyError:
            pass
        return [table.setdefault(record_id, len(table)) for record_id in ids]


class Coding(msgspec.Struct, frozen=True, array_like=True):
    """What every coding can do. Names of fields are not on the wire, their order is."""

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[Value]:
        """The values of the column.

        Raises:
            Unreadable: The coding contradicts itself or the count.
        """
        raise NotImplementedError


class Plain(Coding, frozen=True, array_like=True, tag=0):
    """The values as they are."""

    items: list[Value]

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[Value]:
        if len(self.items) != count:
            raise Unreadable("count")
        _check_scalars(self.items)
        return self.items


class Dictionary(Coding, frozen=True, array_like=True, tag=1):
    """Few distinct values, and for each place which of them."""

    items: list[Value]
    packed: bytes

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[Value]:
        _check_scalars(self.items)
        return unpack_values(self.packed, count, self.items)


class Integers(Coding, frozen=True, array_like=True, tag=2):
    """``least + step * number``, the numbers being from 0 to ``top``."""

    least: int
    step: int
    top: int
    packed: bytes

    @property
    def greatest(self) -> int:
        """No value of the column is above it."""
        return self.least + self.step * self.top

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[int]:
        least, step = self.least, self.step
        if self.top < 0 or step < 1:
            raise Unreadable("top")
        if least < LEAST_INTEGER or self.greatest > GREATEST_INTEGER:
            raise Unreadable("beyond 64 bits")
        if self.top == 0:
            if self.packed:
                raise Unreadable("length")
            return [least] * count
        numbers = unpack(self.packed, count, self.top + 1)
        if step == 1:
            return [least + number for number in numbers] if least else numbers
        return [least + step * number for number in numbers]


class Steps(Coding, frozen=True, array_like=True, tag=3):
    """The first integer, then how far each lies from the one before."""

    first: int
    differences: Integers

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[int]:
        if count == 0:
            raise Unreadable("count")
        whole = list(accumulate(self.differences.values(count - 1, reading), initial=self.first))
        if min(whole) < LEAST_INTEGER or max(whole) > GREATEST_INTEGER:
            raise Unreadable("beyond 64 bits")
        return whole


class Pattern(Coding, frozen=True, array_like=True, tag=4):
    """One text with numbers in it: the words between them, the digits of each (0: as many as it has)."""

    words: list[str]
    digits: list[int]
    numbers: list[Integers]

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[str]:
        if not 0 < len(self.numbers) == len(self.digits) == len(self.words) - 1 <= MOST_RUNS:
            raise Unreadable("pattern")
        if any(not 0 <= digits <= RUN_DIGITS for digits in self.digits):
            raise Unreadable("digits")
        reading.allowance.take_characters(_longest(self.words) * count)
        columns = [number.values(count, reading) for number in self.numbers]
        if count and any(min(column) < 0 for column in columns):
            raise Unreadable("sign")
        return _fill(self.words, self.digits, columns)


class CitizenIds(Coding, frozen=True, array_like=True, tag=5):
    """Valid identity numbers: region, birth as YYYY-MM-DD, serial; the check character is computed."""

    regions: "AnyCoding"
    births: "AnyCoding"
    serials: Integers

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[str]:
        regions = _texts(self.regions, count, reading, depth)
        births = _texts(self.births, count, reading, depth)
        serials = self.serials.values(count, reading)
        if self.serials.least < 0 or self.serials.greatest > 999:
            raise Unreadable("serial")
        reading.allowance.take_characters(18 * count)
        if set(map(len, regions)) - {6} or not all(map(_is_birth, set(births))):
            raise Unreadable("digits")
        numbers = [
            f"{region}{birth[:4]}{birth[5:7]}{birth[8:]}{serial:03d}"
            for region, birth, serial in zip(regions, births, serials, strict=True)
        ]
        if not numbers:
            return numbers
        joined = "".join(numbers)
        checks = _check_characters([joined[place::17] for place in range(17)])
        if checks is None:
            raise Unreadable("digits")
        return list(map(add, numbers, checks))


class References(Coding, frozen=True, array_like=True, tag=6):
    """Ids, each told by its place in the body's table."""

    places: "Integers | Steps"

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[str]:
        places = self.places.values(count, reading)
        if count and not 0 <= min(places) <= max(places) < len(reading.ids):
            raise Unreadable("id")
        return list(map(reading.ids.__getitem__, places))


class Letters(Coding, frozen=True, array_like=True, tag=7):
    """Short texts: for each position which characters occur there (U+0000: none any more), then which."""

    alphabets: list[str]
    packed: list[bytes]

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[str]:
        if not 0 < len(self.alphabets) == len(self.packed) <= LONGEST_LETTERS:
            raise Unreadable("letters")
        reading.allowance.take_characters(count * len(self.alphabets))
        positions = [
            unpack_values(packed, count, alphabet)
            for alphabet, packed in zip(self.alphabets, self.packed, strict=True)
        ]
        return [text.rstrip(_NO_LETTER) for text in map("".join, zip(*positions, strict=True))]


class Text(Coding, frozen=True, array_like=True, tag=8):
    """Any text: the number of characters of each, and all of them in one."""

    lengths: Integers
    joined: str

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[str]:
        if self.lengths.least < 0:
            raise Unreadable("sign")
        ends = list(accumulate(self.lengths.values(count, reading), initial=0))
        if ends[-1] != len(self.joined):
            raise Unreadable("length")
        joined = self.joined
        return [joined[start:end] for start, end in pairwise(ends)]


class Gaps(Coding, frozen=True, array_like=True, tag=9):
    """A column in which some values are empty (None): which are there, and those."""

    present: bytes
    others: "AnyCoding"

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[Value]:
        present = unpack(self.present, count, 2)
        there = iter(read_column(self.others, sum(present), reading, depth + 1))
        return [next(there) if here else None for here in present]


class Same(Coding, frozen=True, array_like=True, tag=10):
    """What another column of the table says, told by its place among those before."""

    place: int

    def values(self, count: int, reading: Reading, depth: int = 0) -> Sequence[Value]:
        if not 0 <= self.place < len(reading.earlier) or len(reading.earlier[self.place]) != count:
            raise Unreadable("column")
        return reading.earlier[self.place]


Whole = Integers | Steps | Dictionary
"""Codings of columns that can't but hold integers."""

AnyCoding = (
    Plain | Dictionary | Integers | Steps | Pattern | CitizenIds | References | Letters | Text | Gaps | Same
)


def read_column(coding: AnyCoding, count: int, reading: Reading, depth: int = 0) -> Sequence[Value]:
    """The values of a column that came from outside.

    Raises:
        Unreadable: It contradicts itself.
        TooMuch: It unfolds to more than is allowed.
    """
    if depth > DEEPEST:
        raise Unreadable("depth")
    if depth == 0:
        reading.allowance.take_cells(count)
    return coding.values(count, reading, depth)


def read_integers(coding: Whole, count: int, reading: Reading) -> Sequence[int]:
    """The integers of a column that came from outside.

    Raises:
        Unreadable: As `read_column`, or it holds something else.
    """
    values = read_column(coding, count, reading)
    if set(map(type, values)) - {int}:
        raise Unreadable("type")
    return cast("Sequence[int]", values)


def write_column(values: Sequence[Value], writing: Writing) -> AnyCoding:
    """The coding that makes these values small.

    Raises:
        Untravelled: A value has no form on the wire.
        TooMuch: The column is more than a body may unfold to.
    """
    writing.allowance.take_cells(len(values))
    return _write_values(values, writing)


def _write_values(values: Sequence[Value], writing: Writing) -> AnyCoding:
    types = set(map(type, values))
    if not types <= {str, int, float, type(None)}:
        raise Untravelled("type")
    if types == {str}:
        return _write_texts(cast("Sequence[str]", values), writing)
    if types == {int}:
        return write_integers(cast("Sequence[int]", values))
    if float not in types and type(None) in types and len(values) >= _FEW:
        return _write_gaps(values, writing)
    _check_writable(values)
    return Plain(list(values))


def write_integers(values: Sequence[int]) -> Whole:
    """Integers by range, by difference or by dictionary, whichever takes the fewest bytes."""
    count = len(values)
    plain = _ranged(values)
    if plain.top <= 1:
        return plain
    best: Whole = plain
    size = len(plain.packed)
    differences = list(map(sub, values[1:], values))
    nearest, farthest = min(differences), max(differences)
    if (
        farthest - nearest < plain.step * plain.top
        and LEAST_INTEGER <= nearest <= farthest <= GREATEST_INTEGER
    ):
        stepped = _ranged(differences)
        if len(stepped.packed) < size:
            best, size = Steps(values[0], stepped), len(stepped.packed)
    distinct = set(values)
    if packed_size(count, len(distinct)) + 9 * len(distinct) < size:
        best = _dictionary(values, sorted(distinct))
    return best


def _ranged(values: Sequence[int]) -> Integers:
    least, greatest = min(values, default=0), max(values, default=0)
    if least < LEAST_INTEGER or greatest > GREATEST_INTEGER:
        raise Untravelled("integer")
    if least == greatest:
        return Integers(least, 1, 0, b"")
    numbers: Sequence[int] = values if least == 0 else [value - least for value in values]
    step = gcd(*numbers[:_ENOUGH_TO_TELL])
    if step != 1:
        step = gcd(*numbers)
    if step > 1:
        numbers = [number // step for number in numbers]
    top = (greatest - least) // step
    return Integers(least, step, top, pack(numbers, top + 1))


def _dictionary(values: Sequence[Value], distinct: Sequence[Value]) -> Dictionary:
    place = {value: number for number, value in enumerate(distinct)}
    return Dictionary(list(distinct), pack(list(map(place.__getitem__, values)), len(distinct)))


def _write_gaps(values: Sequence[Value], writing: Writing) -> AnyCoding:
    present = [value is not None for value in values]
    others = list(compress(values, present))
    if not others:
        return Dictionary([None], b"")
    return Gaps(pack(present, 2), _write_values(others, writing))


def _write_texts(values: Sequence[str], writing: Writing) -> AnyCoding:
    count = len(values)
    for place, column in enumerate(writing.earlier):
        if count >= _FEW and len(column) == count and column[0] == values[0] and column == values:
            return Same(place)
    if len(values[0]) == _ID_CHARACTERS and (all_ids := _write_ids(values, writing)):
        return all_ids
    distinct = set(values)
    try:
        "".join(distinct).encode()
    except UnicodeEncodeError as error:
        raise Untravelled("text") from error
    if count < _FEW:
        return Plain(list(values))
    if len(distinct) <= 256 and 3 * len(distinct) <= count:
        return _dictionary(values, sorted(distinct))
    if coding := _write_citizen_ids(values, writing) or _write_pattern(values, writing):
        return coding
    if 3 * len(distinct) <= count:
        return _dictionary(values, sorted(distinct))
    return _write_letters(values, writing) or Text(_ranged(list(map(len, values))), "".join(values))


def _write_ids(values: Sequence[str], writing: Writing) -> References | None:
    if not are_ids(values):
        return None
    places = writing.places(values)
    coding = write_integers(places)
    return References(_ranged(places) if isinstance(coding, Dictionary) else coding)


def are_ids(texts: Sequence[str]) -> bool:
    """Whether all texts are ids: 32 lower-case hexadecimal characters."""
    if not texts or set(map(len, texts)) != {_ID_CHARACTERS}:
        return not texts
    joined = "".join(texts)
    try:
        return bytes.fromhex(joined).hex() == joined
    except ValueError:
        return False


def _write_pattern(values: Sequence[str], writing: Writing) -> Pattern | None:
    parts = re.split(r"([0-9]{1,18})", values[0])
    words, runs = parts[::2], parts[1::2]
    if not 0 < len(runs) <= MOST_RUNS:
        return None
    digits = list(map(len, runs))
    numbers = _cut(values, parts)
    if numbers is None:
        columns = _found(values, words)
        if columns is None:
            return None
        digits, numbers = [], []
        for column in columns:
            distinct = set(column)
            lengths = set(map(len, distinct))
            if len(lengths) > 1 and any(len(run) > 1 and run[0] == "0" for run in distinct):
                return None
            digits.append(lengths.pop() if len(lengths) == 1 else 0)
            numbers.append(_numbers(column, distinct))
    writing.allowance.take_characters(_longest(words) * len(values))
    return Pattern(words, digits, list(map(_ranged, numbers)))


def _numbers(runs: Sequence[str], distinct: Collection[str]) -> Sequence[int]:
    """What runs of digits stand for; each different one is read once where they repeat."""
    if 2 * len(distinct) > len(runs):
        return list(map(int, runs))
    return list(map(dict(zip(distinct, map(int, distinct), strict=True)).__getitem__, runs))


def _cut(values: Sequence[str], parts: Sequence[str]) -> list[Sequence[int]] | None:
    """The numbers in texts that have everything where the first has it: words, then digits, in turn."""
    whole = len(values[0])
    if set(map(len, values)) != {whole}:
        return None
    joined = "".join(values)
    columns = []
    start = 0
    for number, part in enumerate(parts):
        end = start + len(part)
        places = [joined[place::whole] for place in range(start, end)]
        if number % 2:
            run = _fixed_numbers(places)
            if run is None:
                return None
            columns.append(run)
        elif any(place != letter * len(values) for place, letter in zip(places, part, strict=True)):
            return None
        start = end
    return columns


def _fixed_numbers(places: Sequence[str]) -> Sequence[int] | None:
    """Numbers of equal length by all their first digits, all second ones …; None if any is no digit."""
    if not all(place.isascii() and place.isdigit() for place in places):
        return None
    width, form = next((width, form) for most, width, form in _LANES if len(places) <= most)
    count = len(places[0])
    # Each number has a lane of its own in one long integer, wide enough that nothing carries over.
    total = 0
    lanes = bytearray(width * count)
    for place in places:
        lanes[::width] = place.encode().translate(_DIGITS)
        total = 10 * total + int.from_bytes(lanes, "little")
    return struct_unpack(f"<{count}{form}", total.to_bytes(width * count, "little"))


_LANES = ((2, 1, "B"), (4, 2, "H"), (9, 4, "I"), (RUN_DIGITS, 8, "Q"))
"""Up to how many digits, bytes of a lane, its form in `struct`."""
_DIGITS = bytes((character - 48) % 256 for character in range(256))


def _found(values: Sequence[str], words: Sequence[str]) -> list[Sequence[str]] | None:
    """The runs of digits of texts in which they differ in length."""
    # A run that goes on into the next has all its digits, so that the expression finds one reading only.
    groups = [f"([0-9]{{{RUN_DIGITS}}})" if not after else "([0-9]{1,18})" for after in (*words[1:-1], "-")]
    expression = "".join(re.escape(word) + group for word, group in zip(words, (*groups, ""), strict=True))
    lines = "\n".join(values)
    if lines.count("\n") != len(values) - 1:
        return None
    found = re.findall(f"^{expression}$", lines, re.MULTILINE)
    if len(found) != len(values):
        return None
    return [found] if len(groups) == 1 else list(zip(*found, strict=True))


def _longest(words: Sequence[str]) -> int:
    """How many characters a text of a pattern may have."""
    return sum(map(len, words)) + (RUN_DIGITS + 1) * (len(words) - 1)


def _fill(words: Sequence[str], digits: Sequence[int], columns: Sequence[Sequence[int]]) -> list[str]:
    template = words[0].replace("%", "%%")
    for word, places in zip(words[1:], digits, strict=True):
        template += f"%0{places}d" if places else "%d"
        template += word.replace("%", "%%")
    return list(map(template.__mod__, zip(*columns, strict=True)))


def _write_citizen_ids(values: Sequence[str], writing: Writing) -> CitizenIds | None:
    if len(values[0]) != 18 or set(map(len, values)) != {18}:
        return None
    joined = "".join(values)
    places = [joined[place::18] for place in range(18)]
    serials = _fixed_numbers(places[14:17])
    if serials is None or _check_characters(places[:17]) != places[17]:
        return None
    writing.allowance.take_characters(18 * len(values))
    return CitizenIds(
        _write_texts([value[:6] for value in values], writing),
        _same_births(places, writing)
        or _write_texts([f"{value[6:10]}-{value[10:12]}-{value[12:14]}" for value in values], writing),
        _ranged(serials),
    )


def _same_births(places: Sequence[str], writing: Writing) -> Same | None:
    """The column of dates that identity numbers repeat, found without putting their dates together."""
    count = len(places[0])
    dashes = "-" * count
    dates = [*places[6:10], dashes, *places[10:12], dashes, *places[12:14]]
    first = "".join([place[0] for place in dates])
    for number, column in enumerate(writing.earlier):
        if count >= _FEW and len(column) == count and column[0] == first and _is_text_of(column, len(first)):
            joined = "".join(cast("Sequence[str]", column))
            if all(joined[place :: len(first)] == date for place, date in enumerate(dates)):
                return Same(number)
    return None


def _is_text_of(column: Sequence[Value], length: int) -> bool:
    return set(map(type, column)) == {str} and set(map(len, cast("Sequence[str]", column))) == {length}


def _texts(coding: AnyCoding, count: int, reading: Reading, depth: int) -> Sequence[str]:
    values = read_column(coding, count, reading, depth + 1)
    if set(map(type, values)) - {str}:
        raise Unreadable("type")
    return cast("Sequence[str]", values)


def _check_characters(places: Sequence[str]) -> str | None:
    """The last characters of identity numbers, ISO 7064 MOD 11-2; None where anything is no digit.

    Args:
        places: All first digits, all second ones … up to the 17th.
    """
    if not all(place.isascii() and place.isdigit() for place in places):
        return None
    # One long number for each place; no sum of remainders reaches 256, so nothing carries over.
    total = sum(
        int.from_bytes(place.encode().translate(remainders), "little")
        for place, remainders in zip(places, _remainders(), strict=True)
    )
    return total.to_bytes(len(places[0]), "little").translate(_check_table()).decode()


@cache
def _remainders() -> tuple[bytes, ...]:
    """For each place what a digit there adds to the check sum, modulo 11."""
    return tuple(
        bytes((character - 48) * weight % 11 for character in range(256)) for weight in _CHECK_WEIGHTS
    )


@cache
def _check_table() -> bytes:
    return bytes(ord(_CHECK_CHARACTERS[total % 11]) for total in range(256))


def _is_birth(text: str) -> bool:
    return len(text) == 10 and text[4] == "-" == text[7]


def _write_letters(values: Sequence[str], writing: Writing) -> Letters | None:
    if len(values) < _WORTH_AN_ALPHABET:
        return None
    longest = max(map(len, values))
    if not 0 < longest <= _SHORT_TEXT:
        return None
    joined = "".join([value.ljust(longest, _NO_LETTER) for value in values])
    if joined.count(_NO_LETTER) != len(joined) - sum(map(len, values)):
        return None
    columns = [joined[place::longest] for place in range(longest)]
    alphabets = ["".join(sorted(set(column))) for column in columns]
    if sum(map(len, alphabets)) > len(values):
        return None
    packed = []
    for alphabet, column in zip(alphabets, columns, strict=True):
        place = {letter: number for number, letter in enumerate(alphabet)}
        packed.append(pack(list(map(place.__getitem__, column)), len(alphabet)))
    writing.allowance.take_characters(len(joined))
    return Letters(alphabets, packed)


def _check_scalars(values: Sequence[Value]) -> None:
    for value in values:
        if isinstance(value, int):
            if not LEAST_INTEGER <= value <= GREATEST_INTEGER:
                raise Unreadable("beyond 64 bits")
        elif isinstance(value, float) and not isfinite(value):
            raise Unreadable("infinite")


def _check_writable(values: Sequence[Value]) -> None:
    try:
        _check_scalars(values)
        "".join([value for value in values if isinstance(value, str)]).encode()
    except (Unreadable, UnicodeEncodeError) as error:
        raise Untravelled("value") from error
