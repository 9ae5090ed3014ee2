"""The register as a careful office would hand it over: one sheet, the right words, every number as text."""

from pathlib import Path

from desktop.domain.code_table import code_table
from desktop.sample.office import SampleOffice
from desktop.sample.records import SampleHousehold, SamplePerson

HEADINGS = (
    "户编号",
    "与户主关系",
    "姓名",
    "公民身份号码",
    "性别",
    "出生日期",
    "民族",
    "婚姻状况",
    "文化程度",
    "政治面貌",
    "手机号码",
    "户口类别",
    "村民小组",
    "门牌地址",
    "居住状态",
    "健康状况",
    "医保参保",
    "养老参保",
    "务工地点",
    "现居住地",
)
"""The twenty columns, in order; headings are the labels of the field catalogue."""


def clean_row(person: SamplePerson, household: SampleHousehold) -> tuple[str, ...]:
    """The person's cells in the order of `HEADINGS`; "" for what is unknown."""

    def label(table: str, code: str) -> str:
        return code_table(table).label(code) if code else ""

    return (
        household.household_no,
        label("relation_to_head", person.relation_to_head),
        person.name,
        person.citizen_id,
        label("sex", person.sex),
        person.birth_date,
        label("ethnicity", person.ethnicity),
        label("marital_status", person.marital_status),
        label("education", person.education),
        label("political_status", person.political_status),
        person.mobile,
        label("hukou_type", household.hukou_type),
        household.group.name,
        household.address,
        label("residence_state", person.residence_state),
        label("health_status", person.health_status),
        label("medical_insured", person.medical_insured),
        label("pension_insured", person.pension_insured),
        person.work_place,
        person.current_place,
    )


def write_clean_workbook(office: SampleOffice, path: Path) -> tuple[str, ...]:
    """Write everybody who is alive and registered, without a single fault.

    Args:
        office: Whose register.
        path: The ``.xlsx`` to write; an existing file is replaced.

    Returns:
        Keys of the people written, one per row from row 2 on.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("人口花名册")
    sheet.set_column(0, len(HEADINGS) - 1, 14, text)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADINGS, book.add_format({"bold": True}))
    keys = []
    for household in office.households:
        for person in office.members(household):
            if person.is_present:
                keys.append(person.key)
                for column, value in enumerate(clean_row(person, household)):
                    sheet.write_string(len(keys), column, value, text)
    book.close()
    return tuple(keys)
