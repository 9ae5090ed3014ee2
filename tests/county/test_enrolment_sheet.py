"""What an operator hands over: the enrolment sheet, and certificates of the county's own."""

import json
import ssl
from pathlib import Path
from subprocess import CalledProcessError

import httpx
import psycopg
import pypdfium2
import pytest

from desktop.cli.exit_codes import ExitCode
from desktop.reports.preview import Preview
from desktop.reports.square_code import square_code
from sync.county.certificates import fingerprint_of
from sync.county.cli import main
from sync.protocol.certificate_pin import certificate_of
from sync.protocol.enrolment_text import fingerprint, in_groups, read_enrolment_text
from sync.village.transport import CountyAddress, LineError, Transport
from tests.support.county_command import run_command
from tests.support.forked_server import ForkedServer

CODE = "999901101201"
URL = "https://sync.example.gov.cn"


@pytest.fixture
def run(database_url, tmp_path, capsys):
    """Runs a command over this test's database; gives exit code, output and what was said beside."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--database", database_url, "--data", str(tmp_path / "data")])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def text_of(file) -> tuple[int, str]:
    document = pypdfium2.PdfDocument(file)
    try:
        return len(document), "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_a_sheet_holds_on_one_page_what_the_village_types_compares_and_scans(run, tmp_path) -> None:
    run("village", "add", CODE, "示范村")
    certificate = json.loads(run("tls", "make", "--host", "sync.example.gov.cn", "--json")[1])
    file = tmp_path / "接入单.pdf"
    code, out, _ = run(
        "device", "enrol", CODE, "--sheet", str(file), "--url", URL, "--label", "文书室",
        "--tls-cert", certificate["certificate"], "--json",
    )  # fmt: skip
    assert code == ExitCode.OK
    made = json.loads(out)
    pages, told = text_of(file)
    assert pages == 1
    key = fingerprint(bytes.fromhex(made["county_key"]))
    for part in ("示范村", CODE, "文书室", URL, f"{made['code'][:5]}-{made['code'][5:]}", in_groups(key)):
        assert part in told
    scanned = told[told.index("cqt-enrol:1") : told.index("怎样接入")]
    read = read_enrolment_text(scanned)
    assert (read.url, read.village, read.code, read.key) == (URL, CODE, made["code"], key)
    assert read.until_ms == made["expires_ms"]
    assert certificate_of(scanned) == certificate["fingerprint"]
    assert is_drawn(file.read_bytes(), "".join(scanned.split()))


def is_drawn(pdf: bytes, text: str) -> bool:
    """Whether the modules of a text's square code stand in the picture of the page, dark for dark."""
    preview = Preview(pdf)
    picture = preview.page(0, 300)
    preview.close()
    modules = square_code(text)
    count = len(modules)
    module = 48 / 25.4 * 300 / count
    left = (picture.width - module * count) / 2
    grey = picture.rgba[0::4]

    def is_dark(x: float, y: float) -> bool:
        return grey[int(y) * picture.width + int(x)] < 128

    def fits(top: float) -> bool:
        return all(
            is_dark(left + (column + 0.5) * module, top + (row + 0.5) * module) == dark
            for row, line in enumerate(modules)
            for column, dark in enumerate(line)
        )

    return any(fits(top) for top in range(0, int(picture.height - module * count), 2))


def test_a_sheet_without_an_address_has_no_square_code_and_a_bad_address_is_refused(
    run, database_url, tmp_path
) -> None:
    run("village", "add", CODE, "示范村")
    file = tmp_path / "sheet.pdf"
    assert run("device", "enrol", CODE, "--sheet", str(file))[0] == ExitCode.OK
    assert "cqt-enrol" not in text_of(file)[1]
    code, _, said = run("device", "enrol", CODE, "--sheet", str(file), "--url", "sync.example.gov.cn")
    assert code == ExitCode.PROBLEM
    assert "SYN-160" in said
    with psycopg.connect(database_url) as connection:
        (codes,) = connection.execute("SELECT count(*) FROM enrolment_code").fetchone()
    assert codes == 1


def test_a_county_without_an_authority_makes_one_and_renews_under_it(run, tmp_path) -> None:
    first = json.loads(run("tls", "make", "--host", "127.0.0.1", "--host", "sync.example.cn", "--json")[1])
    again = json.loads(run("tls", "make", "--host", "127.0.0.1", "--json")[1])
    assert first["authority_fingerprint"] == again["authority_fingerprint"]
    assert first["fingerprint"] != again["fingerprint"] == fingerprint_of(tmp_path / "data/tls/server.pem")
    for name in ("authority.key", "server.key"):
        assert (tmp_path / "data/tls" / name).stat().st_mode & 0o077 == 0
    code, _, said = run("tls", "make", "--host", "村里")
    assert (code, "SYN-260" in said) == (ExitCode.PROBLEM, True)
    (tmp_path / "data/tls/authority.key").write_text("damaged")
    code, _, said = run("tls", "make", "--host", "127.0.0.1")
    assert (code, "SYN-261" in said) == (ExitCode.PROBLEM, True)


def test_the_server_speaks_tls_with_them(run, database_url, tmp_path) -> None:
    made = json.loads(run("tls", "make", "--host", "127.0.0.1", "--json")[1])
    server = ForkedServer(
        database_url, tmp_path / "data", "--tls-cert", made["certificate"], "--tls-key", made["key"]
    )
    trusted = ssl.create_default_context(cafile=made["authority"])
    server.client.close()
    server.client = httpx.Client(base_url=f"https://127.0.0.1:{server.port}/sync/v1", verify=trusted)
    try:
        server.start()
        assert server.client.get("/health").status_code == 200
        url = f"https://127.0.0.1:{server.port}"
        assert nonce_of(CountyAddress(url, authority=Path(made["authority"])))
        assert nonce_of(CountyAddress(url, fingerprint=made["fingerprint"]))
        with pytest.raises(LineError) as refused:
            nonce_of(CountyAddress(url, fingerprint="0a" * 32))
        assert refused.value.problems[0].code == "SYN-165"
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"http://127.0.0.1:{server.port}/sync/v1/health")
    finally:
        server.close()


def nonce_of(address: CountyAddress) -> bytes:
    """What a village's program gets from the server when it trusts it."""
    with Transport(address) as transport:
        return transport.nonce().nonce


@pytest.mark.parametrize("options", [["--tls-cert", "x.pem"], ["--tls-cert", "x.pem", "--tls-key", "y.key"]])
def test_a_certificate_without_its_key_does_not_start(database_url, tmp_path, options) -> None:
    with pytest.raises(CalledProcessError) as refused:
        run_command("serve", "--database", database_url, "--data", str(tmp_path / "data"), *options)
    assert refused.value.returncode == ExitCode.PROBLEM
    assert "SYN-262" in refused.value.output
