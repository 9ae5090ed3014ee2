"""Certificates of the closed list: what is refused, what is numbered, archived, voided and logged."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.notice_mark import NoticeMark, content_mark
from desktop.domain.problem import ProblemError
from desktop.reports.gate import read_back
from desktop.services import certificates, history
from desktop.services.certificates import CertificateRequest, Issued
from desktop.services.office import Office, User
from desktop.services.opening import create_office
from tests.support.exchange import edit
from tests.support.households import Village, fill_with_households
from tests.support.vault import CHEAP, LOGIN, PASSWORD, VILLAGE
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = copy_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def village(office: Office) -> Village:
    filled = fill_with_households(office)
    edit(office, filled.people["王海军"], marital_status="20")
    return filled


def as_role(office: Office, role: Role) -> Office:
    return replace(office, user=User(UserId(f"user-{role.value}"), role.value, role.label, role))


@pytest.fixture
def shanxi(tmp_path: Path) -> Iterator[tuple[Office, Village]]:
    """An office in Shanxi, with its households."""
    place = VILLAGE._replace(division_code="140199101201")
    made = create_office(tmp_path / "s", place, LOGIN, "王文书", Role.CLERK, PASSWORD, cost=CHEAP)[0]
    yield made, fill_with_households(made)
    made.close()


def adoption(village: Village, **changes: object) -> CertificateRequest:
    values = (("children", "无子女"), ("ability", "夫妻均有稳定收入，有能力抚养教育。"))
    made = CertificateRequest(
        "adoption", village.people["王海军"], "示范县民政局", "办理收养登记", values=values
    )
    return replace(made, **changes)


def issue(office: Office, request: CertificateRequest) -> Issued:
    preview = certificates.preview_certificate(office, request)
    return certificates.issue_certificate(office, request, preview.mark)


def refused(raised: pytest.ExceptionInfo[ProblemError]) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.field if problem.place else "") for problem in raised.value.problems]


def logged(office: Office) -> list[tuple[str, str | None, str, str]]:
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT kind, target_table, fields, purpose FROM access_log WHERE kind IN ('reveal', 'print')"
        )
        return [tuple(row) for row in rows]


def test_a_certificate_says_who_and_why_with_its_stub_on_one_sheet(office: Office, village: Village) -> None:
    issued = issue(office, adoption(village))
    (page,) = read_back(issued.pdf)
    text = "".join(page).replace("\n", "")
    assert text.count(issued.number) >= 3
    for part in ("王海军", village.numbers["王海军"], "已婚", "无子女", "一组", "证明存根", "示范县民政局"):
        assert part in text
    assert "示范村村民委员会（盖章）" in text


def test_the_preview_bears_no_number_and_stores_nothing(office: Office, village: Village) -> None:
    preview = certificates.preview_certificate(office, adoption(village))
    (page,) = read_back(preview.pdf)
    assert "开具时编号" in "".join(page)
    assert certificates.list_certificates(office) == ()


def test_numbers_run_without_gaps_and_a_voided_one_keeps_its_own(office: Office, village: Village) -> None:
    first, second = issue(office, adoption(village)), issue(office, adoption(village, copies=2))
    certificates.void_certificate(office, second.id, "接收单位写错")
    third = issue(office, adoption(village))
    year = office.today().year
    serials = [each.number.rpartition(f"-{year}-Z-")[2] for each in (first, second, third)]
    assert serials == ["0001", "0002", "0003"]
    found = certificates.list_certificates(office, year)
    assert [each.number for each in found] == [third.number, second.number, first.number]
    assert [each.is_void for each in found] == [False, True, False]
    assert found[1].void_reason == "接收单位写错"
    assert found[1].voided_by == "王文书"


def test_a_new_year_begins_its_numbers_anew(office: Office, village: Village) -> None:
    issue(office, adoption(village))
    later = replace(office, clock=lambda: datetime(office.today().year + 1, 1, 2, 4, tzinfo=UTC))
    assert issue(later, adoption(village)).number.endswith(f"{later.today().year}-Z-0001")
    assert len(certificates.list_certificates(later, later.today().year)) == 1
    assert len(certificates.list_certificates(later)) == 2


def test_the_archive_keeps_the_very_bytes_and_knows_them_again(office: Office, village: Village) -> None:
    issued = issue(office, adoption(village))
    assert certificates.certificate_pdf(office, issued.id) == issued.pdf
    found = certificates.find_archived(office, issued.pdf)
    assert found is not None
    assert found.number == issued.number
    assert certificates.find_archived(office, issued.pdf + b" ") is None


def test_undo_does_not_reach_certificates(office: Office, village: Village) -> None:
    issued = issue(office, adoption(village))
    certificates.void_certificate(office, issued.id, "写错")
    assert all("证明" not in entry.label for entry in history.undo_list(office))


def test_what_is_not_on_the_list_is_refused_with_whose_job_it_is(office: Office, village: Village) -> None:
    with pytest.raises(ProblemError) as raised:
        certificates.preview_certificate(office, adoption(village, kind="party_review"))
    assert refused(raised) == [("DOC-202", "")]
    error = certificates.refuse(office, "亲属关系证明")
    assert error.problems[0].code == "DOC-201"
    assert "派出所" in error.problems[0].values["office"]


def test_what_is_missing_is_said_at_its_field_all_at_once(office: Office, village: Village) -> None:
    request = CertificateRequest("adoption", village.people["李桂香"], " ", "", copies=21)
    with pytest.raises(ProblemError) as raised:
        certificates.preview_certificate(office, request)
    assert refused(raised) == [
        ("DOC-203", "person"),
        ("DOC-204", "children"),
        ("DOC-204", "ability"),
        ("DOC-204", "recipient"),
        ("DOC-204", "purpose"),
        ("DOC-206", "copies"),
    ]


def test_nobody_dead_gets_a_certificate(office: Office, village: Village) -> None:
    edit(office, village.people["王海军"], death_date="2026-01-05")
    with pytest.raises(ProblemError) as raised:
        certificates.preview_certificate(office, adoption(village))
    assert refused(raised) == [("DOC-209", "person")]


def test_a_register_that_changed_since_the_preview_stops_the_issue(office: Office, village: Village) -> None:
    preview = certificates.preview_certificate(office, adoption(village))
    edit(office, village.people["王海军"], marital_status="40")
    with pytest.raises(ProblemError) as raised:
        certificates.issue_certificate(office, adoption(village), preview.mark)
    assert refused(raised) == [("DOC-212", "")]
    assert certificates.list_certificates(office) == ()


def test_every_look_and_every_print_is_logged_with_the_fields_in_full(
    office: Office, village: Village
) -> None:
    issued = issue(office, adoption(village))
    certificates.certificate_pdf(office, issued.id)
    certificates.record_print(office, issued.id)
    assert logged(office) == [
        ("reveal", "person", "citizen_id", "预览收养人婚姻和家庭状况证明"),
        ("print", "person", "citizen_id", f"证明 {issued.number}"),
        ("reveal", "certificate", "", issued.number),
        ("print", "certificate", "", issued.number),
    ]


def test_a_void_certificate_is_not_printed_nor_voided_again(office: Office, village: Village) -> None:
    issued = issue(office, adoption(village))
    with pytest.raises(ProblemError) as raised:
        certificates.void_certificate(office, issued.id, " ")
    assert refused(raised) == [("DOC-207", "reason")]
    certificates.void_certificate(office, issued.id, "写错")
    with pytest.raises(ProblemError) as raised:
        certificates.record_print(office, issued.id)
    assert refused(raised) == [("DOC-213", "")]
    with pytest.raises(ProblemError) as raised:
        certificates.void_certificate(office, issued.id, "写错")
    assert refused(raised) == [("DOC-208", "")]
    assert certificates.certificate_pdf(office, issued.id) == issued.pdf


def test_a_party_paper_is_for_party_members_and_the_secretary(shanxi: tuple[Office, Village]) -> None:
    there, village = shanxi
    request = CertificateRequest(
        "party_residence",
        village.people["王海军"],
        "溪口社区党支部",
        "报到",
        values=(("residence", "溪口社区"),),
    )
    with pytest.raises(ProblemError) as raised:
        certificates.preview_certificate(there, request)
    assert refused(raised) == [("DOC-210", "person")]
    issued = issue(there, replace(request, person_id=village.people["张建国"]))
    text = "".join(read_back(issued.pdf)[0])
    assert village.numbers["张建国"] not in text
    review = CertificateRequest(
        "party_review", village.people["张建国"], "某部队", "政审", values=(("conduct", "现实表现良好。"),)
    )
    with pytest.raises(ProblemError) as raised:
        certificates.preview_certificate(there, review)
    assert refused(raised) == [("DOC-205", "kind")]
    assert issue(as_role(there, Role.SECRETARY), review).number.endswith("Z-0002")


def test_days_are_read_in_any_notation_and_refused_where_they_are_none(
    shanxi: tuple[Office, Village],
) -> None:
    there, village = shanxi
    values = {
        "school": "某大学",
        "first_on": "2026年7月1日",
        "last_on": "2026.8.1",
        "activity": "参加环境整治。",
    }
    request = CertificateRequest(
        "student_activity", village.people["王海军"], "某大学", "社会实践", values=tuple(values.items())
    )
    there = replace(there, clock=lambda: datetime(2026, 9, 1, 4, tzinfo=UTC))
    text = "".join(read_back(issue(there, request).pdf)[0]).replace("\n", "")
    assert "于2026年7月1日至2026年8月1日" in text
    wrong = replace(request, values=tuple((values | {"last_on": "月底"}).items()))
    with pytest.raises(ProblemError) as raised:
        certificates.preview_certificate(there, wrong)
    assert refused(raised) == [("DOC-211", "last_on")]


def test_the_stub_book_lists_every_number_of_the_year(
    office: Office, village: Village, tmp_path: Path
) -> None:
    first, second = issue(office, adoption(village)), issue(office, adoption(village))
    certificates.void_certificate(office, first.id, "写错")
    year = office.today().year
    (page,) = read_back(certificates.render_stub_book(office, year))
    text = " ".join(page)
    assert "共 2 份编号，其中作废 1 份" in text
    assert text.index(first.number[-6:]) < text.index(second.number[-6:])
    path = tmp_path / "存根.xlsx"
    assert certificates.export_stub_book(office, year, path) == 2
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert rows[1][1] == first.number
    assert "写错" in str(rows[1][9])
    with pytest.raises(ProblemError) as raised:
        certificates.render_stub_book(office, year - 1)
    assert refused(raised) == [("DOC-214", "")]


def test_a_certificate_is_found_by_what_stands_on_it(office: Office, village: Village) -> None:
    issued = issue(office, adoption(village))
    for text in ("王海军", "民政局", issued.number[-4:], "收养"):
        assert [each.id for each in certificates.list_certificates(office, text=text)] == [issued.id]
    assert certificates.list_certificates(office, text="张建国") == ()


@pytest.mark.parametrize("role", [Role.BOOKKEEPER, Role.SUPERVISOR, Role.GRID_WORKER, Role.READER])
def test_those_without_the_right_neither_issue_nor_look(office: Office, village: Village, role: Role) -> None:
    issued = issue(office, adoption(village))
    other = as_role(office, role)
    for attempt in (
        lambda: certificates.preview_certificate(other, adoption(village)),
        lambda: certificates.list_certificates(other),
        lambda: certificates.certificate_pdf(other, issued.id),
        lambda: certificates.void_certificate(other, issued.id, "写错"),
    ):
        with pytest.raises(ProblemError) as raised:
            attempt()
        assert refused(raised)[0][0] == "SYS-403"


def test_a_list_has_its_own_day(office: Office) -> None:
    kinds = certificates.allowed_kinds(replace(office, clock=lambda: datetime(2026, 1, 2, 4, tzinfo=UTC)))
    assert [kind.code for kind in kinds] == ["adoption", "by_law"]
    assert date(2020, 4, 1) < office.today()


def test_what_a_scanner_reads_or_a_clerk_types_is_held_against_the_archive(
    office: Office, village: Village
) -> None:
    issued = issue(office, adoption(village))
    (found,) = certificates.list_certificates(office)
    with office.store.reading() as connection:
        content = connection.execute("SELECT content FROM certificate").fetchone()[0]
    mark = content_mark(json.loads(content)["texts"])
    assert mark.startswith(found.check_code)
    for text in (
        NoticeMark(issued.number, mark).scanned(""),
        NoticeMark(issued.number, mark).scanned("https://xian.example/cqt"),
        f"{issued.number}　{found.check_code}",
        f"{issued.number.lower()} {found.check_code.lower()}",
    ):
        read = certificates.verify_code(office, text)
        assert read is not None
        assert (read[0].id, read[1]) == (issued.id, True)
    for text in (issued.number, f"{issued.number} ABCDEFGH"):
        read = certificates.verify_code(office, text)
        assert read is not None
        assert not read[1]
    assert certificates.verify_code(office, issued.number[:-1] + "9 ABCDEFGH") is None
    assert certificates.verify_code(office, "王海军") is None
