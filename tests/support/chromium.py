"""A real browser for the console: Chromium without a window, driven through its own driver."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

_FONTS = Path(__file__).parents[2] / "resources" / "fonts"

BROWSERS, DRIVERS = ("chromium", "chromium-browser", "google-chrome"), ("chromedriver",)


def find_browser() -> tuple[str, str] | None:
    """Paths of a browser and of its driver, or None where one of them is missing."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = next(filter(None, map(shutil.which, DRIVERS)), None)
    return (browser, driver) if browser and driver else None


@contextmanager
def open_browser(folder: Path) -> Iterator[webdriver.Chrome]:
    """A browser with a profile of its own in ``folder``, closed afterwards.

    Raises:
        RuntimeError: There is none on this machine.
    """
    found = find_browser()
    if found is None:
        raise RuntimeError("no Chromium with its driver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = found[0]
    for argument in (
        "--headless=new",
        # Chromium's own cage needs rights that a container lacks; the pages are ours.
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--lang=zh-CN",
        f"--user-data-dir={folder}",
    ):
        options.add_argument(argument)
    chinese = {
        **os.environ,
        "LANGUAGE": "zh_CN",
        "LANG": "zh_CN.UTF-8",
        "FONTCONFIG_FILE": str(_fonts_for(folder)),
    }
    browser = webdriver.Chrome(options=options, service=Service(executable_path=found[1], env=chinese))
    try:
        yield browser
    finally:
        browser.quit()


def _fonts_for(folder: Path) -> Path:
    """Settings by which the browser finds the desktop's fonts: a bare Linux has no Chinese one."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{_FONTS}</dir></fontconfig>',
        encoding="utf-8",
    )
    return settings


def set_screen(browser: webdriver.Chrome, width: int, height: int, scale: float = 1.0) -> None:
    """Give the page a screen of so many pixels at a scale of the desktop's."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {
            "width": round(width / scale),
            "height": round(height / scale),
            "deviceScaleFactor": scale,
            "mobile": False,
        },
    )
