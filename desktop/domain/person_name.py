"""Names of people as typed: cleaned, never changed in their letters; several people in one cell."""

import re
from dataclasses import dataclass

from desktop.domain.cell_text import is_blank, text_of, trim
from desktop.domain.gb18030 import has_private_use
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

MIDDLE_DOT = "·"
COMPOUND_SURNAMES = frozenset(
    (
        "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 "
        "皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 "
        "子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 "
        "段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 "
        "左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 "
        "褚师 哈尼 纳兰 叶赫 完颜 耶律 爱新 觉罗 富察 钮祜"
    ).split()
)

_HAN = r"\u3400-\u9fff\uf900-\ufaff\u3007\U00020000-\U000323af"
_ONLY_HAN = re.compile(f"[{_HAN}]+")
_DOTS = re.compile(r"\s*[•．.‧∙●・･⋅ᐧ·]\s*")
_NOTE = re.compile(r"[(（\[【〔｛{<〈《]([^()（）\[\]【】〔〕｛｝{}<>〈〉《》]*)[)）\]】〕｝}>〉》]")
_COMPOSED = re.compile(r"[+＋⿰-⿿]")
_PINYIN = re.compile(r"[a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňḿ]+[1-5]?")
_PINYIN_BESIDE_HAN = re.compile(rf"[{_HAN}][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňḿ]{{2,}}[1-5]?(?:[{_HAN}]|$)")
_STAND_INS = frozenset("?？□■▢◻〓�＿_")
_NOT_NAMED_YET = frozenset(("未取名", "未起名", "未命名", "未定名", "待取名", "无名", "婴儿", "宝宝", "小孩"))
_NOTHING = frozenset(("无", "空", "没有", "暂无", "不详", "未知"))

_HARD_SEPARATORS = "、，,;；/／|｜\n\r&＆"
_OPENING, _CLOSING = "(（[【〔", ")）]】〕"
_LABELLED = re.compile(rf"^([{_HAN}]{{1,4}})\s*[:：]\s*(.+)$")


@dataclass(frozen=True, slots=True)
class NamedMember:
    """One person of a cell that lists several.

    Attributes:
        name: Cleaned name.
        relation: Word in brackets or before a colon, "" when there is none; not yet a code.
        note: What else stood in the brackets.
    """

    name: str
    relation: str
    note: str = ""


def read_person_name(cell: Cell) -> Reading[str]:
    """The name in a cell.

    Spaces that only align characters go, dots inside a name become U+00B7, nothing else changes:
    no compatibility form, no simplified for traditional. A note in brackets is taken off.

    Returns:
        The name. Warnings beside it: FLD-401 a stand-in for a rare character (kept as typed),
        FLD-402 a star (this is a masked copy), FLD-403 digits, FLD-404 one character only,
        FLD-406 perhaps two people. Hints: FLD-405 not named yet, FLD-407 the note taken off
        (in ``values["note"]``). A cell without any letter gives no value and FLD-408.
    """
    if type(cell) is str and 1 < len(cell) < 5 and _ONLY_HAN.fullmatch(cell) is not None:
        return _UNNAMED if cell in _NOT_NAMED_YET else Reading(None if cell in _NOTHING else cell)
    text = trim(text_of(cell))
    if is_blank(text) or text in _NOTHING:
        return Reading()
    if " " in text:
        joined = text.replace(" ", "")
        if (
            len(text) == 2 * len(joined) - 1
            and 1 < len(joined) < 5
            and _ONLY_HAN.fullmatch(joined) is not None
        ):
            return Reading(joined)
    if _is_written_around(text):
        kept = Problem("FLD-401", {"name": text}, severity=Severity.WARNING)
        return Reading(text, (kept,))
    name, note = split_note(text)
    name = clean_name(name)
    problems: list[Problem] = []
    if note:
        problems.append(Problem("FLD-407", {"note": note[:30]}, severity=Severity.HINT))
    if not any(c.isalpha() for c in name):
        return Reading(None, (Problem("FLD-408", {"value": text[:30]}),))
    if "*" in name or "＊" in name:
        problems.append(Problem("FLD-402", {"name": name}, severity=Severity.WARNING))
    if any(c.isdigit() for c in name):
        problems.append(Problem("FLD-403", {"name": name}, severity=Severity.WARNING))
    if len(name) == 1:
        problems.append(Problem("FLD-404", {"name": name}, severity=Severity.WARNING))
    if name in _NOT_NAMED_YET:
        return Reading(name, (*_UNNAMED.problems, *problems))
    if _may_be_two(trim(text), name):
        problems.append(Problem("FLD-406", {"name": text[:30]}, severity=Severity.WARNING))
    return Reading(name, tuple(problems))


