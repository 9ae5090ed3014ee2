"""What this PC trusts the county's server by."""

from pathlib import Path

from desktop.domain.accounts import Right
from desktop.services.office import Office
from sync.village import identity
from sync.village.transport import CountyAddress, Transport
from sync.village.trust import read_authority, read_fingerprints


def pin_certificate(office: Office, *, authority: Path | None = None, fingerprint: str = "") -> None:
    """Trust another authority or certificate of the county's from now on; logged.

    With two fingerprints both are good, for the days in which one follows the other. With nothing at all
    the system's own authorities vouch. It is kept only when the county's server answers under it.

    Raises:
        ProblemError: SYS-403; SYN-150 not enrolled; SYN-161 to SYN-167; SYN-250, SYN-251.
    """
    office.require(Right.SETTINGS)
    state = identity.current_state(office.store)
    address = address_of(state.address, authority, fingerprint)
    with Transport(address) as transport:
        identity.pin(office.store, transport, address)
    office.log_access("sync_pin", purpose=state.county_name)


def address_of(url: str, authority: Path | None, fingerprint: str) -> CountyAddress:
    """Where a county answers and what is trusted, from what somebody chose and typed.

    Raises:
        ProblemError: SYN-250 the file is no authority's; SYN-251 these are no fingerprints.
    """
    if authority is not None:
        read_authority(authority)  # said before anything is sent
    return CountyAddress(url.strip(), authority, read_fingerprints(fingerprint) or None)
