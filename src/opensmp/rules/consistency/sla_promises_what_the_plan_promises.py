"""Whether service level agreements and the plan's commitments promise the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Address, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.commitments import Commitment
from opensmp.plan.terms import Target
from opensmp.registers.services import Sla
from opensmp.rules.consistency._helpers import covered, few, label, live_slas
from opensmp.rules.consistency._targets import comparable, differ, key, said


@rule(
    "CON-15",
    clause="8.3.3",
    severity=BLOCKS,
    requirements=("R42", "R46", "R58"),
    examples=(
        fails("An agreement promises less than a commitment of the plan", lambda d: _agreed(d, 2)),
        passes("An agreement promises what the plan promises", lambda d: _agreed(d, 0)),
    ),
)
def sla_promises_what_the_plan_promises(dossier: Dossier) -> Iterator[Finding]:
    """A service level agreement and the plan promise the same.

    Why: where the plan says four hours and the agreement eight, customers and staff work to different promises, and
    the records can keep only one of them.

    Fix: decide which level is meant, then amend the plan's commitment or renegotiate the agreement.
    """
    promised: dict[tuple[str, str], list[tuple[Commitment, frozenset[str]]]] = {}
    for commitment in dossier.plan.commitments.commitments:
        entry = (commitment, frozenset(commitment.services))
        promised.setdefault(key(commitment.target), []).append(entry)
    services = covered(dossier) if promised else {}
    found: dict[str, list[tuple[Address, Sla, Target]]] = {}
    for sla in live_slas(dossier) if promised else ():
        here = [each for each in sla.services if each in services]
        for place, target in enumerate(sla.targets, 1):
            for commitment, bound in promised.get(key(target), ()):
                if any(each in bound or not bound for each in here) and _contradicts(dossier, target, commitment):
                    where = at("registers/slas", sla.id, "targets", target.id or str(place))
                    found.setdefault(commitment.id, []).append((where, sla, target))
    for key_, places in found.items():
        if len(places) > _FEW:
            yield _one_against_many(dossier.commitments[key_], places)
        else:
            yield from (_finding(where.parts, sla, target, dossier.commitments[key_]) for where, sla, target in places)


_FEW = 3
"""How many agreements contradict a commitment before the commitment is the one that is taken to be wrong."""


def _one_against_many(commitment: Commitment, places: list[tuple[Address, Sla, Target]]) -> Finding:
    _where, first, agreed = places[0]
    says = _(
        "Commitment {id} of the plan promises {promised}; {slas} promise otherwise, {sla} for example {agreed}: “{sentence}”",
        id=commitment.id, promised=said(commitment.target), slas=few(sla.id for _where, sla, _target in places),
        sla=label(first), agreed=said(agreed), sentence=commitment.sentence,
    )  # fmt: skip
    also = tuple(where for where, _sla, _target in places)
    return Finding(
        at("plan/commitments/commitments", commitment.id, "target"), says, quote=str(commitment.sentence), also=also
    )


def _contradicts(dossier: Dossier, target: Target, commitment: Commitment) -> bool:
    return comparable(target, commitment.target) and differ(target, commitment.target, dossier)


def _finding(where: tuple[str, ...], sla: Sla, target: Target, commitment: Commitment) -> Finding:
    says = _(
        "{sla} promises {agreed} for {metric}; commitment {id} of the plan promises {promised}: “{sentence}”",
        sla=label(sla), agreed=said(target), metric=target.metric, id=commitment.id, promised=said(commitment.target),
        sentence=commitment.sentence,
    )  # fmt: skip
    also = (at("plan/commitments/commitments", commitment.id, "target"),)
    return Finding(at(*where), says, quote=str(commitment.sentence), also=also)


def _agreed(dossier: Dossier, less: int) -> Dossier:
    """Let an agreement promise what a commitment promises, ``less`` points less often; no other contract knows the metric."""
    registers = dossier.registers
    known = {
        target.metric
        for rows in (registers.customer_contracts, registers.supplier_contracts, registers.slas)
        for row in rows
        for target in row.targets
    }
    commitment = next(
        row
        for row in dossier.plan.commitments.commitments
        if row.target.metric not in known and row.target.comparator == "at least" and 10 < row.target.value < 100
    )
    wanted = frozenset(commitment.services or covered(dossier))
    sla = next(sla for sla in live_slas(dossier) if wanted.intersection(sla.services))
    clock = commitment.target.clock or next((target.clock for target in sla.targets if target.clock), "")
    target = replace(commitment.target, id="T-X", value=commitment.target.value - less, clock=clock)
    return add(dossier, f"registers/slas/{sla.id}/targets", target)
