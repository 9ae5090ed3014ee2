"""Writes the first migration's SQL from today's models; only while nothing has been released."""

from pathlib import Path

from db import schema

TARGET = Path(__file__).parents[2] / "db" / "migrations" / "m001_register.sql"


def frozen() -> str:
    """The SQL text of the first migration."""
    return "".join(f"{statement};\n" for statement in schema.statements())


if __name__ == "__main__":
    TARGET.write_text(frozen(), encoding="utf-8")
