"""Small numbers in few bytes.

Numbers below a radix of 16 share a byte (eight bits, five threes, two hexadecimal digits), below 256
each has its own, above that they lie in planes: all lowest bytes first, then all second bytes. What is
skewed or repeats inside is left to zstd, which sees one kind of byte at a time.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain, islice, product
from struct import pack as struct_pack
from struct import unpack as struct_unpack
from typing import TypeVar

MOST = 2**64

T = TypeVar("T")


class Unreadable(Exception):
    """Bytes that say something impossible of themselves: a wrong length, a number out of range."""


@cache
def share(radix: int) -> int:
    """How many numbers below a radix one byte holds; 1 for those that need a byte or more."""
    held = 1
    while radix ** (held + 1) <= 256 and held < 8:
        held += 1
    return held


def width(radix: int) -> int:
    """How many bytes a number below a radix takes."""
    return ((radix - 1).bit_length() + 7) // 8


def packed_size(count: int, radix: int) -> int:
    """How many bytes so many numbers take."""
    if radix <= 1:
        return 0
    if radix <= 256:
        return -(-count // share(radix))
    return count * width(radix)


def pack(numbers: Sequence[int], radix: int) -> bytes:
    """Numbers from 0 up to below a radix of at most 2**64."""
    if radix <= 1:
        return b""
    count = len(numbers)
    if radix > 256:
        raw = struct_pack(f"<{count}Q", *numbers)
        return b"".join(raw[plane::8] for plane in range(width(radix)))
    single, held = bytes(numbers), share(radix)
    if held == 1:
        return single
    single += bytes(-count % held)
    # One long number for each place in a byte; no sum reaches 256, so nothing carries into the next.
    total = 0
    for place in range(held):
        total = total * radix + int.from_bytes(single[place::held], "little")
    return total.to_bytes(len(single) // held, "little")


def unpack(data: bytes, count: int, radix: int) -> Sequence[int]:
    """What `pack` took.

    Raises:
        Unreadable: The bytes are too many or too few, or hold a number that reaches the radix.
    """
    if radix <= 256:
        return unpack_values(data, count, range(radix)) if share(radix) > 1 else _singles(data, count, radix)
    _check_size(data, count, radix)
    raw = bytearray(8 * count)
    for plane in range(width(radix)):
        raw[plane::8] = data[plane * count : (plane + 1) * count]
    numbers = struct_unpack(f"<{count}Q", raw)
    if numbers and max(numbers) >= radix:
        raise Unreadable("number")
    return numbers


def unpack_values(data: bytes, count: int, values: Sequence[T]) -> list[T]:
    """What the packed numbers stand for in a list, whose length is their radix.

    Raises:
        Unreadable: As `unpack`.
    """
    radix = len(values)
    held = share(radix)
    if radix <= 1 or held == 1:
        places = unpack(data, count, radix) if radix > 256 else _singles(data, count, radix)
        return list(map(values.__getitem__, places))
    _check_size(data, count, radix)
    bytes_used = radix**held
    if data and max(data) >= bytes_used:
        raise Unreadable("number")
    table = list(product(values, repeat=held))
    return list(islice(chain.from_iterable(map(table.__getitem__, data)), count))


def _singles(data: bytes, count: int, radix: int) -> Sequence[int]:
    _check_size(data, count, radix)
    if radix <= 0 < count:
        raise Unreadable("number")
    if radix <= 1:
        return bytes(count)
    if data and max(data) >= radix:
        raise Unreadable("number")
    return data


def _check_size(data: bytes, count: int, radix: int) -> None:
    if len(data) != packed_size(count, radix):
        raise Unreadable("length")
