"""Whether a procedure's targets agree with the plan's commitments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.commitments import Commitment
from opensmp.plan.terms import Target
from opensmp.registers.documents import Extract
from opensmp.rules.practices._examples import with_procedure
from opensmp.rules.practices._helpers import cited
from opensmp.rules.practices._matching import levels
from opensmp.rules.practices._promises import limit_of, spoken


@rule(
    "PRA-09",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R43", "R46"),
    examples=(
        fails("The plan promises a share that the procedure puts lower", lambda d: _with_target(d, -1)),
        passes("The procedure repeats the plan's target", lambda d: _with_target(d, 0)),
    ),
)
def procedure_promises_what_the_plan_promises(dossier: Dossier) -> Iterator[Finding]:
    """A procedure promises what the plan promises.

    Why: people work by the procedure and answer for the plan; where the two name different figures, one of them
    is wrong and the auditor will ask which.

    Fix: decide which figure holds and change the other document in the same round of approval.
    """
    promised: dict[tuple[str, str | frozenset[int]], list[Commitment]] = {}
    for row in dossier.plan.commitments.commitments:
        promised.setdefault((row.target.metric, _population(row.target)), []).append(row)
    for document in {row.id: row for _practice, row in cited(dossier)}.values():
        for index, target in enumerate(document.extract.targets if document.extract else ()):
            rivals = promised.get((target.metric, _population(target)), [])
            if rivals and not any(_agree(target, row.target) for row in rivals):
                yield Finding(
                    where=at("plan/commitments/commitments", rivals[0].id, "target"),
                    says=_(
                        "{document} “{title}” says {said}, but commitment {id} of the plan says {promised}",
                        document=document.id,
                        title=document.title,
                        said=spoken(target),
                        id=rivals[0].id,
                        promised=spoken(rivals[0].target),
                    ),
                    also=(at("registers/documents", document.id, "extract", "targets", target.id or str(index + 1)),),
                )


def _population(target: Target) -> str | frozenset[int]:
    """Return the records a target speaks of, so that *critical* and *P1* are the same."""
    return levels(target.population) or target.population.strip().casefold()


def _agree(said: Target, promised: Target) -> bool:
    same = (said.comparator, said.value, said.unit) == (promised.comparator, promised.value, promised.unit)
    limits = {limit.comparable for limit in (limit_of(said.limit), limit_of(promised.limit)) if limit}
    windows = {window for window in (said.window, promised.window) if window}
    clocks = {clock for clock in (said.clock, promised.clock) if clock}
    return same and len(limits) <= 1 and len(windows) <= 1 and len(clocks) <= 1


def _with_target(dossier: Dossier, step: int) -> Dossier:
    target = dossier.plan.commitments.commitments[0].target
    extract = Extract(targets=(replace(target, id="", value=target.value + step),))
    return with_procedure(dossier, extract=extract)
