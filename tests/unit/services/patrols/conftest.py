"""Tests of patrols share the village."""

from tests.support.patrols import village

__all__ = ["village"]
