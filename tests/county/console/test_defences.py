"""What keeps strangers, other sites and lost browsers out of the console."""

import re
from collections.abc import Iterator

import httpx
import pytest

from sync.county.clock import now_ms
from sync.county.console.door import COOKIE
from sync.county.store import operators, sessions
from sync.county.store.database import query
from tests.support.console_client import PASSWORD, csrf_of, sign_in, trouble_on
from tests.support.county_server import plain_client
from tests.support.forked_server import ForkedServer
from tests.support.postgres import lent_database

PLACES = (
    "/",
    "/villages.csv",
    "/villages.xlsx",
    "/villages/add",
    "/rulings",
    "/rulings/S/send",
    "/operators",
    "/operators/add",
    "/operators/somebody",
    "/settings",
    "/account",
    "/account/password",
    "/rectification",
    "/rectification/new",
    "/score-rules",
    "/score-rules/new",
)
FORMS = (
    "/villages/add",
    "/villages/{}/rename",
    "/villages/{}/code",
    "/villages/{}/enrol",
    "/villages/{}/devices/1/revoke",
    "/villages/{}/devices/1/retire",
    "/villages/{}/devices/1/wipe",
    "/rulings/S/send",
    "/rectification/new",
    "/villages/{}/rectification/0/accept",
    "/villages/{}/rectification/0/return",
    "/villages/{}/rectification/0/remind",
    "/villages/{}/rectification/0/withdraw",
    "/score-rules/new",
    "/operators/add",
    "/operators/{login}/role",
    "/operators/{login}/reset",
    "/operators/{login}/close",
    "/settings",
    "/account/password",
    "/account/sign-out-everywhere",
    "/sign-out",
)
GOOD = {
    "confirmed": "yes",
    "name": "示范村",
    "code": "999901112001",
    "label": "文书电脑",
    "role": "admin",
    "address": "https://evil.example",
}


def _state(county) -> str:
    """All that a form could change, but who looked at what."""
    return str(
        [
            query(county.database, f"SELECT * FROM {table} ORDER BY 1")
            for table in ("village", "division_alias", "enrolment_code", "setting", "command")
        ]
        + [
            query(county.database, "SELECT village_id, device, state FROM device ORDER BY 1, 2"),
            query(county.database, "SELECT login, password, active, role FROM console_user ORDER BY 1"),
        ]
    )


def test_every_place_leads_a_stranger_to_the_door(visitor) -> None:
    for place in PLACES:
        answer = visitor.get(place)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/console/sign-in"), place


def test_no_form_does_anything_for_a_stranger(visitor, behind, pc, village_id, login) -> None:
    before = _state(behind)
    for place in FORMS:
        answer = visitor.post(place.format(village_id, login=login), data=GOOD)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/console/sign-in")
    assert _state(behind) == before


@pytest.mark.parametrize(
    ("csrf", "headers"),
    [(False, {}), (True, {"Sec-Fetch-Site": "cross-site"}), (True, {"Sec-Fetch-Site": "same-site"})],
)
def test_no_form_does_anything_without_coming_from_our_page(
    browser, behind, pc, village_id, login, csrf, headers
) -> None:
    typed = GOOD | ({"csrf": csrf_of(browser.get("/account"))} if csrf else {"csrf": "0" * 64})
    before = _state(behind)
    for place in FORMS:
        answer = browser.post(place.format(village_id, login=login), data=typed, headers=headers)
        assert answer.status_code == 403, place
    assert _state(behind) == before
    assert browser.get("/").status_code == 200


def test_nothing_is_done_by_looking(browser, behind, pc, village_id, login) -> None:
    before = _state(behind)
    for place in FORMS:
        if place != "/sign-out":
            browser.get(place.format(village_id, login=login), params=GOOD)
    assert _state(behind) == before


def test_every_answer_forbids_what_a_plain_page_does_not_need(browser, village_id) -> None:
    for place in (*PLACES, f"/villages/{village_id}", "/nowhere", "/style.css", "/icon.svg", "/sign-in"):
        headers = browser.get(place).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src" not in policy
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "camera=()" in headers["Permissions-Policy"]


def test_pages_carry_no_script_no_style_of_their_own_and_nothing_from_elsewhere(browser, village_id) -> None:
    for place in (*PLACES, f"/villages/{village_id}", f"/villages/{village_id}/enrol", "/audit/0"):
        text = browser.get(place).text
        assert "<script" not in text
        assert not re.search(r"\son\w+=|\sstyle=|<style", text)
        assert set(re.findall(r'(?:src|href|action)="(?!#|\?|/console)([^"]*)"', text)) == set(), place


