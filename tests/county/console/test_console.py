"""The console over real HTTP: who gets in, what is shown, and that looking leaves a trace."""

import re
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.problem import ProblemError
from sync.county.clock import now_ms
from sync.county.console.door import COOKIE
from sync.county.store import audit, devices, operators, overview, sessions, villages
from sync.county.store.database import query
from sync.county.store.roles import Role
from sync.protocol.operation import Op
from tests.support.console_client import PASSWORD, csrf_of, sign_in
from tests.support.village_pc import NOW_MS, VillagePc, operation, person


def _entries(county, village_id: int) -> list[audit.Entry]:
    return list(audit.read_entries(county.database, village_id))


# --- getting in ------------------------------------------------------------------------------------------


def test_who_is_not_signed_in_is_sent_to_the_door(visitor, village_id) -> None:
    for place in ("/", f"/villages/{village_id}", "/backlog", "/conflicts", "/refusals", "/audit/0"):
        answer = visitor.get(place)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/console/sign-in"), place


def test_the_right_password_gives_a_cookie_for_no_script_and_no_other_site(visitor, login, behind) -> None:
    answer = sign_in(visitor, login)
    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 303
    assert {"HttpOnly", "SameSite=strict", "Path=/console"} <= set(cookie.split("; "))
    assert _entries(behind, audit.COUNTY_ITSELF)[-1].event == "signed_in"
    assert visitor.get("/").status_code == 200


def test_neither_password_nor_token_lies_in_the_database(browser, behind, login) -> None:
    kept = str(query(behind.database, "SELECT * FROM console_user")) + str(
        query(behind.database, "SELECT * FROM console_session")
    )
    assert "$argon2id$" in kept
    assert PASSWORD not in kept
    assert browser.cookies[COOKIE] not in kept


def test_a_wrong_password_and_an_unknown_login_are_answered_alike(visitor, login) -> None:
    wrong, unknown = sign_in(visitor, login, "falsch-falsch"), sign_in(visitor, "nobody")
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.text == unknown.text
    assert "Set-Cookie" not in wrong.headers


def test_after_five_wrong_passwords_the_right_one_waits_a_quarter_of_an_hour(behind, login) -> None:
    now = now_ms()
    for _ in range(sessions.MOST_FAILURES):
        with pytest.raises(ProblemError):
            sessions.sign_in(behind.database, login, "falsch-falsch", now)
    with pytest.raises(ProblemError):
        sessions.sign_in(behind.database, login, PASSWORD, now + sessions.LOCKED_MS - 1)
    assert sessions.sign_in(behind.database, login, PASSWORD, now + sessions.LOCKED_MS)
    assert "sign_in_refused" in {entry.event for entry in _entries(behind, audit.COUNTY_ITSELF)}


def test_a_right_password_forgets_the_wrong_ones_before(behind, login) -> None:
    for _ in range(2):
        for _ in range(sessions.MOST_FAILURES - 1):
            with pytest.raises(ProblemError):
                sessions.sign_in(behind.database, login, "falsch-falsch", now_ms())
        sessions.sign_in(behind.database, login, PASSWORD, now_ms())


def test_what_was_typed_as_a_login_is_not_logged(visitor, behind) -> None:
    sign_in(visitor, "mein-geheimes-Passwort")
    assert "geheimes" not in str([entry.details for entry in _entries(behind, audit.COUNTY_ITSELF)])


def test_a_session_ends_when_it_is_idle_and_after_a_working_day(behind, login) -> None:
    now = now_ms()
    token = sessions.sign_in(behind.database, login, PASSWORD, now)
    assert sessions.find_session(behind.database, token, now + sessions.IDLE_MS - 1) is not None
    assert sessions.find_session(behind.database, token, now + 3 * sessions.IDLE_MS) is None
    token, at = sessions.sign_in(behind.database, login, PASSWORD, now), now
    while at < now + sessions.SESSION_MS:
        assert sessions.find_session(behind.database, token, at) is not None
        at += sessions.IDLE_MS // 2
    assert sessions.find_session(behind.database, token, at) is None


