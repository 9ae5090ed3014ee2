"""The 32 faults of real ledgers, planted in one workbook, and what stands in the register afterwards.

The workbook of the sample office knows who really stands where; each fault is followed from its cell
through the whole import to the stored record.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from desktop.sample.dirt import DirtReport, Expected, PlantedFault
from desktop.sample.office import SampleOffice
from desktop.sample.office import make_office as make_sample
from desktop.sample.workbook import write_dirty_workbook, write_old_csv
from desktop.services.register_import.rows import PlannedRow, RowClass
from desktop.services.register_import.session import ImportPlan, commit_import
from tests.support.imports import ImportDesk, classes
from tests.support.ledger import codes


@dataclass(frozen=True)
class Taken:
    """The sample, its dirty workbook, two plans of it, and the office it was imported into in between.

    ``asked_columns`` are the columns whose meaning the clerk is asked: (sheet, heading).
    """

    sample: SampleOffice
    dirty: DirtReport
    plan: ImportPlan
    again: ImportPlan
    desk: ImportDesk
    asked_columns: frozenset[tuple[str, str]]

    def row(self, fault: PlantedFault, plan: ImportPlan | None = None) -> PlannedRow:
        """The row about the person in whom the fault was planted."""
        rows = [
            row
            for row in (plan or self.plan).rows
            if (row.source.sheet, row.source.row_no) == (fault.sheet, fault.row)
        ]
        name = self.sample.person(fault.person).name
        return next((row for row in rows if row.source.values.get("name") == name), rows[0])

    def stored(self, fault: PlantedFault) -> dict[str, Any]:
        """What the register keeps of that person: person, hukou stay, household and contract."""
        person_id = self.row(fault, self.again).person_id
        with self.desk.office.store.reading() as connection:
            cursor = connection.execute(
                "SELECT p.*, m.relation_to_head, m.to_date, h.household_no, c.contract_area FROM person p "
                "JOIN membership m ON m.person_id = p.id JOIN household h ON h.id = m.household_id "
                "LEFT JOIN land_contract c ON c.household_id = h.id WHERE p.id = ?",
                (person_id,),
            )
            names = [column[0] for column in cursor.description]
            return dict(zip(names, cursor.fetchone(), strict=True))

    def truth(self, fault: PlantedFault) -> Any:
        return self.sample.person(fault.person)


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    folder = tmp_path_factory.mktemp("planted")
    sample = make_sample()
    dirty = write_dirty_workbook(sample, folder / "dirty.xlsx")
    desk = ImportDesk(folder)
    opened, plan = desk.plan(dirty.path)
    commit_import(desk.office, opened, plan)
    asked = frozenset(
        (table.sheet.name, match.column.label)
        for table, mapping in zip(opened.tables, opened.mappings, strict=True)
        for match in mapping
        if match.ask
    )
    yield Taken(sample, dirty, plan, desk.plan(dirty.path)[1], desk, asked)
    desk.office.close()


Check = Callable[[Taken, PlantedFault], bool]


def coarser(code: Any, wanted: str) -> bool:
    """长子 may be read as 子, never as 女."""
    return code == wanted or (code in ("20", "30", "40") and code[0] == wanted[0])


def told(*wanted: str) -> Check:
    """The row carries one of these problems (any at all when none is named)."""

    def check(taken: Taken, fault: PlantedFault) -> bool:
        found = codes(taken.row(fault).all_problems)
        return bool(found & set(wanted)) if wanted else bool(found)

    return check


def damaged(taken: Taken, fault: PlantedFault) -> bool:
    record, number = taken.stored(fault), taken.truth(fault).citizen_id
    kept = record["id_damaged"] or ""
    return record["citizen_id"] is None and 6 <= len(kept) <= 15 and number.startswith(kept)


def number_or_name(taken: Taken, fault: PlantedFault) -> bool:
    record, person = taken.stored(fault), taken.truth(fault)
    if "姓名" in fault.column:
        return bool(record["name"] == person.name)
    if "身份" in fault.column or "证件" in fault.column:
        return bool(record["citizen_id"] == person.citizen_id)
    return taken.row(fault).row_class is not RowClass.FAULTY


def same(column: str) -> Check:
    return lambda taken, fault: taken.stored(fault)[column] == getattr(taken.truth(fault), column)


def birth_as_far_as_written(taken: Taken, fault: PlantedFault) -> bool:
    return bool(taken.truth(fault).birth_date.startswith(taken.stored(fault)["birth_date"]))


def relation(taken: Taken, fault: PlantedFault) -> bool:
    return coarser(taken.stored(fault)["relation_to_head"], taken.truth(fault).relation_to_head)


def mobile(taken: Taken, fault: PlantedFault) -> bool:
    number, kept = taken.truth(fault).mobile, taken.stored(fault)["mobile"]
    return bool(kept == number) if number and number in fault.written else kept != fault.written


def contract_area(taken: Taken, fault: PlantedFault) -> bool:
    contract = taken.sample.household(taken.truth(fault).household).contract
    return contract is not None and abs(taken.stored(fault)["contract_area"] - contract.area_mu * 100) <= 1


def whole_family(taken: Taken, fault: PlantedFault) -> bool:
    wanted = [taken.sample.person(key).name for key in taken.dirty.rows[fault.sheet, fault.row]]
    found = [
        row.source.values["name"]
        for row in taken.plan.rows
        if (row.source.sheet, row.source.row_no) == (fault.sheet, fault.row)
    ]
    return found == wanted


def one_household(taken: Taken, fault: PlantedFault) -> bool:
    """Everybody of the person's household who stands on the sheet got the same household number."""
    mates = taken.sample.household(taken.truth(fault).household).members
    numbers = set()
    for place, keys in taken.dirty.rows.items():
        if place[0] == fault.sheet:
            for key in set(keys) & set(mates):
                planted = PlantedFault(fault.code, *place, "", key, "", fault.expected)
                numbers.add(taken.stored(planted)["household_no"])
    return len(numbers) == 1


