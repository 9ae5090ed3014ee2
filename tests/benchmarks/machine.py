"""What the figures were taken on."""

import os
import platform
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory_gib() -> str:
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    return "memory unknown"


def describe() -> str:
    """Processor, memory, system and versions, in one line."""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory_gib()}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, SQLite {sqlcipher.sqlite_version}{load}"
    )
