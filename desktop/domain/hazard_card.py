"""The safety card of a threatened household (避险明白卡): what stands on it, and whether that still holds."""

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

LABELS = {
    "head": "户主",
    "group": "村民小组",
    "address": "住址",
    "structure": "房屋结构",
    "members": "家庭成员",
    "site": "隐患点",
    "kind": "隐患种类",
    "position": "隐患点位置",
    "scale": "规模",
    "cause": "诱发因素",
    "monitor": "监测人",
    "monitor_phone": "监测人电话",
    "keeper": "责任人",
    "keeper_phone": "责任人电话",
    "signs": "险情前兆",
    "warning_signal": "预警信号",
    "signal_giver": "信号发布人",
    "route": "撤离路线",
    "shelter": "避险场所",
    "resettlement_unit": "安置单位",
    "rescue_unit": "救护单位",
    "advice": "注意事项",
    "office_phone": "村里电话",
}
"""Fields of a card in words, in their order on the paper."""


@dataclass(frozen=True, slots=True)
class CardMember:
    """Somebody of the household: sex and relation in words, year of birth and telephone as texts."""

    name: str
    sex: str
    birth_year: str
    relation: str
    phone: str


@dataclass(frozen=True, slots=True)
class CardBody:
    """What stands on a card; everything in words, empty where nothing is known.

    Source:
        domain.md 7.4: family, hazard, monitor and phone, warning signal and who gives it, escape route,
        resettlement and first-aid units, signature; layouts.md 4: signs, what to do and not to do.
    """

    head: str
    group: str
    address: str
    structure: str
    members: tuple[CardMember, ...]
    site: str
    kind: str
    position: str
    scale: str
    cause: str
    monitor: str
    monitor_phone: str
    keeper: str
    keeper_phone: str
    signs: str
    warning_signal: str
    signal_giver: str
    route: str
    shelter: str
    resettlement_unit: str
    rescue_unit: str
    advice: str
    office_phone: str

    def text(self) -> str:
        """As the file keeps it: compact JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_body(text: str) -> CardBody:
    """A card as it was issued; what an older card did not have is empty."""
    kept = json.loads(text)
    known = {each.name: kept.get(each.name, "") for each in fields(CardBody) if each.name != "members"}
    return CardBody(members=tuple(CardMember(**member) for member in kept.get("members", ())), **known)


def differences(then: CardBody, now: CardBody) -> tuple[str, ...]:
    """Labels of what a card says otherwise than it would today."""
    return tuple(label for name, label in LABELS.items() if getattr(then, name) != getattr(now, name))


def missing(body: CardBody) -> tuple[str, ...]:
    """Labels of what a card can't do without: signal, way out, and somebody to call."""
    wanted = [name for name in ("warning_signal", "route", "monitor") if not getattr(body, name)]
    if not (body.monitor_phone or body.keeper_phone):
        wanted.append("monitor_phone")
    return tuple(LABELS[name] for name in wanted)


class CardState(StrEnum):
    """How a household stands with its card."""

    NONE = "none"  # never got one
    OUTDATED = "outdated"  # says something that is not so any more
    UNSIGNED = "unsigned"
    GOOD = "good"
    RETURN = "return"  # the household is not threatened any more; the card is to be taken back


def card_state(then: CardBody | None, now: CardBody | None, signed_on: str) -> CardState:
    """How a household stands: with the card it has, and what one would say today.

    ``now`` is None where the site does not threaten it any more; one of both is given.
    """
    if now is None:
        return CardState.RETURN
    if then is None:
        return CardState.NONE
    if differences(then, now):
        return CardState.OUTDATED
    return CardState.GOOD if signed_on else CardState.UNSIGNED
