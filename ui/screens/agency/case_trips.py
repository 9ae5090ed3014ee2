"""Trips of a case (跑腿): written down, and taken out again."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.code_table import code_table
from desktop.services.agency import trips
from desktop.services.agency.cases import CaseDetail
from desktop.words import word
from ui.screens.agency.case_work import CaseWork
from ui.widgets.code_combo import CodeOption
from ui.widgets.code_options import code_options


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyCases", text)


class CaseTrips(CaseWork):
    """Asks who went where, and why."""

    def add(self, detail: CaseDetail) -> None:
        """A trip of the villager or the agent."""
        office, case_id = self._office, detail.case.row.id
        dialog = self._dialog(_tr("记一趟跑腿"), _tr("记下"), _tr("去哪里不填就是来便民服务点。"))
        dialog.add_code("who", _tr("谁跑"), code_options("service_trip_who"), "agent")
        dialog.add_day("went_on", _tr("日期"), self._today())
        dialog.add_text("destination", _tr("去哪里"))
        dialog.add_text("reason", _tr("做什么"))
        self._open(
            dialog,
            lambda values: trips.add_trip(
                office,
                case_id,
                values["who"],
                values["went_on"],
                values["destination"],
                values["reason"],
            ),
        )

    def remove(self, detail: CaseDetail) -> None:
        """A trip that was written down by mistake."""
        office, who = self._office, code_table("service_trip_who")
        told = [
            CodeOption(
                trip.id,
                _tr("{day}　{who}　{place}　{reason}").format(
                    day=trip.went_on,
                    who=word(who.label(trip.who)),
                    place=trip.destination or _tr("便民服务点"),
                    reason=trip.reason,
                ),
            )
            for trip in detail.trips
        ]
        dialog = self._dialog(_tr("删去一趟跑腿"), _tr("删去"), danger=True)
        dialog.add_code("trip", _tr("哪一趟"), told, told[-1].code)
        self._open(dialog, lambda values: trips.remove_trip(office, values["trip"]))
