"""Writes ``resources/pinyin/readings.txt`` from pypinyin's dictionary; run after that library changes."""

import unicodedata
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).parents[2] / "resources" / "pinyin" / "readings.txt"


def plain(reading: str) -> str:
    """A reading without its tone; ü is written v, as people type it."""
    # NFD puts the dots of ü before its tone mark; both are combining characters.
    dotted = unicodedata.normalize("NFD", reading).replace("u\u0308", "v").replace("ɡ", "g")
    return "".join(letter for letter in dotted if not unicodedata.combining(letter))


def readings() -> dict[str, str]:
    """Each character's readings, the usual one first, joined by commas."""
    return {
        chr(code_point): ",".join(dict.fromkeys(plain(reading) for reading in text.split(",")))
        for code_point, text in pinyin_dict.items()
    }


def main() -> None:
    """Group characters by their readings and write one line for each group."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for character, text in readings().items():
        groups[text].append(character)
    lines = [f"{text} {''.join(sorted(characters))}" for text, characters in sorted(groups.items())]
    source = f"pypinyin {version('pypinyin')} (MIT, LICENSE-pypinyin.txt)"
    head = f"# Readings of characters without tones, from {source}"
    TARGET.write_text("\n".join([head, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
