"""Puts the invented office to work: colleagues, register, tasks, accounts, meetings and aid.

Everything goes through the services a clerk's own clicks go through, so what the demo and the
first-run wizard show is what the program does.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from db.store import Value, Work
from desktop.domain.accounts import Role
from desktop.domain.catalogue import FieldValue, catalogue
from desktop.domain.event_state import Step, Urgency
from desktop.domain.job import JobHandle, NoJob
from desktop.sample.office import SampleOffice
from desktop.sample.records import SampleEntry, SampleHousehold, SamplePerson, SampleTask
from desktop.services import (
    accounts,
    events,
    finance,
    sample_boards,
    sample_community,
    sample_daily,
    sample_party,
    sample_property,
    saved_views,
    settings,
)
from desktop.services.office import Office, User
from desktop.services.register_import import session
from desktop.services.sample_clock import office_on

_STEPS = {
    "30": Step.ACCEPT,
    "40": Step.ASSIGN,
    "50": Step.START,
    "55": Step.SUSPEND,
    "60": Step.ESCALATE,
    "70": Step.SETTLE,
    "75": Step.FEED_BACK,
    "80": Step.RATE,
    "90": Step.ARCHIVE,
}
_PAUSE_DAYS, _CALLED, _SATISFIED = 20, "10", "2"
"""How long a pause of the sample lasts; codes of ``feedback_way`` and ``satisfaction``."""

_CIVIL_AFFAIRS_PHONE = "0000-1000110"


@dataclass(frozen=True, slots=True)
class SampleIds:
    """Record ids by sample key, for everybody the register knows."""

    persons: Mapping[str, str]
    households: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RegisterImport:
    """What became of the sample's workbook, with the plan for those who want every row."""

    opened: session.OpenImport
    plan: session.ImportPlan
    report: session.ImportReport


def add_colleagues(office: Office, sample: SampleOffice, password: str) -> dict[str, User]:
    """Give every user of the sample but the one at work a way in, all with one password.

    Returns:
        Users by the sample's login; the one at work stands for the clerk.

    Raises:
        ProblemError: As `accounts.add_user`.
    """
    users = {"clerk": office.user}
    for user in sample.users:
        if user.login not in users:
            users[user.login] = accounts.add_user(
                office, user.login, user.display_name, Role[user.role], password
            )
    return users


def enter_settings(office: Office, sample: SampleOffice) -> None:
    """Telephones, opening hours and party groups as the notices print them."""
    settings.save_settings(
        office,
        village_office_phone=sample.phones["office"],
        supervision_phone=sample.phones["supervision"],
        town_phone=sample.phones["town"],
        civil_affairs_phone=_CIVIL_AFFAIRS_PHONE,
        voucher_hours="每月5日、15日上午，村委会办公室",
        party_group_count=3,
    )


def import_register(office: Office, workbook: Path, job: JobHandle | None = None) -> RegisterImport:
    """Take a workbook in without asking anything, as the wizard does when every page is accepted.

    Raises:
        ProblemError, Cancelled: As `session.open_import` and `session.commit_import`.
    """
    opened = session.open_import(office, workbook, job)
    plan = session.plan_import(office, opened, job)
    return RegisterImport(opened, plan, session.commit_import(office, opened, plan, job))


def find_ids(office: Office, sample: SampleOffice) -> SampleIds:
    """Find the sample's people among those imported.

    By number; else by name and birth date, also where only the number's first digits survived; else
    by name in the household that the others of the family belong to.
    """
    with office.store.reading() as connection:
        rows = [
            _Found(*row)
            for row in connection.execute(
                "SELECT p.id, p.name, p.citizen_id, p.birth_date, p.id_damaged, m.household_id FROM person p"
                " LEFT JOIN membership m ON m.person_id = p.id AND m.to_date IS NULL"
            )
        ]
    by_number = {row.citizen_id: row for row in rows if row.citizen_id}
    by_birth: dict[tuple[str, str], list[_Found]] = {}
    by_home: dict[tuple[str, str], _Found] = {}
    for row in rows:
        by_birth.setdefault((row.name, row.known_birth), []).append(row)
        if row.household_id:
            by_home[row.name, row.household_id] = row
    persons: dict[str, str] = {}
    households: dict[str, str] = {}
    for household in sample.households:
        members = sample.members(household)
        known: dict[str, _Found] = {}
        for person in members:
            same = by_birth.get((person.name, person.birth_date), [])
            found = by_number.get(person.citizen_id) or (same[0] if len(same) == 1 else None)
            if found is not None:
                known[person.key] = found
        homes = [found.household_id for found in known.values() if found.household_id]
        if homes:
            home = max(sorted(set(homes)), key=homes.count)
            households[household.key] = home
            for person in members:
                if person.key not in known and (person.name, home) in by_home:
                    known[person.key] = by_home[person.name, home]
        persons.update({key: found.id for key, found in known.items()})
    return SampleIds(persons, households)


