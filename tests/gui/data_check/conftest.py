"""Tests of one screen share the desk."""

from tests.support.desk import desk

__all__ = ["desk"]
