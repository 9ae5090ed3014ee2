"""The page on which a record is typed in or changed."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem
from ui.screens.register.form_names import NEW
from ui.screens.register.form_sections import REASON, REASON_CODES, sections_of
from ui.screens.register.record_form import RecordForm
from ui.widgets.code_combo import CodeOption
from ui.widgets.dress import button, card, label
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.problem_line import ProblemLine
from ui.widgets.reference_edit import ReferenceChoice


class FormPage(QWidget):
    """A head with the record's name and the buttons, an offer to go on with a draft, the inputs."""

    edited = Signal(str)  # key of the input that was changed by hand
    save_wanted = Signal(bool)  # whether the next record shall follow
    cancel_wanted = Signal()
    draft_taken = Signal()  # go on with the draft
    draft_dropped = Signal()
    references_wanted = Signal(str, str)  # key of a reference, and the text that was typed there

    def __init__(self) -> None:
        super().__init__()
        self.form = RecordForm(())
        self.title = label("", "title")
        self.state = label("", "muted")
        self.cancel = button(self.tr("取消"))
        self.cancel.setToolTip(self.tr("Esc；没有保存的内容留作草稿"))
        self.save = button(self.tr("保存"))
        self.save.setToolTip("Ctrl+S")
        self.save_next = button("", "primary", "save")
        self.save_next.setToolTip("Ctrl+Enter")
        self.banner = card()
        self._banner_text = label("", wrap=True)
        self.take = button(self.tr("继续填写"), "primary")
        self.drop = button(self.tr("丢弃草稿"))
        inside = QHBoxLayout(self.banner)
        inside.setContentsMargins(14, 8, 14, 8)
        inside.addWidget(self._banner_text, 1)
        inside.addWidget(self.drop)
        inside.addWidget(self.take)
        self.banner.hide()
        self.problem = ProblemLine()
        self._scroll = PlainScroll()
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _: self.form.close_hits())
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch()
        for widget in (self.cancel, self.save, self.save_next):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(self.problem)
        layout.addWidget(self._scroll, 1)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.save.clicked.connect(lambda: self.save_wanted.emit(False))
        self.save_next.clicked.connect(lambda: self.save_wanted.emit(True))
        self.take.clicked.connect(self.draft_taken)
        self.drop.clicked.connect(self.draft_dropped)
        keys = {
            "Esc": self.cancel_wanted.emit,
            "Ctrl+S": lambda: self.save_wanted.emit(False),
            "Ctrl+Return": lambda: self.save_wanted.emit(True),
            "Ctrl+Enter": lambda: self.save_wanted.emit(True),
        }
        for key, slot in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_form(
        self,
        form: str,
        title: str,
        texts: Mapping[str, str],
        references: Iterable[ReferenceChoice],
        next_words: str,
    ) -> None:
        """Show another form, empty of problems.

        Args:
            form: Its name (see `ui.screens.register.form_names`).
            title: What is being done.
            texts: What stands in it at first.
            references: The records that its references point to.
            next_words: Words of the main button, which goes on to the next record.
        """
        self.form = RecordForm(sections_of(form))
        self.form.setProperty("role", "scrolled")
        if form == "person" + NEW:
            kinds = code_table("population_change_kind")
            options = tuple(CodeOption(code, kinds.label(code)) for code in REASON_CODES)
            self.form.add_choice(REASON, self.tr("入户原因"), options)
        self.form.know(references)
        self.form.set_texts(texts)
        self.form.edited.connect(self.edited)
        self.form.references_wanted.connect(self.references_wanted)
        self.form.finished.connect(self.save_next.setFocus)
        self._scroll.setWidget(self.form)
        self._scroll.verticalScrollBar().setValue(0)
        self.title.setText(title)
        self.save_next.setText(next_words)
        self.show_state("")
        self.show_trouble("")
        self.banner.hide()
        self.set_saving(saving=False)
        self.form.focus(self.form.first_key())

    def show_state(self, text: str) -> None:
        """Say beside the title whether something is unsaved and where it is kept."""
        self.state.setText(text)

    def show_trouble(self, text: str) -> None:
        """Say over the form why it was not saved; empty for nothing."""
        self.problem.show_text(text)

    def offer_draft(self, text: str) -> None:
        """Ask whether to go on with what was typed before; empty takes the question back."""
        self._banner_text.setText(text)
        self.banner.setVisible(bool(text))
        if text:
            self.take.setFocus()

    def set_saving(self, *, saving: bool) -> None:
        """Keep the buttons from being pressed twice."""
        for widget in (self.save, self.save_next):
            widget.setEnabled(not saving)

    def show_problems(self, by_key: Mapping[str, Sequence[Problem]]) -> None:
        """Say at the inputs what is wrong; an empty list takes the line back."""
        for key, problems in by_key.items():
            if key in self.form.list_keys():
                self.form.show_problems(key, problems)
