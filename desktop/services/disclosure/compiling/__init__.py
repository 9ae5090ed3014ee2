"""Turns the register and the books into what a notice says, one module a layout."""

from collections.abc import Callable
from datetime import date

from desktop.domain.period import Period
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.data import NoticeData
from desktop.reports.template import Template, template
from desktop.services.disclosure.compiling.accounts_chart import compile_accounts_chart
from desktop.services.disclosure.compiling.accounts_quarterly import compile_accounts
from desktop.services.disclosure.compiling.agency_services import compile_agency_services
from desktop.services.disclosure.compiling.aid_list import compile_aid_list
from desktop.services.disclosure.compiling.allowance_list import compile_allowances
from desktop.services.disclosure.compiling.assembly_decision import compile_decision
from desktop.services.disclosure.compiling.assets import compile_assets
from desktop.services.disclosure.compiling.board_summary import compile_board_summary
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.compensation import compile_compensation
from desktop.services.disclosure.compiling.contracts import compile_contracts
from desktop.services.disclosure.compiling.covering import cover
from desktop.services.disclosure.compiling.debts import compile_debts
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.disclosure.compiling.insurance import compile_insurance
from desktop.services.disclosure.compiling.labour_and_funds import compile_labour_and_funds
from desktop.services.disclosure.compiling.land_transfer import compile_land_transfer
from desktop.services.disclosure.compiling.party_appraisal import compile_party_appraisal
from desktop.services.disclosure.compiling.party_conduct import compile_party_awards, compile_party_discipline
from desktop.services.disclosure.compiling.party_development import compile_party_development
from desktop.services.disclosure.compiling.party_dues import compile_party_dues
from desktop.services.disclosure.compiling.party_life import compile_party_life
from desktop.services.disclosure.compiling.party_points import compile_party_points, compile_party_results
from desktop.services.disclosure.compiling.party_text import compile_party_text
from desktop.services.disclosure.compiling.points import compile_points
from desktop.services.disclosure.compiling.points_board import compile_points_board
from desktop.services.disclosure.compiling.project import compile_project
from desktop.services.disclosure.compiling.settled_events import compile_settled_events
from desktop.services.disclosure.compiling.subsidies import compile_subsidy_list, compile_subsidy_payment
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office
from desktop.services.settings import load_settings

ACCOUNTS, ALLOWANCES, PARTY_LIFE = "accounts_quarterly", "allowance_list", "party_life"

COMPILERS: dict[str, Callable[[Common], NoticeData]] = {
    ACCOUNTS: compile_accounts,
    "accounts_chart": compile_accounts_chart,
    "agency_services": compile_agency_services,
    "aid_list": compile_aid_list,
    ALLOWANCES: compile_allowances,
    PARTY_LIFE: compile_party_life,
    "assembly_decision": compile_decision,
    "assembly_result": compile_decision,
    "assets": compile_assets,
    "compensation": compile_compensation,
    "board_summary": compile_board_summary,
    "contracts": compile_contracts,
    "debts": compile_debts,
    "insurance": compile_insurance,
    "labour_and_funds": compile_labour_and_funds,
    "land_transfer": compile_land_transfer,
    "party_appraisal": compile_party_appraisal,
    "party_points": compile_party_points,
    "party_results": compile_party_results,
    "points": compile_points,
    "party_awards": compile_party_awards,
    "party_candidate": compile_party_development,
    "party_confirmation": compile_party_development,
    "party_discipline": compile_party_discipline,
    "party_dues": compile_party_dues,
    "party_text": compile_party_text,
    "points_board": compile_points_board,
    "project": compile_project,
    "settled_events": compile_settled_events,
    "subsidy_list": compile_subsidy_list,
    "subsidy_payment": compile_subsidy_payment,
}
"""Layout → what fills it from a store of its own; all other sheets show the rows typed for them."""


def compile_data(
    office: Office, request: NoticeRequest, number: str, chosen: Template | None = None
) -> NoticeData:
    """Collect what a notice says from the register and the books as they stand.

    Args:
        office: The office at work.
        request: What it shall show.
        number: Number of the notice.
        chosen: The layout as the office shaped it; None takes the shipped one.

    Raises:
        ProblemError: DOC-130 nothing fills the template, what the template's compiler finds, SYS-403.
    """
    period = Period(date.fromisoformat(request.first), date.fromisoformat(request.last))
    common = Common(office, load_settings(office), period, number, request)
    compiler = COMPILERS.get(request.template)
    chosen = chosen or template(request.template)
    if compiler is not None:
        return cover(common, chosen, compiler(common))
    if chosen.kind != "sheet":
        raise ProblemError(Problem("DOC-130", {"template": request.template}))
    return cover(common, chosen, compile_entered(common, chosen))
