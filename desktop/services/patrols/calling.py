"""From danger to an emergency call (动员): the households below a site are called, in one step."""

from desktop.domain.accounts import Right
from desktop.domain.patrol_rule import hazard_rules
from desktop.domain.problem import Problem, ProblemError
from desktop.services.mobilisation.starting import NewMobilisation, start
from desktop.services.office import Office
from desktop.services.patrols.rounds import get_patrol
from desktop.services.patrols.sites import get_site

_RED = "1"
_ACCIDENT = "90"


def call_out(office: Office, patrol_id: str) -> str:
    """Start a mobilisation of the households below the site where a patrol found danger, from now on.

    Returns:
        Its id.

    Raises:
        ProblemError: PTL-046, PTL-010, PTL-048 the site threatens no household; as
            `desktop.services.mobilisation.starting.start`; SYS-403.
    """
    office.require(Right.EDIT_MOBILISATION)
    patrol = get_patrol(office, patrol_id)
    site = get_site(office, patrol.row.site_id)
    if not site.households:
        raise ProblemError(Problem("PTL-048", {"site": site.row.name}))
    rule = hazard_rules().get(site.row.kind)
    seen = "、".join(patrol.sign_labels) or patrol.row.note
    return start(
        office,
        NewMobilisation(
            rule.disaster if rule else _ACCIDENT,
            _RED,
            text=f"{site.row.name}出现险情" + (f"（{seen}）" if seen else "") + "，受威胁户立即撤离",
            source=f"巡查发现：{'、'.join(patrol.names)}",
            site_ids=(site.row.id,),
        ),
    )
