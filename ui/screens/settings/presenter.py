"""Answers backups, users and settings."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Role
from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.services import accounts, backup
from desktop.services.accounts import AccountRow
from desktop.services.backup import BackupFile, BackupReport, BackupStatus, ProofReport, Reason
from desktop.services.settings import Settings, load_settings, save_settings
from ui.dialogs.closed import accept_if_open, unless_closed
from ui.dialogs.files import choose_folder, save_file
from ui.screens.settings.backup_section import backup_time
from ui.screens.settings.identity_dialog import IdentityDialog
from ui.screens.settings.user_dialog import OwnPasswordDialog, UserDialog

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.vault.recovery import RecoverySheet
    from ui.jobs import JobRunner
    from ui.screens.settings.view import SettingsScreen
    from ui.shell.shell_api import Shell

_Read = tuple[BackupStatus, tuple[BackupFile, ...], tuple[AccountRow, ...], Settings]


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsPresenter", text)


def _words(error: Exception) -> str:
    if isinstance(error, ProblemError):
        return messages.join(messages.sentence(problem) for problem in error.problems)
    return str(error)


class SettingsPresenter:
    """Reads everything at once; it is little."""

    def __init__(self, view: "SettingsScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        view.backup.make_wanted.connect(self._make)
        view.backup.make_elsewhere_wanted.connect(self._make_elsewhere)
        view.backup.prove_wanted.connect(self._prove)
        view.backup.place_wanted.connect(self._choose_place)
        view.backup.place_dropped.connect(partial(self._set_place, None))
        view.backup.restore_wanted.connect(self._restore)
        view.backup.go_back_wanted.connect(self._ask_to_go_back)
        view.users.add_wanted.connect(self._add_user)
        view.users.reset_wanted.connect(self._reset_user)
        view.users.identity_wanted.connect(self._ask_identity)
        view.users.remove_wanted.connect(self._remove_user)
        view.users.password_wanted.connect(self._change_password)
        view.users.sheet_wanted.connect(self._new_sheet)
        view.office.saved.connect(self._save)
        view.office.appearance_chosen.connect(shell.set_appearance)

    def load(self) -> None:
        """Read backups, users and settings anew."""
        office = self._office

        def work(_job: JobHandle) -> _Read:
            return (
                backup.backup_status(office),
                backup.list_backups(office),
                accounts.list_users(office),
                load_settings(office),
            )

        def show(read: _Read) -> None:
            status, backups, users, settings = read
            self._view.backup.show_status(status, backups)
            self._view.users.show_users(users)
            self._view.office.show_settings(settings)

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def _changed(self, text: str) -> None:
        self._shell.notify(text)
        self._shell.records_changed()

    # Backups

    def _make(self) -> None:
        self._shell.run_long(
            _tr("正在备份"),
            lambda job: backup.make_backup(self._office, Reason.MANUAL, job),
            self._on_made,
            writes=True,
        )

    def _on_made(self, report: BackupReport) -> None:
        self._changed(_tr("备份完成。"))
        if report.warnings:  # a note in passing is too short for what to do now
            self._shell.show_problem(ProblemError(report.warnings))

    def _make_elsewhere(self) -> None:
        def make(path: Path) -> None:
            self._shell.run_long(
                _tr("正在备份"),
                lambda job: backup.make_backup(self._office, Reason.MANUAL, job, path),
                self._on_made,
                writes=True,
            )

        name = f"{self._office.vault.village.name}-{self._office.today().isoformat()}.cqb"
        save_file(self._view, _tr("备份到别处"), name, _tr("村情通备份 (*.cqb)"), make)

    def _prove(self) -> None:
        self._shell.run_long(
            _tr("正在试恢复"),
            lambda job: backup.prove_newest(self._office, job),
            self._on_proven,
            writes=True,
        )

    def _on_proven(self, report: ProofReport) -> None:
        proof = report.proof
        if proof.is_proven:
            self._shell.notify(
                _tr("试恢复通过：{tables} 张表 {rows} 行逐一核对，完全一致。").format(
                    tables=proof.tables, rows=proof.rows
                )
            )
        if report.problems:  # too grave to pass by in the line at the foot
            self._shell.show_problem(ProblemError(report.problems))
        self._shell.records_changed()

    def _choose_place(self) -> None:
        choose_folder(self._view, _tr("选择第二备份位置"), self._set_place)

    def _set_place(self, place: Path | None) -> None:
        self._shell.run_long(
            _tr("正在抄备份"),
            lambda job: backup.set_second_place(self._office, place),
            lambda _none: self._changed(_tr("第二备份位置已改。")),
            writes=True,
            can_cancel=False,
        )

    def _restore(self, file: str) -> None:
        def restore(folder: Path) -> None:
            self._shell.run_long(
                _tr("正在恢复"),
                lambda job: backup.restore_backup(Path(file), folder, job=job),
                lambda _restored: self._shell.notify(
                    _tr("已恢复。要看它：锁定以后点“换一个数据文件夹”，选“{folder}”。").format(
                        folder=folder.name
                    )
                ),
                writes=True,
            )

        choose_folder(self._view, _tr("恢复到哪个空文件夹"), restore)

    def _ask_to_go_back(self, file: BackupFile) -> None:
        def go_back() -> None:
            self._shell.run_long(
                _tr("先备份现在的档案"),
                lambda job: backup.require_restore(self._office, job),
                lambda _none: self._shell.go_back_to_backup(file.path),
                writes=True,
            )

        self._shell.ask(
            _tr("换回 {time} 的备份？").format(time=backup_time(file.made_at)),
            _tr(
                "那以后登记的都不在这份备份里。现在的档案先备份一次，再整个挪到旁边，不会删除。"
                "换回以后要重新输入密码，密码还是现在的。"
            ),
            _tr("换回"),
            go_back,
            danger=True,
        )

    # Users

    def _add_user(self) -> None:
        dialog = UserDialog(self._view, self._office.vault.village.name)

        def add(login: str, name: str, role: Role, password: str) -> None:
            self._runner.write(
                lambda job: accounts.add_user(self._office, login, name, role, password),
                lambda _user: self._close(dialog, _tr("已添加用户。")),
                self._refused(dialog),
            )

        dialog.submitted.connect(add)
        dialog.open()

    def _close(self, dialog: UserDialog | OwnPasswordDialog | IdentityDialog, text: str) -> None:
        accept_if_open(dialog)
        self._changed(text)

    def _refused(
        self, dialog: UserDialog | OwnPasswordDialog | IdentityDialog
    ) -> Callable[[Exception], None]:
        return unless_closed(dialog, lambda error: dialog.show_problem(_words(error)), self._shell.show_error)

    def _reset_user(self, login: str) -> None:
        dialog = UserDialog(self._view, self._office.vault.village.name, login=login, name=login)

        def reset(_login: str, _name: str, role: Role, password: str) -> None:
            self._runner.write(
                lambda job: accounts.set_role_and_password(self._office, login, role, password),
                lambda _none: self._close(dialog, _tr("岗位和密码已改。")),
                self._refused(dialog),
            )

        dialog.submitted.connect(reset)
        dialog.open()

    def _ask_identity(self, row: AccountRow) -> None:
        dialog = IdentityDialog(self._office, self._runner, row, self._view)
        dialog.person.failed.connect(self._shell.show_error)

        def save(name: str, person_id: str) -> None:
            self._runner.write(
                lambda job: accounts.set_identity(self._office, row.user.login, name, person_id),
                lambda _none: self._close(dialog, _tr("已保存。")),
                self._refused(dialog),
            )

        dialog.submitted.connect(save)
        dialog.open()

    def _remove_user(self, login: str) -> None:
        def remove() -> None:
            self._runner.write(
                lambda job: accounts.remove_user(self._office, login),
                lambda _none: self._changed(_tr("已停用。")),
                self._shell.show_error,
            )

        self._shell.ask(
            _tr("停用“{login}”？").format(login=login),
            _tr("停用后不能再登录；以前做过的事仍然记在名下。"),
            _tr("停用"),
            remove,
            danger=True,
        )

    def _change_password(self) -> None:
        dialog = OwnPasswordDialog(self._view, self._office.user.login, self._office.vault.village.name)

        def change(old: str, new: str) -> None:
            self._runner.write(
                lambda job: accounts.change_password(self._office, old, new),
                lambda _none: self._close(dialog, _tr("密码已改，下次用新密码登录。")),
                self._refused(dialog),
            )

        dialog.submitted.connect(change)
        dialog.open()

    def _new_sheet(self) -> None:
        self._shell.ask(
            _tr("重做恢复单？"),
            _tr("新恢复单一做好，旧的那张马上作废。请先准备好打印机。"),
            _tr("重做"),
            self._make_sheet,
            danger=True,
        )

    def _make_sheet(self) -> None:
        from ui.screens.settings.sheet_dialog import SheetDialog

        def show(sheet: "RecoverySheet") -> None:
            SheetDialog(sheet, self._office, self._runner, self._shell, self._view).open()

        self._runner.write(
            lambda job: accounts.new_recovery_sheet(self._office), show, self._shell.show_error
        )

    # Settings

    def _save(self, changed: dict[str, object]) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError) and any(problem.place for problem in error.problems):
                self._view.office.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        self._runner.write(
            lambda job: save_settings(self._office, **changed),
            lambda _settings: self._changed(_tr("设置已保存。")),
            failed,
        )
