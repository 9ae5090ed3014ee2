"""Widgets that know nothing of the field."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.reports.preview import PageImage
from tests.support.windows import activate
from ui.jobs import JobRunner, Progress
from ui.widgets import chart_view
from ui.widgets.chart_view import ChartView
from ui.widgets.chip_bar import ChipBar
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import label
from ui.widgets.facet_panel import FacetGroup, FacetPanel, FacetValue
from ui.widgets.filter_terms import FilterSet, FilterTerm
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import Form
from ui.widgets.list_pane import ListPane
from ui.widgets.masked_field import COVER_AFTER_MS, MaskedField
from ui.widgets.number_card import NumberCard
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.pinyin_initials import initials, matches
from ui.widgets.problem_line import ProblemLine
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.search_box import SearchBox

ONE = FilterTerm("group", "1", "一组")
TWO = FilterTerm("group", "2", "二组")
PARTY = FilterTerm("party", "01", "党员")
NOT_HERE = FilterTerm("residence", "1", "在村", excluded=True)
FILTERS = FilterSet().with_term(PARTY).with_term(ONE).with_term(NOT_HERE).with_term(TWO)

GROUPS = (
    FacetGroup("group", "村民小组", (FacetValue("1", "一组", 113), FacetValue("2", "二组", 1226))),
    FacetGroup("party", "政治面貌", (FacetValue("01", "党员", 0),)),
)


def test_the_list_of_a_combo_box_opens_below_it_with_every_row(qtbot: QtBot) -> None:
    """As a menu over the box it hides rows behind arrows where the style sheet pads them."""
    frame = QWidget()
    qtbot.addWidget(frame)
    box = QComboBox(frame)
    box.addItems(["书记", "文书", "报账员"])
    box.setCurrentIndex(1)
    frame.show()
    box.showPopup()
    view = box.view()
    assert view.mapToGlobal(QPoint(0, 0)).y() > box.mapToGlobal(QPoint(0, box.height() // 2)).y()
    heights = [view.sizeHintForRow(row) for row in range(box.count())]
    assert view.viewport().height() >= sum(heights)
    box.hidePopup()


def test_a_covered_value_stands_on_the_line_of_its_neighbours(qtbot: QtBot) -> None:
    field = MaskedField()
    qtbot.addWidget(field)
    field.set_masked("999901********3451")
    field.show()
    assert field.sizeHint().height() <= label("张三").sizeHint().height() + 6


def test_a_problem_takes_no_more_height_than_its_lines(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line = ProblemLine()
    layout = QVBoxLayout(page)
    layout.addWidget(line)
    layout.addStretch()
    line.show_text("这一格里的内容没有读到。" * 8)
    page.resize(400, 600)
    page.show()
    assert line.height() == line.heightForWidth(line.width()) < 120


def test_a_filter_reads_as_a_sentence() -> None:
    assert FILTERS.sentence() == "党员 且 一组 或 二组 且 非 在村"
    assert FILTERS.wanted() == {"party": ("01",), "group": ("1", "2")}


def test_toggling_a_value_twice_changes_nothing_and_excluding_turns_it_round() -> None:
    assert FilterSet().toggled(ONE).toggled(ONE) == FilterSet()
    turned = FilterSet().toggled(ONE).toggled(FilterTerm("group", "1", "一组", excluded=True))
    assert turned.sentence() == "非 一组"


def test_chips_show_the_sentence_and_delete_asks_to_remove_one(qtbot: QtBot) -> None:
    bar = ChipBar()
    qtbot.addWidget(bar)
    bar.show_filter(FILTERS)
    assert [chip.text() for chip in bar.chips()] == ["党员", "一组", "二组", "非 在村"]
    with qtbot.waitSignal(bar.removed) as removed:
        qtbot.keyClick(bar.chips()[3], Qt.Key.Key_Delete)
    assert removed.args == [NOT_HERE]
    with qtbot.waitSignal(bar.cleared):
        qtbot.keyClick(bar.chips()[0], Qt.Key.Key_Escape)
    bar.show_filter(FilterSet())
    assert bar.isHidden()


@pytest.fixture
def facets(qtbot: QtBot) -> FacetPanel:
    panel = FacetPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 300)
    panel.show_groups(GROUPS, FilterSet())
    panel.show()
    return panel


def click(
    qtbot: QtBot,
    panel: FacetPanel,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> FilterSet:
    tree = panel.tree
    item = tree.topLevelItem(0).child(1)
    with qtbot.waitSignal(panel.changed) as changed:
        qtbot.mouseClick(tree.viewport(), button, modifier, tree.visualItemRect(item).center())
    return changed.args[0]


def test_a_click_wants_a_value_a_right_click_or_alt_click_excludes_it(
    qtbot: QtBot, facets: FacetPanel
) -> None:
    assert click(qtbot, facets) == FilterSet((TWO,))
    excluded = FilterSet((FilterTerm("group", "2", "二组", excluded=True),))
    assert click(qtbot, facets, Qt.MouseButton.RightButton) == excluded
    assert click(qtbot, facets, modifier=Qt.KeyboardModifier.AltModifier) == excluded


def test_facets_by_keyboard_and_the_cursor_stays_when_counts_change(qtbot: QtBot, facets: FacetPanel) -> None:
    tree = facets.tree
    tree.setCurrentItem(tree.topLevelItem(0).child(0))
    with qtbot.waitSignal(facets.changed) as wanted:
        qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert wanted.args[0].sentence() == "一组"
    with qtbot.waitSignal(facets.changed) as unwanted:
        qtbot.keyClick(tree, Qt.Key.Key_Minus)
    assert unwanted.args[0].sentence() == "非 一组"
    facets.show_groups(GROUPS, unwanted.args[0])
    assert tree.currentItem().text(0) == "非 一组"
    assert tree.topLevelItem(0).child(1).text(1) == "1,226"
    with qtbot.waitSignal(facets.changed) as gone:
        qtbot.keyClick(tree, Qt.Key.Key_Minus)
    assert gone.args[0] == FilterSet()


def test_a_folded_group_stays_folded_when_counts_change(facets: FacetPanel) -> None:
    facets.tree.topLevelItem(0).setExpanded(False)
    facets.show_groups(GROUPS, FilterSet())
    assert not facets.tree.topLevelItem(0).isExpanded()
    assert facets.tree.topLevelItem(1).isExpanded()


def test_a_search_box_tells_once_what_was_typed(qtbot: QtBot) -> None:
    box = SearchBox("找人")
    qtbot.addWidget(box)
    told: list[str] = []
    box.search_requested.connect(told.append)
    qtbot.keyClicks(box, "zjg ")
    qtbot.waitUntil(lambda: told == ["zjg"])
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told == ["zjg"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert told == ["zjg", ""]
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)


def test_down_in_the_search_box_searches_at_once_and_goes_to_the_results(qtbot: QtBot) -> None:
    box = SearchBox("找人")
    qtbot.addWidget(box)
    qtbot.keyClicks(box, "ab")
    with qtbot.waitSignals([box.search_requested, box.went_down], order="strict"):
        qtbot.keyClick(box, Qt.Key.Key_Down)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("农户", "nh"),
        ("空挂户", "kgh"),
        ("备份与设置", "bfysz"),
        ("A4 纸", "a4z"),
        ("妇女", "fn"),
        ("一组", "yz"),
    ],
)
def test_pinyin_initials_of_common_characters(text: str, letters: str) -> None:
    assert initials(text) == letters


def test_what_was_typed_may_be_a_part_or_initials() -> None:
    assert matches("备份与设置", "fys")
    assert matches("备份与设置", "设置")
    assert not matches("备份与设置", "xz")


OPTIONS = (
    CodeOption("10", "农户"),
    CodeOption("20", "集体户"),
    CodeOption("30", "农村户", keys="乡下"),
)


@pytest.fixture
def combo(qtbot: QtBot) -> CodeCombo:
    made = CodeCombo(OPTIONS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_initials_and_enter_choose_a_value(qtbot: QtBot, combo: CodeCombo) -> None:
    with qtbot.waitSignal(combo.code_changed) as changed:
        qtbot.keyClicks(combo.lineEdit(), "nh")
        combo.take_typed()
    assert changed.args == ["10"]
    assert combo.currentText() == "农户"


def test_a_code_and_an_older_word_choose_too(combo: CodeCombo) -> None:
    for typed, code in (("20", "20"), ("乡下", "30"), ("集", "20")):
        combo.lineEdit().setText(typed)  # type: ignore[union-attr]
        combo.take_typed()
        assert combo.code() == code


def test_a_value_longer_than_the_box_is_read_from_its_beginning(combo: CodeCombo) -> None:
    combo.set_options([CodeOption("40", "村民代表会议" * 9)])
    combo.resize(120, combo.height())
    combo.set_code("40")
    assert combo.lineEdit().cursorPosition() == 0  # type: ignore[union-attr]


def test_the_list_of_offers_is_made_when_somebody_types(combo: CodeCombo) -> None:
    assert combo.completer() is None
    line = combo.lineEdit()
    assert line is not None
    line.insert("农")
    line.textEdited.emit("农")
    assert combo.completer().completionCount() > 0


def test_what_matches_nothing_is_not_taken_and_an_empty_box_means_none(combo: CodeCombo) -> None:
    combo.set_code("10")
    combo.lineEdit().setText("外星人")  # type: ignore[union-attr]
    combo.take_typed()
    assert (combo.code(), combo.currentText()) == ("10", "农户")
    combo.lineEdit().setText("")  # type: ignore[union-attr]
    combo.take_typed()
    assert combo.code() == ""


def test_a_code_that_is_no_longer_offered_is_shown_as_it_stands(combo: CodeCombo) -> None:
    combo.set_code("99")
    assert (combo.code(), combo.currentText()) == ("99", "99")


def test_enter_goes_through_a_form_and_ends_it_in_the_last_field(qtbot: QtBot) -> None:
    form = Form()
    first, combo, note = QLineEdit(), CodeCombo(OPTIONS), QPlainTextEdit()
    form.add_field("first", "姓名", first, required=True)
    form.add_field("combo", "户别", combo)
    form.add_field("note", "备注", note)
    qtbot.addWidget(form)
    form.show()
    activate(qtbot, form)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert combo.hasFocus()
    qtbot.keyClicks(combo.lineEdit(), "jt")
    qtbot.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    assert combo.code() == "20"
    assert note.hasFocus()
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert note.toPlainText() == "\n"
    with qtbot.waitSignal(form.finished):
        qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_problem_stands_under_its_field_and_takes_the_cursor(qtbot: QtBot) -> None:
    form = Form()
    lines = QLineEdit(), QLineEdit()
    form.add_field("a", "姓名", lines[0], hint="照户口簿")
    form.add_field("b", "电话", lines[1])
    qtbot.addWidget(form)
    form.show()
    activate(qtbot, form)
    form["b"].show_problem("手机号应为 11 位。")
    assert form["b"].problem.isVisible()
    assert form["a"].hint.isVisible()
    assert form.focus_first_problem()
    assert lines[1].hasFocus()
    form.clear_problems()
    assert not form.focus_first_problem()


def test_a_field_with_nothing_to_say_is_its_name_and_its_input(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    field = form.add_field("a", "姓名", QLineEdit())
    field.show_hint("")
    field.show_problem("")
    assert form.findChildren(QLabel) == [field.name]
    field.show_hint("照户口簿")
    assert [line.text() for line in form.findChildren(QLabel)] == ["姓名", "照户口簿"]


def test_a_list_and_the_record_beside_it_are_dressed_when_they_are_shown(qtbot: QtBot) -> None:
    """Dressed before, they would be dressed anew with every parent that their screen gives them."""
    window, parts = QWidget(), (QLabel("名单"), QLabel("记录"))
    qtbot.addWidget(window)
    pane = ListPane(*parts, picture="tasks", shares=(3, 2))
    pane.show_rows(exist=False)
    QVBoxLayout(window).addWidget(pane)
    polished = Qt.WidgetAttribute.WA_WState_Polished
    assert [part.testAttribute(polished) for part in parts] == [False, False]
    window.show()
    assert [part.isVisible() for part in (*parts, pane.empty)] == [False, True, True]
    pane.show_rows(exist=True)
    assert [part.isVisible() for part in (*parts, pane.empty)] == [True, True, False]


def test_a_chart_still_to_come_is_not_placed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """To place one reads the fonts of paper; a screen with a chart would wait for them when opened."""
    placed: list[object] = []
    monkeypatch.setattr(chart_view, "lay_out_chart", lambda *asked: placed.append(asked))
    view = ChartView("各月收支")
    qtbot.addWidget(view)
    view.show()
    assert view.grab().height() >= view.minimumSizeHint().height()
    assert view.areas == ()
    assert placed == []


def test_a_masked_value_is_shown_only_by_its_owner_and_covers_itself(qtbot: QtBot) -> None:
    field = MaskedField()
    qtbot.addWidget(field)
    field.set_masked("9999**********1234")
    assert field.text() == "9999**********1234"
    asked: list[str] = []
    field.reveal_requested.connect(asked.append)
    field.reveal_requested.emit("核对身份")
    assert field.text() == "9999**********1234"  # asking alone shows nothing
    field._timer.setInterval(20)
    field.show_value("999901198001011234")
    assert field.text() == "999901198001011234"
    qtbot.waitUntil(lambda: field.text() == "9999**********1234")
    assert asked == ["核对身份"]
    field._on_clicked()
    heading = field.findChild(QMenu).actions()[0]  # type: ignore[union-attr]
    assert (heading.text(), heading.isEnabled()) == ("为什么要看？（会记入日志）", False)
    field.findChild(QMenu).close()  # type: ignore[union-attr]
    assert COVER_AFTER_MS == 30_000


def test_a_number_card_opens_its_list_by_click_and_key_once_it_has_a_figure(qtbot: QtBot) -> None:
    card = NumberCard("人口", "register")
    qtbot.addWidget(card)
    card.show()
    assert not card.isEnabled()
    card.show_number(12345, "外出 312 人", "soon")
    assert card.accessibleName() == "人口 12,345 外出 312 人"
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Space)


def test_progress_of_short_work_never_appears(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    panel.start("正在导出")
    panel.finish()
    qtbot.wait(250)  # longer than the 200 ms after which it would show itself
    assert not panel.isVisible()


def test_progress_says_how_much_is_done_and_stopping_can_be_asked_once(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    panel.start("正在导入")
    qtbot.waitUntil(panel.isVisible)
    panel.show_progress(Progress(1234, 5000), "写入档案")
    assert "1,234 / 5,000" in panel.detail()
    with qtbot.waitSignal(panel.cancel_requested):
        panel._cancel.click()
    assert not panel._cancel.isEnabled()


class Drawer:
    """Pages of one colour; writes down what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, float]] = []

    def __call__(self, page: int, dpi: float) -> PageImage:
        self.asked.append((page, dpi))
        width, height = round(dpi), round(dpi * 1.4)
        return PageImage(width, height, bytes((page, 0, 0, 255)) * (width * height))


