"""Reads and writes work and jobs for the screen."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.job_post import NewPost
from desktop.services.jobs_market import forecast, posts, referrals, seekers
from desktop.services.jobs_market.forecast import Forecast
from desktop.services.jobs_market.posts import Post
from desktop.services.jobs_market.referrals import Fit, ReferralRow
from desktop.services.jobs_market.seekers import Seeker
from ui.dialogs.files import save_file
from ui.dialogs.refusal import write_for
from ui.screens.jobs_market.seeker_entry import SeekerEntry

if TYPE_CHECKING:
    from desktop.domain.job import JobHandle
    from desktop.services.office import Office
    from ui.dialogs.form_dialog import FormDialog
    from ui.jobs import JobRunner
    from ui.screens.jobs_market.view import JobsMarketScreen
    from ui.shell.shell_api import Shell

_FITS_EACH = 10


def _tr(text: str) -> str:
    return QCoreApplication.translate("JobsMarketPresenter", text)


class JobsMarketPresenter:
    """Loads the pages, opens the forms, writes what they ask for."""

    def __init__(
        self, view: "JobsMarketScreen", office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> None:
        self._view, self._office, self._runner, self._shell = view, office, runner, shell
        self._may_edit = office.may(Right.EDIT_JOBS)
        self._forecast: Forecast | None = None
        self._entry = SeekerEntry(view, office, runner, shell, shell.records_changed)

    def load(self) -> None:
        """Read everything anew."""
        office, view = self._office, self._view
        asked = view.dimensions()

        def read() -> tuple[Any, ...]:
            told = forecast.forecast(office, *asked) if asked[0] is not asked[1] else None
            return (
                seekers.list_seekers(office),
                posts.list_posts(office),
                referrals.list_fits(office, most=_FITS_EACH),
                referrals.list_referrals(office),
                told,
            )

        def show(
            found: tuple[
                Sequence[Seeker], Sequence[Post], Sequence[Fit], Sequence[ReferralRow], Forecast | None
            ],
        ) -> None:
            looking, offered, fits, recommended, told = found
            view.show_work(looking, offered, fits, recommended)
            if told is not None and view.dimensions() == asked:
                self._forecast = told
                view.show_forecast(told, forecast.table_lines(told))

        self._runner.read(lambda job: read(), show, self._shell.show_error, owner=view)

    # Seekers

    def add_seeker(self) -> None:
        """Register one person."""
        self._entry.register()

    def edit_seeker(self, seeker_id: str) -> None:
        """Change a registration of the list."""
        seeker = self._seeker(seeker_id)
        if seeker is not None:
            self._entry.edit(seeker)

    def _seeker(self, seeker_id: str) -> Seeker | None:
        model = self._view.seekers_model
        row = model.row_of(seeker_id)
        return model.row_at(row) if row >= 0 else None

    def add_batch(self) -> None:
        """Register several people of one group."""
        self._entry.register_several()

    def renew(self, seeker_id: str) -> None:
        """Count a registration from today on."""
        if seeker_id:
            self._entry.renew(seeker_id)

    def close(self, seeker_id: str) -> None:
        """Ask how a registration ended."""
        seeker = self._seeker(seeker_id)
        if seeker is not None:
            self._entry.close(seeker)

    # Posts

    def add_post(self) -> None:
        """Enter a post."""
        self._open_post(None)

    def edit_post(self, post_id: str) -> None:
        """Change a post of the village's own."""
        post = self._post(post_id)
        if post is not None:
            self._open_post(post)

    def _post(self, post_id: str) -> Post | None:
        model = self._view.posts_model
        row = model.row_of(post_id)
        return model.row_at(row) if row >= 0 else None

    def _open_post(self, existing: Post | None) -> None:
        from ui.screens.jobs_market.post_dialog import PostDialog

        if not self._may_edit:
            return
        office = self._office
        known = self._view.all_posts()
        dialog = PostDialog(posts.suggest_valid_to(office), known, self._view, existing=existing)

        def work(new: NewPost) -> None:
            if existing is None:
                posts.add_post(office, new)
            else:
                posts.edit_post(office, existing.row.id, new)

        dialog.submitted.connect(lambda new: self._store(dialog, lambda: work(new)))
        dialog.open()

    def check(self, post_id: str) -> None:
        """Say that a post is real."""
        if post_id and self._may_edit:
            self._run(lambda: posts.mark_checked(self._office, post_id))

    def list_bad(self, post_id: str) -> None:
        """Put an employer on the bad list after a question, or take it off."""
        post = self._post(post_id)
        if post is None or not self._may_edit:
            return
        is_bad = not post.row.is_listed_bad
        if not is_bad:
            self._run(lambda: posts.list_bad(self._office, post_id, is_bad=False))
            return
        self._shell.ask(
            _tr("把“{employer}”列入黑名单？").format(employer=post.row.employer),
            _tr("这个单位的岗位都不再推荐，可以随时移出。"),
            _tr("列入黑名单"),
            lambda: self._run(lambda: posts.list_bad(self._office, post_id, is_bad=True)),
            danger=True,
        )

    def close_post(self, post_id: str) -> None:
        """Say that nobody more is wanted."""
        if post_id and self._may_edit:
            self._run(lambda: posts.close_post(self._office, post_id))

    # Recommendations

    def refer(self, key: str) -> None:
        """Recommend the seeker of a fit for its post."""
        seeker_id, _, post_id = key.partition("/")
        if post_id and self._may_edit:
            self._run(lambda: referrals.refer(self._office, seeker_id, post_id))

    def ask_outcome(self, referral_id: str) -> None:
        """Ask what came of a recommendation."""
        from ui.screens.jobs_market.post_dialog import OutcomeDialog

        model = self._view.referrals_model
        row = model.row_of(referral_id)
        if row < 0 or not self._may_edit:
            return
        referral = model.row_at(row)
        dialog = OutcomeDialog(referral, self._view)
        dialog.submitted.connect(
            lambda outcome, note, where: self._store(
                dialog, lambda: referrals.record_outcome(self._office, referral_id, outcome, note, where)
            )
        )
        dialog.open()

    # Papers

    def print_slip(self, referral_id: str) -> None:
        """Preview the slip of a recommendation."""
        if not referral_id:
            return

        def make(_full: bool, _job: "JobHandle") -> bytes:
            from desktop.services.jobs_market.printing import render_slip

            return render_slip(self._office, referral_id)

        self._open_paper(_tr("务工推荐单"), _tr("一式两份，本人签收一份。打印会记入日志。"), make)

    def print_posts(self) -> None:
        """Preview the posts for the wall."""

        def make(_full: bool, _job: "JobHandle") -> bytes:
            from desktop.services.jobs_market.printing import render_posts

            return render_posts(self._office)

        self._open_paper(_tr("务工岗位信息"), _tr("只有核实过、还在招的岗位；没有求职人的信息。"), make)

    def print_forecast(self) -> None:
        """Preview the table of seekers."""
        told = self._forecast
        if told is None:
            return

        def make(_full: bool, _job: "JobHandle") -> bytes:
            from desktop.services.jobs_market.printing import render_forecast

            return render_forecast(self._office, told)

        self._open_paper(_tr("求职人员汇总表"), _tr("没有姓名，小的数不写，可以报县人社。"), make)

    def _open_paper(self, name: str, note: str, make: "Callable[[bool, JobHandle], bytes]") -> None:
        from ui.screens.register.print_dialog import Paper, PrintDialog

        if self._office.may(Right.PRINT):
            paper = Paper(name, name, note, "", False, make)
            PrintDialog(self._office, self._runner, self._shell, paper, self._view).open()

    def export_forecast(self) -> None:
        """Ask where the table goes."""
        told = self._forecast
        if told is not None:
            self._save(
                _tr("求职人员汇总表.xlsx"), lambda path: forecast.export_forecast(self._office, told, path)
            )

    def export_names(self) -> None:
        """Ask who gets the list of names, and where it goes."""
        from ui.screens.jobs_market.post_dialog import RecipientDialog

        dialog = RecipientDialog(self._view)

        def ask(recipient: str) -> None:
            dialog.accept()
            self._save(
                _tr("求职名单.xlsx"), lambda path: forecast.export_names(self._office, path, recipient)
            )

        dialog.submitted.connect(ask)
        dialog.open()

    def _save(self, name: str, write: Callable[[Path], int]) -> None:
        def save(path: Path) -> None:
            self._shell.run_long(
                _tr("正在写工作簿"),
                lambda job: write(path),
                lambda count: self._shell.notify(
                    _tr("已写好 {name}，{count} 行。").format(name=path.name, count=count)
                ),
            )

        save_file(self._view, _tr("存为工作簿"), name, _tr("工作簿 (*.xlsx)"), save)

    # Small help

    def _read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._runner.read(lambda job: work(), done, self._shell.show_error, owner=self._view)

    def _store(self, dialog: "FormDialog", work: Callable[[], Any]) -> None:
        """Write what a form asks for; it closes when it is stored."""
        write_for(dialog, self._runner, self._shell, work, lambda _: self._shell.records_changed())

    def _run(self, work: Callable[[], Any]) -> None:
        shell = self._shell
        self._runner.write(lambda job: work(), lambda _: shell.records_changed(), shell.show_error)
