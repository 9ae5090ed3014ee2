"""Everyone of the sample village is found as a clerk would look for them."""

import pytest

from db.search import query
from db.search.readings import name_key, readings_of, surname_readings
from db.store import ChangeSetInfo, Store
from desktop.domain.ids import UserId
from desktop.sample.office import make_office


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    people = make_office(households=60, people=170).people
    store = Store.open(tmp_path_factory.mktemp("village") / "register.db", b"k" * 32)
    ids = {}
    with store.writing(ChangeSetInfo(UserId("0" * 32), "edit", "村")) as work:
        for number, person in enumerate(people):
            values = {
                "name": person.name,
                "citizen_id": person.citizen_id or None,
                "mobile": f"100{number:08d}",
            }
            ids[work.insert("person", values)] = values
    yield store, ids
    store.close()


def missed(village, ways) -> list[tuple[str, str]]:
    store, people = village
    gone: list[tuple[str, str]] = []
    with store.reading() as connection:
        for person_id, values in people.items():
            for way in ways(values):
                if person_id not in {hit.id for hit in query.find(connection, way, 200)}:
                    gone.append((str(values["name"]), way))
    return gone


def syllables(name: str) -> list[str]:
    special = surname_readings(name)
    usual = [readings_of(character)[0] for character in name if readings_of(character)]
    return [*special, *usual[len(special) :]]


def test_by_name_and_parts_of_it(village):
    assert missed(village, lambda person: (person["name"], person["name"][0], person["name"][-2:])) == []


def test_by_pinyin_as_the_surname_is_spoken_and_by_initials(village):
    def ways(person):
        said = syllables(person["name"])
        return "".join(said), "".join(said[:2]), "".join(syllable[0] for syllable in said)

    assert missed(village, ways) == []


def test_by_the_ends_of_their_numbers(village):
    def ways(person):
        number = person["citizen_id"] or "0000"
        return (number[-4:], number[-6:], number) if person["citizen_id"] else (person["mobile"][-6:],)

    assert missed(village, ways) == []


def test_by_name_and_number_together(village):
    assert missed(village, lambda person: (f"{person['name'][0]} {person['mobile'][-4:]}",)) == []


def test_their_sort_keys_are_those_of_their_names(village):
    store, _ = village
    with store.reading() as connection:
        for name, key in connection.execute("SELECT name, name_key FROM person"):
            assert key == name_key(name)
