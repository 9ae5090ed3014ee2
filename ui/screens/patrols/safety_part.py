"""What threatens a household, on its card in the register (避险): sites, who is helped, its cards."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.dress import button, label, set_tone

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.services.patrols.cards import HouseholdCard
    from desktop.services.patrols.threats import ThreatenedHousehold
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("SafetyPart", text)


def safety_title() -> str:
    """The tab's name."""
    return _tr("避险")


class SafetyPart(QWidget):
    """Reads when it is made; a household that nothing threatens is told so."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", household_id: str) -> None:
        super().__init__()
        self._shell = shell
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)

        def work() -> "tuple[ThreatenedHousehold | None, tuple[HouseholdCard, ...]]":
            # late: a card that is looked at without this tab needs none of it
            from desktop.services.patrols.cards import list_cards
            from desktop.services.patrols.threats import threats_of_household

            return threats_of_household(office, household_id), list_cards(office, household_id=household_id)

        runner.read(lambda job: work(), self._show, shell.show_error, owner=self)

    def _show(self, read: "tuple[ThreatenedHousehold | None, tuple[HouseholdCard, ...]]") -> None:
        from desktop.words import word
        from ui.screens.patrols.patrol_words import CARD_TONES, card_words

        household, cards = read
        if household is None and not cards:
            self._layout.addWidget(label(_tr("没有受隐患点威胁"), "muted"))
            return
        for card in cards:
            link = button(card.site, "link")
            link.clicked.connect(partial(self._open_site, card.site_id))
            self._layout.addWidget(link)
            number = f"　{card.row.number}" if card.row else ""
            changed = "、".join(word(each) for each in card.changed)
            told = _tr("明白卡：{state}").format(state=card_words(card.state)) + number
            line = label(
                told + (f"　{_tr('变了：{what}').format(what=changed)}" if changed else ""), wrap=True
            )
            set_tone(line, CARD_TONES[card.state])
            self._layout.addWidget(line)
        if household is not None:
            told = _tr("在家 {home} 人，共 {people} 人")
            self._layout.addWidget(
                label(told.format(home=household.at_home, people=len(household.people)), "muted")
            )
            for person in household.people:
                if person.needs:
                    needs = "、".join(word(each) for each in person.needs)
                    line = label(
                        _tr("先转移：{name}（{needs}）").format(name=person.name, needs=needs), wrap=True
                    )
                    set_tone(line, "soon")
                    self._layout.addWidget(line)

    def _open_site(self, site_id: str) -> None:
        self._shell.open_record("patrols", "hazard_site", site_id)
