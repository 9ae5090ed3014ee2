"""The console's main job in a real browser: find a village, enrol a PC, print its sheet, shut it out."""

import base64
import io
import re
from collections.abc import Iterator

import pypdfium2
import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from sync.county.clock import now_ms
from sync.county.store import devices, enrolment
from sync.county.store.database import query
from sync.county.store.village_changes import rename_village
from sync.county.store.villages import name_of
from sync.county.store.wipe import order_wipe
from sync.protocol.registry import SCHEMA_VERSION
from sync.protocol.suite import SigningKey
from tests.support.chromium import find_browser, open_browser, set_screen
from tests.support.console_client import PASSWORD
from tests.support.village_pc import VillagePc

pytestmark = pytest.mark.skipif(
    find_browser() is None,
    reason="no Chromium with its driver on this machine (apt-get install chromium-driver)",
)


_PATIENCE_SECONDS = 20
_LONG_NAME = "西垄口民族村（含杨家坞、里坞、外坞三个自然村）"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory) -> Iterator[Chrome]:
    """One browser for the tests of this file."""
    with open_browser(tmp_path_factory.mktemp("profile")) as browser:
        set_screen(browser, 1366, 768)
        yield browser


@pytest.fixture
def console(chromium, server, login) -> str:
    """The console's address, with an administrator signed in."""
    base = f"http://127.0.0.1:{server.port}/console"
    chromium.get(f"{base}/sign-in")  # the cookie is one of the console's addresses alone
    chromium.delete_all_cookies()
    chromium.get(f"{base}/")
    _type(chromium, login=login, password=PASSWORD)
    _press(chromium, "登录")
    _reach(chromium, "各村")
    return base


def _type(browser: Chrome, **fields: str) -> None:
    for name, text in fields.items():
        field = browser.find_element(By.CSS_SELECTOR, f"main [name={name}]")
        field.clear()
        field.send_keys(text)


def _press(browser: Chrome, text: str) -> None:
    browser.find_element(By.XPATH, f"//button[normalize-space()='{text}']").click()


def _follow(browser: Chrome, text: str) -> None:
    browser.find_element(By.LINK_TEXT, text).click()


def _reach(browser: Chrome, heading: str) -> None:
    """Wait for the page that a click leads to."""
    gone = (NoSuchElementException, StaleElementReferenceException)
    wait = WebDriverWait(browser, _PATIENCE_SECONDS, ignored_exceptions=gone)
    wait.until(lambda page: page.find_element(By.TAG_NAME, "h1").text == heading)


def _wait_for(browser: Chrome, text: str) -> None:
    """Wait until the page says something."""
    gone = (NoSuchElementException, StaleElementReferenceException)
    wait = WebDriverWait(browser, _PATIENCE_SECONDS, ignored_exceptions=gone)
    wait.until(lambda page: text in page.find_element(By.TAG_NAME, "main").text)


def test_a_pc_is_enrolled_from_a_printed_sheet_and_shut_out_when_it_is_lost(
    chromium, console, behind, village_id
) -> None:
    _type(chromium, q="示范")
    _press(chromium, "查找")
    _wait_for(chromium, "看全部")
    chromium.find_element(By.CSS_SELECTOR, f"a[href='/console/villages/{village_id}']").click()
    _reach(chromium, "示范村")

    _follow(chromium, "登记一台电脑")
    _reach(chromium, "登记一台电脑")
    _type(chromium, label="文书电脑")
    _press(chromium, "发接入码")
    _reach(chromium, "接入单")
    code = chromium.find_element(By.CSS_SELECTOR, ".slip .big").text
    square = chromium.find_element(By.CSS_SELECTOR, ".slip svg").rect
    assert (square["width"], square["height"]) == (230, 230)

    paper = pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(chromium.print_page())))
    try:
        assert len(paper) == 1
        printed = re.sub(r"\s", "", paper[0].get_textpage().get_text_range())
    finally:
        paper.close()
    assert code in printed
    assert "示范村" in printed
    assert "退出" not in printed, "the menu belongs to the screen"

    key = SigningKey.new()
    enrolment.enrol(behind.database, behind.key, code, key.public, "文书电脑", SCHEMA_VERSION, now_ms())
    chromium.find_element(By.CSS_SELECTOR, ".screen a.button").click()
    _reach(chromium, "示范村")
    _follow(chromium, "丢失")
    _reach(chromium, "1 号电脑丢失：停用并销毁钥匙")
    _type(chromium, name="别的村")
    _press(chromium, "停用并销毁钥匙")
    _wait_for(chromium, "CTY-086")
    _type(chromium, name="示范村")
    _press(chromium, "停用并销毁钥匙")
    _wait_for(chromium, "已命令它销毁钥匙")
    assert devices.find_device(behind.database, village_id, 1).state == devices.REVOKED

    _press(chromium, "退出")
    _wait_for(chromium, "已退出。")
    chromium.back()
    chromium.refresh()
    _reach(chromium, "登录控制台")


def test_the_policy_stops_a_script_that_got_into_a_page(chromium, console) -> None:
    chromium.get(f"{console}/account")
    ran = chromium.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.ran = true';"
        "document.body.append(s); return window.ran === true"
    )
    assert ran is False


