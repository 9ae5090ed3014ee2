"""Party affairs told in words; of floating members the numbers come from the record (流动党员)."""

from dataclasses import replace

from desktop.domain.accounts import Right
from desktop.domain.party_float import FLOATING_IN, FLOATING_OUT
from desktop.domain.period import day_words
from desktop.reports.data import Sheet
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.party.floating import floats_of
from desktop.services.party.membership import members_on
from desktop.services.property.rules import Surroundings

_FLOATING = "D17"


def compile_party_text(common: Common) -> Sheet:
    """What was typed; of item D17 without a text, how many members are away, by numbers only.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_NOTICES)
    sheet = compile_entered(common, template(common.request.template))
    values = dict(common.request.values)
    if common.request.item != _FLOATING or values.get("body", "").strip():
        return sheet
    common.office.require(Right.READ_PARTY)
    subject = values.get("subject") or "流动党员情况"
    return replace(sheet, values={**values, "subject": subject, "body": _numbers(common)})


def _numbers(common: Common) -> str:
    last = common.period.last
    with common.office.store.reading() as connection:
        around = Surroundings(connection, last, common.division_code)
        members = members_on(connection, last)
        floats = floats_of(around)
    away = [line for line in floats if line.kind == FLOATING_OUT and line.is_long]
    here = [line for line in floats if line.kind == FLOATING_IN]
    contacted = sum(line.contact is not None and line.contact.last >= common.period.first for line in away)
    sentences = [
        f"截至{day_words(last)}，本支部共有党员{len(members)}名，"
        f"其中外出半年以上的流动党员{len(away)}名，流入本村的党员{len(here)}名。"
    ]
    if away:
        abroad = sum(line.is_abroad for line in away)
        named = sum(bool(line.contact_person) for line in away)
        sentences.append(
            f"流动党员中在境外的{abroad}名；已指定联系人的{named}名，本期联系上的{contacted}名。"
        )
    return "".join(sentences)
