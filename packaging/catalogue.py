"""The translation catalogue of the window: take in new texts, or check that it is whole.

    python packaging/catalogue.py            update resources/i18n/cunqingtong_en.ts from the sources
    python packaging/catalogue.py --check    change nothing; exit 1 when an update would change something
                                             or a text has no English yet

The texts in the sources are Chinese; the catalogue holds their English. Line numbers are left out, so that
the file changes only when a text does. Run through ``python3 dev.py catalogue`` and ``dev.py lint``.
"""

import ast
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6
from defusedxml import ElementTree

_ROOT = Path(__file__).resolve().parents[1]
_CATALOGUE = _ROOT / "resources" / "i18n" / "cunqingtong_en.ts"
_LUPDATE = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")


def sources() -> list[Path]:
    """Every module that may hold a text of the window, sorted."""
    return sorted([*(_ROOT / "ui").rglob("*.py"), _ROOT / "desktop" / "app.py"])


def helper_texts(module: Path) -> list[tuple[str, str]]:
    """Texts a module looks up through a helper of its own, which the extractor does not follow.

    A helper is a function that hands its argument to ``translate("Context", argument)``.

    Returns:
        Context and text of each, in order; empty where a module has no helper.
    """
    tree = ast.parse(module.read_text(encoding="utf-8"))
    contexts = {
        helper.name: call.args[0].value
        for helper in tree.body
        if isinstance(helper, ast.FunctionDef)
        for call in ast.walk(helper)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr == "translate" and isinstance(call.args[0], ast.Constant)
        if isinstance(call.args[1], ast.Name) and call.args[1].id in {given.arg for given in helper.args.args}
    }
    return [
        (contexts[call.func.id], call.args[0].value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in contexts
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]


def update(catalogue: Path) -> None:
    """Bring a catalogue in line with the sources; translations of unchanged texts are kept.

    Raises:
        RuntimeError: A source cannot be read, with what the extractor said.
    """
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "sources.txt"
        spelt_out = Path(folder) / "helper_texts.py"
        present = [file for file in sources() if file.exists()]
        texts = (entry for file in present for entry in helper_texts(file))
        calls = (f"QCoreApplication.translate({context!r}, {text!r})" for context, text in texts)
        spelt_out.write_text("\n".join(calls), encoding="utf-8")
        names = [file.relative_to(_ROOT).as_posix() for file in present]
        listing.write_text("\n".join([*names, spelt_out.as_posix()]), encoding="utf-8")
        options = ["-silent", "-no-obsolete", "-locations", "none"]
        languages = ["-source-language", "zh_CN", "-target-language", "en_US"]
        command = [_LUPDATE, *options, *languages, f"@{listing}", "-ts", catalogue]
        done = subprocess.run(
            command, cwd=_ROOT, capture_output=True, text=True, encoding="utf-8", check=False
        )
    if done.returncode != 0:
        raise RuntimeError(done.stderr or done.stdout)


def entries(catalogue: Path) -> dict[tuple[str, str, str], bool]:
    """Texts of a catalogue as (context, text, disambiguation), and whether each is translated."""
    found = {}
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            key = (
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
            )
            translation = message.find("translation")
            found[key] = translation is not None and translation.get("type") != "unfinished"
    return found


def check() -> int:
    """Print what an update would add or remove and what waits for English; 0 when there is nothing."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / _CATALOGUE.name
        if _CATALOGUE.exists():
            shutil.copy(_CATALOGUE, fresh)
        update(fresh)
        wanted = entries(fresh)
    held = entries(_CATALOGUE) if _CATALOGUE.exists() else {}
    for sign, keys in (("+", wanted.keys() - held.keys()), ("-", held.keys() - wanted.keys())):
        for context, text, _ in sorted(keys):
            print(f"{sign} {context}: {text}")
    waiting = sorted(key for key in wanted.keys() & held.keys() if not held[key])
    for context, text, _ in waiting:
        print(f"? {context}: {text}")
    print(f"{len(wanted)} texts, {len(waiting)} without English")
    if wanted.keys() != held.keys():
        print("The catalogue is out of date. Run: python3 dev.py catalogue")
    if waiting:
        print(f"Texts marked ? wait for English in {_CATALOGUE.relative_to(_ROOT).as_posix()}")
    return 1 if waiting or wanted.keys() != held.keys() else 0


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(check())
    update(_CATALOGUE)
