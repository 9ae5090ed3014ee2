"""Pictures of every page of the county's console, over an invented county.

    python -m tests.support.console_pictures [--out DIR]

At the size of an office PC, once plain and once at 125 %, and as on a telephone.
"""

import argparse
import base64
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from sync.county.county import open_county
from sync.county.embedded import EmbeddedPostgres
from sync.county.store.database import open_database
from sync.county.store.learning import id_of
from sync.county.store.mobilisation_orders import order_id_of as order_id_of_mobilisation
from sync.county.store.rectification import order_id_of
from sync.county.store.task_orders import task_id_of
from tests.support.chromium import find_browser, open_browser, set_screen
from tests.support.county_server import CountyServer
from tests.support.sample_county import LEARNING_KEY, LOGIN, ORDER_NUMBER, PASSWORD, VILLAGE_CODE, fill
from tests.support.sample_daily_work import ORDER
from tests.support.sample_tasks import NUMBER as TASK_NUMBER

SCREENS = {"scale-1": (1366, 768, 1.0), "scale-1.25": (1366, 768, 1.25), "phone": (390, 780, 1.0)}
_MOST_HEIGHT = 3_000
_PATIENCE_SECONDS = 20
_LEAST_SECONDS = 4
"""A form that is filled in faster is a program's."""


def photograph(server: CountyServer, village_id: int, scratch: Path, out: Path) -> list[Path]:
    """Save a picture of every page; names begin with the number of their place."""
    base = f"http://127.0.0.1:{server.port}/console"
    saved: list[Path] = []
    with open_browser(scratch / "profile") as browser:
        browser.get(f"{base}/sign-in")
        _save(browser, out, "00-sign-in", saved)
        browser.find_element(By.NAME, "login").send_keys(LOGIN)
        browser.find_element(By.NAME, "password").send_keys(PASSWORD)
        browser.find_element(By.CSS_SELECTOR, "main button").click()
        _wait_for_heading(browser, "各村")
        village = f"/villages/{village_id}"
        places = {
            "01-villages": "/",
            "02-villages-late": "/?state=late&sort=seen",
            "03-villages-none": "/?q=没有的村",
            "04-village": village,
            "05-village-add": "/villages/add",
            "06-village-change": f"{village}/rename",
            "07-enrol": f"{village}/enrol",
            "09-revoke": f"{village}/devices/1/revoke",
            "10-retire": f"{village}/devices/1/retire",
            "11-wipe": f"{village}/devices/1/wipe",
            "12-backlog": "/backlog",
            "13-conflicts": "/conflicts",
            "14-refusals": "/refusals",
            "15-rulings": "/rulings",
            "16-ruling": "/rulings/S/send",
            "17-operators": "/operators",
            "18-operator-add": "/operators/add",
            "19-operator": "/operators/wang",
            "20-audit": f"/audit/{village_id}?check=1",
            "21-account": "/account",
            "22-password": "/account/password",
            "23-settings": "/settings",
            "24-nowhere": "/nowhere",
            "25-rectification": "/rectification?view=all",
            "26-rectification-new": "/rectification/new",
            "27-rectification-order": f"{village}/rectification/{order_id_of(ORDER_NUMBER)}",
            "28-score-rules": "/score-rules",
            "29-score-rule-new": "/score-rules/new",
            "30-learning": "/learning",
            "31-learning-add": "/learning/add",
            "32-learning-item": f"/learning/{id_of(LEARNING_KEY)}",
            "33-events": "/events?view=all",
            "34-event-figures": "/event-figures",
            "36-letters": f"{village}/letters",
            "37-poster": f"{village}/poster",
            "38-mobilisation": "/mobilisation",
            "39-mobilisation-new": "/mobilisation/new",
            "40-mobilisation-order": f"/mobilisation/{order_id_of_mobilisation(ORDER.number)}",
            "41-disasters": "/disasters",
            "42-job-posts": "/job-posts",
            "43-service-catalogues": "/service-catalogues",
            "44-tasks": "/tasks?view=all",
            "45-task-new": "/tasks/new",
            "47-menu": "/events#menu",
            "46-task": f"{village}/tasks/{task_id_of(TASK_NUMBER)}",
        }
        for name, place in places.items():
            browser.get(base + place)
            _save(browser, out, name, saved)
        browser.get(f"{base}/events?view=in_hand")
        browser.find_element(By.CSS_SELECTOR, "tbody a").click()
        _save(browser, out, "35-event", saved)
        browser.get(f"{base}{village}/letters")
        browser.find_element(By.CSS_SELECTOR, "tbody a").click()
        _save(browser, out, "36-letter-hide", saved)
        _photograph_villagers_pages(browser, server, out, saved)
        browser.get(f"{base}{village}/enrol")
        browser.find_element(By.NAME, "label").send_keys("文书电脑")
        browser.find_element(By.CSS_SELECTOR, "main button").click()
        _wait_for_heading(browser, "接入单")
        _save(browser, out, "08-sheet", saved)
        papers = {"08-sheet": None, "37-poster": f"{base}{village}/poster"}
        for name, place in papers.items():
            if place is not None:
                browser.get(place)
            saved.append(out / f"{name}.pdf")
            saved[-1].write_bytes(base64.b64decode(browser.print_page()))
    return saved


