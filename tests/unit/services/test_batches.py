"""Sheets of a quarter in one print job: counted through, each as archived, listed on top."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.job import Cancelled, NoJob
from desktop.domain.problem import ProblemError
from desktop.services import finance
from desktop.services.disclosure import batches, notices
from desktop.services.disclosure.batches import BatchChoice
from desktop.services.disclosure.compiling import ACCOUNTS
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import NewEntry
from desktop.services.office import Office, User
from desktop.services.settings import save_settings
from tests.support.offices import make_office
from tests.unit.reports import readback

REQUEST = NoticeRequest(ACCOUNTS, "2026-07-01", "2026-09-30", "2026-10-20")
TEXT = NoticeRequest(
    "text_notice",
    "2026-07-01",
    "2026-09-30",
    "2026-10-20",
    values=(("subject", "防汛值班公告"), ("body", "村" * 900)),
)


@pytest.fixture
def office(tmp_path: Path):
    made = make_office(tmp_path)
    finance.set_opening(made, "2026-07-01", 1_000_000)
    finance.add_entries(
        made,
        tuple(
            NewEntry("2026-08-05", "O04", f"办公电费{number}", 44_824, f"记{number:03d}", "王会计", "王书记")
            for number in range(40)
        ),
    )
    yield made
    made.close()


def as_role(office: Office, role: Role) -> Office:
    return replace(office, user=User(UserId(f"user-{role.value}"), role.value, role.label, role))


def issued(office: Office, request: NoticeRequest) -> str:
    notice = notices.make_notice(office, request)
    notices.submit(office, notice)
    notices.review(as_role(office, Role.SUPERVISOR), notice)
    secretary = as_role(office, Role.SECRETARY)
    if "decide" in notices.get_notice(secretary, notice).allowed:
        notices.decide(secretary, notice, office.today())
    notices.issue(secretary, notice)
    return notice


@pytest.fixture
def three(office: Office) -> tuple[str, ...]:
    boards = ("村委会公开栏", "溪东公开栏")
    requests = (REQUEST, replace(TEXT, places=boards), replace(TEXT, places=boards[:1]))
    return tuple(issued(office, each) for each in requests)


def pages(office: Office, notice: str) -> int:
    return notices.get_notice(office, notice).summary.page_count


def test_pages_are_counted_through_the_batch_and_each_sheet_keeps_its_own_count(office: Office, three):
    batch = batches.make_batch(office, BatchChoice(three))
    texts = readback.page_texts(batch.pdf)
    assert len(texts) == batch.page_count == 1 + sum(pages(office, each) for each in three)
    for number, text in enumerate(texts, start=1):
        assert f"全批第 {number} 页　共 {len(texts)} 页" in text
    own = pages(office, three[0])
    assert f"第 2 页　共 {own} 页" in texts[2]
    for notice in three:
        assert notices.get_notice(office, notice).summary.number in texts[0]


def test_the_sheets_stay_as_they_are_archived(office: Office, three):
    before = [notices.preview(office, each).pdf for each in three]
    batch = batches.make_batch(office, BatchChoice(three))
    after = [notices.preview(office, each).pdf for each in three]
    assert before == after
    for notice, pdf in zip(three, after, strict=True):
        assert notices.get_notice(office, notice).summary.sha256 == hashlib.sha256(pdf).hexdigest()
    archived = [text for pdf in after for text in readback.page_texts(pdf)]
    bound = readback.page_texts(batch.pdf)[1:]
    for single, in_batch in zip(archived, bound, strict=True):
        for line in single.splitlines():
            assert line in in_batch


def test_a_page_looks_as_it_does_alone_below_the_count_of_the_batch(office: Office, three):
    def picture(pdf: bytes, page: int):
        document = pypdfium2.PdfDocument(pdf)
        image = document[page].render(scale=1, may_draw_forms=False, draw_annots=False).to_pil().convert("L")
        document.close()
        return image.crop((0, 40, image.width, image.height)).tobytes()

    batch = batches.make_batch(office, BatchChoice(three))
    assert picture(batch.pdf, 1) == picture(notices.preview(office, three[0]).pdf, 0)


def test_printed_on_both_sides_every_sheet_begins_on_a_new_leaf(office: Office, three):
    batch = batches.make_batch(office, BatchChoice(three, double_sided=True))
    texts = readback.page_texts(batch.pdf)
    firsts = [
        number for number, text in enumerate(texts) if "第 1 页　共 " in text.replace("全批第 1 页　共", "")
    ]
    assert len(firsts) >= 3
    assert all(number % 2 == 0 for number in firsts)


def test_each_board_has_its_own_list_and_its_own_copies(office: Office, three):
    batch = batches.make_batch(office, BatchChoice(three, by_board=True))
    covers = [text for text in readback.page_texts(batch.pdf) if "公开表打印清单" in text]
    assert ["公开栏：" in text for text in covers] == [True] * len(covers)
    assert any("溪东公开栏" in text for text in covers)
    assert dict(batch.copies)[three[1]] == 2
    assert dict(batch.copies)[three[2]] == 1


def test_a_sheet_that_names_no_board_is_printed_for_each_of_the_village(office: Office):
    save_settings(office, board_place="村口公开栏、溪东公开栏")
    notice = issued(office, REQUEST)
    batch = batches.make_batch(office, BatchChoice((notice,), by_board=True))
    assert dict(batch.copies) == {notice: 2}


def test_every_print_of_a_batch_is_written_down(office: Office, three):
    batches.record_batch(office, batches.make_batch(office, BatchChoice(three)))
    for notice in three:
        assert "print" in [step.kind for step in notices.get_notice(office, notice).steps]


def test_a_draft_and_an_empty_choice_are_refused(office: Office, three):
    draft = notices.make_notice(office, REQUEST)
    for ids, code in (((three[0], draft), "DOC-102"), ((), "DOC-103")):
        with pytest.raises(ProblemError) as refused:
            batches.make_batch(office, BatchChoice(ids))
        assert refused.value.problems[0].code == code
    assert draft not in {each.id for each in batches.list_printable(office)}


def test_the_sheets_of_a_quarter_are_offered(office: Office, three):
    found = batches.list_printable(office, "2026-07-01", "2026-09-30")
    assert {each.id for each in found} == set(three)
    assert batches.list_printable(office, "2026-10-01") == ()


def test_a_batch_can_be_stopped(office: Office, three):
    class Stop(NoJob):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        batches.make_batch(office, BatchChoice(three), Stop())


def test_a_batch_is_saved_and_the_export_logged(office: Office, three, tmp_path: Path):
    batch = batches.make_batch(office, BatchChoice(three))
    batches.save_batch(office, batch, tmp_path / "一批.pdf")
    assert (tmp_path / "一批.pdf").read_bytes() == batch.pdf
    with pytest.raises(ProblemError):
        batches.save_batch(office, batch, tmp_path / "没有这个文件夹" / "一批.pdf")
    with office.store.reading() as connection:
        (count,) = connection.execute("SELECT count(*) FROM access_log WHERE purpose = 'batch'").fetchone()
    assert count == 3
