"""Papers of a case: brought, asked for, waived; originals receipted, given back, kept by the office above."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.service_case import PaperState
from desktop.services.agency import case_steps, papers
from desktop.services.agency.cases import CaseDetail, CaseRow, PaperRow
from ui.screens.agency import sheets
from ui.screens.agency.case_work import CaseWork
from ui.screens.agency.page_presenter import Values
from ui.screens.agency.papers_dialog import PapersDialog
from ui.screens.documents.text_dialog import TextDialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyCases", text)


def missing_papers(detail: CaseDetail) -> list[PaperRow]:
    """Papers of a case that were not brought yet."""
    return [paper for paper in detail.papers if paper.state == PaperState.MISSING]


def originals_here(detail: CaseDetail) -> list[PaperRow]:
    """Originals of a case that are out of their owner's hands."""
    return [paper for paper in detail.papers if paper.is_original and paper.state == PaperState.RECEIVED]


class CasePapers(CaseWork):
    """Asks which papers, and what became of them."""

    def receive(self, detail: CaseDetail) -> None:
        """Write down what was brought; an original that stays is receipted at once."""
        office, case_id = self._office, detail.case.row.id
        dialog = PapersDialog(missing_papers(detail), self._parent)

        def stored(receipt: str) -> None:
            if receipt and self.may(Right.PRINT):
                self._paper(*sheets.receipt(office, case_id, receipt))

        def save(brought: tuple[papers.Brought, ...]) -> None:
            self._store(
                dialog, lambda: papers.receive_papers(office, case_id, brought), stored, in_place=True
            )

        dialog.submitted.connect(save)
        dialog.open()

    def give_back(self, row: CaseRow, held: Sequence[PaperRow]) -> None:
        """Give originals of a case back against a signature."""
        office = self._office
        self._choose(
            _tr("退还原件"),
            _tr("已退还"),
            _tr("请领取人在收据的村里一联签字。"),
            held,
            text=("to", _tr("交给谁"), row.applicant),
            work=lambda those, values: papers.give_back(office, row.id, those, values["to"], values["on"]),
            with_day=True,
        )

    def keep_by_office(self, detail: CaseDetail) -> None:
        """Originals that the office above keeps for good."""
        office, case_id = self._office, detail.case.row.id
        self._choose(
            _tr("原件由办理单位收存"),
            _tr("登记"),
            _tr("例如换新证时交回的旧证。"),
            originals_here(detail),
            text=("text", _tr("谁收存、为什么"), ""),
            work=lambda those, values: papers.keep_by_office(office, case_id, those, values["text"]),
        )

    def waive(self, detail: CaseDetail) -> None:
        """Papers that are not needed here."""
        office, case_id = self._office, detail.case.row.id
        self._choose(
            _tr("材料免交"),
            _tr("免交"),
            _tr("窗口能联网核查、或者用承诺书代替的，不用本人再跑。"),
            missing_papers(detail),
            text=("text", _tr("为什么免交"), ""),
            work=lambda those, values: papers.waive_papers(office, case_id, those, values["text"]),
        )

    def _choose(
        self,
        title: str,
        yes: str,
        about: str,
        chosen: Sequence[PaperRow],
        *,
        text: tuple[str, str, str],
        work: Callable[[tuple[str, ...], Values], None],
        with_day: bool = False,
    ) -> None:
        dialog = self._dialog(title, yes, about)
        dialog.add_ticks(
            "papers",
            _tr("哪些"),
            [(paper.id, paper.title) for paper in chosen],
            [paper.id for paper in chosen] if with_day else (),
        )
        dialog.add_text(*text, required=True)
        if with_day:
            dialog.add_day("on", _tr("日期"), self._today())
        self._open(dialog, lambda values: work(tuple(values["papers"]), values))

    def ask_for(self, detail: CaseDetail) -> None:
        """Ask for one more paper."""
        office, case_id = self._office, detail.case.row.id
        dialog = TextDialog(_tr("加一份材料"), _tr("还要什么材料？"), _tr("加上"), self._parent)
        dialog.submitted.connect(lambda text: self._write(lambda: papers.add_paper(office, case_id, text)))
        dialog.open()

    def record_proxy(self, detail: CaseDetail) -> None:
        """The proxy letter was signed."""
        office, case_id = self._office, detail.case.row.id
        dialog = self._dialog(_tr("委托书已签"), _tr("登记"), _tr("签好的委托书请扫描放进附件。"))
        dialog.add_day("on", _tr("签字日期"), self._today())
        dialog.add_text("attested_by", _tr("见证人"))
        self._open(
            dialog,
            lambda values: case_steps.record_proxy(office, case_id, values["on"], values["attested_by"]),
        )
