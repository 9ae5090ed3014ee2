"""The village's own rules (村规民约): drafted, checked, adopted by the assembly, filed with the township.

Source:
    村民委员会组织法 (2018) 27.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import boards as queries
from db.queries import meetings as meeting_queries
from db.queries.boards import ArticleRow
from db.queries.meetings import MeetingRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.covenant import (
    ASSEMBLY,
    ArticleFacts,
    CovenantState,
    article_state,
    filing_due,
    find_infringements,
    points_bounds,
)
from desktop.domain.natural_order import natural_key
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.services.office import Office

__all__ = ["ArticleRow", "MeetingRow"]

_NOBODY_YET = "0000-00-00"


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article as it is typed.

    Attributes:
        number: Such as 第三条.
        title: A few words; stands on a board for a breach.
        text: What it says.
        points: Least and most points that a breach takes, whole and positive; None for one that takes none.
        is_for_board: Whether a breach may stand on the board.
        legal_note: Who found that it infringes no rights, where its words give a doubt.
    """

    number: str
    title: str
    text: str
    points: tuple[int, int] | None = None
    is_for_board: bool = False
    legal_note: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with where it stands, and what its words give doubt about."""

    row: ArticleRow
    state: CovenantState
    doubts: tuple[Problem, ...]

    @property
    def points(self) -> tuple[int, int] | None:
        """Least and most points that a breach takes, positive; None where it takes none."""
        if self.row.points_x100 is None:
            return None
        most = self.row.least_points_x100 if self.row.least_points_x100 is not None else self.row.points_x100
        return -self.row.points_x100 // 100, -most // 100


@dataclass(frozen=True, slots=True)
class Covenant:
    """The rules as they are: articles in their order, and what is missing about them.

    Attributes:
        articles: In force, adopted but not filed, and drafts.
        repealed: Older versions, the latest first.
        warnings: BRD-044 adopted but not filed with the township.
    """

    articles: tuple[Article, ...]
    repealed: tuple[Article, ...]
    warnings: tuple[Problem, ...]

    def of(self, *states: CovenantState) -> tuple[Article, ...]:
        """Articles in some states."""
        return tuple(each for each in self.articles if each.state in states)


# Reading


def read_covenant(office: Office) -> Covenant:
    """All articles.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    today = office.today()
    with office.store.reading() as connection:
        rows = queries.list_articles(connection)
    articles = [_article(row, today) for row in rows]
    current = [each for each in articles if each.state is not CovenantState.REPEALED]
    current.sort(key=lambda each: natural_key(each.row.number))
    gone = [each for each in articles if each.state is CovenantState.REPEALED]
    gone.sort(key=lambda each: natural_key(each.row.number))
    gone.sort(key=lambda each: each.row.repealed_on, reverse=True)
    return Covenant(tuple(current), tuple(gone), _unfiled(office, current))


