"""Forms about posts and recommendations."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from desktop.domain.job_post import NewPost
from desktop.services.jobs_market.posts import Post
from desktop.services.jobs_market.referrals import HIRED, ReferralRow, work_state_at
from ui.dialogs.form_dialog import FormDialog
from ui.screens.jobs_market.seeker_dialog import cents_to_yuan, code_combo, yuan_to_cents
from ui.widgets.dress import label
from ui.widgets.form import long_text


class PostDialog(FormDialog):
    """A post of the village's own to write or change, or one of the county's to read.

    Of an employer that is known already the rest is filled in.
    """

    submitted = Signal(object)  # NewPost

    def __init__(
        self, valid_to: str, known: Sequence[Post], parent: QWidget, *, existing: Post | None = None
    ) -> None:
        title = self.tr("修改岗位") if existing else self.tr("登记岗位")
        super().__init__(title, self.tr("保存"), parent, columns=2, scrolls=True)
        self._known = {post.row.employer: post.row for post in reversed(known)}
        line = QLineEdit
        self.employer, self.title_edit, self.credit_code = line(), line(), line()
        self.kind, self.place_kind = code_combo("job_kind"), code_combo("job_place")
        self.place, self.count = line(), line()
        self.wage_from, self.wage_to = line(), line()
        self.wage_unit = code_combo("wage_unit")
        self.wage_unit.set_code("month")
        self.insured, self.lodging = self._said(), self._said()
        self.demands = long_text(2)
        self.contact, self.phone, self.valid_to, self.note = line(), line(), line(valid_to), line()
        self.credit_code.setPlaceholderText(self.tr("18 位，没有可以不填"))
        add = self.form.add_field
        add("employer", self.tr("单位"), self.employer, required=True)
        add("title", self.tr("岗位"), self.title_edit, required=True)
        add("kind", self.tr("工种"), self.kind)
        add("wanted_count", self.tr("招几人"), self.count)
        add("place_kind", self.tr("在哪里"), self.place_kind)
        add("place", self.tr("地址"), self.place)
        add("wage_from_cents", self.tr("工资从（元）"), self.wage_from)
        add("wage_to_cents", self.tr("到（元）"), self.wage_to)
        add("wage_unit", self.tr("工资单位"), self.wage_unit)
        add("valid_to", self.tr("有效到"), self.valid_to, required=True)
        add("insured", self.tr("缴社保"), self.insured)
        add("lodging", self.tr("包住宿"), self.lodging)
        add(
            "demands",
            self.tr("条件"),
            self.demands,
            hint=self.tr("只写工作需要的；不能限性别、婚育、民族、户籍"),
        )
        add("note", self.tr("备注"), self.note)
        add("contact", self.tr("联系人"), self.contact)
        add("phone", self.tr("电话"), self.phone)
        add("credit_code", self.tr("信用代码"), self.credit_code)
        if existing is not None:
            self._show(existing)
        else:
            completer = QCompleter(sorted(self._known), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.employer.setCompleter(completer)
            completer.activated.connect(self._recall)
            self.employer.editingFinished.connect(lambda: self._recall(self.employer.text()))
        self.employer.setFocus()
        if existing is not None and existing.is_county:
            self._only_show()
        self.resize(self.fontMetrics().height() * 46, self.fontMetrics().height() * 27)

    def _recall(self, employer: str) -> None:
        """Fill in what an earlier post of the same employer says of it, where nothing was typed."""
        row = self._known.get(employer.strip())
        if row is None:
            return
        known = (
            (self.credit_code, row.credit_code),
            (self.place, row.place),
            (self.contact, row.contact),
            (self.phone, row.phone),
        )
        for edit, text in known:
            if not edit.text():
                edit.setText(text)
        if not self.place_kind.code():
            self.place_kind.set_code(row.place_kind)

    def _only_show(self) -> None:
        self.setWindowTitle(self.tr("县里下发的岗位"))
        self.form.setEnabled(False)
        self.yes.hide()
        self.cancel.setText(self.tr("关闭"))
        self.cancel.setFocus()

    def _said(self) -> QComboBox:
        made = QComboBox()
        for text, value in ((self.tr("没有说"), None), (self.tr("是"), True), (self.tr("否"), False)):
            made.addItem(text, value)
        return made

    def _show(self, post: Post) -> None:
        row = post.row
        texts = (
            (self.employer, row.employer),
            (self.title_edit, row.title),
            (self.credit_code, row.credit_code),
            (self.place, row.place),
            (self.count, str(row.wanted_count or "")),
            (self.wage_from, cents_to_yuan(row.wage_from_cents)),
            (self.wage_to, cents_to_yuan(row.wage_to_cents)),
            (self.contact, row.contact),
            (self.phone, row.phone),
            (self.valid_to, row.valid_to),
            (self.note, row.note),
        )
        for edit, text in texts:
            edit.setText(text)
        self.demands.setPlainText(row.demands)
        for combo, code in (
            (self.kind, row.kind),
            (self.place_kind, row.place_kind),
            (self.wage_unit, row.wage_unit),
        ):
            combo.set_code(code)
        for said, value in ((self.insured, row.insured), (self.lodging, row.lodging)):
            said.setCurrentIndex(said.findData(value))

    def submit(self) -> None:
        self.form.clear_problems()
        for key, edit in (("wage_from_cents", self.wage_from), ("wage_to_cents", self.wage_to)):
            if edit.text().strip() and yuan_to_cents(edit.text()) is None:
                self.form[key].show_problem(self.tr("请填整数，多少元。"))
        count = self.count.text().strip()
        if count and not count.isdecimal():
            self.form["wanted_count"].show_problem(self.tr("请填整数。"))
        if self.form.focus_first_problem():
            return
        self.submitted.emit(
            NewPost(
                employer=self.employer.text(),
                title=self.title_edit.text(),
                valid_to=self.valid_to.text().strip(),
                credit_code=self.credit_code.text(),
                place=self.place.text(),
                place_kind=self.place_kind.code(),
                kind=self.kind.code(),
                wanted_count=int(count) if count else None,
                demands=self.demands.toPlainText(),
                wage_from_cents=yuan_to_cents(self.wage_from.text()),
                wage_to_cents=yuan_to_cents(self.wage_to.text()),
                wage_unit=self.wage_unit.code(),
                insured=self.insured.currentData(),
                lodging=self.lodging.currentData(),
                contact=self.contact.text(),
                phone=self.phone.text(),
                note=self.note.text(),
            )
        )


class OutcomeDialog(FormDialog):
    """What came of a recommendation; of who was hired also where he works now."""

    submitted = Signal(str, str, str)  # code of job_referral_outcome, note, code of job_state

    def __init__(self, referral: ReferralRow, parent: QWidget) -> None:
        super().__init__(self.tr("推荐结果"), self.tr("保存"), parent)
        self.outcome = code_combo("job_referral_outcome")
        self.outcome.set_code(referral.outcome)
        self.job_state = code_combo("job_state")
        self.job_state.set_code(work_state_at(referral.place_kind))
        self.note = QLineEdit(referral.note)
        add = self.form.add_field
        add("person", self.tr("谁"), label(referral.name))
        add("post", self.tr("岗位"), label(f"{referral.employer}　{referral.title}", wrap=True))
        add("outcome", self.tr("结果"), self.outcome, required=True)
        add("job_state", self.tr("在哪里工作"), self.job_state, hint=self.tr("写进民情档案的就业去向"))
        add("note", self.tr("备注"), self.note)
        self.outcome.code_changed.connect(lambda _: self._arrange())
        self._arrange()
        self.outcome.setFocus()

    def _arrange(self) -> None:
        self.form["job_state"].set_shown(self.outcome.code() == HIRED)

    def submit(self) -> None:
        self.form.clear_problems()
        outcome = self.outcome.code()
        if not outcome:
            self.form["outcome"].show_problem(self.tr("请选一个结果。"))
            self.form.focus_first_problem()
            return
        where = self.job_state.code() if outcome == HIRED else ""
        self.submitted.emit(outcome, self.note.text(), where)


class RecipientDialog(FormDialog):
    """Who gets the list of names; the export log keeps it."""

    submitted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("导出求职名单"), self.tr("保存"), parent)
        self.recipient = QLineEdit()
        self.recipient.setPlaceholderText(self.tr("如 县人社局"))
        self.form.add_field(
            "recipient",
            self.tr("给哪个单位"),
            self.recipient,
            required=True,
            hint=self.tr("名单只有本人同意推荐的；导出会记入日志"),
        )
        self.recipient.setFocus()

    def submit(self) -> None:
        self.form.clear_problems()
        if not self.recipient.text().strip():
            self.form["recipient"].show_problem(self.tr("请写接收单位。"))
            self.form.focus_first_problem()
            return
        self.submitted.emit(self.recipient.text().strip())
