"""Villagers' pages: letters, snaps, bookings, and how they stand; for telephones, without scripts."""
