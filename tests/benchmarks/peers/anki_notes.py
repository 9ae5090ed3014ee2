"""Anki's collection beside its own sync server, in an environment that has the package ``anki``.

``python -m tests.benchmarks.peers.anki_notes CORPUS NUMBER CHANGED`` prints one JSON object: for each phase
seconds and bytes. A row is a note with a field per column. Standard library and anki only.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.relay import CountingRelay

_PATIENCE_SECONDS = 30
_AT_ONCE = 1_000


def _read(file: Path, number: int) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as stream:
        for line, _ in zip(stream, range(number), strict=False):
            yield json.loads(line)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _add(collection: Any, rows: Iterable[dict[str, Any]]) -> None:
    from anki.collection import AddNoteRequest

    deck = collection.decks.id("Default")
    requests = []
    for row in rows:
        names = [name for name in row if name != "id"]
        note = collection.new_note(collection.models.by_name("Register") or _make_model(collection, names))
        note.fields = ["" if row[name] is None else str(row[name]) for name in names]
        requests.append(AddNoteRequest(note=note, deck_id=deck))
        if len(requests) == _AT_ONCE:
            collection.add_notes(requests)
            requests = []
    if requests:
        collection.add_notes(requests)


def _make_model(collection: Any, names: list[str]) -> Any:
    model = collection.models.new("Register")
    for name in names:
        collection.models.add_field(model, collection.models.new_field(name))
    template = collection.models.new_template("Card")
    template["qfmt"], template["afmt"] = "{{name}}{{village}}", "{{id_no}}"
    collection.models.add_template(model, template)
    collection.models.add(model)
    return collection.models.by_name("Register")


def _whole(collection: Any, login: Any, *, upload: bool) -> None:
    collection.sync_collection(login, False)
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=login, server_usn=None, upload=upload)
    collection.reopen(after_full_sync=True)


def measure(corpus: Path, number: int, changed: int) -> dict[str, Any]:
    """All phases, through the incremental exchange; a whole file would overwrite the other's work."""
    from anki.collection import Collection

    told: dict[str, Any] = {"version": version("anki")}
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="peer-anki-") as folder:
        settings = {
            "SYNC_USER1": "u:p",
            "SYNC_BASE": f"{folder}/server",
            "SYNC_HOST": "127.0.0.1",
            "SYNC_PORT": str(port),
            "MAX_SYNC_PAYLOAD_MEGS": "2000",
            "RUST_LOG": "error",
        }
        server = subprocess.Popen(
            [sys.executable, "-m", "anki.syncserver"],
            env=os.environ | settings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            with CountingRelay(port) as relay:

                def phase(name: str, work: Callable[[], object]) -> None:
                    relay.reset()
                    started = time.perf_counter()
                    work()
                    told[name] = {"seconds": time.perf_counter() - started, "bytes": relay.passed}

                one, other = (Collection(f"{folder}/{name}.anki2") for name in ("one", "other"))
                _make_model(one, [name for name in next(_read(corpus, 1)) if name != "id"])
                logins = [
                    each.sync_login("u", "p", f"http://127.0.0.1:{relay.port}/") for each in (one, other)
                ]
                _whole(one, logins[0], upload=True)
                _whole(other, logins[1], upload=False)
                _add(one, _read(corpus, number))
                phase("push", lambda: one.sync_collection(logins[0], False))
                phase("pull", lambda: other.sync_collection(logins[1], False))
                phase("nothing", lambda: one.sync_collection(logins[0], False))
                notes = [
                    one.get_note(note) for note in list(one.find_notes(""))[:: number // changed][:changed]
                ]
                for serial, note in enumerate(notes):
                    note["phone"], note["addr"] = f"1009{serial:07d}", f"新址{serial}"
                one.update_notes(notes)
                phase("push_changed", lambda: one.sync_collection(logins[0], False))
                phase("pull_changed", lambda: other.sync_collection(logins[1], False))
                if other.note_count() != number or other.get_note(notes[0].id)["addr"] != "新址0":
                    raise RuntimeError("the two collections are not in step")
                one.close()
                other.close()
        finally:
            server.terminate()
            server.wait()
    return told


def _wait_for(port: int) -> None:
    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.05)
        else:
            return


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
