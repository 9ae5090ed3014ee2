"""Everything due or open about one household, for one visit (走访议程)."""
