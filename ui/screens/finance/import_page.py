"""The import of entries inside the screen of finance: four pages, one after another."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.finance.import_pages import FundsPreviewPage, FundsResultPage, FundsStartPage
from ui.screens.importing.columns_page import ColumnsPage
from ui.screens.importing.step_pages import StepPages

_MEANINGS = (
    ("entry_on", QT_TRANSLATE_NOOP("FundsColumns", "日期")),
    ("@month", QT_TRANSLATE_NOOP("FundsColumns", "月（和“日”分两列）")),
    ("@day", QT_TRANSLATE_NOOP("FundsColumns", "日（和“月”分两列）")),
    ("voucher_no", QT_TRANSLATE_NOOP("FundsColumns", "凭证号")),
    ("@voucher_word", QT_TRANSLATE_NOOP("FundsColumns", "凭证字")),
    ("@voucher_number", QT_TRANSLATE_NOOP("FundsColumns", "凭证字后面的号")),
    ("kind", QT_TRANSLATE_NOOP("FundsColumns", "科目")),
    ("summary", QT_TRANSLATE_NOOP("FundsColumns", "摘要")),
    ("income", QT_TRANSLATE_NOOP("FundsColumns", "收入金额")),
    ("expense", QT_TRANSLATE_NOOP("FundsColumns", "支出金额")),
    ("amount", QT_TRANSLATE_NOOP("FundsColumns", "金额（收支一列）")),
    ("@side", QT_TRANSLATE_NOOP("FundsColumns", "收/支标记")),
    ("balance", QT_TRANSLATE_NOOP("FundsColumns", "余额（用来核对）")),
    ("handler", QT_TRANSLATE_NOOP("FundsColumns", "经手人")),
    ("approver", QT_TRANSLATE_NOOP("FundsColumns", "审批人")),
    ("payee", QT_TRANSLATE_NOOP("FundsColumns", "收款人或对方")),
    ("account", QT_TRANSLATE_NOOP("FundsColumns", "账户")),
    ("note", QT_TRANSLATE_NOOP("FundsColumns", "备注")),
)


def _meanings() -> tuple[tuple[str, str], ...]:
    return tuple((code, QCoreApplication.translate("FundsColumns", str(text))) for code, text in _MEANINGS)


class FundsImportPage(QWidget):
    """Shows one page at a time, with the steps above."""

    def __init__(self) -> None:
        super().__init__()
        self.start = FundsStartPage()
        self.columns = ColumnsPage(_meanings(), ())
        self.preview = FundsPreviewPage()
        self.result = FundsResultPage()
        self._pages = StepPages((self.start, self.columns, self.preview, self.result))
        head = QHBoxLayout()
        head.addLayout(self._pages.line, 1)
        head.addWidget(self._pages.file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    @property
    def page(self) -> int:
        """The page in view, counted from 0."""
        return self._pages.currentIndex()

    def show_page(self, number: int, file_name: str = "") -> None:
        """Go to a page; ``file_name`` stands at the head from the second page on."""
        self._pages.show_page(number, file_name)
