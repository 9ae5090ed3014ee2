"""Rules of the villages' score: read, signed and handed down (评分规则)."""

from dataclasses import dataclass

from desktop.domain.problem import Problem, ProblemError
from desktop.domain.score_rule import ScoreRule, read_score_rule
from sync.county.county import County
from sync.county.store.database import Database, query
from sync.county.store.handing_down import HandedRecord, Recipient, find_recipients, hand_down
from sync.county.store.records import STATE_COLUMNS, derived_id, kind_of, read_state
from sync.county.store.rectification import today_at
from sync.protocol.operation import Value
from sync.protocol.order import score_rule_statement


@dataclass(frozen=True, slots=True)
class PushedRule:
    """A rule as villages have it; ``villages`` counts them."""

    id: str
    version: str
    valid_from: str
    valid_to: str
    issued_on: str
    body: str
    villages: int


def rule_id_of(version: str) -> str:
    """Id of a version's record: the same in every village."""
    return derived_id("score_rule", version)


def push_rule(
    county: County, text: str, division_code: str, now_ms: int, *, operator: str = ""
) -> tuple[ScoreRule, tuple[tuple[Recipient, bool], ...]]:
    """Sign a rule file and hand it down to one village or to all; sent again unchanged nothing happens.

    Args:
        county: Where. A connection is open.
        text: The file.
        division_code: The village; empty for all.
        now_ms: The county's clock.
        operator: Who sends it.

    Returns:
        The rule, and each village with whether it was new there.

    Raises:
        ProblemError: DTY-060 to DTY-063 the file; DTY-065 another file was sent under this version already;
            CTY-002 no village has this code.
    """
    rule = read_score_rule(text)
    recipients = find_recipients(county.database, division_code)
    for known in list_pushed(county.database):
        if known.version == rule.version and known.body != text:
            raise ProblemError(Problem("DTY-065", {"version": rule.version}))
    fields: dict[str, Value] = {
        "version": rule.version,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "body": text,
        "signature": county.key.signing.sign(score_rule_statement(text)).hex(),
        "issued_on": today_at(now_ms).isoformat(),
    }
    record_id = rule_id_of(rule.version)
    details = {"operator": operator} if operator else {}
    told = []
    for village in recipients:
        # one that has this version keeps the day on which it got it
        known_here = _has(county.database, village.village_id, record_id)
        if not known_here:
            record = HandedRecord("score_rule", record_id, fields)
            hand_down(county, village.village_id, [record], now_ms, "score_rule_pushed", details)
        told.append((village, not known_here))
    return rule, tuple(told)


def _has(database: Database, village_id: int, record_id: str) -> bool:
    rows = query(
        database,
        "SELECT 1 FROM record r WHERE r.village_id = %(village_id)s AND r.kind = %(kind)s "
        "AND r.record_id = %(record_id)s::uuid",
        {"village_id": village_id, "kind": kind_of("score_rule"), "record_id": record_id},
    )
    return bool(rows)


def list_pushed(database: Database) -> tuple[PushedRule, ...]:
    """Rules that were handed down, the newest first, each with how many villages have it."""
    rows = query(
        database,
        f"SELECT {STATE_COLUMNS} FROM record r WHERE r.kind = %(kind)s AND r.deleted IS NULL",  # noqa: S608
        {"kind": kind_of("score_rule")},
    )
    found: dict[str, PushedRule] = {}
    for row in rows:
        state = read_state(row)
        told = {name: str(value or "") for name, value in state.fields.items()}
        known = found.get(state.record_id)
        found[state.record_id] = PushedRule(
            state.record_id,
            told.get("version", ""),
            told.get("valid_from", ""),
            told.get("valid_to", ""),
            min(told.get("issued_on", ""), known.issued_on) if known else told.get("issued_on", ""),
            told.get("body", ""),
            (known.villages if known else 0) + 1,
        )
    return tuple(sorted(found.values(), key=lambda each: (each.valid_from, each.issued_on), reverse=True))
