"""What the office has set: telephones and places for notices, the branch, locking, looks."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.problem import Problem
from desktop.services.settings import Settings
from ui.theme import FONT_PERCENTS, Appearance, Scheme
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot
from ui.widgets.form import Form
from ui.widgets.number_input import NumberInput
from ui.widgets.plain_scroll import PlainScroll

_TEXTS = (
    "village_office_phone",
    "supervision_phone",
    "town_phone",
    "civil_affairs_phone",
    "voucher_hours",
    "board_place",
    "branch_place",
    "public_address",
    "collective_name",
    "branch_name",
)
_COMMITTEE = "branch_has_committee"
_FETCH_ALL = "attachment_fetch_all"
_POSITION = "attachment_position"
_NUMBERS = (
    "post_days",
    "notice_days",
    "party_group_count",
    "auto_lock_minutes",
    "backup_minutes",
    "attachment_file_mb",
    "attachment_total_mb",
)


class OfficeSection(QWidget):
    """One form over the settings; what was changed is saved in one action."""

    saved = Signal(object)  # dict of changed settings
    appearance_chosen = Signal(object)  # Appearance

    def __init__(self, appearance: Appearance, *, may_set: bool) -> None:
        super().__init__()
        self._shown: Settings | None = None
        self.form = Form()
        self._texts = {key: QLineEdit() for key in _TEXTS}
        self._numbers = {key: NumberInput() for key in _NUMBERS}
        self._committee = QCheckBox(self.tr("党支部设有支委会（正式党员 7 人以上）"))
        self._fetch_all = QCheckBox(self.tr("别的电脑的附件原件也自动下载"))
        self._position = QCheckBox(self.tr("照片里保留拍摄位置"))
        self._boxes = {
            _COMMITTEE: self._committee,
            _FETCH_ALL: self._fetch_all,
            _POSITION: self._position,
        }
        self.scheme = CodeCombo(
            (
                CodeOption(Scheme.SYSTEM.value, self.tr("跟随系统")),
                CodeOption(Scheme.LIGHT.value, self.tr("浅色")),
                CodeOption(Scheme.DARK.value, self.tr("深色")),
                CodeOption(Scheme.CONTRAST.value, self.tr("高对比")),
            )
        )
        self.font_size = CodeCombo(tuple(CodeOption(str(n), f"{n}%") for n in FONT_PERCENTS))
        self.language = CodeCombo((CodeOption("zh_CN", "中文"), CodeOption("en", "English")))
        add = self.form.add_field
        self.form.add_heading(self.tr("这台电脑的显示"))
        add("scheme", self.tr("颜色"), self.scheme)
        add("font", self.tr("字号"), self.font_size)
        add("language", self.tr("语言"), self.language)
        self.form.add_heading(self.tr("锁定和备份"))
        add(
            "auto_lock_minutes",
            self.tr("几分钟不动自动锁定"),
            self._numbers["auto_lock_minutes"],
            hint=self.tr("0 表示不自动锁定"),
        )
        add("backup_minutes", self.tr("隔几分钟自动备份"), self._numbers["backup_minutes"])
        self.form.add_heading(self.tr("附件"))
        add("attachment_file_mb", self.tr("一个附件最多几 MB"), self._numbers["attachment_file_mb"])
        add("attachment_total_mb", self.tr("全部附件最多几 MB"), self._numbers["attachment_total_mb"])
        add(_FETCH_ALL, "", self._fetch_all)
        add(_POSITION, "", self._position)
        self.form.add_heading(self.tr("印在公开表上的"))
        add("village_office_phone", self.tr("村办公电话"), self._texts["village_office_phone"])
        add("supervision_phone", self.tr("村监会电话"), self._texts["supervision_phone"])
        add("town_phone", self.tr("乡镇监督电话"), self._texts["town_phone"])
        add("civil_affairs_phone", self.tr("县民政电话"), self._texts["civil_affairs_phone"])
        several = self.tr("几处用顿号隔开")
        add("board_place", self.tr("公开地点"), self._texts["board_place"], hint=several)
        add("branch_place", self.tr("党内公开的地点"), self._texts["branch_place"], hint=several)
        add(
            "public_address",
            self.tr("村民核对公开表的网址"),
            self._texts["public_address"],
            hint=self.tr("印在方块码里，以 https:// 开头；空着就用县平台的地址"),
        )
        by_rule = self.tr("0 表示按现行规定的天数")
        add("post_days", self.tr("公开几天"), self._numbers["post_days"], hint=by_rule)
        add("notice_days", self.tr("公示（可提异议）几天"), self._numbers["notice_days"], hint=by_rule)
        add("voucher_hours", self.tr("凭证查阅时间"), self._texts["voucher_hours"])
        add(
            "collective_name",
            self.tr("集体经济组织全称"),
            self._texts["collective_name"],
            hint=self.tr("空着就用“××村股份经济合作社”"),
        )
        add(
            "branch_name",
            self.tr("党组织全称"),
            self._texts["branch_name"],
            hint=self.tr("空着就用“××村党支部”"),
        )
        self.form.add_heading(self.tr("党支部"))
        add(_COMMITTEE, "", self._committee)
        add("party_group_count", self.tr("党小组个数"), self._numbers["party_group_count"])
        self.save = button(self.tr("保存"), "primary")
        self.save.clicked.connect(self._on_save)
        self.form.finished.connect(self._on_save)
        for widget in (*self._texts.values(), *self._numbers.values(), *self._boxes.values(), self.save):
            widget.setEnabled(may_set)
        scroll = PlainScroll()
        host = QWidget()
        inside = QVBoxLayout(host)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.addWidget(self.form)
        inside.addStretch()
        host.setMaximumWidth(self.fontMetrics().height() * 40)
        scroll.setWidget(host)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot(self.save))
        self._appearance = appearance
        self.scheme.set_code(appearance.scheme.value)
        self.font_size.set_code(str(appearance.font_percent))
        self.language.set_code(appearance.language)
        for combo in (self.scheme, self.font_size, self.language):
            combo.code_changed.connect(self._on_appearance)

    def show_settings(self, settings: Settings) -> None:
        """Show the settings in force; what was typed and not saved yet stays as typed."""
        touched = self._changed()
        self._shown = settings
        for key, edit in self._texts.items():
            if key not in touched:
                edit.setText(getattr(settings, key))
        for key, number in self._numbers.items():
            if key not in touched:
                number.set_value(getattr(settings, key))
        for key, box in self._boxes.items():
            if key not in touched:
                box.setChecked(getattr(settings, key))

    def _values(self) -> Mapping[str, Any]:
        return {
            **{key: edit.text().strip() for key, edit in self._texts.items()},
            **{key: number.value() for key, number in self._numbers.items()},
            **{key: box.isChecked() for key, box in self._boxes.items()},
        }

    def _changed(self) -> dict[str, Any]:
        """What stands in the form other than it was shown."""
        shown = self._shown
        if shown is None:
            return {}
        return {key: value for key, value in self._values().items() if getattr(shown, key) != value}

    def _on_save(self) -> None:
        self.form.clear_problems()
        if changed := self._changed():
            self.saved.emit(changed)

    def _on_appearance(self, _code: str) -> None:
        chosen = Appearance(
            Scheme(self.scheme.code() or Scheme.SYSTEM.value),
            int(self.font_size.code() or 100),
            self.language.code() or "zh_CN",
        )
        if chosen != self._appearance:
            self._appearance = chosen
            self.appearance_chosen.emit(chosen)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show at the fields what keeps the settings from being saved."""
        for problem in problems:
            key = problem.place.field if problem.place else ""
            if key in self.form:
                self.form[key].show_problem(messages.brief(problem))
        self.form.focus_first_problem()
