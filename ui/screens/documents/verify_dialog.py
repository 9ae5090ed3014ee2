"""Asks what is to be checked, and says whether a sheet is the archived one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.services.disclosure.verifying import Outcome, Standing, Verdict, verify_code, verify_file
from ui.dialogs.files import choose_file
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label, set_tone
from ui.widgets.moment import show_moment
from ui.widgets.problem_line import ProblemLine

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner

_GOOD = (Outcome.ARCHIVED, Outcome.RESAVED, Outcome.AGREES)


class VerifyDialog(GrowingDialog):
    """A file, or what a scanner types into the line and ends with Enter; the answer stands below."""

    notice_wanted = Signal(str)  # id of the archived notice to be shown

    def __init__(self, office: "Office", runner: "JobRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._runner = runner
        self._notice_id = ""
        self.setWindowTitle(self.tr("核对公开表"))
        self.line = QLineEdit()
        self.line.setPlaceholderText("999901101201-2026-F-0001-v1 7K3M9Q2X")
        self.line.setAccessibleName(self.tr("编号和校验码，或者方块码"))
        self.check = button(self.tr("核对"), "primary", "check")
        self.file = button(self.tr("选 PDF 文件…"), icon_name="folder")
        self.look = button(self.tr("看存档的那一份"), icon_name="documents")
        self.look.setEnabled(False)
        self.problem = ProblemLine()
        self.answer = label("", "subtitle", wrap=True)
        self.facts = label("", wrap=True)
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setAccessibleName(self.tr("不同的地方"))
        self.lines.hide()
        close = button(self.tr("关闭"))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        words = self.tr(
            "用扫码枪扫表右上角的方块码，或者照每页右下角输入编号和校验码；有电子文件的，直接选文件。"
        )
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addWidget(self.line)
        layout.addWidget(self.problem)
        layout.addWidget(self.answer)
        layout.addWidget(self.facts)
        layout.addWidget(self.lines, 1)
        layout.addLayout(foot(close, self.look, self.file, self.check))
        self.line.returnPressed.connect(self.check_code)
        self.check.clicked.connect(self.check_code)
        self.file.clicked.connect(self._choose)
        self.look.clicked.connect(self._open)
        self.check.setAutoDefault(False)
        self.resize(self.fontMetrics().height() * 32, self.sizeHint().height())
        self.line.setFocus()

    def check_code(self) -> None:
        """Check what stands in the line."""
        text = self.line.text()
        self._ask(lambda job: verify_code(self._office, text))

    def _choose(self) -> None:
        choose_file(self, self.tr("核对文件"), self.tr("PDF 文件 (*.pdf)"), self.check_file)

    def check_file(self, path: Path) -> None:
        """Check a file."""
        self._ask(lambda job: verify_file(self._office, path))

    def _ask(self, work: "_Work") -> None:
        self.check.setEnabled(False)
        self._clear()
        self._runner.read(work, self.show_verdict, self._failed, owner=self)

    def _clear(self) -> None:
        self._notice_id = ""
        self.look.setEnabled(False)
        self.problem.show_text("")
        for shown in (self.answer, self.facts):
            shown.setText("")
        self.lines.hide()

    def _failed(self, error: Exception) -> None:
        self.check.setEnabled(True)
        if isinstance(error, ProblemError):
            self.problem.show_text("\n".join(messages.sentence(each) for each in error.problems))
            self.line.setFocus()
            self.line.selectAll()
        else:
            raise error

    def show_verdict(self, verdict: Verdict) -> None:
        """Say what a sheet turned out to be."""
        self.check.setEnabled(True)
        self.answer.setText(self._said(verdict))
        tone = "overdue"
        if verdict.outcome in _GOOD:
            tone = "ok" if verdict.is_valid else "soon"
        elif verdict.outcome is Outcome.PICTURE:
            tone = "soon"
        set_tone(self.answer, tone)
        self.facts.setText(self._facts(verdict))
        if verdict.notice is not None:
            self._notice_id = verdict.notice.id
            self.look.setEnabled(True)
        if verdict.differences:
            self.lines.setPlainText("\n".join(self._difference_lines(verdict)))
            self.lines.show()
            self.resize(self.width(), max(self.height(), self.fontMetrics().height() * 28))
        self.line.setFocus()
        self.line.selectAll()

    def _said(self, verdict: Verdict) -> str:
        return {
            Outcome.ARCHIVED: self.tr("这就是存档的那一份，一个字节都没有变。"),
            Outcome.RESAVED: self.tr("内容和样子与存档一致，只是被别的程序另存过。"),
            Outcome.CHANGED: self.tr("与存档不一致，被改动过。"),
            Outcome.AGREES: self.tr("编号和校验码相符。请再看一看标题、期间和页数对不对得上。"),
            Outcome.DISAGREES: self.tr("有这个编号，校验码却不是它的：纸上的内容和发布的不一样。"),
            Outcome.NOT_ISSUED: self.tr("这一份没有发布过，不能作数。"),
            Outcome.UNKNOWN: self.tr("不是本村发布的公开表。"),
            Outcome.PICTURE: self.tr("这是扫描件或照片，里面没有文字。请输入编号和校验码，或者扫方块码。"),
        }[verdict.outcome]

    def _facts(self, verdict: Verdict) -> str:
        notice = verdict.notice
        if notice is None:
            return ""
        facts = [
            notice.title,
            self.tr("{number}　校验码 {code}").format(number=notice.number, code=notice.check_code),
        ]
        if verdict.standing is not None:
            facts.append(
                self.tr("{who} {when} 发布，共 {pages} 页").format(
                    who=notice.issued_by, when=show_moment(notice.issued_at), pages=notice.page_count
                )
            )
        stands = {
            Standing.CORRECTED: self.tr("已被更正，以 {number} 为准。").format(number=verdict.successor),
            Standing.WITHDRAWN: self.tr("已撤回，不再有效。"),
            Standing.CURRENT: self.tr("现行有效。"),
        }
        return "\n".join([*facts, stands[verdict.standing]] if verdict.standing else facts)

    def _difference_lines(self, verdict: Verdict) -> Sequence[str]:
        lines = []
        for each in verdict.differences:
            page = self.tr("第 {page} 页").format(page=each.page)
            if each.look and not each.kept:
                lines.append(self.tr("{page}：文字相同，样子不同（盖了东西，或者换了图）").format(page=page))
                continue
            nothing = self.tr("（无）")
            lines.append(self.tr("{page}　存档：{text}").format(page=page, text=each.kept or nothing))
            lines.append(self.tr("{page}　这份：{text}").format(page=page, text=each.found or nothing))
        return lines

    def _open(self) -> None:
        self.notice_wanted.emit(self._notice_id)
        self.accept()


if TYPE_CHECKING:
    from collections.abc import Callable

    _Work = Callable[[JobHandle], Verdict]
