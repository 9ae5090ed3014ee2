"""A village population grown from its old families: births, weddings, deaths and 分户.

Each lineage starts with one couple born between the thirties and the sixties and is followed to
the register's day. The shares below are plausible for a village whose young people work
elsewhere; they are our own guesses, not statistics.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from desktop.sample.names import given_name, name_list

_LARGEST_HOME = 8
# (until year of the mother's birth, weights of 0, 1, 2, ... children)
_CHILDREN = (
    (1946, (2, 6, 22, 34, 24, 12)),
    (1955, (3, 14, 42, 30, 11)),
    (1963, (4, 38, 46, 12)),
    (1981, (5, 62, 31, 2)),
    (2100, (8, 44, 42, 6)),
)
# (until year of birth, share that has married by now if old enough)
_MARRIED = ((1960, 0.93), (1980, 0.92), (1993, 0.83), (2001, 0.5), (2100, 0.0))
# share of those still alive at the register's day, (until age, men, women)
_ALIVE = ((60, 0.97, 0.985), (70, 0.92, 0.96), (80, 0.76, 0.86), (88, 0.5, 0.64), (200, 0.2, 0.32))
_MOVED_TO_TOWN_SHARE = 0.3  # of the married young: registered elsewhere now
_DAUGHTER_STILL_REGISTERED_SHARE = 0.1
_UXORILOCAL_SHARE = 0.25  # of the families that have daughters only
_DIVORCE_SHARE = 0.05
_TWIN_BIRTHS = frozenset(range(20, 700, 55))  # counted over the whole village


@dataclass(slots=True, eq=False)
class Villager:
    """A person while the village is being grown."""

    number: int
    surname: str
    given: str
    sex: str
    birth: date
    generation: int
    father: "Villager | None" = None
    mother: "Villager | None" = None
    spouse: "Villager | None" = None
    children: list["Villager"] = field(default_factory=list)
    listed: bool = True
    widowed: bool = False
    divorced: bool = False
    married_in: bool = False
    uxorilocal: bool = False
    married_out: bool = False
    adopted: bool = False
    twin: bool = False
    founds_home: bool = False  # married and stayed in the village

    @property
    def name(self) -> str:
        """Surname and given name."""
        return self.surname + self.given

    def age_on(self, day: date) -> int:
        """Full years on a day."""
        return day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))


@dataclass(slots=True, eq=False)
class Home:
    """A household while the village is being grown; the head stands first once `seat_head` ran."""

    members: list[Villager]
    lineage: int = -1
    split_from: "Home | None" = None

    @property
    def head(self) -> Villager:
        """The head of the household."""
        return self.members[0]


class Population:
    """Lineages and homes; everything depends on the generator handed in."""

    def __init__(self, rng: Random, day: date) -> None:
        self._rng = rng
        self._day = day
        self._numbers = 0
        self._births = 0
        self.homes: list[Home] = []

    def add_lineage(self, lineage: int, surname: str) -> None:
        """Grow one family from its oldest couple and append its homes."""
        first = len(self.homes)
        founder = self._founder(surname)
        home = self._settle(founder)
        if home.members:
            self.homes.insert(first, home)
        for home in self.homes[first:]:
            home.lineage = lineage
            self._seat_head(home)

    def drop_last_home(self) -> None:
        """Take the youngest home out of the register again."""
        home = self.homes.pop()
        for member in home.members:
            member.listed = False

    def add_birth(self, home: Home) -> bool:
        """One more child for a young couple of the home, if there is one with room; tells whether."""
        if len(home.members) >= _LARGEST_HOME:
            return False
        for mother in home.members:
            father = mother.spouse
            if mother.sex == "1" or father is None or father not in home.members or len(mother.children) >= 3:
                continue
            youngest = max((child.birth for child in mother.children), default=mother.birth.replace(day=1))
            earliest = max(youngest + timedelta(days=620), mother.birth + timedelta(days=23 * 365))
            latest = min(self._day - timedelta(days=20), mother.birth + timedelta(days=42 * 365))
            if earliest < latest and mother.birth.year >= 1984:
                child = self._child(father, mother, self._between(earliest, latest))
                if child.birth.year > 2004:  # an older one might have married by now
                    home.members.append(child)
                    return True
                mother.children.remove(child)
                father.children.remove(child)
        return False

    def drop_child(self, home: Home) -> bool:
        """Take an unmarried child without features out of the home; tells whether there was one."""
        if len(home.members) < 3:
            return False
        for member in reversed(home.members[1:]):
            parent = member.mother or member.father
            plain = not (
                member.children or member.spouse or member.twin or member.adopted or member.married_out
            )
            if plain and parent is not None and member is parent.children[-1]:
                home.members.remove(member)
                member.listed = False
                for side in (member.father, member.mother):
                    if side is not None:
                        side.children.remove(member)
                return True
        return False

    def _founder(self, surname: str) -> Villager:
        year = self._rng.choices((1936, 1942, 1948, 1954, 1960, 1966), (26, 28, 22, 14, 6, 4))[0]
        birth = self._day_of(year + self._rng.randint(0, 5))
        founder = self._new(surname, "1", birth, 0 if birth.year < 1946 else 1)
        self._live_or_die(founder)
        if self._rng.random() < 0.95:
            self._wed(founder)
        return founder

    def _wed(self, person: Villager) -> None:
        partner_sex = "2" if person.sex == "1" else "1"
        shift = timedelta(days=self._rng.randint(-500, 1700) * (1 if person.sex == "1" else -1))
        birth = min(person.birth + shift, self._day - timedelta(days=20 * 366))
        surname = self._rng.choice(name_list().married_in)
        while surname == person.surname:
            surname = self._rng.choice(name_list().married_in)
        partner = self._new(surname, partner_sex, birth, person.generation)
        partner.married_in = True
        partner.uxorilocal = partner_sex == "1"
        partner.listed = person.listed
        person.spouse, partner.spouse = partner, person
        person.founds_home = True
        if partner.listed:
            self._live_or_die(partner)
        man, woman = (person, partner) if person.sex == "1" else (partner, person)
        self._bear(man, woman)
        if not man.listed and not man.married_in:
            return
        if woman.birth.year > 1965 and self._rng.random() < _DIVORCE_SHARE:
            partner.listed = False
            person.divorced = True

    def _live_or_die(self, person: Villager) -> None:
        age = person.age_on(self._day)
        man, woman = next((row[1], row[2]) for row in _ALIVE if age <= row[0])
        person.listed = self._rng.random() < (man if person.sex == "1" else woman)

    def _bear(self, father: Villager, mother: Villager) -> None:
        weights = next(row[1] for row in _CHILDREN if mother.birth.year <= row[0])
        wanted = self._rng.choices(range(len(weights)), weights)[0]
        birth = mother.birth + timedelta(days=self._rng.randint(int(20.5 * 365), 27 * 365))
        birth = max(birth, father.birth + timedelta(days=20 * 365))
        while wanted > 0 and birth < self._day - timedelta(days=15):
            child = self._child(father, mother, birth)
            wanted -= 1
            if self._births in _TWIN_BIRTHS:
                other = self._child(father, mother, birth)
                child.twin = other.twin = True
                wanted -= 1
            birth += timedelta(days=self._rng.randint(500, 2000))
        if not mother.children and 1950 < mother.birth.year < 1985 and self._rng.random() < 0.35:
            found = self._child(
                father, mother, mother.birth + timedelta(days=self._rng.randint(33, 41) * 365)
            )
            if found.birth < self._day - timedelta(days=400):
                found.adopted = True
            else:
                mother.children.clear()
                father.children.clear()
        self._grow_up(father, mother)

    def _child(self, father: Villager, mother: Villager, birth: date) -> Villager:
        self._births += 1
        sex = "1" if self._rng.random() < 0.52 else "2"
        line = mother if father.uxorilocal else father
        child = self._new(line.surname, sex, birth, line.generation + 1, mother.children)
        child.father, child.mother = father, mother
        father.children.append(child)
        mother.children.append(child)
        return child

    def _grow_up(self, father: Villager, mother: Villager) -> None:
        children = mother.children
        only_daughters = bool(children) and all(child.sex == "2" for child in children)
        heiress = only_daughters and self._rng.random() < _UXORILOCAL_SHARE
        registered = father.listed or father.married_in or mother.listed or not father.founds_home
        for child in children:
            if not registered:
                child.listed = False
                continue
            age = child.age_on(self._day)
            share = next(row[1] for row in _MARRIED if child.birth.year <= row[0])
            if age >= 40 and not self._survives(child, age):
                child.listed = False
                continue
            if age < 23 or self._rng.random() > share:
                child.listed = age < 24 or self._rng.random() > 0.2
            elif child.sex == "1":
                if child.birth.year > 1978 and self._rng.random() < _MOVED_TO_TOWN_SHARE:
                    child.listed = False
                else:
                    self._wed(child)
            elif heiress:
                heiress = False
                self._wed(child)
            elif self._rng.random() < _DAUGHTER_STILL_REGISTERED_SHARE and child.birth.year > 1970:
                child.married_out = True
            else:
                child.listed = False

    def _survives(self, person: Villager, age: int) -> bool:
        man, woman = next((row[1], row[2]) for row in _ALIVE if age <= row[0])
        return self._rng.random() < (man if person.sex == "1" else woman)

    def _settle(self, person: Villager) -> Home:
        """The home around a person and the spouse; homes split off are appended to the village's."""
        couple = [one for one in (person, person.spouse) if one is not None and one.listed]
        home = Home(list(couple))
        if person.spouse is not None and len(couple) == 1 and not person.divorced:
            couple[0].widowed = True
        founding = [child for child in person.children if child.founds_home]
        stayer = self._stayer(founding) if couple else None
        single: list[Villager] = []
        offspring: list[Home] = []
        for child in person.children:
            if child.founds_home:
                branch = self._settle(child)
                if not branch.members:
                    continue
                if child is stayer and len(home.members) + len(branch.members) <= _LARGEST_HOME:
                    home.members.extend(branch.members)
                else:
                    branch.split_from = home if couple else None
                    offspring.append(branch)
            elif child.listed:
                single.append(child)
        if couple:
            home.members.extend(single)
        else:
            home = self._house_orphans(single, offspring)
        self.homes.extend(offspring)
        return home

    def _stayer(self, founding: Sequence[Villager]) -> Villager | None:
        if not founding:
            return None
        share = 0.42 if len(founding) == 1 else 0.36
        return founding[-1] if self._rng.random() < share else None

    def _house_orphans(self, single: list[Villager], offspring: list[Home]) -> Home:
        """Unmarried people without parents: with a brother or sister who has room, or on their own."""
        home = Home([])
        for person in single:
            roomy = next((one for one in offspring if len(one.members) < 5), None)
            if roomy is not None and (person.age_on(self._day) < 18 or self._rng.random() < 0.25):
                roomy.members.append(person)
            elif home.members:
                offspring.append(Home([person]))
            else:
                home.members.append(person)
        return home

    def _seat_head(self, home: Home) -> None:
        """Choose the head and put the members in the order of the booklet.

        Source:
            Order of the family page: head, spouse, children, grandchildren, parents, others.
        """
        adults = [one for one in home.members if one.age_on(self._day) >= 18] or home.members
        oldest = min(adults, key=lambda one: (one.generation, one.sex, one.birth))
        head = oldest
        heirs = [one for one in adults if one.founds_home and one.father is not None and one.listed]
        heirs = [one for one in heirs if oldest in (one.father, one.mother)]
        if heirs and (oldest.sex == "2" or (oldest.age_on(self._day) >= 66 and self._rng.random() < 0.6)):
            head = heirs[-1]
        elif oldest.sex == "2" and oldest.spouse in adults and oldest.spouse is not None:
            head = oldest.spouse if not oldest.spouse.uxorilocal else oldest
        ranks = {one: _booklet_rank(head, one) for one in home.members}
        home.members.sort(key=lambda one: (ranks[one], one.birth, one.number))

    def _new(
        self, surname: str, sex: str, birth: date, generation: int, siblings: Sequence[Villager] = ()
    ) -> Villager:
        self._numbers += 1
        taken = {one.given for one in siblings}
        given = given_name(self._rng, surname, sex, birth.year, generation)
        while given in taken:
            given = given_name(self._rng, surname, sex, birth.year, generation)
        return Villager(self._numbers, surname, given, sex, birth, generation)

    def _day_of(self, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=self._rng.randint(0, 364))

    def _between(self, first: date, last: date) -> date:
        return first + timedelta(days=self._rng.randint(0, (last - first).days))


