"""The papers of agency services as the window previews them: name, what to do with it, and how it is made."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.services.agency import printing
from desktop.services.agency.case_opening import NewCase

if TYPE_CHECKING:
    from desktop.domain.period import Period
    from desktop.services.office import Office


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencySheets", text)


class Sheet(NamedTuple):
    """One paper: its name, what whoever prints it does with it, and the bytes of its PDF."""

    name: str
    note: str
    make: Callable[[], bytes]


def item_sheet(office: "Office", new: NewCase) -> Sheet:
    """What to bring for a service, before a case is opened."""
    return Sheet(
        _tr("办理告知单"),
        _tr("交给来问的人，照单备齐一次就能办。"),
        lambda: printing.render_item_sheet(office, new),
    )


def counter_list(office: "Office") -> Sheet:
    """All services and agents, for the wall."""
    return Sheet(_tr("代办事项一览"), _tr("贴在便民服务点。"), lambda: printing.render_counter_list(office))


def progress_slip(office: "Office", case_id: str) -> Sheet:
    """With what number and code a person asks how far his case is."""
    return Sheet(
        _tr("代办进度单"),
        _tr("交给本人，凭编号和查询码查进度。"),
        lambda: printing.render_progress_slip(office, case_id),
    )


def receipt(office: "Office", case_id: str, number: str) -> Sheet:
    """The receipt of a number; with none, of all originals of a case that are here or were handed on."""
    return Sheet(
        _tr("原件收据"),
        _tr("一张两联：上联交本人，下联村里留存，退还时签收。"),
        lambda: printing.render_receipt(office, case_id, number),
    )


def proxy_letter(office: "Office", case_id: str) -> Sheet:
    """By which a person lets the agent act for him."""
    return Sheet(
        _tr("委托书"),
        _tr("一式两份，本人签字，签好在“更多”里登记。"),
        lambda: printing.render_proxy(office, case_id),
    )


def delivery_slip(office: "Office", case_id: str) -> Sheet:
    """Signed by who takes the result."""
    return Sheet(
        _tr("代办结果送达回执"),
        _tr("交给本人时签字，村里留存。"),
        lambda: printing.render_delivery(office, case_id),
    )


def day_list(office: "Office", agent_id: str) -> Sheet:
    """What an agent has to do today; with no id all of them."""
    return Sheet(
        _tr("代办员今日清单"), _tr("带着走，回来登记。"), lambda: printing.render_day_list(office, agent_id)
    )


def figure_sheet(office: "Office", span: "Period") -> Sheet:
    """The figures of a period, with the moment they were counted."""
    return Sheet(
        _tr("便民服务代办情况统计"),
        _tr("截至现在的记录；打印会记下截止时间和件数。"),
        lambda: printing.render_figures(office, span),
    )
