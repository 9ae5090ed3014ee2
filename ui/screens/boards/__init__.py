"""Inspections, the red and black board, the village covenant and credit (红黑榜)."""
