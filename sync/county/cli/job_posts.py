"""``job-post push``, ``list``: posts of work for the villages."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.problem import Problem, ProblemError
from sync.county.cli.opening import opened_county
from sync.county.clock import day_of, now_ms
from sync.county.store.handing_down import find_recipients
from sync.county.store.job_posts import list_posts, push_posts, read_posts


def run_job_post_push(options: argparse.Namespace, terminal: Terminal) -> int:
    """Hand a table of posts down; every line is checked before the first village gets any of it."""
    try:
        content = options.file.read_bytes()
    except OSError as error:
        raise ProblemError(Problem("CTY-250", {"path": str(options.file)})) from error
    lines = read_posts(content, day_of(now_ms()))
    with opened_county(options) as county:
        recipients = find_recipients(county.database, options.village)
        told = push_posts(county, recipients, lines, now_ms())
    for each in recipients:
        terminal.line(f"{each.name}（{each.division_code}）：{told[each.village_id]} 条新增或改动。")
    terminal.result(
        posts=len(lines),
        villages=[{"code": each.division_code, "changed": told[each.village_id]} for each in recipients],
    )
    return ExitCode.OK


def run_job_post_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List posts that were handed down."""
    with opened_county(options) as county:
        found = list_posts(county.database)
    rows = [(each.employer, each.title, each.place, each.valid_to, str(each.villages)) for each in found]
    terminal.table(("单位", "岗位", "地点", "有效期至", "几个村"), rows)
    terminal.result(
        posts=[
            {
                "employer": each.employer,
                "title": each.title,
                "valid_to": each.valid_to,
                "villages": each.villages,
            }
            for each in found
        ]
    )
    return ExitCode.OK
