import threading

import pytest

from desktop.reports.building import build_notice
from desktop.reports.preview import Preview
from desktop.reports.rendering import render
from tests.unit.reports import pieces


@pytest.fixture(scope="module")
def pdf():
    return render(build_notice("accounts_quarterly", pieces.accounts(40)), draft=False)


def pixels(image):
    return [image.rgba[start : start + 4] for start in range(0, len(image.rgba), 4)]


def test_a_page_comes_as_four_bytes_a_pixel_in_the_size_of_the_paper(pdf):
    with Preview(pdf) as preview:
        image = preview.page(0, dpi=72)
        assert (image.width, image.height) == (842, 596)
        assert len(image.rgba) == 4 * image.width * image.height


def test_paper_is_white_and_text_is_black(pdf):
    with Preview(pdf) as preview:
        image = preview.page(0, dpi=50)
    assert pixels(image)[0] == b"\xff\xff\xff\xff"
    assert any(sum(pixel[:3]) < 150 for pixel in pixels(image))


def reddish(image):
    return sum(pixel[0] > pixel[1] + 40 for pixel in pixels(image))


def test_the_place_of_the_seal_shows_on_screen_and_not_in_print(pdf):
    with Preview(pdf) as preview:
        last = len(preview.sizes) - 1
        assert reddish(preview.page(last, dpi=72)) > 50
        assert reddish(preview.page(last, dpi=72, for_print=True)) == 0


def test_a_page_that_is_not_there_is_refused(pdf):
    with Preview(pdf) as preview, pytest.raises(IndexError):
        preview.page(len(preview.sizes))


def test_pages_can_be_asked_for_from_several_threads(pdf):
    with Preview(pdf) as preview:
        expected = preview.page(0, dpi=40)
        got = []
        threads = [threading.Thread(target=lambda: got.append(preview.page(0, dpi=40))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert got == [expected] * 4
