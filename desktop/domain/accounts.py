"""Who works at the office PC (账户) and what each role may do.

Roles are rules of the program, not of the cipher: whoever can unlock the vault holds its key. They
keep colleagues to their own work and every step attributable; they don't keep a key holder who
bypasses the program from reading the file.
"""

import itertools
import re
from enum import Enum

from desktop.domain.problem import Problem


class Role(Enum):
    """A post in the village office; the value is what files store."""

    SECRETARY = "secretary"  # 书记
    CLERK = "clerk"  # 文书
    BOOKKEEPER = "bookkeeper"  # 报账员
    GRID_WORKER = "grid_worker"  # 网格员
    SUPERVISOR = "supervisor"  # 村监会
    READER = "reader"  # 只读

    @property
    def label(self) -> str:
        """The post's name as the office says it."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.SECRETARY: "书记",
    Role.CLERK: "文书",
    Role.BOOKKEEPER: "报账员",
    Role.GRID_WORKER: "网格员",
    Role.SUPERVISOR: "村监会",
    Role.READER: "只读",
}


class Right(Enum):
    """One thing a person may be allowed to do; the value is its name for people."""

    READ_REGISTER = "查看民情档案（遮盖）"
    EDIT_REGISTER = "修改民情档案"
    REVEAL = "查看完整证件号码和电话"
    IMPORT = "导入花名册"
    UNDO_IMPORT = "撤销导入"
    EXPORT = "导出名册"
    PRINT = "打印"
    READ_EVENTS = "查看任务事项"
    EDIT_EVENTS = "登记和办理任务事项"
    DECIDE_EVENTS = "审批事项延期"
    READ_VISITS = "查看走访"
    EDIT_VISITS = "登记走访"
    READ_PATROLS = "查看隐患和巡查"
    EDIT_PATROLS = "登记隐患和巡查"
    READ_SERVICES = "查看代办"
    EDIT_SERVICES = "登记代办"
    READ_MOBILISATION = "查看应急动员"
    EDIT_MOBILISATION = "发起和登记应急动员"
    READ_JOBS = "查看务工信息"
    EDIT_JOBS = "登记务工信息"
    READ_MEETINGS = "查看会议记录"
    EDIT_MEETINGS = "登记会议"
    READ_PARTY = "查看党员和党组织"
    EDIT_PARTY = "登记党员和党组织"
    READ_LEARNING = "查看学习和实事"
    EDIT_LEARNING = "登记学习和实事"
    READ_POINTS = "查看积分"
    EDIT_POINTS = "登记积分"
    CONFIRM_POINTS = "确认积分"
    READ_BOARDS = "查看检查和红黑榜"
    EDIT_BOARDS = "登记检查和红黑榜"
    APPROVE_BOARDS = "审定红黑榜"
    EDIT_CREDIT = "登记授信推荐"
    READ_DUTIES = "查看履职和整改"
    ANSWER_DUTIES = "说明未履职、答复整改"
    VERIFY_MENDING = "核验自查整改"
    READ_FINANCE = "查看收支"
    EDIT_FINANCE = "登记收支"
    READ_AID = "查看低保救助"
    EDIT_AID = "登记低保救助"
    READ_NOTICES = "查看公开公示"
    DRAFT_NOTICE = "起草公开公示"
    REVIEW_NOTICE = "审核公开公示"
    DECIDE_NOTICE = "登记两委或支委审定"
    ISSUE_NOTICE = "发布公开公示"
    READ_OBJECTIONS = "查看异议"
    EDIT_OBJECTIONS = "登记和答复异议"
    EDIT_LAYOUT = "调整公开表版式"
    EDIT_MATTERS = "登记四议两公开"
    ISSUE_CERTIFICATE = "开具证明"
    READ_AUDIT = "查看操作记录"
    MANAGE_USERS = "管理用户"
    BACKUP = "备份"
    RESTORE = "恢复备份"
    SETTINGS = "修改设置"
    ERASE = "依法删除个人信息"


_READING = frozenset(
    {
        Right.READ_REGISTER,
        Right.READ_EVENTS,
        Right.READ_MEETINGS,
        Right.READ_FINANCE,
        Right.READ_AID,
        Right.READ_NOTICES,
        Right.READ_PARTY,
        Right.READ_LEARNING,
        Right.READ_POINTS,
        Right.READ_BOARDS,
        Right.READ_DUTIES,
        Right.READ_VISITS,
        Right.READ_PATROLS,
        Right.READ_SERVICES,
        Right.READ_MOBILISATION,
        Right.READ_JOBS,
    }
)

# The supervision committee checks what others wrote: whoever may review must not be able to draft,
# issue or change figures; the secretary decides and issues; the clerk keeps the books and the PC.
_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.SECRETARY: _READING
    | {
        Right.EDIT_REGISTER,
        Right.REVEAL,
        Right.UNDO_IMPORT,
        Right.EXPORT,
        Right.PRINT,
        Right.EDIT_EVENTS,
        Right.DECIDE_EVENTS,
        Right.EDIT_VISITS,
        Right.EDIT_PATROLS,
        Right.EDIT_SERVICES,
        Right.EDIT_MOBILISATION,
        Right.EDIT_JOBS,
        Right.EDIT_MEETINGS,
        Right.EDIT_PARTY,
        Right.EDIT_LEARNING,
        Right.EDIT_POINTS,
        Right.CONFIRM_POINTS,
        Right.EDIT_BOARDS,
        Right.APPROVE_BOARDS,
        Right.EDIT_CREDIT,
        Right.ANSWER_DUTIES,
        Right.DECIDE_NOTICE,
        Right.ISSUE_NOTICE,
        Right.READ_OBJECTIONS,
        Right.EDIT_OBJECTIONS,
        Right.EDIT_MATTERS,
        Right.ISSUE_CERTIFICATE,
        Right.READ_AUDIT,
        Right.MANAGE_USERS,
        Right.BACKUP,
        Right.RESTORE,
        Right.SETTINGS,
        Right.ERASE,
    },
    Role.CLERK: _READING
    | {
        Right.EDIT_REGISTER,
        Right.REVEAL,
        Right.IMPORT,
        Right.UNDO_IMPORT,
        Right.EXPORT,
        Right.PRINT,
        Right.EDIT_EVENTS,
        Right.EDIT_VISITS,
        Right.EDIT_PATROLS,
        Right.EDIT_SERVICES,
        Right.EDIT_MOBILISATION,
        Right.EDIT_JOBS,
        Right.EDIT_MEETINGS,
        Right.EDIT_PARTY,
        Right.EDIT_LEARNING,
        Right.EDIT_POINTS,
        Right.EDIT_BOARDS,
        Right.EDIT_CREDIT,
        Right.ANSWER_DUTIES,
        Right.EDIT_FINANCE,
        Right.EDIT_AID,
        Right.DRAFT_NOTICE,
        Right.ISSUE_NOTICE,
        Right.READ_OBJECTIONS,
        Right.EDIT_OBJECTIONS,
        Right.EDIT_LAYOUT,
        Right.EDIT_MATTERS,
        Right.ISSUE_CERTIFICATE,
        Right.READ_AUDIT,
        Right.MANAGE_USERS,
        Right.BACKUP,
        Right.RESTORE,
        Right.SETTINGS,
        Right.ERASE,
    },
    Role.BOOKKEEPER: _READING
    | {
        Right.PRINT,
        Right.EXPORT,
        Right.EDIT_FINANCE,
        Right.EDIT_EVENTS,
        Right.DRAFT_NOTICE,
        Right.EDIT_LAYOUT,
        Right.BACKUP,
    },
    Role.GRID_WORKER: frozenset(
        {
            Right.READ_REGISTER,
            Right.READ_EVENTS,
            Right.EDIT_EVENTS,
            Right.READ_VISITS,
            Right.EDIT_VISITS,
            Right.READ_PATROLS,
            Right.EDIT_PATROLS,
            Right.READ_SERVICES,
            Right.EDIT_SERVICES,
            Right.READ_MOBILISATION,
            Right.EDIT_MOBILISATION,
            Right.READ_JOBS,
            Right.READ_NOTICES,
            Right.READ_LEARNING,
            Right.READ_POINTS,
            Right.READ_BOARDS,
            Right.EDIT_BOARDS,
        }
    ),
    Role.SUPERVISOR: _READING
    | {
        Right.PRINT,
        Right.REVIEW_NOTICE,
        Right.READ_OBJECTIONS,
        Right.EDIT_OBJECTIONS,
        Right.VERIFY_MENDING,
        Right.READ_AUDIT,
    },
    Role.READER: _READING,
}


def rights_of(role: Role) -> frozenset[Right]:
    """Everything a role may do."""
    return _RIGHTS[role]


LOGIN_LENGTH = 32
_LOGIN_FORM = r"[\w.\-]+"


def login_key(login: str) -> str:
    """The form in which two logins are the same: full-width and case don't count, ends trimmed."""
    return _compatible(login).strip().casefold()


