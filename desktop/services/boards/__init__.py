"""Inspections, the red and black board, the village covenant and credit, one use case a module."""
