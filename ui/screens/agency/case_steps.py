"""Steps of a case on its way (办理步骤): handed in, accepted, granted, refused, delivered, rated, closed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.services.agency import agents, case_steps
from desktop.services.agency.case_steps import Delivery, Submission
from desktop.services.agency.cases import CaseDetail
from ui.screens.agency.case_papers import CasePapers, originals_here
from ui.screens.agency.case_work import CaseWork
from ui.screens.agency.page_presenter import Values
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.pages.fields_dialog import YES, FieldsDialog
from ui.widgets.code_combo import CodeOption
from ui.widgets.code_options import code_options

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.agency.agents import Agent
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyCases", text)


class CaseSteps(CaseWork):
    """Asks what a step needs and takes it."""

    def __init__(
        self,
        page: "QWidget",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        reload: Callable[[], None],
        papers: CasePapers,
    ) -> None:
        super().__init__(page, office, runner, shell, reload)
        self._papers = papers

    def submit(self, detail: CaseDetail) -> None:
        """Hand the case in."""
        office, row = self._office, detail.case.row
        where = row.submitted_to or (detail.item.where if detail.item else "")
        dialog = self._dialog(_tr("报送"), _tr("已报送"))
        dialog.add_text("to", _tr("报送到"), where, required=True)
        dialog.add_day("on", _tr("日期"), self._today())
        dialog.add_tick("went", _tr("跑腿"), _tr("代办员去跑了一趟"), is_on=True)
        if row.originals:
            dialog.add_tick("originals", _tr("原件"), _tr("原件一起交上去了"), is_on=True)
        self._open(
            dialog,
            lambda values: case_steps.submit(
                office,
                row.id,
                Submission(values["to"], values["on"], values["went"] == YES, values.get("originals") == YES),
            ),
        )

    def accept(self, detail: CaseDetail) -> None:
        """The office took it."""
        office, case_id = self._office, detail.case.row.id
        dialog = self._dialog(_tr("窗口受理"), _tr("登记"), _tr("期限从受理那天算；窗口写明日期的，照写。"))
        dialog.add_day("on", _tr("受理日期"), self._today())
        dialog.add_day("due_on", _tr("窗口答应的日期"), required=False, future=True)
        dialog.add_text("text", _tr("受理编号"))
        self._open(
            dialog,
            lambda values: case_steps.accept(office, case_id, values["on"], values["due_on"], values["text"]),
        )

    def send_back(self, detail: CaseDetail) -> None:
        """The office wants more papers."""
        office, case_id = self._office, detail.case.row.id
        dialog = self._dialog(_tr("退回补正"), _tr("登记"))
        dialog.add_text("text", _tr("为什么退回"), required=True)
        dialog.add_long_text("papers", _tr("还要哪些材料（一行一份）"))
        self._open(
            dialog,
            lambda values: case_steps.send_back(
                office, case_id, values["text"], values["papers"].splitlines()
            ),
        )

    def grant(self, detail: CaseDetail) -> None:
        """The office said yes."""
        office, case_id = self._office, detail.case.row.id
        dialog = self._dialog(_tr("办成了"), _tr("登记结果"))
        dialog.add_day("on", _tr("结果日期"), self._today())
        dialog.add_text("text", _tr("结果"), hint=_tr("如证号尾号、补助金额；可以不填"))
        self._open(dialog, lambda values: case_steps.grant(office, case_id, values["on"], values["text"]))

    def settle_here(self, detail: CaseDetail) -> None:
        """The village does it itself: result, delivery and rating in one dialog."""
        office, case_id = self._office, detail.case.row.id
        dialog = self._dialog(_tr("当场办结"), _tr("办结"))
        dialog.add_text("text", _tr("结果"))
        self._add_delivery(dialog, detail, "here")

        def work(values: Values) -> None:
            case_steps.grant(office, case_id, self._today(), values["text"], self._delivery(values))

        self._open(dialog, work, partial(self._tell_originals, detail))

    def deliver(self, detail: CaseDetail) -> None:
        """Hand the result over."""
        office, case_id = self._office, detail.case.row.id
        dialog = self._dialog(_tr("送达"), _tr("已送达"), _tr("可以先打印送达回执请本人签字。"))
        self._add_delivery(dialog, detail, "self")
        self._open(
            dialog,
            lambda values: case_steps.deliver(office, case_id, self._delivery(values)),
            partial(self._tell_originals, detail),
        )

    def refuse(self, detail: CaseDetail) -> None:
        """It can't be done."""
        office, case_id = self._office, detail.case.row.id
        dialog = self._dialog(_tr("不予办理"), _tr("登记"), danger=True)
        dialog.add_day("on", _tr("日期"), self._today())
        dialog.add_text("text", _tr("原因"), required=True)
        dialog.add_text(
            "next_step", _tr("接下来怎么办"), required=True, hint=_tr("补什么材料、找哪个单位、怎样申诉")
        )
        self._open(
            dialog,
            lambda values: case_steps.refuse(
                office, case_id, values["on"], values["text"], values["next_step"]
            ),
        )

    def rate(self, detail: CaseDetail) -> None:
        """What the person says of it."""
        office, case_id = self._office, detail.case.row.id
        dialog = self._dialog(_tr("评价"), _tr("登记"))
        dialog.add_code("satisfaction", _tr("本人评价"), code_options("satisfaction"))
        self._open(dialog, lambda values: case_steps.rate(office, case_id, values["satisfaction"]))

    def close(self, detail: CaseDetail) -> None:
        """Close the case."""
        case_id = detail.case.row.id
        self._write(lambda: case_steps.close(self._office, case_id))

    def withdraw(self, detail: CaseDetail) -> None:
        """The person takes it back."""
        office, case_id = self._office, detail.case.row.id
        dialog = TextDialog(_tr("本人撤回"), _tr("为什么撤回？"), _tr("撤回"), self._parent, danger=True)
        dialog.submitted.connect(lambda text: self._write(lambda: case_steps.withdraw(office, case_id, text)))
        dialog.open()

    def hand_over(self, detail: CaseDetail) -> None:
        """Give the case to another agent."""
        office, case_id = self._office, detail.case.row.id

        def show(found: "tuple[Agent, ...]") -> None:
            dialog = self._dialog(_tr("移交代办员"), _tr("移交"))
            names = [CodeOption(each.row.id, each.row.name) for each in found if each.is_at_work]
            dialog.add_code("agent_id", _tr("交给"), names)
            dialog.add_text("text", _tr("为什么"))
            self._open(
                dialog,
                lambda values: case_steps.hand_over(office, [case_id], values["agent_id"], values["text"]),
            )

        self._read(lambda: agents.list_agents(office), show)

    def add_note(self, detail: CaseDetail) -> None:
        """A line in the record."""
        office, case_id = self._office, detail.case.row.id
        dialog = TextDialog(_tr("备注"), _tr("记一笔："), _tr("记下"), self._parent)
        dialog.submitted.connect(lambda text: self._write(lambda: case_steps.note(office, case_id, text)))
        dialog.open()

    def write_public(self, detail: CaseDetail) -> None:
        """What the county's page tells who asks."""
        office, row = self._office, detail.case.row
        dialog = self._dialog(
            _tr("进度页的话"), _tr("保存"), _tr("有编号和查询码的人看得到。不写姓名、电话、证件号。")
        )
        dialog.add_long_text("public_text", _tr("进度说明"), row.public_text)
        self._open(dialog, lambda values: case_steps.set_public_text(office, row.id, values["public_text"]))

    def _add_delivery(self, dialog: FieldsDialog, detail: CaseDetail, way: str) -> None:
        dialog.add_code("way", _tr("怎么送达"), code_options("service_delivery_way"), way)
        dialog.add_text("taken_by", _tr("谁收下"), detail.case.row.applicant, required=True)
        dialog.add_day("delivered_on", _tr("日期"), self._today())
        dialog.add_code("satisfaction", _tr("本人评价"), code_options("satisfaction"), required=False)
        dialog.add_tick("came", _tr("跑腿"), _tr("本人为这次又跑了一趟"), is_on=way == "self")

    @staticmethod
    def _delivery(values: Values) -> Delivery:
        return Delivery(
            values["delivered_on"],
            values["way"],
            values["taken_by"],
            values["satisfaction"],
            villager_came=values["came"] == YES,
            closes=bool(values["satisfaction"]),
        )

    def _tell_originals(self, detail: CaseDetail, _done: None) -> None:
        held = originals_here(detail)
        if held:
            self._shell.notify(
                _tr("还有原件没有退还。"),
                _tr("退还原件"),
                partial(self._papers.give_back, detail.case.row, held),
            )
