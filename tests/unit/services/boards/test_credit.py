"""Only who consented is on the list; relatives stand aside; what leaves is logged."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.accounts import Role
from desktop.domain.credit import ConsentState, CreditGrade, GradeTable
from desktop.domain.points_scheme import Subject
from desktop.domain.problem import ProblemError
from desktop.services.boards import credit_consents, credit_panels, credit_tables, printing
from desktop.services.boards.credit_consents import DEFAULT_ITEMS, NewConsent
from desktop.services.boards.credit_panels import NewPanel
from desktop.services.points import ledger
from desktop.services.points.ledger import EntryState, NewEntry
from tests.support.boards import BoardsVillage, texts_of
from tests.support.disclosure import as_role
from tests.support.refusals import codes_of

BANK = "示范农商银行"


def consent(village: BoardsVillage, head: str, **changed: object) -> NewConsent:
    new = NewConsent(village.households[head], village.people[head], BANK, "2026-03-01", "2027-02-28")
    return replace(new, **changed)  # type: ignore[arg-type]


def agreed(village: BoardsVillage, *heads: str) -> None:
    for head in heads:
        credit_consents.add_consent(village.office, consent(village, head))


def sat(village: BoardsVillage, *members: str) -> str:
    people = members or ("王海军", "赵小兰", "陈老伯")
    panel = NewPanel(BANK, "2026-03-10", tuple(village.people[name] for name in people), 2026)
    return credit_panels.hold_panel(village.office, panel)


def earn(village: BoardsVillage, head: str, times: int) -> None:
    """So many times ten points."""
    entries = [
        NewEntry(
            Subject.HOUSEHOLD,
            village.households[head],
            "courtyard",
            "2026-03-02",
            1_000,
            origin=f"inspection_round/{number}",
        )
        for number in range(times)
    ]
    ledger.book(village.secretary, entries, state=EntryState.CONFIRMED)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"household_id": ""}, "BRD-021"),
        ({"person_id": "nobody"}, "BRD-060"),
        ({"bank": " "}, "BRD-061"),
        ({"purpose": ""}, "BRD-062"),
        ({"items": ("head",)}, "BRD-063"),
        ({"valid_to": "2029-03-02"}, "BRD-064"),
        ({"signed_on": "2026-04-01"}, "BRD-064"),
    ],
)
def test_a_consent_names_household_signer_bank_purpose_items_and_term(
    village: BoardsVillage, changed: dict[str, object], code: str
) -> None:
    """Source: domain.md 5.3; 个人信息保护法 14, 28: written consent, purpose and term recorded."""
    with pytest.raises(ProblemError) as error:
        credit_consents.add_consent(village.office, consent(village, "张建国", **changed))
    assert code in codes_of(error)


def test_a_consent_ends_by_its_term_or_is_taken_back(village: BoardsVillage) -> None:
    agreed(village, "张建国", "王海军")
    with pytest.raises(ProblemError) as error:
        agreed(village, "张建国")
    assert codes_of(error) == ["BRD-067"]
    by_head = {each.household.head: each for each in credit_consents.list_consents(village.office)}
    assert by_head["张建国"].state is ConsentState.HOLDS
    credit_consents.withdraw(village.office, by_head["张建国"].row.id, "2026-03-10")
    later = village.on("2027-02-10").office
    states = {each.household.head: each.state for each in credit_consents.list_consents(later)}
    assert states == {"张建国": ConsentState.WITHDRAWN, "王海军": ConsentState.EXPIRING}
    assert [each.household.head for each in credit_consents.list_to_renew(later)] == ["王海军"]
    lapsed = village.on("2027-03-15").office
    assert [each.household.head for each in credit_consents.list_to_renew(lapsed)] == ["王海军"]
    assert credit_consents.list_to_renew(village.on("2027-05-01").office) == ()


def test_the_list_holds_only_consenting_households_with_points_and_grade(village: BoardsVillage) -> None:
    """Source: domain.md 5.3: the village gives points and a list; data only with consent."""
    with pytest.raises(ProblemError) as error:
        sat(village)
    assert codes_of(error) == ["BRD-082"]
    agreed(village, "张建国", "孙立新")
    earn(village, "张建国", 9)
    earn(village, "孙立新", 7)
    earn(village, "王海军", 10)
    panel = credit_panels.get_panel(village.office, sat(village))
    shown = [(line.household.head, line.row.points_x100, line.row.grade) for line in panel.recommended]
    assert shown == [("张建国", 9_000, "AAA"), ("孙立新", 7_000, "A")]


def test_a_banks_own_table_decides_the_grade(village: BoardsVillage) -> None:
    agreed(village, "张建国")
    earn(village, "张建国", 9)
    own = GradeTable(BANK, "2026-1", date(2026, 1, 1), (CreditGrade("AA", 9_500), CreditGrade("B", 0)))
    credit_tables.save_table(village.office, own)
    panel = credit_panels.get_panel(village.office, sat(village))
    assert (panel.recommended[0].row.grade, panel.row.scheme) == ("B", "2026-1")


def test_relatives_on_the_panel_stand_aside_and_too_few_recommend_nobody(village: BoardsVillage) -> None:
    agreed(village, "张建国", "孙立新")
    panel = credit_panels.get_panel(village.office, sat(village, "张小明", "王海军", "赵小兰"))
    lines = {line.household.head: line for line in panel.lines}
    assert lines["张建国"].aside == ("张小明",)
    assert not lines["张建国"].row.recommended
    assert lines["孙立新"].row.recommended
    with pytest.raises(ProblemError) as error:
        credit_panels.judge(village.office, lines["张建国"].row.id, recommended=True)
    assert codes_of(error) == ["BRD-077"]


def test_a_household_is_left_out_only_with_a_reason(village: BoardsVillage) -> None:
    agreed(village, "张建国", "孙立新")
    panel_id = sat(village)
    line = credit_panels.get_panel(village.office, panel_id).lines[0]
    with pytest.raises(ProblemError) as error:
        credit_panels.judge(village.office, line.row.id, recommended=False)
    assert codes_of(error) == ["BRD-081"]
    credit_panels.judge(village.office, line.row.id, recommended=False, reason="本户不需要贷款")
    assert len(credit_panels.get_panel(village.office, panel_id).recommended) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"bank": ""}, "BRD-061"),
        ({"held_on": "2026-03-11"}, "BRD-030"),
        ({"year": 2027}, "BRD-074"),
        ({"panel_ids": ()}, "BRD-075"),
        ({"panel_ids": ("a", "b", "c")}, "BRD-004"),
    ],
)
def test_a_sitting_that_cannot_be_is_refused(
    village: BoardsVillage, changed: dict[str, object], code: str
) -> None:
    agreed(village, "张建国")
    people = tuple(village.people[name] for name in ("王海军", "赵小兰", "陈老伯"))
    panel = replace(NewPanel(BANK, "2026-03-10", people, 2026), **changed)  # type: ignore[arg-type]
    with pytest.raises(ProblemError) as error:
        credit_panels.hold_panel(village.office, panel)
    assert codes_of(error) == [code]


def test_the_workbook_holds_what_each_household_agreed_to_and_its_export_is_logged(
    village: BoardsVillage, tmp_path: Path
) -> None:
    """Source: domain.md 14: every export is logged with its purpose."""
    agreed(village, "孙立新")
    with_phone = consent(village, "张建国", items=(*DEFAULT_ITEMS, "mobile"))
    credit_consents.add_consent(village.office, with_phone)
    with village.office.change("edit", "电话") as work:
        work.update("person", village.people["张建国"], {"mobile": "10012345678"})
        work.update("person", village.people["孙立新"], {"mobile": "10087654321"})
    earn(village, "张建国", 9)
    panel_id = sat(village)
    target = tmp_path / "名单.xlsx"
    with pytest.raises(ProblemError) as error:
        credit_panels.export_panel(village.office, panel_id, target, " ")
    assert codes_of(error) == ["BRD-080"]
    assert credit_panels.export_panel(village.office, panel_id, target, "李经理") == ()
    book = openpyxl.load_workbook(target)
    text = "\n".join(str(cell) for row in book.active.iter_rows(values_only=True) for cell in row)
    book.close()
    assert "10012345678" in text
    assert "10087654321" not in text
    with village.office.store.reading() as connection:
        logged = connection.execute(
            "SELECT purpose, fields FROM access_log WHERE kind = 'export' AND target_id = ?", (panel_id,)
        ).fetchall()
    assert [(purpose, "联系电话" in fields) for purpose, fields in logged] == [
        (f"{BANK}：整村授信推荐名单，交 李经理", True)
    ]
    assert credit_panels.get_panel(village.office, panel_id).row.handed_over_to == "李经理"


def test_whoever_takes_consent_back_is_not_handed_over(village: BoardsVillage, tmp_path: Path) -> None:
    agreed(village, "张建国", "孙立新")
    panel_id = sat(village)
    taken_back = credit_consents.list_consents(village.office)[0]
    credit_consents.withdraw(village.office, taken_back.row.id, "2026-03-10")
    panel = credit_panels.get_panel(village.office, panel_id)
    assert [line.household.id for line in panel.lapsed] == [taken_back.row.household_id]
    (warning,) = credit_panels.export_panel(village.office, panel_id, tmp_path / "a.csv", "李经理")
    assert warning.code == "BRD-084"
    assert taken_back.household.head not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_who_may_not_see_numbers_hands_none_over(village: BoardsVillage) -> None:
    new = consent(village, "张建国", items=(*DEFAULT_ITEMS, "citizen_id"))
    credit_consents.add_consent(village.office, new)
    panel_id = sat(village)
    with pytest.raises(ProblemError) as error:
        credit_panels.prepare_list(as_role(village.office, Role.BOOKKEEPER), panel_id, "李经理")
    assert codes_of(error) == ["SYS-403"]


def test_the_papers_of_credit_say_purpose_term_and_that_nothing_flows_back(village: BoardsVillage) -> None:
    forms = printing.render_consent_forms(
        village.secretary, BANK, [village.households["张建国"], village.households["孙立新"]]
    )
    first, _, second = texts_of(forms)  # each begins on a sheet of its own
    for part in ("张建国", BANK, "整村授信评议", "12个月", "撤回", "（√）户主姓名", "（）公民身份号码"):
        assert part in first, part
    assert "孙立新" in second
    in_group = printing.render_consent_forms(village.secretary, BANK, groups=["二组"])
    assert "陈老伯" in texts_of(in_group)[0]
    agreed(village, "张建国")
    (text,) = texts_of(printing.render_credit_list(village.secretary, sat(village), "李经理"))
    for part in ("整村授信推荐名单", "张建国", "接收人：李经理", "由银行决定"):
        assert part in text, part
