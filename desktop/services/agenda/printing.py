"""The agenda of a household as PDF; the print is logged before the bytes are handed out."""

from desktop.domain.accounts import Right
from desktop.services.agenda.reading import Topic, read_agenda
from desktop.services.office import Office

TOPIC_WORDS = {
    Topic.EVENT: "任务和事项",
    Topic.SERVICE: "代办",
    Topic.PAPER: "证件到期",
    Topic.SAFETY: "避险安全",
    Topic.VISIT: "走访",
    Topic.BOARD: "红黑榜告知",
    Topic.POINTS: "家庭积分",
    Topic.BIRTHDAY: "高龄生日",
}


def render_agenda(office: Office, household_id: str) -> bytes:
    """One A4 sheet to take along.

    Raises:
        ProblemError: INB-020 there is no such household, SYS-403.
    """
    from desktop.reports.agenda_sheet import AgendaSheet, SheetLine, build_agenda
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    agenda = read_agenda(office, household_id)
    sheet = AgendaSheet(
        office.vault.village,
        agenda.head,
        agenda.group,
        len(agenda.members),
        agenda.visited_on,
        tuple(
            SheetLine(
                TOPIC_WORDS[line.topic],
                line.text,
                f"{line.on.isoformat() if line.on else ''}{'　已过' if line.is_late and line.on else ''}",
            )
            for line in agenda.lines
        ),
        office.today(),
    )
    office.log_access("print", "household", household_id, purpose="走访议程")
    return render_internal(build_agenda(sheet))
