"""Observing: what records show that no commitment asks about (R36, R56).

A promise that nobody made cannot be broken, yet records contradict the plan in other ways: they name services outside its
scope, changes that nobody approved, clocks stopped just in time. Each observation is a fact with its count; rules say what
follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from opensmp.dossier import Dossier
from opensmp.evidence.holdings import Holdings
from opensmp.evidence.observing._look import Look
from opensmp.evidence.observing.changes import changes_observed
from opensmp.evidence.observing.clock import clocks_observed, flags_observed
from opensmp.evidence.observing.procedures import procedures_observed
from opensmp.evidence.observing.services import services_observed
from opensmp.measures.observation import Observation
from opensmp.measures.outcome import Outcome
from opensmp.measures.windows import Days

_LOOKS: tuple[Callable[[Look], Iterable[Observation]], ...] = (
    services_observed, changes_observed, procedures_observed, clocks_observed,
)  # fmt: skip


def observe(dossier: Dossier, held: Holdings, outcome: Outcome) -> tuple[Observation, ...]:
    """Return what the records of the measured period show beside the verdicts of ``outcome``."""
    days = Days(outcome.start, max(outcome.start, min(outcome.end, outcome.today)))
    return tuple(_observed(Look(dossier, held, days, outcome.today), outcome))


def _observed(look: Look, outcome: Outcome) -> Iterator[Observation]:
    for each in _LOOKS:
        yield from each(look)
    yield from flags_observed(look, outcome)
