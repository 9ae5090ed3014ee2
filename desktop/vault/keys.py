"""Wrapping and unwrapping the data key."""

import hmac
import json
import os
import secrets

from desktop.domain.accounts import Role, login_key, password_form
from desktop.domain.ids import UserId, new_id
from desktop.vault import guess_ahead
from desktop.vault.envelope import Envelope, RecoveryWrap, UserWrap
from desktop.vault.suite import KEY_BYTES, KdfCost, SealBroken, Suite, wipe

_SALT_BYTES = 16


def new_vault() -> tuple[str, bytearray]:
    """Id and data key of a new vault: 256 random bits; all keys of the office are made from the two."""
    return str(new_id()), bytearray(secrets.token_bytes(KEY_BYTES))


def wrap_for_user(
    suite: Suite,
    vault_id: str,
    data_key: bytearray,
    *,
    user_id: UserId,
    login: str,
    role: Role,
    password: str,
    cost: KdfCost,
) -> UserWrap:
    """The data key, openable with a password. Moved to another login, role or vault it won't open."""
    salt = os.urandom(_SALT_BYTES)
    key = suite.stretch(password_form(password).encode(), salt, cost)
    try:
        box = suite.seal(key, data_key, _user_context(vault_id, user_id, login, role))
    finally:
        wipe(key)
    return UserWrap(user_id, login, role, cost, salt, box)


def unwrap_for_user(suite: Suite, vault_id: str, wrap: UserWrap, password: str) -> bytearray | None:
    """The data key, or None when the password (or the wrap) is not the right one."""
    if not wrap.cost.is_reasonable:
        return None
    typed = password_form(password).encode()
    key = guess_ahead.take(suite.id, typed, wrap.salt, wrap.cost)
    if key is None:
        key = suite.stretch(typed, wrap.salt, wrap.cost)
    try:
        return suite.unseal(key, wrap.box, _user_context(vault_id, wrap.user_id, wrap.login, wrap.role))
    except SealBroken:
        return None
    finally:
        wipe(key)


def wrap_for_recovery(
    suite: Suite, vault_id: str, data_key: bytearray, secret: bytearray, made_at: str
) -> RecoveryWrap:
    """The data key, openable with the recovery sheet; 160 random bits need no stretching."""
    salt = os.urandom(_SALT_BYTES)
    key = suite.subkey(secret, salt, "recovery")
    try:
        return RecoveryWrap(salt, suite.seal(key, data_key, _recovery_context(vault_id)), made_at)
    finally:
        wipe(key)


def unwrap_for_recovery(
    suite: Suite, vault_id: str, wrap: RecoveryWrap, secret: bytearray
) -> bytearray | None:
    """The data key, or None when the code belongs to another vault or an older sheet."""
    key = suite.subkey(secret, wrap.salt, "recovery")
    try:
        return suite.unseal(key, wrap.box, _recovery_context(vault_id))
    except SealBroken:
        return None
    finally:
        wipe(key)


def subkey(suite: Suite, envelope: Envelope, data_key: bytearray, purpose: str) -> bytearray:
    """Key of one vault for one purpose; the caller wipes it."""
    return suite.subkey(data_key, bytes.fromhex(envelope.vault_id), purpose)


def seal_of(suite: Suite, envelope: Envelope, data_key: bytearray) -> bytes:
    """Fingerprint that only a holder of the data key can make for an envelope."""
    key = subkey(suite, envelope, data_key, "envelope")
    try:
        return suite.tag(key, envelope.sealed_bytes())
    finally:
        wipe(key)


def is_sealed_by(suite: Suite, envelope: Envelope, data_key: bytearray) -> bool:
    """Whether the envelope is as a holder of the data key wrote it."""
    return hmac.compare_digest(seal_of(suite, envelope, data_key), envelope.seal)


def _user_context(vault_id: str, user_id: UserId, login: str, role: Role) -> bytes:
    return json.dumps(["user", vault_id, user_id, login_key(login), role.value]).encode()


def _recovery_context(vault_id: str) -> bytes:
    return json.dumps(["recovery", vault_id]).encode()
