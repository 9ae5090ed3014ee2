"""The daily work of the invented village: hazards, what people say, errands, jobs, major matters, a drill.

Through the services of the screens, like all of the sample (`desktop.services.sample_office`).
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, Protocol

import resources
from desktop.domain.job_post import NewPost
from desktop.domain.matter_step import MEETING_KINDS
from desktop.domain.progress_mark import new_progress_code
from desktop.domain.quorum import Vote
from desktop.domain.service_catalogue import PaperForm
from desktop.domain.visit_class import ABSENT, AT_HOME, WELL
from desktop.domain.visit_cycle import DueState
from desktop.sample.office import SampleOffice
from desktop.sample.records import SamplePerson
from desktop.services import matter_steps, matters
from desktop.services.agency import agents, bookings, case_opening, case_steps, cases, papers
from desktop.services.agency.agents import AgentDraft
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.case_steps import Delivery, Submission
from desktop.services.agency.papers import Brought
from desktop.services.bulk_edit import BulkChange, BulkMode, change_in_bulk
from desktop.services.events import NewEvent, OnTheSpot, Target, settle_on_the_spot
from desktop.services.jobs_market import posts, referrals, seekers
from desktop.services.jobs_market.seekers import NewSeeker
from desktop.services.matter_steps import NewStep
from desktop.services.matters import NewMatter
from desktop.services.meetings import NewMeeting
from desktop.services.mobilisation.shelters import NewShelter, add_shelter
from desktop.services.office import Office
from desktop.services.patrols import cards, rounds, sites
from desktop.services.patrols.alerts import NewAlert, add_alert
from desktop.services.patrols.rounds import NewPatrol, NewRound
from desktop.services.patrols.sites import NewSite
from desktop.services.register import ListKind
from desktop.services.sample_clock import office_on
from desktop.services.sample_drill import enter_drill
from desktop.services.visits.entries import NewPatch, NewVisit, log_visit
from desktop.services.visits.objects import (
    DUE,
    NewObject,
    ObjectFilter,
    ObjectKind,
    VisitObject,
    add_object,
    list_groups,
    list_objects,
)
from desktop.services.visits.walk_lists import NewWalkList, plan_walk_list

_SEED = 20261123
_VOICE_DAYS, _LATELY_DAYS = 200, 28
_WALK_LENGTH = 12
_FOUND_EVERY, _ABSENT_EVERY, _STRIDE = 3, 11, 5
_PATROL_DAYS = range(36, 0, -4)
_AT_MEETING = {"P02": (5, 5), "V06": (7, 7), "P01": (48, 41)}
"""How many were due and came, by kind of meeting."""
_READINGS = {"裂缝宽度": (12.0, 0.1), "地表位移": (3.0, 0.1), "水位": (2.4, 0.05)}


class Known(Protocol):
    """Record ids by sample key, for everybody the register knows."""

    @property
    def persons(self) -> Mapping[str, str]:
        """Of people."""

    @property
    def households(self) -> Mapping[str, str]:
        """Of households."""


@cache
def _data() -> Mapping[str, Any]:
    with resources.path("sample", "daily.toml").open("rb") as stream:
        return tomllib.load(stream)


def enter_daily(office: Office, sample: SampleOffice, ids: Known) -> None:
    """Enter everything, each on its day.

    Args:
        office: The office at work.
        sample: The invented office.
        ids: Who is who in the register.
    """
    rng = Random(_SEED)  # noqa: S311 - invents people, keeps no secret
    walkers = [ids.persons[one.key] for one in sample.party if one.key in ids.persons][:4]
    threatening = _enter_hazards(office, sample, ids, walkers)
    enter_drill(office, sample, ids, threatening, _data()["drill"])
    _enter_voices(office, rng, sample, ids)
    _enter_errands(office, rng, sample, ids)
    _enter_bookings(office, sample, ids)
    _enter_jobs(office, rng, sample, ids)
    _enter_matters(office, sample)
    _enter_visits(office, walkers)


def _enter_hazards(office: Office, sample: SampleOffice, ids: Known, walkers: Sequence[str]) -> list[str]:
    """Shelters, sites, cards and patrols; returns the sites that threaten somebody."""
    began = office_on(office, office.today() - timedelta(60), 9)
    _warn(office)
    shelters = [
        add_shelter(
            began,
            NewShelter(
                each["name"], each["position"], str(each["capacity"]), walkers[place], stock=each["stock"]
            ),
        )
        for place, each in enumerate(_data()["shelter"])
    ]
    made = []
    for each in _data()["site"]:
        group = sample.groups[each["group"] % len(sample.groups)]
        homes = [home.key for home in sample.in_group(group) if home.key in ids.households]
        new = NewSite(
            name=each["name"],
            kind=each["kind"],
            number=each["number"],
            position=each["position"],
            scale=each.get("scale", ""),
            cause=each.get("cause", ""),
            keeper_id=walkers[0],
            monitor_id=walkers[1],
            warning_signal=each.get("signal", ""),
            signal_giver="网格员",
            route=each.get("route", ""),
            shelter_id=shelters[each["shelter"]] if "shelter" in each else "",
            resettlement_unit=each.get("resettlement", ""),
            rescue_unit=each.get("rescue", ""),
            readings=each.get("readings", ""),
            found_on=began.today().isoformat(),
            households=tuple(ids.households[key] for key in homes[: each["households"]]),
        )
        made.append((sites.add_site(began, new), each))
    slope = made[0][0]
    waiting = [card.key for card in cards.list_cards(began, slope)]
    cards.issue_cards(office_on(office, office.today() - timedelta(45), 10), waiting)
    issued = [card.row.id for card in cards.list_cards(office, slope) if card.row is not None]
    cards.sign_cards(office, issued[:-2], (office.today() - timedelta(43)).isoformat())
    _walk(office, [(site, data) for site, data in made], walkers)
    return [site for site, data in made if data["households"]]


def _warn(office: Office) -> None:
    """Alerts that are over."""
    for each in _data()["alert"]:
        begins, ends = (office.today() - timedelta(each[key]) for key in ("days", "until"))
        new = NewAlert(
            each["kind"],
            each["level"],
            f"{begins.isoformat()} {each['hour']}:00",
            f"{ends.isoformat()} {each['until_hour']}:00",
            each["text"],
            each["source"],
        )
        add_alert(office_on(office, begins, 12), new)


def _walk(office: Office, walked: Sequence[tuple[str, Mapping[str, Any]]], walkers: Sequence[str]) -> None:
    """Rounds every few days; a site with ``walked`` was last seen so many days ago."""
    for number, before in enumerate(_PATROL_DAYS):
        day = office.today() - timedelta(before)
        found = []
        for place, (site, data) in enumerate(walked):
            if before < data.get("walked", 0):
                continue
            names = data.get("readings", "").splitlines()
            values = {name: _reading(name, number) for name in map(_name_of, names)}
            is_blocked = number == 2 and place == 2
            found.append(
                NewPatrol(
                    site,
                    f"{day.isoformat()} {8 + place}:20",
                    "2" if is_blocked else "1",
                    values,
                    ("22",) if is_blocked else (),
                    "当场清理涵洞口树枝" if is_blocked else "",
                )
            )
        pair = tuple(walkers[number % 2 : number % 2 + 2])
        rounds.add_round(office_on(office, day, 16), NewRound(pair, tuple(found), weather="1"))


def _name_of(reading: str) -> str:
    return reading.partition("（")[0]


def _reading(name: str, number: int) -> str:
    begin, step = _READINGS[name]
    return f"{begin + step * number:.2f}"


def _enter_voices(office: Office, rng: Random, sample: SampleOffice, ids: Known) -> None:
    homes = [home for home in sample.households if home.key in ids.households]
    for voice in _data()["voice"]:
        days = [rng.randint(_LATELY_DAYS + 1, _VOICE_DAYS) for _ in range(voice["often"])]
        days += [rng.randint(1, _LATELY_DAYS) for _ in range(voice["lately"])]
        for before in sorted(days, reverse=True):
            home = rng.choice(homes)
            moment = datetime.combine(office.today() - timedelta(before), datetime.min.time(), UTC)
            new = NewEvent(
                voice["title"].format(hamlet=home.group.hamlet, group=home.group.name),
                kind="event",
                text=voice["text"],
                category=voice["category"],
                source=voice["source"],
                targets=(Target("household", ids.households[home.key]),),
            )
            acting = office_on(office, moment.date(), 10)
            told = OnTheSpot("已到现场处理，并告诉本人。", "10", rng.choice(("1", "1", "2", "3")))
            settle_on_the_spot(acting, new, told)


def _enter_errands(office: Office, rng: Random, sample: SampleOffice, ids: Known) -> None:
    workers = [one for one in sample.party if one.key in ids.persons]
    helpers = []
    for each in _data()["agent"]:
        who = workers[each["place"]]
        draft = AgentDraft(
            who.name,
            (office.today() - timedelta(300)).isoformat(),
            ids.persons[who.key],
            who.mobile,
            f"{sample.village.name}便民服务点",
            each.get("items", ()),
            each["hours"],
        )
        helpers.append(agents.save_agent(office, draft))
    people = _aged(sample, ids, office, 30, 75)
    for each in _data()["case"]:
        who = rng.choice(people)
        opened = office_on(office, office.today() - timedelta(each["days"]), 9)
        case = case_opening.open_case(
            opened, NewCase(each["item"], person_id=ids.persons[who.key], agent_id=helpers[0])
        )
        _bring_on(office, opened, case, each, who.name)


def _bring_on(office: Office, opened: Office, case: str, each: Mapping[str, Any], name: str) -> None:
    """Take a case as far as the sample says: asked, papers, submitted, closed."""
    if each["state"] == "asked":
        return
    needs = cases.get_case(office, case).papers
    # what is over has nothing lying here any more; what is under way has its originals, with a receipt
    is_over = each["state"] not in ("papers", "submitted")
    brought = [
        Brought(paper.id, PaperForm.SHOWN if is_over else PaperForm(paper.form))
        for paper in needs
        if paper.required
    ]
    if brought:
        papers.receive_papers(opened, case, brought)
    if each["state"] == "papers":
        return
    day = opened.today()
    item = cases.get_case(office, case).item
    where = item.where if item else ""
    case_steps.submit(opened, case, Submission(where, day.isoformat(), with_originals=not is_over))
    if each["state"] == "submitted":
        return
    later = office_on(office, min(day + timedelta(3), office.today()), 15)
    done = later.today().isoformat()
    case_steps.grant(later, case, done, "", Delivery(done, "self", name, "1"))


def _enter_bookings(office: Office, sample: SampleOffice, ids: Known) -> None:
    """Bookings as an exchange brings them, with what the village answered."""
    rng = Random(_SEED)  # noqa: S311 - invents people, keeps no secret
    chosen = rng.sample(_aged(sample, ids, office, 30, 75), len(_data()["booking"]))
    for place, (who, each) in enumerate(zip(chosen, _data()["booking"], strict=True), start=1):
        came = office_on(office, office.today() - timedelta(each["days"]), 8)
        with came.change("received", "收到网上约办") as work:
            booking = work.insert(
                "service_booking",
                {
                    "number": f"{sample.village.division_code}-{came.today().year}-约{place:04d}",
                    "code": new_progress_code(),
                    "item": each["item"],
                    "name": who.name,
                    "phone": who.mobile or sample.phones["office"],
                    "wished_on": _day_from(office, each.get("wished")),
                    "wished_part": each.get("part"),
                    "text": each["text"],
                    "received_at": came.now_text(),
                },
            )
        met = _day_from(office, each.get("met"))
        answered = office_on(office, office.today() - timedelta(max(each["days"] - 1, 0)), 10)
        if met is not None:
            bookings.agree_time(answered, booking, met, each["part"], each["answer"])
        elif "answer" in each:
            bookings.refuse_booking(answered, booking, each["answer"])
        if each.get("is_case"):
            person = ids.persons[who.key]
            case_opening.open_case(office, NewCase(each["item"], person_id=person, booking_id=booking))


def _day_from(office: Office, days: int | None) -> str | None:
    return None if days is None else (office.today() + timedelta(days)).isoformat()


def _enter_matters(office: Office, sample: SampleOffice) -> None:
    """Major matters on their way, one of them with a step left out."""
    names = {user.login: user.display_name for user in sample.users}
    for each in _data()["matter"]:
        opened = office_on(office, office.today() - timedelta(each["days"]), 9)
        matter = matters.add_matter(
            opened,
            NewMatter(
                each["title"],
                each["kind"],
                opened.today().isoformat(),
                each["amount"] * 100,
                each["content"],
                names["secretary"],
            ),
        )
        for step, (kind, *_) in MEETING_KINDS.items():
            if step.value not in each:
                continue
            day = office.today() - timedelta(each[step.value])
            due, present = _AT_MEETING[kind]
            held = NewMeeting(
                (kind,),
                day.isoformat(),
                f"{step.label}：{each['title']}",
                due,
                present,
                leave_count=due - present,
                place="村委会会议室",
                chair=names["secretary"],
                recorder=names["clerk"],
                resolution="同意，按程序提交下一步。",
            )
            vote = Vote(present - 2, 1, 1) if matter_steps.is_voted(step) else None
            matter_steps.record_step(
                office_on(office, day, 16), matter, step, NewStep(meeting=held, vote=vote)
            )


def _enter_jobs(office: Office, rng: Random, sample: SampleOffice, ids: Known) -> None:
    able = _aged(sample, ids, office, 22, 50)
    chosen = rng.sample(able, len(_data()["seeker"]))
    asked = office_on(office, office.today() - timedelta(20), 14)
    for who, each in zip(chosen, _data()["seeker"], strict=True):
        yuan = each.get("yuan")
        seekers.register_seeker(
            asked,
            NewSeeker(
                ids.persons[who.key],
                wanted_kind=each["kind"],
                wanted_place=each["place"],
                wage_cents=yuan * 100 if yuan else None,
                skills=tuple(each["skills"]),
                consented_on=asked.today().isoformat() if each["agreed"] else "",
            ),
        )
    for each in _data()["post"]:
        unit = each.get("unit", "month")
        post = posts.add_post(
            asked,
            NewPost(
                each["employer"],
                each["title"],
                (office.today() + timedelta(40)).isoformat(),
                place=each["at"],
                place_kind=each["place"],
                kind=each["kind"],
                wanted_count=each["count"],
                demands=each["demands"],
                wage_from_cents=each["from"] * 100 if "from" in each else None,
                wage_to_cents=each["to"] * 100 if "to" in each else None,
                wage_unit=unit,
                insured=each.get("insured"),
                lodging=each.get("lodging"),
                contact="人事科",
                phone=sample.phones["office"],
            ),
        )
        if each.get("checked"):
            posts.mark_checked(asked, post)
    for fit in referrals.list_fits(asked, most=1)[:2]:
        referrals.refer(asked, fit.seeker.row.id, fit.post.row.id)


def _enter_visits(office: Office, walkers: Sequence[str]) -> None:
    """Visits of three months by class, a few of them late; some of whom is due stand on an open list."""
    _share_out(office, walkers)
    every = [one for one in list_objects(office) if not one.is_away]
    for hand in _data()["visit_object"]:
        chosen = [one for one in every if one.kind == hand["kind"]][hand["place"]]
        since = (office.today() - timedelta(40)).isoformat()
        add_object(office, NewObject(chosen.kind, chosen.id, hand["class"], since, reason=hand["reason"]))
    homes: dict[str, list[VisitObject]] = defaultdict(list)
    for one in every:
        if one.kind is ObjectKind.PERSON:
            homes[one.household_id].append(one)
    waiting = [found for found in homes.values() if not any(one.id in walkers for one in found)]
    for plan in _data()["visit"]:
        # a door that was knocked at for a stricter class is not knocked at again
        wanted = [found for found in waiting if any(one.visit_class == plan["class"] for one in found)]
        waiting = [found for found in waiting if found not in wanted]
        first, last = plan["days"]
        ordinary = range(first, last + 1)
        for number, found in enumerate(wanted[: plan["homes"]]):
            late = plan["late"]
            before = late[number] if number < len(late) else ordinary[number * _STRIDE % len(ordinary)]
            for ago in (before + each for each in plan.get("again", ())):
                _log(office, found, ago, walkers, number)
            findings = _data()["finding"] if plan["findings"] else ()
            _log(office, found, before, walkers, number, plan.get("form", AT_HOME), findings)
    due = [one.id for one in list_objects(office, ObjectFilter(states=DUE | {DueState.SOON}))][:_WALK_LENGTH]
    title = f"{office.today().month}月走访"
    plan_walk_list(office, NewWalkList(title, office.today().isoformat(), tuple(walkers[:2]), tuple(due)))


def _share_out(office: Office, walkers: Sequence[str]) -> None:
    """Each of those who walk is responsible for some groups."""
    homes = [one for one in list_objects(office) if one.kind is ObjectKind.HOUSEHOLD]
    groups = list_groups(homes)
    for number, walker in enumerate(walkers):
        mine = tuple(one.id for one in homes if one.group in groups[number :: len(walkers)])
        change_in_bulk(
            office, BulkChange(ListKind.HOUSEHOLDS, mine, BulkMode.SET, "linked_official_id", walker)
        )


def _log(
    office: Office,
    found: Sequence[VisitObject],
    ago: int,
    walkers: Sequence[str],
    number: int,
    form: str = AT_HOME,
    findings: Sequence[Mapping[str, Any]] = (),
) -> None:
    """One visit to those of a household who are visited, so many days ago; every few found something."""
    day = office.today() - timedelta(ago)
    target, *others = found
    said = findings[number // _FOUND_EVERY] if _is_found(number, findings) else {}
    absent = not said and number % _ABSENT_EVERY == _ABSENT_EVERY - 1
    facts = said.get("facts", {})
    visit = NewVisit(
        target.kind,
        target.id,
        f"{day.isoformat()} {9 + number % 8}:{number % 6}0",
        (walkers[number % len(walkers)],),
        form=form,
        outcome=ABSENT if absent else WELL,
        also_ids=() if absent else tuple(one.id for one in others),
        needs=said.get("needs", ""),
        hazards=said.get("hazards", ""),
        policies=tuple(said.get("policies", ())),
        patches=tuple(NewPatch("person", target.id, field, text) for field, text in facts.items()),
    )
    log_visit(office_on(office, day, 17), visit)


def _is_found(number: int, findings: Sequence[Mapping[str, Any]]) -> bool:
    return number % _FOUND_EVERY == 0 and number // _FOUND_EVERY < len(findings)


def _aged(sample: SampleOffice, ids: Known, office: Office, least: int, most: int) -> list[SamplePerson]:
    return [
        one
        for one in sample.people
        if one.key in ids.persons and not one.listing and least <= _age(one.birth_date, office) <= most
    ]


def _age(birth_date: str, office: Office) -> int:
    return (office.today() - date.fromisoformat(birth_date)).days // 365
