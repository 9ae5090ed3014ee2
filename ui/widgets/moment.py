"""Moments and days as the office reads them."""

from datetime import UTC, datetime


def show_moment(text: str) -> str:
    """A UTC moment in ISO form as local day and minute, ``2026-10-08 14:05``; empty stays empty."""
    if not text:
        return ""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
