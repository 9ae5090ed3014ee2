"""Visits (走访): who is due, what was seen and heard, what the register takes over, walk lists, figures.

Nothing here knows where a visitor walked: a visit has a time, people and words, never a position.
"""
