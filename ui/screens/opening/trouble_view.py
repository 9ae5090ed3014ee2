"""A data folder that can't be opened: why, and the ways on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop import messages
from desktop.domain.problem import Problem
from ui.screens.opening.opening_page import OpeningPage
from ui.widgets.dress import button, label


class TroubleView(OpeningPage):
    """What is wrong, what to do, what became of the data, and a button for each way on."""

    retry_requested = Signal()
    other_folder_requested = Signal()
    restore_requested = Signal()

    def __init__(self, problems: Sequence[Problem], *, can_retry: bool, can_restore: bool) -> None:
        super().__init__(self.tr("现在打不开"), "", 34)
        for problem in problems:
            self.body.addWidget(label(messages.reason(problem), "heading", wrap=True))
            self.body.addWidget(label(messages.remedy(problem), wrap=True))
            self.body.addWidget(label(self.tr("编号 {code}").format(code=problem.code), "small"))
        self.retry = button(self.tr("再试一次"), "primary" if can_retry else "")
        self.restore = button(self.tr("从备份恢复…"), "" if can_retry else "primary")
        self.other = button(self.tr("换一个数据文件夹…"))
        for each, shown in ((self.retry, True), (self.restore, can_restore), (self.other, True)):
            self.body.addWidget(each)
            each.setVisible(shown)
        self.setFocusProxy(self.retry if can_retry or not can_restore else self.restore)
        self.retry.clicked.connect(self.retry_requested)
        self.restore.clicked.connect(self.restore_requested)
        self.other.clicked.connect(self.other_folder_requested)