class _Found(NamedTuple):
    """A person of the register with what may tell who it is."""

    id: str
    name: str
    citizen_id: str | None
    birth_date: str | None
    id_damaged: str | None
    household_id: str | None

    @property
    def known_birth(self) -> str:
        """ISO birth date, read from the surviving digits of a damaged number if need be; "" unknown."""
        if self.birth_date:
            return self.birth_date
        digits = self.id_damaged or ""
        return f"{digits[6:10]}-{digits[10:12]}-{digits[12:14]}" if len(digits) >= 14 else ""


def complete_register(
    office: Office, sample: SampleOffice, ids: SampleIds, job: JobHandle | None = None
) -> None:
    """Enter what the office knows beyond its workbook: kin, work, insurance, houses, land, tags.

    One action. A fact that the workbook already told stays as it is.
    """
    job = job or NoJob()
    with office.change("edit", "补录户情资料") as work:
        grids = _add_grids(work, sample)
        for place, household in enumerate(sample.households):
            job.check_cancelled()
            job.report(place, len(sample.households), "complete")
            household_id = ids.households.get(household.key)
            if household_id is not None:
                _fill(work, "household", household_id, _household_facts(sample, household, grids))
                _add_property(work, household, household_id)
            for person in sample.members(household):
                if person.key in ids.persons:
                    _fill(work, "person", ids.persons[person.key], _person_facts(person, ids))


def _fill(work: Work, table: str, record_id: str, facts: Mapping[str, FieldValue]) -> None:
    present = work.get(table, record_id)
    fields = catalogue()
    work.update(
        table,
        record_id,
        {
            name: fields.get(name).stored(value)
            for name, value in facts.items()
            if value not in (None, "", ()) and present[name] is None
        },
    )


def _add_grids(work: Work, sample: SampleOffice) -> dict[str, str]:
    names = dict.fromkeys(group.grid for group in sample.groups)
    return {
        name: work.insert("grid", {"code": f"{sample.village.division_code}{number:02d}", "name": name})
        for number, name in enumerate(names, 1)
    }


def _household_facts(
    sample: SampleOffice, household: SampleHousehold, grids: Mapping[str, str]
) -> dict[str, FieldValue]:
    return {
        "household_no": household.household_no,
        "household_category": household.household_category,
        "hukou_type": household.hukou_type,
        "division_code": sample.village.division_code,
        "villager_group": household.group.name,
        "hamlet": household.group.hamlet,
        "grid_id": grids[household.group.grid],
        "address": household.address,
        "household_phone": household.phone,
        "needs": household.needs,
        "annual_income": Decimal(household.annual_income_yuan) if household.annual_income_yuan else None,
    }


def _person_facts(person: SamplePerson, ids: SampleIds) -> dict[str, FieldValue]:
    def yuan(amount: int | None) -> Decimal | None:
        return None if amount is None else Decimal(amount)

    facts: dict[str, FieldValue] = {
        name: getattr(person, name)
        for name in (
            "ethnicity marital_status education political_status military_service health_status mobile "
            "residence_state current_place moved_in_date moved_from employment_status job_state work_place "
            "employer job_title left_date medical_insured medical_paid_year pension_insured "
            "pension_receiving benefit_account collective_member disability_no disability_category "
            "disability_grade"
        ).split()
    }
    facts |= {
        "medical_paid": yuan(person.medical_paid_yuan),
        "pension_tier": yuan(person.pension_tier_yuan),
        "monthly_wage": yuan(person.monthly_wage_yuan),
        "group_tags": tuple(sorted(set(person.group_tags))),
        "father_person_id": ids.persons.get(person.father, ""),
        "mother_person_id": ids.persons.get(person.mother, ""),
        "spouse_person_id": ids.persons.get(person.spouse, "") if person.is_present else "",
        "benefit_bank": "示范农商银行" if person.benefit_account else "",
    }
    return facts


def _add_property(work: Work, household: SampleHousehold, household_id: str) -> None:
    fields = catalogue()

    def stored(**values: FieldValue) -> dict[str, Value]:
        return {name: fields.get(name).stored(value) for name, value in values.items()}

    house = household.dwelling
    work.insert(
        "dwelling",
        {"household_id": household_id}
        | stored(
            dwelling_address=house.address,
            built_year=house.built_year,
            dwelling_structure=house.structure,
            floors=house.floors,
            floor_area=house.floor_area_m2,
            safety_grade=house.safety_grade,
            dwelling_use="own",
            only_dwelling=True,
        ),
    )
    work.insert(
        "homestead",
        {"household_id": household_id}
        | stored(homestead_no=house.homestead_no, approved_area=house.homestead_area_m2),
    )
    if household.contract is not None:
        _add_contract(work, household, household_id)


