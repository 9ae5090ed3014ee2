"""The paper of one notice, where it shall be another than its layout's."""

from dataclasses import dataclass, replace

from desktop.domain.notice_state import NoticeAction
from desktop.services.disclosure import steps
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What one notice is printed on.

    Attributes:
        paper: ``A4`` or ``A3``; empty leaves it to the layout.
        turn: ``upright`` or ``across``; empty leaves it to the layout.
        large: Large print.
        red: Red paper: black only, heavier rules.
    """

    paper: str = ""
    turn: str = ""
    large: bool = False
    red: bool = False


def paper_of(request: NoticeRequest) -> PaperChoice:
    """What a request asks for."""
    return PaperChoice(request.paper, request.turn, request.large, request.red)


def choose_paper(office: Office, notice_id: str, choice: PaperChoice) -> None:
    """Print a draft on other paper; what it says stays as it is.

    Raises:
        ProblemError: DOC-132, DOC-133 it is no draft any more, SYS-403.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.REFRESH)
    request = NoticeRequest.from_json(row.query or "{}")
    request = replace(request, paper=choice.paper, turn=choice.turn, large=choice.large, red=choice.red)
    with office.change("notice", f"换纸：{row.title}") as work:
        work.update("notice", row.id, {"query": request.to_json()})
