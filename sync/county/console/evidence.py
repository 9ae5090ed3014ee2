"""What a village sent with an answer, on a page and to be taken away; and who may judge answers."""

from collections.abc import Sequence

from starlette.responses import Response

from desktop.domain.problem import Problem, ProblemError
from sync.county.console.download import taken_away
from sync.county.console.shown import Ask
from sync.county.store.evidence import Evidence
from sync.county.store.roles import Right


def require_judge(ask: Ask) -> None:
    """Raise CTY-080 for who may not judge answers."""
    if not ask.operator.may(Right.HAND_DOWN):
        raise ProblemError(Problem("CTY-080", {"role": ask.operator.role.label}))


def evidence_lines(ask: Ask, evidence: Sequence[Evidence]) -> list[dict[str, object]]:
    """Evidence as the macro of this name shows it; ``is_here`` when its bytes have come."""
    return [
        {
            "file_name": each.file_name,
            "size": each.size,
            "sha256": each.sha256,
            "is_here": _size_here(ask, each) is not None,
        }
        for each in evidence
    ]


def _size_here(ask: Ask, each: Evidence) -> int | None:
    """How many bytes of a piece of evidence the county has, None when they have not come."""
    if not each.sha256:
        return None
    return ask.county.blob_files.size(ask.village_id, bytes.fromhex(each.sha256))


def hand_out(ask: Ask, evidence: Sequence[Evidence]) -> Response:
    """The piece that the address counts from 1, as the page lists them; 404 where it is not here."""
    place = int(ask.asked["number"]) - 1
    each = evidence[place] if 0 <= place < len(evidence) else None
    size = _size_here(ask, each) if each is not None else None
    if each is None or size is None:
        return Response("这份材料不在县里。", status_code=404, media_type="text/plain; charset=utf-8")
    data = ask.county.blob_files.read(ask.village_id, bytes.fromhex(each.sha256), 0, size)
    name = each.file_name or f"材料{place + 1}"
    # what a village sends is nothing that the console's pages run, whatever it says that it is
    return taken_away(data, name, f"evidence-{place + 1}", "application/octet-stream")
