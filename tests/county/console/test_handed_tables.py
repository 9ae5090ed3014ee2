"""Orders to mobilise, disasters, posts and the catalogue of services in the console."""

import io
import json

import openpyxl
import pytest

import resources
from sync.county.store.mobilisation_orders import order_id_of
from sync.county.store.roles import Role
from sync.county.store.villages import name_of
from tests.county.test_job_posts import HEAD
from tests.support.console_client import csrf_of, send, trouble_on
from tests.support.village_pc import operation


@pytest.fixture
def code(behind, village_id) -> str:
    return name_of(behind.database, village_id)[1]


@pytest.fixture
def typed(code, serial) -> dict[str, str]:
    """The form of an order, filled in."""
    return {
        "villages": code,
        "number": f"防指〔2026〕{serial}号",
        "issuer": "示范县防指",
        "kind": "02",
        "level": "1",
        "text": "转移临河住户",
    }


def test_an_order_is_sent_to_the_villages_named_and_cleared(browser, typed, code) -> None:
    assert "还没有选给哪个村" in trouble_on(send(browser, "/mobilisation/new", **(typed | {"villages": ""})))
    assert send(browser, "/mobilisation/new", **typed).status_code == 303
    place = f"/mobilisation/{order_id_of(typed['number'])}"
    page = browser.get(place).text
    assert "没有回应" in page
    assert "0/1" in page
    assert typed["number"] in browser.get("/mobilisation").text
    send(browser, f"{place}/clear", text="水位已退")
    assert "水位已退" in browser.get(place).text
    assert "已经解除或收回" in trouble_on(send(browser, f"{place}/withdraw", text="发错"))
    assert browser.get("/mobilisation/nowhere").status_code == 404


def test_who_only_looks_can_send_nothing(browser_of) -> None:
    viewer = browser_of(Role.VIEWER)
    for place in ("/mobilisation/new", "/job-posts/push", "/service-catalogues/push"):
        assert viewer.get(place).status_code == 403


def test_disasters_stand_in_one_table_that_can_be_taken_away(browser, behind, pc, village_id, code) -> None:
    fields = {"disaster": "02", "began_at": "2026-06-20T03:10:00+00:00", "reported_by": "x"}
    figures = json.dumps({"affected": 12, "direct_loss": 250})
    pc.send(behind, operation("disaster_report", kind="first", report_no=1, figures=figures, **fields))
    page = browser.get("/disasters").text
    assert "受灾人口" in page
    assert "2.50" in page
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/disasters.xlsx").content))
    head, *rows = book.active.iter_rows(values_only=True)
    (line,) = [each for each in rows if each[0] == code]
    assert line[head.index("直接经济损失（万元）")] == 2.5
    assert code in browser.get("/disasters.csv").content.decode("utf-8-sig")


def upload(browser, place: str, form: str, name: str, content: bytes, **typed: str):
    values = typed | {"csrf": csrf_of(browser.get(form))}
    return browser.post(place, data=values, files={"file": (name, content)})


def test_posts_are_handed_down_and_a_faulty_table_is_not(browser, code, serial) -> None:
    good = f"{HEAD}\r\n厂{serial},缝纫工,生产加工,县城,20,能倒班,4500,6000,有,2099-01-01,".encode()
    bad = good.replace("能倒班".encode(), "限男性".encode())
    answer = upload(browser, "/job-posts/push", "/job-posts", "岗位.csv", bad, village=code)
    assert answer.status_code == 400
    assert "限男性" in answer.text or "男" in trouble_on(answer)
    answer = upload(browser, "/job-posts/push", "/job-posts", "岗位.csv", good, village=code)
    assert answer.status_code == 303
    assert f"厂{serial}" in browser.get("/job-posts").text


def test_a_catalogue_is_handed_down(browser, code) -> None:
    text = resources.path("services", "items.toml").read_bytes()
    form = "/service-catalogues"
    assert upload(browser, f"{form}/push", form, "x.toml", b"version", village=code).status_code == 400
    assert upload(browser, f"{form}/push", form, "items.toml", text, village=code).status_code == 303
    assert "几个村" in browser.get(form).text
