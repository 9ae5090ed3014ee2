"""What the forms of the register are called, for headings and drafts.

A form is named after its table; one for a new record ends with ``.new`` and is kept under the
household it belongs to.
"""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

NEW = ".new"
NAME = "_name"
"""Key under which a draft tells what the record is called; no form has such an input."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("FormNames", text)


def table_word(table: str) -> str:
    """What a record of a table is called."""
    return {
        "person": _tr("人员"),
        "household": _tr("户"),
        "dwelling": _tr("住房"),
        "homestead": _tr("宅基地"),
        "land_contract": _tr("承包合同"),
        "land_parcel": _tr("地块"),
    }.get(table, table)


def form_name(form: str, texts: Mapping[str, str]) -> str:
    """``新增人员：张三``, ``修改户``; the name as typed so far."""
    table = form.removesuffix(NEW)
    verb = _tr("新增{what}") if form.endswith(NEW) else _tr("修改{what}")
    words = verb.format(what=table_word(table)) if form != "household.new" else _tr("立户")
    keys = ("name", "head.name", NAME, "household_no")
    name = next((texts[key] for key in keys if texts.get(key)), "")
    return _tr("{what}：{name}").format(what=words, name=name) if name else words
