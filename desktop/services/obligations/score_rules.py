"""Rules of the village's score at this office: those the county signed, else the program's own (评分规则)."""

from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import village_score as queries
from db.queries.village_score import ScoreRuleRow
from desktop.domain.accounts import Right
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.score_rule import ScoreRule, default_rule, read_score_rule
from desktop.services.office import Office
from sync.protocol.order import score_rule_statement
from sync.protocol.suite import verify
from sync.village.state import find_state


@dataclass(frozen=True, slots=True)
class KnownRule:
    """A rule that came from the county.

    Attributes:
        id: Of its record.
        version: As the record names it.
        valid_from: First day, an ISO text.
        valid_to: Last day; empty while it lasts.
        issued_on: The day it was sent.
        rule: What it says; None where it is not used.
        problem: Why it is not used: DTY-064 the signature is not the county's, or what is wrong with it.
    """

    id: str
    version: str
    valid_from: str
    valid_to: str
    issued_on: str
    rule: ScoreRule | None
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """The rule of a day; ``is_default`` where the county has sent none for it (本机默认)."""

    rule: ScoreRule
    is_default: bool


def list_rules(office: Office) -> tuple[KnownRule, ...]:
    """Rules that came from the county, the newest first, each with why it is not used where it is not.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_DUTIES)
    with office.store.reading() as connection:
        return _known(connection)


def rule_on(office: Office, day: date) -> RuleInForce:
    """The rule by which a day is reckoned.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_DUTIES)
    with office.store.reading() as connection:
        for known in _known(connection):
            if known.rule is not None and known.rule.covers(day):
                return RuleInForce(known.rule, is_default=False)
    return RuleInForce(default_rule(), is_default=True)


def _known(connection: Connection) -> tuple[KnownRule, ...]:
    state = find_state(connection)
    key = state.county_key if state is not None else b""
    return tuple(_read(row, key) for row in queries.list_score_rules(connection))


def _read(row: ScoreRuleRow, county_key: bytes) -> KnownRule:
    rule, problem = None, None
    try:
        signature = bytes.fromhex(row.signature)
    except ValueError:
        signature = b""
    if not county_key or not verify(county_key, score_rule_statement(row.body), signature):
        problem = Problem("DTY-064", {"version": row.version})
    else:
        try:
            rule = read_score_rule(row.body)
        except ProblemError as error:
            problem = error.problems[0]
    return KnownRule(row.id, row.version, row.valid_from, row.valid_to, row.issued_on, rule, problem)
