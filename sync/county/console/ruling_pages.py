"""Pages about the ruling: which classes and which single fields leave the villages, and who decided it."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.catalogue import Sensitivity, catalogue
from desktop.domain.problem import Problem, ProblemError
from sync.county.console.shown import Ask, Shown, Went, require_confirmed
from sync.county.store import audit_search, settings
from sync.plan.scope import Ruling
from sync.protocol.registry import Authority, registry

_HISTORY = 30
_VERDICTS = {"send": True, "hold": False}
_CLASSES = {
    Sensitivity.N: ("一般信息", "户别、网格、宅基地、承包地、任务和公开表等不是个人信息的内容。"),
    Sensitivity.P: ("个人信息", "姓名、性别、出生日期、住址、电话、家庭关系等。"),
    Sensitivity.S: ("敏感个人信息", "公民身份号码、健康和残疾、宗教信仰、银行账号、照片和备注等。"),
}
_TABLES = {
    "person": "人",
    "household": "户",
    "dwelling": "住房",
    "restricted": "重点人员",
    "event": "任务事项",
    "event_step": "办理步骤",
    "aid_grant": "救助",
    "objection": "异议",
    "certificate": "证明",
    "attachment": "附件",
    "restricted_attachment": "限制类附件",
    "party_member": "党员",
    "party_discipline": "党内处分",
    "learning_attachment": "学习附件",
    "letter_attachment": "村民来信的照片",
    "task_answer": "上级交办的答复",
    "report_run": "一表通",
    "visit": "走访",
    "visit_patch": "走访发现的变化",
    "visit_object": "走访对象",
    "hazard_card": "避险明白卡",
    "mobilisation_household": "动员名单",
    "disaster_report": "灾情报告",
    "job_seeker": "求职登记",
    "villager_letter": "村民来信",
}
_NAMES = {
    "task_answer.table_covered": "表里盖住的内容",
    "person.extra": "其他项目",
    "household.extra": "其他项目",
    "event.text": "事项内容",
    "event_step.text": "办理内容",
    "person.id_damaged": "证件号码看不清",
    "person.note": "备注",
    "household.note": "备注",
    "aid_grant.note": "备注",
    "party_member.is_in_hardship": "困难党员",
    "party_discipline.reason": "处分事由",
    "party_discipline.document": "处分文号",
    "restricted.person_id": "是哪个人",
    "objection.person_id": "提出人是哪个人",
    "objection.person_name": "提出人姓名",
    "objection.text": "异议内容",
    "objection.answer": "答复",
    "certificate.person_id": "开给哪个人",
    "certificate.recipient": "接收单位",
    "certificate.purpose": "用途",
    "certificate.content": "证明内容",
    "task_answer.table_body": "表的内容",
    "report_run.body": "表的内容",
    "visit.needs": "说的需求",
    "visit.hazards": "看到的隐患",
    "visit.disputes": "听到的纠纷",
    "visit.note": "备注",
    "visit_patch.old_value": "原来的内容",
    "visit_patch.new_value": "新的内容",
    "visit_object.reason": "列入理由",
    "hazard_card.body": "卡上的内容",
    "mobilisation_household.help_text": "要什么帮助",
    "disaster_report.deaths": "死亡名单",
    "disaster_report.houses": "倒损房屋名单",
    "job_seeker.limits": "限制（照料家庭等）",
}
_ATTACHMENT = {
    "target_table": "挂在哪种记录上",
    "target_id": "挂在哪条记录上",
    "sha256": "原件",
    "size": "大小",
    "media_type": "格式",
    "width": "宽",
    "height": "高",
    "file_name": "文件名",
    "caption": "说明",
    "thumbnail": "缩略图",
    "added_at": "添加时间",
    "added_by": "添加人",
}
_NAMES |= {
    f"{table}.{column}": name
    for table in ("attachment", "restricted_attachment", "learning_attachment", "letter_attachment")
    for column, name in _ATTACHMENT.items()
}


@dataclass(frozen=True, slots=True)
class Ruled:
    """A class or a field with what is ruled on it; ``is_own`` when the field has a ruling of its own."""

    name: str
    label: str
    meaning: str
    leaves: bool
    is_own: bool = True


def rulings(ask: Ask) -> Shown:
    """The ruling in force, and how it came about."""
    told = settings.read_ruling(ask.county.database)
    history = audit_search.ruling_history(ask.county.database, _HISTORY)
    return Shown(
        "rulings.html",
        {
            "classes": [
                Ruled(name, label, meaning, told[name]) for name, (label, meaning) in _CLASSES.items()
            ],
            "sensitive": _fields(told, Sensitivity.S),
            "restricted": _fields(told, Sensitivity.R),
            "history": [
                {
                    "at_ms": entry.at_ms,
                    "label": label_of(str(entry.details.get("name", ""))),
                    "leaves": bool(entry.details.get("leaves")),
                    "by": entry.details.get("operator", ""),
                }
                for entry in history
            ],
        },
    )


def ruling(ask: Ask) -> Shown:
    """The question before a ruling is changed.

    Raises:
        ProblemError: CTY-021, there is no such class, field or verdict.
    """
    name, leaves = _asked(ask)
    told = settings.read_ruling(ask.county.database)
    values = {
        "name": name,
        "label": label_of(name),
        "meaning": _CLASSES[Sensitivity(name)][1] if "." not in name else "",
        "is_restricted": name in {each.name for each in _fields(told, Sensitivity.R)},
        "leaves": leaves,
    }
    return Shown("ruling.html", values)


def rule(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Change the ruling.

    Raises:
        ProblemError: CTY-021, CTY-081.
    """
    name, leaves = _asked(ask)
    require_confirmed(typed)
    settings.set_ruling(ask.county.database, name, leaves, ask.at_ms, operator=ask.operator.login)
    return Went("/rulings", "ruling_changed")


def label_of(name: str) -> str:
    """A class or a field as people call it; one that nobody has named as it is written."""
    table, dot, column = name.partition(".")
    if not dot:
        known = _CLASSES.get(Sensitivity(name)) if name in set(Sensitivity) else None
        return f"{known[0]}（{name} 类）" if known else name
    field = catalogue().find_by_column(column)
    label = _NAMES.get(name) or (field.label if field else column)
    return f"{_TABLES.get(table, table)}：{label}"


def _asked(ask: Ask) -> tuple[str, bool]:
    name, verdict = ask.asked["name"], ask.asked["verdict"]
    table, dot, column = name.partition(".")
    is_known = (
        any(kind.table == table and column in kind.fields for kind in registry())
        if dot
        else name in set(_CLASSES)
    )
    if not is_known or verdict not in _VERDICTS:
        raise ProblemError(Problem("CTY-021"))
    return name, _VERDICTS[verdict]


def _fields(told: Mapping[str, bool], sensitivity: Sensitivity) -> list[Ruled]:
    """Fields of a class with what holds for each; what the county itself writes is ruled by nobody."""
    ruling = Ruling.from_wire(told)
    return [
        Ruled(name, label_of(name), "", ruling.allows(kind, rule), name in told)
        for kind in registry()
        for rule in kind.fields.values()
        if rule.sensitivity is sensitivity and rule.authority is not Authority.COUNTY
        for name in (f"{kind.table}.{rule.name}",)
    ]
