"""Why a task is there that nobody entered, and how to be rid of it: for one record, or of the whole rule."""

from dataclasses import dataclass

from db.queries import rule_tasks as queries
from desktop.domain.accounts import Right
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rule_task import TaskRule, derived_id, task_rules, window
from desktop.domain.rules import Certainty, get_rule
from desktop.services.office import Office
from desktop.services.rule_tasks.making import make_rule_tasks


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a task: the record, in words, and whether it has gone since."""

    target_table: str
    target_id: str
    text: str
    fact_on: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a task is there: its reasons, the rule, what it stands on and how sure that is."""

    rule: str
    title: str
    basis: str
    certainty: Certainty
    ahead_days: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in the list of settings: whether it is on, for how many records it was silenced."""

    key: str
    title: str
    basis: str
    certainty: Certainty
    ahead_days: int
    source: str
    is_on: bool
    muted: int


def explain(office: Office, event_id: str) -> Explanation | None:
    """Why a rule made a task; None for one that people entered.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_EVENTS)
    with office.store.reading() as connection:
        items = queries.items_of(connection, event_id)
    if not items or items[0].rule_key not in task_rules():
        return None
    rule = task_rules()[items[0].rule_key]
    reasons = tuple(
        Reason(item.target_table, item.target_id, item.subject, item.fact_on, bool(item.gone_on))
        for item in items
    )
    return Explanation(rule.key, rule.name, rule.basis, rule.certainty, _ahead(office, rule), reasons)


def _ahead(office: Office, rule: TaskRule) -> int:
    today = office.today()
    return (window(rule.key, today, office.vault.village.division_code)[1] - today).days


def list_task_rules(office: Office) -> tuple[RuleLine, ...]:
    """Every rule with whether it is on.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_EVENTS)
    with office.store.reading() as connection:
        mutes = queries.list_mutes(connection)
    quiet = {mute.rule_key for mute in mutes if not mute.target_id}
    today, place = office.today(), office.vault.village.division_code
    return tuple(
        RuleLine(
            rule.key,
            rule.name,
            rule.basis,
            rule.certainty,
            _ahead(office, rule),
            get_rule(f"rule_task.{rule.key}.ahead", today, place).source,
            rule.on and rule.key not in quiet,
            sum(mute.rule_key == rule.key and bool(mute.target_id) for mute in mutes),
        )
        for rule in task_rules().values()
    )


def mute(office: Office, rule: str, target_id: str = "") -> None:
    """Never again: a rule for one record, or without one the whole rule; its open tasks go.

    Raises:
        ProblemError: INB-010 there is no such rule, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if rule not in task_rules():
        raise ProblemError(Problem("INB-010", {"rule": rule}))
    mute_id = derived_id("mute", rule, target_id)
    values = {
        "rule_key": rule,
        "target_id": target_id or None,
        "muted_at": office.now_text(),
        "muted_by": str(office.user.id),
        "lifted_at": None,
    }
    with office.change("edit", f"不再提醒：{task_rules()[rule].name}") as work:
        if not work.update("rule_task_mute", mute_id, values):
            work.insert("rule_task_mute", values, mute_id)
    make_rule_tasks(office)


def unmute(office: Office, rule: str) -> None:
    """Let a rule make tasks again, also for silenced records; what has been taken back stays so.

    Raises:
        ProblemError: INB-010 there is no such rule, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if rule not in task_rules():
        raise ProblemError(Problem("INB-010", {"rule": rule}))
    with office.change("edit", f"恢复提醒：{task_rules()[rule].name}") as work:
        for each in queries.list_mutes(work.connection):
            if each.rule_key == rule:
                work.update("rule_task_mute", each.id, {"lifted_at": office.now_text()})
    make_rule_tasks(office)
