"""Events and tasks of the sample office, dated from the sample's day and linked to its people."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import resources
from desktop.sample.records import SampleHousehold, SamplePerson, SampleStep, SampleTask

_FINISHED = ("75", "80", "90")


class _Cast:
    """Chooses the people a matter is about; nobody plays twice in one kind of part."""

    def __init__(
        self,
        rng: Random,
        people: Sequence[SamplePerson],
        households: Sequence[SampleHousehold],
        aid: frozenset[str],
        day: date,
    ) -> None:
        self._rng = rng
        self._people = [one for one in people if one.is_present]
        self._households = {household.key: household for household in households}
        self._used: set[str] = set()
        young_mothers = {one.mother for one in self._people if one.mother and one.age_on(day) < 1}
        tests: dict[str, Callable[[SamplePerson], bool]] = {
            "any": lambda one: one.relation_to_head == "02" and one.residence_state == "10",
            "old": lambda one: "D04" in one.group_tags,
            "disabled": lambda one: bool(one.disability_no) and one.age_on(day) >= 18,
            "aid": lambda one: one.household in aid and one.relation_to_head == "02",
            "baby": lambda one: one.sex == "2" and one.key in young_mothers,
            "away": lambda one: one.job_state in ("40", "50") and one.residence_state == "20",
            "child": lambda one: "E01" in one.group_tags and one.age_on(day) >= 6,
        }
        self._tests = tests

    def choose(self, part: str) -> list[SamplePerson]:
        """People for a part: none for "", two for "two" (heads of one group) and "brothers", else one."""
        if not part:
            return []
        if part == "two":
            return self._two_heads()
        if part == "brothers":
            return self._two_brothers()
        pool = [one for one in self._people if one.key not in self._used and self._tests[part](one)]
        if not pool:
            pool = [one for one in self._people if one.key not in self._used and self._tests["any"](one)]
        chosen = self._rng.choice(pool)
        self._used.add(chosen.key)
        return [chosen]

    def _two_heads(self) -> list[SamplePerson]:
        first = self.choose("any")[0]
        group = self._households[first.household].group
        pool = [
            one
            for one in self._people
            if self._tests["any"](one)
            and one.key not in self._used
            and self._households[one.household].group == group
        ]
        second = self._rng.choice(pool) if pool else self.choose("any")[0]
        self._used.add(second.key)
        return [first, second]

    def _two_brothers(self) -> list[SamplePerson]:
        """Heads of two households whose mother still lives in the village."""
        present = {one.key for one in self._people}
        sons: dict[str, list[SamplePerson]] = {}
        for one in self._people:
            if one.sex == "1" and one.relation_to_head == "02" and one.mother in present:
                sons.setdefault(one.mother, []).append(one)
        pairs = [brothers[:2] for brothers in sons.values() if len(brothers) > 1]
        return self._rng.choice(pairs) if pairs else self._two_heads()


def make_tasks(
    rng: Random,
    people: Sequence[SamplePerson],
    households: Sequence[SampleHousehold],
    aid: frozenset[str],
    today: date,
) -> tuple[SampleTask, ...]:
    """The office's matters as seen from ``today``, in the order in which they came in.

    Args:
        rng: Source of chance.
        people: The register.
        households: Their households.
        aid: Keys of the households that receive 低保.
        today: The day from which "due" and "overdue" are counted.
    """
    with resources.path("sample", "tasks.toml").open("rb") as stream:
        rows: list[dict[str, Any]] = tomllib.load(stream)["tasks"]
    cast = _Cast(rng, people, households, aid, today)
    by_key = {household.key: household for household in households}
    hamlets = list(dict.fromkeys(household.group.hamlet for household in households))
    rows.sort(key=lambda row: row["received"])
    return tuple(
        _task(
            f"T{number:03d}",
            row,
            chosen=cast.choose(row["about"]),
            households=by_key,
            hamlet=rng.choice(hamlets),
            today=today,
        )
        for number, row in enumerate(rows, 1)
    )


def _task(
    key: str,
    row: Mapping[str, Any],
    *,
    chosen: Sequence[SamplePerson],
    households: Mapping[str, SampleHousehold],
    hamlet: str,
    today: date,
) -> SampleTask:
    home = households[chosen[0].household] if chosen else None
    words = {
        "a": chosen[0].name if chosen else "",
        "b": chosen[1].name if len(chosen) > 1 else "",
        "group": home.group.name if home else "",
        "hamlet": home.group.hamlet if home else hamlet,
    }
    done = today + timedelta(days=row["done"]) if "done" in row else None
    result = row.get("result", "")
    return SampleTask(
        key=key,
        kind=row["kind"],
        title=row["title"].format(**words),
        text=row["text"].format(**words),
        category=row["category"],
        source=row["source"],
        level="2" if row["state"] == "60" else "1",
        urgency=row["urgency"],
        received_on=today + timedelta(days=row["received"]),
        due_on=today + timedelta(days=row["due"]),
        done_on=done,
        state=row["state"],
        situation=_situation(row),
        handler=row["handler"],
        reporter=chosen[0].key if chosen and row["source"] in ("S6", "S7") else "",
        persons=tuple(one.key for one in chosen),
        households=tuple(dict.fromkeys(one.household for one in chosen)),
        steps=_steps(row, result, today),
        result=result,
        document_no=row.get("document_no", ""),
    )


def _situation(row: Mapping[str, Any]) -> str:
    if row["state"] in _FINISHED:
        return "done"
    if row["state"] == "55":
        return "open"  # the clock stands still, so it is due later than it was
    if row["due"] < 0:
        return "overdue"
    if row["state"] == "10":
        return "new"
    if row["due"] == 0:
        return "due_today"
    return "due_soon" if row["due"] <= 3 else "open"


def _steps(row: Mapping[str, Any], result: str, today: date) -> tuple[SampleStep, ...]:
    """Accepted by the clerk, given to the handler, worked on, closed; states never run backwards."""
    if row["state"] == "10":
        return ()
    received = today + timedelta(days=row["received"])
    begun = min(received + timedelta(days=1), today)
    steps = [SampleStep(received, "clerk", "已受理登记", "30")]
    if row["state"] == "40":
        begun = received
    steps.append(SampleStep(begun, "clerk", "已交办", "40"))
    for note in row.get("notes", ()):
        steps.append(
            SampleStep(max(begun, today + timedelta(days=note["on"])), row["handler"], note["text"], "50")
        )
    if row["state"] == "50" and steps[-1].state != "50":
        steps.append(SampleStep(begun, row["handler"], "开始办理", "50"))
    if row["state"] in ("55", "60"):
        words = {"55": "天气、人手等原因，暂停计时", "60": "本村无法解决，上报镇里"}
        steps.append(SampleStep(max(steps[-1].on, begun), row["handler"], words[row["state"]], row["state"]))
    if row["state"] in _FINISHED:
        closed = today + timedelta(days=row.get("done", row["due"]))
        steps.append(SampleStep(max(begun, closed), row["handler"], result or "已办结", "70"))
        steps.append(SampleStep(max(begun, closed), "clerk", "已回电反馈", "75"))
        if row["state"] == "90":
            steps.append(SampleStep(max(begun, closed), "clerk", "材料归档", "90"))
        elif row["state"] == "80":
            steps.append(SampleStep(max(begun, closed), "clerk", "回访：满意", "80"))
    return tuple(steps)
