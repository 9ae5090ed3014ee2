"""The layout of a notice as this office prints it."""

from desktop.reports.template import Template, template
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office


def layout_of(office: Office, request: NoticeRequest) -> Template:
    """The layout that a request is printed with.

    Raises:
        ProblemError: DOC-020, DOC-021.
    """
    return template(request.template)
