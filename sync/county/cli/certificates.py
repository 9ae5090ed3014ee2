"""``tls make``: a certificate for a county that has none."""

import argparse
from datetime import UTC, datetime

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.certificates import (
    AUTHORITY,
    AUTHORITY_DAYS,
    SERVER,
    SERVER_DAYS,
    SERVER_KEY,
    write_certificates,
)

FOLDER = "tls"


def run_tls_make(options: argparse.Namespace, terminal: Terminal) -> int:
    """Make the server's certificate, and an authority the first time."""
    folder = options.data / FOLDER
    name = f"村情通县级端 {options.host[0]}"
    authority, server = write_certificates(folder, name, options.host, datetime.now(UTC))
    terminal.line(f"证书机构：{folder / AUTHORITY}（{AUTHORITY_DAYS // 365} 年，用 U 盘发给各村）")
    terminal.line(f"服务器证书：{folder / SERVER}，密钥 {folder / SERVER_KEY}（{SERVER_DAYS // 365} 年）")
    terminal.line(f"服务器证书指纹：{server.fingerprint}")
    terminal.line(
        f"开始服务：cunqingtong-county serve --tls-cert {folder / SERVER} --tls-key {folder / SERVER_KEY}"
    )
    terminal.result(
        authority=str(folder / AUTHORITY),
        certificate=str(folder / SERVER),
        key=str(folder / SERVER_KEY),
        authority_fingerprint=authority.fingerprint,
        fingerprint=server.fingerprint,
    )
    return ExitCode.OK
