"""Widgets that know nothing of the field: they are given words and values and hand back wishes."""
