"""What work and jobs ask for today (今日): registrations that run out, posts to check, results to ask for."""

from dataclasses import dataclass

from desktop.services.jobs_market.posts import list_posts
from desktop.services.jobs_market.referrals import list_referrals
from desktop.services.jobs_market.seekers import list_seekers
from desktop.services.jobs_market.terms import rule_value
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class JobsToday:
    """How many of each wait.

    Attributes:
        expiring: Registrations that run out within the days of the rule.
        expired: Registrations that ran out and were not renewed, at most as long ago as they were valid.
        unchecked: Posts that nobody checked.
        unanswered: Recommendations whose result nobody asked for.
    """

    expiring: int
    expired: int
    unchecked: int
    unanswered: int

    @property
    def count(self) -> int:
        """All of them together."""
        return self.expiring + self.expired + self.unchecked + self.unanswered


def read_reminders(office: Office) -> JobsToday:
    """Count what waits.

    Raises:
        ProblemError: SYS-403.
    """
    ahead, valid = rule_value(office, "remind_days"), rule_value(office, "valid_days")
    still = [each for each in list_seekers(office) if each.row.state in ("registered", "referred")]
    posts = list_posts(office)
    return JobsToday(
        sum(0 <= each.validity.days_left <= ahead for each in still),
        sum(-valid <= each.validity.days_left < 0 for each in still),
        sum(not each.row.checked_on and not each.row.closed_on and each.days_left >= 0 for each in posts),
        sum(not each.outcome for each in list_referrals(office)),
    )
