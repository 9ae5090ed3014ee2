"""Visits on the screen: who is due, the form, facts to confirm, walk lists."""
