"""Whether availability management speaks of risks and of targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import begun, silenced
from opensmp.rules.practices._helpers import place, speaks, title, treats


@cache
def _risks() -> re.Pattern[str]:
    return re.compile(
        r"\brisks?\b|\brisiko\b|\bthreats?\b|\bancaman\b|\bsingle points? of failure\b|\btitik kegagalan\w*", re.I
    )


@cache
def _targets() -> re.Pattern[str]:
    return re.compile(
        r"\btargets?\b|\bSLAs?\b|\d ?%|\bper ?cent\b|\bpersen\b|\bsasaran\b|\bservice levels?\b|\btingkat layanan\b",
        re.I,
    )


@rule(
    "PRA-26",
    clause="8.7.1",
    severity=ADVICE,
    requirements=("R14",),
    examples=(
        fails(
            "Availability management that assesses no risk", lambda d: silenced(d, "availability", _risks(), "status")
        ),
        passes(
            "“Risks to availability are assessed every half year; targets stand in the SLAs.”",
            lambda d: put(
                d,
                "plan/practices/practices/availability",
                approach=begun(
                    d.practices["availability"].approach,
                    "Risks to availability are assessed at planned intervals.",
                    "Risiko terhadap ketersediaan dinilai pada selang waktu yang direncanakan.",
                ),
            ),
        ),
    ),
)
def availability_states_risks_and_targets(dossier: Dossier) -> Iterator[Finding]:
    """Availability management states how risks are assessed and which targets hold.

    Why: availability is managed from the risks to it and against targets; a description without either only
    reports downtime.

    Fix: say how often the risks to availability are assessed and where the targets stand, for example in each
    SLA.
    """
    practice = speaks(dossier, "availability")
    held = dossier.plan.commitments
    if practice is None or not (held.commitments or held.claims):
        return  # a plan without any promise is one finding of its own
    name = title(dossier, practice.id)
    if not treats(dossier, practice, _risks()):
        yield Finding(
            where=place(practice, "approach"),
            says=_("{practice} does not say how risks to availability are assessed", practice=name),
        )
    typed = any(row.practice == practice.id for row in dossier.plan.commitments.commitments)
    if not typed and not treats(dossier, practice, _targets()):
        yield Finding(
            where=place(practice, "approach"),
            says=_("{practice} names no availability target, and does not say where the targets stand", practice=name),
        )
