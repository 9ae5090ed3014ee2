"""What the county shows to everybody, without an account."""
