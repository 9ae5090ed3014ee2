"""What every compiler of a notice starts from."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.domain.disclosure_item import DisclosureItem
from desktop.domain.period import Period
from desktop.domain.work_day import after_days, after_work_days
from desktop.reports.data import Bodies, Publication
from desktop.reports.template import template
from desktop.services.disclosure.catalogue import item_in_force
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.scope import places_of, scope_of
from desktop.services.disclosure.terms import find_term
from desktop.services.office import Office
from desktop.services.settings import Settings

_WORK_DAYS = ".work_days"
"""Ending of rules that count working days."""

HANGS_ON = {"points_board": "board.post.days"}
"""Layout of a sheet that hangs on after objections were heard → the rule that says how long."""


@dataclass(frozen=True, slots=True)
class Common:
    """The office, its settings, and what was asked."""

    office: Office
    settings: Settings
    period: Period
    number: str
    request: NoticeRequest

    @property
    def division_code(self) -> str:
        """Of the village."""
        return self.office.vault.village.division_code

    @property
    def issued_on(self) -> date:
        """The day under the issuer's name."""
        return date.fromisoformat(self.request.issued_on)

    @property
    def bodies(self) -> Bodies:
        """Names of the issuers that the office set."""
        return Bodies(collective=self.settings.collective_name, branch=self.settings.branch_name)

    def item(self, code: str) -> DisclosureItem | None:
        """An item, or the first of a duty, as ordered here on the day of issue; None for an unknown code."""
        return item_in_force(self.office, self.request.item or code, self.issued_on)

    def days(self, rule: str, setting: int) -> int:
        """Days a sheet stays up: one setting for all, else the office's own for this rule, else the rule."""
        return setting or find_term(self.office, rule, self.issued_on).value

    def publication(self, days: int, objections: bool) -> Publication:
        """Board, days and telephones; the day of posting is not counted in the term."""
        return self._publication(self._posted_on + timedelta(days=days), objections)

    def publication_for(self, code: str) -> Publication:
        """As an item orders it: objections are heard in its own term, told facts just hang."""
        item = self.item(code)
        if item is None or not item.notice:
            return self.publication(
                self.days("disclosure.post.days", self.settings.post_days), objections=False
            )
        term = after_work_days if item.notice.endswith(_WORK_DAYS) else after_days
        own = 0 if item.notice.endswith(_WORK_DAYS) else self.settings.notice_days
        last_day = term(self._posted_on, self.days(item.notice, own)).last
        publication = self._publication(last_day, objections=True)
        if self.request.template not in HANGS_ON:
            return publication
        hangs_until = after_days(self._posted_on, self.days(HANGS_ON[self.request.template], 0)).last
        return replace(publication, take_down_on=max(last_day, hangs_until))

    @property
    def _posted_on(self) -> date:
        return date.fromisoformat(self.request.posted_on or self.request.issued_on)

    @property
    def _usual_places(self) -> tuple[str, ...]:
        """Where sheets of this item hang when the drafter did not say: never where too many would read it."""
        item = self.request.item or template(self.request.template).item
        return places_of(self.settings, scope_of(self.office, item, self.issued_on))

    def _publication(self, last_day: date, objections: bool) -> Publication:
        posted_on = self._posted_on
        return Publication(
            issued_on=self.issued_on,
            place="、".join(self.request.places or self._usual_places),
            posted_on=posted_on,
            take_down_on=last_day,
            objections=Period(posted_on + timedelta(days=1), last_day) if objections else None,
            office_phone=self.settings.village_office_phone,
            supervision_phone=self.settings.supervision_phone,
            town_phone=self.settings.town_phone,
        )