def not_new(taken: Taken, fault: PlantedFault) -> bool:
    return not fault.written or taken.row(fault).row_class is not RowClass.NEW


def is_asked(taken: Taken, fault: PlantedFault) -> bool:
    return taken.row(fault).row_class is RowClass.ASK


def gone(taken: Taken, fault: PlantedFault) -> bool:
    """The event is told; who certainly left is not kept as living in the household."""
    return bool(codes(taken.row(fault).all_problems) & {"IMP-044", "IMP-048"})


def nobody(taken: Taken, fault: PlantedFault) -> bool:
    places = {(row.source.sheet, row.source.row_no) for row in taken.plan.rows}
    return (fault.sheet, fault.row) not in places


def listed(taken: Taken, fault: PlantedFault) -> bool:
    return taken.row(fault, taken.again).row_class is not RowClass.NEW


def sheet_is_understood(taken: Taken, fault: PlantedFault) -> bool:
    rows = [row for row in taken.plan.rows if row.source.sheet == fault.sheet]
    wanted = sum(len(keys) for (sheet, _), keys in taken.dirty.rows.items() if sheet == fault.sheet)
    return len(rows) == wanted and all(row.source.values.get("name") for row in rows)


def empty(column: str) -> Check:
    return lambda taken, fault: taken.stored(fault)[column] is None


# By code and expectation: the fault in words, and what must be true of each place it was planted in.
def told_of_table(taken: Taken, fault: PlantedFault) -> bool:
    """Whether the sheet's unread columns are told to hold errors, the fault's column among them."""
    return any(
        problem.code == "IMP-031"
        and problem.place is not None
        and problem.place.sheet == fault.sheet
        and fault.column in problem.values["columns"]
        for problem in taken.plan.problems
    )