def test_a_closed_account_is_out_at_once(browser, behind, login) -> None:
    assert browser.get("/").status_code == 200
    operators.close_operator(behind.database, login, now_ms())
    assert browser.get("/").status_code == 303
    assert sign_in(browser, login).status_code == 403


def test_signing_out_ends_the_session_and_not_only_the_cookie(browser) -> None:
    token = browser.cookies[COOKIE]
    assert browser.post("/sign-out", data={"csrf": csrf_of(browser.get("/"))}).status_code == 303
    browser.cookies.set(COOKIE, token, path="/console")
    assert browser.get("/").status_code == 303


def test_the_address_without_its_slash_leads_to_the_door(server) -> None:
    answer = server.client.get(f"http://127.0.0.1:{server.port}/console", follow_redirects=True)
    assert answer.status_code == 200
    assert str(answer.url).endswith("/console/sign-in")


# --- what is shown ---------------------------------------------------------------------------------------


def test_every_answer_forbids_scripts_frames_and_keeping(browser, village_id) -> None:
    for place in ("/", "/sign-in", f"/villages/{village_id}", "/nowhere", "/audit/0"):
        answer = browser.get(place)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "<script" not in answer.text
        assert "style=" not in answer.text


def test_every_page_of_the_menu_opens_and_is_the_one_that_is_marked(browser) -> None:
    menu = browser.get("/").text.partition('id="menu"')[2].partition("</nav>")[0]
    places = re.findall(r'<a href="/console(/[^"]*)"', menu)
    assert len(places) == len(set(places)) == 17
    for place in places:
        answer = browser.get(place)
        shown = answer.text.partition('id="menu"')[2].partition("</nav>")[0]
        marked = re.findall(r'<a href="/console(/[^"]*)" aria-current="page"', shown)
        assert (answer.status_code, marked) == (200, [place])


def test_pages_that_need_a_right_stand_in_no_menu_of_who_lacks_it(visitor, behind, serial) -> None:
    operators.add_operator(behind.database, f"look{serial}", "看", PASSWORD, now_ms(), role=Role.VIEWER)
    sign_in(visitor, f"look{serial}")
    page = visitor.get("/").text
    assert "/console/backlog" in page
    assert "/console/operators" not in page
    assert "/console/settings" not in page


def test_villages_and_their_pcs_are_shown_with_how_far_they_have_read(
    browser, behind, pc, village_id
) -> None:
    pc.send(behind, person("张三"))
    pc.exchange(behind)
    pc.take_pages(pc.exchange(behind).pages)
    pc.exchange(behind)
    assert f'href="/console/villages/{village_id}"' in browser.get("/").text
    shown = browser.get(f"/villages/{village_id}").text
    assert "文书电脑" in shown
    assert re.search(r'data-label="落后" class="number"><span class="none">0</span>', shown)
    assert re.search(r'data-label="已上报批次" class="number"><span class="tone ">1</span>', shown)


def test_a_pc_that_has_read_nothing_is_behind(browser, behind, pc, village_id) -> None:
    other = VillagePc.enrolled(behind, village_id)
    for name in ("张三", "李四", "王五"):
        other.send(behind, person(name))
    found = re.findall(
        rf'villages/{village_id}">.*?"电脑">(\d+) 号.*?number"><span[^>]*>(\d+)<',
        browser.get("/backlog").text,
        re.DOTALL,
    )
    assert dict(found)["1"] == "3"


