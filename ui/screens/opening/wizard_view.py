"""The first run: village, first user, recovery sheet, what to start with, where backups go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.accounts import Right, Role, find_login_problem, rights_of
from desktop.domain.division import find_code_problem, known_villages
from desktop.domain.problem import Problem
from desktop.domain.village import Village
from desktop.words import word
from ui.screens.opening.first_user import FirstUser
from ui.screens.opening.new_password import NewPassword
from ui.screens.opening.opening_page import OpeningPage
from ui.widgets.dress import button, label
from ui.widgets.form import Form
from ui.widgets.pinyin_initials import matches
from ui.widgets.problem_line import ProblemLine
from ui.widgets.search_box import SearchBox

GROUPS_PER_LINE = 4


class StartWith(Enum):
    """What the new register holds at first."""

    WORKBOOK = "workbook"
    SAMPLE = "sample"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Start:
    """Choices of the last two steps; ``backup_folder`` None means later."""

    start_with: StartWith
    workbook: Path | None
    backup_folder: Path | None


class WizardView(OpeningPage):
    """Five steps; Enter goes on, Alt+Left goes back. Nothing is made before the end of step two."""

    create_requested = Signal(object, object)  # Village, FirstUser
    print_requested = Signal()
    save_sheet_requested = Signal()
    answers_given = Signal(object)  # {position: character} of the recovery code
    workbook_wanted = Signal()
    folder_wanted = Signal()
    other_folder_requested = Signal()
    restore_requested = Signal()
    finished = Signal(object)  # Start

    def __init__(self, folder: Path, *, sample_offered: bool) -> None:
        super().__init__("", "", 40)
        self._steps = (
            self.tr("1 村"),
            self.tr("2 您和密码"),
            self.tr("3 恢复单"),
            self.tr("4 从哪里开始"),
            self.tr("5 备份放哪里"),
        )
        self._marks = [label(step, "muted") for step in self._steps]
        marks = QHBoxLayout()
        marks.setSpacing(14)
        for mark in self._marks:
            marks.addWidget(mark)
        marks.addStretch()
        self.village_step = VillageStep(folder)
        self.user_step = UserStep()
        self.sheet_step = SheetStep()
        self.start_step = StartStep(sample_offered=sample_offered)
        self.backup_step = BackupStep()
        self._pages: tuple[_Step, ...] = (
            self.village_step,
            self.user_step,
            self.sheet_step,
            self.start_step,
            self.backup_step,
        )
        self._step = 0
        self.back = button(self.tr("上一步"))
        self.next = button(self.tr("下一步"), "primary")
        self.problem = ProblemLine()
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.next)
        self.body.addLayout(marks)
        for page in self._pages:
            self.body.addWidget(page)
        self.body.addWidget(self.problem)
        self.body.addLayout(row)
        self.back.setShortcut("Alt+Left")
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        for page in self._pages:
            page.finished.connect(self._on_next)
        self.village_step.other_folder_requested.connect(self.other_folder_requested)
        self.village_step.restore_requested.connect(self.restore_requested)
        self.sheet_step.print_requested.connect(self.print_requested)
        self.sheet_step.save_requested.connect(self.save_sheet_requested)
        self.start_step.workbook_wanted.connect(self.workbook_wanted)
        self.backup_step.folder_wanted.connect(self.folder_wanted)
        self._go(0)

    @property
    def step(self) -> int:
        """The step shown, counted from 0."""
        return self._step

    def show_sheet(self, groups: Sequence[str], positions: Sequence[int]) -> None:
        """Go on to the recovery sheet; ``positions`` are asked back, counted from 1."""
        self.set_busy("")
        self.sheet_step.show_code(groups, positions)
        self._go(2)

    def show_wrong_answers(self, positions: Sequence[int]) -> None:
        """Say which answers differ from the sheet; none means go on."""
        if positions:
            self.sheet_step.show_wrong(positions)
        else:
            self._go(3)

    def show_problem(self, text: str) -> None:
        """Say why the step could not be done."""
        self.set_busy("")
        self.problem.show_text(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pages[self._step].focus_first()

    def _go(self, step: int) -> None:
        self.problem.show_text("")
        self._step = step
        for number, each in enumerate(self._pages):
            each.setVisible(number == step)
        for number, mark in enumerate(self._marks):
            mark.setProperty("role", "strong" if number == step else "muted")
            mark.style().unpolish(mark)
            mark.style().polish(mark)
        page = self._pages[step]
        self.title.setText(page.title())
        self.lead.setText(page.lead())
        self.lead.setVisible(bool(page.lead()))
        # Once the office is made there is no way back to before it.
        self.back.setVisible(step not in (0, 2, 3))
        last = step == len(self._pages) - 1
        self.next.setText(self.tr("开始使用") if last else self.tr("下一步"))
        page.focus_first()

    def _on_back(self) -> None:
        if self.back.isVisible():
            self._go(self.step - 1)

    def _on_next(self) -> None:
        self.problem.show_text("")
        if not self._pages[self.step].check():
            return
        if self.step == 0:
            self.user_step.set_village(self.village_step.village().name)
            self._go(1)
        elif self.step == 1:
            self.set_busy(self.tr("正在建立档案…"))
            self.create_requested.emit(self.village_step.village(), self.user_step.user())
        elif self.step == 2:
            self.answers_given.emit(self.sheet_step.answers())
        elif self.step == 3:
            self._go(4)
        else:
            self.finished.emit(
                Start(self.start_step.choice(), self.start_step.workbook, self.backup_step.folder)
            )


class _Step(QWidget):
    """One step: its texts, its check, and Enter in its last field."""

    finished = Signal()

    def title(self) -> str:
        """Heading of the step."""
        raise NotImplementedError

    def lead(self) -> str:
        """What the step is for."""
        return ""

    def check(self) -> bool:
        """Whether one may go on; shows what is wrong when not."""
        return True

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""


class VillageStep(_Step):
    """Choose from the table by typing, or enter names and code."""

    other_folder_requested = Signal()
    restore_requested = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.search = SearchBox(self.tr("输入村名、拼音首字母或区划代码"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("村"))
        self.list.setFixedHeight(self.fontMetrics().height() * 5)
        for village in known_villages():
            item = QListWidgetItem(f"{village.full_name}  {village.division_code}")
            item.setData(Qt.ItemDataRole.UserRole, village)
            self.list.addItem(item)
        self.form = Form(2)
        self.inputs = {
            key: QLineEdit() for key in ("province", "city", "county", "town", "name", "division_code")
        }
        titles = {
            "province": self.tr("省"),
            "city": self.tr("市"),
            "county": self.tr("县（市、区）"),
            "town": self.tr("乡镇（街道）"),
            "name": self.tr("村"),
            "division_code": self.tr("区划代码"),
        }
        for key, title in titles.items():
            self.form.add_field(key, title, self.inputs[key], required=key not in ("province", "city"))
        self.inputs["division_code"].setPlaceholderText(self.tr("12 位数字"))
        place = label(self.tr("数据放在：{folder}").format(folder=folder), "small", wrap=True)
        other = button(self.tr("换一个文件夹…"), "link")
        restore = button(self.tr("从备份恢复…"), "link")
        links = QHBoxLayout()
        links.addWidget(other)
        links.addWidget(restore)
        links.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        layout.addWidget(label(self.tr("列表里没有？请在下面填写。"), "muted"))
        layout.addWidget(self.form)
        layout.addWidget(place)
        layout.addLayout(links)
        self.search.search_requested.connect(self._on_search_requested)
        self.search.went_down.connect(self._on_went_down)
        self.search.returnPressed.connect(self._take_first)
        self.list.itemClicked.connect(self._fill)
        self.list.itemActivated.connect(self._take)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.form.finished.connect(self.finished)
        other.clicked.connect(self.other_folder_requested)
        restore.clicked.connect(self.restore_requested)

    def title(self) -> str:
        return self.tr("您是哪个村？")

    def lead(self) -> str:
        return self.tr("选定以后，所有台账和公示上都印这个村名。")

    def focus_first(self) -> None:
        self.search.setFocus()

    def village(self) -> Village:
        """What the fields say."""
        texts = {key: "".join(each.text().split()) for key, each in self.inputs.items()}
        return Village(**texts)

    def check(self) -> bool:
        self.form.clear_problems()
        village = self.village()
        for key, part in (("county", village.county), ("town", village.town), ("name", village.name)):
            if not part:
                problem = Problem("VLG-004", {"part": self.form[key].title})
                self.form[key].show_problem(messages.reason(problem))
        problem_of_code = find_code_problem(village.division_code)
        if problem_of_code is not None:
            text = messages.brief(problem_of_code)
            self.form["division_code"].show_problem(text)
        return not self.form.focus_first_problem()

    def _on_search_requested(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not matches(item.text(), text))

    def _visible(self) -> list[QListWidgetItem]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item for item in items if not item.isHidden()]

    def _on_went_down(self) -> None:
        self.list.setFocus()
        if self._visible():
            self.list.setCurrentItem(self._visible()[0])

    def _take_first(self) -> None:
        """Enter takes the first of what the text left; without a text nobody has named a village yet."""
        if self.search.text().strip() and self._visible():
            self._take(self._visible()[0])

    def _take(self, item: QListWidgetItem) -> None:
        self._fill(item)
        self.finished.emit()

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._fill(item)

    def _fill(self, item: QListWidgetItem) -> None:
        village: Village = item.data(Qt.ItemDataRole.UserRole)
        for key, each in self.inputs.items():
            each.setText(str(getattr(village, key)))
        self.form.clear_problems()


class UserStep(_Step):
    """Who works here first, and their password."""

    def __init__(self) -> None:
        super().__init__()
        self._village = ""
        self.name = QLineEdit()
        self.login = QLineEdit()
        self.role = QComboBox()
        for role in Role:
            if Right.MANAGE_USERS in rights_of(role):
                self.role.addItem(word(role.label), role)
        self.role.setCurrentIndex(max(0, self.role.findData(Role.CLERK)))
        self.password = NewPassword()
        self.form = Form()
        self.form.add_field("name", self.tr("姓名"), self.name, required=True)
        self.form.add_field(
            "login",
            self.tr("登录名"),
            self.login,
            required=True,
            hint=self.tr("登录时选的名字，任何人打开程序都看得到。可以用职务，例如“文书”。"),
        )
        self.form.add_field("role", self.tr("岗位"), self.role)
        self.form.add_field("password", self.tr("密码"), self.password, required=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(
            label(self.tr("其他人（书记、报账员、网格员……）以后在“备份与设置”里添加。"), "small", wrap=True)
        )
        self._login_touched = False
        self.login.textEdited.connect(self._on_login_edited)
        self.role.currentIndexChanged.connect(self._on_role_changed)
        self.form.finished.connect(self.finished)
        self._on_role_changed()

    def title(self) -> str:
        return self.tr("您是谁？设一个密码")

    def lead(self) -> str:
        return self.tr("全村的档案用这个密码加密。至少 8 个字符，用一句自己记得住的话最好。")

    def focus_first(self) -> None:
        self.name.setFocus()

    def set_village(self, village: str) -> None:
        """The village's name must not be the password."""
        self._village = village
        self.password.set_names(village, self.login.text())

    def user(self) -> FirstUser:
        """What the fields say."""
        name = " ".join(self.name.text().split())
        return FirstUser(self.login.text().strip(), name, self.role.currentData(), self.password.password())

    def check(self) -> bool:
        self.form.clear_problems()
        if not self.name.text().strip():
            self.form["name"].show_problem(messages.reason(Problem("VLT-034")))
        problem = find_login_problem(self.login.text())
        if problem is not None:
            self.form["login"].show_problem(messages.reason(problem))
        if self.form.focus_first_problem():
            return False
        return not self.password.show_problem()

    def _on_login_edited(self) -> None:
        self._login_touched = bool(self.login.text())
        self.password.set_names(self._village, self.login.text())

    def _on_role_changed(self) -> None:
        """Propose the post as login: it stays right when the person changes and names nobody."""
        if not self._login_touched:
            self.login.setText(self.role.currentText())
            self.password.set_names(self._village, self.login.text())


