"""Duties of the party and the village beyond disclosure (履职): meetings owed, orders to mend, the score."""
