"""What stands beside the numbers of the start page: a block for each part of the work that waits."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from desktop.domain.disclosure_duty import DutyState
from desktop.domain.event_state import DueState
from desktop.services.backup import BackupStatus
from desktop.services.drafts import Draft
from desktop.services.events import Event
from desktop.services.history import UndoEntry
from desktop.services.today import Today
from desktop.words import word
from ui.screens.duties.table_model import due_words as duty_words
from ui.screens.events.table_model import due_words
from ui.screens.today.draft_name import draft_name
from ui.screens.today.side_block import MOST_LINES, SideBlock
from ui.widgets.dress import button, label, tool_button
from ui.widgets.moment import show_moment

if TYPE_CHECKING:
    from desktop.services.agency.reminders import AgencyReminderCount
    from desktop.services.boards.reminders import BoardReminderCount
    from desktop.services.disclosure.duties import DutyLine
    from desktop.services.events.reminders import EventsToday
    from desktop.services.jobs_market.reminders import JobsToday
    from desktop.services.meetings.reminders import MeetingsToday
    from desktop.services.mobilisation.reminders import EmergencyToday
    from desktop.services.obligations.reminders import ObligationsToday
    from desktop.services.party.reminders import Reminder
    from desktop.services.patrols.reminders import PatrolsToday
    from desktop.services.points.reminders import PointsToday
    from desktop.services.task_orders.reminders import TasksToday
    from desktop.services.visits.reminders import VisitsToday
    from ui.screens.today.presenter import TodayPresenter

_MOST_VISITS = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodaySide", text)


class TodaySide:
    """Makes the blocks; each line asks the presenter for what it opens."""

    def __init__(self, presenter: "TodayPresenter") -> None:
        self._presenter = presenter
        self.log_visit: QPushButton | None = None

    def blocks(self, today: Today) -> list[SideBlock]:
        """Those that have something to say, what is most urgent first."""
        made: list[SideBlock] = []
        if today.emergency is not None and today.emergency.is_any:
            made.append(self._emergency(today.emergency))
        if today.drafts:
            made.append(self._drafts(today.drafts))
        if today.letters:
            made.append(self._letters(today.letters))
        if today.visits is not None and (today.visits.is_any or self._presenter.may_log_visits()):
            made.append(self._visits(today.visits))
        if today.patrols is not None and today.patrols.is_any:
            made.append(self._patrols(today.patrols))
        if today.views:
            made.append(self._due(today.due))
        if today.events is not None and today.events.is_any:
            made.append(self._events(today.events))
        if today.disclosure is not None and today.disclosure.next:
            made.append(self._duties(today.disclosure.next))
        if today.obligations is not None and (today.obligations.missing or today.obligations.mending):
            made.append(self._obligations(today.obligations))
        if today.meetings is not None and (today.meetings.next or today.meetings.to_make_up):
            made.append(self._meetings(today.meetings, today.read_at.astimezone().date()))
        if today.agency:
            made.append(self._agency(today.agency))
        if today.tasks is not None and today.tasks.is_any:
            made.append(self._tasks(today.tasks))
        if today.jobs is not None and today.jobs.count:
            made.append(self._jobs(today.jobs))
        if today.boards:
            made.append(self._boards(today.boards))
        if today.party:
            made.append(self._party(today.party))
        if today.points is not None and today.points.is_any:
            made.append(self._points(today.points))
        made.append(self._backup(today.backup))
        if today.imports:
            made.append(self._imports(today.imports))
        return made

    def _due(self, due: Sequence[Event]) -> SideBlock:
        made = SideBlock(_tr("快到期和逾期的任务"))
        if not due:
            made.add_note(_tr("三天内没有到期的任务。"))
        for event in due[:MOST_LINES]:
            words, tone = due_words(event.due)
            shown = tone if event.due.state is not DueState.SOON else ""
            made.add_line(event.title, partial(self._presenter.open_event, event.id), words, shown)
        made.add_rest(len(due) - MOST_LINES, _tr("任务"))
        return made

    def _events(self, waiting: "EventsToday") -> SideBlock:
        made = SideBlock(_tr("事项"))
        kinds = (
            (_tr("超时没有受理"), waiting.accept_overdue, "overdue"),
            (_tr("上级退回"), waiting.returned, "overdue"),
            (_tr("等书记审批延期"), waiting.extensions, "soon"),
            (_tr("暂停已到期"), waiting.pauses_over, "soon"),
            (_tr("办结了还没反馈"), waiting.to_feed_back, ""),
        )
        lines = [(words, row, tone) for words, rows, tone in kinds for row in rows]
        for words, row, tone in lines[:MOST_LINES]:
            made.add_line(row.title, partial(self._presenter.open_event, row.id), words, tone)
        made.add_rest(len(lines) - MOST_LINES, _tr("任务"))
        return made

    def _duties(self, lines: "Sequence[DutyLine]") -> SideBlock:
        made = SideBlock(_tr("快到期和逾期的公开"))
        for line in lines[:MOST_LINES]:
            trigger = line.duty.trigger
            told = f"：{trigger.title}" if trigger is not None and trigger.title else ""
            tone = "overdue" if line.state is DutyState.LATE else ""
            act = partial(self._presenter.open_record, "duties", "duty", line.id)
            made.add_line(f"{word(line.title)}{told}", act, duty_words(line), tone)
        made.add_rest(len(lines) - MOST_LINES, _tr("公开任务"))
        return made

    def _party(self, reminders: "Sequence[Reminder]") -> SideBlock:
        made = SideBlock(_tr("党员和组织的提醒"))
        for each in reminders[:MOST_LINES]:
            text = _tr("{name}　{what}").format(name=each.name, what=word(each.words))
            act = partial(self._presenter.open_record, "party", each.kind.value, each.record_id)
            if each.due is None:
                made.add_link(text, act)
                continue
            day = _tr("{month}月{day}日").format(month=each.due.month, day=each.due.day)
            _row, due = made.add_line(text, act, day, "overdue" if each.is_late else "soon")
            due.setToolTip(each.due.isoformat())
        made.add_rest(len(reminders) - MOST_LINES, _tr("党员和组织"))
        return made

    def _emergency(self, emergency: "EmergencyToday") -> SideBlock:
        made = SideBlock(_tr("应急动员"))
        for text, view, number in (
            (_tr("正在进行的动员"), "mobilisations", len(emergency.running)),
            (_tr("还没有发起的动员令"), "mobilisations", len(emergency.orders)),
            (_tr("超时没报的初报"), "reports", emergency.reports_late),
            (_tr("写好没上报的灾情报告"), "reports", emergency.reports_unsent),
        ):
            made.add_count(text, partial(self._presenter.open_list, "mobilisation", view), number, "overdue")
        return made

    def _patrols(self, waiting: "PatrolsToday") -> SideBlock:
        from ui.screens.patrols.patrol_words import alert_words

        made = SideBlock(_tr("巡查"))
        act = partial(self._presenter.open_list, "patrols")
        for each in waiting.alerts:
            made.add_link(
                alert_words(each.kind_label, each.level_label), partial(act, "alerts/on"), "overdue"
            )
        for count, text, view, tone in (
            (waiting.unreported, _tr("险情没有报告：{n} 条"), "records/unreported", "overdue"),
            (waiting.late, _tr("漏巡的隐患点：{n} 个"), "due/todo", "overdue"),
            (waiting.due, _tr("今天要巡：{n} 个点"), "due/todo", "soon"),
            (waiting.cards, _tr("明白卡要发、要换：{n} 户"), "cards/todo", "soon"),
            (waiting.unsigned, _tr("明白卡待签收：{n} 户"), "cards/unsigned", ""),
        ):
            if count:
                made.add_link(text.format(n=count), partial(act, view), tone)
        return made

    def _visits(self, waiting: "VisitsToday") -> SideBlock:
        from ui.screens.visits.visit_words import due_cell

        made = SideBlock(_tr("走访"))
        act = partial(self._presenter.open_list, "visits")
        for each in waiting.alarms:
            made.add_link(each, partial(act, "due/due"), "overdue")
        for count, text, view, tone in (
            (waiting.late, _tr("逾期没走访：{n} 人"), "due/late", "overdue"),
            (waiting.today, _tr("今天到期：{n} 人"), "due/due", "soon"),
            (waiting.patches, _tr("待确认的变更：{n} 项"), "patches", ""),
            (waiting.lists, _tr("没走完的走访单：{n} 张"), "lists", ""),
        ):
            if count:
                made.add_link(text.format(n=count), partial(act, view), tone)
        if self._presenter.may_log_visits():
            today = self._presenter.today()
            for one in waiting.next[:_MOST_VISITS]:
                name = _tr("{name}　{why}").format(name=one.title, why=word(one.visit_class.label))
                due = due_cell(one, today)
                made.add_line(
                    name, partial(self._presenter.log_visit, one.kind.value, one.id), due.text, due.tone
                )
            self.log_visit = button(_tr("记走访"), icon_name="plus")
            self.log_visit.setToolTip(_tr("Ctrl+J，哪一页都能按"))
            self.log_visit.clicked.connect(self._presenter.find_visit)
            made.rows.addWidget(self.log_visit)
        return made

    def _obligations(self, owed: "ObligationsToday") -> SideBlock:
        from ui.screens.obligations.obligation_words import gap_words, mending_due_words, mending_tone

        made = SideBlock(_tr("还差的会和要整改的事"))
        for each in owed.mending[:MOST_LINES]:
            act = partial(self._presenter.open_record, "obligations", "rectification", each.id)
            made.add_line(each.title, act, mending_due_words(each), mending_tone(each))
        several = len({line.obligation.holder.id for line in owed.missing}) > 1
        room = max(1, MOST_LINES - len(owed.mending))
        for line in owed.missing[:room]:
            holder = line.obligation.holder
            told = f"{gap_words(line)}（{word(holder.name)}）" if several else gap_words(line)
            made.add_ask(
                told,
                word(holder.name),
                _tr("安排…"),
                partial(self._presenter.plan_meeting, line.obligation.kind, holder.id),
            )
        made.add_rest(len(owed.missing) - room, _tr("履职"))
        return made

    def _meetings(self, asked: "MeetingsToday", on: date) -> SideBlock:
        from ui.screens.meetings.meeting_words import day_words

        made = SideBlock(_tr("近期会议"))
        for meeting in asked.next[:MOST_LINES]:
            act = partial(self._presenter.open_record, "meetings", "meeting", meeting.id)
            made.add_line(meeting.title, act, *day_words(meeting, on))
        made.add_rest(len(asked.next) - MOST_LINES, _tr("会议"))
        if asked.to_make_up:
            made.add_note(_tr("没有到会、还没补课的 {n} 人次").format(n=asked.to_make_up))
        return made

    def _agency(self, reminders: "Sequence[AgencyReminderCount]") -> SideBlock:
        words = {
            "late": (_tr("超过期限的"), "cases/todo"),
            "bookings": (_tr("要答复的预约"), "bookings"),
            "meetings": (_tr("今天约好来办的"), "bookings"),
            "sent_back": (_tr("退回要补材料的"), "cases/todo"),
            "soon": (_tr("快到期的"), "cases/todo"),
            "deliver": (_tr("结果要送到本人的"), "cases/todo"),
            "originals": (_tr("该退还的原件"), "originals"),
            "unregistered": (_tr("档案变动没办户籍手续的"), "cases/todo"),
        }
        made = SideBlock(_tr("代办"))
        for each in reminders:
            text, view = words[each.kind.value]
            act = partial(self._presenter.open_list, "agency", view)
            made.add_count(text, act, each.count, "overdue" if each.is_late else "")
        return made

    def _jobs(self, waiting: "JobsToday") -> SideBlock:
        made = SideBlock(_tr("务工"))
        for text, number, view, tone in (
            (_tr("求职登记快到期的"), waiting.expiring, "seekers", ""),
            (_tr("求职登记过期、还没问过的"), waiting.expired, "seekers", "overdue"),
            (_tr("等核实的岗位"), waiting.unchecked, "posts", ""),
            (_tr("推荐了还没结果的"), waiting.unanswered, "fits", ""),
        ):
            made.add_count(text, partial(self._presenter.open_list, "jobs_market", view), number, tone)
        return made

    def _tasks(self, asked: "TasksToday") -> SideBlock:
        made = SideBlock(_tr("上级交办"))
        lines = [(each, _tr("被退回"), "overdue") for each in asked.returned]
        lines += [(each, _tr("已逾期"), "overdue") for each in asked.late]
        lines += [(each, _tr("{day} 到期"), "soon") for each in asked.soon]
        lines += [(each, _tr("{day} 到期"), "") for each in asked.open]
        for task, told, tone in lines[:MOST_LINES]:
            act = partial(self._presenter.open_event, task.event_id)
            made.add_line(task.title, act, told.format(day=show_moment(task.due_at)[5:]), tone)
        made.add_rest(len(lines) - MOST_LINES, _tr("一表通"))
        return made

    def _boards(self, reminders: "Sequence[BoardReminderCount]") -> SideBlock:
        words = {
            "take_down": (_tr("该撤下的"), "board/posted"),
            "unmended": (_tr("逾期没整改的"), "board/todo"),
            "tell": (_tr("要告知本户的"), "board/todo"),
            "help": (_tr("要改为帮扶的"), "board/todo"),
            "praise": (_tr("待审定的红榜"), "board/todo"),
            "consents": (_tr("要重签的授信授权"), "credit/ending"),
            "covenant": (_tr("没有备案的村规民约"), "covenant"),
        }
        made = SideBlock(_tr("红黑榜"))
        for each in reminders:
            text, view = words[each.kind.value]
            act = partial(self._presenter.open_list, "boards", view)
            made.add_count(text, act, each.count, "overdue" if each.is_late else "")
        return made

    def _letters(self, waiting: int) -> SideBlock:
        made = SideBlock(_tr("村民来信"))
        act = partial(self._presenter.open_screen, "events")
        made.add_count(_tr("待受理的来信和随手拍"), act, waiting)
        return made

    def _points(self, waiting: "PointsToday") -> SideBlock:
        made = SideBlock(_tr("积分"))
        for text, view, number, tone in (
            (_tr("待确认的积分"), "waiting", waiting.waiting, ""),
            (_tr("待答复的申诉"), "appeals", waiting.appeals, "overdue" if waiting.late_appeals else ""),
            (_tr("可以结账的季度"), "members", waiting.to_close, ""),
        ):
            made.add_count(text, partial(self._presenter.open_list, "points", view), number, tone)
        return made

    def _drafts(self, drafts: Sequence[Draft]) -> SideBlock:
        made = SideBlock(_tr("没有保存的草稿"))
        for draft in drafts[:MOST_LINES]:
            act = partial(self._presenter.open_draft, draft)
            kept = f"{draft.kept_at.astimezone():%m-%d %H:%M}"
            row, _said = made.add_line(draft_name(draft), act, kept, role="muted")
            drop = tool_button("trash", _tr("丢弃这份草稿"))
            drop.clicked.connect(partial(self._presenter.drop_draft, draft))
            row.addWidget(drop)
        return made

    def _backup(self, status: BackupStatus) -> SideBlock:
        made = SideBlock(_tr("备份"))
        if status.newest is None:
            made.add_note(_tr("还没有备份。"), "overdue")
        else:
            at = f"{status.newest.made_at.astimezone():%m-%d %H:%M}"
            made.rows.addWidget(label(_tr("最近备份 {at}").format(at=at), wrap=True))
        if status.proof_problems:
            proof = _tr("上次试恢复没有成功。")
        elif status.proven_at is not None:
            proof = _tr("{day} 试恢复成功").format(day=f"{status.proven_at.astimezone():%Y-%m-%d}")
        else:
            proof = _tr("还没有试恢复过。")
        made.add_note(proof, "overdue" if status.proof_problems else "")
        if status.second_place is None:
            made.add_note(_tr("没有设第二备份处（如 U 盘）。"))
        elif status.is_second_late:
            made.add_note(_tr("第二备份处一个多星期没抄了，请插上 U 盘。"), "overdue")
        made.add_link(_tr("打开备份与设置"), partial(self._presenter.open_screen, "settings"))
        return made

    def _imports(self, imports: Sequence[UndoEntry]) -> SideBlock:
        made = SideBlock(_tr("最近导入"))
        for entry in imports:
            act = partial(self._presenter.open_screen, "import")
            made.add_line(entry.label, act, f"{entry.at.astimezone():%m-%d %H:%M}", role="muted")
        return made
