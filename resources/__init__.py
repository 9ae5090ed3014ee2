"""Files read at run time, found through one helper that also works in a frozen build."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Place of a shipped file, for example ``path("codes", "sex.csv")``.

    Args:
        parts: Folder and file names below ``resources/``.

    Returns:
        Absolute path; the file is not opened.

    Raises:
        FileNotFoundError: Nothing of that name is shipped.
    """
    found = _ROOT.joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(found)
    return found