def _add_contract(work: Work, household: SampleHousehold, household_id: str) -> None:
    contract = household.contract
    assert contract is not None
    fields = catalogue()
    known = work.connection.execute(
        "SELECT id FROM land_contract WHERE household_id = ?", (household_id,)
    ).fetchone()
    facts: dict[str, Value] = {
        "contract_no": contract.contract_no,
        "contractor_code": contract.contractor_code,
        "contract_title_no": contract.title_no,
        "contract_period_from": contract.starts_on,
        "contract_period_to": contract.ends_on,
        "contract_area": fields.get("contract_area").stored(contract.area_mu),
        "main_crop": contract.main_crop,
    }
    if known is None:
        contract_id = str(work.insert("land_contract", {"household_id": household_id, **facts}))
    else:
        contract_id = str(known[0])
        work.update("land_contract", contract_id, facts)
    for number, parcel in enumerate(contract.parcels):
        leased = number == 0 and contract.transferred_mu > 0
        work.insert(
            "land_parcel",
            {
                "land_contract_id": contract_id,
                "parcel_code": parcel.code,
                "parcel_name": parcel.name,
                "land_kind": parcel.land_kind,
                "parcel_boundaries": parcel.boundaries,
                "transfer_kind": "lease" if leased else "none",
                "transfer_area": fields.get("transfer_area").stored(contract.transferred_mu)
                if leased
                else None,
                "transferee": contract.transferee or None if leased else None,
            },
        )


def enter_tasks(
    office: Office,
    sample: SampleOffice,
    ids: SampleIds,
    users: Mapping[str, User],
    job: JobHandle | None = None,
) -> int:
    """Log every matter of the sample on its day and take its steps on theirs.

    Args:
        office: The office at work.
        sample: The invented office.
        ids: Who is who in the register.
        users: Users by the sample's login; matters of absent logins fall to the one at work.
        job: Told how far it is.

    Returns:
        How many were logged.
    """
    job = job or NoJob()
    for place, task in enumerate(sample.tasks):
        job.check_cancelled()
        job.report(place, len(sample.tasks), "tasks")
        _enter_task(office, sample, task, ids, users)
    return len(sample.tasks)


def _enter_task(
    office: Office, sample: SampleOffice, task: SampleTask, ids: SampleIds, users: Mapping[str, User]
) -> None:
    handler = users.get(task.handler, office.user)
    reporter = sample.person(task.reporter) if task.reporter else None
    targets = [
        *_targets("person", task.persons, ids.persons),
        *_targets("household", task.households, ids.households),
    ]
    event_id = events.add_event(
        office_on(office, task.received_on, 9),
        events.NewEvent(
            title=task.title,
            kind=task.kind,
            text=f"{task.text}（{task.document_no}）" if task.document_no else task.text,
            category=task.category,
            source=task.source,
            urgency=Urgency(task.urgency),
            reporter=reporter.name if reporter else "",
            reporter_phone=reporter.mobile if reporter else "",
            due_on=task.due_on.isoformat(),
            handler_id=handler.id,
            targets=tuple(targets),
        ),
    )
    state = "10"
    for number, step in enumerate(task.steps):
        actor = users.get(step.by, office.user)
        acting = replace(office_on(office, step.on, 10 + number), user=replace(office.user, id=actor.id))
        kind = Step.NOTE if step.state == state else _STEPS[step.state]
        state = events.take_step(
            acting,
            event_id,
            kind,
            step.text,
            handler.id if kind is Step.ASSIGN else "",
            until=(step.on + timedelta(days=_PAUSE_DAYS)).isoformat(),
            way=_CALLED,
            satisfaction=_SATISFIED,
        )


def _targets(table: str, keys: Iterable[str], ids: Mapping[str, str]) -> list[events.Target]:
    return [events.Target(table, ids[key]) for key in keys if key in ids]


def enter_accounts(office: Office, sample: SampleOffice) -> int:
    """Enter the opening balance and every voucher line; returns how many lines."""
    ledger = sample.ledger
    finance.set_opening(office, ledger.starts_on.isoformat(), ledger.opening_cents)
    finance.add_entries(office, tuple(map(as_entry, ledger.entries)))
    return len(ledger.entries)


def as_entry(entry: SampleEntry) -> finance.NewEntry:
    """A voucher line of the sample as the bookkeeper enters it."""
    return finance.NewEntry(
        entry_on=entry.on.isoformat(),
        kind=entry.kind,
        summary=entry.summary,
        amount_cents=entry.income_cents or entry.expense_cents,
        voucher_no=entry.voucher_no,
        handler=entry.handler,
        approver=entry.approver,
        payee=entry.payee,
        payee_kind=entry.payee_kind,
        payee_group=entry.payee_group,
        note=entry.remark,
    )


