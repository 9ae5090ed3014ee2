"""Whatever is typed into the forms or the address, the answer is a page and never a failure of the server."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.county.villager.conftest import VILLAGE
from tests.support.village_pc import NOW_MS

_STRANGE = ["\x00", "😀", "\u202e", "'; --", "%", "<b>", "\r\n", "\x1b", "％００"]
_TEXT = st.one_of(st.text(max_size=30), st.sampled_from(_STRANGE))
_ONCE = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_ONCE
@given(
    typed=st.fixed_dictionaries(dict.fromkeys(("title", "text", "place", "name", "phone", "category"), _TEXT))
)
def test_any_letter_is_taken_or_refused(villager, typed) -> None:
    answer = villager.fill_in(f"{VILLAGE}/letter", typed | {"anonymous": "yes"})
    assert answer.status_code in (303, 400, 429), typed


@_ONCE
@given(
    typed=st.fixed_dictionaries(dict.fromkeys(("name", "phone", "wished_on", "wished_part", "text"), _TEXT))
)
def test_any_booking_is_taken_or_refused(villager, typed) -> None:
    answer = villager.fill_in(f"{VILLAGE}/booking/07", typed, multipart=False)
    assert answer.status_code in (303, 400, 403, 429), typed


@_ONCE
@given(number=_TEXT, code=_TEXT)
def test_any_number_and_code_are_answered(villager, number, code) -> None:
    place = f"/progress/{quote(number, safe='') or 'x'}/{quote(code, safe='') or 'x'}"
    assert villager.get(place).status_code in (307, 404, 429)
    assert villager.post(f"{place}/rate", {"satisfaction": code}).status_code in (404, 405, 429)
    assert villager.get(f"{VILLAGE}/progress", number=number, qcode=code).status_code in (200, 303)


@pytest.mark.parametrize("path", ["/v/%00/", "/v/abc/", "/v/１２/", "/v/%00/letter", "/v/?q=%00", "/v/x/y/z"])
def test_addresses_that_lead_nowhere_say_so(villager, path) -> None:
    assert villager.get(path).status_code in (200, 404)
    assert villager.at_ms == NOW_MS
