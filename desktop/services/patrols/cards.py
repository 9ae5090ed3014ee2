"""Safety cards (避险明白卡): who needs one; issued and archived as printed, signed, replaced in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import patrols as queries
from db.queries.patrols import CardRow, HomeRow, MemberRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.hazard_card import (
    CardBody,
    CardMember,
    CardState,
    card_state,
    differences,
    missing,
    read_body,
)
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.patrol_rule import hazard_rules
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.numbering import series
from desktop.services.office import Office
from desktop.services.patrols.sites import Site, list_sites
from desktop.services.patrols.threats import ThreatenedHousehold
from desktop.services.settings import load_settings

_NUMBER_DIGITS = 3


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """A threatened household, or one that was, with its card for one site.

    Attributes:
        key: Site and household, to choose it by.
        site_id: The site.
        household_id: The household.
        site: Name of the site.
        head: Head of the household.
        group: Villager group.
        address: Where it is.
        people: How many it is.
        state: How it stands with its card.
        changed: What the card says otherwise than it would today, in words.
        missing: What a card can't do without and nobody has typed yet, in words.
        row: The card that it has; None for none.
        body: What a card would say today; None where it is not threatened any more.
    """

    key: str
    site_id: str
    household_id: str
    site: str
    head: str
    group: str
    address: str
    people: int
    state: CardState
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    row: CardRow | None
    body: CardBody | None


def list_cards(office: Office, site_id: str = "", household_id: str = "") -> tuple[HouseholdCard, ...]:
    """Every threatened household with its card, site by site, then cards that are to be taken back.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    sites = [site for site in list_sites(office) if not site_id or site.row.id == site_id]
    pairs = [
        (site, each)
        for site in sites
        for each in site.households
        if not household_id or each.household_id == household_id
    ]
    phone = load_settings(office).village_office_phone
    with office.store.reading() as connection:
        held = {(row.site_id, row.household_id): row for row in queries.list_cards(connection, household_id)}
        bodies = _bodies(connection, pairs, phone)
        threatened = {(site.row.id, each.household_id) for site, each in pairs}
        stray = [
            row
            for pair, row in held.items()
            if pair not in threatened and (not site_id or pair[0] == site_id)
        ]
    found = [_card(site, each, body, held) for (site, each), body in zip(pairs, bodies, strict=True)]
    return (*found, *(_stray(row) for row in stray))


def _card(
    site: Site, each: ThreatenedHousehold, body: CardBody, held: dict[tuple[str, str], CardRow]
) -> HouseholdCard:
    row = held.get((site.row.id, each.household_id))
    then = read_body(row.body) if row else None
    return HouseholdCard(
        f"{site.row.id}/{each.household_id}",
        site.row.id,
        each.household_id,
        site.row.name,
        each.head,
        each.group,
        each.address,
        len(each.people),
        card_state(then, body, row.signed_on if row else ""),
        differences(then, body) if then else (),
        missing(body),
        row,
        body,
    )


def _stray(row: CardRow) -> HouseholdCard:
    then = read_body(row.body)
    return HouseholdCard(
        f"{row.site_id}/{row.household_id}",
        row.site_id,
        row.household_id,
        then.site,
        then.head,
        then.group,
        then.address,
        len(then.members),
        CardState.RETURN,
        (),
        (),
        row,
        None,
    )


def _bodies(
    connection: Connection, pairs: Sequence[tuple[Site, ThreatenedHousehold]], phone: str
) -> list[CardBody]:
    ids = [each.household_id for _, each in pairs]
    homes = queries.list_homes(connection, ids)
    members: dict[str, list[MemberRow]] = {}
    for row in queries.list_members(connection, ids):
        members.setdefault(row.household_id, []).append(row)
    shelters = {row.id: row for row in queries.list_shelters(connection)}
    found = []
    for site, each in pairs:
        home, place = homes[each.household_id], shelters.get(each.shelter_id)
        where = (
            f"{place.name}（{place.position}）" if place and place.position else place.name if place else ""
        )
        found.append(_body(site, home, members.get(home.id, ()), where, phone))
    return found


def _body(site: Site, home: HomeRow, members: Sequence[MemberRow], shelter: str, phone: str) -> CardBody:
    row, rule = site.row, hazard_rules().get(site.row.kind)
    sexes, relations = code_table("sex"), code_table("relation_to_head")
    head = next((each.name for each in members if each.is_head), "")
    return CardBody(
        head=head,
        group=home.group,
        address=home.address or home.hamlet,
        structure=code_table("dwelling_structure").label(home.structure) if home.structure else "",
        members=tuple(
            CardMember(
                each.name,
                sexes.label(each.sex) if each.sex else "",
                each.birth_date[:4],
                "户主" if each.is_head else relations.label(each.relation) if each.relation else "",
                each.phone,
            )
            for each in members
        ),
        site=row.name,
        kind=site.kind_label,
        position=row.position,
        scale=row.scale,
        cause=row.cause,
        monitor=row.monitor,
        monitor_phone=row.monitor_phone,
        keeper=row.keeper,
        keeper_phone=row.keeper_phone,
        signs="；".join(code_table("patrol_sign").label(code) for code in rule.flee) if rule else "",
        warning_signal=row.warning_signal,
        signal_giver=row.signal_giver,
        route=row.route,
        shelter=shelter,
        resettlement_unit=row.resettlement_unit,
        rescue_unit=row.rescue_unit,
        advice=row.advice,
        office_phone=phone,
    )


