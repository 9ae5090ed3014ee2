"""Pages about PCs: making a code for a new one, and taking one out of use."""

from collections.abc import Mapping

from desktop.domain.problem import Problem, ProblemError
from sync.county.console.freshness import age
from sync.county.console.sheet import address_of, require_address, sheet_values
from sync.county.console.shown import Ask, Shown, Went, require_confirmed, require_name
from sync.county.store import devices, enrolment, enrolment_codes, villages
from sync.county.store.devices import DeviceRow
from sync.county.store.retirement import retire_device
from sync.county.store.wipe import order_wipe
from sync.protocol.registry import Stream

_GREATEST_DEVICE = 2**31 - 1
_LONGEST_LABEL = 40


def enrolling(ask: Ask) -> Shown:
    """The form for a new PC's code.

    Raises:
        ProblemError: CTY-021, there is no such village.
    """
    village_id = ask.village_id
    values = {
        "village_id": village_id,
        "village": require_name(ask.county, village_id),
        "address": address_of(ask.county, ask.address),
        "longest": _LONGEST_LABEL,
    }
    return Shown("enrol.html", values, village_id)


def enrol(ask: Ask, typed: Mapping[str, str]) -> Shown:
    """Make a code and show the sheet; the code is nowhere else, so the page can't be asked for again.

    Raises:
        ProblemError: CTY-021; CTY-085, no or too long a name for the PC; CTY-088, the county's address is
            none; CTY-081, restricted records were ticked without the county's decision.
    """
    village_id, label = ask.village_id, typed.get("label", "").strip()
    name = require_name(ask.county, village_id)
    if not 0 < len(label) <= _LONGEST_LABEL or not label.isprintable():
        raise ProblemError(Problem("CTY-085", {"length": str(_LONGEST_LABEL)}))
    is_restricted = typed.get("restricted") == "yes"
    if is_restricted:
        require_confirmed(typed)
    address = address_of(ask.county, ask.address)
    require_address(address)
    database = ask.county.database
    code = enrolment.make_code(
        database,
        ask.county.key,
        village_id,
        tuple(Stream) if is_restricted else (Stream.REGISTER,),
        ask.at_ms,
        label=label,
        operator=ask.operator.login,
    )
    _, division_code = villages.name_of(database, village_id)
    values = {
        "village_id": village_id,
        "village": name,
        "division_code": division_code,
        "label": label,
        "is_restricted": is_restricted,
        "made_ms": ask.at_ms,
        **sheet_values(ask.county, address, division_code, code, ask.at_ms + enrolment.HOLDS_MS),
    }
    return Shown("sheet.html", values, village_id)


def withdrawing(ask: Ask) -> Shown:
    """The question before a code is made worthless.

    Raises:
        ProblemError: CTY-021, the village has no such open code.
    """
    village_id = ask.village_id
    name = require_name(ask.county, village_id)
    for code in enrolment_codes.list_open_codes(ask.county.database, village_id, ask.at_ms):
        if code.handle == ask.asked["handle"]:
            values = {"village_id": village_id, "village": name, "code": code}
            return Shown("code_withdraw.html", values, village_id)
    raise ProblemError(Problem("CTY-021"))


def withdraw(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Make a code worthless.

    Raises:
        ProblemError: CTY-021, the village has no such open code; CTY-081; CTY-083, it was used just now.
    """
    withdrawing(ask)
    require_confirmed(typed)
    enrolment_codes.withdraw_code(
        ask.county.database, ask.village_id, ask.asked["handle"], ask.at_ms, operator=ask.operator.login
    )
    return Went(f"/villages/{ask.village_id}", "code_withdrawn")


def revoking(ask: Ask) -> Shown:
    """The question before a PC is shut out.

    Raises:
        ProblemError: CTY-021, there is no such PC.
    """
    return _question(ask, "revoke.html")


def revoke(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Shut a PC out.

    Raises:
        ProblemError: CTY-021, CTY-003, CTY-081; CTY-089, it is out already.
    """
    device = _require_device(ask)
    require_confirmed(typed)
    if device.state != devices.ACTIVE:
        raise ProblemError(Problem("CTY-089", {"device": str(device.device)}))
    devices.revoke_device(
        ask.county.database, device.village_id, device.device, ask.at_ms, operator=ask.operator.login
    )
    return Went(f"/villages/{device.village_id}", "device_revoked")


def retiring(ask: Ask) -> Shown:
    """The question before a PC is taken out of use in good order.

    Raises:
        ProblemError: CTY-021, there is no such PC.
    """
    return _question(ask, "retire.html")


def retire(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Take a PC out of use in good order.

    Raises:
        ProblemError: CTY-021, CTY-003, CTY-081; CTY-089, it is out already.
    """
    device = _require_device(ask)
    require_confirmed(typed)
    retire_device(
        ask.county.database, device.village_id, device.device, ask.at_ms, operator=ask.operator.login
    )
    return Went(f"/villages/{device.village_id}", "device_retired")


def wiping(ask: Ask) -> Shown:
    """The question before a PC's keys are ordered destroyed.

    Raises:
        ProblemError: CTY-021, there is no such PC.
    """
    return _question(ask, "wipe.html")


def wipe(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Shut a PC out and order its keys destroyed.

    Raises:
        ProblemError: CTY-021, CTY-003; CTY-086, the village's name was not typed.
    """
    device = _require_device(ask)
    if typed.get("name", "").strip() != require_name(ask.county, device.village_id):
        raise ProblemError(Problem("CTY-086"))
    order_wipe(
        ask.county.database,
        ask.county.key,
        device.village_id,
        device.device,
        ask.at_ms,
        operator=ask.operator.login,
    )
    return Went(f"/villages/{device.village_id}", "wipe_ordered")


def _question(ask: Ask, template: str) -> Shown:
    device = _require_device(ask)
    values = {
        "village_id": device.village_id,
        "village": require_name(ask.county, device.village_id),
        "device": device,
        "age": age(device.seen_ms, ask.at_ms),
    }
    return Shown(template, values, device.village_id)


def _require_device(ask: Ask) -> DeviceRow:
    require_name(ask.county, ask.village_id)
    number = int(ask.asked["device"])
    device = None
    if number <= _GREATEST_DEVICE:
        device = devices.find_device(ask.county.database, ask.village_id, number)
    if device is None:
        raise ProblemError(Problem("CTY-021"))
    return device
