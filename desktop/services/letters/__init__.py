"""Villagers' letters that came through the county's pages (村民信箱, 随手拍)."""