FAULTS: dict[tuple[str, Expected], tuple[str, Check]] = {
    ("E1", Expected.DAMAGED): ("a number typed into a number cell keeps its first digits only", damaged),
    ("E2", Expected.DAMAGED): ("a number stored as a double is not trusted", damaged),
    ("E3", Expected.DAMAGED): ("a number in scientific notation keeps six digits", damaged),
    ("E4", Expected.CLEANED): ("text cells among number cells are judged one by one", same("citizen_id")),
    ("E5", Expected.CLEANED): ("fifteen digits become eighteen", same("citizen_id")),
    ("E6", Expected.CLEANED): ("full-width digits and lower-case x are understood", number_or_name),
    ("E7", Expected.CLEANED): ("apostrophes and invisible blanks are stripped", number_or_name),
    ("E8", Expected.CLEANED): ("blanks that align a name go", same("name")),
    ("E9", Expected.CLEANED): ("every dot in a name becomes the one dot", same("name")),
    ("E10", Expected.FLAGGED): ("a stand-in for a rare character is flagged", told()),
    ("E11", Expected.CLEANED): ("dates of any notation keep their precision", birth_as_far_as_written),
    ("E12", Expected.FLAGGED): ("a lunar birthday is told", told()),
    ("E13", Expected.LAYOUT): ("two heading rows with merged parents are read", sheet_is_understood),
    ("E14", Expected.LAYOUT): ("cells merged downwards keep a household together", one_household),
    ("E15", Expected.LAYOUT): ("one row with a whole household becomes its members", whole_family),
    ("E16", Expected.LAYOUT): ("one cell with all names becomes its members", whole_family),
    ("E17", Expected.CLEANED): ("relation words in dialect are understood", relation),
    ("E17", Expected.ASKED): ("relation words of two meanings are asked", told()),
    ("E18", Expected.CLEANED): ("本人 is the head", relation),
    ("E19", Expected.CLEANED): ("sex in any notation, or none, is taken", same("sex")),
    ("E19", Expected.ASKED): ("sex against the number is told", told("IMP-045")),
    ("E20", Expected.CLEANED): ("ethnicities in short are understood", same("ethnicity")),
    ("E21", Expected.CLEANED): ("words for education are understood", same("education")),
    ("E21", Expected.ASKED): ("doubtful words for education are told", told()),
    ("E21", Expected.EMPTY): ("无 for education is nothing", empty("education")),
    ("E22", Expected.CLEANED): ("a mobile is found among other numbers", mobile),
    ("E22", Expected.ASKED): ("a telephone of twelve digits is told", told()),
    ("E23", Expected.CLEANED): ("areas in any unit become mu", contract_area),
    ("E24", Expected.CLEANED): (
        "money in any notation becomes an amount",
        lambda taken, fault: taken.stored(fault)["medical_paid"] == 43_000,
    ),
    ("E24", Expected.EMPTY): ("a dash is no amount and not nought", empty("medical_paid")),
    ("E25", Expected.CLEANED): (
        "yes and no in any sign are understood",
        lambda taken, fault: taken.stored(fault)["pension_insured"] is not None,
    ),
    ("E26", Expected.SAME_PERSON): ("a person listed twice is one person", not_new),
    ("E26", Expected.ASKED): ("a person in two households is asked", is_asked),
    ("E27", Expected.PROPOSED): ("the dead and the moved are told", gone),
    ("E28", Expected.SKIPPED): ("totals are nobody", nobody),
    ("E29", Expected.ASKED): ("people in hidden rows are there", listed),
    ("E31", Expected.FLAGGED): (
        "a broken formula in a column that is not taken is told and keeps nobody out",
        lambda taken, fault: fault.column == "年龄" and listed(taken, fault) and told_of_table(taken, fault),
    ),
    ("E32", Expected.ASKED): (
        "one column twice with different content is asked",
        lambda taken, fault: (fault.sheet, fault.column) in taken.asked_columns,
    ),
}


@pytest.mark.parametrize("key", FAULTS, ids=[f"{key[0]}: {words}" for key, (words, _) in FAULTS.items()])
def test_planted_fault(taken, key):
    planted = [fault for fault in taken.dirty.of(key[0]) if fault.expected is key[1]]
    assert planted
    check = FAULTS[key][1]
    missed = [fault for fault in planted if not check(taken, fault)]
    assert not missed, f"{len(missed)} of {len(planted)}: {missed[:3]}"


def test_no_planted_fault_goes_without_a_test(taken):
    assert {(fault.code, fault.expected) for fault in taken.dirty.faults} == set(FAULTS)


def test_fault_e30_an_old_file_of_another_encoding_is_read(taken, tmp_path):
    report = write_old_csv(taken.sample, tmp_path / "old.csv")
    assert report.codes == {"E30"}
    desk = ImportDesk(tmp_path)
    rows = desk.plan(report.path)[1].rows
    assert [row.source.row_no for row in rows] == [row for _, row in report.rows]
    assert classes(rows).count(RowClass.FAULTY) <= 1
    desk.office.close()


def test_everybody_of_the_village_is_in_the_register_once(taken):
    numbers = [person.citizen_id for person in taken.sample.people if person.citizen_id]
    with taken.desk.office.store.reading() as connection:
        stored = [
            n for (n,) in connection.execute("SELECT citizen_id FROM person WHERE citizen_id IS NOT NULL")
        ]
        (people,) = connection.execute("SELECT count(*) FROM person").fetchone()
    assert len(stored) == len(set(stored))
    assert set(stored) <= set(numbers), "no number was invented"
    assert people == len(taken.dirty.people)


def test_a_second_run_of_the_whole_workbook_changes_nothing(taken):
    assert not {RowClass.NEW, RowClass.CHANGED} & set(classes(taken.again.rows))
    assert sum(taken.again.counts.values()) == len(taken.plan.rows)
