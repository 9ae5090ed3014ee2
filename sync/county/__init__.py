"""The county's end of the exchange: keeps what the villages send, merges it and hands it on."""
