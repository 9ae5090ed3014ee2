"""What a notice shall show, as the office keeps it and asks it again."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class NoticeRequest:
    """What a notice shall show; the same request over the same facts gives the same sheet.

    Attributes:
        template: Layout it is printed with.
        first: First day it speaks of; all days are ISO texts.
        last: Last day it speaks of.
        issued_on: Stands under the issuer's name.
        posted_on: First day on the board; empty takes ``issued_on``.
        large: Large print.
        item: Item of disclosure, where the layout serves several; empty takes the layout's own.
        covers: Codes of all items it tells; empty takes the item alone.
        record_id: Record it speaks of, such as a project; empty for a whole period.
        stage: Stage of that record.
        places: Boards it hangs on; empty takes the office's own.
        values: What the drafter filled in for the layout's own fields, as name and text.
        corrects: Id of the issued notice that it corrects; empty for a first version.
        correction: Why, in the drafter's words.
        paper: ``A4`` or ``A3``; empty leaves it to the layout.
        turn: ``upright`` or ``across``; empty leaves it to the layout.
        red: Printed on red paper.
    """

    template: str
    first: str
    last: str
    issued_on: str
    posted_on: str = ""
    large: bool = False
    item: str = ""
    covers: tuple[str, ...] = ()
    record_id: str = ""
    stage: str = ""
    places: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    corrects: str = ""
    correction: str = ""
    paper: str = ""
    turn: str = ""
    red: bool = False

    def to_json(self) -> str:
        """As the notice keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "NoticeRequest":
        """The opposite of `to_json`; a request of an older program lacks what it did not know."""
        read = json.loads(text)
        for name in ("covers", "places"):
            read[name] = tuple(read.get(name, ()))
        read["values"] = tuple((name, value) for name, value in read.get("values", ()))
        return cls(**read)