def _booklet_rank(head: Villager, person: Villager) -> int:
    code = relation_to_head(head, person)
    if code == "02":
        return 0
    if code in ("10", "11", "12"):
        return 1
    if code in ("28", "38"):
        return 2  # beside the child
    order = {"2": 2, "3": 2, "4": 4, "5": 5, "6": 6, "7": 7}
    return order.get(code[0], 8)


def _steps_down(head: Villager) -> Iterator[tuple[Villager, int, Villager | None]]:
    """Descendants with their distance, and the child of the head through whom they descend."""
    line: list[tuple[Villager, int, Villager | None]] = [(child, 1, child) for child in head.children]
    while line:
        person, depth, through = line.pop(0)
        yield person, depth, through
        line.extend((child, depth + 1, through) for child in person.children)


def relation_to_head(head: Villager, person: Villager) -> str:
    """Code of table ``relation_to_head``, derived from the kinship of the two.

    An only child is 21 or 31; otherwise sons and daughters are counted apart, dead and absent
    ones included.

    Source:
        GB/T 4761-2008, two-digit codes.
    """
    man = person.sex == "1"
    if person is head:
        return "02"
    if person is head.spouse:
        return "11" if man else "12"
    for descendant, depth, through in _steps_down(head):
        assert through is not None
        if person is descendant:
            return _descendant_code(head, person, depth, through)
        if person is descendant.spouse:
            if depth == 1:
                return "28" if man else "38"
            return ("46" if man else "45") if depth == 2 else "97"
    if person in (head.father, head.mother):
        return "51" if man else "52"
    if head.spouse is not None and person in (head.spouse.father, head.spouse.mother):
        if head.sex == "1":
            return "55" if man else "56"
        return "53" if man else "54"
    for parent, codes in ((head.father, ("61", "62")), (head.mother, ("63", "64"))):
        if parent is not None and person in (parent.father, parent.mother):
            return codes[0] if man else codes[1]
    return _collateral_code(head, person)


def _descendant_code(head: Villager, person: Villager, depth: int, through: Villager) -> str:
    man = person.sex == "1"
    if depth == 1:
        if person.adopted:
            return "27" if man else "37"
        if len(head.children) == 1:
            return "21" if man else "31"
        alike = [child for child in head.children if child.sex == person.sex]
        place = alike.index(person)
        return ("2" if man else "3") + (str(2 + place) if place < 5 else "9")
    if depth == 2:
        if through.sex == "1":
            return "41" if man else "42"
        return "43" if man else "44"
    return ("47" if man else "48") if depth == 3 else "49"


def _collateral_code(head: Villager, person: Villager) -> str:
    man = person.sex == "1"
    siblings = head.father.children if head.father is not None else []
    for sibling in siblings:
        if sibling is head:
            continue
        older = sibling.birth < head.birth
        if person is sibling:
            return ("71" if older else "73") if man else ("75" if older else "77")
        if person is sibling.spouse:
            if sibling.sex == "1":
                return "72" if older else "74"
            return "76" if older else "78"
        if person in sibling.children:
            if sibling.sex == "1":
                return "93" if man else "94"
            return "95" if man else "96"
    return "97"
