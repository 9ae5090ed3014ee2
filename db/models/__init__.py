"""The tables of the local file, one concept a module.

``RECORDS`` are logged and searched, ``LOCAL`` is the machinery beside them; both in the order in
which a new file makes them.
"""

from db.models.attachments import Attachment, RestrictedAttachment, SyncBlob, UnusedBlob
from db.models.base import Record, Table
from db.models.certificate import Certificate
from db.models.disclosure import (
    DisclosureOverlay,
    LayoutChange,
    Notice,
    NoticePosting,
    NoticeStep,
    Objection,
    SheetRow,
)
from db.models.dwelling import Dwelling, HazardSite, Shelter
from db.models.events import Event, EventLink, EventStep
from db.models.exchange import (
    Conflict,
    SyncCursor,
    SyncErased,
    SyncErasureAsked,
    SyncExtra,
    SyncFrozen,
    SyncInbox,
    SyncOwed,
    SyncReceipt,
    SyncRefusal,
    SyncStale,
    SyncState,
)
from db.models.finance import (
    AidGrant,
    Debt,
    DebtMove,
    FundsAccount,
    FundsEntry,
    FundsOpening,
    Subsidy,
)
from db.models.grid import Grid
from db.models.household import Household
from db.models.land import Homestead, LandContract, LandParcel
from db.models.life_event import LifeEvent
from db.models.log import AccessLog, Change, ChangeSet, Draft, SearchDirty, StoreInfo, WorkState
from db.models.matter import Matter, MatterStep
from db.models.meetings import Meeting
from db.models.membership import Membership
from db.models.office import Account, SavedView, Setting
from db.models.person import Person
from db.models.project import Project, ProjectStep
from db.models.property import Asset, Contract, LandResource
from db.models.register_import import ImportBatch, ImportFault, ImportMapping
from db.models.restricted import Restricted

RECORDS: tuple[type[Record], ...] = (
    Person,
    Household,
    Membership,
    Dwelling,
    Homestead,
    LandContract,
    LandParcel,
    Restricted,
    Grid,
    HazardSite,
    Shelter,
    Event,
    EventStep,
    EventLink,
    Meeting,
    FundsEntry,
    FundsOpening,
    AidGrant,
    Notice,
    NoticeStep,
    Account,
    SavedView,
    Setting,
    LifeEvent,
    Conflict,
    Attachment,
    RestrictedAttachment,
    NoticePosting,
    Objection,
    DisclosureOverlay,
    LayoutChange,
    SheetRow,
    Matter,
    MatterStep,
    FundsAccount,
    Debt,
    DebtMove,
    Subsidy,
    Asset,
    LandResource,
    Contract,
    Project,
    ProjectStep,
    Certificate,
)

LOCAL: tuple[type[Table], ...] = (
    ChangeSet,
    Change,
    WorkState,
    AccessLog,
    SearchDirty,
    Draft,
    StoreInfo,
    ImportBatch,
    ImportFault,
    ImportMapping,
    SyncState,
    SyncCursor,
    SyncFrozen,
    SyncInbox,
    SyncExtra,
    SyncRefusal,
    SyncReceipt,
    SyncOwed,
    SyncBlob,
    UnusedBlob,
    SyncErased,
    SyncErasureAsked,
    SyncStale,
)

__all__ = [
    "LOCAL",
    "RECORDS",
    "AccessLog",
    "Account",
    "AidGrant",
    "Asset",
    "Attachment",
    "Certificate",
    "Change",
    "ChangeSet",
    "Conflict",
    "Contract",
    "Debt",
    "DebtMove",
    "DisclosureOverlay",
    "Draft",
    "Dwelling",
    "Event",
    "EventLink",
    "EventStep",
    "FundsAccount",
    "FundsEntry",
    "FundsOpening",
    "Grid",
    "HazardSite",
    "Homestead",
    "Household",
    "ImportBatch",
    "ImportFault",
    "ImportMapping",
    "LandContract",
    "LandParcel",
    "LandResource",
    "LayoutChange",
    "LifeEvent",
    "Matter",
    "MatterStep",
    "Meeting",
    "Membership",
    "Notice",
    "NoticePosting",
    "NoticeStep",
    "Objection",
    "Person",
    "Project",
    "ProjectStep",
    "Record",
    "Restricted",
    "RestrictedAttachment",
    "SavedView",
    "SearchDirty",
    "Setting",
    "SheetRow",
    "Shelter",
    "StoreInfo",
    "Subsidy",
    "SyncBlob",
    "SyncCursor",
    "SyncErased",
    "SyncErasureAsked",
    "SyncExtra",
    "SyncFrozen",
    "SyncInbox",
    "SyncOwed",
    "SyncReceipt",
    "SyncRefusal",
    "SyncStale",
    "SyncState",
    "Table",
    "UnusedBlob",
    "WorkState",
]
