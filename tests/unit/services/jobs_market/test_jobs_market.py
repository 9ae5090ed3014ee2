"""Job seekers and posts over a real register: what the register knows is not typed, and follows."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.domain.accounts import Role
from desktop.domain.job_match import Reason
from desktop.domain.job_seeker import SeekerState
from desktop.domain.problem import ProblemError
from desktop.services.jobs_market import posts, printing, referrals, seekers
from desktop.services.jobs_market.about import household_work
from desktop.services.jobs_market.forecast import Dimension, export_forecast, export_names, forecast
from desktop.services.jobs_market.posts import NewPost
from desktop.services.jobs_market.reminders import read_reminders
from desktop.services.jobs_market.seekers import NewSeeker
from desktop.services.office import Office
from tests.support.offices import make_office
from tests.support.refusals import codes_of

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
POST = NewPost(
    "示范服装厂", "缝纫工", "2026-12-31", place_kind="3", kind="01", wage_from_cents=500_000, demands="会缝纫"
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = make_office(tmp_path_factory.mktemp("jobs") / "office")
    yield replace(office, clock=lambda: NOW)
    office.close()


@pytest.fixture
def office(opened: Office) -> Iterator[Office]:
    """The office without what another test wrote about jobs."""
    yield opened
    with opened.change("edit", "收拾") as work:
        for table in ("job_referral", "job_seeker", "job_post", "membership", "household", "person"):
            for (record,) in work.connection.execute(f"SELECT id FROM {table}").fetchall():
                work.delete(table, record)


def person(office: Office, name: str = "张三", **facts: str) -> str:
    with office.change("edit", "样本") as work:
        return work.insert("person", {"name": name, "sex": "1", "birth_date": "1990-05-01"} | facts)


def wish(person_id: str, **changed: object) -> NewSeeker:
    base = NewSeeker(person_id, "01", "缝纫", "3", 400_000, "2026-12-01", ("sew",), consented_on="2026-11-23")
    return replace(base, **changed)  # type: ignore[arg-type]


def household(office: Office, name: str) -> str:
    with office.change("edit", "样本") as work:
        return work.insert("household", {"kind": "10", "household_no": name})


def member(office: Office, home: str, name: str, **facts: str) -> str:
    who = person(office, name, **facts)
    with office.change("edit", "样本") as work:
        work.insert("membership", {"household_id": home, "person_id": who})
    return who


def of_person(office: Office, person_id: str) -> tuple[object, ...]:
    with office.store.reading() as connection:
        found = connection.execute(
            "SELECT job_intention, wanted_job, job_state, job_title FROM person WHERE id = ?", (person_id,)
        ).fetchone()
    return tuple(found)


def test_a_registration_tells_the_register_and_its_end_does_too(office: Office) -> None:
    who = person(office)
    seeker = seekers.register_seeker(office, wish(who))
    assert of_person(office, who)[:2] == (1, "缝纫")
    (told,) = seekers.list_seekers(office)
    assert (told.wish, told.state_label, told.validity.days_left) == (
        "生产加工　缝纫　本县　4000元/月以上",
        "登记",
        89,
    )
    seekers.close_seeker(office, seeker, SeekerState.EMPLOYED, "30", "缝纫工")
    assert of_person(office, who) == (0, "缝纫", "30", "缝纫工")
    with pytest.raises(ProblemError) as caught:
        seekers.renew_seeker(office, seeker)
    assert codes_of(caught) == ["JOB-007"]


def test_what_is_known_of_somebody_is_filled_in_and_his_consent_is_not(office: Office) -> None:
    who = person(office, wanted_job="开车", training_wish="电工")
    assert seekers.prepare_seeker(office, who) == NewSeeker(who, wanted_job="开车", training="电工")
    seeker = seekers.register_seeker(office, wish(who, training="电焊"))
    still = seekers.prepare_seeker(office, who)
    assert isinstance(still, seekers.Seeker)
    assert still.row.id == seeker
    seekers.close_seeker(office, seeker, SeekerState.CANCELLED)
    again = seekers.prepare_seeker(office, who)
    assert isinstance(again, NewSeeker)
    assert (again.wanted_kind, again.skills, again.training, again.consented_on) == (
        "01",
        ("sew",),
        "电焊",
        "",
    )
    with pytest.raises(ProblemError) as caught:
        seekers.prepare_seeker(office, "nobody")
    assert codes_of(caught) == ["JOB-001"]


def test_a_wish_to_learn_reaches_the_register_and_a_batch_forgets_none(office: Office) -> None:
    who = person(office, training_wish="电工")
    seeker = seekers.register_seeker(office, wish(who))
    assert seekers.get_seeker(office, seeker).row.worker.training_wish == "电工"
    seekers.edit_seeker(office, seeker, wish(who, training="电焊"))
    assert seekers.get_seeker(office, seeker).row.worker.training_wish == "电焊"


def test_what_is_closed_is_not_opened_again_by_changing_it(office: Office) -> None:
    who = person(office)
    seeker = seekers.register_seeker(office, wish(who))
    seekers.close_seeker(office, seeker, SeekerState.EMPLOYED, "30", "缝纫工")
    with pytest.raises(ProblemError) as caught:
        seekers.edit_seeker(office, seeker, wish(who))
    assert codes_of(caught) == ["JOB-007"]
    assert of_person(office, who)[0] == 0


def test_a_household_shows_who_works_where_who_looks_and_what_became_of_it(office: Office) -> None:
    home, other = (household(office, name) for name in ("一户", "二户"))
    father = member(office, home, "张父", birth_date="1970-01-01", job_state="50", job_title="电焊工")
    son = member(office, home, "张子", birth_date="1999-01-01")
    member(office, home, "张孙", birth_date="2020-01-01")
    member(office, other, "李四")
    post = posts.add_post(office, POST)
    posts.mark_checked(office, post)
    seeker = seekers.register_seeker(office, wish(son))
    referrals.refer(office, seeker, post)
    shown = household_work(office, home)
    assert [each.worker.id for each in shown] == [father, son]
    assert (shown[0].worker.job_title, shown[0].looks_for_work, shown[0].referrals) == ("电焊工", None, ())
    found = shown[1].looks_for_work
    assert found is not None
    assert (found.row.id, found.state_label) == (seeker, "已推荐")
    assert [each.title for each in shown[1].referrals] == ["缝纫工"]
    seekers.close_seeker(office, seeker, SeekerState.CANCELLED)
    assert household_work(office, home)[1].looks_for_work is None


def test_nobody_is_registered_twice_and_of_several_all_or_none_are(office: Office) -> None:
    one, other = person(office), person(office, "李四")
    seekers.register_seeker(office, wish(one))
    with pytest.raises(ProblemError) as caught:
        seekers.register_seekers(office, (wish(other), wish(one)))
    assert codes_of(caught) == ["JOB-006"]
    assert len(seekers.list_seekers(office)) == 1
    with pytest.raises(ProblemError) as caught:
        seekers.register_seekers(office, (wish(other), wish(other, wanted_kind="", wanted_job=" ")))
    assert [(each.code, each.place and each.place.row) for each in caught.value.problems] == [("JOB-002", 2)]


def test_a_registration_runs_out_and_is_renewed(office: Office) -> None:
    seeker = seekers.register_seeker(office, wish(person(office)))
    later = replace(office, clock=lambda: NOW + timedelta(86))
    assert read_reminders(later).expiring == 1
    after = replace(office, clock=lambda: NOW + timedelta(90))
    assert (seekers.get_seeker(after, seeker).state_label, read_reminders(after).expired) == ("已过期", 1)
    seekers.renew_seeker(after, seeker)
    assert seekers.get_seeker(after, seeker).validity.days_left == 89


def test_only_the_labour_force_is_asked(office: Office) -> None:
    person(office, "甲")
    person(office, "乙", birth_date="2012-01-01")
    person(office, "丙", sex="2", birth_date="1965-01-01")
    person(office, "丁", job_state="90")
    registered = person(office, "戊")
    seekers.register_seeker(office, wish(registered))
    assert [each.name for each in seekers.list_workers(office)] == ["甲"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"employer": " "}, "JOB-011"),
        ({"credit_code": "91330825MA00000000"}, "JOB-012"),
        ({"wage_to_cents": 400_000}, "JOB-013"),
        ({"valid_to": "2026-11-22"}, "JOB-014"),
        ({"valid_to": "明天"}, "JOB-014"),
        ({"kind": "zz"}, "JOB-003"),
        ({"wanted_count": 0}, "JOB-015"),
        ({"demands": "限女，35岁以下"}, "JOB-020"),
        ({"note": "先交押金"}, "JOB-020"),
    ],
)
def test_a_post_that_can_not_be_is_refused(office: Office, change: dict[str, object], code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        posts.add_post(office, replace(POST, **change))  # type: ignore[arg-type]
    assert code in codes_of(caught)
    assert posts.list_posts(office) == ()


def test_a_post_is_recommended_only_after_it_was_checked_and_to_who_agreed(office: Office) -> None:
    post = posts.add_post(office, POST)
    shy = seekers.register_seeker(office, wish(person(office, "李四"), consented_on=""))
    seeker = seekers.register_seeker(office, wish(person(office)))
    assert referrals.list_fits(office) == ()
    with pytest.raises(ProblemError) as caught:
        referrals.refer(office, seeker, post)
    assert codes_of(caught) == ["JOB-031"]
    posts.mark_checked(office, post)
    (fit,) = referrals.list_fits(office)
    assert fit.seeker.row.id == seeker
    assert fit.match.reasons[:2] == (Reason.KIND, Reason.PLACE)
    with pytest.raises(ProblemError) as caught:
        referrals.refer(office, shy, post)
    assert codes_of(caught) == ["JOB-030"]

    referral = referrals.refer(office, seeker, post)
    with pytest.raises(ProblemError) as caught:
        referrals.refer(office, seeker, post)
    assert codes_of(caught) == ["JOB-032"]
    assert read_reminders(office).unanswered == 1
    (kept,) = referrals.list_referrals(office)
    with pytest.raises(ProblemError) as caught:
        referrals.record_outcome(office, referral, "hired", job_state="zz")
    assert codes_of(caught) == ["JOB-003"]
    where = referrals.work_state_at(kept.place_kind)
    referrals.record_outcome(office, referral, "hired", job_state=where)
    hired = seekers.get_seeker(office, seeker).row
    assert hired.state == SeekerState.EMPLOYED
    assert of_person(office, hired.worker.id) == (0, "缝纫", "30", "缝纫工")
    assert read_reminders(office).unanswered == 0


def test_nobody_is_crowded_out_of_the_matches_by_who_fits_everywhere(office: Office) -> None:
    for title in ("缝纫工", "包装工", "裁剪工"):
        posts.mark_checked(office, posts.add_post(office, replace(POST, title=title)))
    seekers.register_seeker(office, wish(person(office, "样样行")))
    seekers.register_seeker(office, wish(person(office, "要求高"), wage_cents=900_000, wanted_job=""))
    names = [each.seeker.row.worker.name for each in referrals.list_fits(office, most=2)]
    assert sorted(names) == ["样样行", "样样行", "要求高", "要求高"]


def test_an_employer_listed_bad_is_offered_to_nobody_with_any_of_its_posts(office: Office) -> None:
    first, second = (posts.add_post(office, replace(POST, title=title)) for title in ("缝纫工", "包装工"))
    for each in (first, second):
        posts.mark_checked(office, each)
    assert posts.list_bad(office, first, is_bad=True) == 2
    assert {each.state_label for each in posts.list_posts(office)} == {"单位在黑名单"}
    assert not any(each.is_offered for each in posts.list_posts(office))


def test_what_was_changed_has_to_be_checked_again(office: Office) -> None:
    post = posts.add_post(office, POST)
    posts.mark_checked(office, post)
    posts.edit_post(office, post, replace(POST, wage_from_cents=600_000))
    assert posts.get_post(office, post).state_label == "待核实"


def test_a_post_of_the_county_is_not_changed_here(office: Office) -> None:
    post = posts.add_post(office, POST)
    with office.change("edit", "县里下发") as work:
        work.update("job_post", post, {"source": posts.COUNTY})
    with pytest.raises(ProblemError) as caught:
        posts.edit_post(office, post, POST)
    assert codes_of(caught) == ["JOB-016"]


def test_the_table_for_the_county_has_no_name_and_no_small_number(office: Office, tmp_path: Path) -> None:
    for number in range(7):
        seekers.register_seeker(office, wish(person(office, f"王{number}"), wanted_place="3"))
    seekers.register_seeker(office, wish(person(office, "赵独", sex="2"), wanted_place="5"))
    told = forecast(office, Dimension.SEX, Dimension.PLACE)
    assert told.table.columns == ("本县", "省外")
    assert told.table.cells[0][0] in (None, 7)
    assert told.table.cells[1][1] is None
    file = tmp_path / "汇总.xlsx"
    assert export_forecast(office, told, file) == 3
    with zipfile.ZipFile(file) as book:
        written = book.read("xl/sharedStrings.xml").decode()
    assert "赵独" not in written
    assert "王0" not in written
    with pytest.raises(ProblemError) as caught:
        forecast(office, Dimension.SEX, Dimension.SEX)
    assert codes_of(caught) == ["JOB-040"]


def test_a_list_of_names_holds_only_who_agreed(office: Office, tmp_path: Path) -> None:
    seekers.register_seeker(office, wish(person(office, "张同意")))
    seekers.register_seeker(office, wish(person(office, "李不愿"), consented_on=""))
    with pytest.raises(ProblemError) as caught:
        export_names(office, tmp_path / "名单.xlsx", " ")
    assert codes_of(caught) == ["JOB-041"]
    assert export_names(office, tmp_path / "名单.xlsx", "示范县人社局") == 1
    with zipfile.ZipFile(tmp_path / "名单.xlsx") as book:
        written = book.read("xl/sharedStrings.xml").decode()
    assert "张同意" in written
    assert "李不愿" not in written


def test_who_may_only_read_writes_nothing(office: Office) -> None:
    reader = replace(office, user=replace(office.user, role=Role.READER))
    with pytest.raises(ProblemError) as caught:
        seekers.register_seeker(reader, wish(person(office)))
    assert codes_of(caught) == ["SYS-403"]
    with pytest.raises(ProblemError) as caught:
        posts.add_post(reader, POST)
    assert codes_of(caught) == ["SYS-403"]


def paper_text(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\n", "")


def test_papers_say_what_was_promised_and_the_wall_names_no_seeker(office: Office) -> None:
    post = posts.add_post(office, replace(POST, insured=True, contact="吴经理", phone="0570-0000000"))
    posts.mark_checked(office, post)
    seeker = seekers.register_seeker(office, wish(person(office, "张三")))
    referral = referrals.refer(office, seeker, post)
    wall = paper_text(printing.render_posts(office))
    assert "示范服装厂" in wall
    assert "5000元/月" in wall
    assert "张三" not in wall
    slip = paper_text(printing.render_slip(office, referral))
    for said in ("张三", "示范服装厂", "缴社保", "吴经理", "劳动合同"):
        assert said in slip
    table = paper_text(printing.render_forecast(office, forecast(office, Dimension.SEX, Dimension.AGE)))
    assert "张三" not in table
    assert "性别" in table
