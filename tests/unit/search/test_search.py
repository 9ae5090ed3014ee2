"""Anyone is found by any way of writing what is known of them."""

from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from db.search import index, query
from db.search.query import Why
from db.search.readings import name_key, readings_of
from db.store import ChangeSetInfo, Store
from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.services.history import undo
from desktop.services.office import Office, User
from desktop.services.search import find_people
from tests.support.offices import make_office

ACTOR = UserId("0" * 32)
FAMILY = "张王李赵单查仇解曾区吕覃盖𬱖"
GIVEN = "建国伟芳秀英明华红行大女㛃䶮志强乐长重"
names = st.builds(lambda f, g: f + g, st.sampled_from(FAMILY), st.text(GIVEN, min_size=1, max_size=3))
numbers = st.text("0123456789", min_size=17, max_size=17).map(lambda d: d + "X")
phones = st.text("0123456789", min_size=11, max_size=11)


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "register.db", b"k" * 32)
    yield made
    made.close()


def add(store: Store, **values) -> str:
    with store.writing(ChangeSetInfo(ACTOR, "edit", "添加")) as work:
        return work.insert("person", values)


def house(store: Store, household: dict, *people: dict) -> list[str]:
    with store.writing(ChangeSetInfo(ACTOR, "edit", "添加")) as work:
        household_id = work.insert("household", household)
        made = [work.insert("person", person) for person in people]
        for position, person_id in enumerate(made):
            role, relation = ("head", "02") if position == len(made) - 1 else ("member", "20")
            work.insert(
                "membership",
                {
                    "person_id": person_id,
                    "household_id": household_id,
                    "role": role,
                    "relation_to_head": relation,
                },
            )
        return made


def found(store: Store, text: str) -> list[str]:
    with store.reading() as connection:
        return [hit.name for hit in query.find(connection, text)]


def first(store: Store, text: str) -> query.Hit:
    with store.reading() as connection:
        return query.find(connection, text)[0]


@given(name=names, number=numbers, phone=phones)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_person_is_found_by_every_way_of_writing_name_and_numbers(store, name, number, phone):
    person = add(store, name=name, citizen_id=number, mobile=phone)
    ways = {name[start:end] for start in range(len(name)) for end in range(start + 1, len(name) + 1)}
    for syllables in product(*(readings_of(character) for character in name)):
        whole, initials = "".join(syllables), "".join(syllable[0] for syllable in syllables)
        ways |= {whole[:end] for end in range(1, len(whole) + 1)}
        ways |= {initials[:end] for end in range(1, len(initials) + 1)}
        ways |= {whole.upper(), whole.replace("v", "u"), whole.replace("v", "ü"), syllables[0] + initials[1:]}
        ways |= {"".join(syllables[1:]), initials[1:]}
    ways |= {number[-length:] for length in range(3, 19)} | {phone[-length:] for length in range(3, 12)}
    ways |= {number[:length] for length in range(6, 19)} | {
        number.lower(),
        f" {name} ",
        f"{name[0]} {number[-4:]}",
    }
    ways |= {f"{phone[-4:]} {name[-1]}", f"{name[0]}{number[-4:]}"}
    with store.reading() as connection:
        for way in ways:
            if way.strip():
                assert person in {hit.id for hit in query.find(connection, way, 2000)}, way


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("单雄信", ["shan", "dan", "sxx", "shanxiongxin"]),
        ("查良", ["zha", "zhaliang", "zl", "chaliang"]),
        ("仇和", ["qiu", "qiuhe", "qh", "chou"]),
        ("吕布", ["lvbu", "lubu", "lübu", "lv", "LB"]),
        ("尉迟恭", ["yuchigong", "ycg", "weichi", "gong"]),
        ("欧阳娜娜", ["oynn", "ouyang", "nana", "娜娜"]),
        ("阿依古丽·买买提", ["阿依古丽买买提", "阿依古丽·买买提", "买买提", "ayi", "aygl", "古丽"]),
        ("张𬱖", ["𬱖", "张𬱖", "zhangdi", "zd"]),
    ],
)
def test_special_names_are_found_as_they_are_spoken(store, name, ways):
    add(store, name=name)
    assert [way for way in ways if found(store, way) != [name]] == []


def test_a_whole_name_comes_before_longer_ones_and_those_before_inner_ones(store):
    for name in ("小张伟", "张伟民", "张伟"):
        add(store, name=name)
    assert found(store, "张伟") == ["张伟", "张伟民", "小张伟"]


