"""Run as a program: fills an office with planted people through the services, then waits to be killed.

Usage: ``python -m tests.faults.planting FOLDER SECOND_PLACE``; prints ``ready`` when all is written, with
an import-sized transaction open and a backup under way.
"""

import datetime
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.job import NoJob

PEOPLE = 1000
PER_HOUSEHOLD = 10
COUNTY = "999901"
# A surname of two characters and given names no dictionary or program text holds.
SURNAME = "慕容"
_FIRST = "澄沐菡翊晏珩璟筠芃苒荀蓁蘅衍裴谌逸郗鄢霁"
_SECOND = "黛鹭麓鸢骁馨韫鞠霖雩陌阙钧邈逑赜贽谧诩袤荻茉芷舫舒翀绡绮练纮"
_THIRD = "堃峤"


@dataclass(frozen=True, slots=True)
class Planted:
    """One invented person whose name and numbers must show up nowhere."""

    name: str
    citizen_id: str
    phone: str


def planted() -> Iterator[Planted]:
    """The same 1,000 people at each call; names and numbers differ from each other."""
    number = 0
    for first in _FIRST:
        for second in _SECOND:
            for third in _THIRD:
                if number == PEOPLE:
                    return
                day = datetime.date(1950, 1, 1) + datetime.timedelta(days=23 * number)
                yield Planted(
                    SURNAME + first + second + third,
                    make_citizen_id(COUNTY, day, number % 999 + 1),
                    f"100{73_000_000 + number * 37:08d}",
                )
                number += 1


def texts_of(person: Planted) -> dict[str, str]:
    """What the clerk types about a person."""
    return {"name": person.name, "citizen_id": person.citizen_id, "mobile": person.phone}


def fill(folder: Path, second: Path) -> None:
    """Make the office and use each way in which a name can be kept."""
    from desktop.services import backup, drafts, events, register_editing
    from desktop.services.attachments import originals, records
    from desktop.vault.blobs import BlobStore
    from tests.support.offices import make_office

    office = make_office(folder)
    second.mkdir(parents=True, exist_ok=True)
    backup.set_second_place(office, second)
    people = list(planted())
    for start in range(0, PEOPLE, PER_HOUSEHOLD):
        head, *members = people[start : start + PER_HOUSEHOLD]
        household, _ = register_editing.add_household(office, {}, texts_of(head))
        for member in members:
            register_editing.add_person(office, household, texts_of(member) | {"relation_to_head": "其他"})
        if start == PEOPLE // 2:
            backup.make_backup(office)
    for person in people[:20]:
        event = events.add_event(
            office,
            events.NewEvent(title=f"走访{person.name}", reporter=person.name, reporter_phone=person.phone),
        )
        told = f"{person.name} {person.citizen_id}"
        source = records.Source(f"{person.name}.pdf", f"%PDF-1.7 {told}".encode() * 50)
        attachment = records.add_attachment(office, "event", event, source, told)
        originals.read_original(office, attachment)
        BlobStore(office.vault).put_part("0" * 62 + f"{people.index(person):02x}", 0, told.encode() * 50)
        drafts.keep_draft(office, "person", "", texts_of(person))
        BlobStore(office.vault).put(f"{person.name} {person.citizen_id}".encode() * 50)
    backup.make_backup(office)

    started = threading.Event()

    class Slow(NoJob):
        def report(self, done: int, total: int, text: str = "") -> None:
            started.set()
            time.sleep(60)

    def back_up() -> None:
        backup.make_backup(office, backup.Reason.AUTO, Slow())

    threading.Thread(target=back_up, daemon=True).start()
    started.wait(30)
    with office.change("import", "导入") as work:
        for person in people:
            work.insert("person", {"name": person.name, "citizen_id": person.citizen_id})
        # More than the page cache holds is spilled to disk before the commit.
        work.connection.execute("PRAGMA cache_size = 10")
        for person in people:
            work.insert("person", {"name": person.name, "note": person.citizen_id * 40})
        print("ready", flush=True)
        time.sleep(120)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), Path(sys.argv[2]))
