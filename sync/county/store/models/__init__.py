"""Tables of the county, and how they are spread when there is more than one machine.

A *distributed* table lies with its village: each of its keys begins with ``village_id``, so that one
village's work never leaves one machine. A *reference* table is small and lies whole on every machine.
"""

from sync.county.store.models.audit import AuditEntry
from sync.county.store.models.base import Table
from sync.county.store.models.batch import Batch, Quarantine
from sync.county.store.models.blob import Blob
from sync.county.store.models.console import ConsoleSession, ConsoleUser
from sync.county.store.models.device import Command, Device, EnrolmentCode
from sync.county.store.models.migration import Migration
from sync.county.store.models.record import Erasure, Record
from sync.county.store.models.setting import Setting
from sync.county.store.models.village import DivisionAlias, LostLife, Village, VillageHead
from sync.county.store.models.villager import VillagerQuota

DISTRIBUTED: tuple[type[Table], ...] = (
    Village,
    VillageHead,
    Device,
    Command,
    Batch,
    Quarantine,
    Record,
    Blob,
    AuditEntry,
    LostLife,
    Erasure,
    VillagerQuota,
)

REFERENCE: dict[type[Table], str] = {
    DivisionAlias: "finds the village that a division code means; asked before the village is known",
    EnrolmentCode: "a PC that shows its code can't yet name its village",
    ConsoleUser: "people of the county who see many villages",
    ConsoleSession: "those of them who are signed in",
    Setting: "one value for the whole county",
    Migration: "which steps this database has taken",
}
"""Reference tables, each with why it can't lie with one village."""

__all__ = [
    "DISTRIBUTED",
    "REFERENCE",
    "AuditEntry",
    "Batch",
    "Blob",
    "Command",
    "ConsoleSession",
    "ConsoleUser",
    "Device",
    "DivisionAlias",
    "EnrolmentCode",
    "Erasure",
    "LostLife",
    "Migration",
    "Quarantine",
    "Record",
    "Setting",
    "Table",
    "Village",
    "VillageHead",
    "VillagerQuota",
]