def test_the_living_come_before_those_who_left(store):
    add(store, name="张三", residence_state="80")
    add(store, name="张四", residence_state="10")
    assert found(store, "张") == ["张四", "张三"]


def test_full_width_typing_finds_as_well(store):
    add(store, name="张三", mobile="10000000026")
    assert found(store, "００２６") == found(store, "ＺＳ") == found(store, "　张　") == ["张三"]


def test_old_and_new_numbers_find_each_other(store):
    add(store, name="旧", citizen_id="999901500301001")
    add(store, name="新", citizen_id="999901195003010016")
    assert first(store, "999901500301001").why is Why.CITIZEN_ID
    assert found(store, "999901500301001")[0] == "旧"


def test_a_former_name_finds_and_says_so(store):
    add(store, name="张卫东", former_name="张狗剩")
    assert first(store, "狗剩").why is Why.FORMER_NAME
    assert found(store, "zgs") == ["张卫东"]


def test_a_birth_date_finds(store):
    add(store, name="张三", birth_date="1950-03-01")
    assert first(store, "19500301").why is Why.BIRTH_DATE


def test_a_household_number_and_an_address_find_its_members_head_first(store):
    house(
        store,
        {"household_no": "0042", "address": "桥头湾 8 号", "villager_group": "三组"},
        {"name": "小宝"},
        {"name": "老赵"},
    )
    for text in ("0042", "42", "042", "桥头湾", "头湾8号", "三组"):
        assert found(store, text) == ["老赵", "小宝"], text
    assert first(store, "桥头").why is Why.HOUSEHOLD


def test_several_words_all_have_to_hold(store):
    house(store, {"household_no": "1", "villager_group": "一组"}, {"name": "张建国", "mobile": "10000000026"})
    house(store, {"household_no": "2", "villager_group": "二组"}, {"name": "张建军", "mobile": "10000000027"})
    house(
        store,
        {"household_no": "3", "villager_group": "一组"},
        {"name": "王建国", "citizen_id": "999901195003010026"},
    )
    assert found(store, "张 0026") == ["张建国"]
    assert sorted(found(store, "建国 026")) == ["张建国", "王建国"]
    assert found(store, "一组 张") == found(store, "张 一组") == ["张建国"]
    assert found(store, "zhang 建军") == found(store, "zhang建军") == ["张建军"]
    assert found(store, "2 张") == ["张建军"]
    assert found(store, "张 0028") == []


@pytest.mark.parametrize(
    "text",
    ["", "   ", '"', "'; DROP TABLE person", "*", "AND", "NOT 张", "张*", "(", "\x00", "·", "-1", "%", "🙂"],
)
def test_nothing_that_is_typed_breaks_the_search(store, text):
    add(store, name="张三")
    assert found(store, text) in ([], ["张三"])


@pytest.mark.parametrize(
    "text", ["张" * 5000, "a" * 5000, "1" * 5000, "张 " * 2000, "a1张" * 999, "一组 " * 99]
)
def test_what_is_pasted_by_mistake_does_no_harm(store, text):
    add(store, name="张三")
    assert found(store, text) in ([], ["张三"])


@given(st.text(max_size=12))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_search(store, text):
    found(store, text)


def test_names_sort_by_syllable_then_character():
    given_order = ["章伟", "张伟", "张卫", "查理", "单雄", "占山", "Ab"]
    assert sorted(given_order, key=name_key) == ["Ab", "单雄", "查理", "占山", "张伟", "张卫", "章伟"]


def test_the_sort_key_is_kept_with_the_name(store):
    person = add(store, name="单田芳")
    with store.writing(ChangeSetInfo(ACTOR, "edit", "改名")) as work:
        work.update("person", person, {"name": "查田芳"})
    with store.reading() as connection:
        assert connection.execute("SELECT name_key FROM person").fetchall() == [(name_key("查田芳"),)]


def test_an_index_of_nothing_restricted(store):
    person = add(store, name="张三", group_tags='["R05"]')
    with store.writing(ChangeSetInfo(ACTOR, "edit", "重点")) as work:
        work.insert("restricted", {"person_id": person, "offence_note": "盗窃案底"})
    assert found(store, "盗窃") == found(store, "r05") == []


def words(store: Store) -> set[tuple[str, str, int]]:
    with store.reading() as connection:
        every: set[tuple[str, str, int]] = set()
        for table in ("person", "household"):
            connection.execute(f"CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, {table}_search, instance)")
            every |= {(table, term, doc) for term, doc in connection.execute("SELECT term, doc FROM temp.v")}
            connection.execute("DROP TABLE temp.v")
        return every


