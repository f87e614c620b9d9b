"""What else the records showed, for the rules that speak about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import Address, at
from opensmp.dossier import Dossier
from opensmp.measures.observation import Observation, ObservationKind


def observed(dossier: Dossier, *kinds: ObservationKind) -> Iterator[tuple[Address, Observation]]:
    """Yield the observations of these kinds, each with its place in the folder."""
    for number, each in enumerate(dossier.observations, 1):
        if each.kind in kinds:
            yield at("observations", str(number)), each


def seen(dossier: Dossier, kind: ObservationKind, subject: str, count: int, of: int) -> Dossier:
    """Return a copy in which the records of the last month showed something: what examples begin with."""
    found = Observation(
        kind=kind,
        subject=subject,
        start=dossier.today - timedelta(days=31),
        end=dossier.today - timedelta(days=1),
        count=count,
        of=of,
        examples=("REC-1001", "REC-1002"),
    )
    return replace(dossier, observations=(*dossier.observations, found))