def test_every_input_has_a_label_and_every_page_one_heading_and_a_language(browser, village_id, pc) -> None:
    for place in (*PLACES, f"/villages/{village_id}", f"/villages/{village_id}/devices/1/wipe", "/audit/0"):
        text = browser.get(place).text
        if "<!doctype html>" not in text:
            continue  # a file to take away
        assert 'lang="zh-CN"' in text
        assert text.count("<h1") == 1
        for field in re.findall(r"<(?:input|select|textarea)[^>]*>", text):
            if 'type="hidden"' in field:
                continue
            named = re.search(r'id="(\w+)"', field)
            before = text[: text.index(field)]
            is_inside = before.rfind("<label") > before.rfind("</label>")
            assert is_inside or (named and f'for="{named[1]}"' in text), (place, field)


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/console/../x"])
def test_no_address_leads_elsewhere(visitor, login, to) -> None:
    for name in ("next", "done", "url", "return"):
        page = visitor.get("/sign-in", params={name: to})
        assert to not in page.text
        answer = visitor.post(
            "/sign-in", params={name: to}, data={"login": login, "password": PASSWORD, name: to}
        )
        assert answer.headers["Location"] == "/console/"


def test_a_session_that_ended_is_told_apart_from_a_first_visit(browser, behind, login) -> None:
    query(behind.database, "DELETE FROM console_session WHERE login = %(login)s", {"login": login})
    answer = browser.get("/")
    assert answer.headers["Location"] == "/console/sign-in?ended=1"
    assert "登录已过期" in trouble_on(browser.get("/sign-in?ended=1"))
    assert trouble_on(browser.get("/sign-in")) == ""


def test_a_locked_account_is_answered_like_an_unknown_one(visitor, behind, login) -> None:
    query(
        behind.database,
        "UPDATE console_user SET locked_until_ms = %(until)s WHERE login = %(login)s",
        {"until": now_ms() + sessions.LOCKED_MS, "login": login},
    )
    locked, unknown = sign_in(visitor, login), sign_in(visitor, "nobody")
    assert (locked.status_code, locked.text) == (unknown.status_code, unknown.text)


# --- a server behind a proxy, and one that is asked too often ---------------------------------------------


@pytest.fixture(scope="module")
def proxied(tmp_path_factory) -> Iterator[ForkedServer]:
    """A server that trusts a proxy of its own machine."""
    with lent_database() as url:
        running = ForkedServer(
            url, tmp_path_factory.mktemp("proxied") / "data", "--behind-proxy", "127.0.0.1"
        )
        running.start()
        yield running
        running.close()


def _client(server: ForkedServer, **headers: str) -> httpx.Client:
    return plain_client(f"http://127.0.0.1:{server.port}/console", **headers)


@pytest.fixture
def account(proxied) -> str:
    from sync.county.county import open_county
    from sync.county.store.database import open_database

    opened = open_database(proxied.database_url)
    try:
        county = open_county(opened, proxied.folder)
        with opened.connection_context():
            if operators.find_operator(opened, "proxied") is None:
                operators.add_operator(opened, "proxied", "陈主任", PASSWORD, now_ms())
        assert county.name
    finally:
        opened.close_all()
    return "proxied"


def test_behind_tls_the_cookie_stays_within_it(proxied, account) -> None:
    with _client(proxied, **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.1"}) as client:
        cookie = sign_in(client, account).headers["Set-Cookie"]
        assert "Secure" in cookie.split("; ")
        assert cookie.startswith(f"{COOKIE}=")


def test_guessing_passwords_is_slowed_down_for_one_address_and_not_for_the_others(proxied, account) -> None:
    with _client(proxied, **{"X-Forwarded-For": "10.0.0.2"}) as client:
        # Names that nobody has cost nothing but the place in the line: one real account would be locked.
        answers = [sign_in(client, f"nobody{number}", "falsch-falsch") for number in range(22)]
    refused = answers[-1]
    assert {answer.status_code for answer in answers[:20]} == {403}
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "SYN-112" in trouble_on(refused)
    with _client(proxied, **{"X-Forwarded-For": "10.0.0.3"}) as client:
        assert sign_in(client, account).status_code == 303
