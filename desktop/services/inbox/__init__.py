"""The inbox: every event and task as list, board and calendar, in views with counts (任务)."""
