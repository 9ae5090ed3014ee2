"""Work off the GUI thread: two lanes, progress, cancel; answers always arrive on the GUI thread."""

from ui.jobs.garbage import GuiCollector
from ui.jobs.runner import JobRunner, JobTicket, Progress

__all__ = ["GuiCollector", "JobRunner", "JobTicket", "Progress"]
