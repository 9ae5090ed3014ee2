"""The village's end of the exchange: outbox, transport, inbox, and what ties them to the register file."""