def issue_cards(office: Office, keys: Sequence[str], job: JobHandle | None = None) -> bytes:
    """Issue cards to households (see `HouseholdCard.key`) and give their pages, each in all its copies.

    A household whose card is still right gets the same card again under its number; any other gets a new
    one, which takes the place of the old. What is printed is archived as it stands on the paper.

    Raises:
        ProblemError: PTL-060 nobody was chosen, PTL-061 a site lacks what a card can't do without, SYS-403.
        Cancelled: The user asked to stop; nothing was issued.
    """
    from desktop.reports.patrol_sheets import HazardCardSheet, build_hazard_card
    from desktop.reports.rendering import render_together

    office.require(Right.EDIT_PATROLS)
    office.require(Right.PRINT)
    job = job or NoJob()
    wanted = set(keys)
    chosen = [each for each in list_cards(office) if each.key in wanted and each.body is not None]
    if not chosen:
        raise ProblemError(Problem("PTL-060"))
    if lacking := {each.site: each.missing for each in chosen if each.missing}:
        raise ProblemError(
            tuple(
                Problem("PTL-061", {"site": site, "missing": "、".join(what)})
                for site, what in lacking.items()
            )
        )
    today = office.today()
    copies = get_rule("patrol.card.copies", today, office.vault.village.division_code).value
    with office.store.reading() as connection:
        numbers = _numbers(connection, today, sum(not _is_right(each) for each in chosen))
    sheets, new = [], []
    for each in chosen:
        assert each.body is not None
        if _is_right(each) and each.row is not None:
            number, issued = each.row.number, date.fromisoformat(each.row.issued_on)
        else:
            number, issued = next(numbers), today
            new.append((each, number))
        sheets += [
            build_hazard_card(HazardCardSheet(office.vault.village, each.body, number, issued, copy, copies))
            for copy in range(1, copies + 1)
        ]
    pdf = render_together(sheets, job, one_sided=True)
    if new:
        with office.change("edit", f"发避险明白卡 {len(new)} 户") as work:
            for each, number in new:
                assert each.body is not None
                if each.row is not None:
                    work.update("hazard_card", each.row.id, {"taken_back_on": today.isoformat()})
                work.insert(
                    "hazard_card",
                    {
                        "site_id": each.site_id,
                        "household_id": each.household_id,
                        "number": number,
                        "body": each.body.text(),
                        "issued_on": today.isoformat(),
                        "copies": copies,
                    },
                )
    office.log_access("print", "hazard_card", purpose=f"避险明白卡 {len(chosen)} 户")
    return pdf


def preview_cards(office: Office, keys: Sequence[str]) -> bytes:
    """The pages of some cards as they would be issued, marked as a preview; nothing is stored.

    Raises:
        ProblemError: PTL-060, SYS-403.
    """
    from desktop.reports.patrol_sheets import HazardCardSheet, build_hazard_card
    from desktop.reports.rendering import render_together

    office.require(Right.PRINT)
    wanted = set(keys)
    bodies = [each.body for each in list_cards(office) if each.key in wanted and each.body is not None]
    if not bodies:
        raise ProblemError(Problem("PTL-060"))
    today = office.today()
    village = office.vault.village
    office.log_access("print", "hazard_card", purpose=f"避险明白卡预览 {len(bodies)} 户")
    return render_together(
        [build_hazard_card(HazardCardSheet(village, body, "", today, 0, 1)) for body in bodies],
        one_sided=True,
    )


def _is_right(each: HouseholdCard) -> bool:
    return each.state in (CardState.GOOD, CardState.UNSIGNED)


class _Numbers:
    """The next numbers of a year, each given once."""

    def __init__(self, beginning: str, last: int) -> None:
        self._beginning, self._last = beginning, last

    def __iter__(self) -> "_Numbers":
        return self

    def __next__(self) -> str:
        self._last += 1
        return f"{self._beginning}{self._last:0{_NUMBER_DIGITS}d}"


def _numbers(connection: Connection, today: date, count: int) -> _Numbers:
    beginning = f"{today.year}-{series(connection)}"
    known = queries.list_card_numbers(connection, beginning) if count else ()
    places = [number[len(beginning) :] for number in known]
    return _Numbers(beginning, max((int(place) for place in places if place.isdecimal()), default=0))


def sign_cards(office: Office, card_ids: Sequence[str], signed_on: str, signed_by: str = "") -> None:
    """Note that households signed for their cards; ``signed_by`` where it was not the head.

    Raises:
        ProblemError: PTL-060 none was chosen, PTL-062 no day or one to come, SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    if not card_ids:
        raise ProblemError(Problem("PTL-060"))
    _check_day(office, signed_on, "signed_on")
    with office.change("edit", f"明白卡签收 {len(card_ids)} 户") as work:
        for card_id in card_ids:
            work.update(
                "hazard_card", card_id, {"signed_on": signed_on, "signed_by": signed_by.strip() or None}
            )


def take_back(office: Office, card_ids: Sequence[str], day: str) -> None:
    """Note that cards were taken back from households that are not threatened any more.

    Raises:
        ProblemError: PTL-060 none was chosen, PTL-062 no day or one to come, SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    if not card_ids:
        raise ProblemError(Problem("PTL-060"))
    _check_day(office, day, "day")
    with office.change("edit", f"收回明白卡 {len(card_ids)} 户") as work:
        for card_id in card_ids:
            work.update("hazard_card", card_id, {"taken_back_on": day})


def _check_day(office: Office, text: str, field: str) -> None:
    try:
        is_past = date.fromisoformat(text) <= office.today()
    except ValueError:
        is_past = False
    if not is_past:
        raise ProblemError(Problem("PTL-062", {"value": text}, Place(field=field)))