def test_conflicts_and_refusals_are_counted_and_show_nobodys_name_or_number(
    browser, behind, pc, village_id
) -> None:
    other = VillagePc.enrolled(behind, village_id)
    made = person("张三丰", mobile="10011112222")
    pc.send(behind, made)
    pc.send(behind, operation("person", Op.UPDATE, made.record_id, base=1, mobile="10033334444"))
    other.send(behind, operation("person", Op.UPDATE, made.record_id, base=1, mobile="10055556666"))
    other.send(behind, operation("person", Op.UPDATE, name="某某人"))
    conflicts, refusals = browser.get("/conflicts").text, browser.get("/refusals").text
    row = rf'villages/{village_id}">示范村</a></th>\s*'
    assert re.search(row, conflicts)
    assert re.search(row + r'<td data-label="原因">[^<]*SYN-203.*?class="number">1</td>', refusals, re.DOTALL)
    for page in (conflicts, refusals, browser.get(f"/audit/{village_id}").text):
        for said in ("张三丰", "某某人", "1001111", "1003333", "1005555"):
            assert said not in page


def test_open_conflicts_are_counted_by_their_age(behind, pc, village_id) -> None:
    other = VillagePc.enrolled(behind, village_id)
    made = person("张三", mobile="1")
    pc.send(behind, made)
    pc.send(behind, operation("person", Op.UPDATE, made.record_id, base=1, mobile="2"))
    other.send(behind, operation("person", Op.UPDATE, made.record_id, base=1, mobile="3"))

    def ages(after_ms: int) -> tuple[int, int, int]:
        found = overview.count_conflicts(behind.database, NOW_MS + after_ms)
        (counted,) = (each for each in found if each.village_id == village_id)
        return counted.week, counted.month, counted.older

    assert ages(0) == (1, 0, 0)
    assert ages(overview.WEEK_MS) == (0, 1, 0)
    assert ages(overview.MONTH_MS) == (0, 0, 1)


def test_every_look_is_written_into_the_audit_log_of_what_was_looked_at(
    browser, behind, login, pc, village_id
) -> None:
    for place, page, logged in (
        ("/", "villages", audit.COUNTY_ITSELF),
        ("/backlog", "backlog", audit.COUNTY_ITSELF),
        ("/conflicts", "conflicts", audit.COUNTY_ITSELF),
        ("/refusals", "refusals", audit.COUNTY_ITSELF),
        ("/audit/0", "audit", audit.COUNTY_ITSELF),
        (f"/villages/{village_id}", "village", village_id),
        (f"/villages/{village_id}/devices/1/revoke", "revoke", village_id),
        (f"/audit/{village_id}", "audit", village_id),
    ):
        assert browser.get(place).status_code == 200
        last = _entries(behind, logged)[-1]
        assert (last.event, last.details) == ("console_view", {"operator": login, "page": page})
    assert audit.find_break(behind.database, village_id) is None


def test_names_are_text_and_never_markup(browser, behind, serial) -> None:
    code = f"999901103{serial:03d}"
    villages.add_village(behind.database, code, "<script>alert(1)</script>", now_ms())
    shown = browser.get("/").text
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_long_audit_log_is_read_page_by_page(browser, behind, village_id) -> None:
    with behind.database.atomic():
        for _ in range(150):
            audit.append(behind.database, village_id, "looked", now_ms())
    first = browser.get(f"/audit/{village_id}").text
    older = re.search(r"\?before=(\d+)", first)[1]
    second = browser.get(f"/audit/{village_id}", params={"before": older}).text
    numbers = [
        int(no)
        for text in (first, second)
        for no in re.findall(r'<th scope="row" class="number plain">(\d+)', text)
    ]
    assert sorted(numbers, reverse=True)[:100] == numbers[:100]
    assert 1 in numbers
    assert len(numbers) >= 151


# --- what is done ----------------------------------------------------------------------------------------


