"""A small ledger as it lies on the PC: a title, merged cells, a wrong number, odd words, a namesake."""

from pathlib import Path

from desktop.services.office import Office
from desktop.services.register_editing import add_household
from tests.support.ledger import number, save

HEADINGS = ("户编号", "姓名", "与户主关系", "身份证号码", "文化程度", "手机", "摸底", "组别")
WRONG = number(1985, 3, 4, 5)[:-1] + ("1" if number(1985, 3, 4, 5)[-1] != "1" else "2")
RIGHT = number(1985, 3, 4, 5)

ROWS = (
    ("0101", "王建国", "户主", number(1970, 5, 1, 1), "中学", "10012345678", "种粮", "一组"),
    ("", "李秀英", "配偶", number(1972, 8, 3, 2), "中学", "", "", "一组"),
    ("0102", "张三", "户主", WRONG, "小学", "", "养蜂", "一组"),
    # Excel keeps fifteen digits: this may be either of two namesakes born on one day
    ("0103", "陈伟", "户主", 999901196001020000, "小学", "", "", "一组"),
)


def write_ledger(path: Path) -> Path:
    """One group on one sheet."""
    title = ("示范村一组人口花名册", *[""] * (len(HEADINGS) - 1))
    return save(path, (title, HEADINGS, *ROWS), merges=("A1:H1",), title="一组")


def add_namesakes(office: Office) -> tuple[str, str]:
    """Two people called 陈伟 in the group, born on one day; their ids."""
    ids = []
    for serial in (3, 5):
        texts = {"name": "陈伟", "citizen_id": number(1960, 1, 2, serial)}
        ids.append(add_household(office, {"villager_group": "一组"}, texts)[1])
    return ids[0], ids[1]
