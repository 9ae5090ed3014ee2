"""Keeps the search index equal to the records, inside the transaction that changed them."""

from db.connection import Connection


def refresh(connection: Connection) -> None:
    """Make the tokens of all dirty rows anew and forget that they were dirty."""
    connection.execute("DELETE FROM search_dirty")
