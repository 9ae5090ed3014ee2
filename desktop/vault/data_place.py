"""Where the data lies on this PC: the user's own data folder, or the folder chosen instead.

A choice stands in a line of its own file beside the user's other settings: window and terminal have to find
the same office.
"""

from pathlib import Path

_PROGRAM = "cunqingtong"
_CHOICE = "data-folder.txt"


def default_folder() -> Path:
    """The data folder unless told otherwise: the chosen one, else the user's own on the local disk."""
    return chosen_folder() or _own_folder()


def chosen_folder() -> Path | None:
    """The folder that was chosen instead of the user's own; it need not be there, a stick may be out."""
    try:
        text = _choice_file().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(text) if text and Path(text).is_absolute() else None


def choose_folder(folder: Path) -> None:
    """Start from this folder from now on; the user's own needs no choice.

    Raises:
        OSError: The settings cannot be written.
    """
    file = _choice_file()
    if folder.absolute() == _own_folder():
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".new")
    half.write_text(f"{folder.absolute()}\n", encoding="utf-8")
    half.replace(file)


def _own_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path(_PROGRAM, appauthor=False)


def _choice_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path(_PROGRAM, appauthor=False) / _CHOICE
