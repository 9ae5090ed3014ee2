"""A browser without scripts for the county's console: it signs in and sends the forms of pages."""

import re

import httpx

PASSWORD = "jin-tian-xia-yu-9"


def sign_in(client: httpx.Client, login: str, password: str = PASSWORD) -> httpx.Response:
    """Send the form at the door."""
    return client.post("/sign-in", data={"login": login, "password": password})


def csrf_of(page: httpx.Response) -> str:
    """What a form of this session has to carry."""
    return re.search(r'name="csrf" value="([0-9a-f]{64})"', page.text)[1]


def send(client: httpx.Client, place: str, **typed: str) -> httpx.Response:
    """Fill in the form of a page and send it."""
    return client.post(place, data={"csrf": csrf_of(client.get("/account")), **typed})


def trouble_on(page: httpx.Response) -> str:
    """What a page says went wrong; empty when nothing did."""
    found = re.search(r'<p class="told trouble" role="alert">(.*?)</p>', page.text, re.DOTALL)
    return found[1] if found else ""
