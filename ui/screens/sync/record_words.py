"""What records of any travelling kind are called in the lists of the exchange."""

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecordWords", text)


def kind_word(table: str) -> str:
    """The kind of a record in a word."""
    return {
        "person": _tr("人员"),
        "household": _tr("户"),
        "membership": _tr("户内成员"),
        "restricted": _tr("敏感信息"),
        "dwelling": _tr("住房"),
        "homestead": _tr("宅基地"),
        "land_contract": _tr("承包合同"),
        "land_parcel": _tr("地块"),
        "event": _tr("任务"),
        "event_step": _tr("办理步骤"),
        "meeting": _tr("会议"),
        "meeting_attendance": _tr("会议签到"),
        "meeting_topic": _tr("会议议题"),
        "meeting_grade": _tr("民主评议票数"),
        "body_seat": _tr("组织成员名单"),
        "funds_entry": _tr("收支"),
        "funds_opening": _tr("期初结存"),
        "aid_grant": _tr("低保救助"),
        "notice": _tr("公开表"),
        "matter": _tr("四议两公开事项"),
        "matter_step": _tr("四议两公开步骤"),
        "certificate": _tr("证明"),
        "account": _tr("用户"),
        "contract": _tr("合同"),
        "asset": _tr("资产"),
        "land_resource": _tr("资源"),
        "debt": _tr("债权债务"),
        "debt_move": _tr("往来变动"),
        "project": _tr("项目"),
        "project_step": _tr("项目进展"),
        "subsidy": _tr("补贴"),
        "village_fact": _tr("村情和设置"),
        "attachment": _tr("附件"),
        "restricted_attachment": _tr("敏感附件"),
        "learning_item": _tr("学习内容"),
        "learning_attachment": _tr("学习附件"),
        "villager_letter": _tr("村民来信"),
        "letter_attachment": _tr("来信照片"),
        "service_booking": _tr("网上预约"),
        "service_booking_answer": _tr("预约答复"),
        "service_case": _tr("代办件"),
        "service_case_paper": _tr("代办材料"),
        "service_case_step": _tr("代办记录"),
        "service_trip": _tr("代办跑腿"),
        "service_agent": _tr("代办员"),
        "service_catalogue": _tr("代办事项目录"),
        "service_place": _tr("代办去处"),
        "study": _tr("学习记录"),
        "deed": _tr("实事"),
        "deed_participant": _tr("实事参加人"),
        "figure_sheet": _tr("统计表"),
        "points_scheme": _tr("积分办法"),
        "points_entry": _tr("积分"),
        "points_closing": _tr("积分结账"),
        "points_appeal": _tr("积分申诉"),
        "party_appraisal": _tr("民主评议等次"),
    }.get(table, _tr("其他记录"))


def record_name(table: str, name: str) -> str:
    """Kind and name of a record, such as ``人员：张三``."""
    kind = kind_word(table)
    return _tr("{kind}：{name}").format(kind=kind, name=name) if name else kind


def withheld_words() -> str:
    """Why a conflict about restricted information shows one value at most."""
    return _tr(
        "这是敏感信息，两个值都不随冲突传送。县里现在的值取自本机档案；另一个值只在写它的那台电脑上看得到。"
    )
