"""From a finished case into the register: births, deaths, moves."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.agency import register_changes
from desktop.services.agency.cases import CaseDetail
from desktop.services.agency.register_changes import BIRTH, MOVE_OUT_KIND, NewChild, Unregistered
from desktop.words import word
from ui.screens.agency.case_work import CaseWork
from ui.screens.agency.page_presenter import Entries, Values
from ui.screens.pages.fields_dialog import typed_person
from ui.widgets.code_combo import CodeOption
from ui.widgets.reference_edit import ReferenceChoice


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyCases", text)


class RegisterChanges(CaseWork):
    """Joins a case with what is in the register already, or writes it there."""

    def offered(self, detail: CaseDetail) -> tuple[str, ...]:
        """What a case may bring into the register now, by whoever may write there."""
        if detail.item is None or not self.may(Right.EDIT_REGISTER):
            return ()
        return register_changes.changes_offered(detail.case.row, detail.item.changes)

    def enter(self, detail: CaseDetail, choose: Callable[[Entries], None]) -> None:
        """Write the birth, death or move-out of a finished case into the register.

        Args:
            detail: The case.
            choose: Lets the clerk choose where there is more than one way.
        """
        office, row, kinds = self._office, detail.case.row, self.offered(detail)

        def offer(found: tuple[Unregistered, ...]) -> None:
            entries: Entries = [
                (
                    _tr("已在档案登记：{kind} {names} {day}").format(
                        kind=word(each.kind_label), names=each.names, day=each.happened_on
                    ),
                    partial(self._link, row.id, each.life_event_id),
                )
                for each in found
            ]
            if BIRTH in kinds:
                entries.append((_tr("登记出生…"), lambda: self._enter_birth(detail)))
            elif kinds:
                is_death = kinds[0] == register_changes.DEATH_KIND
                words = _tr("登记死亡…") if is_death else _tr("登记迁出…")
                entries.append((words, lambda: self._enter_departure(detail, kinds[0])))
            if MOVE_OUT_KIND in kinds and row.household_id:
                to_card = partial(self._shell.open_household, row.household_id)
                entries.append((_tr("迁入、分户：到民情档案里办"), to_card))
            if len(entries) == 1:
                entries[0][1]()
            elif entries:
                choose(entries)

        self._read(lambda: register_changes.list_matching(office, row.id), offer)

    def _link(self, case_id: str, life_event_id: str) -> None:
        self._write(lambda: register_changes.link_change(self._office, case_id, life_event_id))

    def _enter_birth(self, detail: CaseDetail) -> None:
        office, row = self._office, detail.case.row
        dialog = self._dialog(_tr("出生带入档案"), _tr("登记出生"), _tr("照办好的户口簿核对。"))
        home = ReferenceChoice(row.household_id, row.applicant) if row.household_id else None
        dialog.add_household("household", _tr("入哪一户"), home)
        dialog.add_text("name", _tr("姓名"), row.for_name, required=True)
        sexes = [CodeOption("男", _tr("男")), CodeOption("女", _tr("女"))]
        dialog.add_code("sex", _tr("性别"), sexes)
        dialog.add_day("birth_date", _tr("出生日期"), row.happened_on)
        dialog.add_text("relation_to_head", _tr("与户主关系"), required=True, hint=_tr("如 长子、孙女"))
        dialog.add_text("citizen_id", _tr("身份证号"), hint=_tr("有了再填"))

        def work(values: Values) -> None:
            child = NewChild(
                values["name"],
                values["sex"],
                values["birth_date"],
                values["relation_to_head"],
                values["citizen_id"],
            )
            register_changes.enter_birth(office, row.id, values["household"], child)

        self._open(dialog, work)

    def _enter_departure(self, detail: CaseDetail, kind: str) -> None:
        office, row = self._office, detail.case.row
        is_death = kind == register_changes.DEATH_KIND
        title = _tr("死亡带入档案") if is_death else _tr("迁出带入档案")
        about = (
            _tr("本人离开所在的户，档案和历史保留。")
            if is_death
            else _tr("户口迁出本村。档案和历史保留，承包关系不变。")
        )
        dialog = self._dialog(title, _tr("登记"), about, danger=True)
        own = None if is_death or not row.person_id else ReferenceChoice(row.person_id, row.applicant)
        person = dialog.add_person("person", _tr("是谁"), own, required=True, hint=row.for_name)
        dialog.add_day("on", _tr("死亡日期") if is_death else _tr("迁出日期"), row.happened_on)
        if not is_death:
            dialog.add_text("moved_to", _tr("迁往何处"))

        def work(values: Values) -> None:
            person_id, _name = typed_person(person)
            register_changes.enter_departure(
                office, row.id, person_id, values["on"], values.get("moved_to", "")
            )

        self._open(dialog, work)