def enter_aid(office: Office, sample: SampleOffice, ids: SampleIds) -> int:
    """Enter the aid grants whose household is in the register; returns how many."""
    return len(
        finance.add_grants(
            office,
            tuple(
                finance.NewGrant(
                    household_id=ids.households[grant.household],
                    head_person_id=ids.persons[grant.applicant],
                    people_count=len(grant.persons),
                    monthly_cents=grant.monthly_cents,
                    from_month=grant.starts_on,
                    change_kind=grant.kind,
                    to_month=grant.ends_on,
                    aid_kind=grant.aid_kind,
                    hardship_class=grant.hardship_class,
                )
                for grant in (*sample.aid, *sample.other_aid)
                if grant.household in ids.households and grant.applicant in ids.persons
            ),
        )
    )


def keep_views(office: Office, sample: SampleOffice) -> int:
    """Keep the sample's lists for everybody; returns how many."""
    for view in sample.views:
        saved_views.save_view(office, view.screen, view.name, view.layout, for_all=True)
    return len(sample.views)


def fill_with_sample(
    office: Office, sample: SampleOffice, workbook: Path, job: JobHandle | None = None
) -> RegisterImport:
    """Fill an empty office with the whole sample, without colleagues: the first-run wizard's choice.

    Args:
        office: An empty office.
        sample: The invented office.
        workbook: Its register as a workbook.
        job: Told how far it is.
    """
    imported = import_register(office, workbook, job)
    ids = find_ids(office, sample)
    complete_register(office, sample, ids, job)
    enter_work(office, sample, ids, {"clerk": office.user}, job)
    return imported


def fill_empty_office(office: Office, job: JobHandle) -> None:
    """Fill an empty office with the sample: the first-run wizard's second choice.

    The clerk's rights are used whatever post the first user has; nothing of it stays.
    """
    from desktop.sample.office import make_office
    from desktop.sample.workbook import write_dirty_workbook

    sample = make_office(today=office.today())
    as_clerk = replace(office, user=replace(office.user, role=Role.CLERK))
    with TemporaryDirectory() as folder:
        workbook = Path(folder) / f"{sample.village.name}人口花名册.xlsx"
        write_dirty_workbook(sample, workbook)
        fill_with_sample(as_clerk, sample, workbook, job)


def enter_work(
    office: Office,
    sample: SampleOffice,
    ids: SampleIds,
    users: Mapping[str, User],
    job: JobHandle | None = None,
) -> None:
    """Everything the sample's office does, each part of it (`WORK`) in its order."""
    work = SampleWork(office, sample, ids, users, job or NoJob())
    for enter in WORK.values():
        enter(work)


@dataclass(frozen=True, slots=True)
class SampleWork:
    """What the parts of the sample's work need: the office at work, who is who, and who to tell."""

    office: Office
    sample: SampleOffice
    ids: SampleIds
    users: Mapping[str, User]
    job: JobHandle


def _tasks(work: SampleWork) -> Mapping[str, int]:
    enter_settings(work.office, work.sample)
    enter_tasks(work.office, work.sample, work.ids, work.users, work.job)
    return events.count_views(work.office)


def _accounts(work: SampleWork) -> Mapping[str, int]:
    return {
        "entries": enter_accounts(work.office, work.sample),
        "property": sample_property.enter_property(work.office),
    }


def _party(work: SampleWork) -> Mapping[str, int]:
    persons = work.ids.persons
    return {
        "members": sample_party.enter_party(work.office, work.sample, persons),
        "meetings": sample_party.enter_meetings(work.office, work.sample, persons),
    }


def _community(work: SampleWork) -> Mapping[str, int]:
    secretary = work.users.get("secretary")
    points = sample_community.enter_community(work.office, work.sample, work.ids.persons, secretary)
    aided = enter_aid(work.office, work.sample, work.ids)
    sample_boards.enter_boards(work.office, work.users)
    return {"points": points, "aided": aided}


def _daily(work: SampleWork) -> Mapping[str, int]:
    sample_daily.enter_daily(work.office, work.sample, work.ids)
    keep_views(work.office, work.sample)
    with work.office.store.reading() as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our names
            for table in _DAILY_TABLES
        }


_DAILY_TABLES = ("visit", "hazard_site", "service_case", "service_booking", "job_post", "matter")

WORK: Mapping[str, Callable[[SampleWork], Mapping[str, int]]] = {
    "tasks": _tasks,
    "accounts": _accounts,
    "party": _party,
    "community": _community,
    "daily": _daily,
}
"""The parts of the sample's work in their order; each enters its own and returns how much there is by name.

The first-run wizard, the demo and the sample's year walk it: no room stands empty in only one of them.
"""
