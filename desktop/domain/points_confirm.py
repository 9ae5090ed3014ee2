"""Who may confirm an entry of points: not whom it counts for, and not who recorded it where another can.

Source:
    The default scheme: an entry is confirmed by the secretary, never by the member.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Confirmer:
    """Somebody who works at the office.

    Attributes:
        user_id: Who it is.
        confirms: Whether the role confirms points.
        records: Whether the role records them.
        is_owner: Whether the entry counts for this very person or the person's household.
    """

    user_id: str
    confirms: bool
    records: bool
    is_owner: bool = False


def confirm_problem(
    user: Confirmer, others: Iterable[Confirmer], recorded_by: str, *, by_rule: bool
) -> Problem | None:
    """What keeps somebody from confirming an entry.

    An entry that follows from a record by rule judges nobody; whoever confirms points may confirm it. Of a
    claim: where a colleague confirms points and the entry is not the colleague's own, that colleague has to
    be somebody else than the recorder; where nobody else can, the recorder may; where the only one who
    confirms is the owner, another who records points may.

    Args:
        user: Who is about to confirm.
        others: Colleagues who can sign in.
        recorded_by: Who entered it.
        by_rule: Whether it follows from a record.

    Returns:
        PTS-011 it counts for the user; PTS-012 the user recorded it and a colleague can confirm it;
        PTS-013 the role does not confirm points and a colleague's does; None when nothing does.
    """
    if by_rule and user.confirms:
        return None
    if user.is_owner:
        return Problem("PTS-011")
    colleagues = [each for each in others if each.user_id != user.user_id and not each.is_owner]
    if user.confirms:
        can = any(each.confirms for each in colleagues)
        return Problem("PTS-012") if recorded_by == user.user_id and can else None
    if any(each.confirms for each in colleagues) or not user.records:
        return Problem("PTS-013")
    if recorded_by == user.user_id and any(each.records for each in colleagues):
        return Problem("PTS-012")
    return None
