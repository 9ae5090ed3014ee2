"""The telephone of who asks for a service: covered, and shown to who has to call."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.masking import mask_phone
from desktop.services.agency.telephones import reveal_phone
from ui.widgets.dress import label
from ui.widgets.masked_field import MaskedField

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("PhoneLine", text)


class PhoneLine(QWidget):
    """Asks for the full number when somebody says what for; who may not see it finds it covered."""

    def __init__(
        self, office: "Office", runner: "JobRunner", shell: "Shell", table: str, record_id: str, phone: str
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label(_tr("电话")))
        masked = mask_phone(phone)
        if not office.may(Right.REVEAL):
            row.addWidget(label(masked), 1)
            return
        self.field = MaskedField((_tr("打电话约时间"), _tr("告诉办理结果"), _tr("核对材料")))
        self.field.set_masked(masked)
        row.addWidget(self.field, 1)
        self.field.reveal_requested.connect(
            lambda reason: runner.write(
                lambda job: reveal_phone(office, table, record_id, reason),
                self.field.show_value,
                shell.show_error,
                owner=self.field,
            )
        )
