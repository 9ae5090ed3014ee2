"""The county's address on the network: what villages call (docs/protocol.md)."""
