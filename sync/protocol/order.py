"""What the county signs beside its receipts: orders that can't be taken back, and rules of a score."""

_WIPE = b"cunqingtong wipe order 1\0"


def wipe_statement(village_id: int, device: int, number: int) -> bytes:
    """The bytes that a county signs to have one device destroy its keys; ``number`` is the command's."""
    return _WIPE + village_id.to_bytes(8, "big") + device.to_bytes(4, "big") + number.to_bytes(8, "big")


def erasure_statement(village_id: int, kind: int, record_id: bytes, ordered_ms: int) -> bytes:
    """What the county signs to have a record of a village erased by law."""
    numbers = village_id.to_bytes(8) + kind.to_bytes(4) + record_id + ordered_ms.to_bytes(8)
    return b"cunqingtong erasure order 1\0" + numbers


def score_rule_statement(body: str) -> bytes:
    """What the county signs of a rule of the village's score: the whole file as it travels."""
    return b"cunqingtong score rule 1\0" + body.encode()
