"""What an analysis says in Chinese, on paper and in workbooks; the window says it in its own words."""

from desktop.domain.analysis import Span, Usual
from desktop.domain.period import day_words
from desktop.domain.surprise import Standing, Surprise
from desktop.services.analysis.counting import UNKNOWN, Analysis

STANDINGS = {
    Standing.MORE: "比平时多",
    Standing.LESS: "比平时少",
    Standing.AS_USUAL: "和平时差不多",
    Standing.TOO_FEW: "太少，不下结论",
    Standing.NO_USUAL: "没有平时数可比",
}


def standing_text(told: Surprise) -> str:
    """What is said of a count: ``比平时多，约 3.2 倍（1.9—5.4）``."""
    words = STANDINGS[told.standing]
    if told.standing not in (Standing.MORE, Standing.LESS) or told.times is None:
        return words
    return f"{words}，约 {told.times:.1f} 倍（{told.low:.1f}—{told.high:.1f}）"


def usual_text(told: Surprise) -> str:
    """The usual count of the same time, one decimal."""
    return "—" if told.usual is None else f"{told.usual:.1f}"


def span_words(span: Span) -> str:
    """Both ends of some days in words."""
    if span.days == 1:
        return day_words(span.first)
    return f"{day_words(span.first)}至{day_words(span.last)}"


def usual_words(analysis: Analysis) -> str:
    """What the usual level was taken from, and how."""
    if not analysis.usual_spans:
        return "平时水平：以前的记录还不够长，没有可比的数。"
    days = sum(each.days for each in analysis.usual_spans)
    if analysis.request.usual is Usual.SEASON:
        taken = (
            f"往年同期（{'、'.join(str(each.first.year) for each in analysis.usual_spans)}年，共 {days} 天）"
        )
    else:
        taken = f"之前 {days} 天（{span_words(analysis.usual_spans[0])}）"
    return f"平时水平：取{taken}的 {analysis.usual_count} 件，折算成同样长的天数。"


def group_name(name: str) -> str:
    """A villager group, or that nobody knows which."""
    return "没有写到户" if name == UNKNOWN else name


def count_cell(count: int | None, least: int) -> str:
    """A cell of the table by groups; small numbers are hidden."""
    return f"<{least}" if count is None else str(count)


def notes(analysis: Analysis) -> tuple[str, ...]:
    """How it was counted."""
    return (
        usual_words(analysis),
        "怎么算：一件事项按一件计，合并的不重复计；走访听到而没有另立事项的也计入。"
        "倍数后面的括号是九成把握的范围；平时偶尔也会有的多少不算多。",
        f"按组的数不足 {analysis.least} 的记作<{analysis.least}，只藏一格会被推算出来时多藏一格；"
        "人名、地名、门牌不作为词语。",
    )
