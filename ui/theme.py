"""How the program looks: palette, font and style sheet over Qt's Fusion style.

One accent colour (a deep green of bamboo), four meanings (done, due soon, overdue, error) that
never stand alone: a word or an icon is always beside the colour.
"""

import re
import sys
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import PySide6
from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources
from desktop import words
from ui.icons import scratch_folder, tinted_file

FUSION = ("-style", "fusion")
"""Arguments of the application; setting the style later would make Python look at every style there is."""

BASE_POINTS = 10.5  # 14 pixels at 96 dpi, the size of Word's 五号
FONT_PERCENTS = (90, 100, 110, 125, 150, 175, 200)


class Scheme(Enum):
    """Which set of colours is in use."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Appearance(NamedTuple):
    """Looks chosen on this PC; known before a vault is open, so kept with the window geometry."""

    scheme: Scheme = Scheme.SYSTEM
    font_percent: int = 100
    language: str = "zh_CN"


class Colours(NamedTuple):
    """Colours by meaning, each ``#rrggbb``; text on its ground has a contrast of 4.5:1 or more."""

    window: str = "#f4f5f2"
    surface: str = "#ffffff"
    stripe: str = "#f7f8f6"
    header: str = "#eceeea"
    nav: str = "#eaede8"
    desk: str = "#d5d9d4"  # behind a page in the preview
    hover: str = "#e4e9e4"
    line: str = "#d9ddd7"
    line_strong: str = "#a7b0a9"
    text: str = "#1c2421"
    muted: str = "#56625c"
    disabled: str = "#7d8883"
    accent: str = "#17655e"
    accent_strong: str = "#0f4d47"
    accent_soft: str = "#dcedea"
    accent_soft_strong: str = "#b5d8d2"
    on_accent: str = "#ffffff"
    focus_ring: str = "#d9901a"
    selection: str = "#cfe6e2"
    ok: str = "#23693a"
    soon: str = "#855400"
    overdue: str = "#b0350c"
    error: str = "#b3261e"
    tooltip: str = "#26302c"
    on_tooltip: str = "#f4f5f2"


_LIGHT = Colours()
_DARK = Colours(
    window="#1b1f1e",
    surface="#232827",
    stripe="#282e2c",
    header="#2d3432",
    nav="#202524",
    desk="#141716",
    hover="#323a37",
    line="#3a4340",
    line_strong="#66726d",
    text="#e7ebe9",
    muted="#a9b4af",
    disabled="#7f8a85",
    accent="#74c7bb",
    accent_strong="#93d8ce",
    accent_soft="#26403c",
    accent_soft_strong="#36605a",
    on_accent="#0b2421",
    focus_ring="#f0b54d",
    selection="#2c4d48",
    ok="#8acb99",
    soon="#e8ba62",
    overdue="#f39a77",
    error="#f58f86",
    tooltip="#e7ebe9",
    on_tooltip="#1b1f1e",
)
_CONTRAST = _LIGHT._replace(
    window="#ffffff",
    stripe="#ffffff",
    header="#ffffff",
    nav="#ffffff",
    hover="#e0e0e0",
    line="#000000",
    line_strong="#000000",
    text="#000000",
    muted="#000000",
    disabled="#4d4d4d",
    accent="#00463f",
    accent_strong="#002b27",
    accent_soft="#d5ece8",
    accent_soft_strong="#8fc9c0",
    focus_ring="#b35c00",
    selection="#ffe9a8",
    ok="#004d1c",
    soon="#5c3a00",
    overdue="#8a1f00",
    error="#8a0000",
    tooltip="#000000",
    on_tooltip="#ffffff",
)

# Upright sans fonts made for screens; any other font with Chinese in it may be a brush hand.
_SCREEN_FONTS = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)

SHIPPED_FONT = "NotoSansSC-Regular.ttf"
"""The file of the role ``hei`` in ``fonts.toml``; a test holds them equal, to read that takes a while."""

_TO_FILL_IN = r"@(?:icon:(\w+):(\w+)|(\d+)px|([a-z_]+))"
"""In the style sheet: an icon in a colour, a length, a value by its name."""

_in_use = _LIGHT
_translators: list[QTranslator] = []


def colours() -> Colours:
    """The colours in use now."""
    return _in_use


def tone_icon(tone: str) -> str:
    """Name of the icon that stands beside a meaning, so that colour never speaks alone."""
    return {"ok": "check", "soon": "clock", "overdue": "alert", "error": "error"}.get(tone, "info")


def read_appearance() -> Appearance:
    """The looks kept on this PC; unknown or damaged values fall back to the defaults."""
    kept = QSettings()
    known = {scheme.value: scheme for scheme in Scheme}
    percent = str(kept.value("appearance/font_percent", "100"))
    language = str(kept.value("appearance/language", "zh_CN"))
    return Appearance(
        scheme=known.get(str(kept.value("appearance/scheme", "system")), Scheme.SYSTEM),
        font_percent=min(200, max(90, int(percent))) if percent.isdigit() else 100,
        language=language if language in ("zh_CN", "en") else "zh_CN",
    )


