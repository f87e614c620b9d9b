"""Appending to an organisation's chain of events: the one place where an event is written."""

from __future__ import annotations

from datetime import UTC, datetime

from opensmp.store.chain import hash_of
from opensmp.store.models import Event, Organisation


def append(
    organisation: Organisation, number: int, previous: str, *, at: datetime, by: str, verb: str, subject: str,
    digest: str = "", reason: str = "", changes: bool = True,
) -> str:  # fmt: skip
    """Write event ``number`` after the one whose hash is ``previous``, move the organisation's head, return the hash.

    ``changes`` says whether the event changed what the organisation's texts and versions say. The caller holds the
    transaction. Raises IntegrityError where the number or the place in the chain is taken.
    """
    row = {
        "number": number, "at": at.isoformat(timespec="microseconds"), "by": by, "verb": verb, "subject": subject,
        "digest": digest, "reason": reason, "previous": previous,
    }  # fmt: skip
    made = hash_of({**row, "organisation": organisation.slug})
    event = Event(organisation=organisation, hash=made)
    for name, said in row.items():
        setattr(event, name, said)
    event.save(force_insert=True)
    moved = {"head": number, "head_hash": made} | ({"changed": number, "changed_hash": made} if changes else {})
    Organisation.objects.filter(pk=organisation.pk).update(**moved)
    return made


def tell(organisation: int, *, by: str, verb: str, subject: str, digest: str = "", reason: str = "") -> None:
    """Write an event that changes no text and behind which stands no member: a command of the server, or its own upkeep.

    The row of the organisation is held until the caller's transaction ends.
    """
    place = Organisation.objects.select_for_update().get(pk=organisation)
    append(
        place, place.head + 1, place.head_hash, at=datetime.now(UTC), by=by, verb=verb, subject=subject, digest=digest,
        reason=reason, changes=False,
    )  # fmt: skip
