"""Papers of the office itself: the recovery sheet and the report of an import.

Neither is posted; both are built from values alone and rendered like every other piece.
"""

from collections.abc import Sequence
from datetime import date

from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import (
    Block,
    Form,
    FormField,
    Margins,
    Notice,
    Page,
    Paper,
    Paragraph,
)
from desktop.reports.fonts import Role
from desktop.reports.rendering import render_internal

_LETTER = Page(Paper.A4, False, Margins(30, 26, 26, 28), 12, 22, 14)
_LIST = Page(Paper.A4, True, Margins(20, 18, 18, 20), 10.5, 20, 12)
_GROUPS_PER_LINE = 4


def render_recovery_sheet(
    village: Village, login: str, code_groups: Sequence[str], created_on: date
) -> bytes:
    """The sheet that opens the register when every password is lost.

    The bytes hold the code in the clear: print them, don't store them.

    Args:
        village: Whose register it opens.
        login: Who made it.
        code_groups: The code in groups as it is typed, in order; each is printed with the
            positions of its characters, counted from 1.
        created_on: Day it was made; later sheets replace it.

    Returns:
        A PDF of one page.
    """
    ends = [sum(len(group) for group in code_groups[: number + 1]) for number in range(len(code_groups))]
    code = [
        FormField(f"{end - len(group) + 1}—{end}", group)
        for group, end in zip(code_groups, ends, strict=True)
    ]
    blocks: list[Block] = [
        Form(
            (
                FormField("单位", village.full_name, 2),
                FormField("制作人", login),
                FormField("制作日期", day_words(created_on)),
            ),
            pairs=2,
        ),
        Form(tuple(code), _GROUPS_PER_LINE, "恢复码（左边是字符的位次，核对时要用）", Role.HEI, 18),
        Paragraph("什么时候用", Role.HEI, 14, space_before=1.2, with_next=True),
        Paragraph(
            "所有人都忘记密码、打不开村情通时，在登录窗口点“忘记密码，用恢复单找回”，照样输入上面的恢复码，再设一个新密码。"
            "字母不分大小写，横线和空格可以不输。恢复码里没有字母 I、L、O、U，看到的都是数字 1 和 0。",
            indent=2,
        ),
        Paragraph("怎样保管", Role.HEI, 14, space_before=0.6, with_next=True),
        Paragraph(
            "拿到这张纸的人就能打开全村的台账。请装入信封封好，由村党组织书记锁进保险柜或档案柜，"
            "不要拍照，不要放在这台电脑旁边，也不要存进电脑。",
            indent=2,
        ),
        Paragraph(
            "电脑里没有存这个恢复码，任何人都查不到。密码和这张纸都没有了，台账就再也打不开。"
            "在“设置—账号”里重新制作一张以后，这张立即作废。",
            indent=2,
        ),
    ]
    notice = Notice(
        title=("村情通恢复单",),
        period=day_words(created_on),
        page=_LETTER,
        blocks=tuple(blocks),
        stamp="妥善保管",
        coded=False,
    )
    return render_internal(notice)
