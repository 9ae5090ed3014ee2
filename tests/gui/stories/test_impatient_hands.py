"""Hands that press whatever is there: nothing they do may end in an error of the program."""

import random
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest

from desktop.domain.accounts import Role
from desktop.domain.job import NoJob
from desktop.services.sample_office import fill_empty_office
from tests.support.desk import OTHERS_PASSWORD, Desk
from tests.support.impatient_hand import ImpatientHand
from tests.support.ledger import save

SECONDS = 120


@pytest.mark.release
@pytest.mark.qt_log_ignore(
    "Keyboard event not accepted", "commitData called with an editor"
)  # hands are quick
@pytest.mark.parametrize("role", list(Role))
def test_two_minutes_of_pressing_whatever_is_there_meet_no_error(
    desk: Desk, tmp_path: Path, role: Role, caplog: pytest.LogCaptureFixture
) -> None:
    fill_empty_office(desk.office, NoJob())
    if role is not Role.CLERK:
        desk.add_user("somebody", "某人", role)
        desk.sign_in("somebody", OTHERS_PASSWORD)
    files = [
        save(tmp_path / "名单.xlsx", [["姓名", "性别"], ["吴金凤", "女"]]),
        tmp_path / "gone.xlsx",
        tmp_path,
    ]
    chance = random.Random(f"{role} {time.time_ns()}")
    hand = ImpatientHand(desk.workspace, chance, files, tmp_path)
    give_up_at = time.monotonic() + SECONDS
    while time.monotonic() < give_up_at:
        hand.act()
        QTest.qWait(20)
    QSettings().clear()
    assert len(hand.deeds) > SECONDS
