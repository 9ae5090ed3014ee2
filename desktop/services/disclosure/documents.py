"""From a request to the document value that is printed."""

from dataclasses import replace
from datetime import date

from desktop.reports.data import NoticeData
from desktop.reports.document import Notice
from desktop.services.disclosure.compiling import compile_data
from desktop.services.disclosure.layouts import layout_of
from desktop.services.disclosure.marking import marked
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.scope import STAMPS, scope_of
from desktop.services.office import Office


def build_document(office: Office, request: NoticeRequest, number: str) -> tuple[NoticeData, Notice]:
    """What a notice says as the facts stand, and how it is laid out.

    Raises:
        ProblemError: What `compile_data` and `desktop.reports.building.build_notice` find, SYS-403.
    """
    from desktop.reports.building import build_notice
    from desktop.services.disclosure.corrections import correction_note

    chosen = layout_of(office, request)
    data = compile_data(office, request, number, chosen)
    document = replace(build_notice(chosen, data, large=request.large), red=request.red)
    scope = scope_of(office, request.item or chosen.item, date.fromisoformat(request.issued_on))
    document = replace(document, stamp=document.stamp or STAMPS.get(scope, ""))
    if request.corrects:
        note = correction_note(office, request, document)
        document = replace(document, notes=(*document.notes, note) if note else document.notes)
    return data, marked(office, document)
