"""Both ends of the exchange with the county."""
