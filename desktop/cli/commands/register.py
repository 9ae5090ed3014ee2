"""``find``, ``show`` and ``export``."""

import argparse
import re
from typing import TYPE_CHECKING

from desktop.cli.exit_codes import ExitCode
from desktop.cli.office_access import opened
from desktop.cli.terminal import Progress, Terminal
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office

if TYPE_CHECKING:
    from desktop.services.register import ListColumn
    from desktop.services.register_card import CardSection

_ID = re.compile(r"[0-9a-f]{32}\Z")


def run_find(options: argparse.Namespace, terminal: Terminal) -> int:
    """List the people that a search text finds, identity numbers covered."""
    from desktop.services.search import find_people

    with opened(options, terminal) as office:
        hits = find_people(office, " ".join(options.text), max(1, options.limit))
    if hits:
        terminal.table(
            ("姓名", "性别", "年龄", "组", "户编号", "关系", "身份证号", "居住状态", "编号"),
            [
                (
                    hit.name,
                    hit.sex,
                    hit.age,
                    hit.villager_group,
                    hit.household_no,
                    hit.relation,
                    hit.masked_id,
                    hit.residence,
                    hit.id,
                )
                for hit in hits
            ],
        )
    else:
        terminal.line("没有找到。")
    terminal.result(
        found=[
            {
                "id": hit.id,
                "name": hit.name,
                "group": hit.villager_group,
                "household": hit.household_id,
                "household_no": hit.household_no,
                "relation": hit.relation,
                "citizen_id": hit.masked_id,
                "residence": hit.residence,
            }
            for hit in hits
        ]
    )
    return ExitCode.OK if hits else ExitCode.PROBLEM


def run_show(options: argparse.Namespace, terminal: Terminal) -> int:
    """Show one person or household, covered; named fields in full with a reason, which is logged."""
    from desktop.services import register_card

    if options.reveal and not options.reason.strip():
        raise ProblemError(Problem("CLI-009"))
    with opened(options, terminal) as office:
        kind, record_id = _resolve(office, options.record)
        if kind == "household":
            return _show_household(office, terminal, record_id, options)
        card = register_card.person_card(office, record_id)
        home = next((stay for stay in card.stays if stay.household_id == card.household_id), None)
        terminal.line(f"{card.name}  {card.sex}  {card.age}  {card.residence}")
        if home is not None:
            terminal.line(f"{home.villager_group} {home.household_no} {home.relation}  {home.address}")
        fields = _show_sections(office, terminal, card.sections, options)
        for label, _, name in card.relatives:
            terminal.line(f"{label}：{name}")
        _show_labels(terminal, "标签", [tag.label for tag in card.tags])
        _show_labels(terminal, "要核对", [tag.label for tag in card.problems])
        _show_events(terminal, [(event.number, event.title, event.state) for event in card.events])
        terminal.result(
            kind=kind,
            id=card.id,
            name=card.name,
            household=card.household_id,
            fields=fields,
            tags=[tag.label for tag in card.tags],
            problems_found=[tag.label for tag in card.problems],
        )
    return ExitCode.OK


def run_check(options: argparse.Namespace, terminal: Terminal) -> int:
    """Tell what contradicts itself in the register; 1 where something does."""
    from desktop.services.data_check import check_data, export_findings

    with opened(options, terminal) as office:
        progress = Progress("正在体检")
        checked = check_data(office, progress)
        progress.close()
        shown = checked.findings if options.all else checked.open
        for each in shown:
            state = "已核对" if each.is_accepted else ("要改正" if each.must_mend else "请核对")
            terminal.line(f"{state}  {each.villager_group} {each.household}  {each.text}{each.advice}")
        terminal.line(f"{checked.people} 人，{checked.households} 户，{len(checked.open)} 处要处理。")
        if options.out is not None:
            export_findings(office, shown, options.out)
            terminal.line(f"已写入 {options.out}。")
        terminal.result(
            people=checked.people,
            households=checked.households,
            findings=[
                {
                    "kind": each.kind.value,
                    "text": each.text,
                    "must_mend": each.must_mend,
                    "accepted": each.is_accepted,
                    "people": [person for person, _ in each.people],
                    "household": each.household_id,
                }
                for each in shown
            ],
        )
    return ExitCode.PROBLEM if checked.open else ExitCode.OK


def run_export(options: argparse.Namespace, terminal: Terminal) -> int:
    """Write a list as it would be shown."""
    from desktop.domain.register_filter import Condition, Op, RegisterFilter
    from desktop.services import register
    from desktop.services.register_export import export_list

    kind = register.ListKind.HOUSEHOLDS if options.households else register.ListKind.PEOPLE
    usual = register.usual_layout(kind)
    columns = _columns(options.columns, register.columns(kind)) if options.columns else usual.columns
    chosen = RegisterFilter() if options.all else usual.filter
    if options.group:
        chosen = chosen.with_condition(Condition("villager_group", Op.IN, tuple(options.group)))
    progress = Progress("正在导出")
    with opened(options, terminal) as office:
        count = export_list(office, options.file, kind, chosen, columns, options.reason, job=progress)
    progress.close()
    terminal.line(f"已导出 {count} 行：{options.file}（证件号码已遮盖）")
    terminal.result(rows=count, file=str(options.file))
    return ExitCode.OK


