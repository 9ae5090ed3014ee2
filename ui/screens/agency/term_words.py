"""How long a service takes and until when to ask, in the language of the window."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.service_catalogue import ServiceItem, Since
from desktop.words import word


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyTerms", text)


def term_words(item: ServiceItem) -> str:
    """How long an item takes, in words; empty where nothing is fixed."""
    if item.at_once:
        return _tr("交齐材料当天")
    stages = []
    for stage in item.limit:
        days = _tr("{n}个工作日") if stage.is_work_days else _tr("{n}天")
        stages.append(f"{word(stage.who)}{days.format(n=stage.count)}")
    return _tr("，").join(stages)


def apply_words(item: ServiceItem) -> str:
    """Until when a person has to ask, in words; empty without a term."""
    within = item.apply_within
    if within is None:
        return ""
    since = {
        Since.BIRTH: _tr("出生后{term}以内"),
        Since.DEATH: _tr("死亡后{term}以内"),
        Since.ARRIVAL: _tr("迁到后{term}以内"),
        Since.AGE16: _tr("满十六周岁后{term}以内"),
    }[within.since]
    term = _tr("{n}个月") if within.is_months else _tr("{n}天")
    return since.format(term=term.format(n=within.count))
