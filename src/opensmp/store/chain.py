"""The chain of events: each holds the hash of the one before, so that an edit, a gap or a swap shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from opensmp.dossier.digests import canonical

HASHED = ("organisation", "number", "at", "by", "verb", "subject", "digest", "reason", "previous")
"""The columns that the hash covers: all but the hash itself."""


def hash_of(event: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an event over RFC 8785 JSON; ``previous`` ties it to the event before."""
    return sha256(canonical({name: event[name] for name in HASHED})).hexdigest()


def broken_at(events: Iterable[Mapping[str, Any]]) -> int | None:
    """Return the number of the first event that does not follow from the one before, or None where all do.

    A tail that was cut off leaves a sound chain: compare the last hash with one kept outside.
    """
    previous = ""
    for number, event in enumerate(events, 1):
        if event["number"] != number or event["previous"] != previous or event["hash"] != hash_of(event):
            return number
        previous = event["hash"]
    return None
