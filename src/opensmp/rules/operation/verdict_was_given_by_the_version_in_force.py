"""Whether records were held against the version that was in force."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.i18n.message import Value
from opensmp.rules.operation._verdicts import changed, kept_now, versions_in


@rule(
    "OPE-04",
    clause="7.5.3",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R56", "R57"),
    examples=(
        fails("A window judged by a version that does not exist", lambda d: changed(d, kept_now(d), version="0.9")),
        passes("Windows judged by the version in force in them", lambda d: d),
    ),
)
def verdict_was_given_by_the_version_in_force(dossier: Dossier) -> Iterator[Finding]:
    """Records are judged by the version that was in force when they were made.

    Why: people can only keep the promise of their day; a verdict by another version proves nothing about either.

    Fix: measure the window again with the version that was in force then.
    """
    for verdict in dossier.verdicts:
        held = versions_in(dossier.history, verdict.start, verdict.end)
        if not held or verdict.version in held or verdict.commitment not in dossier.commitments:
            continue
        words: dict[str, Value] = {"id": verdict.commitment, "start": verdict.start, "end": verdict.end, "held": held}
        says = (
            _(
                "{id}, {start} to {end}, was judged by version {version}; in force was {held}.",
                version=verdict.version,
                **words,
            )
            if verdict.version
            else _("{id}, {start} to {end}: no version is named by which it was judged; in force was {held}.", **words)
        )
        yield Finding(where=at("plan/commitments/commitments", verdict.commitment), says=says)
