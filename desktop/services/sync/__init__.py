"""The exchange with the county as the office meets it: state, runs, what waits, what needs a person."""
