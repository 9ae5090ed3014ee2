"""The stages of a project as they are disclosed: before, during, after (立项、实施、竣工)."""

from datetime import date
from enum import StrEnum


class ProjectStage(StrEnum):
    """A code of table ``project_stage``."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    DROPPED = "dropped"


def project_stage(
    day: date, *, begun_on: date | None, accepted_on: date | None, dropped_on: date | None
) -> ProjectStage:
    """The stage on a day: acceptance ends the work, the first day of work begins it."""
    if dropped_on is not None and dropped_on <= day:
        return ProjectStage.DROPPED
    if accepted_on is not None and accepted_on <= day:
        return ProjectStage.AFTER
    if begun_on is not None and begun_on <= day:
        return ProjectStage.DURING
    return ProjectStage.BEFORE
