"""Every table. Each row but a person's account belongs to one organisation, for ever."""

from opensmp.store.models.entries import Entry, Revision
from opensmp.store.models.events import Event
from opensmp.store.models.organisations import Organisation, PlanRow
from opensmp.store.models.people import Account, Invitation, Membership, Role
from opensmp.store.models.records import Import, Upload
from opensmp.store.models.remarks import Comment, ReadingPlace
from opensmp.store.models.versions import Decision, Refinement, SealedVersion, Submission

__all__ = [
    "Account", "Comment", "Decision", "Entry", "Event", "Import", "Invitation", "Membership", "Organisation", "PlanRow",
    "ReadingPlace", "Refinement", "Revision", "Role", "SealedVersion", "Submission", "Upload",
]  # fmt: skip
