"""Personal data planted in finished notices, plain and in disguise, must stop the issue."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.citizen_id import make_citizen_id
from desktop.messages import sentence
from desktop.reports.building import build_notice
from desktop.reports.document import Paragraph
from desktop.reports.gate import GateRules, inspect, office_phones
from desktop.reports.rendering import render
from desktop.reports.template import list_templates
from tests.unit.reports import pieces
from tests.unit.reports.sheets import filled

ID = make_citizen_id("999901", date(1968, 3, 12), 1)
ID15 = ID[:6] + ID[8:17]
PHONE = "10012340001"
CARD = "6228480000000000018"
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def printed(summary="", remark="", **changes):
    """A notice of eight entries, one of which says something it must not."""
    data = pieces.accounts(8, **changes)
    planted = replace(data.expenditure[2], summary=summary or "水电费", remark=remark)
    data = replace(data, expenditure=(*data.expenditure[:2], planted, *data.expenditure[3:]))
    notice = build_notice("accounts_quarterly", data)
    return render(notice, draft=False), GateRules(office_phones(data), data.number)


def codes(summary="", remark="", rules=None, **changes):
    pdf, own = printed(summary, remark, **changes)
    return [problem.code for problem in inspect(pdf, rules or own)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("accounts_quarterly", pieces.accounts()),
        ("accounts_quarterly", pieces.accounts(0)),
        ("allowance_list", pieces.allowance_list()),
        ("party_life", pieces.party_life(30)),
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_a_clean_notice_passes(name, data, large):
    pdf = render(build_notice(name, data, large=large), draft=False)
    assert inspect(pdf, GateRules(office_phones(data), data.number)) == ()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 150))
def test_figures_dates_and_voucher_numbers_are_never_taken_for_personal_data(count):
    data = pieces.accounts(count)
    pdf = render(build_notice("accounts_quarterly", data), draft=False)
    assert inspect(pdf, GateRules(office_phones(data), data.number)) == ()


@pytest.mark.parametrize(
    "disguise",
    [
        ID,
        ID.lower(),
        ID15,
        f"救助款（{ID}）",
        f"付{ID}张三",
        ID.translate(FULL_WIDTH),
        " ".join((ID[:6], ID[6:14], ID[14:])),
        "-".join((ID[:6], ID[6:14], ID[14:])),
        ".".join(ID),
        " ".join(ID),
        ID[:6] + "　" + ID[6:],
        ID[:9] + "·" + ID[9:],
        ID[:17].translate(CHINESE) + ID[17],
        ID.replace("0", "O"),
        ID.replace("0", "o").replace("1", "l"),
        "发放对象的证件号码是" + ID + "，已由本人签字领取，发票附后备查",
        ID[:17] + ("1" if ID[17] != "1" else "2"),
    ],
)
def test_an_identity_number_stops_the_issue_in_any_disguise(disguise):
    assert "DOC-030" in codes(disguise)


def test_an_identity_number_broken_into_lines_by_a_narrow_column_is_still_one():
    pdf, rules = printed(remark=ID)
    assert ID not in pdf.decode("latin-1")
    assert [problem.code for problem in inspect(pdf, rules)] == ["DOC-030"]


def test_a_draft_is_checked_through_its_watermark():
    data = pieces.accounts(40)
    planted = [replace(each, remark=ID) for each in data.expenditure]
    data = replace(data, expenditure=tuple(planted))
    pdf = render(build_notice("accounts_quarterly", data), draft=True)
    pages = [each.values["page"] for each in inspect(pdf, GateRules(office_phones(data), data.number))]
    assert pages == [str(number) for number in range(1, 1 + len(pages))]
    assert len(pages) > 2


def test_an_identity_number_begun_in_one_cell_and_ended_in_the_next_is_still_one():
    data = pieces.accounts(8)
    planted = replace(data.expenditure[2], account="费" + ID[:8], summary=ID[8:] + "张三")
    data = replace(data, expenditure=(*data.expenditure[:2], planted, *data.expenditure[3:]))
    pdf = render(build_notice("accounts_quarterly", data), draft=False)
    assert "DOC-030" in [each.code for each in inspect(pdf, GateRules(office_phones(data), data.number))]


@pytest.mark.parametrize(
    "disguise",
    [
        PHONE,
        f"电话{PHONE}",
        PHONE.translate(FULL_WIDTH),
        PHONE.translate(CHINESE),
        "100 1234 0001",
        "100-1234-0001",
        PHONE.replace("0", "O"),
        "0999-7654321",
    ],
)
def test_a_telephone_stops_the_issue_in_any_disguise(disguise):
    assert codes(disguise) == ["DOC-031"]


@pytest.mark.parametrize("disguise", [CARD, "6228 4800 0000 0000 018", CARD.translate(FULL_WIDTH)])
def test_an_account_number_stops_the_issue(disguise):
    assert codes(f"转入{disguise}") == ["DOC-032"]


def test_a_telephone_of_the_office_may_be_printed_and_the_same_one_unlisted_may_not():
    pdf, _ = printed()
    number = pieces.accounts(8).number
    assert {each.code for each in inspect(pdf, GateRules(notice_number=number))} == {"DOC-031"}


@pytest.mark.parametrize("mark", ["", "-", " "])
def test_digits_like_those_of_an_office_hide_no_longer_number(mark):
    number = make_citizen_id("999901", date(1975, 3, 6), 12)
    for first, last in ((0, 11), (3, 14), (7, 18)):
        told = mark.join(part for part in (number[:first], number[first:last], number[last:]) if part)
        pdf, rules = printed(remark=told)
        offices = rules.office_phones | {number[first:last]}
        assert "DOC-030" in {each.code for each in inspect(pdf, replace(rules, office_phones=offices))}


def test_running_text_and_notes_are_read_too():
    for index in (15, 16, 17, 18, 19, 20):
        notice = build_notice("allowance_list", pieces.allowance_list(3))
        text = "村" * index + f"，证件号码{ID}，特此说明。"
        rules = GateRules(office_phones(pieces.allowance_list(3)), notice.number)
        body = replace(notice, blocks=(Paragraph(text), *notice.blocks))
        assert "DOC-030" in [each.code for each in inspect(render(body, draft=False), rules)]
        noted = replace(notice, notes=(*notice.notes, text))
        assert "DOC-030" in [each.code for each in inspect(render(noted, draft=False), rules)]


def test_what_the_file_carries_beside_its_pages_is_read_too():
    notice = build_notice("allowance_list", pieces.allowance_list(3))
    pdf = render(replace(notice, number=ID), draft=False)
    rules = GateRules(office_phones(pieces.allowance_list(3)))
    assert "DOC-030" in [each.code for each in inspect(pdf, rules)]


def test_the_name_of_a_minor_stops_the_issue():
    rules = GateRules(office_phones(pieces.accounts(8)), pieces.accounts(8).number, frozenset({"张一诺"}))
    assert codes("助学金 张 一诺", rules=rules) == ["DOC-033"]


def test_a_like_named_adult_on_the_notice_does_not():
    rules = GateRules(
        office_phones(pieces.accounts(8)),
        pieces.accounts(8).number,
        minor_names=frozenset({"张一", "李小妹"}),
        adult_names=frozenset({"张一凡", "李小妹"}),
    )
    assert codes("零工工资（张一凡、李小妹）", rules=rules) == []


def test_a_rare_character_in_the_name_of_a_minor_is_read_back():
    rules = GateRules(
        office_phones(pieces.accounts(8)), pieces.accounts(8).number, minor_names=frozenset({"王𬱖"})
    )
    assert codes("助学金（王𬱖）", rules=rules) == ["DOC-033"]


def test_the_message_names_the_page_and_never_repeats_the_number():
    pdf, rules = printed(f"救助款{ID}")
    (problem,) = inspect(pdf, rules)
    assert problem.values["page"] == "1"
    assert "救助款999901" in problem.values["near"]
    assert ID[6:14] not in sentence(problem)


def test_a_file_that_cannot_be_read_back_is_not_issued():
    assert [each.code for each in inspect(b"%PDF-1.4 nothing")] == ["DOC-034"]


def changed(change):
    """A clean notice after something was put into the finished file."""
    pdf, rules = printed()
    document = pypdfium2.PdfDocument(pdf)
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return inspect(stream.getvalue(), rules)


def test_a_picture_stops_the_issue_since_nothing_in_it_can_be_read():
    def paste(document):
        bitmap = pypdfium2.PdfBitmap.new_native(8, 8, pypdfium2.raw.FPDFBitmap_BGR)
        picture = pypdfium2.PdfImage.new(document)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(80, 80).translate(100, 100))
        page = document[0]
        page.insert_obj(picture)
        page.gen_content()

    (problem,) = changed(paste)
    assert (problem.code, problem.values["page"], problem.values["count"]) == ("DOC-118", "1", "1")


def test_no_layout_prints_a_picture():
    for layout in list_templates():
        if layout.kind == "sheet":
            document = pypdfium2.PdfDocument(render(build_notice(layout.name, filled(layout)), draft=False))
            kinds = {each.type for page in document for each in page.get_objects(max_depth=15)}
            document.close()
            assert kinds
            assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds, layout.name


def test_a_file_attached_to_the_sheet_stops_the_issue():
    def attach(document):
        document.new_attachment("名单.txt").set_data(b"list")

    assert [each.code for each in changed(attach)] == ["DOC-119"]


def test_an_identity_number_with_a_mark_inside_is_told_as_one_though_its_rest_looks_like_a_telephone():
    number = make_citizen_id("999901", date(1966, 9, 10), 7)
    assert number.endswith("X")
    assert codes(f"{number[:6]}、{number[6:]}") == ["DOC-030"]


@settings(max_examples=30, deadline=None)
@given(
    st.dates(date(1920, 1, 1), date(2026, 1, 1)),
    st.integers(1, 999),
    st.sampled_from(["", " ", "-", "·", "　", "、", "/"]),
    st.integers(1, 17),
    st.text(st.sampled_from("村组发放补助款给"), max_size=20),
)
def test_no_invented_identity_number_gets_through(birth, serial, mark, cut, before):
    number = make_citizen_id("999901", birth, serial)
    assert "DOC-030" in codes(before + number[:cut] + mark + number[cut:])
