"""The demo runs from an empty folder to issued notices without a window."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from desktop import demo
from desktop.domain.accounts import Role
from desktop.domain.job import NoJob
from desktop.services import sample_office
from desktop.services.opening import create_office, open_office
from tests.support.vault import CHEAP, LOGIN, PASSWORD, VILLAGE

pytestmark = pytest.mark.early


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    root = tmp_path_factory.mktemp("demo") / "演示"
    yield root, demo.main(["--out", str(root), "--no-window"], cost=CHEAP)


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_demo_succeeds_and_leaves_every_result_it_names(played: tuple[Path, int]) -> None:
    root, code = played
    assert code == 0
    names = {path.name for path in root.rglob("*") if path.suffix in (".pdf", ".xlsx", ".csv", ".cqb")}
    assert {"示范村人口花名册.xlsx", "旧系统导出.csv", "没有导入的行.xlsx", "家庭登记页.pdf"} <= names
    assert len(list((root / "公示").glob("*.pdf"))) == 4
    assert any(name.endswith(".cqb") for name in names)


def test_no_sheet_of_the_demo_shows_a_full_number(played: tuple[Path, int]) -> None:
    root, _ = played
    for pdf in (root / "公示").glob("*.pdf"):
        text = text_of(pdf)
        assert "示范村" in text
        assert not re.search(r"999901(19|20)\d{10}[\dX]", text), pdf.name
        assert not re.search(r"(?<!\d)100\d{8}(?!\d)", text), pdf.name


def test_the_demos_office_opens_with_the_password_it_prints_and_no_room_is_empty(
    played: tuple[Path, int],
) -> None:
    root, _ = played
    office = open_office(root / "数据", demo.LOGIN, demo.PASSWORD, cost=CHEAP)
    try:
        with office.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM person").fetchone()[0] >= 1190
            assert connection.execute("SELECT count(*) FROM event").fetchone()[0] >= 40
            rooms = ("contract", "asset", "visit", "hazard_site", "service_case", "job_post", "board_entry")
            assert [
                room for room in rooms if not connection.execute(f"SELECT 1 FROM {room} LIMIT 1").fetchone()
            ] == []
    finally:
        office.close()


def test_a_secretary_who_asks_for_the_sample_gets_it_without_becoming_a_clerk(tmp_path: Path) -> None:
    office, _ = create_office(
        tmp_path / "data", VILLAGE, LOGIN, "张书记", Role.SECRETARY, PASSWORD, cost=CHEAP
    )
    try:
        sample_office.fill_empty_office(office, NoJob())
        with office.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM person").fetchone()[0] >= 1190
            actors = connection.execute("SELECT DISTINCT actor_id FROM change_set").fetchall()
            roles = connection.execute("SELECT role FROM account").fetchall()
    finally:
        office.close()
    assert [row[0] for row in actors] == [office.user.id]
    assert [row[0] for row in roles] == [Role.SECRETARY.value]


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "账本.xlsx").write_bytes(b"mine")
    assert demo.main(["--out", str(tmp_path), "--no-window"]) == 2
    assert "空文件夹" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["账本.xlsx"]


@pytest.mark.parametrize(
    "environment, seen",
    [({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True), ({}, False)],
)
def test_a_linux_without_a_display_gets_pictures(
    environment: dict[str, str], seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    assert demo.has_display() is seen
