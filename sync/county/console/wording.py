"""What events, reasons and states are called on the console's pages."""

from collections.abc import Mapping
from datetime import datetime

from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem
from desktop.domain.rectification import RectificationState
from desktop.domain.task_order import TaskState, Timing
from desktop.messages import advice
from sync.county.store.roles import Role

EVENTS = {
    "county_made": "建立县级平台",
    "village_added": "加入村",
    "code_made": "发出接入码",
    "device_enrolled": "登记电脑",
    "device_replaced": "电脑换编号",
    "device_revoked": "停用电脑",
    "wipe_ordered": "命令销毁钥匙",
    "wipe_carried": "命令写上 U 盘",
    "batch_accepted": "收下一批上报",
    "batch_refused": "退回一批上报",
    "bundle_taken": "收下 U 盘",
    "request_refused": "拒绝请求",
    "enrolment_refused": "拒绝登记",
    "token_refused": "拒绝登录凭证",
    "operator_added": "加入账号",
    "operator_closed": "停用账号",
    "signed_in": "登录控制台",
    "sign_in_refused": "登录控制台未成功",
    "ruling_changed": "改裁定",
    "operator_role": "改账号的角色",
    "password_reset": "重置密码",
    "password_changed": "改自己的密码",
    "signed_out_everywhere": "退出全部登录",
    "village_renamed": "改村名",
    "division_code_changed": "改区划代码",
    "code_withdrawn": "作废接入码",
    "device_retired": "电脑退役",
    "address_changed": "改县平台地址",
    "console_export": "导出村列表",
    "console_view": "查看控制台",
    "digest_asked": "请电脑逐条核对",
    "digest_differed": "核对发现不一致，重新交换",
    "record_erased": "依法删除记录",
    "overlays_pushed": "下发公开目录的规定",
    "learning_handed_down": "下发学习内容",
    "learning_withdrawn": "撤下学习内容",
    "task_handed_down": "下发、提醒或收回交办任务",
    "task_word_given": "对交办任务的答复给出结论或用途",
    "order_handed_down": "下发、提醒或收回整改通知",
    "verdict_given": "核验整改",
    "score_rule_pushed": "下发评分规则",
    "catalogue_pushed": "下发代办事项目录",
    "event_step_taken": "办理上报事项",
    "mobilisation_ordered": "发动员令或解除令",
    "job_posts_pushed": "下发岗位",
    "letter_received": "收下村民来信",
    "letter_withdrawn": "村民撤回",
    "letter_hidden": "屏蔽来信",
    "letter_rated": "村民评价",
    "booking_received": "收下网上预约",
    "tidied": "清理旧的删除记号",
    "device_reset": "让电脑从头读一遍",
    "device_twin": "同一份数据的另一台电脑换新编号",
    "county_restored": "县里用备份恢复",
    "given_back": "电脑交还县里丢失的内容",
    "blob_received": "收下附件",
    "blob_read": "电脑取走附件",
    "blob_forgotten": "删除没有记录用的附件",
    "blob_room_changed": "改附件的空间",
}