def _columns(text: str, known: "tuple[ListColumn, ...]") -> tuple[str, ...]:
    keys = {column.label: column.key for column in known} | {column.key: column.key for column in known}
    wanted = [name.strip() for name in re.split("[,，、]", text) if name.strip()]
    for name in wanted:
        if name not in keys:
            raise ProblemError(Problem("CLI-010", {"column": name}))
    return tuple(keys[name] for name in wanted)


def _resolve(office: Office, text: str) -> tuple[str, str]:
    """Kind and id of the one record a text names: an id, a household number, or a search with one hit."""
    from desktop.domain.register_filter import Condition, Op, RegisterFilter
    from desktop.services import register
    from desktop.services.search import find_people

    if _ID.match(text):
        with office.store.reading() as connection:
            for kind in ("person", "household"):
                if connection.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (text,)).fetchone():  # noqa: S608
                    return kind, text
        raise ProblemError(Problem("REG-001"))
    households = register.ListKind.HOUSEHOLDS
    alike = RegisterFilter((Condition("household_no", Op.CONTAINS, (text,)),))
    ids = register.list_ids(office, households, alike)[:50]
    numbers = register.rows(office, households, ids, ("household_no",))
    exact = [row.id for row in numbers if row.cells == (text,)]
    if len(exact) == 1:
        return "household", exact[0]
    hits = find_people(office, text, 10)
    same_name = [hit for hit in hits if hit.name == text]
    if len(hits) == 1 or len(same_name) == 1:
        return "person", (same_name or hits)[0].id
    if not hits:
        raise ProblemError(Problem("CLI-008", {"text": text}))
    names = "；".join(f"{hit.name} {hit.villager_group} {hit.id}" for hit in same_name or hits)
    raise ProblemError(Problem("CLI-011", {"text": text, "hits": names}))


def _show_household(office: Office, terminal: Terminal, record_id: str, options: argparse.Namespace) -> int:
    from desktop.services import register_card

    card = register_card.household_card(office, record_id)
    terminal.line(
        f"{card.kind} {card.household_no}  {card.villager_group}  户主 {card.head_name}  {card.state}"
    )
    terminal.line(f"地址：{card.address}    {card.member_count} 人，在村 {card.resident_count} 人")
    terminal.line()
    terminal.table(
        ("姓名", "关系", "性别", "年龄", "身份证号", "电话", "居住状态", "编号"),
        [
            (
                member.name,
                member.relation,
                member.sex,
                member.age,
                member.masked_id,
                member.mobile,
                member.residence,
                member.id,
            )
            for member in card.members
        ],
    )
    sections = (card.section, *card.dwellings, *card.homesteads, *card.land)
    fields = _show_sections(office, terminal, sections, options)
    _show_labels(terminal, "要核对", [tag.label for tag in card.problems])
    _show_events(terminal, [(event.number, event.title, event.state) for event in card.events])
    terminal.result(
        kind="household",
        id=card.id,
        household_no=card.household_no,
        head=card.head_name,
        members=[
            {
                "id": member.id,
                "name": member.name,
                "relation": member.relation,
                "citizen_id": member.masked_id,
            }
            for member in card.members
        ],
        fields=fields,
    )
    return ExitCode.OK


def _show_sections(
    office: Office, terminal: Terminal, sections: "tuple[CardSection, ...]", options: argparse.Namespace
) -> list[dict[str, object]]:
    from desktop.services.register_card import reveal

    wanted, revealed = set(options.reveal), set()
    shown: list[dict[str, object]] = []
    for section in sections:
        lines = []
        for field in section.fields:
            text = field.text
            if field.masked and wanted & {field.label, field.identifier}:
                text = reveal(office, section.table, section.record_id, field.identifier, options.reason)
                revealed |= wanted & {field.label, field.identifier}
            elif not field.masked:
                revealed |= wanted & {field.label, field.identifier}
            if text:
                lines.append(f"  {field.label}：{text}{field.unit}")
                shown.append({"field": field.identifier, "label": field.label, "text": text})
        if lines:
            terminal.line(f"【{section.title}】")
            for line in lines:
                terminal.line(line)
    if wanted - revealed:
        raise ProblemError(Problem("CLI-010", {"column": "、".join(sorted(wanted - revealed))}))
    return shown


def _show_labels(terminal: Terminal, title: str, labels: list[str]) -> None:
    if labels:
        terminal.line(f"{title}：{'、'.join(labels)}")


def _show_events(terminal: Terminal, events: list[tuple[str, str, str]]) -> None:
    for number, title, state in events:
        terminal.line(f"任务 {number} {title}（{state}）")