class SheetStep(_Step):
    """Shows the code once, to print or copy; six characters are asked back."""

    print_requested = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        code = QWidget()
        code.setLayout(self._grid)
        self.print_button = button(self.tr("打印恢复单"), "primary", "print")
        self.save_button = button(self.tr("存成 PDF（放 U 盘）"), "", "save")
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch()
        self.answer_lines: dict[int, QLineEdit] = {}
        self._asked = QHBoxLayout()
        self._asked.setSpacing(10)
        self.problem = ProblemLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(code)
        layout.addLayout(buttons)
        question = self.tr("印好或抄好以后，请照着纸上填这几个位置的字符，证明恢复单在手里：")
        layout.addWidget(label(question, wrap=True))
        layout.addLayout(self._asked)
        layout.addWidget(self.problem)
        self.print_button.clicked.connect(self.print_requested)
        self.save_button.clicked.connect(self.save_requested)

    def title(self) -> str:
        return self.tr("把恢复单印出来，锁进柜子")

    def lead(self) -> str:
        return self.tr("忘了密码，只有它能打开。电脑里不存这个码，谁也查不到。")

    def show_code(self, groups: Sequence[str], positions: Sequence[int]) -> None:
        """Show the code in its groups and ask for some characters of it."""
        at = 1
        for number, group in enumerate(groups):
            cell = QHBoxLayout()
            cell.setSpacing(8)
            cell.addWidget(label(f"{at}–{at + len(group) - 1}", "small"))
            text = label(group, "codeword")
            cell.addWidget(text)
            cell.addStretch()
            self._grid.addLayout(cell, number // GROUPS_PER_LINE, number % GROUPS_PER_LINE)
            at += len(group)
        for position in positions:
            line = QLineEdit()
            line.setMaxLength(1)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 3)
            name = self.tr("第 {position} 位").format(position=position)
            line.setAccessibleName(name)
            column = QVBoxLayout()
            column.setSpacing(2)
            over: QLabel = label(name, "small")
            over.setBuddy(line)
            column.addWidget(over, 0, Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
            self._asked.addLayout(column)
            self.answer_lines[position] = line
            line.textEdited.connect(self._on_typed)
            line.returnPressed.connect(self.finished)
        self._asked.addStretch()

    def focus_first(self) -> None:
        self.print_button.setFocus()

    def answers(self) -> Mapping[int, str]:
        """What was typed by position."""
        return {position: line.text() for position, line in self.answer_lines.items()}

    def check(self) -> bool:
        empty = [line for line in self.answer_lines.values() if not line.text().strip()]
        if empty:
            self.problem.show_text(
                self.tr("请先填好这 {count} 个字符。").format(count=len(self.answer_lines))
            )
            empty[0].setFocus()
        return not empty

    def show_wrong(self, positions: Sequence[int]) -> None:
        """Mark the answers that differ from the sheet."""
        listed = "、".join(str(position) for position in positions)
        text = self.tr("第 {positions} 位和恢复单不一样，请对照纸上再填。").format(positions=listed)
        self.problem.show_text(text)
        for position in positions:
            self.answer_lines[position].clear()
        self.answer_lines[positions[0]].setFocus()

    def _on_typed(self, text: str) -> None:
        """One character each: go on to the next line by itself."""
        self.problem.show_text("")
        lines = list(self.answer_lines.values())
        typed_in = self.sender()
        if text and isinstance(typed_in, QLineEdit) and typed_in is not lines[-1]:
            lines[lines.index(typed_in) + 1].setFocus()


class StartStep(_Step):
    """A workbook, sample data, or nothing."""

    workbook_wanted = Signal()

    def __init__(self, *, sample_offered: bool) -> None:
        super().__init__()
        self.workbook: Path | None = None
        self._group = QButtonGroup(self)
        self.options: dict[StartWith, QRadioButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        offers = [
            (
                StartWith.WORKBOOK,
                self.tr("导入现有的花名册（Excel、WPS 表格）"),
                self.tr("不用先整理：标题行、合并单元格、号码格式不对，程序会逐行检查，可以整批撤销。"),
            ),
            (
                StartWith.SAMPLE,
                self.tr("先用示范村的数据试试"),
                self.tr(
                    "1,200 个虚构的人，连同任务、账目和会议，只用来试。正式用的时候另选一个空文件夹新建。"
                ),
            ),
            (StartWith.EMPTY, self.tr("从空白开始"), self.tr("一户一户登记，以后也可以再导入。")),
        ]
        for choice, title, text in offers:
            if choice is StartWith.SAMPLE and not sample_offered:
                continue
            option = QRadioButton(title)
            self.options[choice] = option
            self._group.addButton(option)
            remark = label(text, "small", wrap=True)
            remark.setIndent(26)
            layout.addWidget(option)
            layout.addWidget(remark)
            if choice is StartWith.WORKBOOK:
                self._chosen = label("", "", wrap=True)
                self._pick = button(self.tr("选择文件…"))
                row = QHBoxLayout()
                row.setContentsMargins(26, 0, 0, 6)
                row.addWidget(self._pick)
                row.addWidget(self._chosen, 1)
                layout.addLayout(row)
                self._pick.clicked.connect(self._on_pick)
        self.problem = ProblemLine()
        layout.addWidget(self.problem)
        self.options[StartWith.WORKBOOK].setChecked(True)

    def title(self) -> str:
        return self.tr("从哪里开始？")

    def focus_first(self) -> None:
        self.options[self.choice()].setFocus()

    def choice(self) -> StartWith:
        """What was chosen."""
        return next(choice for choice, option in self.options.items() if option.isChecked())

    def set_workbook(self, path: Path) -> None:
        """The workbook to import."""
        self.workbook = path
        self.options[StartWith.WORKBOOK].setChecked(True)
        self._chosen.setText(path.name)
        self.problem.show_text("")

    def check(self) -> bool:
        missing = self.choice() is StartWith.WORKBOOK and self.workbook is None
        self.problem.show_text(self.tr("请先选择花名册文件，或者选另一项。") if missing else "", "soon")
        if missing:
            self._pick.setFocus()
        return not missing

    def _on_pick(self) -> None:
        self.options[StartWith.WORKBOOK].setChecked(True)
        self.workbook_wanted.emit()


class BackupStep(_Step):
    """A second place for backups."""

    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.folder: Path | None = None
        self._chosen = label(self.tr("还没有选"), "strong", wrap=True)
        self.pick = button(self.tr("选择文件夹…"), "", "folder")
        row = QHBoxLayout()
        row.addWidget(self.pick)
        row.addWidget(self._chosen, 1)
        self.problem = ProblemLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        kinds = self.tr("选 U 盘、移动硬盘或另一块磁盘。备份也是加密的。")
        later = self.tr("现在没有，可以直接“开始使用”，以后在“备份与设置”里选。")
        for text in (kinds, later):
            layout.addWidget(label(text, "muted", wrap=True))
        self.pick.clicked.connect(self.folder_wanted)

    def title(self) -> str:
        return self.tr("备份再放一份在哪里？")

    def lead(self) -> str:
        return self.tr("程序每 30 分钟在本机备份一次。电脑坏了，要靠放在别处的那一份。")

    def focus_first(self) -> None:
        self.pick.setFocus()

    def set_folder(self, folder: Path) -> None:
        """The folder chosen."""
        self.folder = folder
        self._chosen.setText(str(folder))