def find_login_problem(login: str) -> Problem | None:
    """What is wrong with a new login, or None: 1 to 32 letters, hanzi, digits, ``_``, ``-``, ``.``."""
    key = login_key(login)
    if not key or len(key) > LOGIN_LENGTH or not re.fullmatch(_LOGIN_FORM, key):
        return Problem("VLT-011", {"login": login.strip()[:LOGIN_LENGTH], "length": str(LOGIN_LENGTH)})
    return None


PASSWORD_LENGTH = 8
_PASSWORD_LENGTH_MAX = 256
_COMMON = frozenset(
    "password passw0rd password1 qwertyui qwerty123 asdfghjk zxcvbnm1 1q2w3e4r 1qaz2wsx q1w2e3r4 iloveyou "
    "woaini520 woaini1314 a1234567 a12345678 aa123456 abc12345 abcd1234 abc123456 admin123 admin888 "
    "administrator 12341234 11223344 11112222 12344321 123123123 520520520 5201314520 66668888 88886666 "
    "147258369 789456123 159357456 cunwenshu cunqingtong cunweihui".split()
)


def password_form(password: str) -> str:
    """The form of a password that is stretched: NFKC, so that full-width typing opens the same lock.

    A Chinese input method left on turns ``a1`` into ``ａ１``; the clerk sees dots in both cases.
    """
    return _compatible(password)


def _compatible(text: str) -> str:
    import unicodedata  # late: to choose a login from a list takes none of its tables

    return unicodedata.normalize("NFKC", text)


def find_password_problem(password: str, *names: str) -> Problem | None:
    """What is wrong with a new password, or None.

    At least 8 characters, no rules of composition; not one of the commonest, no run of one character
    or of neighbours (``11111111``, ``12345678``), and not made of a given name alone.

    Args:
        password: As typed.
        names: Login, village and program names that must not be the password.

    Source:
        OWASP ASVS 5.0, 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11.
    """
    form = password_form(password)
    if len(form) < PASSWORD_LENGTH:
        return Problem("VLT-012", {"length": str(PASSWORD_LENGTH)})
    if len(form) > _PASSWORD_LENGTH_MAX:
        return Problem("VLT-015", {"length": str(_PASSWORD_LENGTH_MAX)})
    folded = form.casefold()
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(folded)}
    if folded in _COMMON or (len(steps) == 1 and steps <= {-1, 0, 1}) or len(set(folded)) <= 2:
        return Problem("VLT-013")
    for name in names:
        bare = login_key(name)
        if bare and folded.replace(bare, "").strip("0123456789") == "" and bare in folded:
            return Problem("VLT-014", {"name": name})
    return None
