"""The register as the workbook a real office would have: every sheet kept by another hand.

All 32 faults of the import catalogue stand in it (E30, which is about other kinds of file, in the
old csv beside it), and `DirtReport` says where, so that a test can hold the import to account.
"""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

from desktop.sample import wording
from desktop.sample.author import Author
from desktop.sample.big_workbook import write_big_workbook
from desktop.sample.clean_workbook import write_clean_workbook
from desktop.sample.dirt import DirtLog, DirtReport, Expected, PlantedFault, SheetReport
from desktop.sample.office import SampleOffice
from desktop.sample.sheets import GROUP_SHEETS
from desktop.sample.sheets.changes import write_changes
from desktop.sample.sheets.instructions import write_instructions

__all__ = [
    "DirtReport",
    "write_big_workbook",
    "write_clean_workbook",
    "write_dirty_workbook",
    "write_old_csv",
]

_SEED = 41
_CREATED = datetime(2026, 9, 30, 8, 0, 0, tzinfo=UTC)  # a fixed moment, else no two files were alike


def write_dirty_workbook(office: SampleOffice, path: Path, seed: int = _SEED) -> DirtReport:
    """Write the register as a real office keeps it.

    The same office and seed give the same cells.

    Args:
        office: Whose register; its groups take the hands of the sheets in turn.
        path: The ``.xlsx`` to write; an existing file is replaced.
        seed: Source of chance of the faults.

    Returns:
        Where every fault stands and who stands in which row.
    """
    import xlsxwriter

    log = DirtLog()
    book = xlsxwriter.Workbook(str(path))
    book.set_properties(
        {
            "title": f"{office.village.name}人口花名册",
            "author": office.users[0].display_name,
            "created": _CREATED,
        }
    )
    author = Author(office, book, log, Random(seed))  # noqa: S311 - plants faults, keeps no secret
    write_instructions(author)
    for place, group in enumerate(office.groups):
        GROUP_SHEETS[place % len(GROUP_SHEETS)](author, group)
    write_changes(author)
    book.close()
    return log.report(path)


def write_old_csv(office: SampleOffice, path: Path) -> DirtReport:
    """Write one group as an old program exported it: GBK, semicolons, lost characters (fault E30).

    Characters that GBK does not know became question marks, as they did then.
    """
    group = office.groups[-1]
    headings = ("户编号", "姓名", "与户主关系", "身份证号码", "性别", "出生日期")
    lines = [";".join(headings)]
    log = DirtLog()
    for household in office.in_group(group):
        for person in office.members(household):
            birth = person.birth_date.replace("-", "")
            cells = (
                household.household_no,
                person.name,
                wording.relation(person),
                person.citizen_id,
                str(wording.sex(person)),
                birth,
            )
            lines.append(";".join(cells))
            log.rows["", len(lines)] = (person.key,)
    path.write_bytes("\r\n".join([*lines, ""]).encode("gbk", "replace"))
    log.sheets.append(SheetReport("", group.name, (1,), (2, len(lines)), len(log.rows)))
    log.faults.append(PlantedFault("E30", "", 1, headings[0], "", ";", Expected.LAYOUT))
    return log.report(path)
