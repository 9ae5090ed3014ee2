"""Records to choose from, in the words of the window."""

from PySide6.QtCore import QCoreApplication

from desktop.services.references import Reference
from desktop.words import word
from ui.widgets.reference_edit import ReferenceChoice


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReferenceWords", text)


def reference_choice(found: Reference) -> ReferenceChoice:
    """A record as a line of hits says it: what tells namesakes apart beside the name."""
    age = _tr("{age} 岁").format(age=found.age) if found.age.isdigit() else found.age
    home = _tr("本户 {relation}").format(relation=word(found.relation)).strip() if found.is_member else ""
    facts = (home, found.villager_group, age, found.number, word(found.residence))
    return ReferenceChoice(found.id, found.name, " · ".join(fact for fact in facts if fact))
