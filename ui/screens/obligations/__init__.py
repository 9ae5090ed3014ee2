"""The screen of duties of the party and the village (履职): meetings owed, orders to mend, the score."""
