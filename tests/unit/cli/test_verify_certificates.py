"""``verify`` knows certificates as well, by their file and by what stands on paper."""

from pathlib import Path

from desktop.cli.commands import checking
from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.services import certificates
from desktop.services.certificates import CertificateRequest
from tests.support.exchange import edit
from tests.support.households import fill_with_households
from tests.support.offices import make_office


def test_a_certificate_is_recognised_until_it_is_changed_or_voided(tmp_path: Path, capsys) -> None:
    office = make_office(tmp_path / "o")
    try:
        person = fill_with_households(office).people["王海军"]
        edit(office, person, marital_status="20")
        values = (("children", "无子女"), ("ability", "有能力抚养。"))
        request = CertificateRequest("adoption", person, "民政局", "收养登记", values=values)
        mark = certificates.preview_certificate(office, request).mark
        issued = certificates.issue_certificate(office, request, mark)
        file = tmp_path / "证明.pdf"
        file.write_bytes(issued.pdf)
        (found,) = certificates.list_certificates(office)
        terminal = Terminal(as_json=False, password_stdin=False)
        assert checking.verify_sheet(office, terminal, file) == ExitCode.OK
        told = f"{issued.number} {found.check_code}"
        assert checking.verify_sheet_code(office, terminal, told) == ExitCode.OK
        assert issued.number in capsys.readouterr().out
        wrong = f"{issued.number} ABCDEFGH"
        assert checking.verify_sheet_code(office, terminal, wrong) == ExitCode.CHANGED
        certificates.void_certificate(office, issued.id, "写错")
        assert checking.verify_sheet(office, terminal, file) == ExitCode.NOT_ISSUED
        assert "已作废：写错" in capsys.readouterr().out
    finally:
        office.close()
