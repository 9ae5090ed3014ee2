import pytest

from desktop.reports.fonts import GETA, Role, to_unicode_map, type_of

LATE_PLANE = "\U0002ceff"  # an Extension F character far outside all level 2 fonts


def test_upstream_still_maps_characters_above_ffff_wrongly():
    # The day this fails, reportlab is mended: take _mend_to_unicode and to_unicode_map out.
    import importlib.util

    spec = importlib.util.find_spec("reportlab.pdfbase.ttfonts")
    assert spec is not None and spec.loader is not None
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    assert "<2CC56>" in fresh.makeToUnicodeCMap("F", [0x2CC56])


def test_our_map_writes_a_surrogate_pair_above_ffff():
    assert "<00> <D873DC56>" in to_unicode_map("F", [0x2CC56])


def test_our_map_never_has_more_than_a_hundred_entries_in_a_block():
    written = to_unicode_map("F", list(range(0x4E00, 0x4E00 + 256)))
    sizes = [int(line.split()[0]) for line in written.splitlines() if line.endswith("beginbfchar")]
    assert sizes == [100, 100, 56]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_draws_rare_names_without_a_gap(role):
    assert type_of(role).missing("张𬱖李䶮王㛃") == ""


def test_a_character_the_title_font_lacks_is_taken_from_the_body_font():
    title, body = type_of(Role.TITLE), type_of(Role.BODY)
    lent = next(chr(code) for code in body.face.glyphs if code > 0x3400 and code not in title.face.glyphs)
    runs = title.runs(f"张{lent}三")
    assert [run.text for run in runs] == ["张", lent, "三"]
    assert [run.face for run in runs] == [title.face, body.face, title.face]


def test_a_character_no_font_has_is_reported_once_and_set_as_the_geta_mark():
    body = type_of(Role.BODY)
    assert body.missing(f"张{LATE_PLANE}{LATE_PLANE}") == LATE_PLANE
    assert "".join(run.text for run in body.runs(f"张{LATE_PLANE}")) == f"张{GETA}"


def test_the_room_a_run_takes_is_the_sum_of_its_characters():
    body = type_of(Role.BODY)
    assert body.width("收入12.50", 10) == pytest.approx(sum(body.width(c, 10) for c in "收入12.50"))


def test_figures_of_equal_length_are_equally_wide():
    body = type_of(Role.BODY)
    assert body.figure_width("1111.11", 10.5) == pytest.approx(body.figure_width("8888.88", 10.5))
    assert body.width("1111.11", 10.5) < body.width("8888.88", 10.5)


@pytest.mark.parametrize("hidden", ["\u200b", "\ufeff", "\u00ad", "\ufe00", "\U000e0100", "\x07"])
def test_what_leaves_no_mark_on_paper_is_neither_drawn_nor_reported(hidden):
    body = type_of(Role.BODY)
    assert body.missing(f"张{hidden}三") == ""
    assert "".join(run.text for run in body.runs(f"张{hidden}三")) == "张三"
    assert body.width(f"张{hidden}三", 10) == body.width("张三", 10)


def test_a_line_break_inside_a_single_line_becomes_a_blank():
    body = type_of(Role.BODY)
    assert "".join(run.text for run in body.runs("张\r\n三")) == "张  三"
