"""What the tray reminds an account of, and when (提醒)."""