def _article(row: ArticleRow, today: date) -> Article:
    facts = ArticleFacts(_day(row.adopted_on), _day(row.filed_on), _day(row.repealed_on))
    return Article(row, article_state(facts, today), find_infringements(f"{row.title}。{row.text}"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _unfiled(office: Office, articles: Sequence[Article]) -> tuple[Problem, ...]:
    days = sorted({each.row.adopted_on for each in articles if each.state is CovenantState.UNFILED})
    code = office.vault.village.division_code
    found = []
    for day in days:
        due = filing_due(date.fromisoformat(day), code)
        is_late = due < office.today()
        values = {"adopted": day, "due": due.isoformat()}
        found.append(Problem("BRD-044", values, severity=Severity.ERROR if is_late else Severity.WARNING))
    return tuple(found)


def articles_for_board(office: Office) -> tuple[Article, ...]:
    """Articles in force whose breach may stand on the board.

    Raises:
        ProblemError: SYS-403.
    """
    found = read_covenant(office).of(CovenantState.IN_FORCE)
    return tuple(each for each in found if each.row.is_for_board)


def assemblies(office: Office) -> tuple[MeetingRow, ...]:
    """Meetings of the villagers' assembly, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        rows = meeting_queries.list_meetings(connection, _NOBODY_YET, office.today().isoformat())
    return tuple(row for row in reversed(rows) if ASSEMBLY in row.kinds)


# Drafting


def check_article(office: Office, new: NewArticle, article_id: str = "") -> tuple[Problem, ...]:
    """What keeps an article from being kept.

    BRD-040 its number, title or text is missing, BRD-042 points outside what the rules allow, BRD-049 the
    number is taken by another draft or article in force.
    """
    problems = [
        Problem("BRD-040", place=Place(field=field))
        for field in ("number", "title", "text")
        if not str(getattr(new, field)).strip()
    ]
    least, most = points_bounds(office.today(), office.vault.village.division_code)
    if new.points is not None and not least <= new.points[0] * 100 <= new.points[1] * 100 <= most:
        values = {"least": str(least // 100), "most": str(most // 100)}
        problems.append(Problem("BRD-042", values, Place(field="points")))
    if new.is_for_board and new.points is None:
        values = {"least": str(least // 100), "most": str(most // 100)}
        problems.append(Problem("BRD-042", values, Place(field="points")))
    drafts = read_covenant(office).of(CovenantState.DRAFT)
    if any(each.row.number == new.number.strip() and each.row.id != article_id for each in drafts):
        problems.append(Problem("BRD-049", {"number": new.number.strip()}, Place(field="number")))
    return tuple(problems)


def save_article(office: Office, new: NewArticle, article_id: str = "") -> tuple[str, tuple[Problem, ...]]:
    """Keep a draft of an article, a new one or a changed one.

    Returns:
        Its id, and as warnings BRD-041 what its words give doubt about.

    Raises:
        ProblemError: BRD-040, BRD-042, BRD-045 there is no such article, BRD-046 it was adopted already,
            BRD-049, SYS-403.
    """
    office.require(Right.EDIT_BOARDS)
    if article_id and _found(office, article_id).state is not CovenantState.DRAFT:
        raise ProblemError(Problem("BRD-046"))
    if problems := check_article(office, new, article_id):
        raise ProblemError(problems)
    values: dict[str, Value] = {
        "number": new.number.strip(),
        "title": new.title.strip(),
        "text": new.text.strip(),
        "points_x100": -new.points[0] * 100 if new.points else None,
        "least_points_x100": -new.points[1] * 100 if new.points else None,
        "is_for_board": int(new.is_for_board),
        "legal_note": new.legal_note.strip() or None,
    }
    with office.change("edit", f"村规民约草案：{new.number.strip()}") as work:
        if article_id:
            work.update("covenant_item", article_id, values)
        else:
            article_id = work.insert("covenant_item", values)
    return article_id, find_infringements(f"{new.title}。{new.text}")


def redraft(office: Office) -> int:
    """Draft a new version: every article in force or adopted is copied as a draft, to be changed.

    Returns:
        How many were copied.

    Raises:
        ProblemError: BRD-047 there are drafts already, SYS-403.
    """
    office.require(Right.EDIT_BOARDS)
    covenant = read_covenant(office)
    if covenant.of(CovenantState.DRAFT):
        raise ProblemError(Problem("BRD-047"))
    current = covenant.of(CovenantState.IN_FORCE, CovenantState.UNFILED)
    with office.change("edit", "村规民约：起草新版") as work:
        for each in current:
            row = each.row
            work.insert(
                "covenant_item",
                {
                    "number": row.number,
                    "title": row.title,
                    "text": row.text,
                    "points_x100": row.points_x100,
                    "least_points_x100": row.least_points_x100,
                    "is_for_board": int(row.is_for_board),
                    "legal_note": row.legal_note or None,
                },
            )
    return len(current)


def remove_article(office: Office, article_id: str) -> None:
    """Take a draft away.

    Raises:
        ProblemError: BRD-045, BRD-046 it was adopted already, SYS-403.
    """
    office.require(Right.EDIT_BOARDS)
    found = _found(office, article_id)
    if found.state is not CovenantState.DRAFT:
        raise ProblemError(Problem("BRD-046"))
    with office.change("edit", f"删除村规民约草案：{found.row.number}") as work:
        work.delete("covenant_item", article_id)


def _found(office: Office, article_id: str) -> Article:
    covenant = read_covenant(office)
    for each in (*covenant.articles, *covenant.repealed):
        if each.row.id == article_id:
            return each
    raise ProblemError(Problem("BRD-045"))


# In force


def adopt(office: Office, meeting_id: str) -> None:
    """Put all drafts into force as the assembly decided; what was in force is repealed by them.

    Raises:
        ProblemError: BRD-041 an article touches a right and nobody looked at it, BRD-043 the meeting is not
            the villagers' assembly, BRD-048 there is no draft, SYS-403.
    """
    office.require(Right.APPROVE_BOARDS)
    meeting = next((each for each in assemblies(office) if each.id == meeting_id), None)
    if meeting is None:
        raise ProblemError(Problem("BRD-043", place=Place(field="meeting")))
    covenant = read_covenant(office)
    drafts = covenant.of(CovenantState.DRAFT)
    if not drafts:
        raise ProblemError(Problem("BRD-048"))
    open_doubts = [
        Problem("BRD-041", {**doubt.values, "number": each.row.number})
        for each in drafts
        for doubt in each.doubts
        if not each.row.legal_note
    ]
    if open_doubts:
        raise ProblemError(open_doubts)
    with office.change("edit", f"村规民约：{meeting.held_on} 村民会议通过") as work:
        for each in covenant.of(CovenantState.IN_FORCE, CovenantState.UNFILED):
            work.update("covenant_item", each.row.id, {"repealed_on": meeting.held_on})
        for each in drafts:
            adopted = {"adopted_on": meeting.held_on, "meeting_id": meeting_id}
            work.update("covenant_item", each.row.id, adopted)


def file_covenant(office: Office, filed_on: str, filed_with: str) -> None:
    """Write down that the adopted articles were filed with the township; they count from then on.

    Raises:
        ProblemError: BRD-030 the day is none, to come, or before they were adopted, BRD-050 with whom is
            missing, BRD-051 nothing waits for filing, SYS-403.
    """
    office.require(Right.EDIT_BOARDS)
    waiting = read_covenant(office).of(CovenantState.UNFILED)
    if not waiting:
        raise ProblemError(Problem("BRD-051"))
    problems = []
    try:
        date.fromisoformat(filed_on)
        is_good = max(each.row.adopted_on for each in waiting) <= filed_on <= office.today().isoformat()
    except ValueError:
        is_good = False
    if not is_good:
        problems.append(Problem("BRD-030", {"day": filed_on}, Place(field="filed_on")))
    if not filed_with.strip():
        problems.append(Problem("BRD-050", place=Place(field="filed_with")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", "村规民约：报乡镇备案") as work:
        for each in waiting:
            filed = {"filed_on": filed_on, "filed_with": filed_with.strip()}
            work.update("covenant_item", each.row.id, filed)
