"""The list of the year's changes: people who already stand elsewhere."""

from desktop.sample import wording
from desktop.sample.author import Author
from desktop.sample.dirt import Expected
from desktop.sample.records import SamplePerson
from desktop.sample.sheet import Value


def write_changes(author: Author) -> None:
    """People who already stand elsewhere: moved by marriage, with the short number, without any."""
    office, rng = author.office, author.rng
    sheet = author.sheet("2026年变动")
    headings = [
        "序号",
        "姓名",
        "性别",
        "身份证号码",
        "出生日期",
        "变动原因",
        "现户主",
        "与户主关系",
        "所在组",
    ]
    sheet.title(f"{office.village.name}2026年人口变动情况", len(headings))
    sheet.header(headings, [6, 11, 6, 22, 13, 16, 11, 11, 9])
    single = [
        person
        for person in office.people
        if person.is_present
        and person.sex == "2"
        and person.marital_status == "10"
        and 22 <= person.age_on(office.day) <= 36
        and person.citizen_id
        and person.relation_to_head != "02"
    ]
    hosts = [  # households with a son who might have married
        household
        for household in office.households
        if any(
            one.sex == "1" and one.marital_status == "10" and 23 <= one.age_on(office.day) <= 40
            for one in office.members(household)
        )
    ]
    old = [
        person
        for person in office.people
        if person.old_id and person.is_present and person.relation_to_head != "02"
    ]
    rows: list[tuple[SamplePerson, str, str | None]] = []
    rows += [(person, "结婚", person.citizen_id) for person in rng.sample(single, min(3, len(single)))]
    rows += [(person, "身份证换发", person.citizen_id) for person in rng.sample(old, min(3, len(old)))]
    known = {person.key for person, _, _ in rows}
    pool = [
        person
        for person in office.people
        if person.is_present and person.citizen_id and person.key not in known
    ]
    rows += [(person, "信息更正", None) for person in rng.sample(pool, 2)]
    for place, (person, reason, number_text) in enumerate(rows, 1):
        married = reason == "结婚" and place <= len(hosts)
        host = hosts[place - 1] if married else office.household(person.household)
        relation = "儿媳" if reason == "结婚" else wording.relation(person, "short")
        head = office.person(host.head).name
        values: list[Value] = [place, person.name, wording.sex(person), number_text, person.birth_date]
        row = sheet.row([*values, reason, head, relation, host.group.name], (person.key,))
        expected = Expected.ASKED if reason == "结婚" else Expected.SAME_PERSON
        sheet.plant("E26", row, 3, person.key, number_text, expected)
    sheet.finish()
