"""Saved tables for those above (一表通): defined once, run again with one key, filled into any form."""