_UNNAMED: Reading[str] = Reading("未取名", (Problem("FLD-405", severity=Severity.HINT),))


def clean_name(text: str) -> str:
    """A name without alignment spaces and with U+00B7 for every dot inside it."""
    text = _DOTS.sub(MIDDLE_DOT, trim(text)).strip(MIDDLE_DOT + " ,，、;；")
    if " " in text:
        parts = text.split(" ")
        if all(_ONLY_HAN.fullmatch(part.replace(MIDDLE_DOT, "")) for part in parts):
            return "".join(parts)
    return text


def split_note(text: str) -> tuple[str, str]:
    """A text and what stood in its brackets, several notes joined by ``；``."""
    notes = [note.strip() for note in _NOTE.findall(text) if note.strip()]
    return (_NOTE.sub("", text).strip(), "；".join(notes)) if notes else (text, "")


def _is_written_around(text: str) -> bool:
    if has_private_use(text) or any(c in _STAND_INS for c in text) or _COMPOSED.search(text):
        return True
    if _PINYIN_BESIDE_HAN.search(text):
        return True
    return any(_PINYIN.fullmatch(note.strip()) for note in _NOTE.findall(text)) and not text.isascii()


def _may_be_two(typed: str, name: str) -> bool:
    if len(name) > 6 and MIDDLE_DOT not in name and _ONLY_HAN.fullmatch(name):
        return True
    parts = typed.split(" ")
    return (
        len(parts) > 1
        and MIDDLE_DOT not in name
        and all(len(part) > 1 and _ONLY_HAN.fullmatch(part) for part in parts)
        and parts[0] not in COMPOUND_SURNAMES
    )


def split_members(text: str) -> tuple[NamedMember, ...]:
    """The people listed in one cell, in their order: ``张三、李四(妻)、张小三(子)``.

    Separators are ``、，,;/|``, line ends, and spaces between names of two characters and more;
    separators inside brackets do not count. ``妻：李四`` is understood too.
    """
    members: list[NamedMember] = []
    for piece in _pieces(text):
        members += [_member(word) for word in _words(piece)]
    return tuple(member for member in members if member.name)


def lists_several(text: str) -> bool:
    """Whether a cell of names lists more than one person."""
    return len(text) > 3 and len(split_members(text)) > 1


def _pieces(text: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for i, c in enumerate(text):
        if c in _OPENING:
            depth += 1
        elif c in _CLOSING:
            depth = max(0, depth - 1)
        elif c in _HARD_SEPARATORS and not depth:
            pieces.append(text[start:i])
            start = i + 1
    pieces.append(text[start:])
    return [trimmed for piece in pieces if (trimmed := trim(piece))]


def _words(piece: str) -> list[str]:
    words = re.split(r"\s+(?![(（\[【〔])", piece)
    if len(words) > 1 and all(len(split_note(word)[0]) > 1 for word in words):
        return words
    # without separators: 张三(户主)李四(妻)
    closed = re.findall(r"[^()（）]+[(（][^()（）]*[)）]", piece)
    return closed if len(closed) > 1 and "".join(closed) == piece else [piece]


def _member(word: str) -> NamedMember:
    labelled = _LABELLED.match(word)
    if labelled is not None:
        return NamedMember(clean_name(split_note(labelled[2])[0]), labelled[1], split_note(labelled[2])[1])
    if _is_written_around(word):
        return NamedMember(word, "")
    name, note = split_note(word)
    relation, _, rest = re.sub(r"[；;，,、\s]+", "；", note).partition("；")
    return NamedMember(clean_name(name), relation, rest)
