"""The closed lists of certificates: what a place allows, and whom the others are sent to."""

from datetime import date
from string import Formatter

import pytest

from desktop.domain.catalogue import catalogue
from desktop.domain.certificate_kind import (
    certificate_kinds,
    find_refused,
    kinds_allowed,
    list_in_force,
    refused_papers,
)
from desktop.domain.code_table import code_table
from desktop.domain.rules import Certainty

DAY = date(2026, 5, 6)
OFFERED = {"village", "full_place", "committee", "branch", "recipient", "purpose"}


def codes(division: str) -> list[str]:
    return [kind.code for kind in kinds_allowed(division, DAY)]


def test_shanxi_allows_five_and_the_nation_only_what_a_law_names() -> None:
    assert codes("140100000000") == [
        "party_residence",
        "party_review",
        "adoption",
        "student_activity",
        "by_law",
    ]
    assert codes("999901101201") == ["adoption", "by_law"]
    assert list_in_force("330825101201", DAY).certainty is Certainty.PROPOSAL


def test_before_there_was_a_list_nothing_is_allowed() -> None:
    with pytest.raises(KeyError):
        list_in_force("140100000000", date(2019, 1, 1))
    assert [kind.code for kind in kinds_allowed("140100000000", date(2021, 1, 1))] == ["adoption", "by_law"]


@pytest.mark.parametrize("code", sorted(certificate_kinds()))
def test_a_kind_names_only_what_it_reads_or_asks(code: str) -> None:
    kind = certificate_kinds()[code]
    gaps = {gap for text in kind.text for _, gap, _, _ in Formatter().parse(text) if gap}
    asked = {each.name for each in kind.asked}
    assert gaps <= OFFERED | set(kind.reads) | asked
    assert asked <= gaps
    assert not asked & set(kind.reads)
    for field in kind.reads:
        assert catalogue().get(field)
    assert kind.required | kind.full <= set(kind.reads)
    for field, allowed in kind.requires.items():
        table = code_table(catalogue().get(field).code_table)
        assert all(each in table for each in allowed)
    assert kind.roles
    assert kind.basis


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("亲属关系证明", "kinship"),
        ("无犯罪记录", "no_crime"),
        ("开个父子证明", "kinship"),
        ("单身", "marriage"),
        ("贫困证明", "property"),
        ("营业执照用的住所证明", "premises"),
        ("健在证明", "alive"),
    ],
)
def test_what_people_ask_for_is_found_with_the_office_whose_job_it_is(asked: str, code: str) -> None:
    found = find_refused(asked)
    assert found[0].code == code
    assert found[0].office
    assert found[0].advice


@pytest.mark.parametrize("asked", ["", "  ", "村里修路"])
def test_what_nobody_knows_is_not_sent_anywhere(asked: str) -> None:
    assert find_refused(asked) == ()


def test_the_first_list_of_refused_papers_is_whole() -> None:
    assert len(refused_papers()) == 20
    assert len({paper.code for paper in refused_papers()}) == 20
    labels = {kind.label for kind in certificate_kinds().values()}
    assert not labels & {paper.name for paper in refused_papers()}
