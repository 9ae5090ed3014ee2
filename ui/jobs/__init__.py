"""Work off the GUI thread: two lanes, progress, cancel; answers always arrive on the GUI thread."""

from ui.jobs.runner import JobRunner, JobTicket, Progress

__all__ = ["JobRunner", "JobTicket", "Progress"]
