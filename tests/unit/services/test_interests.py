"""Who stands aside: nobody examines a list with a close relative on it, and supervisors are nobody's kin."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.notice_state import NoticeAction, NoticeState
from desktop.domain.problem import ProblemError
from desktop.services import accounts, finance
from desktop.services.disclosure import notices
from desktop.services.disclosure.compiling import ACCOUNTS
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import NewEntry
from desktop.services.office import Office
from desktop.services.register_editing import add_household, add_person
from tests.support.disclosure import as_role
from tests.support.households import citizen_id
from tests.support.village_copies import copy_office

REQUEST = NoticeRequest(ACCOUNTS, "2026-07-01", "2026-09-30", "2026-10-20")
PASSWORD = "山高 水长 2008"


@pytest.fixture
def village(tmp_path: Path):
    """The clerk's office with 周建民, his wife, son and grandson, and a stranger of another group."""
    office = copy_office(tmp_path)
    people = {}
    home, people["周建民"] = add_household(
        office,
        {"villager_group": "一组"},
        {"name": "周建民", "citizen_id": citizen_id("1955-02-01", 1), "sex": "男"},
    )
    for name, birth, serial, relation, ties in (
        ("林秀芳", "1957-05-01", 2, "配偶", {}),
        ("周志强", "1980-03-04", 3, "子", {}),
        ("周小乐", "2004-07-08", 5, "孙子", {"father_person_id": "周志强"}),
    ):
        texts = {"name": name, "citizen_id": citizen_id(birth, serial), "relation_to_head": relation}
        texts["sex"] = "女" if serial % 2 == 0 else "男"
        if "father_person_id" in ties:  # the others follow from their relations to the head
            texts["father_person_id"] = people[ties["father_person_id"]]
        people[name] = add_person(office, home, texts)
    _, people["吴大勇"] = add_household(
        office, {"villager_group": "二组"}, {"name": "吴大勇", "citizen_id": citizen_id("1970-01-01", 7)}
    )
    finance.set_opening(as_role(office, Role.BOOKKEEPER), "2026-07-01", 1_000_000)
    yield office, people
    office.close()


def pay(office: Office, payee: str, group: str = "") -> None:
    entry = NewEntry(
        "2026-08-05", "O08", "救助款", 50_000, "记08-009", payee=payee, payee_kind="aid", payee_group=group
    )
    finance.add_entries(as_role(office, Role.BOOKKEEPER), (entry,))


def supervisor(office: Office, person_id: str) -> Office:
    """The supervision committee's user, who is somebody in the register."""
    user = accounts.add_user(office, "jiandu", "周监督", Role.SUPERVISOR, PASSWORD, person_id)
    return replace(office, user=user)


def submitted(office: Office) -> str:
    notice = notices.make_notice(office, REQUEST)
    notices.submit(office, notice)
    return notice


def refused_code(office: Office, notice: str) -> str:
    with pytest.raises(ProblemError) as refused:
        notices.review(office, notice)
    return refused.value.problems[0].code


@pytest.mark.parametrize(
    ("reviewer", "payee", "relation"),
    [
        ("周建民", "林秀芳", "妻"),
        ("周建民", "周志强", "独生子"),
        ("周志强", "周建民", "父亲"),
        ("周建民", "周小乐", "孙子"),
        ("周小乐", "林秀芳", "近亲属"),
    ],
)
def test_nobody_examines_a_notice_that_pays_a_close_relative(
    village, reviewer: str, payee: str, relation: str
):
    office, people = village
    pay(office, payee)
    notice = submitted(office)
    examining = supervisor(office, people[reviewer])
    with pytest.raises(ProblemError) as refused:
        notices.review(examining, notice)
    problem = refused.value.problems[0]
    assert problem.code == "DOC-061"
    assert (problem.values["relation"], problem.values["name"]) == (relation, payee)
    assert people[payee] not in problem.values.values()
    detail = notices.get_notice(examining, notice)
    assert detail.refused[NoticeAction.REVIEW].code == "DOC-061"
    assert detail.summary.state == NoticeState.SUBMITTED


def test_nobody_examines_a_notice_that_pays_oneself(village):
    office, people = village
    pay(office, "周建民")
    assert refused_code(supervisor(office, people["周建民"]), submitted(office)) == "DOC-060"


def test_a_stranger_examines_it(village):
    office, people = village
    pay(office, "周志强")
    notice = submitted(office)
    examining = supervisor(office, people["吴大勇"])
    assert not notices.get_notice(examining, notice).is_unchecked
    notices.review(examining, notice)
    assert notices.get_notice(office, notice).summary.state == NoticeState.REVIEWED


def test_who_examines_without_being_known_in_the_register_is_told_that_nothing_was_checked(village):
    office, _ = village
    pay(office, "周志强")
    notice = submitted(office)
    assert notices.get_notice(supervisor(office, ""), notice).is_unchecked
    assert not notices.get_notice(office, notice).is_unchecked  # the drafter examines nothing


def test_a_namesake_of_another_group_is_no_relative(village):
    office, people = village
    namesake = {"name": "周志强", "citizen_id": citizen_id("1988-09-09", 9)}
    add_household(office, {"villager_group": "三组"}, namesake)
    pay(office, "周志强", "三组")
    notice = submitted(office)
    examining = supervisor(office, people["周建民"])
    notices.review(examining, notice)
    assert notices.get_notice(office, notice).summary.state == NoticeState.REVIEWED


def test_of_two_namesakes_the_relative_is_told_by_the_group(village):
    office, people = village
    namesake = {"name": "周志强", "citizen_id": citizen_id("1988-09-09", 9)}
    add_household(office, {"villager_group": "三组"}, namesake)
    pay(office, "周志强", "一组")
    assert refused_code(supervisor(office, people["周建民"]), submitted(office)) == "DOC-061"


def test_a_close_relative_of_the_bookkeeper_does_not_become_supervisor(village):
    office, people = village
    accounts.add_user(office, "kuaiji", "周会计", Role.BOOKKEEPER, PASSWORD, people["周志强"])
    with pytest.raises(ProblemError) as refused:
        supervisor(office, people["林秀芳"])
    problem = refused.value.problems[0]
    assert problem.code == "DOC-062"
    assert (problem.values["official"], problem.values["post"]) == ("周会计", "报账员")
    assert [row.user.login for row in accounts.list_users(office)] == ["wenshu", "kuaiji"]


def test_nor_does_a_supervisor_s_relative_become_bookkeeper_by_a_change_of_post_or_person(village):
    office, people = village
    supervisor(office, people["周建民"])
    accounts.add_user(office, "wangge", "周网格", Role.GRID_WORKER, PASSWORD, people["周志强"])
    with pytest.raises(ProblemError) as refused:
        accounts.set_role_and_password(office, "wangge", Role.BOOKKEEPER, PASSWORD)
    assert refused.value.problems[0].code == "DOC-062"
    with pytest.raises(ProblemError) as refused:
        accounts.set_identity(office, "wenshu", "王文书", people["周建民"])
    assert refused.value.problems[0].code == "DOC-063"
    accounts.set_identity(office, "wenshu", "王文书", people["吴大勇"])
    rows = {row.user.login: row.person for row in accounts.list_users(office)}
    assert rows == {"wenshu": "吴大勇", "jiandu": "周建民", "wangge": "周志强"}


def test_a_user_is_nobody_who_is_not_in_the_register(village):
    office, _ = village
    with pytest.raises(ProblemError) as refused:
        accounts.set_identity(office, "wenshu", "王文书", "nobody")
    assert refused.value.problems[0].code == "DOC-064"
