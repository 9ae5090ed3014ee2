"""Makes the tasks that rules ask for and takes back those whose reason has gone."""

from dataclasses import dataclass

from db.queries import rule_tasks as queries
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.event_state import OPEN_STATES, Step
from desktop.domain.rule_task import COLLECT, Fact, Made, Plan, plan, task_rules
from desktop.domain.rules import get_rule
from desktop.services.events import TITLE_LENGTH, NewEvent, StepFacts, Target, apply_step, insert_event
from desktop.services.office import Office
from desktop.services.rule_tasks.facts import READERS, Around

_GONE = "原因已消除，由规则自动撤回。"


@dataclass(frozen=True, slots=True)
class RuleTasksMade:
    """How many tasks were made and taken back."""

    made: int
    taken_back: int


def make_rule_tasks(office: Office) -> RuleTasksMade:
    """Look at every rule that is on; nothing happens for who may not enter tasks.

    What another PC has made already is found by its id and left alone.
    """
    if not office.may(Right.EDIT_EVENTS):
        return RuleTasksMade(0, 0)
    with office.store.reading() as connection:
        wanted = _plan(office, Around(office, connection))
    if not (wanted.made or wanted.gone):
        return RuleTasksMade(0, 0)
    with office.change("system", "规则任务") as work:
        # once more inside: another window may have been quicker
        wanted = _plan(office, Around(office, work.connection))
        for made in wanted.made:
            _make(office, work, made)
        for item in wanted.gone:
            work.update("rule_task_item", item, {"gone_on": office.today().isoformat()})
        taken = sum(_take_back(office, work, event) for event in wanted.closed)
    return RuleTasksMade(len(wanted.made), taken)


def _plan(office: Office, around: Around) -> Plan:
    mutes = queries.list_mutes(around.connection)
    quiet = {mute.rule_key for mute in mutes if not mute.target_id}
    muted = {(mute.rule_key, mute.target_id) for mute in mutes if mute.target_id}
    looked_at = [key for key, rule in task_rules().items() if rule.on and key not in quiet]
    facts: list[Fact] = [
        fact for key in looked_at for fact in READERS[key](around) if (key, fact.id) not in muted
    ]
    most = get_rule(COLLECT, around.today, around.division_code).value
    # a rule that is off has no facts: what it has made goes with it
    return plan(facts, queries.list_items(around.connection), tuple(task_rules()), around.today, most)


def _make(office: Office, work: Work, made: Made) -> None:
    fact = made.facts[0]
    targets = dict.fromkeys(
        Target(each.shown_table, each.shown_id) for each in made.facts if each.shown_table and each.shown_id
    )
    exists = work.connection.execute("SELECT 1 FROM event WHERE id = ?", (made.id,)).fetchone()
    if exists is None:
        insert_event(
            office,
            work,
            NewEvent(
                title=made.title[:TITLE_LENGTH],
                text=made.text,
                category=made.rule.category,
                due_on=made.due_on.isoformat(),
                targets=tuple(targets),
                rule_key=made.rule.key,
                rule_subject=fact.id if len(made.facts) == 1 else "",
            ),
            made.id,
        )
    for each in made.facts:
        work.insert(
            "rule_task_item",
            {
                "rule_key": each.rule,
                "target_table": each.table,
                "target_id": each.id,
                "period": each.period,
                "fact_on": each.on.isoformat(),
                "subject": each.told(made.rule.reason),
                "event_id": made.id,
            },
            each.item_id,
        )


def _take_back(office: Office, work: Work, event_id: str) -> bool:
    row = work.connection.execute("SELECT state FROM event WHERE id = ?", (event_id,)).fetchone()
    if row is None or row[0] not in OPEN_STATES:
        return False
    apply_step(office, work, event_id, Step.WITHDRAW, StepFacts(text=_GONE))
    return True
