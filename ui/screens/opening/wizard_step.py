"""What the steps of the first run have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class WizardStep(QWidget):
    """One step: its texts, its check, and Enter in its last field."""

    finished = Signal()

    def title(self) -> str:
        """Heading of the step."""
        raise NotImplementedError

    def lead(self) -> str:
        """What the step is for."""
        return ""

    def check(self) -> bool:
        """Whether one may go on; shows what is wrong when not."""
        return True

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
