"""Work to be killed at: a warm process forks a child for every round, which works until it dies.

Where the system can't fork it works itself, and whoever killed it starts another.

Started as ``python -m tests.support.kill_worker``. Each line on its input is a task in JSON; the child
writes ``start PID`` and then what it acknowledges, and when it has died the parent writes ``dead``. A child
that has nothing left to do waits to be killed, so that its process number stays its own.
"""

import gc
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What the program imports only when it needs it: warm before the first fork.
import argon2
import cryptography.hazmat.primitives.ciphers.aead
import cryptography.hazmat.primitives.kdf.hkdf
import filelock

import db.search.index
from desktop.domain.job import NoJob
from desktop.services import backup, drafts, history
from desktop.services.attachments import originals, records
from desktop.services.office import Office
from desktop.services.register_editing import add_person, save_form
from desktop.services.register_import.session import (
    ImportPlan,
    OpenImport,
    commit_import,
    list_batches,
    open_import,
    plan_import,
    resume_import,
)
from desktop.services.sync.running import sync_now
from sync.village.transport import LineError
from tests.support.offices import reopen_office

__all__ = ["argon2", "cryptography", "db", "filelock"]


def say(*words: object) -> None:
    """Acknowledge something: one line that reaches the pipe whole or not at all."""
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


def open_workbook(office: Office, task: dict[str, Any]) -> None:
    """Read a workbook again and again."""
    while True:
        say("opened", open_import(office, Path(task["workbook"])).batch_id)


def _ready(office: Office) -> tuple[OpenImport, ImportPlan]:
    (batch,) = [batch for batch in list_batches(office) if batch.state == "open"]
    opened = resume_import(office, batch.batch_id)
    return opened, plan_import(office, opened)


def commit(office: Office, task: dict[str, Any]) -> None:
    """Commit the open import."""
    opened, plan = _ready(office)
    say("committing")
    say("committed", commit_import(office, opened, plan).batch_id)


def undo_import(office: Office, task: dict[str, Any]) -> None:
    """Take the last committed import back and forth."""
    (entry,) = [entry for entry in history.undo_list(office) if entry.kind == "import"]
    while True:
        history.undo(office, entry.change_set)
        say("turned")


def edit(office: Office, task: dict[str, Any]) -> None:
    """Save numbered edits of one person, with a draft before and a child born every fifth time."""
    number = int(task["first"])
    while True:
        drafts.keep_draft(office, "person", task["person"], {"note": str(number)})
        say("draft", number)
        save_form(office, "person", task["person"], {"employer": f"第{number}厂"})
        say("edit", number)
        if number % 5 == 0:
            add_person(office, task["household"], {"name": f"张{number:06d}号", "relation_to_head": "子"})
            say("birth", number)
        number += 1


def back_up(office: Office, task: dict[str, Any]) -> None:
    """Edit and back up in turn."""
    number = int(task["first"])
    while True:
        save_form(office, "person", task["person"], {"employer": f"第{number}厂"})
        say("edit", number)
        say("backup", backup.make_backup(office).file.path.name)
        number += 1


def add_and_back_up(office: Office, task: dict[str, Any]) -> None:
    """Add numbered people and back up in turn."""
    number = int(task["first"])
    while True:
        with office.change("edit", "x") as work:
            work.insert("person", {"name": f"{number:09d}"})
        say("added", number)
        say("backup", backup.make_backup(office).file.path.name)
        number += 1


def restore(office: Office, task: dict[str, Any]) -> None:
    """Put one backup back, then the other."""
    office.close()
    while True:
        for name in ("one", "other"):
            backup.restore_backup(Path(task[name]), Path(task["folder"]), replace=True)
            say("restored", name)


class _Telling(NoJob):
    """Says which step of an exchange has begun."""

    def __init__(self) -> None:
        self._last = ""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say a step once."""
        if text != self._last:
            self._last = text
            say(text)


def exchange(office: Office, task: dict[str, Any]) -> None:
    """Edit, add somebody, and exchange with the county, again and again."""
    number = int(task["first"])
    while True:
        with office.change("edit", "x") as work:
            work.update("person", task["person"], {"employer": f"第{number}厂"})
            work.insert("person", {"name": f"张{number:06d}号"})
        say("edit", number)
        try:
            sync_now(office, _Telling())
        except LineError:
            say("line")
        say("synced", number)
        number += 1


def attach(office: Office, task: dict[str, Any]) -> None:
    """Hang a new file on a person, wish for everything that is not here, and exchange, again and again."""
    number = int(task["first"])
    while True:
        source = records.Source(f"{number}.pdf", file_of(number))
        records.add_attachment(office, "person", task["person"], source)
        say("added", number)
        for item in records.list_attachments(office, "person", task["person"]):
            if not item.is_here:
                originals.want_original(office, item.id)
        try:
            sync_now(office, _Telling())
        except LineError:
            say("line")
        say("synced", number)
        number += 1


def file_of(number: int) -> bytes:
    """A file that is another one for every number, in several pieces on the line."""
    return b"%PDF-1.7\n" + random.Random(number).randbytes(150_000)


# What a program without care would do; the tests must see it.


def acknowledge_too_early(office: Office, task: dict[str, Any]) -> None:
    """Say that an edit is saved while its transaction is still open."""
    number = int(task["first"])
    with office.change("edit", "x") as work:
        work.update("person", task["person"], {"employer": f"第{number}厂"})
        say("edit", number)
        time.sleep(60)


def commit_by_halves(office: Office, task: dict[str, Any]) -> None:
    """Import in two transactions."""
    opened, plan = _ready(office)
    say("committing")
    with office.change("import", "x", batch_id=opened.batch_id) as work:
        for row in plan.rows[: len(plan.rows) // 2]:
            work.insert("person", {"name": row.source.values["name"]})
    say("half")
    time.sleep(60)


TASKS: dict[str, Callable[[Office, dict[str, Any]], None]] = {
    task.__name__: task
    for task in (
        open_workbook,
        commit,
        undo_import,
        edit,
        back_up,
        add_and_back_up,
        restore,
        exchange,
        attach,
        acknowledge_too_early,
        commit_by_halves,
    )
}


def _work(task: dict[str, Any]) -> None:
    say("start", os.getpid())
    office = reopen_office(Path(task["folder"]))
    say("ready")
    TASKS[task["task"]](office, task)
    say("done")
    while True:
        time.sleep(60)


def main() -> None:
    """Fork a child for every task until the input ends."""
    # What was imported lives to the end: no child looks it through, or copies it by doing so.
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        if not hasattr(os, "fork"):
            _work(json.loads(line))
        child = os.fork()
        if child == 0:
            try:
                _work(json.loads(line))
            except BaseException as error:
                say("failed", repr(error))
            os._exit(1)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