DONE = {
    "village_added": "已加入这个村。下一步：登记电脑，打印接入单。",
    "village_renamed": "已改村名。",
    "division_code_changed": "已改区划代码。原来的代码仍然认得。",
    "code_withdrawn": "接入码已作废。",
    "device_revoked": "已停用这台电脑，从现在起它不能再交换。",
    "device_retired": "这台电脑已退役。",
    "wipe_ordered": "已停用，并已命令它销毁钥匙：它下一次联网时执行。",
    "ruling_changed": "裁定已改。各村下一次同步时生效。",
    "operator_role": "角色已改，马上生效。",
    "operator_closed": "账号已停用，它的登录已全部退出。",
    "address_changed": "县平台地址已改，以后的接入单都用新地址。",
    "password_changed": "密码已改，请用新密码登录。",
    "signed_out_everywhere": "已退出全部登录。",
    "signed_out": "已退出。",
    "order_issued": "整改通知已下发，村里下一次同步时收到。",
    "order_reminded": "已提醒，村里下一次同步时看到。",
    "order_withdrawn": "通知已收回，村里下一次同步时看到。",
    "task_given": "任务已交办，村里下一次同步时收到。",
    "task_withdrawn": "任务已收回，村里下一次同步时看到。",
    "task_used": "用途已登记，村里下一次同步时看到。",
    "verdict_given": "结论已登记，村里下一次同步时看到。",
    "score_rule_pushed": "规则已签名下发，各村下一次同步后采用。",
    "mobilisation_ordered": "动员令已发出，村里下一次同步时收到。请同时打电话、用广播通知。",
    "mobilisation_ended": "已登记，村里下一次同步时收到。请同时打电话、用广播通知。",
    "job_posts_pushed": "岗位已下发，各村下一次同步时收到。",
    "catalogue_pushed": "目录已下发，各村下一次同步后采用。",
    "event_step_taken": "已登记，村里下一次同步时看到。",
    "letter_hidden": "已屏蔽，村里下一次同步后不再办理这封信。",
    "learning_published": "已下发。各村下一次同步时收到，图片自动下载。",
    "learning_withdrawn": "已撤下。各村下一次同步时不再显示，学习记录保留。",
}
"""What a page says after something was done; addresses carry the name only."""

_STATES = {
    "active": "在用",
    "revoked": "已停用",
    "replaced": "已换编号",
    "retired": "已退役",
    "suspended": "太久没来，已暂停",
}
_RECTIFICATION = {
    RectificationState.NEW: "村里还没有办",
    RectificationState.IN_HAND: "村里正在办",
    RectificationState.ANSWERED: "已答复，等核验",
    RectificationState.RETURNED: "已退回",
    RectificationState.VERIFIED: "已核验",
    RectificationState.WITHDRAWN: "已收回",
}
_TASKS = {
    TaskState.NEW: "村里还没有答复",
    TaskState.ANSWERED: "已答复，等结论",
    TaskState.RETURNED: "已退回",
    TaskState.ACCEPTED: "已接受",
    TaskState.WITHDRAWN: "已收回",
}
_STREAMS = {"register": "档案", "restricted": "限制类"}

_DETAILS = {
    "operator": "操作人",
    "account": "账号",
    "role": "角色",
    "page": "页面",
    "step": "步骤",
    "version": "版本",
    "code": "代码",
    "name": "名称",
    "leaves": "上传",
    "streams": "内容",
    "public_key": "公钥",
    "successor": "新编号",
    "number": "编号",
    "address": "地址",
    "no": "批号",
    "rev": "版次",
    "sha256": "指纹",
    "conflicts": "冲突",
    "operations": "操作",
    "refused": "退回",
    "epoch": "时期",
    "count": "记录",
    "again": "重新交换",
    "unknown": "对方没有",
    "batches": "批次",
    "bytes": "字节",
    "size": "字节",
    "devices": "电脑",
    "emptied": "清空",
    "removed": "清除",
    "kept_rev": "留到版次",
    "kind": "种类",
    "reason": "原因",
    "record": "记录号",
    "requests": "请求",
    "rows": "条目",
    "taken": "收下",
    "suspended": "暂停",
}
_SHORT = 16
"""Digits shown of a hash or a key: enough to tell two apart."""
_PAGES = {
    "villages": "各村",
    "village": "村的情况",
    "village_add": "加入村",
    "village_change": "改村名、区划代码",
    "enrol": "登记电脑",
    "code_withdraw": "作废接入码",
    "revoke": "停用电脑",
    "retire": "电脑退役",
    "wipe": "销毁钥匙",
    "backlog": "进度",
    "conflicts": "待确认",
    "refusals": "退回",
    "rulings": "裁定",
    "ruling": "改裁定",
    "learning": "学习内容",
    "learning_item": "一条学习内容",
    "learning_write": "写学习内容",
    "operators": "账号",
    "operator_add": "加入账号",
    "operator": "管理账号",
    "account": "我的账号",
    "password": "改密码",
    "settings": "设置",
    "audit": "审计",
    "tasks": "交办任务",
    "task_new": "交办任务",
    "task": "一项交办",
    "rectification": "整改",
    "rectification_new": "下发整改通知",
    "rectification_order": "整改通知",
    "score_rules": "评分规则",
    "score_rule": "一版评分规则",
    "score_rule_new": "下发评分规则",
    "events": "上报事项",
    "event": "一件上报事项",
    "event_figures": "各村办理情况",
    "mobilisation": "应急动员",
    "mobilisation_new": "发动员令",
    "mobilisation_order": "一份动员令",
    "disasters": "灾情报告",
    "job_posts": "岗位",
    "service_catalogues": "代办事项目录",
    "letters": "村民来信",
    "poster": "村民服务海报",
    "letter_hide": "打开来信",
}

