"""The office that was opened last time is the one that opens next time, wherever its folder lies."""

from pathlib import Path

import pytest

from desktop.vault.data_place import choose_folder, chosen_folder, default_folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_without_a_choice_the_users_own_folder_is_taken(home: Path) -> None:
    assert chosen_folder() is None
    assert home in default_folder().parents


def test_a_chosen_folder_is_taken_next_time_even_while_its_disk_is_out(home: Path) -> None:
    chosen = home / "移动硬盘" / "村情通"
    choose_folder(chosen)
    assert not chosen.exists()
    assert default_folder() == chosen


def test_choosing_the_users_own_folder_takes_the_choice_back(home: Path) -> None:
    own = default_folder()
    choose_folder(home / "elsewhere")
    choose_folder(own)
    assert chosen_folder() is None
    assert default_folder() == own


@pytest.mark.parametrize("text", ["", "\n", "relative/folder\n", "\udcff"])
def test_a_choice_that_cannot_be_read_is_none(home: Path, text: str) -> None:
    own = default_folder()
    choose_folder(home / "elsewhere")
    [file] = home.rglob("data-folder.txt")
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert default_folder() == own
