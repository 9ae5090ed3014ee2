"""Work and jobs of a household's members, on its card in the register (务工)."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from ui.widgets.dress import button, label, set_tone

if TYPE_CHECKING:
    from desktop.services.jobs_market.about import MemberAtWork
    from desktop.services.jobs_market.referrals import ReferralRow
    from desktop.services.jobs_market.seekers import Seeker
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.jobs_market.seeker_entry import SeekerEntry
    from ui.shell.shell_api import Shell

_MOST_REFERRALS = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("JobsPart", text)


def jobs_title() -> str:
    """The tab's name."""
    return _tr("务工")


class JobsPart(QWidget):
    """Reads when it is made: where each member works, who looks for what, where they were recommended."""

    def __init__(
        self, page: QWidget, office: "Office", runner: "JobRunner", shell: "Shell", household_id: str
    ) -> None:
        super().__init__()
        self._page, self._office, self._runner, self._shell = page, office, runner, shell
        self._household_id = household_id
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._load()

    def _load(self) -> None:
        def work() -> "tuple[MemberAtWork, ...]":
            # late: a card that is looked at without this tab needs none of it
            from desktop.services.jobs_market.about import household_work

            return household_work(self._office, self._household_id)

        self._runner.read(lambda job: work(), self._show, self._shell.show_error, owner=self)

    def _show(self, members: "tuple[MemberAtWork, ...]") -> None:
        if not members:
            self._layout.addWidget(label(_tr("没有在劳动年龄的人"), "muted"))
        for each in members:
            self._layout.addWidget(self._member(each))
            for seeker in each.seekers[:1]:
                for text in _said(seeker):
                    self._layout.addWidget(label(text, "small", wrap=True))
            for referral in each.referrals[:_MOST_REFERRALS]:
                line = label(_referral_words(referral), "small", wrap=True)
                set_tone(line, "" if referral.outcome else "soon")
                self._layout.addWidget(line)

    def _member(self, each: "MemberAtWork") -> QWidget:
        from desktop.domain.code_table import code_table
        from desktop.words import word

        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        worker, seeker = each.worker, each.looks_for_work
        where = word(code_table("job_state").label(worker.job_state)) if worker.job_state else ""
        age = _tr("{age} 岁").format(age=each.age) if each.age.isdigit() else each.age
        told = (worker.name, age, where or _tr("就业去向没有登记"), worker.job_title)
        row.addWidget(label("　".join(part for part in told if part), "strong", wrap=True), 1)
        if seeker is not None:
            state = label(
                _tr("{state}，有效到 {day}").format(
                    state=word(seeker.state_label), day=seeker.validity.last_day
                )
            )
            set_tone(state, "ok" if seeker.is_open else "soon")
            row.addWidget(state)
        if self._office.may(Right.EDIT_JOBS):
            for text, run in self._deeds(each, seeker):
                pressed = button(text, "link")
                pressed.setAccessibleName(f"{text} {worker.name}")
                pressed.clicked.connect(run)
                row.addWidget(pressed)
        return line

    def _deeds(self, each: "MemberAtWork", seeker: "Seeker | None") -> list[tuple[str, partial[None]]]:
        if seeker is None:
            return [(_tr("求职登记"), partial(self._register, each.worker.id, each.worker.name))]
        return [
            (_tr("修改"), partial(self._edit, seeker)),
            (_tr("续登记"), partial(self._renew, seeker.row.id)),
            (_tr("结束"), partial(self._close, seeker)),
        ]

    def _entry(self) -> "SeekerEntry":
        from ui.screens.jobs_market.seeker_entry import SeekerEntry

        # the card reads itself anew, and this part with it
        return SeekerEntry(self._page, self._office, self._runner, self._shell, self._shell.records_changed)

    def _register(self, person_id: str, name: str) -> None:
        self._entry().register(person_id, name)

    def _edit(self, seeker: "Seeker") -> None:
        self._entry().edit(seeker)

    def _renew(self, seeker_id: str) -> None:
        self._entry().renew(seeker_id)

    def _close(self, seeker: "Seeker") -> None:
        self._entry().close(seeker)


def _said(seeker: "Seeker") -> list[str]:
    """What somebody looked for last, and what he wants to learn."""
    from desktop.domain.code_table import code_table
    from desktop.words import word
    from ui.screens.jobs_market.work_words import wish_words

    row = seeker.row
    skills = "、".join(word(code_table("job_skill").label(code)) for code in row.skills)
    told = (
        (_tr("想找：{text}"), wish_words(row)),
        (_tr("会：{text}"), "、".join(part for part in (skills, row.certificates) if part)),
        (_tr("想学：{text}"), row.training),
        (_tr("不便：{text}"), row.limits),
    )
    found = [form.format(text=text) for form, text in told if text]
    if not seeker.row.consented_on:
        found.append(_tr("没有同意推荐"))
    return found


def _referral_words(referral: "ReferralRow") -> str:
    from desktop.domain.code_table import code_table
    from desktop.words import word

    outcome = referral.outcome
    result = word(code_table("job_referral_outcome").label(outcome)) if outcome else _tr("等结果")
    return _tr("{day} 推荐到 {employer} {title}：{result}").format(
        day=referral.referred_on, employer=referral.employer, title=referral.title, result=result
    )
