"""``device enrol``, ``device list`` and ``device revoke``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.bundles import write_file
from sync.county.certificates import fingerprint_of
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms, when
from sync.county.enrolment_sheet import make_sheet
from sync.county.store import devices
from sync.county.store.enrolment import HOLDS_MS, make_code
from sync.county.store.villages import find_village_id
from sync.county.store.wipe import order_wipe
from sync.protocol.enrolment_text import fingerprint
from sync.protocol.registry import Stream

_STATES = {
    devices.ACTIVE: "在用",
    devices.REVOKED: "已停用",
    devices.REPLACED: "已换编号",
    devices.RETIRED: "已退役",
    devices.SUSPENDED: "太久没来，已暂停",
}


def run_device_enrol(options: argparse.Namespace, terminal: Terminal) -> int:
    """Make a one-time code for a PC, and the sheet to hand over with it."""
    streams = tuple(Stream) if options.restricted else (Stream.REGISTER,)
    now = now_ms()
    certificate = fingerprint_of(options.tls_cert) if options.tls_cert else ""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.code)
        public_key = county.key.public
        with county.database.atomic():  # no code without its sheet
            code = make_code(county.database, county.key, village_id, streams, now)
            if options.sheet:
                sheet = make_sheet(
                    county, options.code, code, now + HOLDS_MS, options.url, options.label, certificate
                )
                write_file(options.sheet, sheet)
    terminal.line(f"接入码：{code[:5]}-{code[5:]}")
    terminal.line(f"{when(now + HOLDS_MS)} 以前用一次有效。请当面或打电话告诉村里，不要发在群里。")
    if options.sheet:
        terminal.line(f"接入单：{options.sheet}，打印后交给村里，文件随即删除。")
    terminal.result(
        code=code,
        expires_ms=now + HOLDS_MS,
        county_key=public_key.hex(),
        county_key_fingerprint=fingerprint(public_key),
    )
    return ExitCode.OK


def run_device_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List a village's PCs."""
    with opened_county(options) as county:
        found = devices.list_devices(county.database, find_village_id(county.database, options.code))
    terminal.table(
        ("编号", "名称", "状态", "批次", "登记", "最近来过"),
        [
            (
                str(each.device),
                each.label,
                _STATES[each.state],
                str(each.last_no),
                when(each.enrolled_ms),
                when(each.seen_ms),
            )
            for each in found
        ],
    )
    terminal.result(
        devices=[
            {
                "device": each.device,
                "label": each.label,
                "state": each.state,
                "streams": each.streams,
                "last_no": each.last_no,
                "enrolled_ms": each.enrolled_ms,
                "seen_ms": each.seen_ms,
            }
            for each in found
        ]
    )
    return ExitCode.OK


def run_device_revoke(options: argparse.Namespace, terminal: Terminal) -> int:
    """Shut a PC out."""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.code)
        if options.wipe:
            order_wipe(county.database, county.key, village_id, options.number, now_ms())
        else:
            devices.revoke_device(county.database, village_id, options.number, now_ms())
    terminal.line(f"已停用 {options.number} 号电脑，从现在起它不能再交换。")
    if options.wipe:
        terminal.line("它下一次联网时会销毁自己的钥匙。")
    terminal.result(device=options.number, wipe=options.wipe)
    return ExitCode.OK