def rebuilt(store: Store) -> set[tuple[str, str, int]]:
    with store.local_writing() as connection:
        index.rebuild(connection)
    return words(store)


class IndexMachine(RuleBasedStateMachine):
    """Edits, removals and undone work in any order leave the index a rebuild would make."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = Store.open(Path(self.folder.name) / "register.db", b"k" * 32)
        user = User(ACTOR, "clerk", "文书", Role.CLERK)
        self.office = Office(self.store, SimpleNamespace(close=lambda: None), user)  # type: ignore[arg-type]
        self.people: list[str] = []
        self.households: list[str] = []

    @rule(name=names, phone=st.none() | phones)
    def add_person(self, name, phone):
        self.people.append(add(self.store, name=name, mobile=phone))

    @rule(number=st.integers(1, 99), group=st.sampled_from(["一组", "二组"]))
    def add_household(self, number, group):
        self.households += [
            self._write(
                lambda work: work.insert("household", {"household_no": str(number), "villager_group": group})
            )
        ]

    def _write(self, change):
        with self.store.writing(ChangeSetInfo(ACTOR, "edit", "改")) as work:
            return change(work)

    @rule(data=st.data(), name=names, former=st.none() | names)
    def rename(self, data, name, former):
        if self.people:
            person = data.draw(st.sampled_from(self.people))
            self._write(lambda work: work.update("person", person, {"name": name, "former_name": former}))

    @rule(data=st.data())
    def regroup(self, data):
        if self.households:
            household = data.draw(st.sampled_from(self.households))
            self._write(
                lambda work: work.update(
                    "household", household, {"villager_group": "三组", "address": "新村 1 号"}
                )
            )

    @rule(data=st.data())
    def remove(self, data):
        if self.people:
            person = data.draw(st.sampled_from(self.people))
            self.people.remove(person)
            self._write(lambda work: work.delete("person", person))

    @rule(data=st.data(), kind=st.sampled_from(["edit", "undo"]))
    def undo_something(self, data, kind):
        """Any set may be taken back, an undo as well; what was edited since is left alone."""
        with self.store.reading() as connection:
            sets = connection.execute("SELECT seq FROM change_set WHERE kind = ?", (kind,)).fetchall()
        if sets:
            (seq,) = data.draw(st.sampled_from(sets))
            undo(self.office, seq)
            with self.store.reading() as connection:
                present = {record_id for (record_id,) in connection.execute("SELECT id FROM person")}
                houses = [record_id for (record_id,) in connection.execute("SELECT id FROM household")]
            self.people, self.households = sorted(present), houses

    @rule(name=names)
    def break_off(self, name):
        with pytest.raises(ZeroDivisionError):
            self._write(lambda work: (work.insert("person", {"name": name}), 1 // 0))

    @rule(name=names)
    def write_twice_in_one_set(self, name):
        def twice(work):
            person = work.insert("person", {"name": name})
            work.update("person", person, {"name": "赵" + name})
            return person

        self.people.append(self._write(twice))

    @invariant()
    def nothing_is_left_dirty(self):
        with self.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM search_dirty").fetchone() == (0,)

    def teardown(self):
        kept = words(self.store)
        assert kept == rebuilt(self.store)
        self.store.close()
        self.folder.cleanup()


IndexMachine.TestCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
test_the_index_equals_a_rebuild = IndexMachine.TestCase


def test_the_service_masks_and_tells_namesakes_apart(tmp_path):
    office = make_office(tmp_path)
    with office.change("edit", "人") as work:
        people = [
            work.insert(
                "person",
                {"name": "张伟", "sex": "1", "birth_date": birth, "citizen_id": number, "mobile": mobile},
            )
            for birth, number, mobile in (
                ("1950-03-01", "999901195003010016", "10000000026"),
                ("1990", None, None),
            )
        ]
        household = work.insert("household", {"household_no": "7", "villager_group": "一组"})
        work.insert(
            "membership",
            {"person_id": people[0], "household_id": household, "role": "head", "relation_to_head": "02"},
        )
    first, second = find_people(office, "zhangwei")
    assert (first.masked_id, first.relation, first.villager_group) == ("999901********0016", "户主", "一组")
    assert (second.masked_id, second.household_no, second.sex) == ("", "", "男")
    assert find_people(office, "0026") == (first,)
    assert find_people(office, "") == ()
    office.close()
