"""The emergency circle (应急动员): from the order over calls, marks and counting rounds to the all-clear."""
