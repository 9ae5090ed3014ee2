"""Tables for those above and the tasks that ask for them (一表通)."""