def test_a_pc_is_shut_out_after_a_confirmation_in_the_operators_name(
    browser, behind, login, pc, village_id
) -> None:
    place = f"/villages/{village_id}/devices/1/revoke"
    csrf = csrf_of(browser.get(place))
    browser.post(place, data={"csrf": csrf})
    assert pc.row(behind).state == devices.ACTIVE
    browser.post(place, data={"csrf": csrf, "confirmed": "yes"})
    assert pc.row(behind).state == devices.REVOKED
    last = _entries(behind, village_id)[-1]
    assert (last.event, last.device, last.details) == ("device_revoked", 1, {"operator": login})


@pytest.mark.parametrize("csrf", [None, "", "0" * 64, "好"])
def test_a_form_that_is_not_of_our_page_does_nothing(browser, behind, pc, village_id, csrf) -> None:
    typed = {"confirmed": "yes"} | ({} if csrf is None else {"csrf": csrf})
    assert browser.post(f"/villages/{village_id}/devices/1/revoke", data=typed).status_code == 403
    assert pc.row(behind).state == devices.ACTIVE


def test_a_form_from_another_site_does_nothing(browser, behind, pc, village_id) -> None:
    place = f"/villages/{village_id}/devices/1/revoke"
    typed = {"confirmed": "yes", "csrf": csrf_of(browser.get(place))}
    answer = browser.post(place, data=typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert pc.row(behind).state == devices.ACTIVE


def test_a_form_of_another_session_does_nothing(browser, behind, pc, village_id, login) -> None:
    place = f"/villages/{village_id}/devices/1/revoke"
    typed = {"confirmed": "yes", "csrf": csrf_of(browser.get(place))}
    sign_in(browser, login)
    assert browser.post(place, data=typed).status_code == 403
    assert pc.row(behind).state == devices.ACTIVE


@pytest.mark.parametrize(
    "place",
    [
        "/nowhere",
        "/villages/5",
        "/villages/0",
        f"/villages/{2**70}",
        f"/audit/{2**63}",
        "/villages/5/devices/1/revoke",
        "/audit/x",
    ],
)
def test_what_is_not_there_is_told_in_chinese(browser, place) -> None:
    answer = browser.get(place)
    assert answer.status_code == 404
    assert "没有这个页面" in answer.text


_forms = st.dictionaries(
    st.sampled_from(
        ["name", "code", "label", "confirmed", "role", "login", "address", "old", "new", "again"]
    ),
    st.text(max_size=30) | st.just("yes"),
    max_size=6,
).map(lambda typed: urlencode(typed).encode())


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.sampled_from(
        [
            "/",
            "/sign-in",
            "/sign-out",
            "/villages.csv",
            "/villages/add",
            "/villages/{}",
            "/villages/{}/enrol",
            "/villages/{}/code",
            "/villages/{}/codes/{text}/withdraw",
            "/villages/{}/devices/{}/revoke",
            "/villages/{}/devices/{}/wipe",
            "/rulings/{text}/send",
            "/operators/{text}",
            "/operators/{text}/role",
            "/account/password",
            "/settings",
            "/audit/{}",
        ]
    ),
    text=st.text(min_size=1, max_size=20).map(lambda text: quote(text, safe="")),
    numbers=st.tuples(st.integers(0, 2**80), st.integers(0, 2**80)),
    before=st.text(max_size=25),
    body=st.binary(max_size=100) | _forms | st.just(b"x" * 20_000) | st.just(b"a=1&" * 50),
    post=st.booleans(),
)
def test_no_request_is_an_error_of_ours(
    browser, village_id, place, text, numbers, before, body, post
) -> None:
    # Half of them are about a village that is there: the others end at once.
    first = village_id if numbers[0] % 2 else numbers[0]
    where = place.format(first, numbers[1], text=text)
    names = ("before", "q", "state", "sort", "page", "event", "operator", "day", "done", "check")
    if post:
        csrf = f"csrf={csrf_of(browser.get('/account'))}&".encode() if place != "/sign-out" else b""
        answer = browser.post(where, content=csrf + body)
    else:
        answer = browser.get(where, params=dict.fromkeys(names, before))
    assert answer.status_code < 500
