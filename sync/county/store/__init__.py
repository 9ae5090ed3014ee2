"""What the county keeps, in PostgreSQL; every statement on the way of a village names that one village."""