def test_no_page_is_wider_than_its_screen(chromium, console, village_id, pc, behind) -> None:
    rename_village(behind.database, village_id, _LONG_NAME, now_ms(), operator="x")
    lost = VillagePc.enrolled(behind, village_id)
    order_wipe(behind.database, behind.key, village_id, lost.number, now_ms())
    for clock_ms in (47 * 60_000, -3 * 86_400_000):
        VillagePc.enrolled(behind, village_id)
        query(
            behind.database,
            "UPDATE device SET clock_ms = %(clock_ms)s, seen_ms = enrolled_ms - 5400000, "
            "label = '村便民服务点的电脑' WHERE village_id = %(village_id)s AND clock_ms IS NULL",
            {"clock_ms": clock_ms, "village_id": village_id},
        )
    village = f"/villages/{village_id}"
    places = ("/", village, f"{village}/devices/1/wipe", "/backlog", "/rulings", "/operators", "/audit/0")
    try:
        for place in places:
            chromium.get(console + place)
            for screen in ((1366, 768, 1.0), (1366, 768, 1.25), (390, 780, 1.0)):
                set_screen(chromium, *screen)
                wide, seen = chromium.execute_script(
                    "const page = document.documentElement; return [page.scrollWidth, page.clientWidth]"
                )
                assert wide <= seen, (place, screen)
    finally:
        set_screen(chromium, 1366, 768)


def test_no_villagers_page_is_wider_than_a_small_telephone(chromium, console, behind, village_id) -> None:
    _, division_code = name_of(behind.database, village_id)
    rename_village(behind.database, village_id, "名字很长" * 12 + "民族村", now_ms(), operator="x")
    village = f"{console.removesuffix('/console')}/v/{division_code}"
    places = (
        f"{village}/",
        f"{village}/letter",
        f"{village}/snap",
        f"{village}/booking",
        f"{village}/progress",
    )
    try:
        set_screen(chromium, 320, 640)
        for place in (*places, f"{village}/booking/11", f"{village}/answers"):
            chromium.get(place)
            wide, seen = chromium.execute_script(
                "const page = document.documentElement; return [page.scrollWidth, page.clientWidth]"
            )
            assert wide <= seen, place
            small = chromium.execute_script(_SMALL)
            assert small == [], place
        rename_village(behind.database, village_id, _LONG_NAME, now_ms(), operator="x")
        chromium.get(f"{console}/villages/{village_id}/poster")
        paper = pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(chromium.print_page())))
        assert len(paper) == 1
        assert division_code in paper[0].get_textpage().get_text_range()
        paper.close()
    finally:
        set_screen(chromium, 1366, 768)


def test_the_first_key_leads_past_the_menu_and_every_stop_is_seen(chromium, console) -> None:
    chromium.get(f"{console}/")
    body = chromium.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    first = chromium.switch_to.active_element
    assert first.text == "跳到正文"
    assert first.location["x"] >= 0
    first.send_keys(Keys.ENTER)
    assert chromium.switch_to.active_element.get_attribute("id") == "main"


def test_the_menu_shows_all_pages_at_once_and_is_folded_on_a_telephone(chromium, console) -> None:
    try:
        set_screen(chromium, 1366, 768, 1.25)
        chromium.get(f"{console}/events")
        tall, seen = chromium.execute_script(
            "const m = document.querySelector('.menu > div'); return [m.scrollHeight, m.clientHeight]"
        )
        assert tall <= seen
        assert chromium.find_element(By.CSS_SELECTOR, "body > header").size["height"] < 60
        set_screen(chromium, 390, 780)
        menu = chromium.find_element(By.ID, "menu")
        assert not menu.is_displayed()
        _follow(chromium, "菜单")
        assert menu.is_displayed()
        _follow(chromium, "收起菜单")
        assert not menu.is_displayed()
        _follow(chromium, "菜单")
        _follow(chromium, "灾情报告")
        _reach(chromium, "灾情报告")
        assert not chromium.find_element(By.ID, "menu").is_displayed()
    finally:
        set_screen(chromium, 1366, 768)


def test_text_stands_out_from_its_ground(chromium, console, village_id, pc) -> None:
    for place in ("/", f"/villages/{village_id}", "/operators", "/rulings"):
        chromium.get(console + place)
        pale = chromium.execute_script(_PALE)
        assert pale == [], place


_SMALL = """
const found = [...document.querySelectorAll('main button, main .choices a, main input, main select')];
const seen = found.filter(each => each.type !== 'hidden' && each.tabIndex >= 0);
return seen.filter(each => each.getBoundingClientRect().height < 26).map(each => each.outerHTML);
"""
"""What a finger would miss."""

_PALE = """
const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const light = part => linear(part / 255);
const parts = colour => colour.match(/[\\d.]+/g).map(Number);
const luminance = c => 0.2126 * light(c[0]) + 0.7152 * light(c[1]) + 0.0722 * light(c[2]);
const ground = node => {
  for (let at = node; at; at = at.parentElement) {
    const c = parts(getComputedStyle(at).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c;
  }
  return [255, 255, 255];
};
const found = [];
for (const node of document.querySelectorAll('body *')) {
  const own = [...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!own || !node.checkVisibility()) continue;
  const [a, b] = [luminance(parts(getComputedStyle(node).color)), luminance(ground(node))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) found.push(`${node.tagName} ${node.textContent.trim()} ${ratio.toFixed(2)}`);
}
return found;
"""
"""Texts whose contrast is below WCAG 2.2's 4.5 to 1."""