def _photograph_villagers_pages(browser: Chrome, server: CountyServer, out: Path, saved: list[Path]) -> None:
    """What villagers see on their telephones."""
    base = f"http://127.0.0.1:{server.port}"
    village = f"{base}/v/{VILLAGE_CODE}"
    places = {
        "50-choose": f"{base}/v/",
        "51-home": f"{village}/",
        "52-letter": f"{village}/letter",
        "53-snap": f"{village}/snap",
        "54-items": f"{village}/booking",
        "55-booking": f"{village}/booking/01",
        "56-ask": f"{village}/progress",
        "57-answers": f"{village}/answers",
        "58-wrong": f"{base}/progress/{VILLAGE_CODE}-2026-X0001/AAAAAAAA",
    }
    for name, place in places.items():
        browser.get(place)
        _save(browser, out, name, saved)
    browser.get(f"{village}/letter")
    for name, text in (("title", "路灯不亮"), ("text", "三组村口"), ("name", "周建国"), ("phone", "12")):
        browser.find_element(By.NAME, name).send_keys(text)
    time.sleep(_LEAST_SECONDS)
    browser.find_element(By.CSS_SELECTOR, "main button").click()
    _save(browser, out, "59-letter-trouble", saved)
    phone = browser.find_element(By.NAME, "phone")
    phone.clear()
    phone.send_keys("13800000001")
    time.sleep(_LEAST_SECONDS)
    browser.find_element(By.CSS_SELECTOR, "main button").click()
    _wait_for_heading(browser, "已经收到")
    _save(browser, out, "60-sent", saved)
    browser.get(browser.current_url.partition("?")[0])
    _save(browser, out, "61-progress", saved)


def _wait_for_heading(browser: Chrome, heading: str) -> None:
    gone = (NoSuchElementException, StaleElementReferenceException)
    wait = WebDriverWait(browser, _PATIENCE_SECONDS, ignored_exceptions=gone)
    wait.until(lambda page: page.find_element(By.TAG_NAME, "h1").text == heading)


def _save(browser: Chrome, out: Path, name: str, saved: list[Path]) -> None:
    """The page on every kind of screen, as long as it is."""
    for screen, (width, height, scale) in SCREENS.items():
        set_screen(browser, width, height, scale)
        length = browser.execute_script("return document.documentElement.scrollHeight")
        set_screen(browser, width, min(max(height, round(length * scale)), _MOST_HEIGHT), scale)
        file = out / screen / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(file))
        saved.append(file)


def main(argv: Sequence[str] | None = None) -> int:
    """Make the county, serve it, take the pictures."""
    parser = argparse.ArgumentParser(prog="tests.support.console_pictures")
    parser.add_argument("--out", type=Path, default=Path("build/console-shots"))
    options = parser.parse_args(argv)
    if find_browser() is None:
        print("No Chromium with its driver on this machine; no pictures of the console.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="county-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        scratch.chmod(0o755)
        postgres = EmbeddedPostgres(scratch / "data")
        try:
            database = open_database(postgres.url)
            county = open_county(database, scratch / "county", "示范县农业农村局")
            with database.connection_context():
                village_id = fill(county)
            database.close_all()
            server = CountyServer(postgres.url, scratch / "county")
            server.start()
            try:
                for picture in photograph(server, village_id, scratch, options.out):
                    print(picture)
            finally:
                server.close()
        finally:
            postgres.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