_REASONS = {
    "SYN-131": "县里不认识的记录种类",
    "SYN-132": "没有这部分内容的权限",
    "SYN-133": "依据的版次比县里最新的还新",
    "SYN-134": "县里没有的字段",
    "SYN-135": "有不能保存的字符，或太长",
    "SYN-201": "值的类型不对",
    "SYN-202": "只能由县里增删的记录",
    "SYN-203": "县里没有这条记录",
}


def rectification_state(state: RectificationState) -> str:
    """How far the mending of an order is, as the county says it."""
    return _RECTIFICATION[state]


def rectification_tone(state: RectificationState, is_late: bool) -> str:
    """In which tone that stands."""
    if is_late or state is RectificationState.RETURNED:
        return "overdue"
    tones = {RectificationState.ANSWERED: "soon", RectificationState.VERIFIED: "ok"}
    return tones.get(state, "muted")


def task_state(state: TaskState) -> str:
    """How far a task is, as the county says it."""
    return _TASKS[state]


def task_tone(state: TaskState, is_late: bool) -> str:
    """In which tone that stands."""
    if is_late or state is TaskState.RETURNED:
        return "overdue"
    return {TaskState.ANSWERED: "soon", TaskState.ACCEPTED: "ok"}.get(state, "muted")


def task_moment(text: str) -> str:
    """A UTC moment in ISO form as the county's day and minute."""
    return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M") if text else ""


def task_timing(timing: Timing) -> str:
    """Early, in time or late, in words."""
    if timing.is_answered and not timing.is_late:
        return f"提前 {timing.days} 天" if timing.days else "按时"
    days = f"{timing.days} 天" if timing.days else "不到一天"
    return f"逾期{days}" if timing.is_late else f"还有{days}"


def event_name(event: str) -> str:
    """An event of the audit log as people call it; one without a name as it is written."""
    return EVENTS.get(event, event)


def detail_text(details: Mapping[str, object]) -> str:
    """The details of an entry in one line, who did it first."""
    ordered = sorted(details.items(), key=lambda item: (item[0] != "operator", item[0]))
    return "；".join(f"{_DETAILS.get(name, name)} {_value(name, value)}" for name, value in ordered)


def reason_name(code: str) -> str:
    """Why operations were refused, in general; the sentences of `resources/messages` tell of single cases."""
    return f"{_REASONS[code]}（{code}）" if code in _REASONS else code


def reason_advice(code: str) -> str:
    """What the village is told to do about it."""
    return advice(Problem(code))


def state_name(state: str) -> str:
    """What a PC's state is called."""
    return _STATES.get(state, state)


def stream_name(stream: str) -> str:
    """What a stream of records is called."""
    return _STREAMS.get(stream, stream)


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if name == "streams" and isinstance(value, list):
        return "、".join(stream_name(str(each)) for each in value)
    if name == "page":
        return _PAGES.get(str(value), str(value))
    if name in ("public_key", "sha256") and len(str(value)) > _SHORT:
        return f"{str(value)[:_SHORT]}…"
    if name == "step" and str(value) in code_table("event_step"):
        return code_table("event_step").label(str(value))
    if name == "role" and value in set(Role):
        return Role(str(value)).label
    return str(value)
