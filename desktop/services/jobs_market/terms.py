"""Values that a county sets for work and jobs."""

from desktop.domain.job_seeker import LabourAges
from desktop.domain.rules import get_rule
from desktop.services.office import Office


def rule_value(office: Office, name: str) -> int:
    """A rule ``jobs.…`` as it holds at this office today."""
    return get_rule(f"jobs.{name}", office.today(), office.vault.village.division_code).value


def labour_ages(office: Office) -> LabourAges:
    """Bounds of the labour force."""
    return LabourAges(
        rule_value(office, "labour.from_age"),
        rule_value(office, "labour.to_age_men"),
        rule_value(office, "labour.to_age_women"),
    )
