"""Papers of patrols read back: the form for the walk, records and figures of a span."""

from desktop.services.patrols import alerts, printing, rounds
from desktop.services.patrols.alerts import NewAlert
from desktop.services.patrols.rounds import DANGER, NewPatrol, NewRound, PatrolFilter
from tests.support.boards import texts_of
from tests.support.patrols import PatrolVillage


def walked(village: PatrolVillage) -> str:
    slope = village.slope(readings="裂缝1（毫米）", found_on="2026-05-01")
    new = NewPatrol(
        slope, "11:00", DANGER, {"裂缝1": "12"}, ("01",), "拉了警戒线", "镇应急办", "11:05", "坡脚渗水"
    )
    rounds.add_round(village.office, NewRound((village.people["王海军"],), (new,), "李巡山", "4"))
    return slope


def test_the_form_for_the_walk_has_boxes_and_the_last_values(village: PatrolVillage) -> None:
    slope = walked(village)
    alerts.add_alert(village.office, NewAlert("01", "1", "3:10"))
    (page,) = texts_of(printing.render_walk_form(village.office, [slope]))
    parts = (
        "隐患巡查表",
        "老鹰岩滑坡",
        "裂缝1（毫米）：______（12）",
        "□地面出现裂缝",
        "□险情",
        "暴雨红色预警",
    )
    for part in parts:
        assert part in page, part


def test_the_record_of_a_span_tells_people_and_person_times_apart(village: PatrolVillage) -> None:
    walked(village)
    wanted = PatrolFilter("2026-06-01", "2026-06-30")
    (page,) = texts_of(printing.render_patrols(village.office, wanted, "只看险情"))
    parts = (
        "1点次、2人次（2人）",
        "险情1次",
        "2026年6月",
        "只看险情",
        "王海军、李巡山",
        "报告镇应急办（06-1011:05）",
    )
    for part in (*parts, "拉了警戒线", "裂缝112毫米", "大雨、暴雨", "合计1221010"):
        assert part in page, part


def test_a_span_without_patrols_says_so(village: PatrolVillage) -> None:
    (page,) = texts_of(printing.render_patrols(village.office, PatrolFilter("2026-01-01", "2026-03-31")))
    assert "期内没有巡查" in page
    assert "2026年第一季度" in page
