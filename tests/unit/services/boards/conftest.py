"""Tests of boards share the village."""

from tests.support.boards import village

__all__ = ["village"]
