"""Agency services: cases, bookings, originals, the catalogue and the agents, a tab each (代办)."""
