"""The square code of a notice: number, hash, and where the county answers for it."""

from dataclasses import replace
from urllib.parse import urlsplit

from desktop.domain.notice_mark import NoticeMark
from desktop.reports.document import Notice
from desktop.services.office import Office
from desktop.services.settings import load_settings
from sync.village.state import find_state


def marked(office: Office, document: Notice) -> Notice:
    """The notice with its square code; one without a number, or that nobody compares, stays as it is."""
    if not document.number or not document.coded:
        return document
    mark = NoticeMark(document.number, document.content_mark())
    return replace(document, scan=mark.scanned(public_address(office)))


def public_address(office: Office) -> str:
    """Where villagers ask for a sheet: the office's own setting, or where the county answers its PCs.

    Empty while the office knows of no county, and for an address in the clear: a telephone would warn of it.
    """
    own = load_settings(office).public_address.strip()
    if not own:
        with office.store.reading() as connection:
            state = find_state(connection)
        own = state.address if state is not None else ""
    parts = urlsplit(own)
    return own if parts.scheme == "https" and parts.netloc and own.isascii() else ""
