"""How long a service takes and until when to ask, in words: for papers and for the villagers' pages."""

from desktop.domain.service_catalogue import ServiceItem, Since


def term_words(item: ServiceItem) -> str:
    """How long an item takes, in words; empty where nothing is fixed."""
    if item.at_once:
        return "交齐材料当天"
    stages = []
    for stage in item.limit:
        days = f"{stage.count}个工作日" if stage.is_work_days else f"{stage.count}天"
        stages.append(f"{stage.who}{days}")
    return "，".join(stages)


_SINCE = {Since.BIRTH: "出生", Since.DEATH: "死亡", Since.ARRIVAL: "迁到", Since.AGE16: "满十六周岁"}


def apply_words(item: ServiceItem) -> str:
    """Until when a person has to ask, in words; empty without a term."""
    within = item.apply_within
    if within is None:
        return ""
    return f"{_SINCE[within.since]}后{within.count}{'个月' if within.is_months else '天'}以内"


def window_words(item: ServiceItem) -> str:
    """When in the year an item is taken, in words; empty for all year round."""
    if item.window is None:
        return ""
    first, last = (f"{int(day[:2])}月{int(day[3:])}日" for day in item.window)
    return f"每年{first}到{last}"
