"""``archive``: the disclosure of a year as a folder and a bound book."""

import argparse

from desktop.cli.exit_codes import ExitCode, exit_code_of
from desktop.cli.office_access import opened
from desktop.cli.terminal import Progress, Terminal


def run_archive(options: argparse.Namespace, terminal: Terminal) -> int:
    """Write the archive of a year."""
    from desktop.services.disclosure.archive import archive_year

    with opened(options, terminal) as office:
        progress = Progress("正在归档")
        report = archive_year(office, options.year, options.out, progress)
        progress.close()
    terminal.line(
        f"已归档：{report.folder}（{report.notices} 份，{report.pages} 页，照片 {report.photos} 张）"
    )
    terminal.problems(report.problems)
    terminal.result(
        folder=str(report.folder), notices=report.notices, pages=report.pages, photos=report.photos
    )
    return exit_code_of(problem.code for problem in report.problems) if report.problems else ExitCode.OK
