"""Whether the metrics that promises name, and the parameters they set, are those of the metric catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from opensmp.checking import ADVICE, Address, Finding, at, edit, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.measures.catalogue import find, is_own, parameters_of, suggest
from opensmp.plan.commitments import Commitment
from opensmp.plan.terms import Target


def _first(dossier: Dossier) -> str:
    return f"plan/commitments/commitments/{dossier.plan.commitments.commitments[0].id}"


def _setting(dossier: Dossier, name: str, value: str) -> Dossier:
    """Return a copy in which the first commitment sets one more parameter."""
    return edit(dossier, _first(dossier), lambda held: replace(held, parameters={**held.parameters, name: value}))


@rule(
    "PRA-43",
    clause="9.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R56", "R61"),
    examples=(
        fails(
            "A metric that is written `incident.resolvd_within`",
            lambda dossier: put(dossier, f"{_first(dossier)}/target", metric="incident.resolvd_within"),
        ),
        fails(
            "A parameter that is written `prioriti`",
            lambda dossier: _setting(dossier, "prioriti", "1"),
        ),
        passes(
            "`own.branches_visited`: a metric of the organisation's own, measured elsewhere",
            lambda dossier: put(dossier, f"{_first(dossier)}/target", metric="own.branches_visited"),
        ),
    ),
)
def promise_names_a_known_metric(dossier: Dossier) -> Iterator[Finding]:
    """A promise names a metric of the catalogue, and parameters that the metric knows.

    Why: records are held against a promise by its metric. A name that nobody knows is never measured, and a
    population narrowed by a field that does not exist is measured wrongly.

    Fix: take the id from the metric catalogue; write `own.` in front of a metric that you measure yourselves.
    """
    for where, target in _targets(dossier):
        if find(target.metric) is None and not is_own(target.metric):
            near = suggest(target.metric)
            says = (
                _("The catalogue has no metric “{metric}”; near it are {near}.", metric=target.metric, near=near)
                if near
                else _("The catalogue has no metric “{metric}”, and none that is near it.", metric=target.metric)
            )
            yield Finding(where, says, quote=target.metric)
    for commitment in dossier.plan.commitments.commitments:
        yield from _unknown_parameters(commitment)


def _targets(dossier: Dossier) -> Iterator[tuple[Address, Target]]:
    """Yield each promise that is alive, with where it stands."""
    for row in dossier.plan.commitments.commitments:
        yield at("plan/commitments/commitments", row.id, "target", "metric"), row.target
    registers = dossier.registers
    held = (
        *(("registers/slas", row.id, row.targets) for row in registers.slas if row.status != "withdrawn"),
        *(
            ("registers/customer_contracts", row.id, row.targets)
            for row in registers.customer_contracts
            if row.status != "ended"
        ),
        *(
            ("registers/supplier_contracts", row.id, row.targets)
            for row in registers.supplier_contracts
            if row.status != "ended"
        ),
    )
    for register, id, targets in held:
        for place, target in enumerate(targets, start=1):
            yield at(register, id, "targets", target.id or str(place), "metric"), target


def _unknown_parameters(commitment: Commitment) -> Iterator[Finding]:
    metric = find(commitment.target.metric)
    if metric is None:
        return
    known = parameters_of(metric)
    for name in commitment.parameters:
        if name not in known:
            near = tuple(get_close_matches(name, known, n=1))
            says = (
                _(
                    "Commitment {id} sets “{name}”, which is neither a parameter of {metric} nor a field of its records; "
                    "near it is {near}.",
                    id=commitment.id, name=name, metric=metric.id, near=near,
                )
                if near
                else _(
                    "Commitment {id} sets “{name}”, which is neither a parameter of {metric} nor a field of its records.",
                    id=commitment.id, name=name, metric=metric.id,
                )
            )  # fmt: skip
            yield Finding(at("plan/commitments/commitments", commitment.id, "parameters", name), says, quote=name)
