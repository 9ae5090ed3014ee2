"""From a request to the document value that is printed."""

from desktop.reports.data import NoticeData
from desktop.reports.document import Notice
from desktop.services.disclosure.compiling import compile_data
from desktop.services.disclosure.layouts import layout_of
from desktop.services.disclosure.marking import marked
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office


def build_document(office: Office, request: NoticeRequest, number: str) -> tuple[NoticeData, Notice]:
    """What a notice says as the facts stand, and how it is laid out.

    Raises:
        ProblemError: What `compile_data` and `desktop.reports.building.build_notice` find, SYS-403.
    """
    from desktop.reports.building import build_notice

    chosen = layout_of(office, request)
    data = compile_data(office, request, number, chosen)
    return data, marked(office, build_notice(chosen, data, large=request.large))
