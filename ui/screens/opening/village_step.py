"""The step of the first run that asks which village this is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from desktop import messages
from desktop.domain.division import find_code_problem, known_villages
from desktop.domain.problem import Problem
from desktop.domain.village import Village
from ui.screens.opening.wizard_step import WizardStep
from ui.widgets.dress import button, label
from ui.widgets.form import Form
from ui.widgets.pinyin_initials import matches
from ui.widgets.search_box import SearchBox


class VillageStep(WizardStep):
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
