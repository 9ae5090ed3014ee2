import pytest

from desktop.domain.problem import ProblemError
from desktop.reports.masking import Mask, masked_name, refuse_excluded


@pytest.mark.parametrize(
    ("name", "shown"), [("李小妹", "李某某"), ("欧阳建国", "欧阳某某"), ("张𬱖", "张某某"), ("", "")]
)
def test_a_covered_name_keeps_the_surname(name, shown):
    assert masked_name(name) == Mask.NAME.apply(name) == shown


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (Mask.NONE, "张三", "张三"),
        (Mask.CITIZEN_ID, "999901196803120013", "999901********0013"),
        (Mask.PHONE, "10012340001", "100****0001"),
        (Mask.ACCOUNT, "6228480000000001234", "****1234"),
    ],
)
def test_a_column_is_covered_as_its_template_says(mask, text, shown):
    assert mask.apply(text) == shown


def test_a_field_that_is_both_excluded_and_printed_is_refused_by_name():
    with pytest.raises(ProblemError) as caught:
        refuse_excluded("county", frozenset({"citizen_id", "mobile"}), {"name", "mobile"})
    assert caught.value.problems[0].values == {"template": "county", "field": "mobile"}


def test_fields_that_are_not_excluded_pass():
    refuse_excluded("county", frozenset({"citizen_id"}), {"name", "mobile"})
