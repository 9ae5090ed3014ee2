"""Kinship graph: fathers, mothers and spouses, from which relations to any head are derived."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from desktop.domain.relation import (
    HEAD,
    HUSBAND,
    NOT_RELATED,
    OTHER_RELATIVE,
    SPOUSE,
    WIFE,
    by_sex,
    is_daughter,
    is_elder,
    is_son,
    is_spouse,
)

_SONS_BY_ORDER = ("22", "23", "24", "25", "26")
_DAUGHTERS_BY_ORDER = ("32", "33", "34", "35", "36")
_LONGEST_PATH = 6


@dataclass(frozen=True, slots=True)
class Kin:
    """What the graph knows of one person; "" stands for unknown.

    Attributes:
        id: The person.
        sex: "1" male, "2" female.
        birth_date: Partial date.
        father: Id of the father, who may or may not be in the graph.
        mother: Id of the mother.
        spouse: Id of the present (or late) spouse.
        is_adopted: Adopted or a stepchild of the parents named.
    """

    id: str
    sex: str = ""
    birth_date: str = ""
    father: str = ""
    mother: str = ""
    spouse: str = ""
    is_adopted: bool = False


@dataclass(frozen=True, slots=True)
class KinLink:
    """A family tie to record: ``field`` of ``person`` (father, mother or spouse) is ``other``."""

    person: str
    field: str
    other: str


class KinshipGraph:
    """People with their parents and spouses; the dead belong to it, birth order counts them.

    Children and siblings come out in birth order, those without a birth date last.
    """

    def __init__(self, people: Iterable[Kin]) -> None:
        self._people = {kin.id: kin for kin in people}

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {}
        for kin in sorted(self._people.values(), key=lambda kin: kin.birth_date or "9999"):
            for parent in (kin.father, kin.mother):
                if parent in self._people:
                    children.setdefault(parent, []).append(kin.id)
        return {parent: tuple(dict.fromkeys(ids)) for parent, ids in children.items()}

    @cached_property
    def _spouses(self) -> dict[str, tuple[str, ...]]:
        spouses: dict[str, list[str]] = {}
        for kin in self._people.values():
            if kin.spouse in self._people and kin.spouse != kin.id:
                spouses.setdefault(kin.id, []).insert(0, kin.spouse)
                spouses.setdefault(kin.spouse, []).append(kin.id)
        return {person: tuple(dict.fromkeys(ids)) for person, ids in spouses.items()}

    def __contains__(self, person: object) -> bool:
        return person in self._people

    def get(self, person: str) -> Kin:
        """What is known of a person.

        Raises:
            KeyError: The person is not in the graph.
        """
        return self._people[person]

    def parents(self, person: str) -> tuple[str, ...]:
        """Father and mother, as far as they are in the graph."""
        kin = self._people[person]
        return tuple(parent for parent in (kin.father, kin.mother) if parent in self._people)

    def children(self, person: str) -> tuple[str, ...]:
        """Children in birth order."""
        return self._children.get(person, ())

    def spouses(self, person: str) -> tuple[str, ...]:
        """The spouse, and people who name this person as theirs."""
        return self._spouses.get(person, ())

    def siblings(self, person: str) -> tuple[str, ...]:
        """People who share a parent, in birth order, without the person."""
        shared = (child for parent in self.parents(person) for child in self.children(parent))
        return tuple(
            sorted(
                {child for child in shared if child != person},
                key=lambda one: (self._people[one].birth_date or "9999", one),
            )
        )

    def path(self, head: str, person: str) -> tuple[str, tuple[str, ...]] | None:
        """The shortest way from the head: steps and the people passed, the person last.

        Steps are S spouse, C child, P parent and B sibling, tried in this order where ways are
        equally long. None when no way of up to six steps exists.
        """
        if head == person:
            return "", ()
        seen = {head}
        queue: deque[tuple[str, str, tuple[str, ...]]] = deque([(head, "", ())])
        while queue:
            at, steps, passed = queue.popleft()
            if len(steps) == _LONGEST_PATH:
                continue
            for step, ids in (
                ("S", self.spouses(at)),
                ("C", self.children(at)),
                ("P", self.parents(at)),
                ("B", self.siblings(at)),
            ):
                for one in ids:
                    if one == person:
                        return steps + step, (*passed, one)
                    if one not in seen:
                        seen.add(one)
                        queue.append((one, steps + step, (*passed, one)))
        return None

    def relation(self, head: str, person: str, typed: str = "") -> str:
        """Code of the relation to a head.

        Args:
            head: Head of the household.
            person: Member.
            typed: Code recorded so far; taken only where the graph knows no way.

        Returns:
            A code of table ``relation_to_head``; 97 for a way that the table has no code for, 99
            when there is no way and no typed code.

        Source:
            GB/T 4761-2008.
        """
        if head == person:
            return HEAD
        if head not in self._people or person not in self._people:
            return typed if typed and typed != HEAD else NOT_RELATED
        way = self.path(head, person)
        if way is None:
            return typed if typed and typed != HEAD else NOT_RELATED
        steps, passed = way
        code = self._code(head, steps, passed)
        if code in ("20", "30", "40", "70", "79", OTHER_RELATIVE) and _says_more(typed, code):
            return typed
        return code

    def relations(self, head: str, members: Mapping[str, str]) -> dict[str, str]:
        """Codes of all members to a new head; ``members`` maps ids to the codes recorded so far.

        A code recorded to another head means nothing now: pass "" for it.
        """
        return {person: self.relation(head, person, typed) for person, typed in members.items()}

    def _sex(self, person: str) -> str:
        return self._people[person].sex

    def _code(self, head: str, steps: str, passed: tuple[str, ...]) -> str:
        sex = self._sex(passed[-1])
        before = self._sex(passed[-2]) if len(passed) > 1 else self._sex(head)
        match steps:
            case "S":
                return by_sex(sex, HUSBAND, WIFE, SPOUSE)
            case "C":
                return self._child_code(head, passed[0])
            case "CS" | "SCS":
                return by_sex(sex, "28", "38") or OTHER_RELATIVE
            case "SC":
                kin = self._people[passed[-1]]
                own_parent = kin.mother if self._sex(head) == "2" else kin.father
                # A stepchild only when the other parent is known to be somebody else.
                male, female = ("27", "37") if own_parent else ("20", "30")
                return by_sex(sex, male, female, OTHER_RELATIVE)
            case "CC" | "SCC":
                return self._grandchild_code(before, sex)
            case "CCS" | "SCCS":
                return by_sex(sex, "46", "45", "49")
            case "CCC" | "SCCC":
                return by_sex(sex, "47", "48", "49")
            case "P":
                return by_sex(sex, "51", "52", "50")
            case "PS":
                kin = self._people[head]
                own_parent = kin.mother if sex == "2" else kin.father
                male, female = ("57", "58") if own_parent else ("51", "52")
                return by_sex(sex, male, female, "59")
            case "SP":
                male, female = ("53", "54") if before == "1" else ("55", "56")
                return by_sex(sex, male, female, "59")
            case "PP":
                male, female = ("61", "62") if before == "1" else ("63", "64")
                return by_sex(sex, male, female, "60")
            case "SPP":
                return "65"
            case "PPP":
                return by_sex(sex, "66", "67", "69")
            case "SPPP":
                return "68"
            case "B":
                return self._sibling_code(head, passed[0])
            case "BS":
                return {"71": "72", "73": "74", "75": "76", "77": "78"}.get(
                    self._sibling_code(head, passed[0]), OTHER_RELATIVE
                )
            case "BC":
                male, female = ("93", "94") if before == "1" else ("95", "96")
                return by_sex(sex, male, female, OTHER_RELATIVE) if before else OTHER_RELATIVE
            case "PB":
                return self._uncle_or_aunt_code(passed[0], passed[1])
            case "PBS":
                return {"81": "82", "83": "84", "90": "89", "85": "86", "88": "87"}.get(
                    self._uncle_or_aunt_code(passed[0], passed[1]), OTHER_RELATIVE
                )
            case "PBC":
                through_brothers = self._sex(passed[0]) == "1" and before == "1"
                return "91" if through_brothers else "92"
            case _:
                return OTHER_RELATIVE

    def _child_code(self, head: str, child: str) -> str:
        kin = self._people[child]
        if kin.sex not in ("1", "2"):
            return OTHER_RELATIVE
        male = kin.sex == "1"
        if kin.is_adopted:
            return "27" if male else "37"
        children = self.children(head)
        if len(children) == 1:
            return "21" if male else "31"
        same_sex = [one for one in children if self._sex(one) == kin.sex and not self._people[one].is_adopted]
        undated = any(not self._people[one].birth_date for one in same_sex)
        unsexed = any(self._sex(one) not in ("1", "2") for one in children)
        if unsexed or (undated and len(same_sex) > 1):
            return "20" if male else "30"
        order = same_sex.index(child)
        codes = _SONS_BY_ORDER if male else _DAUGHTERS_BY_ORDER
        return codes[order] if order < len(codes) else ("29" if male else "39")

    @staticmethod
    def _grandchild_code(through: str, sex: str) -> str:
        if through == "1":
            return by_sex(sex, "41", "42", "40")
        if through == "2":
            return by_sex(sex, "43", "44", "40")
        return "40"

    def _sibling_code(self, head: str, sibling: str) -> str:
        kin = self._people[sibling]
        if kin.sex not in ("1", "2"):
            return "70"
        elder = is_elder(kin.birth_date, self._people[head].birth_date)
        if elder is None:
            return "79"
        if kin.sex == "1":
            return "71" if elder else "73"
        return "75" if elder else "77"

    def _uncle_or_aunt_code(self, parent: str, sibling: str) -> str:
        kin = self._people[sibling]
        if self._sex(parent) == "2":
            return by_sex(kin.sex, "85", "88", OTHER_RELATIVE)
        if kin.sex == "2":
            return "90"
        elder = is_elder(kin.birth_date, self._people[parent].birth_date)
        return OTHER_RELATIVE if elder is None or kin.sex != "1" else "81" if elder else "83"


def _says_more(typed: str, derived: str) -> bool:
    """Whether a typed code is a closer form of a derived one that could not be told exactly."""
    if not typed or typed == HEAD:
        return False
    if derived == "20":
        return is_son(typed)
    if derived == "30":
        return is_daughter(typed)
    if derived in ("70", "79"):
        return typed in ("71", "73", "75", "77")
    if derived == "40":
        return typed in ("41", "42", "43", "44")
    return derived == OTHER_RELATIVE and not is_spouse(typed)


def infer_links(members: Iterable[tuple[Kin, str]]) -> tuple[KinLink, ...]:
    """Family ties that the relation codes of one household prove, for ties not yet known.

    A child of the head is also a child of the head's spouse only when nothing else is possible:
    one spouse in the household, at least fifteen years older. In-laws and grandchildren are tied
    only when exactly one child can be meant.

    Args:
        members: Each member with the code to the head; exactly one has code 02.

    Returns:
        Ties in no special order; empty when the household has no single head.
    """
    everyone = [(kin, code) for kin, code in members]
    heads = [kin for kin, code in everyone if code == HEAD]
    if len(heads) != 1:
        return ()
    head = heads[0]
    links: list[KinLink] = []

    def only(*codes: str) -> Kin | None:
        found = [kin for kin, code in everyone if code in codes]
        return found[0] if len(found) == 1 else None

    def tie(person: Kin, field: str, other: Kin) -> None:
        if person.id != other.id and not getattr(person, field):
            links.append(KinLink(person.id, field, other.id))

    def tie_parent(child: Kin, parent: Kin) -> None:
        if parent.sex in ("1", "2"):
            tie(child, "father" if parent.sex == "1" else "mother", parent)

    def tie_couple(one: Kin, other: Kin) -> None:
        if (
            not one.spouse
            and not other.spouse
            and {one.sex, other.sex} != {"1"}
            and {one.sex, other.sex} != {"2"}
        ):
            tie(one, "spouse", other)
            tie(other, "spouse", one)

    spouse = only(SPOUSE, HUSBAND, WIFE)
    if spouse is not None:
        tie_couple(head, spouse)
    own = [(kin, code) for kin, code in everyone if (is_son(code) or is_daughter(code))]
    for child, code in own:
        tie_parent(child, head)
        if spouse is not None and code not in ("27", "37") and _old_enough(spouse, child):
            tie_parent(child, spouse)
    sons = [kin for kin, code in own if is_son(code)]
    daughters = [kin for kin, code in own if is_daughter(code)]
    for in_law_code, children, parent_codes in (("38", sons, ("41", "42")), ("28", daughters, ("43", "44"))):
        in_law = only(in_law_code)
        if len(children) == 1:
            if in_law is not None and _may_be_couple(children[0], in_law):
                tie_couple(children[0], in_law)
            for grandchild, code in everyone:
                if code in parent_codes and _old_enough(children[0], grandchild):
                    tie_parent(grandchild, children[0])
                    if in_law is not None and _old_enough(in_law, grandchild):
                        tie_parent(grandchild, in_law)
    father, mother = only("51"), only("52")
    for parent in (father, mother):
        if parent is not None:
            tie_parent(head, parent)
    if father is not None and mother is not None:
        tie_couple(father, mother)
    if spouse is not None:
        for code in ("53", "54", "55", "56"):
            parent_in_law = only(code)
            if parent_in_law is not None:
                tie_parent(spouse, parent_in_law)
    if father is not None:
        for code in ("61", "62"):
            grandparent = only(code)
            if grandparent is not None:
                tie_parent(father, grandparent)
    for kin, code in everyone:
        if code in ("71", "73", "75", "77"):
            for parent in (father, mother):
                if parent is not None and _old_enough(parent, kin):
                    tie_parent(kin, parent)
    return tuple(dict.fromkeys(links))


def _year(kin: Kin) -> int | None:
    return int(kin.birth_date[:4]) if kin.birth_date else None


def _old_enough(parent: Kin, child: Kin) -> bool:
    one, other = _year(parent), _year(child)
    return one is not None and other is not None and other - one >= 15


def _may_be_couple(one: Kin, other: Kin) -> bool:
    years = (_year(one), _year(other))
    return None in years or abs((years[0] or 0) - (years[1] or 0)) < 25
