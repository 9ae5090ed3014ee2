"""Papers of the service point, read back from their PDF, and the public sheet."""

from datetime import timedelta

import pytest

from desktop.domain.period import Period
from desktop.domain.problem import ProblemError
from desktop.domain.service_catalogue import PaperForm
from desktop.reports.gate import read_back
from desktop.services.agency import case_opening, case_steps, cases, papers, printing
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.case_steps import Delivery, Submission
from desktop.services.agency.papers import Brought
from desktop.services.disclosure.compiling import compile_data
from desktop.services.disclosure.requests import NoticeRequest
from tests.support.agency import Point


def text_of(pdf: bytes) -> str:
    return "".join("".join(page) for page in read_back(pdf)).replace(" ", "")


def opened(point: Point, item: str, name: str = "张建国", for_name: str = "") -> str:
    return case_opening.open_case(
        point.office, NewCase(item, person_id=point.person(name), for_name=for_name)
    )


def bring_all(point: Point, case_id: str) -> str:
    detail = cases.get_case(point.office, case_id)
    wanted = [Brought(paper.id, PaperForm(paper.form)) for paper in detail.papers if paper.required]
    return papers.receive_papers(point.office, case_id, wanted)


def prints(point: Point) -> list[str]:
    with point.office.store.reading() as connection:
        rows = connection.execute("SELECT purpose FROM access_log WHERE kind = 'print'")
        return [str(purpose) for (purpose,) in rows]


def test_a_receipt_stands_twice_on_its_sheet_with_a_line_for_the_return(point: Point) -> None:
    case_id = opened(point, "02", "张建国", "李桂香")
    number = bring_all(point, case_id)
    text = text_of(printing.render_receipt(point.office, case_id, number))
    assert text.count(number) == 2
    assert text.count("户口簿") == 2
    assert "退还时领取人签字" in text
    assert "以上原件共3份" in text
    assert f"原件收据 {number}" in prints(point)


def test_a_case_without_originals_has_no_receipt(point: Point) -> None:
    case_id = opened(point, "15")
    bring_all(point, case_id)
    with pytest.raises(ProblemError) as raised:
        printing.render_receipt(point.office, case_id)
    assert raised.value.problems[0].code == "SVC-039"


def test_a_proxy_letter_names_matter_agent_and_what_stays_the_persons_own(point: Point) -> None:
    text = text_of(printing.render_proxy(point.office, opened(point, "18")))
    # 民法典 165: agent, matter, extent, term
    for words in ("本人张建国", "不动产登记代办", "吴代办", "委托范围", "委托期限", "须本人到场"):
        assert words in text
    with pytest.raises(ProblemError) as raised:
        printing.render_proxy(point.office, opened(point, "09"))
    assert raised.value.problems[0].code == "SVC-026"


def test_a_progress_slip_says_number_code_and_what_is_still_to_bring(point: Point) -> None:
    case_id = opened(point, "11")
    detail = cases.get_case(point.office, case_id)
    text = text_of(printing.render_progress_slip(point.office, case_id))
    for words in (detail.case.row.number, detail.mark.spoken.replace(" ", ""), "还差材料：申请书"):
        assert words in text


def test_what_is_to_be_brought_is_told_at_once_with_what_only_the_person_can_do(point: Point) -> None:
    text = text_of(printing.render_item_sheet(point.office, NewCase("04")))
    for words in ("户口簿", "60天", "采集指纹", "居民身份证法"):
        assert words in text


def test_a_result_is_handed_over_with_reason_next_step_and_originals(point: Point) -> None:
    case_id = opened(point, "18", "赵小兰")
    with pytest.raises(ProblemError) as raised:
        printing.render_delivery(point.office, case_id)
    assert raised.value.problems[0].code == "SVC-040"
    bring_all(point, case_id)
    today = point.office.today().isoformat()
    case_steps.submit(point.office, case_id, Submission("县不动产登记中心", today))
    case_steps.refuse(point.office, case_id, today, "权属不清", "先到村里补说明")
    text = text_of(printing.render_delivery(point.office, case_id))
    for words in ("不予办理", "权属不清", "先到村里补说明", "测绘成果", "领取人签字", "非常满意"):
        assert words in text


def test_the_days_list_shows_no_whole_telephone(point: Point) -> None:
    booking = point.book("约九", "王海军", "13912345678")
    from desktop.services.agency import bookings

    bookings.agree_time(point.office, booking, point.office.today().isoformat(), "am")
    text = text_of(printing.render_day_list(point.office))
    assert "王海军" in text
    assert "13912345678" not in text


def test_the_counters_list_names_every_service_and_who_does_it(point: Point) -> None:
    text = text_of(printing.render_counter_list(point.office))
    for words in ("出生登记", "其他", "周代办", "全部事项", "代办不收费"):
        assert words in text


def test_the_public_sheet_counts_cases_by_item_and_names_nobody(point: Point) -> None:
    office, today = point.office, point.office.today()
    for satisfaction in ("1", "3"):
        case_id = opened(point, "25", "王海军")
        bring_all(point, case_id)
        delivery = Delivery(today.isoformat(), "here", "王海军", satisfaction)
        case_steps.grant(office, case_id, today.isoformat(), delivery=delivery)
    span = Period(today - timedelta(days=20), today)
    request = NoticeRequest(
        "agency_services", span.first.isoformat(), span.last.isoformat(), today.isoformat()
    )
    rows = compile_data(office, request, "").tables["rows"]  # type: ignore[attr-defined]
    row = next(each for each in rows if each["item"] == "小额信用贷款推荐")
    assert (row["received"], row["done"], row["on_time"]) == (2, 2, 2)
    assert (row["once"], row["satisfied"]) == ("2/2", "1/2")
    assert row["origin"].count("service_case/") == 2
    assert "王海军" not in str(rows)


def test_the_internal_sheet_tells_when_its_figures_were_taken(point: Point) -> None:
    today = point.office.today()
    text = text_of(printing.render_figures(point.office, Period(today.replace(day=1), today)))
    assert "一次办结率" in text
    assert "数据截至" in text
