"""What the invented village owns, lets, owes and builds.

Through the services of the screens, like all of the sample (`desktop.services.sample_office`).
"""

import tomllib

import resources
from desktop.services.office import Office
from desktop.services.property.records import save_record

_HAPPENED = ("accepted_on", "acquired_on", "arisen_on", "begun_on", "done_on", "moved_on", "signed_on")
"""Fields with a day on which something has happened; the ledgers refuse a day to come there."""


def enter_property(office: Office) -> int:
    """Enter assets, resources, contracts, debts and projects, those that are there by the office's day.

    Returns:
        How many records were entered.
    """
    with resources.path("sample", "property.toml").open("rb") as stream:
        rows = tomllib.load(stream)["records"]
    known: dict[str, str] = {}
    today = office.today().isoformat()
    entered = 0
    for row in rows:
        named = {value[1:] for value in row["texts"].values() if value.startswith("@")}
        if not named <= known.keys() or any(row["texts"].get(name, "") > today for name in _HAPPENED):
            continue
        texts = {
            name: known[value[1:]] if value.startswith("@") else value for name, value in row["texts"].items()
        }
        entered += 1
        saved = save_record(office, row["ledger"], texts)
        if "key" in row:
            known[row["key"]] = saved.id
    return entered