def test_the_preview_turns_pages_and_zooms_by_keyboard(qtbot: QtBot, runner: JobRunner) -> None:
    preview, draw = PdfPreview(runner), Drawer()
    qtbot.addWidget(preview)
    preview.resize(600, 700)
    preview.show()
    preview.show_document(3, draw, 595.0)
    qtbot.waitUntil(lambda: not preview._paper.pixmap().isNull())
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 1
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.page == 0
    before = preview._percent_now()
    qtbot.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview._percent_now() > before
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert {page for page, _ in draw.asked} >= {0}


def test_a_page_that_cannot_be_drawn_says_so(qtbot: QtBot, runner: JobRunner) -> None:
    def broken(page: int, dpi: float) -> PageImage:
        raise ValueError("x")

    preview = PdfPreview(runner)
    qtbot.addWidget(preview)
    with qtbot.waitSignal(preview.render_failed):
        preview.show_document(1, broken)
    assert "画不出来" in preview._paper.text()


def test_words_in_a_line_follow_what_is_added_grows_hides_and_goes(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host)
    one, two = QLabel("一"), QLabel("二")
    flow.addWidget(one)
    line, width = flow.heightForWidth(10_000), flow.sizeHint().width()
    assert flow.heightForWidth(width) == line
    flow.addWidget(two)
    assert flow.heightForWidth(10_000) == line < flow.heightForWidth(width)
    host.show()
    one.setText("一" * 20)
    QApplication.processEvents()
    assert flow.sizeHint().width() == one.sizeHint().width() > width
    one.hide()
    QApplication.processEvents()
    assert flow.sizeHint().width() == two.sizeHint().width()
    assert flow.heightForWidth(width) == line
    one.show()
    flow.removeWidget(two)
    QApplication.processEvents()
    assert flow.sizeHint().width() == one.sizeHint().width()
    host.resize(600, 100)
    QApplication.processEvents()
    assert one.geometry().topLeft() == QPoint(0, 0)
