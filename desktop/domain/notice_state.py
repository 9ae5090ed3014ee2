"""States of a notice (公开表), the steps between them, and who may take them.

The way of a notice follows from its item: who examines it, whether a body of the village has to decide
on it, whether the township has to agree. A notice is never changed once it is issued.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.accounts import Right
from desktop.domain.disclosure_item import Decision, DisclosureItem, Reviewer


class NoticeState(StrEnum):
    """How far a notice has come; the value is what files store."""

    DRAFT = "draft"  # 草稿
    SUBMITTED = "submitted"  # 待审核
    REVIEWED = "reviewed"  # 已审核
    DECIDED = "decided"  # 已审定
    APPROVED = "approved"  # 上级已批准
    ISSUED = "issued"  # 已发布
    PUBLISHED = "published"  # 公开中
    EXPIRED = "expired"  # 已期满
    ARCHIVED = "archived"  # 已归档
    CORRECTED = "corrected"  # 已更正
    WITHDRAWN = "withdrawn"  # 已撤回


class NoticeAction(StrEnum):
    """What can be done with a notice; the value is kept with each step that was done."""

    REFRESH = "refresh"
    SUBMIT = "submit"
    REVIEW = "approve"  # the word that files have had since the first ones
    DECIDE = "decide"
    APPROVE = "township"
    RETURN = "return"
    ISSUE = "issue"
    PRINT = "print"
    POST = "post"
    TAKE_DOWN = "take_down"
    EXPIRE = "expire"
    ARCHIVE = "archive"
    CORRECT = "correct"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


BEFORE_ISSUE = (
    NoticeState.DRAFT,
    NoticeState.SUBMITTED,
    NoticeState.REVIEWED,
    NoticeState.DECIDED,
    NoticeState.APPROVED,
)
"""States in which nothing has left the office yet."""

DISCLOSED = (
    NoticeState.PUBLISHED,
    NoticeState.EXPIRED,
    NoticeState.ARCHIVED,
    NoticeState.CORRECTED,
)
"""States of a notice that hung: what was owed has been told."""


BY_ITSELF = frozenset({NoticeAction.EXPIRE, NoticeAction.SUPERSEDE})
"""Steps that follow from another one; nobody asks for them."""

_RETURNABLE = frozenset(BEFORE_ISSUE[1:])

_STEPS: dict[NoticeAction, tuple[frozenset[NoticeState], NoticeState | None]] = {
    NoticeAction.REFRESH: (frozenset({NoticeState.DRAFT}), None),
    NoticeAction.SUBMIT: (frozenset({NoticeState.DRAFT}), NoticeState.SUBMITTED),
    NoticeAction.REVIEW: (frozenset({NoticeState.SUBMITTED}), NoticeState.REVIEWED),
    NoticeAction.RETURN: (_RETURNABLE, NoticeState.DRAFT),
    NoticeAction.PRINT: (frozenset({NoticeState.ISSUED, NoticeState.PUBLISHED}), None),
    NoticeAction.POST: (frozenset({NoticeState.ISSUED, NoticeState.PUBLISHED}), NoticeState.PUBLISHED),
    NoticeAction.TAKE_DOWN: (
        frozenset({NoticeState.PUBLISHED, NoticeState.CORRECTED, NoticeState.WITHDRAWN}),
        None,
    ),
    NoticeAction.EXPIRE: (frozenset({NoticeState.PUBLISHED}), NoticeState.EXPIRED),
    NoticeAction.ARCHIVE: (frozenset({NoticeState.EXPIRED}), NoticeState.ARCHIVED),
    NoticeAction.CORRECT: (
        frozenset({NoticeState.ISSUED, NoticeState.PUBLISHED, NoticeState.EXPIRED, NoticeState.ARCHIVED}),
        None,
    ),
    NoticeAction.SUPERSEDE: (
        frozenset({NoticeState.ISSUED, NoticeState.PUBLISHED, NoticeState.EXPIRED, NoticeState.ARCHIVED}),
        NoticeState.CORRECTED,
    ),
    NoticeAction.WITHDRAW: (
        frozenset({*BEFORE_ISSUE, NoticeState.ISSUED, NoticeState.PUBLISHED}),
        NoticeState.WITHDRAWN,
    ),
}
"""Steps that are the same on every way: states they are possible in, and the one after (None: as it is)."""

_RIGHTS: dict[NoticeAction, frozenset[Right]] = {
    NoticeAction.REFRESH: frozenset({Right.DRAFT_NOTICE}),
    NoticeAction.SUBMIT: frozenset({Right.DRAFT_NOTICE}),
    NoticeAction.DECIDE: frozenset({Right.DECIDE_NOTICE}),
    NoticeAction.APPROVE: frozenset({Right.ISSUE_NOTICE}),
    NoticeAction.RETURN: frozenset({Right.REVIEW_NOTICE, Right.DECIDE_NOTICE}),
    NoticeAction.ISSUE: frozenset({Right.ISSUE_NOTICE}),
    NoticeAction.PRINT: frozenset({Right.PRINT}),
    NoticeAction.POST: frozenset({Right.DRAFT_NOTICE, Right.ISSUE_NOTICE}),
    NoticeAction.TAKE_DOWN: frozenset({Right.DRAFT_NOTICE, Right.ISSUE_NOTICE}),
    NoticeAction.ARCHIVE: frozenset({Right.ISSUE_NOTICE}),
    NoticeAction.CORRECT: frozenset({Right.DRAFT_NOTICE}),
    NoticeAction.WITHDRAW: frozenset({Right.ISSUE_NOTICE}),
}
"""Rights of which one is enough for a step; the review has its own, by reviewer."""

_REVIEW_RIGHTS: dict[Reviewer, Right] = {
    Reviewer.SUPERVISION: Right.REVIEW_NOTICE,
    Reviewer.ASSEMBLY: Right.REVIEW_NOTICE,
    Reviewer.PANEL: Right.REVIEW_NOTICE,
    Reviewer.BRANCH: Right.DECIDE_NOTICE,
    Reviewer.TOWNSHIP: Right.REVIEW_NOTICE,
    Reviewer.COUNTY: Right.REVIEW_NOTICE,
}
"""Who examines in the village: the supervision committee, in affairs of the party the secretary."""

SUPERIORS = frozenset({Reviewer.TOWNSHIP, Reviewer.COUNTY})

BY_SOMEBODY_ELSE = frozenset({NoticeAction.REVIEW, NoticeAction.RETURN})
"""Steps that the drafter never takes."""

IMPARTIAL = frozenset({NoticeAction.REVIEW, NoticeAction.DECIDE})
"""Steps that nobody takes over a notice that names them or a close relative."""


@dataclass(frozen=True, slots=True)
class NoticeRoute:
    """The way of a notice from its draft to the archive.

    Attributes:
        reviewer: Who examines it.
        decision: The body that decides on it after that.
    """

    reviewer: Reviewer = Reviewer.SUPERVISION
    decision: Decision = Decision.NONE

    @property
    def states(self) -> tuple[NoticeState, ...]:
        """States it passes, in order, when nothing goes wrong."""
        return (
            NoticeState.DRAFT,
            NoticeState.SUBMITTED,
            NoticeState.REVIEWED,
            *((NoticeState.DECIDED,) if self.decision is not Decision.NONE else ()),
            *((NoticeState.APPROVED,) if self.reviewer in SUPERIORS else ()),
            NoticeState.ISSUED,
            NoticeState.PUBLISHED,
            NoticeState.EXPIRED,
            NoticeState.ARCHIVED,
        )

    def rights(self, action: NoticeAction) -> frozenset[Right]:
        """Rights of which one is enough for a step; none for what follows by itself."""
        if action is NoticeAction.REVIEW:
            return frozenset({_REVIEW_RIGHTS[self.reviewer]})
        return _RIGHTS.get(action, frozenset())

    def next_state(self, state: str, action: NoticeAction) -> NoticeState | None:
        """The state after a step, or None where the step is not possible.

        Source:
            Provincial rules of disclosure (Shandong, article 11): plan, examination by the supervision
            committee, joint meeting, publication; 党务公开条例: propose, review, approve, carry out.
        """
        if action in _STEPS:
            sources, after = _STEPS[action]
            return (after or NoticeState(state)) if state in sources else None
        reached = {
            NoticeAction.DECIDE: NoticeState.DECIDED,
            NoticeAction.APPROVE: NoticeState.APPROVED,
            NoticeAction.ISSUE: NoticeState.ISSUED,
        }[action]
        states = self.states
        follows = reached in states and states[states.index(reached) - 1] == state
        return reached if follows else None

    def possible(self, state: str) -> tuple[NoticeAction, ...]:
        """Steps that somebody may ask for in a state, in the order of the way."""
        return tuple(
            action
            for action in NoticeAction
            if action not in BY_ITSELF and self.next_state(state, action) is not None
        )


def route_of(item: DisclosureItem | None) -> NoticeRoute:
    """The way of a notice of an item; what belongs to none goes to the supervision committee."""
    return NoticeRoute() if item is None else NoticeRoute(item.reviewer, item.decision)