def keep_appearance(appearance: Appearance) -> None:
    """Remember the looks on this PC."""
    kept = QSettings()
    kept.setValue("appearance/scheme", appearance.scheme.value)
    kept.setValue("appearance/font_percent", appearance.font_percent)
    kept.setValue("appearance/language", appearance.language)


def apply_appearance(application: QApplication, appearance: Appearance) -> None:
    """Dress the whole application, made in Fusion style (`FUSION`): palette, font and style sheet.

    Widgets made before pick the change up too; pictures of icons are drawn anew when their
    widget is made again.
    """
    global _in_use  # noqa: PLW0603 -- an application wears one appearance at a time
    _in_use = _colours_for(appearance.scheme)
    font = QFont(chinese_family())
    font.setPointSizeF(BASE_POINTS * appearance.font_percent / 100)
    application.setPalette(_palette(_in_use))
    application.setFont(font)
    application.setStyleSheet(_style_sheet(_in_use, appearance.font_percent))


def apply_language(application: QApplication, language: str) -> None:
    """Load Qt's own texts, those of problems and, for another language than Chinese, the catalogue."""
    words.set_language(language)
    for old in _translators:
        application.removeTranslator(old)
    _translators.clear()
    QLocale.setDefault(QLocale(language))
    qt_texts = QTranslator()
    if qt_texts.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(qt_texts)
        _translators.append(qt_texts)
    if language != "zh_CN":
        own_texts = QTranslator()
        if own_texts.load(str(_catalogue(language))):
            application.installTranslator(own_texts)
            _translators.append(own_texts)
        else:
            import logging  # late: that it is needed is a fault

            logging.getLogger(__name__).warning("no built catalogue for %s", language)


def _catalogue(language: str) -> Path:
    """The catalogue as Qt reads it (.qm): the built one, or one built now from a newer source (.ts)."""
    built = resources.path("i18n") / f"cunqingtong_{language}.qm"
    source = built.with_suffix(".ts")
    tool = Path(PySide6.__file__).with_name("lrelease.exe" if sys.platform == "win32" else "lrelease")
    if not (source.exists() and tool.exists()):
        return built
    if built.exists() and built.stat().st_mtime >= source.stat().st_mtime:
        return built
    import subprocess  # late: an installed program has a built catalogue

    # A package installed from its sources has no built catalogue, and its folder may be read-only.
    fresh = scratch_folder() / built.name
    no_console = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only
    subprocess.run([tool, "-silent", source, "-qm", fresh], check=False, creationflags=no_console)
    return fresh


@cache
def chinese_family() -> str:
    """The system's screen font for simplified Chinese, or the shipped one where it has none."""
    capable = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    known = next((family for family in _SCREEN_FONTS if family in capable), None)
    if known is not None:
        return known
    number = QFontDatabase.addApplicationFont(str(resources.path("fonts", SHIPPED_FONT)))
    families = [*QFontDatabase.applicationFontFamilies(number), *capable]
    return (
        families[0] if families else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    )


def _colours_for(scheme: Scheme) -> Colours:
    if scheme is Scheme.CONTRAST:
        return _CONTRAST
    dark = scheme is Scheme.DARK or (scheme is Scheme.SYSTEM and _system_is_dark())
    return _DARK if dark else _LIGHT


@cache
def _system_is_dark() -> bool:
    """Whether the system was dark at the start: what the palette says before it is ours.

    The system's hints say the same, but naming their answer loads the whole namespace Qt (0012-start.md).
    """
    return QApplication.palette().window().color().lightness() < 128


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.stripe,
        role.Text: c.text,
        role.PlaceholderText: c.muted,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.BrightText: c.error,
        role.Highlight: c.selection,
        role.HighlightedText: c.text,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.ToolTipBase: c.tooltip,
        role.ToolTipText: c.on_tooltip,
        role.Light: c.surface,
        role.Midlight: c.header,
        role.Mid: c.line_strong,
        role.Dark: c.line_strong,
        role.Accent: c.accent,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.disabled))
    return palette


def _style_sheet(c: Colours, font_percent: int) -> str:
    """The style sheet with colours, lengths and icons filled in."""
    points = BASE_POINTS * font_percent / 100
    values = {name: str(value) for name, value in c._asdict().items()}
    values |= {
        "title_font": f"{points * 1.5:.1f}pt",
        "heading_font": f"{points * 1.15:.1f}pt",
        "small_font": f"{max(points * 0.9, 9):.1f}pt",
        "code_font": f"{points * 0.95:.1f}pt",
        "number_font": f"{points * 2.3:.1f}pt",
    }

    def filled_in(found: re.Match[str]) -> str:
        icon, colour, pixels, name = found.groups()
        if icon:
            return tinted_file(icon, values[colour])
        if pixels:
            return f"{round(int(pixels) * font_percent / 100)}px"
        return values[name]

    text = resources.path("styles", "app.qss").read_text(encoding="utf-8")
    return re.sub(_TO_FILL_IN, filled_in, text)
