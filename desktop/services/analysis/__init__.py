"""What people care about now: categories and terms of events against the usual level (民情分析)."""
