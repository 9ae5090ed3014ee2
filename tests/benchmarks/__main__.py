"""Runs the benchmarks and keeps their table: ``python -m tests.benchmarks [NAME ...] [--rows N]``.

Every module ``bench_<name>.py`` offers ``run() -> list[BenchRow]``, and ``run(rows)`` where its size is
free. A figure out of reach is shown and never fails the run; a benchmark that breaks does.
"""

import argparse
import re
import sys
import traceback
from importlib import import_module
from inspect import signature
from pathlib import Path

from tests.benchmarks import machine
from tests.benchmarks.row import BenchRow

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Written by `python3 dev.py bench`; each figure stands beside what it is compared with, taken in the
same run on the same machine. Running one benchmark alone replaces its own section only.
"""
_COLUMNS = ("what", "ours", "against", "theirs", "ratio", "reach", "reached")


def names() -> list[str]:
    """Names of all benchmarks."""
    return sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))


def _figure(value: float) -> str:
    if value == 0:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def cells(row: BenchRow) -> tuple[str, ...]:
    """One line of the table."""
    return (
        row.name,
        f"{_figure(row.ours)} {row.unit}",
        row.against,
        f"{_figure(row.other)} {row.unit}" if row.other else "–",
        _figure(row.ratio),
        row.reach,
        "yes" if row.ok else "NO",
    )


def markdown(rows: list[BenchRow]) -> str:
    """The rows as a Markdown table."""
    lines = [_COLUMNS, ("---",) * len(_COLUMNS), *(cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def print_rows(rows: list[BenchRow]) -> None:
    """The rows on the terminal."""
    for row in rows:
        print("  " + "  |  ".join(cells(row)), flush=True)


def keep(sections: dict[str, str]) -> None:
    """Put new sections into the table's file; the others stay, but for those of benchmarks that are gone.

    A title of several words is none of a benchmark: such a section is written by hand and stays, too.
    """
    kept: dict[str, str] = {}
    if TABLE.exists():
        for part in re.split(r"^## ", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, body = part.partition("\n")
            kept[title.strip()] = body.strip()
    kept |= sections
    known = names()
    shown = sorted(name for name in kept if name in known or " " in name)
    text = _HEAD + "".join(f"\n## {name}\n\n{kept[name]}\n" for name in shown)
    TABLE.write_text(text, encoding="utf-8")


def _run(name: str, rows: int | None) -> list[BenchRow]:
    run = import_module(f"tests.benchmarks.bench_{name}").run
    sized = rows is not None and "rows" in signature(run).parameters
    made: list[BenchRow] = run(rows) if sized else run()
    return made


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all.

    Returns:
        0; 1 when a benchmark broke, 2 when a name is not known.
    """
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--rows", type=int, help="another size, for benchmarks that leave it open")
    options = parser.parse_args(arguments)
    wanted: list[str] = options.names
    known = names()
    if unknown := [name for name in wanted if name not in known]:
        print(f"no benchmark named {', '.join(unknown)}; there are {', '.join(known)}")
        return 2
    broken = False
    sections: dict[str, str] = {}
    for name in wanted or known:
        print(name, flush=True)
        where = machine.describe()
        try:
            rows = _run(name, options.rows)
        except Exception:
            traceback.print_exc()
            broken = True
            continue
        print_rows(rows)
        sections[name] = f"{markdown(rows)}\n\n{where}"
    keep(sections)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
