"""Pages about rules of the villages' score (评分规则): versions that went out, one of them, and a new one."""

from collections.abc import Mapping

import resources
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.score_rule import read_score_rule
from sync.county.console.shown import Ask, Shown, Went
from sync.county.store import villages
from sync.county.store.score_rules import list_pushed, push_rule


def rules(ask: Ask) -> Shown:
    """Every version with how many villages have it."""
    total = len(villages.list_villages(ask.county.database))
    return Shown("score_rules.html", {"rules": list_pushed(ask.county.database), "total": total})


def rule(ask: Ask) -> Shown:
    """One version as it went out.

    Raises:
        ProblemError: CTY-021, there is none.
    """
    for each in list_pushed(ask.county.database):
        if each.id == ask.asked["rule"]:
            return Shown("score_rule.html", {"rule": each, "read": read_score_rule(each.body)})
    raise ProblemError(Problem("CTY-021"))


def pushing(ask: Ask) -> Shown:
    """The form for a new version, beginning with the newest one, else with the program's own."""
    known = list_pushed(ask.county.database)
    default = resources.path("score", "default.toml").read_text(encoding="utf-8")
    return Shown(
        "score_rule_new.html",
        {
            "villages": villages.list_villages(ask.county.database),
            "body": known[0].body if known else default,
        },
    )


def push(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Sign a version and hand it down.

    Raises:
        ProblemError: DTY-060 to DTY-063, DTY-065, CTY-002, DTY-050 no village chosen.
    """
    chosen = typed.get("village", "")
    if not chosen:
        raise ProblemError(Problem("DTY-050"))
    # a browser sends lines with a carriage return, which no file of ours has
    text = typed.get("body", "").replace("\r\n", "\n")
    code = "" if chosen == "all" else chosen
    push_rule(ask.county, text, code, ask.at_ms, operator=ask.operator.login)
    return Went("/score-rules", "score_rule_pushed")
