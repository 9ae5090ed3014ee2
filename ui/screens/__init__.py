"""The screens of the navigation, top to bottom; each is imported on its first visit."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.accounts import Right
from ui.shell.screen_spec import ScreenSpec

DAILY = str(QT_TRANSLATE_NOOP("ScreenSpec", "日常"))
PARTY = str(QT_TRANSLATE_NOOP("ScreenSpec", "党建"))
DISCLOSURE = str(QT_TRANSLATE_NOOP("ScreenSpec", "公开"))
FINANCE = str(QT_TRANSLATE_NOOP("ScreenSpec", "财务三资"))
SAFETY = str(QT_TRANSLATE_NOOP("ScreenSpec", "平安应急"))
SERVICE = str(QT_TRANSLATE_NOOP("ScreenSpec", "村民服务"))
"""Headings of the navigation; a screen's section is one of them, and sections come together in the list."""

SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec(
        "today",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "今日")),
        "today",
        "Ctrl+1",
        "ui.screens.today.view:TodayScreen",
    ),
    ScreenSpec(
        "register",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "民情档案")),
        "register",
        "Ctrl+2",
        "ui.screens.register.view:open_register",
        Right.READ_REGISTER,
        prepared="ui.screens.register.view:RegisterScreen",
        section=DAILY,
    ),
    ScreenSpec(
        "events",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "任务")),
        "tasks",
        "Ctrl+3",
        "ui.screens.events.view:EventsScreen",
        Right.READ_EVENTS,
        section=DAILY,
    ),
    ScreenSpec(
        "analysis",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "民情分析")),
        "chart",
        "Ctrl+Alt+7",
        "ui.screens.analysis.view:AnalysisScreen",
        Right.READ_EVENTS,
        section=DAILY,
    ),
    ScreenSpec(
        "import",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "导入")),
        "import",
        "Ctrl+5",
        "ui.screens.register_import.view:ImportScreen",
        Right.IMPORT,
        section=DAILY,
    ),
    ScreenSpec(
        "party",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "党员和组织")),
        "user",
        "Ctrl+Shift+1",
        "ui.screens.party.view:PartyScreen",
        Right.READ_PARTY,
        section=PARTY,
    ),
    ScreenSpec(
        "meetings",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "会议")),
        "gathering",
        "Ctrl+Shift+2",
        "ui.screens.meetings.view:MeetingsScreen",
        Right.READ_MEETINGS,
        section=PARTY,
    ),
    ScreenSpec(
        "learning",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "学习实事")),
        "learning",
        "Ctrl+Shift+5",
        "ui.screens.learning.view:LearningScreen",
        Right.READ_LEARNING,
        section=PARTY,
    ),
    ScreenSpec(
        "points",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "积分")),
        "star",
        "Ctrl+Shift+6",
        "ui.screens.points.view:PointsScreen",
        Right.READ_POINTS,
        section=PARTY,
    ),
    ScreenSpec(
        "obligations",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "履职")),
        "check",
        "Ctrl+Shift+8",
        "ui.screens.obligations.view:ObligationsScreen",
        Right.READ_DUTIES,
        section=PARTY,
    ),
    ScreenSpec(
        "documents",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "三务公开")),
        "documents",
        "Ctrl+4",
        "ui.screens.documents.view:DocumentsScreen",
        Right.READ_NOTICES,
        section=DISCLOSURE,
    ),
    ScreenSpec(
        "duties",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "公开任务")),
        "calendar",
        "Ctrl+8",
        "ui.screens.duties.view:DutiesScreen",
        Right.READ_NOTICES,
        section=DISCLOSURE,
    ),
    ScreenSpec(
        "matters",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "四议两公开")),
        "meeting",
        "Ctrl+9",
        "ui.screens.matters.view:MattersScreen",
        Right.READ_NOTICES,
        section=DISCLOSURE,
    ),
    ScreenSpec(
        "finance",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "财务")),
        "money",
        "Ctrl+Shift+4",
        "ui.screens.finance.view:FinanceScreen",
        Right.READ_FINANCE,
        section=FINANCE,
    ),
    ScreenSpec(
        "property",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "三资台账")),
        "land",
        "Ctrl+Shift+3",
        "ui.screens.property.view:PropertyScreen",
        Right.READ_FINANCE,
        section=FINANCE,
    ),
    ScreenSpec(
        "boards",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "红黑榜")),
        "star",
        "Ctrl+Shift+7",
        "ui.screens.boards.view:BoardsScreen",
        Right.READ_BOARDS,
        section=SERVICE,
    ),
    ScreenSpec(
        "certificates",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "证明")),
        "certificate",
        "Ctrl+Shift+9",
        "ui.screens.certificates.view:CertificatesScreen",
        Right.ISSUE_CERTIFICATE,
        section=SERVICE,
    ),
    ScreenSpec(
        "settings",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "备份与设置")),
        "settings",
        "Ctrl+6",
        "ui.screens.settings.view:SettingsScreen",
        at_foot=True,
    ),
    ScreenSpec(
        "sync",
        str(QT_TRANSLATE_NOOP("ScreenSpec", "同步")),
        "sync",
        "Ctrl+7",
        "ui.screens.sync.view:SyncScreen",
        Right.READ_REGISTER,
        at_foot=True,
    ),
)
"""In the order shown. Titles are looked up in the catalogue when shown."""
