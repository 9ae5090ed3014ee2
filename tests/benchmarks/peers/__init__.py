"""What the exchange is measured beside: other systems that keep offline copies in step."""
