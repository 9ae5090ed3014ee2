"""What a device signs to show that it is at the other end now."""

_PURPOSE = b"cunqingtong token request 1\0"


def token_statement(village_id: int, device: int, nonce: bytes) -> bytes:
    """The bytes to sign for a `TokenRequest`.

    They begin with words of their own, so that no county can have a frame signed in the guise of a nonce.
    """
    return _PURPOSE + village_id.to_bytes(8, "big") + device.to_bytes(4, "big") + nonce
