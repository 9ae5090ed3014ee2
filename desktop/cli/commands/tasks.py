"""``task``: what came in, what is due, what was done."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.office_access import opened
from desktop.cli.terminal import Terminal
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office


def run_task(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run one of the actions of ``task``."""
    actions = {"list": _list, "add": _add, "show": _show, "step": _step, "done": _done}
    with opened(options, terminal) as office:
        return actions[options.action](office, terminal, options)


def _list(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.services.events import EventFilter, list_events

    events = list_events(office, EventFilter(view=options.view, text=options.text))
    terminal.table(
        ("编号", "标题", "状态", "期限", "承办人"),
        [(event.number, event.title, event.state_label, event.due_on, event.handler) for event in events],
    )
    terminal.line(f"共 {len(events)} 件。")
    terminal.result(
        tasks=[
            {
                "id": event.id,
                "number": event.number,
                "title": event.title,
                "state": event.state,
                "due_on": event.due_on,
                "handler": event.handler,
            }
            for event in events
        ]
    )
    return ExitCode.OK


def _add(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.domain.chinese_date import read_date
    from desktop.services.events import NewEvent, Target, add_event, get_event

    due_on = ""
    if options.due:
        reading = read_date(options.due, office.today(), allow_future=True)
        if reading.value is None or len(reading.value) != len("2026-12-01"):
            raise ProblemError(reading.problems or Problem("CLI-012", {"text": options.due}))
        due_on = reading.value
    event_id = add_event(
        office,
        NewEvent(
            title=options.title,
            text=options.text,
            due_on=due_on,
            reporter=options.reporter,
            reporter_phone=options.phone,
            targets=(
                *(Target("person", record_id) for record_id in options.person),
                *(Target("household", record_id) for record_id in options.household),
            ),
        ),
    )
    number = get_event(office, event_id).event.number
    terminal.line(f"已登记：{number}")
    terminal.result(id=event_id, number=number)
    return ExitCode.OK


def _show(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.services.events import get_event

    detail = get_event(office, options.number)
    event = detail.event
    terminal.line(f"{event.number}  {event.title}（{event.state_label}）")
    for label, text in (("内容", detail.text), ("期限", event.due_on), ("承办人", event.handler)):
        if text:
            terminal.line(f"{label}：{text}")
    for link in detail.links:
        terminal.line(f"关于：{link.label}")
    for step in detail.steps:
        terminal.line(
            f"  {step.done_at[:16].replace('T', ' ')}  {code_table('event_step').label(step.kind.value)}"
            f"  {step.done_by}  {step.text}"
        )
    if detail.result:
        terminal.line(f"结果：{detail.result}")
    terminal.line(
        "现在可以：" + "、".join(code_table("event_step").label(step.value) for step in detail.allowed)
    )
    terminal.result(
        id=event.id,
        number=event.number,
        title=event.title,
        state=event.state,
        steps=[
            {"kind": step.kind.value, "text": step.text, "done_at": step.done_at} for step in detail.steps
        ],
        allowed=[step.value for step in detail.allowed],
    )
    return ExitCode.OK


def _step(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.domain.chinese_date import read_date
    from desktop.domain.event_state import Step
    from desktop.services.events import get_event, take_step

    table = code_table("event_step")
    code = options.step if options.step in {step.value for step in Step} else table.find_code(options.step)
    if code is None:
        labels = "、".join(entry.label for entry in table.entries)
        raise ProblemError(Problem("CLI-013", {"step": options.step, "steps": labels}))
    handler = ""
    if options.to:
        known = {user.login: user.id for user in office.vault.users}
        if options.to not in known:
            raise ProblemError(Problem("VLT-002", {"login": options.to}))
        handler = known[options.to]
    until = options.until
    if until:
        reading = read_date(until, office.today(), allow_future=True)
        until = reading.value or until
    state = take_step(
        office,
        get_event(office, options.number).event.id,
        Step(code),
        options.text,
        handler,
        until=until,
        way=code_table("feedback_way").find_code(options.way) or "",
        satisfaction=code_table("satisfaction").find_code(options.satisfaction) or "",
        where_to=options.where_to,
    )
    return _told(office, terminal, options.number, state)


def _done(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    """Settle, through acceptance when the matter is still new; a task from above by answering it."""
    from desktop.domain.event_state import Step
    from desktop.services.events import get_event, take_step
    from desktop.services.task_orders.answering import NewAnswer, answer

    detail = get_event(office, options.number)
    if detail.is_to_answer:
        answer(office, detail.order_id, NewAnswer(options.text))
        state = get_event(office, detail.event.id).event.state
    else:
        state = take_step(office, detail.event.id, Step.SETTLE, options.text)
    return _told(office, terminal, options.number, state)


def _told(office: Office, terminal: Terminal, number: str, state: str) -> int:
    from desktop.services.events import get_event

    number = get_event(office, number).event.number
    terminal.line(f"{number} 现在是“{code_table('event_state').label(state)}”。")
    terminal.result(number=number, state=state)
    return ExitCode.OK
